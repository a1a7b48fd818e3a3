"""The lines between two layers, and the way back of the error beside them."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from bpgui.gui.diagram.geometry import Layout
from bpgui.gui.diagram.stage import Stage, mixed, pen
from bpgui.session.moment import Phase

#: Beyond this many lines between two layers they are thinner, and their sign can no longer be seen in dashes.
DENSE = 170
#: Of more lines than this between two layers only the strongest are drawn.
MOST_LINES = 12_000
#: Of no more lines than this the way back stands beside each; else the lines themselves turn red.
MOST_RETURNS = 40
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
        self._flows_back = layer > 1
        self._lines = [] if self.is_cut else [QLineF(*row) for row in ends.tolist()]
        self._returns = (
            [] if self.count > MOST_RETURNS else [_beside(line, 4.5 * max(layout.unit, 0.6)) for line in self._lines]
        )

    def paint(self, painter: QPainter, stage: Stage) -> None:
        """Draw the lines, weak ones first: thicker for larger weights, dashed for negative ones."""
        shown = stage.shown
        weights = slice(self.first, self.first + self.count)
        thickness = shown.thickness[weights]
        levels = np.rint(thickness * (LEVELS - 1)).astype(np.intp)
        if self.is_cut:
            levels[np.argpartition(thickness, -MOST_LINES)[:-MOST_LINES]] = -1
        is_negative = (shown.parameters if shown.before is None else shown.before)[weights] < 0
        for level in range(LEVELS):
            for dashes, sign in (((), False), (NEGATIVE_DASHES, True)):
                members = np.flatnonzero((levels == level) & (is_negative == sign))
                if len(members):
                    painter.setPen(self._pen(stage, level, () if self.is_dense else dashes))
                    painter.drawLines(self._chosen(members))

    def _chosen(self, members: NDArray[np.intp]) -> list[QLineF]:
        if self.is_cut:
            return [QLineF(*row) for row in self._ends[members].tolist()]
        return [self._lines[k] for k in members.tolist()]

    def _pen(self, stage: Stage, level: int, dashes: tuple[float, ...]) -> QPen:
        """Return the pen of one level; of many lines the weak ones are mixed with the ground, for opaque is fast."""
        theme, shown = stage.theme, stage.shown
        colour, share = theme.edge, level / (LEVELS - 1)
        if shown.phase is Phase.FORWARD:
            colour = theme.accent
        elif shown.deltas is not None and self._flows_back and not self._returns:
            colour = theme.error_line
        size = min(max(stage.layout.unit, 0.8), 1.4)
        if not self.is_dense:
            ink = mixed(theme.panel, colour, 0.78) if colour == theme.accent else colour
            return pen(ink, (0.9 + (2.7 if self.count <= 16 else 2.1) * share) * size, dashes)
        faintest = max(0.14, 0.7 * math.sqrt(DENSE / self.count))
        width = 1.0 if share <= 0.4 else 1.0 + 1.2 * (share - 0.4) * size
        return pen(mixed(theme.panel, colour, faintest + (0.85 - faintest) * share * share), width)

    def paint_returns(self, painter: QPainter, stage: Stage) -> None:
        """Draw the way back of the error beside each line, from right to left."""
        if not self._returns:
            return
        red = QColor(stage.theme.error_line)
        painter.setPen(pen(red, 1.6 * min(max(stage.layout.unit, 0.8), 1.3), BACKWARD_DASHES))
        painter.drawLines(self._returns)
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
