"""A segment: what training did between two events, without end and in bounded memory.

Of its rows it keeps keyframes (whole states) and envelopes (what plots show). Every other number is trained again from
the keyframe before it, to the same bits, because training is a function of the state alone.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import State
from bpgui.engine.training import Columns, Record, advance, place_after
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline import columns
from bpgui.session.timeline.beginning import Beginning, Origin
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.keyframes import Keyframes
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.series import Blocks, Envelope, Series

#: Memory of the rows that are recorded in one go.
RECORD_BYTES = 4 << 20
MOST_CHUNK = 1 << 15
#: Keyframes from which a gradient is sampled where rows have not been trained again yet.
MOST_SAMPLED = 256


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
    series: dict[str, Series]
    tail: dict[str, float]
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
        first_loss: float | None = None,
    ) -> None:
        """Measure `state` under `experiment` and make it row 0; `text` is its event's, `origin` what that changed.

        `first_loss` is that of an earlier row where training goes on from there.
        """
        self.experiment, self.text, self.memory = experiment, text, memory or Memory()
        self.beginning = Beginning(experiment, state, self.memory, origin)
        #: The loss at the first row after the last event, against which divergence is judged.
        self.first_loss = self.beginning.loss if first_loss is None else first_loss
        self.place, self.length, self.tail = self.beginning.place, 1, dict[str, float]()
        self.keyframes = Keyframes(lambda: self.beginning.state().vector)
        self._envelopes: dict[str, Envelope] = {}
        self._lock = threading.Lock()
        self._counted = 0
        self.memory.add(self)

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
        return Segment(self.experiment, self.state(row), text, self.memory, origin, self.first_loss)

    @property
    def depth(self) -> int:
        """How many starts after which was trained lie before its own."""
        return self.beginning.depth

    def forget_start(self) -> None:
        """Keep the state of its start no longer, where that can be trained again from an earlier one."""
        self.beginning.forget()

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
        for name, series in chunk.series.items():
            self.envelope(name).extend(series)
        self._counted += chunk.states.nbytes
        if self._counted > self.memory.grain:
            self.memory.grew(self._counted)
            self._counted = 0

    def block_size(self, name: str) -> int:
        """Return the rows of a block of this column's envelope."""
        return self._envelopes[name].whole.size if name in self._envelopes else 1

    # Records of its rows

    def record(self, wanted: Columns, capacity: int, below: float | None = None, armed: bool = True) -> Record:
        """Return room for rows of this segment."""
        network = self.experiment.network
        inner = self.beginning.numbers - network.parameter_count
        return Record(network, wanted, capacity, self.first_loss, below, armed, inner)

    def capacity_for(self, wanted: Columns) -> int:
        """Return how many rows a record of these columns may have."""
        numbers = 3 + len(wanted.watched) * self.experiment.network.outputs + 2 * len(wanted.traced)
        if wanted.every:
            numbers += self.beginning.numbers // wanted.every
        return max(1, min(MOST_CHUNK, RECORD_BYTES // (8 * numbers)))

    # States and rows, as they were

    def _state_of(self, row: int, vector: Array) -> State:
        settings, first = self.experiment.settings, self.place
        epochs, positions = place_after(first, settings, self.experiment.data.samples, np.array(row))
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
            return first, self._state_of(first, vector)
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
        network = self.experiment.network
        wanted = Columns(self.experiment.watched, np.arange(network.parameter_count))
        row = max(first, 1)
        if row >= last:
            return
        for record in self.replay(row, last, wanted):
            rows = slice(record.length)
            found = (record.losses, record.train_losses, record.predictions, record.parameters, record.gradients)
            yield self._block(row, at + row - first, *(column[rows].copy() for column in found))
            row += record.length

    def _first_block(self, at: int) -> Block:
        found = self.beginning
        return self._block(
            0, at, found.losses, found.train_losses, found.predictions, found.parameters, found.gradients
        )

    def _block(self, first: int, at: int, losses: Array, *found: Array) -> Block:
        rows = np.arange(first, first + len(losses), dtype=np.int64)
        places = place_after(self.place, self.experiment.settings, self.experiment.data.samples, rows)
        text = self.text if first == 0 else ""
        return Block(at, text, self.experiment, rows + self.place.step, *places, losses, *found)

    def epoch(self, row: int) -> int:
        """Return the epoch of a row."""
        return int(place_after(self.place, self.experiment.settings, self.experiment.data.samples, np.array(row))[0])

    def row(self, row: int) -> Block:
        """Return one row; the last few are kept."""
        found: Block | None = self.memory.recall(self.beginning.serial, "row", row)
        if found is None:
            [found] = self.blocks(row, row + 1, row)
            size = found.parameters.nbytes + found.gradients.nbytes
            self.memory.remember(self.beginning.serial, "row", row, found, size)
        return found

    def value(self, name: str, row: int) -> float:
        """Return a column's value at a row. Raises KeyError, ValueError or IndexError for one that is not there."""
        if row == self.length - 1 and name in self.tail:
            return self.tail[name]
        if name in self._envelopes:
            [(_, _, series)] = self._envelopes[name].cut(row, row + 1)
            if series is not None and series.size == 1:
                return float(series.reduced(row, row + 1, 1)[1][0])
        if row == 0 or columns.kind_of(name) == "target":  # which changes by events only
            return self.beginning.value(name)
        return float(self.row(row).column(name)[0])

    # What plots read

    def envelope(self, name: str) -> Envelope:
        """Return what is known of a column, to be read and filled."""
        found = self._envelopes.get(name)
        if found is None:
            found = self._envelopes[name] = Envelope(self.value(name, 0))
        return found

    def lacks(self, name: str, first: int, last: int) -> bool:
        """Whether some of rows first to last - 1 of this column are sampled."""
        if last <= 1:
            return False
        keeps_all = self.keyframes.every == 1 and columns.kind_of(name) == "parameter"
        if keeps_all or not columns.is_recordable(self.experiment, name):
            return False
        return any(series is None for _, _, series in self.envelope(name).cut(first, last))

    def series(self, name: str, first: int, last: int, size: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of rows first to last - 1, in blocks of about `size` rows.

        Blocks are larger where nothing finer is known; rows that were never recorded are sampled from keyframes. A
        column that is not there is nan.
        """
        parts = []
        if not columns.exists(self.experiment, name):
            rows = np.arange(first, last, size)
            parts.append((rows, *(np.full(len(rows), np.nan),) * 2))
        elif columns.kind_of(name) == "target" or last - first == 1:  # it changes by events only
            rows = np.arange(first, last) if 1 in (size, last - first) else np.array([first, last - 1])
            parts.append((rows, *(np.full(len(rows), self.value(name, first)),) * 2))
        else:
            for a, b, series in self.envelope(name).cut(first, last):
                parts.append(self._sample(name, a, b, size) if series is None else series.reduced(a, b, size))
        rows, minima, maxima = (np.concatenate(column) for column in zip(*parts, strict=True))
        return rows.astype(np.float64) + float(self.place.step), minima, maxima

    def _sample(self, name: str, first: int, last: int, size: int) -> Blocks:
        """Return what keyframes in a span tell of a column; one row that is nan where there are none."""
        every, kind = self.keyframes.every, columns.kind_of(name)
        after = 1 if kind == "gradient" else 0  # a gradient is told by the step from a keyframe
        low, high = -(-(first - after) // every), min(-(-(last - after) // every), self.keyframes.length)
        if kind != "parameter":
            size = max(size, (last - first) // MOST_SAMPLED)
        step = max(1, size // every)
        if low >= high:
            return np.array([first]), np.array([np.nan]), np.array([np.nan])
        if kind == "parameter":
            values = self.keyframes.column(columns.parameter_of(self.experiment, name), low, high)
            places = np.arange(0, len(values), step)
            return (low + places) * every, np.fmin.reduceat(values, places), np.fmax.reduceat(values, places)
        values = self._sampled_values(name, low, high, step)
        return np.arange(low, high, step) * every + after, values, values

    def _sampled_values(self, name: str, low: int, high: int, step: int) -> Array:
        """Return what only a pass can tell, at keyframes low, low + step, ..; the last answers are kept."""
        sample, output = (0, 0)
        if columns.kind_of(name) == "prediction":
            sample, output = columns.place(self.experiment, name)
        key = (name if columns.kind_of(name) == "gradient" else str(sample), low, high, step * self.keyframes.every)
        found: Array | None = self.memory.recall(self.beginning.serial, "samples", key)
        if found is None:
            if columns.kind_of(name) == "gradient":
                found = self._gradients_after(columns.parameter_of(self.experiment, name), low, high, step)
            else:
                count = self.experiment.network.parameter_count
                parameters = self.keyframes.columns(low, high, step)[:, :count]
                found = columns.predictions(self.experiment, parameters, sample)
            self.memory.remember(self.beginning.serial, "samples", key, found, found.nbytes)
        return found if found.ndim == 1 else found[:, output]

    def _gradients_after(self, parameter: int, low: int, high: int, step: int) -> Array:
        """Return a parameter's gradient one step after keyframes low, low + step, ..; shape (keyframes,)."""
        wanted, experiment = Columns(traced=np.array([parameter]), train_loss=False), self.experiment
        record = self.record(wanted, -(-(high - low) // step))
        for number in range(low, high, step):
            row = number * self.keyframes.every
            state = self._state_of(row, self.keyframes.at(number))
            if row + 1 < self.length:
                advance(experiment.network, state, experiment.settings, experiment.data, 1, record)
        return np.append(record.gradients[: record.length, 0], np.full(record.capacity - record.length, np.nan))
