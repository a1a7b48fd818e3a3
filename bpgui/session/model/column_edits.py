"""Columns of the data set: added, duplicated, moved, removed, renamed.

All but the last change the data set as a value, which `SetDataSet` puts back; a renamed column keeps all rows.
"""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.neuron_names import mended
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet, number_column
from bpgui.session.model.edit import Edit, Outcome
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.naming_edits import Rename, check_name
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import neurons_of


def free_name(data: DataSet, wanted: str) -> str:
    """Return a name that no column has: the wanted one, or with a number behind it."""
    taken = {column.name for column in data.columns}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def with_new_column(data: DataSet, at: int, role: ColumnRole) -> DataSet:
    """Return the data set with a column of zeros, to be filled in, before place `at`."""
    number = len(data.columns) + 1
    while any(column.name == f"x{number}" for column in data.columns):
        number += 1
    return _inserted(data, at, number_column(f"x{number}", role, np.zeros(data.samples)))


def with_column_copy(data: DataSet, place: int) -> DataSet:
    """Return the data set with a copy of a column behind it."""
    column = data.columns[place]
    name = free_name(data, mended(f"{column.name} copy") or "copy")
    return _inserted(data, place + 1, replace(column, name=name))


def _inserted(data: DataSet, at: int, column: DataColumn) -> DataSet:
    return replace(data, columns=(*data.columns[:at], column, *data.columns[at:]))


def without_column(data: DataSet, place: int) -> DataSet:
    """Return the data set without a column. Raises Problem for the last input or target."""
    column = data.columns[place]
    if column.is_used and len(data.of(column.role)) == 1:
        if column.role is ColumnRole.INPUT:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The last input stays: a network needs one."))
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The last target stays: a network needs one."))
    return replace(data, columns=(*data.columns[:place], *data.columns[place + 1 :]))


def moved_column(data: DataSet, place: int, step: int) -> DataSet:
    """Return the data set with a column one place to the left (step -1) or right (1); at an end it stays."""
    columns, other = list(data.columns), place + step
    if 0 <= other < len(columns):
        columns[place], columns[other] = columns[other], columns[place]
    return replace(data, columns=tuple(columns))


class RenameColumn(Edit, frozen=True, tag="rename_column"):
    """Give a column of the data set another name, and its neurons with it."""

    place: int
    name: str
    before_name: str = ""
    keeps_rows: ClassVar[bool] = True
    since: ClassVar[int] = 2

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this name. Raises Problem for a name that is taken or cannot be carried."""
        name, inputs = self.name.strip(), experiment.network.inputs
        if experiment.source is None:
            layer, neuron = (0, self.place) if self.place < inputs else (-1, self.place - inputs)
            return Rename(layer % len(experiment.network.sizes), neuron, name).apply(experiment, parameters)
        check_name(name)
        others = {column.name for k, column in enumerate(experiment.source.columns) if k != self.place}
        if name in others:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Two columns are called {name}."), name=name)
        return self._with_neurons(experiment, parameters, name)

    def _with_neurons(self, experiment: Experiment, parameters: Array, name: str) -> Outcome:
        assert experiment.source is not None
        column = experiment.source.columns[self.place]
        source = experiment.source.with_column(self.place, replace(column, name=name))
        for layer, neurons in zip((0, len(experiment.network.sizes) - 1), neurons_of(source), strict=True):
            for place, neuron in enumerate(neurons):
                if neuron.column == self.place:
                    rename = Rename(layer, place, neuron.name)
                    experiment, parameters = rename.apply(experiment, parameters)
        return replace(experiment, source=source), parameters

    def target(self, network: Network) -> Word:
        text = QT_TRANSLATE_NOOP("Words", "rename column {name}")
        return Word(f"rename column {self.before_name}", text, {"name": self.before_name})

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return bool(self.before_name) and self.name.strip() == self.before_name
