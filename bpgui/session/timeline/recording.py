"""What a record of training must hold so that it has some columns, and where in it they stand."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.training import Columns, Record, block_extremes, fold
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.column_kinds import OF_OUTPUT, OF_PARAMETER
from bpgui.session.timeline.columns import Column, ColumnKind


class Recorded(NamedTuple):
    """The rows of a record that holds `everything`, as views: what any column can be read from (see `Rows`)."""

    steps: NDArray[np.int64]
    losses: Array
    train_losses: Array
    predictions: Array
    parameters: Array
    gradients: Array
    inner: Array

    @classmethod
    def of(cls, record: Record, experiment: Experiment, first_step: int) -> "Recorded":
        """Return the filled rows; `first_step` is the step number of row 0."""
        count, rows = experiment.network.parameter_count, slice(record.length)
        inner = record.states[rows, count:] if record.columns.every == 1 else np.zeros((record.length, 0))
        # rows record the predictions of all samples or of none: others that are asked for come behind
        predictions = record.predictions[rows, : len(experiment.watched)]
        steps = first_step + np.arange(record.first, record.first + record.length, dtype=np.int64)
        parts = (steps, record.losses[rows], record.train_losses[rows], predictions)
        return cls(*parts, record.parameters[rows], record.gradients[rows], inner)

    def copied(self) -> "Recorded":
        """Return the same rows, which stay when the record is filled anew."""
        steps, *others = self
        return Recorded(steps.copy(), *(array.copy() for array in others))


def everything(experiment: Experiment, inner: int) -> Columns:
    """Return what a record must hold so that it has all columns; `inner` counts the optimiser's own numbers."""
    return Columns(experiment.watched, np.arange(experiment.network.parameter_count), every=1 if inner else 0)


class Recording:
    """Some columns of an experiment in records: `wanted` is what these must hold.

    Columns that rows do not record are read from the whole rows, so a record that is to have one holds everything.
    """

    def __init__(self, experiment: Experiment, columns: Sequence[Column], inner: int, first_step: int) -> None:
        """Find the columns' places; `inner` counts the optimiser's own numbers, `first_step` is that of row 0."""
        self._first_step = first_step
        self._experiment, self.columns = experiment, tuple(columns)
        self._read = [k for k, column in enumerate(self.columns) if not column.kind.array]
        self.wanted = self._wanted(inner)
        self._within = [self._place_of(column) for column in self.columns]
        outputs, traced = len(self.wanted.watched) * experiment.network.outputs, len(self.wanted.traced)
        starts = {"losses": 0, "train_losses": 1, "predictions": 2, "parameters": 2 + outputs}
        starts |= {"gradients": starts["parameters"] + traced, "": 0}
        places = [starts[c.kind.array] + place for c, place in zip(self.columns, self._within, strict=True)]
        self._places = np.array(places, dtype=np.intp)

    def _wanted(self, inner: int) -> Columns:
        if self._read:
            whole = everything(self._experiment, inner)
            watched, traced = set(whole.watched.tolist()), set(whole.traced.tolist())
        else:
            whole, watched, traced = Columns(), set[int](), set[int]()
        for column in self.columns:
            if column.kind.array and column.kind.owner is OF_OUTPUT:
                watched.add(column.sample)
            elif column.kind.array and column.kind.owner is OF_PARAMETER:
                traced.add(column.number)
        places = [np.array(sorted(some), dtype=np.intp) for some in (watched, traced)]
        return Columns(places[0], places[1], every=whole.every)

    def _place_of(self, column: Column) -> int:
        """Return a column's place in a row of its array; 0 for one that is in none."""
        if not column.kind.array:
            return 0
        if column.kind.owner is OF_OUTPUT:
            watched = int(np.searchsorted(self.wanted.watched, column.sample))
            return watched * self._experiment.network.outputs + column.number
        return int(np.searchsorted(self.wanted.traced, column.number)) if column.kind.owner is OF_PARAMETER else 0

    def values(self, record: Record) -> Array:
        """Return the columns of a record's rows, (columns, rows)."""
        found = np.empty((len(self.columns), record.length))
        for k, (column, place) in enumerate(zip(self.columns, self._within, strict=True)):
            if column.kind.array:
                array = getattr(record, column.kind.array)
                found[k] = array.reshape(len(array), -1)[: record.length, place]
        if self._read:
            rows = Recorded.of(record, self._experiment, self._first_step)
            kinds = dict[tuple[ColumnKind, int], Array]()  # what a kind reads of one column, it reads of all
            for k in self._read:
                kind, number, sample = self.columns[k]
                if (kind, sample) not in kinds:
                    kinds[kind, sample] = kind.values(self._experiment, rows, (sample,))
                found[k] = kinds[kind, sample][:, number]
        return found

    def fold(self, record: Record, size: int) -> tuple[Array, Array]:
        """Return the minima and maxima of blocks of `size` rows, (columns, blocks); see `training.fold`."""
        if not self._read:
            return fold(record, self._places, size)
        return block_extremes(self.values(record), record.first, size)

    def last(self, record: Record) -> list[float]:
        """Return the columns' values in the last row of a record that has rows."""
        if self._read:
            return list(self.values(record)[:, -1].tolist())
        row = np.concatenate([array[-1] for array in record.arrays()])
        return list(row[self._places].tolist())
