"""The data set behind the numbers that a network sees: which column and category each neuron stands for, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from bpgui.engine.accuracy import accuracy_rule
from bpgui.engine.changed import rows_of
from bpgui.engine.network import Network
from bpgui.engine.step import Data
from bpgui.session.basics.kept import kept_with_first
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet, number_column
from bpgui.session.data.encode import DataNeuron, data_neurons, encoded, seen
from bpgui.session.data.scaling import UNSCALED
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import NeuronPlace

ORDER = (ColumnRole.INPUT, ColumnRole.TARGET, ColumnRole.IGNORED)


def data_set_of(experiment: Experiment) -> DataSet:
    """Return the data set of an experiment; one that has only numbers gets a column for each neuron."""
    if experiment.source is not None:
        return experiment.source
    names, data = experiment.network.neuron_names, experiment.data
    columns = [
        number_column(name, role, values)
        for role, layer, table in ((ColumnRole.INPUT, 0, data.inputs), (ColumnRole.TARGET, -1, data.targets))
        for name, values in zip(names[layer], table.T, strict=True)
    ]
    return DataSet(tuple(columns), data.test)


def is_plain(data: DataSet) -> bool:
    """Whether a network sees a data set as it is, the inputs first, so that nothing else need be kept."""
    roles = [ORDER.index(column.role) for column in data.columns]
    return roles == sorted(roles) and all(
        column.is_used and column.numbers is not None and column.scaling == UNSCALED and column.fill is None
        for column in data.columns
    )


def neurons_of(data: DataSet) -> tuple[list[DataNeuron], list[DataNeuron]]:
    """Return what the input and the output neurons stand for, in the order of the network."""
    neurons, _ = data_neurons(data)
    inputs, targets = ([neuron for neuron in neurons if data.columns[neuron.column].role is role] for role in ORDER[:2])
    return inputs, targets


def given(experiment: Experiment, layer: int, neuron: int, sample: int) -> float:
    """Return the number that a person gave an input (layer 0) or target, before any scaling."""
    if experiment.source is not None:
        at = neurons_of(experiment.source)[0 if layer == 0 else 1][neuron]
        numbers = experiment.source.columns[at.column].numbers
        if numbers is not None:
            return float(numbers[sample])
    table = "inputs" if layer == 0 else "targets"
    return float(rows_of(experiment.data, table, np.array([sample]))[0, neuron])


def with_numbers(
    experiment: Experiment, inputs: Mapping[tuple[int, int], float], targets: Mapping[tuple[int, int], float]
) -> Experiment:
    """Return the experiment with other numbers at some places (sample, neuron) of inputs and targets, as given.

    Raises Problem where a neuron stands for a category.
    """
    if experiment.source is None:
        return replace(experiment, data=experiment.data.changed(inputs, targets))
    cells: dict[tuple[int, int], float | str] = {}
    for neurons, changes in zip(neurons_of(experiment.source), (inputs, targets), strict=True):
        for (sample, neuron), value in changes.items():
            column = experiment.source.columns[neurons[neuron].column]
            if column.numbers is None:
                text = QT_TRANSLATE_NOOP("Problem", "{name} stands for a category; choose it in the data table.")
                raise Problem(text, name=neurons[neuron].name)
            cells[sample, neurons[neuron].column] = value
    return with_cells(experiment, cells)


def with_cells(experiment: Experiment, cells: Mapping[tuple[int, int], float | str]) -> Experiment:
    """Return the experiment with other cells (sample, column) of its data set. Raises Problem for no category."""
    source = data_set_of(experiment)
    changed: list[dict[tuple[int, int], float]] = [{}, {}]
    for place in sorted({column for _, column in cells}):
        own = {sample: value for (sample, column), value in cells.items() if column == place}
        column = _with_cells(source.columns[place], own)
        source = source.with_column(place, column)
        for numbers, neurons in zip(changed, neurons_of(source), strict=True):
            first = [k for k, neuron in enumerate(neurons) if neuron.column == place]
            if first:
                rows = seen(column.taken(np.array(list(own), dtype=np.intp)))
                for sample, row in zip(own, rows.tolist(), strict=True):
                    numbers.update({(sample, first[0] + k): value for k, value in enumerate(row)})
    return replace(
        experiment,
        data=experiment.data.changed(*changed),
        source=None if experiment.source is None else source,
    )


def _with_cells(column: DataColumn, cells: Mapping[int, float | str]) -> DataColumn:
    samples = list(cells)
    if column.numbers is not None:
        numbers = column.numbers.copy()
        numbers[samples] = [float(value) for value in cells.values()]
        return replace(column, numbers=numbers)
    if column.codes is not None:
        codes = column.codes.copy()
        codes[samples] = [code_of(column, str(value)) for value in cells.values()]
        return replace(column, codes=codes)
    texts = list(column.texts or ())
    for sample, value in cells.items():
        texts[sample] = str(value)
    return replace(column, texts=tuple(texts))


def code_of(column: DataColumn, cell: str) -> int:
    """Return the place of a category. Raises Problem for a text that is none."""
    if cell not in column.categories:
        text = QT_TRANSLATE_NOOP("Problem", "{cell} is no category of column {name}; there are {names}.")
        raise Problem(text, cell=cell, name=column.name, names=", ".join(column.categories[:8]))
    return column.categories.index(cell)


Origins = Sequence[Sequence[NeuronPlace | None]]


def restructured(experiment: Experiment, network: Network, origins: Origins) -> Experiment:
    """Return the experiment with the columns of the neurons that a rebuilt network has; those of new neurons are 0.

    `origins` says of each neuron where it was, by layer. Raises Problem where a column of categories would lose or
    part from one of its neurons.
    """
    old, samples = data_set_of(experiment), experiment.data.samples
    columns: list[DataColumn] = []
    for neurons, role, layer in zip(neurons_of(old), ORDER[:2], (0, -1), strict=True):
        made: list[DataNeuron | None] = []
        for place, name in zip(origins[layer], network.neuron_names[layer], strict=True):
            if place is None:
                columns.append(number_column(name, role, np.zeros(samples)))
                made.append(None)
            elif neurons[place[1]].category in (None, 0):
                column = neurons[place[1]].column
                columns.append(old.columns[column])
                made += [neuron for neuron in neurons if neuron.column == column]
        if made != [None if place is None else neurons[place[1]] for place in origins[layer]]:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "This neuron stands for a category; change its column in the data table.")
            )
    columns += old.of(ColumnRole.IGNORED)
    return _with_source(replace(experiment, network=network), DataSet(tuple(columns), old.test))


def with_column_named(experiment: Experiment, layer: int, neuron: int, name: str) -> Experiment:
    """Return the experiment where the column of numbers behind an input or target has its neuron's name.

    It keeps its own where another column is called so, and where neurons stand for its categories.
    """
    is_end = layer in (0, len(experiment.network.sizes) - 1)
    if experiment.source is None or not is_end:
        return experiment
    place = neurons_of(experiment.source)[0 if layer == 0 else 1][neuron].column
    column = experiment.source.columns[place]
    if column.codes is not None or any(other.name == name for other in experiment.source.columns):
        return experiment
    return replace(experiment, source=experiment.source.with_column(place, replace(column, name=name)))


def with_copied_column(experiment: Experiment, layer: int, neuron: int) -> Experiment:
    """Return the experiment where the column of the input or target behind `neuron` is a copy of the neuron's own.

    A column of numbers keeps its scaling and its fill; of one of categories the copy is what the network sees.
    """
    source = data_set_of(experiment)
    neurons = neurons_of(source)[0 if layer == 0 else 1]
    original, copy = (source.columns[neurons[place].column] for place in (neuron, neuron + 1))
    if original.numbers is not None:
        made = replace(original, name=copy.name)
    else:
        table = experiment.data.inputs if layer == 0 else experiment.data.targets
        made = number_column(copy.name, copy.role, table[:, neuron])
    return _with_source(experiment, source.with_column(neurons[neuron + 1].column, made))


def _with_source(experiment: Experiment, source: DataSet) -> Experiment:
    numbers = encoded(source).data
    data = Data(numbers.inputs, numbers.targets, source.test)
    return replace(experiment, data=data, source=None if is_plain(source) else source)


@kept_with_first(1)
def has_classes(experiment: Experiment) -> bool:
    """Whether the targets are classes, and the samples a data set of its own or split: then rows have an accuracy."""
    is_data_set = experiment.source is not None or bool(experiment.data.test)
    return is_data_set and accuracy_rule(experiment.data.targets) is not None
