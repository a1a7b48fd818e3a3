"""Many chosen things at once: their lines as one picture, and which of them have a ring."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from bpgui.engine.elementary import Array
from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.draw.shown import Shown
from bpgui.gui.diagram.draw.stage import Stage, pen
from bpgui.gui.diagram.draw.still import Still
from bpgui.gui.diagram.draw.thinning import DENSE, most_lines, strongest
from bpgui.gui.document.selection import Choice, ParameterChoice

DASHES = (7.0, 4.0)
#: Of many lines so many widths are told apart.
LEVELS = 6


def lit_width(stage: Stage, thickness: float) -> float:
    """Return how wide a line that stands out is."""
    return 1.4 + 2.2 * thickness * min(max(stage.layout.unit, 0.8), 1.4)


def parameters_of(choices: Sequence[Choice]) -> NDArray[np.intp]:
    """Return the weights and biases among chosen things, by their places in the parameter vector."""
    return np.array([choice.index for choice in choices if isinstance(choice, ParameterChoice)], dtype=np.intp)


def layers_of(layout: Layout, weights: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each weight the layer that it leads into."""
    firsts = [layout.parameter(layer, 0, 0) for layer in range(1, len(layout.layers))]
    return np.searchsorted(firsts, weights, side="right")


def ringed(layout: Layout, choices: Sequence[Choice]) -> list[tuple[QRectF, bool]]:
    """Return where chosen things stand that are shown, and whether each is a box."""
    parameters = parameters_of(choices)
    stack = None if layout.stack is None else layout.stack.layer
    has_boxes = np.array([place.boxes is not None or layer == stack for layer, place in enumerate(layout.layers)])
    into = layers_of(layout, np.minimum(parameters, layout.weights - 1))
    kept = set(parameters[has_boxes[into] | (parameters >= layout.weights)].tolist())
    found = []
    for choice in choices:
        if isinstance(choice, ParameterChoice) and choice.index not in kept:
            continue
        rect = layout.rect(choice)
        if rect is not None:
            found.append((rect, isinstance(choice, ParameterChoice)))
    return found


class ChosenLines:
    """The lines of all weights that are chosen beside the main choice."""

    def __init__(self) -> None:
        self._still = Still()

    def paint(self, painter: QPainter, stage: Stage, visible: QRectF) -> None:
        """Draw them; of more than can be told apart the strongest, and these are kept as a picture."""
        layout, shown = stage.layout, stage.shown
        weights = parameters_of(stage.also)
        weights = weights[weights < layout.weights]
        if shown.cut:  # no line is there
            weights = weights[~np.isin(weights, list(shown.cut))]
        if not weights.size:
            return
        many = len(weights) > DENSE
        if many:
            weights = _told_apart(layout, shown, weights)
        thickness, is_negative = shown.thickness[weights], shown.parameters[weights] < 0
        if many:
            thickness = np.rint(thickness * (LEVELS - 1)) / (LEVELS - 1)
        groups = np.column_stack([thickness, is_negative])
        basis = (layout.layers, layout.stack, stage.ink, stage.theme.accent, weights.tobytes(), groups.tobytes())
        ends = _ends(layout, weights)
        self._still.paint(painter, visible, basis, lambda brush: _draw(brush, stage, ends, groups), at_once=many)


def _told_apart(layout: Layout, shown: Shown, weights: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the strongest of the chosen weights between each two layers, as many as can be told apart."""
    into = layers_of(layout, weights)
    found = []
    for layer in np.unique(into).tolist():
        own = weights[into == layer]
        found.append(own[strongest(shown.thickness[own], max(DENSE, most_lines(layout, layer)))])
    return np.concatenate(found)


def _ends(layout: Layout, weights: NDArray[np.intp]) -> list[QLineF]:
    """Return the lines of some weights."""
    found = []
    for layer, weight in zip(layers_of(layout, weights).tolist(), weights.tolist(), strict=True):
        neuron, source = divmod(weight - layout.parameter(layer, 0, 0), layout.network.sizes[layer - 1])
        found.append(QLineF(*layout.link(layer, neuron, source)))
    return found


def _draw(painter: QPainter, stage: Stage, ends: list[QLineF], groups: Array) -> None:
    """Draw lines, those of one width and sign together, the strongest last."""
    for group in np.unique(groups, axis=0):
        members = np.flatnonzero((groups == group).all(axis=1)).tolist()
        painter.setPen(pen(stage.theme.accent, lit_width(stage, float(group[0])), DASHES if group[1] else ()))
        painter.drawLines([ends[k] for k in members])
