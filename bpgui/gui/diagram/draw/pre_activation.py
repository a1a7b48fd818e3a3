"""Where z stands, what goes into a neuron's activation function: in its circle, above it, or on the neuron's card."""

import math
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache, reduce

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.geometry import LayerPlace, Layout, NumberPlace, touched
from bpgui.gui.diagram.draw.inside import can_split
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import CENTRE, Sheet, Stage, around
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice

#: In heights of the smallest text: a line above a circle, and a card.
LINE, CARD = 1.3, 1.6
#: Places for a card above a neuron and below it, one card's height apart; how many of all are near the neuron.
STEPS, NEAR = 3, 8
#: Pixels that a ring needs between a circle and what stands beside it.
RING = 5.0


class ZPlace(Enum):
    """Where the z of a layer's neurons is written."""

    INSIDE = "inside the circle, between name and activation"
    ABOVE = "above the circle"
    CARD = "on the card of the neuron that is chosen"
    NOWHERE = "nowhere: the neuron is linear, its activation is z"


def z_place(stage: Stage, layer: int) -> ZPlace:
    """Return where the z of a layer's neurons has room."""
    layout, place = stage.layout, stage.layout.layers[layer]
    if not layer or layout.network.layers[layer - 1].activation == "linear":
        return ZPlace.NOWHERE
    if place.label is not NumberPlace.INSIDE:
        return ZPlace.CARD
    names = layout.network.shown_names[layer]
    if stage.pictures is None and all(can_split(stage, place.radius, names[n]) for n in place.shown.tolist()):
        return ZPlace.INSIDE
    has_room = place.above >= LINE * layout.smallest
    return ZPlace.ABOVE if has_room and not _room_above(stage, place, 0).intersects(layout.loss) else ZPlace.CARD


def _room_above(stage: Stage, place: LayerPlace, row: int) -> QRectF:
    """Return the room for z above the circle of the neuron in a row."""
    small, unit = stage.layout.smallest, stage.layout.unit
    height = max(min(0.36 * place.radius, (place.above - RING) / LINE), small)
    gap = min(max(place.above - LINE * height, 0.0), RING)
    width = 2 * place.radius + (min(24 * unit, 3 * small) if place.boxes is None else min(12 * unit, small))
    centre = QPointF(place.x, float(place.ys[place.shown[row]]) - place.radius - gap - LINE * height / 2)
    return around(centre, width, LINE * height)


def paint_above(sheet: Sheet, place: LayerPlace, row: int, index: int) -> None:
    """Leave room above a circle for z, by its place among all."""
    room = _room_above(sheet.stage, place, row)
    sheet.painter.setPen(QColor(sheet.stage.theme.quiet))
    sheet.number(room, NumberKind.Z, index, room.height() / LINE, CENTRE, "z ")


def card_text(stage: Stage, neuron: NeuronChoice) -> str:
    """Return what is to be said of a neuron beside it: what has no room in or above its circle."""
    place, name = stage.layout.layers[neuron.layer], stage.layout.network.shown_names[neuron.layer][neuron.index]
    z, value = stage.shown.z(neuron.layer, neuron.index), stage.shown.activation(neuron.layer, neuron.index)
    on_card = z_place(stage, neuron.layer) is ZPlace.CARD
    if place.label is NumberPlace.INSIDE:
        return "" if z is None or not on_card else f"z {_number(stage, z)}"
    if value is None:
        return name
    return (
        f"{name}  z {_number(stage, z)}  a {_number(stage, value)}"
        if on_card and z is not None
        else f"{name} {_number(stage, value)}"
    )


def _number(stage: Stage, value: float) -> str:
    small = stage.layout.smallest
    return stage.ink.number(value, stage.digits, 12 * small, small, small)[0]


def paint_card(painter: QPainter, stage: Stage, neuron: NeuronChoice) -> None:
    """Write beside a neuron what has no room in its circle."""
    text, small = card_text(stage, neuron), stage.layout.smallest
    if not text:
        return
    width = small * math.ceil(stage.ink.width(text, small) / small + 1)  # it stays while its numbers change a little
    rect = card_place(stage.layout, neuron, width)
    painter.setPen(QPen(QColor(stage.theme.hairline), 1))
    painter.setBrush(QColor(stage.theme.panel))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor(stage.theme.text))
    painter.setFont(stage.ink.font(int(small)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def card_places(layout: Layout, neuron: NeuronChoice, width: float) -> list[QRectF]:
    """Return where a card may stand around a neuron, the best place first: beside it, at its corners, further away."""
    circle, height = layout.layers[neuron.layer].circle(neuron.index), CARD * layout.smallest
    centre, room = circle.center(), layout.size
    right, middle, left = circle.right() + RING, centre.x() - width / 2, circle.left() - RING - width
    above = [circle.top() - RING - (k + 1) * height for k in range(STEPS)]
    below = [circle.bottom() + RING + k * height for k in range(STEPS)]
    corners = [(right, above[0]), (right, below[0]), (left, above[0]), (left, below[0])]
    beside = [(right, centre.y() - height / 2), (middle, above[0]), (middle, below[0]), (left, centre.y() - height / 2)]
    further = [(x, y) for pair in zip(above[1:], below[1:], strict=True) for y in pair for x in (middle, right, left)]
    return [
        QRectF(max(min(x, room.width() - width - 2), 2.0), max(min(y, room.height() - height - 2), 2.0), width, height)
        for x, y in (*beside, *corners, *further)
    ]


@lru_cache(maxsize=4)
def card_place(layout: Layout, neuron: NeuronChoice, width: float) -> QRectF:
    """Return where a neuron's card covers least: of circles, boxes and the loss, and near by of numbers at circles."""
    places = card_places(layout, neuron, width)
    area = reduce(QRectF.united, places)
    reach = max(place.label_width for place in layout.layers) + LINE * layout.smallest
    near = touched(layout, area.adjusted(-reach, -reach, reach, reach))
    things = [layout.loss, *(rect for rect in map(layout.rect, near) if rect is not None)]
    numbers = [_with_numbers(layout, choice) for choice in near if choice != neuron]  # its own are on its card
    is_far = [k >= NEAR for k in range(len(places))]
    covers = list(zip(_covered(places, things), is_far, _covered(places, numbers), strict=True))
    return places[covers.index(min(covers))]


def _with_numbers(layout: Layout, choice: Choice) -> QRectF:
    """Return the room of a circle with the numbers that may stand to its right, or below it; none of a box."""
    rect = layout.rect(choice)
    if rect is None or isinstance(choice, ParameterChoice):
        return QRectF()
    place = layout.layers[choice.layer if isinstance(choice, NeuronChoice) else -1]
    if place.label is NumberPlace.INSIDE:
        return rect.adjusted(0, 0, 0, LINE * layout.smallest)
    return around(rect.center(), rect.width(), LINE * layout.smallest).adjusted(0, 0, place.label_width, 0)


def _covered(places: Sequence[QRectF], rects: Sequence[QRectF]) -> list[float]:
    """Return how many square pixels of these rectangles each place covers."""
    (x1, y1, x2, y2), (left, top, right, bottom) = (
        np.array([(r.left(), r.top(), r.right(), r.bottom()) for r in found]).reshape(-1, 4).T
        for found in (places, rects)
    )
    wide = np.clip(np.minimum(x2[:, None], right) - np.maximum(x1[:, None], left), 0, None)
    high = np.clip(np.minimum(y2[:, None], bottom) - np.maximum(y1[:, None], top), 0, None)
    return [float(area) for area in (wide * high).sum(axis=1)]
