"""Where on the diagram a number stands, beside or below its name: what its editor may cover."""

import math

from PySide6.QtCore import QPointF, QRectF

from bpgui.gui.diagram.arrange.geometry import NAMED, NumberPlace
from bpgui.gui.diagram.arrange.layout import box_text
from bpgui.gui.diagram.draw.stage import Stage, around
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice


def number_place(stage: Stage, choice: Choice) -> QRectF | None:
    """Return the room of a thing's number, in the scene; None where the thing is not shown."""
    rect = stage.layout.rect(choice)
    if rect is None:
        return None
    if isinstance(choice, ParameterChoice):
        return _in_box(stage, choice.index, rect)
    layers = stage.layout.layers
    place = layers[choice.layer] if isinstance(choice, NeuronChoice) else layers[-1]
    radius, small = place.radius, stage.layout.smallest
    if place.label is NumberPlace.BESIDE:
        return QRectF(rect.right(), rect.center().y() - 0.6 * small, place.label_width, 1.2 * small)
    down = 0.3 if place.label is NumberPlace.INSIDE and radius >= NAMED * small else 0.0  # below the name
    width = 2 * math.sqrt(1 - down * down) * radius
    return around(rect.center() + QPointF(0, down * radius), width, 0.6 * radius)


def _in_box(stage: Stage, index: int, rect: QRectF) -> QRectF:
    """Return the part of a parameter's box that its name, at the left, leaves to its number."""
    layout, parameter = stage.layout, stage.layout.network.parameters[index]
    boxes, small = layout.layers[parameter.layer].boxes, layout.smallest
    rows, has_second = (1 if boxes is None else boxes.rows), stage.shown.second(index) is not None
    is_tall = rows == 2 and (has_second or rect.height() > 3.2 * small)
    size = 0.33 * rect.height() if is_tall else 0.72 * box_text(rect.height(), 1, layout.unit, small)
    size = max(size, small)
    pad = max(0.14 * rect.height(), 3.0) if rows == 2 else 0.4 * small
    lead = pad + stage.ink.width(parameter.name, size) + (1.0 * size if stage.shown.locked[index] else 0.0)
    below = 0.5 * rect.height() if is_tall and has_second else 0.0
    return rect.adjusted(lead + 3, 0, 0, -below)
