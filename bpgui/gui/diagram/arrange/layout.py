"""From a network and the room there is to a layout in which nothing overlaps, at any size.

Everything is measured in a unit that is 1 at the size the drawing was made for. The largest unit is sought with
which all columns stand side by side; heights are then shared out within each layer. Boxes show where their text
is at least `Metrics.smallest` pixels high; so do numbers, in circles or beside them.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QRectF, QSizeF

from bpgui.engine.network import Network
from bpgui.gui.diagram.arrange.folds import MIN_ROW, Fold, Folding, row_count, rows_of
from bpgui.gui.diagram.arrange.geometry import Boxes, LayerPlace, Layout, NumberPlace, second_width
from bpgui.gui.diagram.arrange.metrics import Metrics

#: In units: the sizes of the drawing when there is room enough.
RADIUS, BOX_HEIGHT, PITCH, MIN_FRAME, PAD, DELTA = 33.0, 32.0, 178.0, 250.0, 15.0, 16.0
LOSS_WIDTH, LOSS_HEIGHT, LOSS_GAP = 108.0, 48.0, 14.0
#: The letters of the loss's title, "Loss, sample 150", and the height, in heights of the smallest text, to have one.
LOSS_TITLE, LOSS_LINES = 16, 2.6
#: The loss is for its title's sake no wider than this part of the room.
MAX_OF_ROOM = 0.21
#: In heights of the smallest text: what two lines of it need, and below what one wide line is better read.
TWO_LINES, TWO_GOOD_LINES = 2.5, 2.8
NARROW_GAP, WIDE_GAP, WIDEST_GAP, BOX_GAP, TARGET_GAP = 52.0, 84.0, 190.0, 8.0, 26.0
LARGEST_UNIT, MIN_HEIGHT = 1.65, 200.0
#: In heights of the smallest text: what a neuron's cell has where there is room, however narrow the columns are.
MIN_PITCH = 3.2
#: In heights of the smallest text: how far up titles stand, for the counters of neurons below them. Pixels beside them.
COUNTER, AIR = 0.9, 5


class Detail(IntEnum):
    """How much is shown, most first."""

    WIDE_BOXES = 0
    BOXES = 1
    LABELS = 2
    BARE = 3


#: What is tried in turn, with the smallest unit at which it is worth having: numbers inside circles need some, and with
#: numbers beside them circles and lines have to be seen; and whether boxes have room for a sign beside their zero.
FITS = (
    (Detail.WIDE_BOXES, 0.66, True),
    (Detail.WIDE_BOXES, 0.66, False),
    (Detail.BOXES, 0.58, True),
    (Detail.BOXES, 0.58, False),
    (Detail.LABELS, 0.46, False),
    (Detail.LABELS, 0.12, False),
    (Detail.BARE, 0.0, False),
)


@dataclass(frozen=True)
class _BoxSize:
    width: float
    height: float
    pitch: float
    rows: int
    count: int


@dataclass(frozen=True)
class _Column:
    """One layer before it has its place: sizes only. `down` moves its cells down to make room for the loss."""

    rows: int
    cell: float
    down: float
    radius: float
    label: NumberPlace
    label_width: float
    box: _BoxSize | None
    width: float


@dataclass(frozen=True)
class _Plan:
    """All sizes for one unit and fit; `width` is what the columns need at least."""

    unit: float
    title: float
    title_height: float
    band_height: float
    frame_height: float
    columns: tuple[_Column, ...]
    gaps: tuple[float, ...]
    loss_width: float
    loss_height: float

    @property
    def width(self) -> float:
        return sum(c.width for c in self.columns) + sum(self.gaps) + 2 * _margin(self.unit)


def arrange_at(network: Network, size: QSizeF, metrics: Metrics, zoom: float, folding: Folding) -> Layout:
    """Lay a network out in a room of this size; `zoom` lets things grow beyond their largest size."""
    width, height = size.width(), size.height()
    planner = _Planner(network, width, height, metrics, zoom, folding.opened)
    largest = min(LARGEST_UNIT * metrics.scale * zoom, height / MIN_HEIGHT)
    for fit, smallest, planner.is_signed in FITS:
        plan = planner.largest(fit, smallest * metrics.least, largest)
        if plan is not None and (fit > Detail.BOXES or any(c.box for c in plan.columns)):
            break
    else:
        plan = planner.plan(Detail.BARE, 1e-3)
    return _place(network, plan, size, metrics, folding, is_wide=fit is Detail.WIDE_BOXES)


def _margin(unit: float) -> float:
    return 12 * unit


class _Planner:
    """Finds the sizes of one network in one room."""

    def __init__(
        self,
        network: Network,
        width: float,
        height: float,
        metrics: Metrics,
        zoom: float,
        opened: frozenset[int],
    ) -> None:
        self._sizes, self._opened = network.sizes, opened
        self._slots = [0, *(a + layer.bias for a, layer in zip(network.sizes, network.layers, strict=False))]
        self._kinds = self._kinds_of_layers()
        self._name = (len(f"w{network.parameter_count}") + 0.3) * metrics.letter
        self._width, self._height, self._metrics = width, height, metrics
        self._scale = metrics.scale * zoom
        self.is_signed = False

    def _kinds_of_layers(self) -> list[int]:
        """Return for each layer the first one that is alike in all that its sizes follow from."""
        last, first = len(self._sizes) - 1, dict[object, int]()
        kinds = [
            (size, slots, layer in self._opened, layer in (0, last) and layer)
            for layer, (size, slots) in enumerate(zip(self._sizes, self._slots, strict=True))
        ]
        return [first.setdefault(kind, layer) for layer, kind in enumerate(kinds)]

    def largest(self, fit: Detail, low: float, high: float) -> _Plan | None:
        """Return the plan with the largest unit between `low` and `high` that is not too wide."""
        if low > high:
            return None
        largest = self.plan(fit, high)
        if largest.width <= self._width:
            return largest
        best = self.plan(fit, low) if low else None
        if best is not None and best.width > self._width:
            return None
        for _ in range(14):
            middle = (low + high) / 2
            plan = self.plan(fit, middle)
            if plan.width <= self._width:
                best, low = plan, middle
            else:
                high = middle
        return best

    def plan(self, fit: Detail, unit: float) -> _Plan:
        """Return all sizes for this unit."""
        scale, small = self._scale, self._metrics.smallest
        title = min(max(12 * unit, small), 13.5 * scale)
        has_titles = self._height >= 13 * small
        title_height, band_height = (2 * title, 2.6 * title) if has_titles else (0.0, 0.0)
        counters = max(COUNTER * small - 2 * _margin(unit), 0.0) if has_titles else 0.0
        room = max(self._height - title_height - counters - band_height - 2 * _margin(unit), 0.2 * self._height)
        most = max(*(n * self._pitch(layer, unit) for layer, n in enumerate(self._sizes)), MIN_FRAME * unit)
        frame = min(room, most + 2 * PAD * unit)
        crowd = frame / (110 * self._sizes[-1] * scale)  # many outputs leave less to the loss
        least = 1.3 * small  # its number has to be read
        loss_height = min(max(LOSS_HEIGHT * min(unit, max(crowd, 0.85) * scale), least), frame / 4)
        cells = {layer: self._cell(layer, unit, frame, loss_height) for layer in dict.fromkeys(self._kinds)}
        radii = self._radii(unit, cells)
        made = {layer: self._column(layer, unit, fit, cell, radii[layer]) for layer, cell in cells.items()}
        columns = tuple(made[kind] for kind in self._kinds)
        titled = LOSS_TITLE * self._metrics.letter * small + 8 if loss_height >= LOSS_LINES * small else 0.0
        loss_width = max(
            LOSS_WIDTH / LOSS_HEIGHT * loss_height,
            self._metrics.number(min(18 * unit, 0.4 * loss_height)) + 12 * unit,
            min(titled, MAX_OF_ROOM * self._width),
        )
        loss_width = min(loss_width, 0.9 * self._width)
        last = columns[-1]
        wider = max(last.width, loss_width + 2 * PAD * unit)
        columns = (*columns[:-1], replace(last, width=wider))
        gaps = tuple((NARROW_GAP if column.box or fit is Detail.BARE else WIDE_GAP) * unit for column in columns[1:])
        return _Plan(unit, title, title_height, band_height, frame, columns, gaps, loss_width, loss_height)

    def _pitch(self, layer: int, unit: float) -> float:
        """Return the largest height of a neuron's cell: beyond it, neurons would only drift apart."""
        return max(max(PITCH, (BOX_HEIGHT + 5) * self._slots[layer] + 12) * unit, MIN_PITCH * self._metrics.smallest)

    def _cell(self, layer: int, unit: float, frame: float, loss_height: float) -> tuple[float, float, int]:
        """Return the height of each row, how far down the rows begin below the loss, and how many there are."""
        inner, down = max(frame - 2 * PAD * unit, 0.5 * frame), 0.0
        rows = self._rows(layer, inner)
        cell = min(inner / rows, self._pitch(layer, unit))
        if layer == len(self._sizes) - 1:
            taken = loss_height + LOSS_GAP * unit
            top = (inner - rows * cell + cell) / 2 - max((RADIUS + DELTA) * unit, 0.7 * self._metrics.smallest)
            if top < taken:
                down, rows = taken, self._rows(layer, inner - taken)
                cell = min((inner - taken) / rows, self._pitch(layer, unit))
        return cell, down, rows

    def _rows(self, layer: int, room: float) -> int:
        size = self._sizes[layer]
        return size if layer in self._opened else row_count(size, room, self._metrics.smallest)

    def _radii(self, unit: float, cells: dict[int, tuple[float, float, int]]) -> dict[int, float]:
        """Return the radius of each kind of layer's circles: one for all where that costs little, else near the least.

        `cells` has each kind's rows, by its first layer.
        """
        scale, small = self._scale, self._metrics.smallest
        radii = {
            layer: min(RADIUS * unit, (cell - _cell_gap(cell, unit) - _delta(layer, unit, cell, small)) / 2)
            for layer, (cell, _, _) in cells.items()
        }
        least = min(radii.values())
        if least >= 24 * scale and least >= 0.8 * max(radii.values()):
            return dict.fromkeys(radii, least)
        return {layer: min(radius, max(RADIUS * scale, 1.3 * least)) for layer, radius in radii.items()}

    def _column(self, layer: int, unit: float, fit: Detail, row: tuple[float, float, int], radius: float) -> _Column:
        small, (cell, down, rows) = self._metrics.smallest, row
        label, label_width = NumberPlace.INSIDE, 0.0
        if radius < 1.5 * small:
            label, radius = NumberPlace.NOWHERE, min(0.38 * cell, RADIUS * unit, 1.2 * small)
            if cell >= MIN_ROW * small and fit is not Detail.BARE:
                label, label_width = NumberPlace.BESIDE, self._metrics.number(small) + 1.5 * small
        box = self._box(layer, unit, fit, cell, radius) if fit <= Detail.BOXES and layer else None
        width = 2 * PAD * unit + 2 * radius + label_width
        if box is not None:
            width += box.width + BOX_GAP * unit
        if layer == len(self._sizes) - 1:
            width += TARGET_GAP * unit + 2 * radius + label_width
        if rows < self._sizes[layer] and fit is not Detail.BARE:  # the fold says how many there are
            width = max(width, (len(str(self._sizes[layer])) + 3) * self._metrics.digit * small)
        return _Column(rows, cell, down, radius, label, label_width, box, width)

    def _box(self, layer: int, unit: float, fit: Detail, cell: float, radius: float) -> _BoxSize | None:
        """Return the size of a layer's boxes, None where they would be too small to read."""
        metrics, small, count = self._metrics, self._metrics.smallest, self._slots[layer]
        slot = (cell - min(10 * unit, 0.08 * cell)) / count
        most = max(BOX_HEIGHT * unit, TWO_GOOD_LINES * small)
        height = min(most, 0.92 * slot, max(radius + 0.7 * small, 1.6 * small))
        if height < 1.28 * small:
            return None
        rows = 2 if height >= (TWO_GOOD_LINES if fit is Detail.WIDE_BOXES else TWO_LINES) * small else 1
        pitch = height + min(4 * unit, slot - height)
        text = box_text(height, rows, unit, small)
        number = max(metrics.number(text), metrics.signed(small) if self.is_signed else 0.0)
        width = self._name * max(0.72 * text, small) + number + 1.3 * small
        if rows == 1 and fit is Detail.WIDE_BOXES:
            width += second_width(metrics.number(text), text, small)
        return _BoxSize(width, height, pitch, rows, count)


def _delta(layer: int, unit: float, cell: float, smallest: float) -> float:
    """Return the height of the line for delta below a circle."""
    return max(min(DELTA * unit, 0.16 * cell), 1.3 * smallest) if layer else 0.0


def _cell_gap(cell: float, unit: float) -> float:
    """Return the free height between two neighbouring cells' contents."""
    return min(12 * unit, 0.1 * cell)


def box_text(height: float, rows: int, unit: float, smallest: float) -> float:
    """Return the size of the number in a box."""
    return max(0.44 * height if rows == 2 else min(0.72 * height, 13 * unit), smallest)


def _place(network: Network, plan: _Plan, size: QSizeF, metrics: Metrics, folding: Folding, *, is_wide: bool) -> Layout:
    """Give every part of a plan its place: what width is left goes between the layers, then around them."""
    unit = plan.unit
    spare = max(size.width() - plan.width, 0.0)
    gaps = [min(gap + spare / len(plan.gaps), max(gap, WIDEST_GAP * unit)) for gap in plan.gaps]
    left = (size.width() - sum(c.width for c in plan.columns) - sum(gaps)) / 2
    free = size.height() - plan.frame_height - plan.title_height - plan.band_height
    lift = max(min(COUNTER * metrics.smallest, free), 0.0) if plan.title_height else 0.0
    top = free / 2 + lift / 2 + plan.title_height
    layers: list[LayerPlace] = []
    for column, gap in zip(plan.columns, [*gaps, 0.0], strict=True):
        frame = QRectF(left, top, column.width, plan.frame_height)
        rows = rows_of(network.sizes[len(layers)], column.rows, folding.kept_in(len(layers)))
        layers.append(_place_layer(column, frame, plan, rows, metrics.smallest, layer=len(layers), is_wide=is_wide))
        left += column.width + gap
    last, frame = plan.columns[-1], layers[-1].frame
    right = frame.right() - PAD * unit
    boxes = layers[-1].boxes
    most = plan.loss_width if boxes is None else right - (boxes.left + boxes.width + 4 * unit)
    loss_width = min(plan.loss_width, most)  # it stands beside the boxes, whose stack may reach as high
    target_x = right - last.label_width - last.radius
    left = min(right - loss_width, target_x - loss_width / 2)  # a small one stands above its line
    loss = QRectF(left, top + PAD * unit, loss_width, plan.loss_height)
    small = metrics.smallest
    name = (len(f"w{network.parameter_count}") + 0.3) * metrics.letter * small
    return Layout(
        network=network,
        size=size,
        unit=unit,
        smallest=small,
        pad=PAD * unit,
        title_text=plan.title,
        layers=_titled(layers, plan.title_height, lift),
        target_x=target_x,
        loss=loss,
        band=QRectF(layers[0].frame.left(), top + plan.frame_height, right - layers[0].frame.left(), plan.band_height),
        box_name=name,
        box_number=metrics.number(small),
        box_signed=metrics.signed(small),
    )


def _place_layer(
    column: _Column, frame: QRectF, plan: _Plan, rows: list[range], small: float, *, layer: int, is_wide: bool
) -> LayerPlace:
    unit = plan.unit
    x = frame.right() - PAD * unit - column.label_width - column.radius
    if layer == len(plan.columns) - 1:
        x -= TARGET_GAP * unit + 2 * column.radius + column.label_width
    spare = frame.height() - 2 * PAD * unit - column.down - len(rows) * column.cell
    first = frame.top() + PAD * unit + column.down + spare / 2 + column.cell / 2
    middles = first + np.arange(len(rows), dtype=float) * column.cell
    centres = np.repeat(middles, [len(row) for row in rows])
    folds = tuple(_fold(row, frame, y, column.cell, unit) for row, y in zip(rows, middles, strict=True) if len(row) > 1)
    lift = 0.0
    if column.label is NumberPlace.INSIDE:
        content = column.radius + _delta(layer, unit, column.cell, small)
        lift = max(0.0, content - (column.cell - _cell_gap(column.cell, unit)) / 2)
    boxes = None
    if column.box is not None:
        box = column.box
        stack = box.pitch * box.count - (box.pitch - box.height)
        left = x - column.radius - BOX_GAP * unit - box.width
        boxes = Boxes(left, box.width, box.height, box.pitch, box.rows, is_wide, centres - stack / 2, box.count)
    above = column.cell / 2 - lift - column.radius
    sizes = (column.radius, column.cell, above, column.label, column.label_width)
    return LayerPlace(frame, QRectF(), x, centres - lift, *sizes, boxes, folds)


def _fold(row: range, frame: QRectF, y: float, cell: float, unit: float) -> Fold:
    margin = 0.3 * PAD * unit
    rect = QRectF(frame.left() + margin, y - 0.45 * cell, frame.width() - 2 * margin, 0.9 * cell)
    return Fold(row.start, row.stop, rect)


def _titled(layers: list[LayerPlace], height: float, lift: float) -> tuple[LayerPlace, ...]:
    """Give each layer's title the room above its frame, `lift` higher, up to the middle of the gaps beside it."""
    frames = [place.frame for place in layers]
    middles = [(a.right() + b.left()) / 2 for a, b in pairwise(frames)]
    lefts, rights = [frames[0].left() - AIR, *middles], [*middles, frames[-1].right() + AIR]
    return tuple(
        replace(place, title=QRectF(left + AIR, place.frame.top() - height - lift, right - left - 2 * AIR, height))
        for place, left, right in zip(layers, lefts, rights, strict=True)
    )
