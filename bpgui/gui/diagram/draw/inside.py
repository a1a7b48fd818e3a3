"""What is written into a circle: a name, what goes in and what comes out."""

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from bpgui.gui.diagram.arrange.geometry import NAMED, NumberPlace
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import CENTRE, Sheet, Stage, around
from bpgui.gui.widgets.theme import with_alpha

#: How much of a circle's width a number may take; a name, being smaller, may take a little more.
NUMBER_SHARE, NAME_SHARE = 0.87, 0.94
#: In heights of the smallest text: the radius from which z has room between the name and the activation.
MIN_SPLIT = 2.9
#: Of the radius: where name, z, the fine line and the activation stand in a circle with z, and the sizes of the texts.
NAME_AT, Z_AT, LINE_AT, NUMBER_AT = -0.6, -0.18, 0.07, 0.42
NAME_SIZE, Z_SIZE, NUMBER_SIZE = 0.29, 0.3, 0.46


def chord(radius: float, distance: float, share: float = NAME_SHARE) -> float:
    """Return how wide a circle is at this distance from its centre, less a little air."""
    return 2 * share * math.sqrt(max(radius * radius - distance * distance, 0.0))


def paint_inside(
    sheet: Sheet, centre: QPointF, radius: float, name: str, quantity: NumberKind | None, index: int
) -> None:
    """Write the name into a circle and leave room for its number; a small one holds the number only."""
    stage, small = sheet.stage, sheet.stage.layout.smallest
    if radius < NAMED * small:
        if quantity is not None:
            size = max(0.6 * radius, small)
            sheet.number(around(centre, chord(radius, 0.37 * size), radius), quantity, index, size, CENTRE)
        return
    size = max(0.33 * radius, small)
    lines = _name_lines(stage, name, radius, size)
    lower = 0.07 if radius < 2.6 * small else 0.0  # where a small circle is wider
    for k, line in enumerate(lines):
        dy = (lower - 0.4 if len(lines) == 1 else lower - 0.62 + 1.05 * k * size / radius) * radius
        room = around(centre + QPointF(0, dy), chord(radius, abs(dy) + 0.42 * size), 1.3 * size)
        sheet.name(room, line, size)
    if quantity is not None:
        dy = (lower + (0.2 if len(lines) == 1 else 0.38)) * radius
        text = (0.54 if len(lines) == 1 else 0.46) * radius
        room = around(centre + QPointF(0, dy), chord(radius, dy + 0.3 * text, NUMBER_SHARE), text)
        sheet.number(room, quantity, index, text, CENTRE)


def _name_lines(stage: Stage, name: str, radius: float, size: float) -> list[str]:
    """Break a name of several words in two, where it is too long for one line and there is room for two."""
    if stage.ink.width(name, size) <= chord(radius, 0.4 * radius + 0.42 * size) or radius < 2.2 * stage.layout.smallest:
        return [name]
    words = name.split()
    return [name] if len(words) < 2 else [words[0], " ".join(words[1:])]


def holds_names(stage: Stage, layer: int) -> bool:
    """Whether the names of a layer, whose numbers stand beside its circles, have room in these: all of them."""
    place, small = stage.layout.layers[layer], stage.layout.smallest
    if place.label is not NumberPlace.BESIDE or (stage.pictures is not None and layer):
        return False
    names = stage.layout.network.shown_names[layer]
    room = chord(place.radius, 0.42 * small) if place.radius > 0.42 * small else 0.0
    return all(stage.ink.width(names[n], small) <= room for n in place.shown.tolist())


def can_split(stage: Stage, radius: float, name: str) -> bool:
    """Whether z has room in a circle below the whole name."""
    small = stage.layout.smallest
    if radius < MIN_SPLIT * small:
        return False
    size = max(NAME_SIZE * radius, small)
    return stage.ink.width(name, size) <= chord(radius, -NAME_AT * radius + 0.42 * size)


def paint_split(sheet: Sheet, centre: QPointF, radius: float, name: str, z: int, activation: int) -> None:
    """Leave room for z below the name, and for the activation below a fine line, by their places among their kinds."""
    small, ink = sheet.stage.layout.smallest, sheet.painter.pen().color()
    size = max(NAME_SIZE * radius, small)
    width = chord(radius, -NAME_AT * radius + 0.42 * size)
    sheet.name(around(centre + QPointF(0, NAME_AT * radius), width, 1.3 * size), name, size)
    half = chord(radius, LINE_AT * radius) / 2
    at = centre + QPointF(0, LINE_AT * radius)
    sheet.painter.setPen(QPen(with_alpha(ink.name(), 110), 1))
    sheet.painter.drawLine(at - QPointF(half, 0), at + QPointF(half, 0))
    sheet.painter.setPen(QColor(ink))
    size = max(Z_SIZE * radius, small)
    room = around(centre + QPointF(0, Z_AT * radius), chord(radius, -Z_AT * radius + 0.3 * size), size)
    sheet.number(room, NumberKind.Z, z, size, CENTRE, "z ")
    size = NUMBER_SIZE * radius
    width = chord(radius, NUMBER_AT * radius + 0.3 * size, NUMBER_SHARE)
    sheet.number(
        around(centre + QPointF(0, NUMBER_AT * radius), width, size), NumberKind.ACTIVATION, activation, size, CENTRE
    )
