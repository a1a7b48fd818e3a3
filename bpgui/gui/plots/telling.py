"""What is said of one step: on a card beside the mouse or the cursor, and to a screen reader once the cursor rests."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.plots import curves
from bpgui.gui.plots.chart import Chart
from bpgui.gui.plots.pages import TARGET, PlotPage, word
from bpgui.gui.plots.reading import Reading, nearest, said
from bpgui.gui.plots.readout import MAX_LINES, Readout
from bpgui.gui.plots.veil import shown_readings
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.words import event_text
from bpgui.session.basics.numbers import spoken, whole
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import TimelineView

#: Milliseconds of rest before a screen reader is told the values at the cursor.
TOLD_AFTER = 400
#: Lines that the card at the cursor may name while the mouse is elsewhere.
MAX_RESTING = 3


class Telling(QObject):
    """Reads the lines of a chart at a step; `slider` stands for the same steps."""

    def __init__(self, document: Document, chart: Chart, slider: QWidget) -> None:
        super().__init__(chart)
        self._document, self._chart, self._slider = document, chart, slider
        self.card = Readout(chart.viewport())
        self._page: PlotPage | None = None
        self._lines: Sequence[curves.PlotLine] = ()
        self._hidden: Collection[Column] = ()
        self._timeline: TimelineView | None = None  #: whose rows the chart shows
        self._hover: tuple[int, float] | None = None
        self._rest = QTimer(self, singleShot=True, interval=TOLD_AFTER)
        self._rest.timeout.connect(self._tell)

    def follow(self, page: PlotPage, lines: Sequence[curves.PlotLine], hidden: Collection[Column]) -> None:
        """Speak of these lines from now on, but for the columns that are hidden at the cursor."""
        self._page, self._lines, self._hidden = page, lines, hidden
        self._timeline = self._document.timeline
        if not self._rest.isActive():
            self._rest.start()

    def hover(self, place: tuple[int, float] | None) -> None:
        """Speak of the step under the mouse, and of lines near its height; None: of the cursor's."""
        self._hover = place
        self.show_card()

    def show_place(self) -> None:
        """Say where the cursor stands: in the slider's tooltip, and on the card."""
        self._slider.setToolTip(plain_tip(self._place_text(self._chart.cursor_shown.step)))
        self.show_card()

    def show_card(self) -> None:
        """Write the card for the step under the mouse, else for the cursor where few lines leave room for it."""
        chart, timeline, hover = self._chart, self._document.timeline, self._hover
        step, row = chart.cursor_shown.step, chart.cursor_shown.row
        if hover is not None:
            step = min(hover[0], curves.step_of_row(timeline.events, timeline.length - 1))
            row = curves.rows_of_steps(timeline.events, step, step)[1]
        found = self._readings(row)
        if hover is not None and len(found) > MAX_LINES:
            found = nearest(found, chart.scale_shown, hover[1], MAX_LINES)
        is_shown = bool(found) and chart.shows(step) and (hover is not None or len(found) <= MAX_RESTING)
        if is_shown:
            events = [event for event in timeline.events if event.step == step and event.row <= row]
            texts = [event_text(event.sentence, self._document.digits) for event in events]
            self.card.show_step(self._place_text(step), texts, found, self._document.text)
            self.card.place(chart, chart.x_of(step))
            is_shown = hover is not None or self.card.height() < 0.6 * chart.area.height()
        self.card.setVisible(is_shown)

    def _readings(self, row: int) -> list[Reading]:
        """Return what there is to read at a row; nothing while the chart has not come to the present future yet."""
        if self._timeline is not self._document.timeline:
            return []
        return shown_readings(self._document, self._lines, self._hidden, row)

    def _place_text(self, step: int) -> str:
        timeline = self._document.timeline
        last = curves.step_of_row(timeline.events, timeline.length - 1)
        return self.tr("step {step} of {last}").format(step=whole(step), last=whole(last))

    def _tell(self) -> None:
        """Tell a screen reader the values at the cursor."""
        cursor = self._chart.cursor_shown
        values = said(self._readings(cursor.row), word(TARGET), self._document.text)
        text = self.tr("step {step}: {values}").format(step=whole(cursor.step), values=spoken(values)) if values else ""
        if self._page is not None:
            self._chart.setAccessibleName(word(self._page.title))
        self._chart.setAccessibleDescription(text)
        self._slider.setAccessibleDescription(self._place_text(cursor.step))
