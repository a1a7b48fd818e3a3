"""What is said of a response: its name, and what the network makes of a point or a sample.

`number` shows a value, with as many digits as the window has.
"""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication

from bpgui.engine.elementary import Array
from bpgui.gui.response.picture import Point
from bpgui.session.response import Response, ResponseQuery, activations_at

Number = Callable[[float], str]

#: Outputs that are told, the largest first.
MAX_TOLD = 4


def name_of(found: Response, what: str) -> str:
    """Return the picture's name; `what` names what is shown."""
    inputs = QCoreApplication.translate("Response", " and ").join(axis.name for axis in found.query.axes)
    return QCoreApplication.translate("Response", "{what} over {inputs}").format(what=what, inputs=inputs)


def value_name(query: ResponseQuery) -> str:
    """Return the name of what is shown."""
    if query.shown is None:
        return QCoreApplication.translate("Response", "Outputs")
    layer, neuron = query.shown
    return query.experiment.network.shown_names[layer][neuron]


def point_text(query: ResponseQuery, point: Point, number: Number) -> str:
    """Say what the network computes at a point."""
    values = query.values_at(*(np.array([value]) for value in point))
    return f"{_place_text(query, point, number)}: {values_text(query, values, number)}"


def values_text(query: ResponseQuery, values: Array, number: Number) -> str:
    """Say the value of what is shown, or those of the outputs, the largest first."""
    names = query.experiment.network.shown_names[query.layer]
    if query.shown is not None:
        return f"{names[query.shown[1]]} {number(float(values[0]))}"
    order = np.argsort(-values[0], kind="stable").tolist()
    told = [f"{names[k]} {number(float(values[0, k]))}" for k in order[:MAX_TOLD]]
    return ", ".join(told) + (" …" if len(order) > MAX_TOLD else "")


def sample_text(found: Response, sample: int, number: Number, *, is_computed: bool) -> str:
    """Say where a sample stands, what it gives where that `is_computed` already, and what it should give."""
    query, data = found.query, found.query.experiment.data
    if sample >= data.samples:
        return ""
    if sample in data.test:
        name = QCoreApplication.translate("Response", "Test sample {n}")
    else:
        name = QCoreApplication.translate("Response", "Sample {n}")
    point = [float(axis.scaling.to_units(data.inputs[sample : sample + 1, axis.neuron])[0]) for axis in query.axes]
    parts = [f"{name.format(n=sample + 1)}: {_place_text(query, tuple(point), number)}"]
    if is_computed:
        parts.append(values_text(query, activations_at(query, np.array([sample])), number))
    if target := _target(found, sample, number):
        parts.append(QCoreApplication.translate("Response", "target {value}").format(value=target))
    return "; ".join(parts)


def _place_text(query: ResponseQuery, point: Point, number: Number) -> str:
    return ", ".join(f"{axis.name} {number(value)}" for axis, value in zip(query.axes, point, strict=True))


def _target(found: Response, sample: int, number: Number) -> str:
    """Return what a sample should give: a number, or a class's name; nothing for a hidden neuron."""
    query, dots = found.query, found.dots
    row = int(np.searchsorted(dots.samples, sample))
    if not query.is_output or row == len(dots.samples) or dots.samples[row] != sample:
        return ""
    if query.shown is not None:
        return number(float(dots.targets[row][query.shown[1]]))
    names = query.experiment.network.shown_names[-1]
    return names[dots.classes[row]] if 0 <= dots.classes[row] < len(names) else ""
