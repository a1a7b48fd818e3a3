"""The lines between two layers, and the way back of the error beside them."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.draw.mesh import MAX_TOUCHED, Mesh, touched
from bpgui.gui.diagram.draw.shown import Shown
from bpgui.gui.diagram.draw.stage import Stage, pen
from bpgui.gui.diagram.draw.still import takes_pictures
from bpgui.gui.diagram.draw.thinning import DENSE, most_lines, strongest
from bpgui.gui.widgets.theme import mixed
from bpgui.session.step.moment import Phase

#: Of no more lines than this the way back stands beside each; else the lines themselves turn red.
MAX_RETURNS = 40
LEVELS = 6
#: Beyond this many lines weak ones are fainter.
MANY = 40
#: How much of its colour the bundle of folded lines has, and its width.
BUNDLE_SHARE, BUNDLE_WIDTH = 0.22, 3.0
#: Of many lines those below this level are one pixel wide.
THIN_LEVELS = 4
NEGATIVE_DASHES, BACKWARD_DASHES = (7.0, 4.0), (5.0, 4.0)


class Tint(NamedTuple):
    """In which colour lines stand out, and which do."""

    colour: str
    members: NDArray[np.bool_]


class Lines:
    """The lines into one layer, in the order of their weights."""

    def __init__(self, layout: Layout, layer: int) -> None:
        ends, places = layout.links(layer), layout.linked(layer)
        self._layer, self._sources = layer, layout.network.sizes[layer - 1]
        self.first = layout.parameter(layer, 0, 0)
        self.count = len(ends)
        self._bundles = [] if places is None else [QLineF(*row) for row in layout.bundles(layer).tolist()]
        #: The weights that have lines, and which of all weights into the layer these are.
        self._weights = slice(self.first, self.first + self.count) if places is None else self.first + places
        self._own = slice(None) if places is None else places
        self.is_dense = self.count > DENSE
        self._most = most_lines(layout, layer)
        self._ends = ends
        self._flows_back = layer > 1
        self._lines: list[QLineF] = [] if self.is_dense else [QLineF(*row) for row in ends.tolist()]
        self._made: dict[int, QLineF] = {}
        self.has_returns = layer > 1 and self.count <= MAX_RETURNS
        xs, ys = ends[:, 0::2], ends[:, 1::2]
        area = QRectF(QPointF(xs.min(), ys.min()), QPointF(xs.max(), ys.max()))
        self._area = area.adjusted(-1, -1, 1, 1).toAlignedRect()
        margin = 6 + 6 * max(layout.unit, 1.0)  # for the width of lines, and the way back beside them
        self.room = QRectF(area.adjusted(-margin, -margin, margin, margin).toAlignedRect())
        self._mesh: Mesh | None = None
        self._ratio = 1.0

    @property
    def is_thinned(self) -> bool:
        """Whether only the strongest lines are drawn."""
        return self._most < self.count

    def groups(self, shown: Shown, lit: NDArray[np.bool_] | None = None) -> NDArray[np.int8]:
        """Return how each line is drawn: twice its level, 1 more where it is negative; -1: not at all.

        It is not where it is cut, nor where others are stronger, among all and among those that are `lit`.
        """
        thickness = shown.thickness[self._weights]
        groups = 2 * np.rint(thickness * (LEVELS - 1)).astype(np.int8) + (shown.parameters[self._weights] < 0)
        if self.is_thinned:
            is_drawn = np.zeros(self.count, dtype=bool)
            is_drawn[strongest(thickness, self._most)] = True
            if lit is not None and not lit.all():
                members = np.flatnonzero(lit)
                is_drawn[members[strongest(thickness[members], self._most)]] = True
            groups[~is_drawn] = -1
        groups[self._cut(shown)] = -1
        return groups

    def _cut(self, shown: Shown) -> list[int]:
        """Return the lines of weights that are cut."""
        if not isinstance(self._weights, slice):
            return np.flatnonzero(np.isin(self._weights, list(shown.cut))).tolist() if shown.cut else []
        return [index - self.first for index in shown.cut if self.first <= index < self.first + self.count]

    def tint(self, stage: Stage) -> Tint:
        """Return what stands out: lines into what was just computed, of an update where no boxes show it; and where
        the error flows through many lines."""
        shown, theme = stage.shown, stage.theme
        is_boxless = stage.layout.layers[self._layer].boxes is None
        if shown.phase is Phase.FORWARD or (shown.phase is Phase.UPDATE and is_boxless):
            return Tint(theme.accent, np.repeat(shown.is_lit(self._layer), self._sources)[self._own])
        if self._flows_back and not self.has_returns:
            return Tint(theme.error_line, self._flown(shown))
        return Tint(theme.edge, np.ones(self.count, dtype=bool))

    def _flown(self, shown: Shown) -> NDArray[np.bool_]:
        """Say of each line whether the error has flowed back through it."""
        if shown.deltas is None or shown.phase is not Phase.BACKWARD:
            return np.zeros(self.count, dtype=bool)
        return np.tile(shown.part(shown.has_delta, self._layer - 1), shown.network.sizes[self._layer])[self._own]

    def returns(self, shown: Shown) -> NDArray[np.intp]:
        """Return which lines have the way back of the error beside them."""
        if not self.has_returns:
            return np.zeros(0, dtype=np.intp)
        found = self._flown(shown)
        found[self._cut(shown)] = False
        return np.flatnonzero(found)

    def paint(self, painter: QPainter, stage: Stage, groups: NDArray[np.int8], tint: Tint, visible: QRectF) -> None:
        """Draw the lines, weak ones first: thicker for larger weights, dashed for negative ones."""
        self._paint_bundles(painter, stage)
        least, is_whole = 0, bool(tint.members.all())
        colour = tint.colour if is_whole else stage.theme.edge
        if (
            self.is_dense
            and not self.is_thinned
            and takes_pictures(painter)
            and self._paint_mesh(painter, colour, groups, visible)
        ):
            least = 2 * THIN_LEVELS
        self._paint_groups(painter, stage, np.where(groups >= least, groups, -1), colour)
        if not is_whole and tint.members.any():
            self._paint_groups(painter, stage, np.where(tint.members, groups, -1), tint.colour)

    def _paint_bundles(self, painter: QPainter, stage: Stage) -> None:
        """Draw what stands for the lines of folded neurons: wide and quiet."""
        if self._bundles:
            painter.setPen(pen(mixed(stage.theme.panel, stage.theme.edge, BUNDLE_SHARE), BUNDLE_WIDTH))
            painter.drawLines(self._bundles)

    def _paint_groups(self, painter: QPainter, stage: Stage, groups: NDArray[np.int8], colour: str) -> None:
        for group in sorted(set(groups[groups >= 0].tolist())):
            painter.setPen(self._pen(stage, colour, *divmod(group, 2)))
            painter.drawLines(self._chosen(np.flatnonzero(groups == group)))

    def _paint_mesh(self, painter: QPainter, colour: str, groups: NDArray[np.int8], visible: QRectF) -> bool:
        """Draw the thin lines at once, where all can be seen; say whether that was done."""
        ratio, place = painter.device().devicePixelRatioF(), self._area
        if not visible.contains(QRectF(place)):
            return False  # when one moves about in a large drawing, every frame would need another mesh
        if self._mesh is None or ratio != self._ratio:
            ends = (self._ends - [place.left(), place.top()] * 2) * ratio
            if touched(ends, ratio) > MAX_TOUCHED:
                return False
            self._mesh = Mesh(ends, (math.ceil(place.width() * ratio), math.ceil(place.height() * ratio)), ratio)
            self._ratio = ratio
        shares = [_opacity(level, self.count) if level < THIN_LEVELS else 0.0 for level in range(LEVELS)]
        shades = np.append(np.repeat(np.round(255 * np.array(shares)), 2), 0).astype(np.uint8)  # -1 is the last
        image = self._mesh.picture(shades[groups], QColor(colour))
        image.setDevicePixelRatio(ratio)
        painter.drawImage(place.topLeft(), image)
        return True

    def _chosen(self, members: NDArray[np.intp]) -> list[QLineF]:
        if not self.is_dense:
            return [self._lines[k] for k in members.tolist()]
        if self.is_thinned:
            return [QLineF(*row) for row in self._ends[members].tolist()]
        wanted, made = members.tolist(), self._made  # most are drawn in the mesh: a line is made when it is asked for
        made |= {k: QLineF(*self._ends[k].tolist()) for k in wanted if k not in made}
        return [made[k] for k in wanted]

    def _pen(self, stage: Stage, colour: str, level: int, is_negative: int) -> QPen:
        """Return the pen of one level; of many lines the weak ones are mixed with the ground, for opaque is fast."""
        theme, share = stage.theme, level / (LEVELS - 1)
        size = min(max(stage.layout.unit, 0.8), 1.4)
        if self.is_dense:
            width = 1.0 if level < THIN_LEVELS else 1.0 + 1.2 * (share - 0.4) * size
            return pen(mixed(theme.panel, colour, _opacity(level, self.count)), width)
        opacity = 0.78 if colour == theme.accent else 1.0
        if self.count > MANY:
            opacity *= _opacity(level, self.count)
        ink = mixed(theme.panel, colour, opacity) if opacity < 1.0 else colour
        width = (0.9 + (2.7 if self.count <= 16 else 2.1 if self.count <= MANY else 1.5) * share) * size
        return pen(ink, width, NEGATIVE_DASHES if is_negative else ())

    def paint_returns(self, painter: QPainter, stage: Stage, members: NDArray[np.intp]) -> None:
        """Draw the way back of the error beside these lines, from right to left."""
        unit, red = stage.layout.unit, stage.theme.error_line
        lines = [_beside(line, 4.5 * max(unit, 0.6)) for line in self._chosen(members)]
        painter.setPen(pen(red, 1.6 * min(max(unit, 0.8), 1.3), BACKWARD_DASHES))
        painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(red))
        for line in lines:
            painter.drawPolygon(_head(line, 7 * max(unit, 0.8)))


def _opacity(level: int, count: int) -> float:
    """Return how much of its colour a line has among so many: the weak ones are faint."""
    faintest, share = max(0.14, 0.7 * math.sqrt(MANY / count)), level / (LEVELS - 1)
    return faintest + (0.85 - faintest) * share * share


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
