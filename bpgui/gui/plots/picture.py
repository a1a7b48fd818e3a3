"""A plot to take away: the drawing as it stands, under its name and the names of its lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from bpgui.gui.pictures.drawing import Drawing, render
from bpgui.gui.plots.chart import Chart
from bpgui.gui.plots.curves import PlotLine
from bpgui.gui.plots.frame import small_font
from bpgui.gui.plots.legend import Legend
from bpgui.gui.widgets.theme import look


def picture_of(chart: Chart, title: str, lines: Sequence[PlotLine], former: tuple[str, str] | None) -> Drawing:
    """Return a chart's picture; `lines` are read when it is painted. `former` names the former future, if any."""
    height = round(24 * look.scale)

    def paint(painter: QPainter) -> None:
        font = QFont(small_font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.text))
        painter.drawText(QRectF(0, 0, chart.width(), height), Qt.AlignmentFlag.AlignVCenter, title)
        legend = Legend()
        legend.show_lines(lines, former)
        named = painter.fontMetrics().horizontalAdvance(title) + height
        legend.resize(max(chart.width() - named, 0), height)
        legend.setAutoFillBackground(False)
        legend.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        render(legend, painter, QPoint(named, 0))
        render(chart, painter, QPoint(0, height))

    return Drawing("plot", title, lambda: QSizeF(chart.width(), chart.height() + height), paint)
