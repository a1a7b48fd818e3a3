"""The states that a segment keeps: of every row at first, of every second, fourth, .. row when memory is short."""

import numpy as np

from bpgui.engine.elementary import Array

#: Memory of one block of states.
BLOCK_BYTES = 1 << 18


class Keyframes:
    """The parameter vectors of rows 0, `every`, 2 `every`, .. of a segment; `length` of them."""

    def __init__(self, parameters: Array) -> None:
        """Keep row 0."""
        self.every, self.length = 1, 0
        per_block = BLOCK_BYTES // max(parameters.nbytes, 1) // 2 * 2
        self._per_block = max(1, per_block)
        self._blocks: list[Array] = []
        self.extend(0, 1, parameters[None, :])

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return sum(block.nbytes for block in self._blocks)

    def extend(self, first: int, every: int, states: Array) -> None:
        """Keep what is to be kept of `states` (count, parameters), which are rows first, first + every, .. .

        Raises ValueError where the next row to be kept is not among them.
        """
        if not len(states):
            return
        wanted = states[(-first // every) % (self.every // every) :: self.every // every]
        if not len(wanted):
            return
        ahead = -(-first // self.every)
        if ahead != self.length:
            raise ValueError(f"the next state to keep is row {self.length * self.every}, not {ahead * self.every}")
        for state in range(0, len(wanted), self._per_block):
            self._add(wanted[state : state + self._per_block])

    def _add(self, states: Array) -> None:
        while len(states):
            used = self.length % self._per_block
            if not used:
                self._blocks.append(np.empty((min(self._per_block, max(len(states), 4)), states.shape[1])))
            block = self._blocks[-1]
            taken = min(len(states), self._per_block - used)
            if used + taken > len(block):
                room = np.empty((min(self._per_block, max(used + taken, 2 * len(block))), states.shape[1]))
                room[:used] = block[:used]
                block = self._blocks[-1] = room
            block[used : used + taken] = states[:taken]
            self.length += taken
            states = states[taken:]

    def at(self, number: int) -> Array:
        """Return the parameters of row number * every, as a view."""
        block = self._blocks[number // self._per_block]
        return block[number % self._per_block, :]

    def columns(self, first: int, last: int, step: int) -> Array:
        """Return keyframes first, first + step, .. before last; shape (count, parameters)."""
        return np.array([self.at(number) for number in range(first, last, step)])

    def column(self, parameter: int, first: int, last: int) -> Array:
        """Return one parameter of keyframes first to last - 1; shape (last - first,)."""
        parts = []
        while first < last:
            block, within = divmod(first, self._per_block)
            taken = min(self._per_block - within, last - first)
            parts.append(self._blocks[block][within : within + taken, parameter])
            first += taken
        return np.concatenate(parts) if parts else np.empty(0)

    def thin(self) -> None:
        """Forget every second keyframe."""
        blocks, kept = self._blocks, -(-self.length // 2)
        used = [min(self._per_block, self.length - k * self._per_block) for k in range(len(blocks))]
        self._blocks, self.length, self.every = [], 0, self.every * 2
        for k, count in enumerate(used):
            start = k * self._per_block % 2  # blocks of one state: of every second block
            self._add(blocks[k][start:count:2])
            blocks[k] = np.empty((0, 0))
        assert self.length == kept
