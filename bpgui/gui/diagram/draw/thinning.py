"""How many lines between two layers can be told apart: of more the strongest are drawn."""

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.gui.diagram.arrange.geometry import Layout

#: Up to so many lines between two layers all are drawn, thick and with their signs.
DENSE = 170
#: More lines than these between two layers are never drawn, however much room there is.
MAX_STRONGEST = 4_000


def line_count(layout: Layout, layer: int) -> int:
    """Return how many lines there are into a layer, from and to neurons that are not folded."""
    return len(layout.layers[layer - 1].shown) * len(layout.layers[layer].shown)


def most_lines(layout: Layout, layer: int) -> int:
    """Return how many of the lines into a layer are drawn: those that cover their ground once, one pixel wide each.

    With many more of them it is one grey, whatever the weights are.
    """
    before, place = layout.layers[layer - 1], layout.layers[layer]
    count = line_count(layout, layer)
    if count <= DENSE:
        return count
    width = (place.x - place.radius if place.boxes is None else place.boxes.left) - before.port
    height = max(before.ys[-1], place.ys[-1]) - min(before.ys[0], place.ys[0])
    length = max(width, height / 3)  # of a line, on average
    return min(count, MAX_STRONGEST, max(DENSE, int(width * height / length)))


def is_thinned(layout: Layout) -> bool:
    """Whether not all lines of a network are drawn."""
    return any(most_lines(layout, layer) < line_count(layout, layer) for layer in range(1, len(layout.layers)))


def strongest(thickness: Array, most: int) -> NDArray[np.intp]:
    """Return the places of the `most` largest; of equal ones some from everywhere."""
    if most >= len(thickness):
        return np.arange(len(thickness))
    spread = np.arange(len(thickness)) * 0.6180339887498949 % 1.0
    return np.argpartition(thickness + 1e-9 * spread, -most)[-most:]
