"""Minima and maxima of an append-only column at any zoom, at the cost of what is shown and not of what is kept."""

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array

#: Each level sums up this many blocks of the level below it, the rows themselves being level 0.
FACTOR = 16

Blocks = tuple[NDArray[np.int64], Array, Array]


class Pyramid:
    """Minima and maxima of blocks of 16, 256, 4096, .. rows of one column that only grows; nan counts as nothing."""

    def __init__(self) -> None:
        """Know nothing yet; `reduced` reads what rows are new."""
        self._levels: list[_Level] = []

    def reduced(self, column: Array, first: int, last: int, size: int) -> Blocks:
        """Return (first rows, minima, maxima) of blocks of at least `size` rows, and less than twice as many.

        Blocks begin at multiples of their size, only the first and the last one may be shorter: the same rows
        make the same block wherever a view begins. `column` is the whole column, with all the rows of earlier calls.
        """
        level, grain = 0, 1
        while grain * FACTOR <= size:
            level, grain = level + 1, grain * FACTOR
        size = -(-size // grain) * grain
        self._extend(column, level)
        low = high = column
        if level:
            low, high = self._levels[level - 1].minima, self._levels[level - 1].maxima
        begin = min(-(-first // size) * size, last)
        end = max(last // size * size, begin)
        starts = np.arange(begin, end, size)
        minima, maxima = low[:0], high[:0]
        if len(starts):
            inner = slice(begin // grain, end // grain)
            places = np.arange(0, (end - begin) // grain, size // grain)
            minima, maxima = np.fmin.reduceat(low[inner], places), np.fmax.reduceat(high[inner], places)
        edges = [column[first:begin], column[end:last]]
        head, tail = ([] if not len(edge) else [edge] for edge in edges)
        return (
            np.array([*(first for _ in head), *starts.tolist(), *(end for _ in tail)], dtype=np.int64),
            np.array([*map(np.fmin.reduce, head), *minima.tolist(), *map(np.fmin.reduce, tail)]),
            np.array([*map(np.fmax.reduce, head), *maxima.tolist(), *map(np.fmax.reduce, tail)]),
        )

    def _extend(self, column: Array, levels: int) -> None:
        low = high = column
        for level in range(levels):
            if level == len(self._levels):
                self._levels.append(_Level())
            self._levels[level].extend(low, high)
            low, high = self._levels[level].minima, self._levels[level].maxima


class _Level:
    """Minima and maxima of all the complete blocks of 16 entries of the level below."""

    def __init__(self) -> None:
        """Start empty."""
        self._length = 0
        self._minima, self._maxima = np.empty(64), np.empty(64)

    @property
    def minima(self) -> Array:
        """One minimum a complete block."""
        return self._minima[: self._length]

    @property
    def maxima(self) -> Array:
        """One maximum a complete block."""
        return self._maxima[: self._length]

    def extend(self, low: Array, high: Array) -> None:
        """Take in the blocks that became complete since the last call."""
        known, complete = self._length, len(low) // FACTOR
        if complete == known:
            return
        if complete > len(self._minima):
            room = np.empty((2, max(complete, 2 * len(self._minima))))
            room[0, :known], room[1, :known] = self.minima, self.maxima
            self._minima, self._maxima = room
        new = slice(known * FACTOR, complete * FACTOR)
        low, high = np.ascontiguousarray(low[new]), np.ascontiguousarray(high[new])
        self._minima[known:complete], self._maxima[known:complete] = low[::FACTOR], high[::FACTOR]
        minima, maxima = self._minima[known:complete], self._maxima[known:complete]
        for k in range(1, FACTOR):
            np.fmin(minima, low[k::FACTOR], out=minima)
            np.fmax(maxima, high[k::FACTOR], out=maxima)
        self._length = complete
