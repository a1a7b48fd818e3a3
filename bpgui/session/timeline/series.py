"""What one column of a long history looks like at any zoom: minima and maxima of blocks of rows, never more than 8,192.

When the blocks are full, neighbours merge. So an envelope costs the same at any length, and it never lies: whatever
a row held lies between its block's ends.
"""

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array

MAX_BLOCKS = 8192

EMPTY = np.empty(0)

Blocks = tuple[NDArray[np.int64], Array, Array]


class Series:
    """Minima and maxima of rows `first` to `end` - 1 of one column, in blocks of `size` rows; nan counts as nothing.

    Blocks begin at multiples of their size, so only the first and the last one may lack rows.
    """

    __slots__ = ("_length", "_maxima", "_minima", "_most", "end", "first", "size")

    def __init__(self, first: int, size: int = 1, most: int | None = None) -> None:
        """Know no rows yet; the first to come is row `first`. `size` is a power of two, `most` the most blocks."""
        self.first, self.end, self.size, self._most = first, first, size, most or MAX_BLOCKS
        self._minima = self._maxima = EMPTY
        self._length = 0

    @classmethod
    def of_blocks(cls, first: int, end: int, size: int, minima: Array, maxima: Array) -> "Series":
        """Return the series of rows `first` to `end` - 1 whose blocks are known."""
        series = cls.__new__(cls)
        series.first, series.end, series.size, series._most = first, end, size, MAX_BLOCKS
        series._minima, series._maxima, series._length = minima, maxima, len(minima)
        return series

    @property
    def minima(self) -> Array:
        """One minimum a block."""
        return self._minima[: self._length]

    @property
    def maxima(self) -> Array:
        """One maximum a block."""
        return self._maxima[: self._length]

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return self._minima.nbytes + self._maxima.nbytes

    def extend(self, values: Array) -> None:
        """Take in the rows that follow, shape (rows,)."""
        if len(values):
            self._add(*_merged(values, values, self.end, self.size), self.end + len(values))

    def join(self, later: "Series") -> None:
        """Take in the rows of a series that begins where this one ends."""
        if later.end == later.first:
            return
        if self.end == self.first:
            self.first = self.end = later.first
        if later.first != self.end:
            raise ValueError(f"rows from {later.first} do not follow row {self.end - 1}")
        while self.size < later.size:
            self.coarsen()
        minima, maxima = later.minima, later.maxima
        if later.size < self.size:
            minima, maxima = _merged(minima, maxima, later.first // later.size, self.size // later.size)
        self._add(minima, maxima, later.end)

    def coarsen(self) -> None:
        """Merge neighbours: half the blocks, twice the size."""
        if self._length:
            minima, maxima = _merged(self.minima, self.maxima, self.first // self.size, 2)
            self._length = len(minima)
            self._minima[: self._length], self._maxima[: self._length] = minima, maxima
        self.size *= 2

    def _add(self, minima: Array, maxima: Array, end: int) -> None:
        """Add blocks of this series' size; the first of them may belong to the block that is there last."""
        if self._length and self.end % self.size:
            last = self._length - 1
            self._minima[last] = np.fmin(self._minima[last], minima[0])
            self._maxima[last] = np.fmax(self._maxima[last], maxima[0])
            minima, maxima = minima[1:], maxima[1:]
        length = self._length + len(minima)
        if length > len(self._minima):
            room = np.empty((2, max(length, 2 * len(self._minima))))
            room[0, : self._length], room[1, : self._length] = self.minima, self.maxima
            self._minima, self._maxima = room[0], room[1]
        self._minima[self._length : length], self._maxima[self._length : length] = minima, maxima
        self._length, self.end = length, end
        while self._length > self._most:
            self.coarsen()
        if len(self._minima) > 2 * self._most:
            self.trim()

    def trim(self) -> None:
        """Give back the room that no block needs."""
        self._minima, self._maxima = self.minima.copy(), self.maxima.copy()

    def reduced(self, first: int, last: int, size: int) -> Blocks:
        """Return (first rows, minima, maxima) of rows first to last - 1, in blocks of about `size` rows.

        Where this series is coarser than that, its own blocks are what there is. A block at an end may speak of rows
        beyond it. Raises ValueError for rows that are not here.
        """
        if not self.first <= first < last <= self.end:
            raise ValueError(f"rows {first} to {last - 1} are not all in rows {self.first} to {self.end - 1}")
        before = self.first // self.size
        low, high = first // self.size, -(-last // self.size)
        minima, maxima = self.minima[low - before : high - before], self.maxima[low - before : high - before]
        group = max(1, -(-size // self.size))
        minima, maxima = _merged(minima, maxima, low, group)
        starts = np.arange(low // group, low // group + len(minima), dtype=np.int64) * (group * self.size)
        return np.maximum(starts, first), minima, maxima


def _merged(minima: Array, maxima: Array, before: int, group: int) -> tuple[Array, Array]:
    """Merge blocks into groups of `group`; `before` is the number of the first block, from row 0 on."""
    if group == 1:
        return minima, maxima
    starts = np.arange(-(before % group), len(minima), group)
    starts[0] = 0
    return np.fmin.reduceat(minima, starts), np.fmax.reduceat(maxima, starts)


class Envelope:
    """All that is known of one column of a segment: where rows are missing, samples must stand in until they come.

    `whole` has the latest rows, `front` those from row 0 on while rows between them are missing, and `window` a
    part that somebody looks at closely, in finer blocks.
    """

    __slots__ = ("front", "whole", "window")

    def __init__(self) -> None:
        """Know nothing yet."""
        self.whole = Series(0)
        self.front: Series | None = None
        self.window: Series | None = None

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return sum(part.nbytes for part in self.parts())

    def parts(self) -> list[Series]:
        """Return what there is, the finest first."""
        return [part for part in (self.window, self.whole, self.front) if part is not None]

    @property
    def lacks_start(self) -> bool:
        """Whether row 0 is not known."""
        return (self.whole if self.front is None else self.front).end == 0

    def start(self, value: float) -> None:
        """Take in row 0."""
        first = Series(0)
        first.extend(np.array([value]))
        self.fill(first)

    def extend(self, later: Series) -> None:
        """Take in rows that were just trained."""
        if self.whole.end != later.first:
            if self.front is None:
                self.front = self.whole
            self.whole = Series(later.first, later.size)
        self.whole.join(later)

    def missing(self, length: int) -> tuple[int, int] | None:
        """Return the first gap (first row, end) among rows 0 to length - 1, None where there is none."""
        if self.front is not None:
            return self.front.end, self.whole.first
        return (self.whole.end, length) if self.whole.end < length else None

    def fill(self, found: Series) -> None:
        """Take in rows that were missing, from the start of the first gap on."""
        part = self.whole if self.front is None else self.front
        if part.end != found.first:
            return  # what was missing when they were asked for is known by now
        part.join(found)
        if self.front is not None and self.front.end == self.whole.first:
            self.front.join(self.whole)
            self.whole, self.front = self.front, None

    def look_closely(self, found: Series) -> None:
        """Take in a finer part: what follows the window, or a window of its own."""
        if self.window is not None and self.window.end == found.first and self.window.size <= found.size:
            self.window.join(found)
        else:
            self.window = found

    def is_fine(self, first: int, last: int, size: int, length: int) -> bool:
        """Whether blocks of at most `size` rows tell of rows first to last - 1, or need not: a gap that will be filled.

        `length` is that of the segment.
        """
        pieces = self.cut(first, last)
        if all(series is not None and series.size <= size for _, _, series in pieces):
            return True
        missing = self.missing(length)
        is_gap_only = all(series is None or series.size <= size for _, _, series in pieces)
        return is_gap_only and missing is not None and missing[1] - missing[0] <= 2 * (last - first)

    def cut(self, first: int, last: int) -> list[tuple[int, int, Series | None]]:
        """Return (first row, end, the finest series that has them or None) for rows first to last - 1, in order."""
        pieces: list[tuple[int, int, Series | None]] = [(first, last, None)]
        for part in sorted(self.parts(), key=lambda part: part.size, reverse=True):
            pieces = [piece for old in pieces for piece in _laid_over(old, part)]
        return pieces


def _laid_over(piece: tuple[int, int, Series | None], part: Series) -> list[tuple[int, int, Series | None]]:
    """Put `part` over the rows of a piece that it has."""
    first, last, below = piece
    low, high = max(first, part.first), min(last, part.end)
    if low >= high:
        return [piece]
    pieces = [(first, low, below), (low, high, part), (high, last, below)]
    return [(a, b, series) for a, b, series in pieces if a < b]
