"""Training on from the end of a segment: the one way in which rows are made, by Step, by a run and without a window."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bpgui.engine.step import State
from bpgui.engine.training import Record, advance, fold
from bpgui.session.timeline import columns
from bpgui.session.timeline.segment import Chunk, Segment
from bpgui.session.timeline.series import Series


class Trainer:
    """Takes steps from a segment's last row on. Touches nothing of the segment, so it may work in a thread.

    `names` are the columns whose envelopes the chunks bring; `below` and `armed` are the loss rule (see Record).
    """

    def __init__(self, segment: Segment, names: Sequence[str], below: float | None = None, armed: bool = True) -> None:
        """Stand at the last row."""
        self.segment, self.names = segment, tuple(names)
        self.row, self.state = segment.length - 1, segment.last
        data = segment.experiment.data
        self._tables = data.inputs, data.targets  # held, so that they are not made again for each chunk
        self._columns = columns.columns_of(segment.experiment, names)
        self._places = columns.places_of(segment.experiment, self._columns, names)
        self._record = self._make_record(below, armed)

    def _make_record(self, below: float | None, armed: bool) -> Record:
        wanted = replace(self._columns, every=self.segment.keyframes.every)
        return self.segment.record(wanted, self.segment.capacity_for(wanted), below, armed)

    @property
    def armed(self) -> bool:
        """Whether the loss rule is armed after the last row."""
        return self._record.armed

    def train(self, count: int) -> Chunk:
        """Take up to `count` steps, fewer where they do not fit into one record, and return their rows."""
        record, experiment = self._record, self.segment.experiment
        if record.columns.every != self.segment.keyframes.every:
            record = self._record = self._make_record(record.below, record.armed)
        first = self.row + 1
        record.clear(first)
        count = min(count, record.capacity)
        state = advance(experiment.network, self.state, experiment.settings, experiment.data, count, record)
        self.state, self.row = state, self.row + record.length
        return self._chunk(first, state)

    def _chunk(self, first: int, state: State) -> Chunk:
        record, size = self._record, self.segment.block_size("loss")
        series, tail = dict[str, Series](), dict[str, float]()
        if record.length:
            minima, maxima = fold(record, self._places, size)
            for k, name in enumerate(self.names):
                series[name] = Series.of_blocks(first, first + record.length, size, minima[k], maxima[k])
            last = np.concatenate([array[-1] for array in record.arrays()])
            tail = dict(zip(self.names, last[self._places].tolist(), strict=True))
        states = record.states[: record.kept].copy()
        return Chunk(first, record.length, state, record.columns.every, states, series, tail, record.reason)
