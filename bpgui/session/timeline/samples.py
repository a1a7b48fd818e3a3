"""What stands for rows of a segment that no envelope has: what its keyframes tell, at once and at little cost."""

from dataclasses import replace
from typing import Protocol

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import MAX_AT_ONCE, State
from bpgui.engine.training import Columns, Record, advance, place_after
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.beginning import Beginning
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.keyframes import Keyframes
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.passes import MAX_SAMPLED, Passes
from bpgui.session.timeline.recording import Recorded, everything
from bpgui.session.timeline.series import Blocks

#: Rows that are trained again at once to stand for all of them in a plot.
MAX_TRAINED = 64


class Sampled(Protocol):
    """A segment, as far as samples of its rows need it."""

    experiment: Experiment
    place: State
    memory: Memory
    beginning: Beginning
    keyframes: Keyframes

    @property
    def passes(self) -> Passes:
        """The numbers of its rows that need a pass over many samples."""

    @property
    def inner(self) -> int:
        """How many numbers of its own the optimiser has."""

    def record(self, wanted: Columns, capacity: int) -> Record:
        """Return room for rows."""

    def state_of(self, row: int, vector: Array) -> State:
        """Return the state at a row whose numbers are at hand."""


class Samples:
    """Samples of a segment's rows."""

    def __init__(self, segment: Sampled) -> None:
        self._segment = segment

    @property
    def steps_at_once(self) -> int:
        """How many rows may be trained again while somebody waits for a picture."""
        settings, network, data = (
            self._segment.experiment.settings,
            self._segment.experiment.network,
            self._segment.experiment.data,
        )
        work = min(settings.batch_size or data.samples, data.samples) * network.parameter_count
        return min(MAX_TRAINED, MAX_AT_ONCE // max(work, 1))

    def of(self, column: Column, first: int, last: int, size: int) -> Blocks:
        """Return what keyframes in a span tell of a column; one row that is nan where there are none."""
        every, kind = self._segment.keyframes.every, column.kind
        if self._segment.passes.are_long(kind, MAX_SAMPLED):
            return self._segment.passes.sampled(kind, first, last, size)
        is_kept = kind.state_start is not None
        after = 0 if is_kept or kind.compute is not None else 1  # others are told by the step from a keyframe
        low, high = -(-(first - after) // every), min(-(-(last - after) // every), self._segment.keyframes.length)
        most = self.steps_at_once if after else MAX_SAMPLED
        if not is_kept:
            size = max(size, -(-(last - first) // max(most, 1)))
        step = max(1, size // every)
        if low >= high or most < 1:
            return np.array([first]), np.array([np.nan]), np.array([np.nan])
        if kind.state_start is not None:
            place = kind.state_start(self._segment.experiment.network) + column.number
            values = self._segment.keyframes.column(place, low, high)
            places = np.arange(0, len(values), step)
            return (low + places) * every, np.fmin.reduceat(values, places), np.fmax.reduceat(values, places)
        values = self._values(column, low, high, step)
        return np.arange(low, high, step) * every + after, values, values

    def _values(self, column: Column, low: int, high: int, step: int) -> Array:
        """Return what only a pass can tell, at keyframes low, low + step, ..; the last answers are kept.

        What is computed from the parameters, as predictions are, is kept of all columns of the kind and sample.
        """
        kind = column.kind
        if kind.compute is None:
            return column.values(
                self._segment.experiment, self._rows_after(low, high, step, has_losses=not kind.is_measured)
            )
        key = (kind, column.sample, low, high, step * self._segment.keyframes.every)
        found: Array | None = self._segment.memory.recall(self._segment.beginning.serial, "samples", key)
        if found is None:
            found = self._computed_at(column, low, high, step)
            self._segment.memory.remember(self._segment.beginning.serial, "samples", key, found, found.nbytes)
        return found[:, column.number]

    def _computed_at(self, column: Column, low: int, high: int, step: int) -> Array:
        """Compute all columns of this one's kind and sample at keyframes low, low + step, ..; (keyframes, columns)."""
        experiment, kind = self._segment.experiment, column.kind
        parameters = self._segment.keyframes.columns(low, high, step)[:, : experiment.network.parameter_count]
        assert kind.compute is not None
        if not kind.is_sparse:
            return kind.compute(experiment, parameters, (column.sample,))
        rows = np.arange(low, high, step, dtype=np.int64) * self._segment.keyframes.every
        positions = place_after(self._segment.place, experiment.settings, experiment.data.training_count, rows)[1]
        found = np.full((len(rows), kind.count(experiment, (column.sample,))), np.nan)
        begins = positions == 0
        if begins.any():
            found[begins] = kind.compute(experiment, parameters[begins], (column.sample,))
        return found

    def _rows_after(self, low: int, high: int, step: int, *, has_losses: bool) -> Recorded:
        """Return the rows one step after keyframes low, low + step, ..; those that were asked for last are kept."""
        experiment, key = self._segment.experiment, (low, high, step * self._segment.keyframes.every, has_losses)
        found: Recorded | None = self._segment.memory.recall(self._segment.beginning.serial, "rows after", key)
        if found is None:
            record = self._segment.record(
                replace(everything(experiment, self._segment.inner), train_loss=has_losses), 1
            )
            parts = []
            for number in range(low, high, step):
                row = number * self._segment.keyframes.every
                record.clear(row + 1)
                state = self._segment.state_of(row, self._segment.keyframes.at(number))
                advance(experiment.network, state, experiment.settings, experiment.data, 1, record)
                parts.append(Recorded.of(record, experiment, self._segment.place.step).copied())
            found = Recorded(*(np.concatenate(part) for part in zip(*parts, strict=True)))
            nbytes = sum(array.nbytes for array in found)
            self._segment.memory.remember(self._segment.beginning.serial, "rows after", key, found, nbytes)
        return found
