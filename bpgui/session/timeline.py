"""The timeline: every row of one future of the training, and its forks.

A *segment* is what training did between two events: one experiment, and append-only columns, one row a state; its
first row is state 0 or the event itself. A *timeline* is a path through segments. An edit forks it: the new timeline
shares the rows up to the cursor and goes on with a segment of its own, the old one stays whole. Views and
exporters know a timeline only as `TimelineView`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.training import Record, State, measure, predict
from bpgui.session.edits import Edit
from bpgui.session.experiment import Experiment
from bpgui.session.pyramid import Pyramid

#: Computed predictions that a segment keeps for the next question.
MOST_KEPT = 8


@dataclass(frozen=True)
class Event:
    """An edit in the record: the row it made, the step number there, its text, and the edit."""

    row: int
    step: int
    text: str
    edit: Edit


@dataclass(frozen=True, eq=False)
class Block:
    """Consecutive rows under one experiment: what a view or exporter reads.

    Arrays have one entry a row; an epoch begins where `positions` is 0; `predictions` is (rows, watched samples,
    outputs). `event` is the text of the event that made the block's first row, or "".
    """

    first: int
    event: str
    experiment: Experiment
    steps: NDArray[np.int64]
    epochs: NDArray[np.int64]
    positions: NDArray[np.int64]
    losses: Array
    train_losses: Array
    predictions: Array
    parameters: Array
    gradients: Array

    def column(self, name: str) -> Array:
        """Return one column by its name in the history CSV: loss, train_loss, w5, grad_w5, prediction.o1.3, .. .

        The prediction of a sample that rows do not record is computed from the parameters here. Raises KeyError,
        ValueError or IndexError for a column that is not there.
        """
        return _column(self.experiment, self, name, slice(len(self.steps)))


def _column(experiment: Experiment, rows: "Block | Record", name: str, cut: slice) -> Array:
    """Return the rows `cut` of a column."""
    if name in ("loss", "train_loss"):
        return (rows.losses if name == "loss" else rows.train_losses)[cut]
    kind, _, rest = name.partition(".")
    if kind not in ("prediction", "target"):
        index = experiment.network.parameter_index
        if name.startswith("grad_"):
            return rows.gradients[cut, index[name.removeprefix("grad_")]]
        return rows.parameters[cut, index[name]]
    sample, output = _place(experiment, rest)
    parameters, data = rows.parameters[cut], experiment.data
    if kind == "target":
        return np.full(len(parameters), data.targets[sample, output])
    watched = experiment.watched.tolist()
    if sample in watched:
        return rows.predictions[cut, watched.index(sample), output]
    return _predictions(experiment, parameters, sample)[:, output]


def _predictions(experiment: Experiment, parameters: Array, sample: int) -> Array:
    """Compute the predictions of a sample from the parameters of some rows, (rows, outputs)."""
    inputs = np.repeat(experiment.data.inputs[sample : sample + 1], len(parameters), axis=0)
    return predict(experiment.network, parameters, inputs)


def _place(experiment: Experiment, rest: str) -> tuple[int, int]:
    """Return the sample and the output, from 0, that stand in a column's name: "o1.3", "o1", "3" or ""."""
    name, sample = (rest, "1") if experiment.data.samples == 1 else rest.rpartition(".")[::2]
    if not 1 <= int(sample) <= experiment.data.samples:
        raise IndexError(f"sample {sample} of {experiment.data.samples}")
    return int(sample) - 1, experiment.network.neuron_names[-1].index(name) if name else 0


def _is_recorded(experiment: Experiment, name: str) -> bool:
    """Whether rows hold this column, so that it need not be computed."""
    kind, _, rest = name.partition(".")
    if kind == "prediction":
        return bool(_place(experiment, rest)[0] in experiment.watched)
    return kind != "target"


def output_column(experiment: Experiment, kind: str, output: int, sample: int) -> str:
    """Return the name "prediction.o1.3" or "target.o1.3"; a part is left out when there is only one.

    `output` and `sample` count from 0 here and as people see them in the name.
    """
    names = experiment.network.neuron_names[-1]
    parts = [kind]
    parts += [names[output]] if len(names) > 1 else []
    parts += [str(sample + 1)] if experiment.data.samples > 1 else []
    return ".".join(parts)


class TimelineView(Protocol):
    """The small interface through which views and exporters see a timeline. Rows count from 0."""

    @property
    def length(self) -> int:
        """Number of rows, at least 1."""

    @property
    def events(self) -> Sequence[Event]:
        """All events, by row."""

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Return rows first to last - 1, in blocks."""

    def series(self, name: str, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column for rows first to last - 1, in at most about `width` points."""


class Segment:
    """Append-only rows under one experiment. Row 0 is the state it was made with."""

    _columns = ("epochs", "positions", "parameters", "gradients", "losses", "train_losses", "predictions")

    def __init__(self, experiment: Experiment, state: State, text: str = "") -> None:
        """Measure `state` under `experiment` and make it row 0; `text` is that of the event that led to it."""
        self.experiment, self.first, self.text = experiment, state, text
        self._pyramids: dict[str, Pyramid] = {}
        self._kept: dict[tuple[int, int, int, int], Array] = {}
        self._rows = self.record(1)
        self._rows.add(
            state, measure(experiment.network, state, experiment.settings, experiment.data, experiment.watched)
        )

    def record(self, capacity: int, below: float | None = None, armed: bool = True) -> Record:
        """Return an empty record for `capacity` more rows of this segment."""
        first_loss = self.first_loss if hasattr(self, "_rows") else 0.0
        return Record(self.experiment.network, self.experiment.watched, capacity, first_loss, below, armed)

    @property
    def length(self) -> int:
        """Number of rows."""
        return self._rows.length

    @property
    def first_loss(self) -> float:
        """The loss at row 0, against which divergence is judged."""
        return float(self._rows.losses[0])

    @property
    def bytes_per_row(self) -> int:
        """Memory that one row takes."""
        return sum(getattr(self._rows, name)[0:1].nbytes for name in self._columns)

    def append(self, record: Record) -> None:
        """Add the rows of `record`, which `advance` filled from this segment's last state."""
        rows, length = self._rows, self._rows.length + record.length
        for name in self._columns:
            column = getattr(rows, name)
            if length > len(column):
                grown = np.empty((max(length, 2 * len(column)), *column.shape[1:]), dtype=column.dtype)
                grown[: rows.length] = column[: rows.length]
                setattr(rows, name, grown)
                column = grown
            column[rows.length : length] = getattr(record, name)[: record.length]
        rows.length = length

    def state(self, row: int) -> State:
        """Return the state at a row of this segment."""
        if row == 0:
            return self.first
        rows = self._rows
        epoch, position = int(rows.epochs[row]), int(rows.positions[row])
        settings, seed = self.experiment.settings, None
        if position and epoch == self.first.epoch and self.first.position:
            seed = self.first.epoch_seed  # this epoch began before the segment
        elif position and settings.shuffle:
            seed = settings.seed
        return State(self.first.step + row, epoch, position, rows.parameters[row].copy(), seed)

    def block(self, first: int, last: int, at: int) -> Block:
        """Return rows first to last - 1 of this segment; `at` is the timeline's row number of `first`."""
        rows, cut = self._rows, slice(first, last)
        return Block(
            first=at,
            event=self.text if first == 0 else "",
            experiment=self.experiment,
            steps=np.arange(first, last, dtype=np.int64) + self.first.step,
            epochs=rows.epochs[cut],
            positions=rows.positions[cut],
            losses=rows.losses[cut],
            train_losses=rows.train_losses[cut],
            predictions=rows.predictions[cut],
            parameters=rows.parameters[cut],
            gradients=rows.gradients[cut],
        )

    def series(self, name: str, first: int, last: int, size: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of rows first to last - 1, in blocks of about `size` rows."""
        starts, rows = np.arange(first, last, size), self._rows
        before = float(self.first.step)
        try:
            is_recorded = _is_recorded(self.experiment, name)
            if is_recorded and size > 1:
                column = _column(self.experiment, rows, name, slice(rows.length))
                starts, minima, maxima = self._pyramids.setdefault(name, Pyramid()).reduced(column, first, last, size)
                return starts.astype(np.float64) + before, minima, maxima
            if is_recorded or name.startswith("target"):
                values = _column(self.experiment, rows, name, slice(first, last, size))
            else:
                sample, output = _place(self.experiment, name.partition(".")[2])
                values = self._computed(sample, first, last, size)[:, output]
        except (KeyError, ValueError, IndexError):
            values = np.full(len(starts), np.nan)
        return starts.astype(np.float64) + before, values, values

    def _computed(self, sample: int, first: int, last: int, size: int) -> Array:
        """Return the predictions of a sample that rows do not record, (rows, outputs): all outputs at once.

        The last few answers are kept, because views ask for one output after the other; rows never change.
        """
        key = (sample, first, last, size)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _predictions(self.experiment, self._rows.parameters[first:last:size], sample)
        return self._kept[key]


class Timeline:
    """One future: a path through segments, of which only the last one grows."""

    def __init__(self, shared: Sequence[tuple[Segment, int]], last: Segment, events: Sequence[Event] = ()) -> None:
        """Take `shared` as (segment, rows taken of it), then the whole of `last`; `events` are those of all."""
        self._shared = tuple(shared)
        self.last = last
        self._starts = list(accumulate((taken for _, taken in self._shared), initial=0))
        self.events = events

    @classmethod
    def begin(cls, experiment: Experiment, parameters: Array) -> "Timeline":
        """Return a timeline that stands at state 0."""
        return cls((), Segment(experiment, experiment.start(parameters)))

    @property
    def length(self) -> int:
        """Number of rows."""
        return self._starts[-1] + self.last.length

    def _locate(self, row: int) -> tuple[Segment, int]:
        if not 0 <= row < self.length:
            raise IndexError(f"row {row} of {self.length}")
        piece = bisect_right(self._starts, row) - 1
        segment = self._shared[piece][0] if piece < len(self._shared) else self.last
        return segment, row - self._starts[piece]

    def fork(self, row: int, edit: Edit) -> "Timeline":
        """Return the future in which `edit` was made at `row`; this timeline stays as it is.

        Raises Problem where the edit is not possible there.
        """
        segment, local = self._locate(row)
        state = segment.state(local)
        experiment, parameters = edit.apply(segment.experiment, state.parameters)
        text = edit.text(segment.experiment, state.parameters)
        piece = bisect_right(self._starts, row) - 1
        changed = State(state.step, state.epoch, state.position, parameters, state.epoch_seed, state.optimiser)
        events = [*(event for event in self.events if event.row <= row), Event(row + 1, state.step, text, edit)]
        return Timeline((*self._shared[:piece], (segment, local + 1)), Segment(experiment, changed, text), events)

    def experiment_at(self, row: int) -> Experiment:
        """Return the experiment that holds at a row."""
        return self._locate(row)[0].experiment

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""
        segment, local = self._locate(row)
        return segment.state(local)

    def step_at(self, row: int) -> int:
        """Return the step number of a row."""
        segment, local = self._locate(row)
        return segment.first.step + local

    def row_of_step(self, step: int) -> int:
        """Return the last row that has this step number; the nearest row for a step that is not there."""
        low, high = 0, self.length - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.step_at(middle) <= step else (low, middle - 1)
        return low

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Return rows first to last - 1, one block for each segment they lie in."""
        for segment, local, taken, row in self._pieces(first, last):
            yield segment.block(local, local + taken, row)

    def _pieces(self, first: int, last: int) -> Iterator[tuple[Segment, int, int, int]]:
        """Yield rows first to last - 1 as (segment, its first row, how many rows, the first one's row here)."""
        row = max(first, 0)
        last = min(last, self.length)
        while row < last:
            segment, local = self._locate(row)
            piece = bisect_right(self._starts, row) - 1
            end = self._starts[piece + 1] if piece < len(self._shared) else self.length
            taken = min(end, last) - row
            yield segment, local, taken, row
            row += taken

    def series(self, name: str, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column, as blocks of equal length where there are more rows than `width`.

        A block never spans an event, so its jump stays visible. A column that some rows do not have is nan there.
        Of a column that is computed, not recorded, one row stands for each block.
        """
        size = max(1, -(-(last - first) // max(width, 1)))
        parts = [
            segment.series(name, local, local + taken, size) for segment, local, taken, _ in self._pieces(first, last)
        ] or [(np.zeros(0),) * 3]
        steps, minima, maxima = (np.concatenate(column) for column in zip(*parts, strict=True))
        return steps, minima, maxima
