"""The lines between two layers, and the way back of the error beside them."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from bpgui.gui.diagram.geometry import Layout
from bpgui.gui.diagram.stage import Stage, pen
from bpgui.gui.theme import with_alpha
from bpgui.session.moment import Phase

#: Beyond this many lines between two layers they are thinner, and their sign can no longer be seen in dashes.
DENSE = 170
#: Of more lines than this between two layers only the strongest are drawn.
MOST_LINES = 20_000
LEVELS = 6
NEGATIVE_DASHES, BACKWARD_DASHES = (7.0, 4.0), (5.0, 4.0)


class Lines:
    """The lines into one layer, in the order of their weights."""

    def __init__(self, layout: Layout, layer: int) -> None:
        ends = layout.links(layer)
        self.first = layout.parameter(layer, 0, 0)
        self.count = len(ends)
        self.is_dense = self.count > DENSE
        self.is_cut = self.count > MOST_LINES
        self._ends = ends
        self._lines = [] if self.is_cut else [QLineF(*row) for row in ends.tolist()]
        self._returns = [] if self.is_dense else [_beside(line, 4.5 * max(layout.unit, 0.6)) for line in self._lines]

    def _strongest(self, thickness: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[tuple[int, QLineF]]:
        order = np.argpartition(thickness, -MOST_LINES)[-MOST_LINES:]
        return list(zip(order.tolist(), (QLineF(*row) for row in self._ends[order].tolist()), strict=True))

    def paint(self, painter: QPainter, stage: Stage) -> None:
        """Draw the lines: thicker for larger weights, dashed for negative ones."""
        shown, theme = stage.shown, stage.theme
        weights = slice(self.first, self.first + self.count)
        thickness = shown.thickness[weights]
        values = shown.parameters[weights] if shown.before is None else shown.before[weights]
        levels = np.rint(thickness * (LEVELS - 1)).astype(np.intp) + np.where(values < 0, LEVELS, 0)
        lines = dict(self._strongest(thickness)) if self.is_cut else dict(enumerate(self._lines))
        colour = QColor(theme.accent if shown.phase is Phase.FORWARD else theme.edge)
        if self.is_dense and shown.phase is Phase.BACKWARD:
            colour = QColor(theme.error_line)
        thin, thick = (0.5, 1.6) if self.is_dense else (1.0, 2.7)
        for level in range(2 * LEVELS):
            members = [lines[k] for k in np.flatnonzero(levels == level).tolist() if k in lines]
            if not members:
                continue
            width = (thin + thick * (level % LEVELS) / (LEVELS - 1)) * min(max(stage.layout.unit, 0.8), 1.4)
            if self.is_dense:
                colour.setAlpha(self._alpha(level % LEVELS))
            dashes = NEGATIVE_DASHES if level >= LEVELS and not self.is_dense else ()
            painter.setPen(pen(colour, width, dashes))
            painter.drawLines(members)

    def _alpha(self, level: int) -> int:
        """Return the opacity of dense lines: the more there are, the fainter are the weak ones."""
        faintest = max(26, round(150 * (DENSE / self.count) ** 0.5))
        return round(faintest + (210 - faintest) * (level / (LEVELS - 1)) ** 2)

    def paint_returns(self, painter: QPainter, stage: Stage) -> None:
        """Draw the way back of the error beside each line, from right to left."""
        if not self._returns:
            return
        red = QColor(stage.theme.error_line)
        painter.setPen(pen(red, 1.6 * min(max(stage.layout.unit, 0.8), 1.3), BACKWARD_DASHES))
        painter.drawLines(self._returns)
        if self.count > DENSE // 4:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(red)
        for line in self._returns:
            painter.drawPolygon(_head(line, 7 * max(stage.layout.unit, 0.8)))


def _beside(line: QLineF, distance: float) -> QLineF:
    """Return a line parallel to this one, below it, from right to left and a little shorter."""
    normal = line.normalVector().unitVector()
    x, y = normal.dx(), normal.dy()
    if y < 0:
        x, y = -x, -y
    moved = line.translated(x * distance, y * distance)
    return QLineF(moved.pointAt(0.985), moved.pointAt(0.03))


def _head(line: QLineF, size: float) -> QPolygonF:
    """Return an arrow head at the end of a line."""
    back = QLineF(line.p2(), line.p1())
    back.setLength(size)
    side = back.normalVector()
    side.setLength(0.42 * size)
    offset = QPointF(side.dx(), side.dy())
    return QPolygonF([line.p2(), back.p2() + offset, back.p2() - offset])
