"""Training on from the end of a segment: the one way in which rows are made, by Step, by a run and without a window."""

from collections.abc import Sequence
from dataclasses import replace

from bpgui.engine.step import State
from bpgui.engine.training import Record, advance
from bpgui.session.timeline.column_kinds import LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.epoch_rules import Watch, watched
from bpgui.session.timeline.segment import Chunk, Segment
from bpgui.session.timeline.series import Series

#: Epochs whose numbers are computed together before rules look at them, and samples times epochs.
MAX_EPOCHS, MAX_SAMPLES = 64, 1 << 14


class Trainer:
    """Takes steps from a segment's last row on. Touches nothing of the segment, so it may work in a thread.

    `columns` are those whose envelopes the chunks bring, each of a kind that records have (`ColumnKind.array`);
    `below` and `armed` are the loss rule (see Record), `watch` has rules that look at the rows that begin an epoch.
    """

    def __init__(
        self,
        segment: Segment,
        columns: Sequence[Column],
        below: float | None = None,
        armed: bool = True,
        watch: Watch | None = None,
    ) -> None:
        """Stand at the last row."""
        self._watch = watch if watch is not None and watch.rules else None
        self.segment, self.columns = segment, tuple(columns)
        self.row, self.state = segment.length - 1, segment.last
        data = segment.experiment.data
        self._tables = data.inputs, data.targets  # held, so that they are not made again for each chunk
        self._recording = segment.recording(self.columns)
        self._rule = below, armed
        self._record: Record | None = None  # it asks for a loss that may take long: not before there is a step to take

    @property
    def _every(self) -> int:
        """How many rows it is from a state that the record keeps to the next: rules look at those of any epoch."""
        return self.segment.keyframes.every if self._watch is None else 1

    def _room(self, count: int) -> Record:
        """Return a record that is empty, with room for `count` rows or, where these are too many, for some of them."""
        record, wanted = self._record, replace(self._recording.wanted, every=self._every)
        count = min(count, self.segment.capacity_for(wanted))
        if record is None or record.columns.every != self._every or record.capacity < count:
            record = self._record = self.segment.record(wanted, count, self._rule[0], self.armed)
        record.clear(self.row + 1)
        return record

    @property
    def armed(self) -> bool:
        """Whether the loss rule is armed after the last row."""
        return self._rule[1] if self._record is None else self._record.armed

    def train(self, count: int) -> Chunk:
        """Take up to `count` steps, fewer where they do not fit into one record, and return their rows."""
        record, first = self._room(count), self.row + 1
        self.state = self._advance(record, min(count, record.capacity))
        self.row += record.length
        return self._chunk(record, first, self.state)

    def _advance(self, record: Record, count: int) -> State:
        """Take up to `count` steps into a record that is empty, and no more than to where a rule of epochs fires.

        Which epoch that is is seen afterwards, and the steps up to there are taken once more: to the same bits.
        """
        armed, state = record.armed, self._advanced(record, count)
        if self._watch is None:
            return state
        row, fired = self._fired(self._watch, record)
        if fired and row < self.row + record.length:
            record.clear(record.first)
            record.armed = armed
            state = self._advanced(record, row - self.row)
        record.reason = record.reason or fired
        return state

    def _advanced(self, record: Record, count: int) -> State:
        experiment = self.segment.experiment
        return advance(experiment.network, self.state, experiment.settings, experiment.data, count, record)

    def _fired(self, watch: Watch, record: Record) -> tuple[int, str]:
        """Return the first row of a record at which a rule of epochs fires, and which; or its last row and ""."""
        segment, last = self.segment, self.row + record.length
        watch.begin(segment, self.row)
        rows = segment.passes.epochs_within(record.first, last + 1)
        size = max(1, min(MAX_EPOCHS, MAX_SAMPLES // segment.experiment.data.samples))
        for piece in (rows[at : at + size] for at in range(0, len(rows), size)):
            parameters = record.states[piece - record.first, : segment.experiment.network.parameter_count]
            for kind in watched(watch.rules, segment):
                segment.passes.note(kind, piece.tolist(), parameters)
            for row in piece.tolist():
                if fired := watch.look(segment, row):
                    return row, fired
        return last, ""

    def _chunk(self, record: Record, first: int, state: State) -> Chunk:
        size = self.segment.block_size(Column(LOSS))
        series, tail = dict[Column, Series](), dict[Column, float]()
        if record.length:
            minima, maxima = self._recording.fold(record, size)
            for k, column in enumerate(self.columns):
                series[column] = Series.of_blocks(first, first + record.length, size, minima[k], maxima[k])
            tail = dict(zip(self.columns, self._recording.last(record), strict=True))
        every, states = record.columns.every, record.states[: record.kept]
        if self._watch is not None:  # it has those of all rows
            every = self.segment.keyframes.every
            states = states[-first % every :: every]
        return Chunk(first, record.length, state, every, states.copy(), series, tail, record.reason)


class Trainers:
    """Has the trainer of the call before go on where it can: making one costs more than a step."""

    def __init__(self) -> None:
        """Have none."""
        self._kept: Trainer | None = None

    def at_end_of(
        self, segment: Segment, columns: Sequence[Column], below: float | None, watch: Watch | None = None
    ) -> Trainer:
        """Return a trainer that stands at a segment's last row; one with rules is always new."""
        has_rules = below is not None or watch is not None
        found = None if has_rules else self._kept
        if found is None or (found.segment, found.row, found.columns) != (segment, segment.length - 1, tuple(columns)):
            found = Trainer(segment, columns, below, watch=watch)
        self._kept = None if has_rules else found
        return found
