"""Where everything of a diagram stands: frozen values in pixels, and the pure questions that are asked of them."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network, Parameter
from bpgui.gui.diagram.arrange.folds import Fold
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice

#: In heights of the smallest text: the radius from which a circle has room for a name above its number.
NAMED = 1.9


class NumberPlace(Enum):
    """Where the number of a neuron is written."""

    INSIDE = "inside its circle"
    BESIDE = "to the right of its circle"
    NOWHERE = "nowhere: it would be too small to read"


@dataclass(frozen=True, eq=False)
class Boxes:
    """The parameter boxes of one layer: a stack left of each neuron, its sources in order, the bias last.

    `rows` is how many lines of text a box holds; in one line `is_wide` leaves room for a second number.
    """

    left: float
    width: float
    height: float
    pitch: float
    rows: int
    is_wide: bool
    tops: Array
    count: int

    def rect(self, neuron: int, slot: int) -> QRectF:
        """Return the box of the neuron's `slot`-th parameter."""
        return QRectF(self.left, float(self.tops[neuron]) + slot * self.pitch, self.width, self.height)


@dataclass(frozen=True, eq=False)
class LayerPlace:
    """One layer: its frame, the room of its title, the centres of its neurons and, where they fit, its boxes.

    `port` is where lines to the next layer begin; `cell` is the height that each row has to itself, of which `above` is
    free above each circle. Neurons of `folds` share the middle of their fold.
    """

    frame: QRectF
    title: QRectF
    x: float
    ys: Array
    radius: float
    cell: float
    above: float
    label: NumberPlace
    label_width: float
    boxes: Boxes | None
    folds: tuple[Fold, ...] = ()

    def fold_of(self, neuron: int) -> Fold | None:
        """Return the fold that a neuron is in, None where it has a row of its own."""
        return next((fold for fold in self.folds if fold.first <= neuron < fold.last), None)

    @cached_property
    def shown(self) -> NDArray[np.intp]:
        """The neurons that have rows of their own."""
        is_shown = np.ones(len(self.ys), dtype=bool)
        for fold in self.folds:
            is_shown[fold.first : fold.last] = False
        return np.flatnonzero(is_shown)

    @property
    def port(self) -> float:
        """The x at which lines to the next layer begin."""
        return self.x + self.radius + self.label_width

    def circle(self, neuron: int) -> QRectF:
        """Return the square around a neuron's circle."""
        r = self.radius
        return QRectF(self.x - r, float(self.ys[neuron]) - r, 2 * r, 2 * r)


@dataclass(frozen=True, eq=False)
class Stack:
    """The boxes of one neuron whose layer has no room for all: those from slot `first` on, and how many are left."""

    layer: int
    neuron: int
    first: int
    rects: tuple[QRectF, ...]
    more: QRectF
    left_out: int
    is_wide: bool


@dataclass(frozen=True, eq=False)
class Layout:
    """A whole diagram. `smallest` is the smallest text in pixels; `unit` is 1 at the size the drawing was made for.

    `pad` is the free margin inside each frame.
    """

    network: Network
    size: QSizeF
    unit: float
    smallest: float
    pad: float
    title_text: float
    layers: tuple[LayerPlace, ...]
    target_x: float
    loss: QRectF
    band: QRectF
    box_name: float
    box_number: float
    box_signed: float
    stack: Stack | None = None

    @property
    def weights(self) -> int:
        """The number of weights: the first bias's place in the parameter vector."""
        return sum(a * b for a, b in pairwise(self.network.sizes))

    @cached_property
    def _first(self) -> tuple[tuple[int, int], ...]:
        """For each layer, the places of its first weight and its first bias in the parameter vector."""
        stacks = (self.network.incoming(layer, 0) for layer in range(1, len(self.layers)))
        return ((0, 0), *((stack[0], stack[-1]) for stack in stacks))

    def slots(self, layer: int) -> int:
        """Return how many parameters lead into each neuron of a layer."""
        return self.network.sizes[layer - 1] + self.network.layers[layer - 1].bias if layer else 0

    def parameter(self, layer: int, neuron: int, slot: int) -> int:
        """Return the place in the parameter vector of a neuron's `slot`-th parameter."""
        weight, bias = self._first[layer]
        sources = self.network.sizes[layer - 1]
        return bias + neuron if slot == sources else weight + neuron * sources + slot

    def slot(self, parameter: Parameter) -> int:
        """Return which of its neuron's parameters this is."""
        return self.network.sizes[parameter.layer - 1] if parameter.source is None else parameter.source

    def target(self, output: int) -> QRectF:
        """Return the square around a target's circle."""
        return self.layers[-1].circle(output).translated(self.target_x - self.layers[-1].x, 0)

    def box(self, parameter: Parameter) -> QRectF | None:
        """Return the box of a parameter, None where it is not shown."""
        boxes, slot = self.layers[parameter.layer].boxes, self.slot(parameter)
        if boxes is not None:
            if self.layers[parameter.layer].fold_of(parameter.destination) is not None:
                return None
            return boxes.rect(parameter.destination, slot)
        stack = self.stack
        if stack is None or (stack.layer, stack.neuron) != (parameter.layer, parameter.destination):
            return None
        place = slot - stack.first
        return stack.rects[place] if 0 <= place < len(stack.rects) else None

    def holds(self, choice: Choice | None) -> bool:
        """Whether there is such a thing in this network."""
        if isinstance(choice, NeuronChoice):
            return choice.layer < len(self.layers) and choice.index < len(self.layers[choice.layer].ys)
        if isinstance(choice, TargetChoice):
            return choice.output < len(self.layers[-1].ys)
        return choice is not None and choice.index < self.network.parameter_count

    def rect(self, choice: Choice) -> QRectF | None:
        """Return where a thing stands, None where it is not shown."""
        if isinstance(choice, NeuronChoice):
            place = self.layers[choice.layer]
            return place.circle(choice.index) if place.fold_of(choice.index) is None else None
        if isinstance(choice, TargetChoice):
            return self.target(choice.output) if self.layers[-1].fold_of(choice.output) is None else None
        return self.box(self.network.parameters[choice.index])

    def linked(self, layer: int) -> NDArray[np.intp] | None:
        """Return which weights into a layer have lines of their own, counted from its first; None: all of them."""
        before, place = self.layers[layer - 1], self.layers[layer]
        if not before.folds and not place.folds:
            return None
        return (place.shown[:, None] * len(before.ys) + before.shown).ravel()

    def links(self, layer: int) -> Array:
        """Return the end points of the lines into a layer, in the order of its weights: rows of x1, y1, x2, y2."""
        before, place = self.layers[layer - 1], self.layers[layer]
        sources, neurons = before.shown, place.shown
        lines = np.empty((len(neurons), len(sources), 4))
        lines[..., 0], lines[..., 1] = before.port, before.ys[sources]
        lines[..., 2], lines[..., 3] = place.x - place.radius, place.ys[neurons, None]
        if place.boxes is not None:
            lines[..., 2] = place.boxes.left
            centres = sources * place.boxes.pitch + place.boxes.height / 2
            lines[..., 3] = place.boxes.tops[neurons, None] + centres
        return lines.reshape(-1, 4)

    def bundles(self, layer: int) -> Array:
        """Return the end points of what stands for the lines of folded neurons into a layer: one for each two rows."""
        before, place = self.layers[layer - 1], self.layers[layer]
        starts = [(float(before.ys[n]), False) for n in before.shown] + [(_middle(f), True) for f in before.folds]
        ends = [(float(place.ys[n]), False) for n in place.shown] + [(_middle(f), True) for f in place.folds]
        pairs = [(a, b) for a, is_fold in starts for b, is_other in ends if is_fold or is_other]
        found = np.array(pairs, dtype=float).reshape(-1, 2)
        lines = np.empty((len(found), 4))
        lines[:, 0], lines[:, 1] = before.port, found[:, 0]
        lines[:, 2], lines[:, 3] = place.x - place.radius if place.boxes is None else place.boxes.left, found[:, 1]
        return lines

    def link(self, layer: int, neuron: int, source: int) -> tuple[QPointF, QPointF]:
        """Return the end points of one line; where the neuron's stack is open, at its box."""
        before, place = self.layers[layer - 1], self.layers[layer]
        end = QPointF(place.x - place.radius, float(place.ys[neuron]))
        if place.boxes is not None:
            box = place.boxes.rect(neuron, source)
            end = QPointF(box.left(), box.center().y())
        elif self.stack is not None and (self.stack.layer, self.stack.neuron) == (layer, neuron):
            slot = source - self.stack.first
            if 0 <= slot < len(self.stack.rects):
                end = QPointF(self.stack.rects[slot].left(), self.stack.rects[slot].center().y())
        return QPointF(before.port, float(before.ys[source])), end


def _middle(fold: Fold) -> float:
    return fold.rect.center().y()


def second_width(number: float, text: float, small: float) -> float:
    """Return the width that a second number of width `number` takes in one line, with its arrow or sign and its tag."""
    return number + 1.2 * text + 1.1 * small


def open_stack(layout: Layout, neuron: NeuronChoice | None, slot: int = 0, *, is_wide: bool = False) -> Layout:
    """Show the boxes of one neuron, around its `slot`-th, where its layer has no room for all of them.

    `is_wide` asks for room for a second number in each box.
    """
    if neuron is None or neuron.layer == 0 or layout.layers[neuron.layer].boxes is not None:
        return replace(layout, stack=None)
    place, before = layout.layers[neuron.layer], layout.layers[neuron.layer - 1]
    small, count = layout.smallest, layout.slots(neuron.layer)
    pitch, gap = 1.5 * small, 0.3 * small
    right = place.x - place.radius - 0.6 * small
    is_below_loss = place is layout.layers[-1] and layout.loss.left() < right
    highest = layout.loss.bottom() + gap if is_below_loss else place.frame.top() + layout.pad  # below counters
    width = layout.box_name + layout.box_signed + 1.2 * small
    free = right - before.port - 0.4 * small
    rows = max(int((place.frame.bottom() - highest) // pitch) - 1, 0)
    if int(free // (width + gap)) * rows < count:  # rather more boxes than room for signs
        width = layout.box_name + layout.box_number + 1.2 * small
    if free < width + gap:  # rather over the numbers beside the circles before than nowhere
        free += before.label_width
    wide = width + second_width(layout.box_number, small, small)
    is_wide = is_wide and wide + gap <= free
    width = wide if is_wide else width
    columns = max(int(free // (width + gap)), 0)
    shown = min(count, columns * rows)
    if not shown:
        return replace(layout, stack=None)
    rows = -(-shown // -(-shown // rows))
    columns = -(-shown // rows)
    top = float(place.ys[neuron.index]) - rows * pitch / 2
    top = min(max(top, highest), place.frame.bottom() - (rows + 1) * pitch)
    left = right - columns * (width + gap)
    rects = tuple(
        QRectF(left + (k // rows) * (width + gap), top + (k % rows) * pitch, width, 1.35 * small) for k in range(shown)
    )
    more = QRectF(left, top + rows * pitch, columns * (width + gap), pitch)
    first = min(max(0, slot - shown // 2), count - shown)
    return replace(layout, stack=Stack(neuron.layer, neuron.index, first, rects, more, count - shown, is_wide))


def hit(layout: Layout, *, x: float, y: float) -> Choice | None:
    """Return what stands at a point, None on empty ground."""
    point = QPointF(x, y)
    stack = layout.stack
    if stack is not None:
        for k, rect in enumerate(stack.rects):
            if rect.contains(point):
                return ParameterChoice(layout.parameter(stack.layer, stack.neuron, stack.first + k))
    for least in (0.0, 6.0):  # what is under the point comes before what is near it
        for layer, place in enumerate(layout.layers):
            found = _hit_layer(layout, layer, place, point, least)
            if found is not None:
                return found
        output = _hit_column(layout.layers[-1], layout.target_x, point, least)
        if output is not None:
            return TargetChoice(output)
    return None


def touched(layout: Layout, area: QRectF) -> list[Choice]:
    """Return the neurons, boxes and targets that an area touches, layer by layer."""
    found: list[Choice] = []
    for layer, place in enumerate(layout.layers):
        if area.left() <= place.x + place.radius and place.x - place.radius <= area.right():
            found += [NeuronChoice(layer, n) for n in place.shown.tolist() if area.intersects(place.circle(n))]
        boxes = place.boxes
        if boxes is not None and boxes.left <= area.right() and area.left() <= boxes.left + boxes.width:
            slots = [(n, k) for n in place.shown.tolist() for k in range(boxes.count)]
            touching = [(n, k) for n, k in slots if area.intersects(boxes.rect(n, k))]
            found += [ParameterChoice(layout.parameter(layer, n, k)) for n, k in touching]
    stack = layout.stack
    if stack is not None:
        touching = [(stack.neuron, stack.first + k) for k, rect in enumerate(stack.rects) if area.intersects(rect)]
        found += [ParameterChoice(layout.parameter(stack.layer, n, k)) for n, k in touching]
    outputs = layout.layers[-1].shown.tolist()
    return [*found, *(TargetChoice(n) for n in outputs if area.intersects(layout.target(n)))]


def _hit_layer(layout: Layout, layer: int, place: LayerPlace, point: QPointF, least: float) -> Choice | None:
    neuron = _hit_column(place, place.x, point, least)
    if neuron is not None:
        return NeuronChoice(layer, neuron)
    boxes = place.boxes
    if boxes is None or not boxes.left <= point.x() <= boxes.left + boxes.width:
        return None
    neuron = int(np.searchsorted(boxes.tops, point.y(), side="right")) - 1
    if neuron < 0 or place.fold_of(neuron) is not None:
        return None
    slot, rest = divmod(point.y() - float(boxes.tops[neuron]), boxes.pitch)
    if slot >= boxes.count or rest > boxes.height:
        return None
    return ParameterChoice(layout.parameter(layer, neuron, int(slot)))


def _hit_column(place: LayerPlace, x: float, point: QPointF, least: float) -> int | None:
    """Return the neuron of a column whose circle, label or, if it is tiny, surroundings hold the point."""
    neuron = int(place.shown[np.abs(place.ys[place.shown] - point.y()).argmin()])
    reach = max(place.radius, min(place.cell / 2, least))
    dx, dy = point.x() - x, point.y() - float(place.ys[neuron])
    if dx * dx + dy * dy <= reach * reach:
        return neuron
    is_on_label = place.label is NumberPlace.BESIDE and 0 < dx < place.radius + place.label_width
    return neuron if is_on_label and abs(dy) < place.cell / 2 else None
