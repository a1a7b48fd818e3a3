"""The panel of plots: tabs, one plot, the timeline's slider. Turns what a person wants into the document's requests."""

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QRectF, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.repaint_pace import FRAME
from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.menu import pop_up
from bpgui.gui.plots import curves
from bpgui.gui.plots.chart import Chart
from bpgui.gui.plots.fitting import BEYOND, FitButton, settled_step
from bpgui.gui.plots.former import FormerCurves, former_words, last_step
from bpgui.gui.plots.kinds import KindsButton
from bpgui.gui.plots.legend import Legend
from bpgui.gui.plots.notes import note_text
from bpgui.gui.plots.pages import PAGES, PlotPage, word
from bpgui.gui.plots.picture import picture_of
from bpgui.gui.plots.readout import Note, PastChip
from bpgui.gui.plots.sheet import sheet
from bpgui.gui.plots.slider import SLIDER_HANDLE, TimelineSlider
from bpgui.gui.plots.telling import Telling
from bpgui.gui.plots.veil import hidden_columns, without_ends
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.scales import ValueScale, fitted
from bpgui.gui.widgets.theme import look
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import TimelineView
from bpgui.session.undo import Former

#: Milliseconds by which a frame may come early, so that a run's steady frames need not wait for a timer.
EARLY = 6
#: Pixels left of all that the panel holds.
SIDE = 12


@guarded
@follows_language
class PlotPanel(QWidget):
    """Prediction, loss, weights and gradients over one axis of steps, with one cursor.

    Reads a timeline only as a `TimelineView`, and of that only what the width of the plot can show.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plots")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.lines: list[curves.PlotLine] = []
        self._log_pages: set[str] = set()
        self._stretched: dict[str, ValueScale] = {}
        self._shown: tuple[object, ...] = ()
        self._hidden: frozenset[Column] = frozenset()
        self._former, self._shows_former = FormerCurves(), True
        self._is_settled = False
        self._build()
        self._since = QElapsedTimer()
        self._since.start()
        self._refresh_timer = QTimer(self, singleShot=True)
        self._refresh_timer.timeout.connect(self._refresh)
        self.retranslate()
        self._dress()
        self._connect()
        self._show_page()

    # Building

    def _build(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("plotTabs")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)  # the legend gives way
        self.tabs.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for _ in PAGES:
            self.tabs.addTab("")
        self.legend = Legend(self)
        self.log_button, self.fit_button, self.kinds_button = QToolButton(self), FitButton(self), KindsButton(self)
        self.log_button.setObjectName("logScale")
        self.log_button.setCheckable(True)
        self.chart = Chart(self.document.text, self)
        self.chart.setObjectName("chart")
        self.chip = PastChip(self.chart.viewport())
        self.slider = TimelineSlider(self)
        self.telling = Telling(self.document, self.chart, self.slider)
        self.note = Note(self.chart.viewport())
        self._header, self._footer, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.tabs, self.legend, self.kinds_button, self.log_button, self.fit_button):
            self._header.addWidget(widget, int(widget is self.legend))
        self._header.setSpacing(8)
        column.addLayout(self._header)
        column.addWidget(self.chart, 1)
        self._footer.addWidget(self.slider)
        column.addLayout(self._footer)
        column.setContentsMargins(SIDE, 4, 8, 6)
        column.setSpacing(0)

    def drawing(self) -> Drawing:
        """Return the present plot as a picture, under its name and all names of its lines."""
        former = None if self.former is None else former_words(self.former)
        return picture_of(self.chart, self.tabs.tabText(self.tabs.currentIndex()), self.lines, former)

    def _connect(self) -> None:
        document, chart = self.document, self.chart
        document.session_left.connect(chart.let_go)
        document.session_left.connect(self._former.forget)
        chart.menu_requested.connect(lambda place: pop_up(chart, place))
        document.session_left.connect(self.slider.let_go)
        document.session_opened.connect(self.fit)
        document.numbers_changed.connect(self._let_read)
        document.timeline_refined.connect(self._read_again)
        facts = [document.timeline_refined, document.hiding_changed, document.experiment_changed, chart.resized]
        facts += [document.selection_changed, document.plotted_changed, document.digits_changed]
        for fact in facts:
            fact.connect(self.refresh)
        document.timeline_changed.connect(self._take_rows)
        document.moment_changed.connect(self._take_moment)
        look.changed.connect(self._dress)
        self._show_tabs()
        self.tabs.currentChanged.connect(self._show_page)
        self.log_button.toggled.connect(self._set_log)
        self.kinds_button.changed.connect(self.refresh)
        self.fit_button.all_requested.connect(self.fit)
        self.fit_button.settled_requested.connect(self.fit_settled)
        self.fit_button.log_toggled.connect(self._set_log_steps)
        self.slider.step_chosen.connect(document.seek_step)
        self.slider.command_given.connect(self._obey)
        self.chip.clicked.connect(document.to_end)
        chart.step_requested.connect(document.seek_step)
        chart.row_requested.connect(document.seek)
        chart.hovered.connect(self.telling.hover)
        chart.zoom_requested.connect(self._zoom)
        chart.pan_requested.connect(self._pan)
        chart.stretch_requested.connect(self._stretch)
        chart.command_requested.connect(self._obey)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Plots"))
        self.tabs.setAccessibleName(self.tr("Plots"))
        for k, page in enumerate(PAGES):
            self.tabs.setTabText(k, word(page.title))
            self.tabs.setTabToolTip(k, plain_tip(word(page.tip)))
        self.legend.setAccessibleName(self.tr("Legend"))
        self.log_button.setText(self.tr("&Log scale"))
        self.log_button.setAccessibleName(self.tr("Logarithmic scale"))
        self.log_button.setToolTip(self.tr("Show the loss by its powers of ten"))
        self.fit_button.retranslate()
        self.kinds_button.retranslate()
        self.slider.setAccessibleName(self.tr("Timeline"))
        self._shown = ()
        self.refresh()

    def _dress(self) -> None:
        """Take on the theme and the size of text."""
        self.setStyleSheet(sheet())
        self.slider.setMinimumSize(SLIDER_HANDLE, round(20 * look.scale))  # of a start there is the handle alone
        self.chart.setMinimumHeight(round(15 + 75 * look.scale))
        self._shown = ()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # What a person does

    @property
    def page(self) -> PlotPage:
        """The plot that is shown."""
        return PAGES[self.tabs.currentIndex()]

    def show_page(self, name: str) -> None:
        """Show the plot of this name: prediction, loss, weights or gradients."""
        self.tabs.setCurrentIndex([page.name for page in PAGES].index(name))

    def fit(self) -> None:
        """Show all steps and values, and follow the run."""
        self.chart.steps.fit()
        self._is_settled = False
        self._stretched.clear()
        self.refresh()

    def fit_settled(self) -> None:
        """Show the steps until no curve of this plot moves any more; all of them where one still does."""
        timeline, page = self.document.timeline, self.page
        width = max(50, int(self.chart.area.width() / 2))
        settled = settled_step(timeline, self.lines, width, is_log=page.name in self._log_pages)
        self._stretched.pop(page.name, None)
        if settled is None or self.document.hides is not None:
            self.fit()
        else:
            self.chart.steps.show_until(settled * (1 + BEYOND))
            self._is_settled = True
            self.refresh()

    def show_former(self, is_on: bool) -> None:
        """Show the future that an edit replaced behind the present one, or do so no more."""
        self._shows_former = is_on
        self._former.forget()
        self.refresh()

    @property
    def former(self) -> Former | None:
        """The former future that is shown; none while a question is open, whose answer may be in it."""
        return self.document.session.former if self._shows_former and self.document.hides is None else None

    def _show_page(self) -> None:
        self.log_button.setVisible(self.page.can_log)
        with QSignalBlocker(self.log_button):
            self.log_button.setChecked(self.page.name in self._log_pages)
        self.refresh()

    def _show_tabs(self) -> None:
        """Show the pages on which there is something, wherever the cursor stands."""
        self._tabs_of = self.document.timeline
        for k, page in enumerate(PAGES):
            is_there = page.is_there(self._tabs_of)
            if self.tabs.isTabVisible(k) != is_there:  # Qt forgets that it must lay out where the last one stays
                self.tabs.setTabVisible(k, is_there)
        self.tabs.updateGeometry()  # Qt leaves it as wide as it was

    def _set_log(self, is_log: bool) -> None:
        (self._log_pages.add if is_log else self._log_pages.discard)(self.page.name)
        self._stretched.pop(self.page.name, None)
        self.refresh()

    def _set_log_steps(self, is_log: bool) -> None:
        self.chart.steps.set_log(is_log)
        self.refresh()
        self._say_place()

    def _read_again(self) -> None:
        """More is known of the rows: of those, too, in which something settled."""
        self._shown = ()
        self._former.forget()
        if self._is_settled and not self.document.is_running:
            self.fit_settled()

    def _let_read(self) -> None:
        """Write in a run when all other texts are written, for the same step; else behind the curves."""
        if self.document.is_running and self.isVisible():
            if self.chart.cursor_shown.row != self.document.session.cursor:
                self._show_frame()
            self._say_place()

    def _zoom(self, factor: float, about: float, keep: float | None = None) -> None:
        self.chart.steps.zoom(factor, about, keep)
        self._is_settled = False
        self.refresh()

    def _pan(self, share: float) -> None:
        self.chart.steps.pan(share)
        self._is_settled = False
        self.refresh()

    def _stretch(self, factor: float, about: float) -> None:
        self._stretched[self.page.name] = self.chart.scale_shown.zoom(factor, about)
        self.refresh()

    def _obey(self, command: str) -> None:
        """Do what a key of the plot says."""
        document, row, last = self.document, self.document.session.cursor, self.document.timeline.length - 1
        about, tenth = float(self.chart.cursor_shown.step), max(1, (last + 1) // 10)
        moves = {"back": -1, "forward": 1, "page_back": -tenth, "page_forward": tenth}
        if command in moves:
            document.seek(min(max(row + moves[command], 0), last))
            return
        {
            "first": document.to_start,
            "latest": document.to_end,
            "zoom_in": lambda: self._zoom(0.8, about),
            "zoom_out": lambda: self._zoom(1.25, about),
            "stretch": lambda: self._stretch(0.8, 0.5),
            "squeeze": lambda: self._stretch(1.25, 0.5),
            "fit": self.fit,
            "fit_settled": self.fit_settled,
            "log_steps": self.fit_button.log_steps.toggle,
            "run": document.toggle_run,
        }[command]()

    # Showing

    def refresh(self) -> None:
        """Show what is there now, at most once a frame, and only while it can be seen."""
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_timer.start(0 if self._is_due else FRAME - self._since.elapsed())

    @property
    def _is_due(self) -> bool:
        """Whether the last frame is as good as over."""
        return FRAME - self._since.elapsed() <= EARLY

    def _take_rows(self) -> None:
        """Show new rows. In a run at once, before the rest of the window, so that frames come at an even pace."""
        if self._tabs_of is not self.document.timeline:
            self._show_tabs()
        if self.document.is_running and self.isVisible() and self._is_due:
            self._show_frame()
        else:
            self.refresh()

    def _show_frame(self) -> None:
        self._refresh_timer.stop()
        self._refresh()
        self.chart.viewport().repaint()

    def _take_moment(self) -> None:
        """Show where the cursor stands, where it did not come with rows that are shown already."""
        if not self.document.is_running or self._is_due:
            self.refresh()

    def _refresh(self) -> None:
        self._since.restart()
        document, chart = self.document, self.chart
        timeline: TimelineView = document.timeline
        row = document.session.cursor
        step = curves.step_of_row(timeline.events, row)
        end = curves.step_of_row(timeline.events, timeline.length - 1)
        former = self.former
        chart.steps.grow(end if former is None else max(end, last_step(former)))
        chart.place()
        if not document.is_running and step != chart.cursor_shown.step:
            chart.steps.reveal(step)
        self.kinds_button.offer(self.page.kinds(timeline))
        self.lines = self.page.lines(document, look.theme, self.kinds_button.is_chosen)
        self._hidden = hidden_columns(document, self.lines)
        wanted = (
            *(timeline, timeline.length, self.lines, self.page, self.page.name in self._log_pages),
            *(self._hidden, document.hides, former),
            *(self._stretched.get(self.page.name), chart.steps.first, chart.steps.last, chart.size(), document.digits),
            *(chart.steps.is_log, chart.devicePixelRatioF()),
        )
        if wanted != self._shown:
            self._shown = wanted
            self._read(timeline, former)
        values = curves.values_at(timeline, [line.column for line in self.lines], row)
        pairs = [pair for pair in zip(self.lines, values, strict=True) if pair[0].column not in self._hidden]
        chart.show_cursor(curves.Cursor(row, step, tuple(pairs)))
        is_fitted = not self._stretched
        self.fit_button.show_choice(is_all=is_fitted and chart.steps.follows, is_settled=is_fitted and self._is_settled)
        self._show_chip()
        self.telling.follow(self.page, self.lines, self._hidden)
        if not document.is_running:
            self._say_place()

    def _say_place(self) -> None:
        """Write where the cursor stands."""
        timeline = self.document.timeline
        end = curves.step_of_row(timeline.events, timeline.length - 1)
        self.slider.show_step(self.chart.cursor_shown.step, end, self.chart.steps)
        self._place_slider(end)
        self.telling.show_place()

    def _read(self, timeline: TimelineView, former: Former | None) -> None:
        """Read what the plot can show of the timeline, and draw it."""
        chart, page, is_log = self.chart, self.page, self.page.name in self._log_pages
        width = max(50, int(chart.area.width() / 2))
        if page.name == "prediction":
            width = curves.affordable(width, self.document.experiment)
        spans = curves.spans(chart.steps, timeline.events, timeline.length, width)
        ends = spans[0].first, spans[-1].last
        sampled = {line.column for line in self.lines if timeline.is_sampled(line.column, *ends)}
        lines = [replace(line, is_faint=line.is_faint or line.column in sampled) for line in self.lines]
        traces = curves.without_repeats([curves.read(timeline, line, spans) for line in lines])
        traces = without_ends(self.document, traces, self._hidden)
        self.document.plotting.look_at(tuple(line.column for line in lines), *curves.closest(spans))
        if former is not None:
            traces = [*traces, *self._former.read(former, self.lines, chart.steps, width // 2)]
        found = curves.extremes(traces, is_log)
        scale = fitted(*(found or ((0.1, 1.0) if is_log else (0.0, 1.0))), is_log, page.from_zero)
        self.legend.show_lines(lines, None if former is None else former_words(former))
        nothing = self.tr("Nothing is plotted. Choose weights and biases in the diagram: right click, Show in plots.")
        chart.message = "" if lines else nothing
        chart.show_events([event.step for event in timeline.events])
        left_out = curves.left_out(traces[0], is_log) if page.can_log else curves.LeftOut()
        names = [line.name for line in lines if line.column in sampled]
        chart.noted = self.note.say(note_text(self.document, page, left_out, names), chart.area)
        chart.show_traces(traces, self._stretched.get(page.name, scale))

    def _place_slider(self, end: int) -> None:
        """Let the slider's handle stand under the cursor, where all steps are shown, however few there are."""
        chart, half = self.chart, SLIDER_HANDLE / 2
        right = chart.x_of(end) if chart.steps.follows else chart.area.right()
        self._footer.setContentsMargins(round(chart.area.left() - half), 0, round(chart.width() - right - half), 0)

    def minimumSizeHint(self) -> QSize:
        """Leave out the room beside the slider, which follows the chart's width and must not hold it."""
        return QSize(self._header.minimumSize().width() + 2 * SIDE, super().minimumSizeHint().height())

    def _show_chip(self) -> None:
        is_past = self.document.session.in_past
        self.chip.setVisible(is_past)
        covered = self.chip.place(self.chart) if is_past else QRectF()
        if covered != self.chart.covered:
            self.chart.covered = covered
            self.chart.viewport().update()
