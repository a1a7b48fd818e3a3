"""What lies over a plot: the card with the values of a step, and the chip that says that one is in the past."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from bpgui.gui.pictures.drawing import is_screen
from bpgui.gui.plots.chart import Chart
from bpgui.gui.plots.frame import small_font
from bpgui.gui.plots.reading import Reading
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, RichLabel, plain_tip
from bpgui.gui.widgets.theme import look

#: Lines named on a card; of more, those nearest to the mouse.
MAX_LINES = 6
#: Edits at one step named on a card, which would be higher than the plot otherwise.
MAX_EVENTS = 3
#: Pixels between the upright line and the card.
GAP = 10


@guarded
class Readout(RichLabel):
    """A small card beside an upright line: the step, what was edited there, and the values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = ""
        self._picture: QPixmap | None = None
        self.hide()

    def show_step(
        self, title: str, events: Sequence[str], readings: Sequence[Reading], number: Callable[[float], str]
    ) -> None:
        """Write the card; `number` is how numbers are shown."""
        theme, small = look.theme, round(11 * look.scale)
        if len(events) > MAX_EVENTS:
            earlier = self.tr("%Ln edit(s) before", "", len(events) - MAX_EVENTS + 1)
            events = [earlier, *events[1 - MAX_EVENTS :]]
        rows = [f'<tr><td colspan="3" style="color:{theme.quiet}; font-size:{small}px">{escape(title)}</td></tr>']
        rows += [
            f'<tr><td colspan="3" style="color:{theme.text}; font-size:{small}px">◆ {escape(text)}</td></tr>'
            for text in events
        ]
        rows += [_row(reading, number) for reading in readings]
        content = f'<table cellspacing="0" cellpadding="1">{"".join(rows)}</table>'
        style = (
            f"QLabel#readout {{ background: {theme.panel}; border: 1px solid {theme.hairline}; border-radius: 6px;"
            f" padding: 3px 6px; color: {theme.text}; }}"
        )
        if style != self.styleSheet():
            self.setStyleSheet(style)
            self._content = ""
        if content != self._content:
            self._content = content
            self.setText(content)
            self.adjustSize()
            self._draw()

    def _draw(self) -> None:
        """Keep a picture of the card: the plot below is painted many times while it stays, and rich text is slow."""
        ratio = self.devicePixelRatioF()
        self._picture = None
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        self.render(picture)
        self._picture = picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is not None and is_screen(painter):
            painter.drawPixmap(0, 0, self._picture)
            return
        painter.end()
        super().paintEvent(event)

    def place(self, chart: Chart, x: float) -> None:
        """Stand beside the upright line at `x`, where least is hidden."""
        area, size = chart.area, self.size()
        lefts = (x + GAP, x - GAP - size.width())
        top, bottom = area.top() + 4, max(0.0, area.bottom() - size.height() - 4)
        tops = (top, bottom, (top + bottom) / 2)
        boxes = [QRectF(left, top, size.width(), size.height()) for left in lefts for top in tops]
        inside = [box for box in boxes if box.left() >= area.left() - 1 and box.right() <= area.right() + 1]
        best = min(inside or boxes, key=lambda box: (round(chart.hides(box), 1), boxes.index(box)))
        self.move(best.topLeft().toPoint())
        self.raise_()


def _row(reading: Reading, number: Callable[[float], str]) -> str:
    theme = look.theme
    cells = f'<td style="color:{reading.line.colour}">{escape(reading.line.name)}&nbsp;&nbsp;</td>'
    cells += f"<td align='right'><b>{escape(reading.text(number))}</b></td>"
    if reading.target is not None:
        cells += f'<td style="color:{theme.target_line}">&nbsp;→ {escape(number(reading.target))}</td>'
    return f"<tr>{cells}</tr>"


class Note(Label):
    """One quiet line above a plot: what it leaves out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plotNote")
        self.setProperty("quiet", True)
        self._said: tuple[object, ...] = ()
        self.hide()

    def say(self, text: str, area: QRectF) -> QRectF:
        """Write `text` above `area`, shortened where it must be; the tooltip has all of it. Return the space taken."""
        pixels = small_font().pixelSize()
        if (text, area, pixels) != self._said:  # each change has the plot below painted once more
            self._said = text, QRectF(area), pixels
            self._write(text, area, pixels)
        return QRectF(self.geometry()) if text else QRectF()

    def _write(self, text: str, area: QRectF, pixels: int) -> None:
        self.setStyleSheet(f"font-size: {pixels}px")
        self.setVisible(bool(text))
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        room = round(area.width()) - 8
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.adjustSize()
        self.move(round(area.left()) + 4, 0)


@guarded
@follows_language
class PastChip(QToolButton):
    """Says that the cursor stands before the latest row; a click goes there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pastChip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self.retranslate()
        self._dress()
        look.changed.connect(self._dress)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        keys = QKeySequence("Ctrl+End").toString(QKeySequence.SequenceFormat.NativeText)
        text = self.tr("In the past: an edit here starts a new future.")
        self._text = self.tr("{text}   {keys}  latest").format(text=text, keys=keys)
        self._short_text = self.tr("In the past   {keys}  latest").format(keys=keys)
        self.setAccessibleName(self.tr("In the past. Go to the latest step"))
        self.setAccessibleDescription(text)
        self.setToolTip(plain_tip(f"{text}\n" + self.tr("Go to the latest step ({keys})").format(keys=keys)))

    def _dress(self) -> None:
        theme, small = look.theme, round(11.5 * look.scale)
        self.setStyleSheet(
            f"QToolButton#pastChip {{ background: {theme.hover}; color: {theme.quiet}; border: 1px solid {theme.hover};"
            f" border-radius: 6px; padding: 4px 9px; font-size: {small}px; }}"
            f"QToolButton#pastChip:hover, QToolButton#pastChip:focus {{ color: {theme.text};"
            f" border: 1px solid {theme.accent}; }}"
        )

    def place(self, chart: Chart) -> QRectF:
        """Stand at the right, at the bottom or where less is hidden at the top; return the space taken."""
        area = chart.area
        for text in (self._text, self._short_text):
            self.setText(text)
            self.adjustSize()
            if self.width() < 0.45 * area.width():
                break
        box = QRectF(area.right() - self.width() - 6, area.bottom() - self.height() - 6, self.width(), self.height())
        high = box.translated(0, area.top() + 4 - box.top())
        best = min(box, high, key=lambda place: round(chart.hides_curves(place), 1))
        self.move(best.topLeft().toPoint())
        return best
