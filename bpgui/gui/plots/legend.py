"""The legend: one slim line of names beside the tabs."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.gui.plots.curves import PlotLine
from bpgui.gui.plots.frame import small_font
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import look, with_alpha

SWATCH, GAP = 16, 12


@dataclass(frozen=True)
class LegendLine:
    """One name with its colour."""

    name: str
    colour: str
    is_dashed: bool
    is_faint: bool
    is_strong: bool


@guarded
class Legend(QWidget):
    """Names of the lines, aligned to the right; what does not fit is counted, and stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._entries: list[LegendLine] = []

    def show_lines(self, lines: Sequence[PlotLine], former: tuple[str, str] | None = None) -> None:
        """Name these lines, each name once; before them the pale ones of a former future, in short and in full."""
        entries = {
            line.name: LegendLine(line.name, line.colour, line.is_dashed, line.is_faint, line.is_strong)
            for line in lines
        }
        ordered = [e for e in entries.values() if e.colour != look.theme.target_line]
        ordered += [e for e in entries.values() if e.colour == look.theme.target_line]
        texts = [entry.name for entry in ordered]
        if former is not None:
            ordered.insert(0, LegendLine(former[0], look.theme.quiet, is_dashed=False, is_faint=True, is_strong=False))
            texts.insert(0, former[1])
        text = ", ".join(texts)
        if ordered != self._entries or text != self.accessibleDescription():
            self._entries = ordered
            self.setToolTip(plain_tip(text))
            self.setAccessibleDescription(text)
            self.update()

    @property
    def names(self) -> list[str]:
        """The names, in order."""
        return [entry.name for entry in self._entries]

    def sizeHint(self) -> QSize:
        return QSize(240, round(20 * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(20 * look.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetricsF(small_font())
        widths = [
            SWATCH + 5 + QFontMetricsF(_font(entry)).horizontalAdvance(entry.name) + GAP for entry in self._entries
        ]
        fitting = len(widths)
        while fitting and sum(widths[:fitting]) + (40 if fitting < len(widths) else 0) > self.width():
            fitting -= 1
        rest = f"+{len(widths) - fitting}" if fitting < len(widths) else ""
        rest = rest if metrics.horizontalAdvance(rest) <= self.width() else ""
        painter = QPainter(self)
        painter.setFont(small_font())
        x, middle = self.width() - sum(widths[:fitting]) - (metrics.horizontalAdvance(rest) if rest else -GAP), 0.0
        middle = self.height() / 2
        for entry, width in zip(self._entries[:fitting], widths, strict=False):
            self._paint_entry(painter, entry, QRectF(x, 0, width, self.height()), middle)
            x += width
        painter.setPen(QColor(look.theme.quiet))
        painter.drawText(QRectF(x, 0, 60, self.height()), Qt.AlignmentFlag.AlignVCenter, rest)

    def _paint_entry(self, painter: QPainter, entry: LegendLine, box: QRectF, middle: float) -> None:
        colour = with_alpha(entry.colour, 130) if entry.is_faint else QColor(entry.colour)
        pen = QPen(colour, 2)
        if entry.is_dashed:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.left() + SWATCH, middle))
        painter.setFont(_font(entry))
        painter.setPen(QColor(look.theme.text if entry.is_strong else look.theme.quiet))
        painter.drawText(box.adjusted(SWATCH + 5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.name)


def _font(entry: LegendLine) -> QFont:
    font = QFont(small_font())
    font.setBold(entry.is_strong)
    return font
