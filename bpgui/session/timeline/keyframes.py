"""The states that a segment keeps: of every row at first, of every second, fourth, .. row when memory is short."""

from bisect import bisect_right
from collections.abc import Callable

import numpy as np

from bpgui.engine.elementary import Array

#: States that come in smaller pieces are gathered into blocks of this size.
BLOCK_BYTES = 1 << 18


class Keyframes:
    """The vectors (`State.vector`) of rows 0, `every`, 2 `every`, .. of a segment; `length` of them."""

    def __init__(self, first: Callable[[], Array]) -> None:
        """Know row 0, whose vector `first` returns; it is not kept here."""
        self.every, self.length, self._first = 1, 1, first
        self._blocks: list[Array] = []
        self._starts: list[int] = []
        self._used = 0  # of the last block

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return sum(block.nbytes for block in self._blocks)

    def extend(self, first: int, every: int, states: Array) -> None:
        """Keep what is to be kept of `states` (count, numbers), which are rows first, first + every, .. .

        The array may become part of this one. Raises ValueError where the next row to be kept is not among them.
        """
        ratio = self.every // every
        wanted = states[(-first // every) % ratio :: ratio]
        if not len(wanted):
            return
        ahead = -(-first // self.every)
        if ahead != self.length:
            raise ValueError(f"the next state to keep is row {self.length * self.every}, not {ahead * self.every}")
        self._add(wanted)

    def _add(self, states: Array) -> None:
        """Put states behind the others: as a block of their own where they are many, else into the last block."""
        last = self._blocks[-1] if self._blocks else states[:0]
        is_large = states.nbytes >= BLOCK_BYTES or last.nbytes >= BLOCK_BYTES
        if not self._blocks or (is_large and self._used + len(states) > len(last)):
            self._starts.append(self.length)
            self._blocks.append(states if states.base is None else states.copy())
            self._used = len(states)
        else:
            if self._used + len(states) > len(last):
                room = np.empty((max(self._used + len(states), 2 * len(last)), states.shape[1]))
                room[: self._used] = last[: self._used]
                last = self._blocks[-1] = room
            last[self._used : self._used + len(states)] = states
            self._used += len(states)
        self.length += len(states)

    def _find(self, number: int) -> tuple[Array, int]:
        block = bisect_right(self._starts, number) - 1
        return self._blocks[block], number - self._starts[block]

    def at(self, number: int) -> Array:
        """Return the vector of row number * every, as a view."""
        if number == 0:
            return self._first()
        block, within = self._find(number)
        return block[within, :]

    def columns(self, first: int, last: int, step: int) -> Array:
        """Return keyframes first, first + step, .. before last; shape (count, numbers)."""
        return np.array([self.at(number) for number in range(first, last, step)])

    def column(self, number: int, first: int, last: int) -> Array:
        """Return one number of keyframes first to last - 1; shape (last - first,)."""
        parts = [] if first else [self.at(0)[number : number + 1]]
        first = max(first, 1)
        while first < last:
            block, within = self._find(first)
            end = self._starts[bisect_right(self._starts, first)] if block is not self._blocks[-1] else self.length
            taken = min(end, last) - first
            parts.append(block[within : within + taken, number])
            first += taken
        return np.concatenate(parts) if parts else np.empty(0)

    def thin(self) -> None:
        """Forget every second keyframe."""
        blocks, ends = self._blocks, [*self._starts, self.length][1:]
        starts, self._blocks, self._starts, self.length, self.every = self._starts, [], [], 1, self.every * 2
        for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
            kept = blocks[k][start % 2 : end - start : 2]
            if len(kept):
                self._add(kept)
            blocks[k] = kept[:0].copy()  # give the memory back at once
