"""Try an input: a scratch sample, which no training, loss, accuracy, file or CSV knows of."""

from dataclasses import dataclass, replace

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import Data
from bpgui.session.basics.kept import kept_with_first
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet
from bpgui.session.data.encode import seen
from bpgui.session.model.data_edits import copied_rows
from bpgui.session.model.edit import Edit, finite, index_of
from bpgui.session.model.edits import SetInput, SetMany, SetTarget
from bpgui.session.model.experiment import Experiment, check_target
from bpgui.session.model.number_edits import SetCell
from bpgui.session.model.sources import code_of, data_set_of, neurons_of

Cell = float | str | None


@dataclass(frozen=True)
class Trial:
    """What is tried: a cell for each column of the data set, as a person gives it; None for a target that is not given.

    `columns` are name, role and categories of each: a trial is one of a data set that has the same.
    """

    cells: tuple[Cell, ...]
    columns: tuple[tuple[str, ColumnRole, tuple[str, ...]], ...]

    @classmethod
    def like(cls, experiment: Experiment, sample: int) -> "Trial":
        """Return the inputs of a sample (from 0), without a target."""
        data = data_set_of(experiment)
        [row] = copied_rows(data, [sample])
        targets = [column.role is ColumnRole.TARGET for column in data.columns]
        return cls(tuple(None if is_target else cell for cell, is_target in zip(row, targets, strict=True)), _of(data))

    def fits(self, experiment: Experiment) -> bool:
        """Whether the data set of an experiment has these columns."""
        return self.columns == _of(data_set_of(experiment))

    def edited(self, experiment: Experiment, edit: Edit) -> "Trial":
        """Return what is tried after an edit of the sample behind the last one. Raises Problem."""
        data, cells = data_set_of(experiment), list(self.cells)
        for change in edit.changes if isinstance(edit, SetMany) else (edit,):
            if isinstance(change, SetCell):
                place = index_of(tuple(column.name for column in data.columns), change.column)
            else:
                assert isinstance(change, SetInput | SetTarget)
                side = 0 if isinstance(change, SetInput) else 1
                neuron = index_of(experiment.network.neuron_names[-side], change.neuron)
                place = neurons_of(data)[side][neuron].column
            cells[place] = _checked(experiment, data.columns[place], change.value)
        return replace(self, cells=tuple(cells))


def _of(data: DataSet) -> tuple[tuple[str, ColumnRole, tuple[str, ...]], ...]:
    return tuple((column.name, column.role, column.categories) for column in data.columns)


def is_tried(experiment: Experiment, edit: Edit) -> bool:
    """Whether an edit is one of the sample behind the last one, where a trial stands."""
    changes = edit.changes if isinstance(edit, SetMany) else (edit,)
    return all(
        isinstance(change, SetInput | SetTarget | SetCell) and change.sample == experiment.data.samples + 1
        for change in changes
    )


def _checked(experiment: Experiment, column: DataColumn, value: float | str) -> Cell:
    if column.numbers is None:
        if not isinstance(value, str):
            text = QT_TRANSLATE_NOOP("Problem", "{name} stands for a category; choose it in the data table.")
            raise Problem(text, name=column.name)
        if column.codes is not None:
            code_of(column, value)
        return value
    number = finite(float(value))
    if column.role is ColumnRole.TARGET:
        to_network = float(column.scaling.to_network(np.array(number)))
        check_target(experiment.network.loss, experiment.data.samples, to_network)
    return number


@kept_with_first(1)
def with_trial(experiment: Experiment, trial: Trial) -> Data:
    """Return the samples with what is tried behind them, as one that does not train; NaN for targets not given."""
    data, source = experiment.data, data_set_of(experiment)
    cells = list(zip(source.columns, trial.cells, strict=True))
    inputs, targets = (
        np.concatenate([_seen(column, cell) for column, cell in cells if column.role is role], axis=1)
        for role in (ColumnRole.INPUT, ColumnRole.TARGET)
    )
    together = np.concatenate([data.inputs, inputs]), np.concatenate([data.targets, targets])
    return Data(*together, test=(*data.test, data.samples))


def _seen(column: DataColumn, cell: Cell) -> Array:
    """Return what the network sees of a cell, shape (1, neurons)."""
    if cell is None and (column.fill is None or column.role is ColumnRole.TARGET):
        return np.full((1, column.neurons), np.nan)
    numbers = codes = None
    if column.numbers is not None:
        numbers = np.array([np.nan if cell is None else float(cell)])
    else:
        codes = np.array([-1 if cell is None else code_of(column, str(cell))], dtype=np.intp)
    return seen(replace(column, numbers=numbers, codes=codes, texts=None))
