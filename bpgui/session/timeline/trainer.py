"""Training on from the end of a segment: the one way in which rows are made, by Step, by a run and without a window."""

from collections.abc import Sequence
from dataclasses import replace

from bpgui.engine.step import State
from bpgui.engine.training import Record, advance
from bpgui.session.timeline.column_kinds import LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.segment import Chunk, Segment
from bpgui.session.timeline.series import Series


class Trainer:
    """Takes steps from a segment's last row on. Touches nothing of the segment, so it may work in a thread.

    `columns` are those whose envelopes the chunks bring, each of a kind that records have (`ColumnKind.array`);
    `below` and `armed` are the loss rule (see Record).
    """

    def __init__(
        self, segment: Segment, columns: Sequence[Column], below: float | None = None, armed: bool = True
    ) -> None:
        """Stand at the last row."""
        self.segment, self.columns = segment, tuple(columns)
        self.row, self.state = segment.length - 1, segment.last
        data = segment.experiment.data
        self._tables = data.inputs, data.targets  # held, so that they are not made again for each chunk
        self._recording = segment.recording(self.columns)
        self._rule = below, armed
        self._record: Record | None = None  # it asks for a loss that may take long: not before there is a step to take

    def _make_record(self, below: float | None, armed: bool) -> Record:
        wanted = replace(self._recording.wanted, every=self.segment.keyframes.every)
        return self.segment.record(wanted, self.segment.capacity_for(wanted), below, armed)

    @property
    def armed(self) -> bool:
        """Whether the loss rule is armed after the last row."""
        return self._rule[1] if self._record is None else self._record.armed

    def train(self, count: int) -> Chunk:
        """Take up to `count` steps, fewer where they do not fit into one record, and return their rows."""
        record, experiment = self._record, self.segment.experiment
        if record is None or record.columns.every != self.segment.keyframes.every:
            record = self._record = self._make_record(self._rule[0], self.armed)
        first = self.row + 1
        record.clear(first)
        count = min(count, record.capacity)
        state = advance(experiment.network, self.state, experiment.settings, experiment.data, count, record)
        self.state, self.row = state, self.row + record.length
        return self._chunk(record, first, state)

    def _chunk(self, record: Record, first: int, state: State) -> Chunk:
        size = self.segment.block_size(Column(LOSS))
        series, tail = dict[Column, Series](), dict[Column, float]()
        if record.length:
            minima, maxima = self._recording.fold(record, size)
            for k, column in enumerate(self.columns):
                series[column] = Series.of_blocks(first, first + record.length, size, minima[k], maxima[k])
            tail = dict(zip(self.columns, self._recording.last(record), strict=True))
        states = record.states[: record.kept].copy()
        return Chunk(first, record.length, state, record.columns.every, states, series, tail, record.reason)


class Trainers:
    """Has the trainer of the call before go on where it can: making one costs more than a step."""

    def __init__(self) -> None:
        """Have none."""
        self._kept: Trainer | None = None

    def at_end_of(self, segment: Segment, columns: Sequence[Column], below: float | None) -> Trainer:
        """Return a trainer that stands at a segment's last row; one with a loss rule is always new."""
        found = None if below is not None else self._kept
        if found is None or (found.segment, found.row, found.columns) != (segment, segment.length - 1, tuple(columns)):
            found = Trainer(segment, columns, below)
        self._kept = found if below is None else None
        return found
