"""A segment: what training did between two events, without end and in bounded memory.

Of its rows it keeps keyframes (whole states) and envelopes (what plots show). Every other number is trained again from
the keyframe before it, to the same bits, because training is a function of the state alone.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import State
from bpgui.engine.training import Columns, Record, advance, place_after
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.beginning import Beginning, Origin
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.keyframes import Keyframes
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.passes import Passes
from bpgui.session.timeline.recording import Recorded, Recording, everything
from bpgui.session.timeline.samples import Samples
from bpgui.session.timeline.series import Envelope, Series

#: Memory of the rows that are recorded in one go.
RECORD_BYTES = 4 << 20
MAX_CHUNK = 1 << 15


@dataclass(frozen=True, eq=False)
class Chunk:
    """Rows that were trained on from a segment's last row, as keyframes and envelopes.

    `states` are the rows that keep theirs, every `every`-th; `tail` has the columns' values at the last row, whose
    state is `last`. `reason` says why training stopped there: "", "loss" or "diverged".
    """

    first: int
    length: int
    last: State
    every: int
    states: Array
    series: dict[Column, Series]
    tail: dict[Column, float]
    reason: str


class Segment:
    """Rows under one experiment. Row 0 is the state it was made with; the last row grows on."""

    def __init__(
        self,
        experiment: Experiment,
        state: State,
        text: str = "",
        memory: Memory | None = None,
        origin: Origin | None = None,
        run: Beginning | None = None,
    ) -> None:
        """Make `state` under `experiment` row 0; `text` is its event's, `origin` what that changed.

        `run` is an earlier row after an event where training goes on from there.
        """
        self.experiment, self.text, self.memory = experiment, text, memory or Memory()
        self.beginning = Beginning(experiment, state, self.memory, origin)
        self._run = run or self.beginning
        self.place, self.length, self.tail = self.beginning.place, 1, dict[Column, float]()
        self.keyframes = Keyframes(lambda: self.beginning.state().vector)
        self._envelopes: dict[Column, Envelope] = {}
        self._lock = threading.Lock()
        self._counted = 0
        self.memory.add(self)

    @property
    def first_loss(self) -> float:
        """The loss at the first row after the last event, against which divergence is judged."""
        return self._run.loss

    @cached_property
    def kinds(self) -> frozenset[ColumnKind]:
        """The kinds of columns that its rows have."""
        return frozenset(kind for kind in KINDS if kind.exists(self.experiment))

    @cached_property
    def passes(self) -> Passes:
        """The numbers of its rows that need a pass over many samples."""
        return Passes(self.experiment, self.place, self.state)

    @cached_property
    def _samples(self) -> Samples:
        return Samples(self)

    @property
    def last(self) -> State:
        """The state at the last row."""
        return self.state(self.length - 1)

    @property
    def nbytes(self) -> int:
        """Memory that the beginning, keyframes and envelopes take."""
        envelopes = sum(envelope.nbytes for envelope in self._envelopes.values())
        return self.beginning.nbytes + self.keyframes.nbytes + envelopes

    def going_on_from(self, row: int) -> "Segment":
        """Return a segment whose first row is row `row` of this one, and which trains on from there as this one did."""
        text = self.text if row == 0 else ""
        origin = Origin(self, row)
        return Segment(self.experiment, self.state(row), text, self.memory, origin, self._run)

    @property
    def depth(self) -> int:
        """How many starts after which was trained lie before its own."""
        return self.beginning.depth

    def forget_start(self) -> None:
        """Keep the state of its start no longer, where that can be trained again from an earlier one."""
        self.beginning.forget()

    def forget_envelopes(self) -> None:
        """Keep nothing for plots: it is trained again where somebody looks."""
        self._envelopes.clear()

    def shrink(self) -> bool:
        """Take about half the memory; say whether that was possible."""
        envelopes = [part for envelope in self._envelopes.values() for part in envelope.parts()]
        with self._lock:
            if self.keyframes.nbytes >= sum(part.nbytes for part in envelopes) and self.keyframes.length > 1:
                self.keyframes.thin()
                return True
        if max((len(part.minima) for part in envelopes), default=0) <= 2:
            return False
        for part in envelopes:
            part.coarsen()
            part.trim()
        return True

    # Growing

    def append(self, chunk: Chunk) -> None:
        """Add rows that were trained from this segment's last row."""
        if chunk.first != self.length:
            raise ValueError(f"row {chunk.first} does not follow row {self.length - 1}")
        if not chunk.length:
            return
        with self._lock:
            self.keyframes.extend(-(-chunk.first // chunk.every) * chunk.every, chunk.every, chunk.states)
            self.length += chunk.length
        self._remember(self.length - 1, chunk.last)
        self.tail = chunk.tail
        for column, series in chunk.series.items():  # who reads them brings row 0
            self._envelopes.setdefault(column, Envelope()).extend(series)
        self._counted += chunk.states.nbytes
        if self._counted > self.memory.grain:
            self.memory.grew(self._counted)
            self._counted = 0

    def block_size(self, column: Column) -> int:
        """Return the rows of a block of this column's envelope."""
        return self._envelopes[column].whole.size if column in self._envelopes else 1

    # Records of its rows

    def record(self, wanted: Columns, capacity: int, below: float | None = None, armed: bool = True) -> Record:
        """Return room for rows of this segment."""
        return Record(self.experiment.network, wanted, capacity, self.first_loss, below, armed, self.inner)

    @property
    def inner(self) -> int:
        """How many numbers of its own the optimiser has."""
        return self.beginning.numbers - self.experiment.network.parameter_count

    def recording(self, columns: Sequence[Column]) -> Recording:
        """Return what records of this segment must hold so that they have these columns."""
        return Recording(self.experiment, columns, self.inner, self.place.step)

    def capacity_for(self, wanted: Columns) -> int:
        """Return how many rows a record of these columns may have."""
        numbers = 3 + len(wanted.watched) * self.experiment.network.outputs + 2 * len(wanted.traced)
        if wanted.every:
            numbers += self.beginning.numbers // wanted.every
        return max(1, min(MAX_CHUNK, RECORD_BYTES // (8 * numbers)))

    # States and rows, as they were

    def state_of(self, row: int, vector: Array) -> State:
        """Return the state at a row whose numbers are at hand."""
        settings, first = self.experiment.settings, self.place
        epochs, positions = place_after(first, settings, self.experiment.data.training_count, np.array(row))
        epoch, position, seed = int(epochs), int(positions), None
        if position and epoch == first.epoch and first.position:
            seed = first.epoch_seed  # this epoch began before the segment
        elif position and settings.shuffle:
            seed = settings.seed
        there = replace(first, step=first.step + row, epoch=epoch, position=position, epoch_seed=seed)
        count = self.experiment.network.parameter_count
        return replace(there, parameters=vector[:count].copy(), optimiser=vector[count:].copy())

    def _start_before(self, row: int) -> tuple[int, State]:
        """Return the latest row up to `row` whose state is at hand, and the state."""
        near = self.memory.latest_state(self.beginning.serial, row)
        with self._lock:
            at = min(row // self.keyframes.every, self.keyframes.length - 1)
            first = at * self.keyframes.every
            vector = self.keyframes.at(at) if at and (near is None or near[0] < first) else None
        if vector is not None:
            return first, self.state_of(first, vector)
        return near or (0, self.beginning.state())

    def _remember(self, row: int, state: State) -> None:
        self.memory.remember(self.beginning.serial, "state", row, state, 8 * self.beginning.numbers)

    def state(self, row: int) -> State:
        """Return the state at a row, exactly as it was; not to be written to."""
        start, found = self._start_before(row)
        for _, state in self._train_again(start, found, row, Columns(train_loss=False)):
            found = state
        return found

    def replay(self, first: int, last: int, wanted: Columns) -> Iterator[Record]:
        """Train rows first (at least 1) to last - 1 again; yield one record, filled anew each time, in pieces."""
        for record, _ in self._train_again(first - 1, self.state(first - 1), last - 1, wanted):
            yield record

    def _train_again(self, start: int, state: State, end: int, wanted: Columns) -> Iterator[tuple[Record, State]]:
        """Train from row `start`, which has `state`, to row `end`."""
        if start >= end:
            return
        experiment = self.experiment
        capacity = min(self.capacity_for(wanted), end - start)
        record = self.record(wanted, capacity)
        while start < end:
            record.clear(start + 1)
            count = min(capacity, end - start)
            state = advance(experiment.network, state, experiment.settings, experiment.data, count, record)
            if not record.length:
                raise ArithmeticError(f"training again from row {start} ended there")
            start += record.length
            self._remember(start, state)
            yield record, state

    def blocks(self, first: int, last: int, at: int) -> Iterator[Block]:
        """Yield rows first to last - 1 of this segment, in pieces; `at` is the timeline's row number of `first`."""
        if first == 0 < last:
            yield self._first_block(at)
        row = max(first, 1)
        if row >= last:
            return
        for record in self.replay(row, last, everything(self.experiment, self.inner)):
            _, *found = Recorded.of(record, self.experiment, self.place.step).copied()
            yield self._block(row, at + row - first, *found)
            row += record.length

    def _first_block(self, at: int) -> Block:
        found = self.beginning
        numbers = (found.parameters, found.gradients, found.inner)
        return self._block(0, at, found.losses, found.train_losses, found.predictions, *numbers)

    def _block(self, first: int, at: int, losses: Array, *found: Array) -> Block:
        rows = np.arange(first, first + len(losses), dtype=np.int64)
        places = place_after(self.place, self.experiment.settings, self.experiment.data.training_count, rows)
        text = self.text if first == 0 else ""
        return Block(at, text, self.experiment, rows + self.place.step, *places, losses, *found)

    def epoch(self, row: int) -> int:
        """Return the epoch of a row."""
        return int(
            place_after(self.place, self.experiment.settings, self.experiment.data.training_count, np.array(row))[0]
        )

    def row(self, row: int) -> Block:
        """Return one row; the last few are kept."""
        found: Block | None = self.memory.recall(self.beginning.serial, "row", row)
        if found is None:
            [found] = self.blocks(row, row + 1, row)
            size = found.parameters.nbytes + found.gradients.nbytes
            self.memory.remember(self.beginning.serial, "row", row, found, size)
        return found

    def value(self, column: Column, row: int) -> float:
        """Return a column's value at a row. Raises KeyError for one that is not there."""
        if row == self.length - 1 and column in self.tail:
            return self.tail[column]
        if (recorded := self._recorded(column, row)) is not None:
            return recorded
        if column.kind.passes is not None and column.exists(self.experiment):
            return self.passes.value(column.kind, row)
        if row == 0 or column.kind.is_constant(self.experiment):
            return self.beginning.value(column)
        return float(self.row(row).column(column)[0])

    def _recorded(self, column: Column, row: int) -> float | None:
        """Return a column's value where the envelope has the row for itself."""
        if column not in self._envelopes:
            return None
        [(_, _, series)] = self._envelopes[column].cut(row, row + 1)
        is_exact = series is not None and series.size == 1
        return float(series.reduced(row, row + 1, 1)[1][0]) if series is not None and is_exact else None

    # What plots read

    def awaits(self, column: Column, row: int) -> bool:
        """Whether a column's value at a row needs a pass over many samples that nobody has made yet."""
        if column.kind.passes is not None and column.exists(self.experiment):
            return self.passes.are_long(column.kind) and self.passes.is_unknown(column.kind, row)
        if row == 0:
            return column.kind.is_measured and self.beginning.is_awaited
        return column.kind.of_step and self._samples.steps_at_once < 1 and self._recorded(column, row) is None

    def envelope(self, column: Column) -> Envelope:
        """Return what is known of a column, to be read and filled."""
        found = self._envelopes.setdefault(column, Envelope())
        if found.lacks_start and not self.awaits(column, 0):
            found.start(self.value(column, 0))
        return found

    def lacks(self, column: Column, first: int, last: int) -> bool:
        """Whether some of rows first to last - 1 of this column are sampled."""
        if last <= 1:
            return False
        keeps_all = self.keyframes.every == 1 and column.kind.state_start is not None
        if keeps_all or not column.changes(self.experiment):
            return False
        return any(series is None for _, _, series in self.envelope(column).cut(first, last))

    def series(self, column: Column, first: int, last: int, size: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of rows first to last - 1, in blocks of about `size` rows.

        Blocks are larger where nothing finer is known; rows that were never recorded are sampled from keyframes. A
        column that is not there is nan.
        """
        parts = []
        if not column.exists(self.experiment):
            rows = np.arange(first, last, size)
            parts.append((rows, *(np.full(len(rows), np.nan),) * 2))
        elif column.kind.is_constant(self.experiment) or last - first == 1:
            rows = np.arange(first, last) if 1 in (size, last - first) else np.array([first, last - 1])
            value = self._value_at_hand(column, first)
            parts.append((rows, *(np.full(len(rows), value),) * 2))
        else:
            if first == 0 and self.awaits(column, first):
                parts.append((np.array([0]), *(np.array([self._value_at_hand(column, 0)]),) * 2))
                first += 1
            for a, b, series in self.envelope(column).cut(first, last):
                parts.append(self._samples.of(column, a, b, size) if series is None else series.reduced(a, b, size))
        rows, minima, maxima = (np.concatenate(part) for part in zip(*parts, strict=True))
        return rows.astype(np.float64) + float(self.place.step), minima, maxima

    def _value_at_hand(self, column: Column, row: int) -> float:
        """Return a column's value at a row; nan where it is awaited, and then it is brought."""
        if not self.awaits(column, row):
            return self.value(column, row)
        return math.nan if column.kind.passes is None else self.passes.ask(column.kind, row)
