"""Contour lines of values on a grid, by marching triangles (each square of the grid is cut into two)."""

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array

#: The corners of a square's two triangles, as (row, column).
TRIANGLES = np.array([[(0, 0), (0, 1), (1, 1)], [(0, 0), (1, 0), (1, 1)]])


def contour(values: Array, level: float) -> Array:
    """Return the line on which `values` (rows, columns) are `level`, in straight pieces (n, 2 ends, 2).

    Ends are (x, y): 0 at the first column or row, 1 at the last one. Between two neighbours values are taken to go
    straight from one to the other; a nan counts as below the level. Equal neighbours have no line between them.
    """
    above = values > level
    corners = above[:-1, :-1].astype(np.int8) + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    squares = np.argwhere((corners > 0) & (corners < 4))
    places = (squares[:, None, None, :] + TRIANGLES).reshape(-1, 3, 2)
    side = above[places[..., 0], places[..., 1]]
    is_cut = (side != side[:, :1]).any(axis=1)
    places, side = places[is_cut], side[is_cut]
    rows = np.arange(len(places))
    alone = (side != (side.sum(axis=1) > 1)[:, None]).argmax(axis=1)  # the corner on the other side of the line
    first = places[rows, alone]
    ends = [_crossing(values, level, first, places[rows, (alone + k) % 3]) for k in (1, 2)]
    most = np.maximum(np.array(values.shape) - 1, 1)
    pieces: Array = (np.stack(ends, axis=1) / most)[..., ::-1]
    return pieces


def _crossing(values: Array, level: float, first: NDArray[np.intp], second: NDArray[np.intp]) -> Array:
    """Return where the values go through the level between two corners, (n, 2) as (row, column)."""
    start, end = values[first[:, 0], first[:, 1]], values[second[:, 0], second[:, 1]]
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        share = (level - start) / (end - start)
    share = np.clip(np.where(np.isnan(share), 0.5, share), 0.0, 1.0)
    crossing: Array = first.astype(np.float64) + share[:, None] * (second - first)
    return crossing
