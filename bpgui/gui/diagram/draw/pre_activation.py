"""Where z stands, what goes into a neuron's activation function: in its circle, above it, or on the neuron's card."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.geometry import LayerPlace, NumberPlace
from bpgui.gui.diagram.draw.inside import can_split
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import CENTRE, Sheet, Stage, around
from bpgui.gui.document.selection import NeuronChoice

#: In heights of the smallest text: a line above a circle, and a card.
LINE, CARD = 1.3, 1.6
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
    rect = _card_place(stage, neuron, stage.ink.width(text, small) + small)
    painter.setPen(QPen(QColor(stage.theme.hairline), 1))
    painter.setBrush(QColor(stage.theme.panel))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor(stage.theme.text))
    painter.setFont(stage.ink.font(int(small)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def _card_place(stage: Stage, neuron: NeuronChoice, width: float) -> QRectF:
    """Return the card's place: right of the circle, or above it where that would hide what stands there."""
    layout, place = stage.layout, stage.layout.layers[neuron.layer]
    y, height = float(place.ys[neuron.index]), CARD * layout.smallest
    rect = QRectF(place.x + place.radius + RING, y - height / 2, width, height)
    has_room_above = place.label is NumberPlace.INSIDE or place.above >= height + RING
    if has_room_above and rect.right() > _next_left(stage, neuron.layer):
        rect.moveBottomLeft(QPointF(place.x - width / 2, y - place.radius - RING))
    rect.moveLeft(max(min(rect.left(), layout.size.width() - width - 2), 2.0))
    return rect


def _next_left(stage: Stage, layer: int) -> float:
    """Return where the next thing stands to the right of a layer's circles."""
    layers = stage.layout.layers
    if layer == len(layers) - 1:
        return stage.layout.target_x - layers[layer].radius
    after = layers[layer + 1]
    return after.x - after.radius if after.boxes is None else after.boxes.left
