"""A layout for the room there is: with text as large as it allows, down to where small networks still show all."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QSizeF

from bpgui.engine.network import Network
from bpgui.gui.diagram.arrange.folds import Folding
from bpgui.gui.diagram.arrange.geometry import NAMED, Layout
from bpgui.gui.diagram.arrange.layout import arrange_at
from bpgui.gui.diagram.arrange.metrics import MAX_LEAST, Metrics

#: Networks of so many parameters show all of them in any window, and of so many get larger boxes for larger text.
MAX_SMALL, MAX_BOXED = 20, 400
#: By how much text gets smaller from one try to the next, as a part of its size at 100 %.
TEXT_STEP = 0.125
#: In heights of the smallest text: what a room has where text is larger than it has to be, for the controls' sake.
MIN_LINES = 24


def arrange(
    network: Network,
    *,
    width: float,
    height: float,
    metrics: Metrics,
    zoom: float = 1.0,
    folding: Folding = Folding(),  # noqa: B008  it is frozen
) -> Layout:
    """Lay a network out in a room of this size; `zoom` lets things grow beyond their largest size.

    Where every weight and its gradient have room at a larger size of text, up to that of all text, they have it.
    """
    size = QSizeF(width, height)
    for larger in text_sizes(network, metrics):
        layout = arrange_at(network, size, larger, zoom, folding)
        if shows_all(layout):
            return layout
    return arrange_at(network, size, metrics, zoom, folding)


def text_sizes(network: Network, metrics: Metrics) -> list[Metrics]:
    """Return the metrics that are tried in turn, the largest text first; for small networks down to text of 100 %."""
    if network.parameter_count > MAX_BOXED:
        return []
    low = 1.0 if is_small(network) else min(metrics.scale, MAX_LEAST)
    steps = np.arange(metrics.scale, low - 1e-9, -TEXT_STEP).tolist()
    return [replace(metrics, most_least=size) for size in dict.fromkeys([*steps, low])]


def is_small(network: Network) -> bool:
    """Whether a network's every parameter is to be seen in any window."""
    return network.parameter_count <= MAX_SMALL


def shows_all(layout: Layout) -> bool:
    """Whether every weight and bias has a box with room for its gradient beside its value, and every neuron a name."""
    if layout.smallest > 10 * MAX_LEAST and layout.size.height() < MIN_LINES * layout.smallest:
        return False
    boxes = [place.boxes for place in layout.layers[1:]]
    has_names = all(place.radius >= NAMED * layout.smallest for place in layout.layers)
    return has_names and all(box is not None and (box.is_wide or box.rows == 2) for box in boxes)


@lru_cache(maxsize=500)
def can_show_all(network: Network, *, width: float, height: float, metrics: Metrics) -> bool:
    """Whether every parameter and gradient has room at this size of text."""
    return shows_all(arrange_at(network, QSizeF(width, height), metrics, 1.0, Folding()))
