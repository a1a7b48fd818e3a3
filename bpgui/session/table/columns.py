"""The columns of the data table, and what stands in their cells: as a person gave them, or as the network sees them."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from bpgui.engine.changed import rows_of
from bpgui.engine.elementary import Array
from bpgui.session.data.dataset import ColumnRole, DataColumn
from bpgui.session.data.decode import codes_of
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sources import neurons_of
from bpgui.session.step.moment import Moment

TableKind = Literal["input", "target", "ignored", "prediction"]


@dataclass(frozen=True)
class TableColumn:
    """One column of the table: what stands in it, the column of the data set behind it, and its neurons.

    `place` is the column's place in the data set; `neuron` the first of its `neurons` in their layer. `source` is the
    column where cells are shown as they were given, and were given otherwise than the network sees them.
    """

    kind: TableKind
    name: str
    place: int
    neuron: int = 0
    neurons: int = 1
    source: bool = False

    @property
    def is_given(self) -> bool:
        """Whether its cells are given, not computed."""
        return self.kind != "prediction"


def table_columns(experiment: Experiment, *, as_given: bool) -> list[TableColumn]:
    """Return the columns of the table: those of the data set in its order, then the predictions.

    With `as_given` each column of the data set has one, ignored ones too, and each target one prediction; else each
    neuron that a network sees.
    """
    names = experiment.network.shown_names
    if experiment.source is None:
        return _plain(names[0], names[-1])
    return _given(experiment) if as_given else _seen(experiment)


def _plain(inputs: tuple[str, ...], targets: tuple[str, ...]) -> list[TableColumn]:
    first = len(inputs)
    return [
        *(TableColumn("input", name, place, place) for place, name in enumerate(inputs)),
        *(TableColumn("target", name, first + place, place) for place, name in enumerate(targets)),
        *(TableColumn("prediction", name, first + place, place) for place, name in enumerate(targets)),
    ]


def _seen(experiment: Experiment) -> list[TableColumn]:
    assert experiment.source is not None
    inputs, targets = neurons_of(experiment.source)
    names = experiment.network.shown_names
    kinds: tuple[TableKind, ...] = ("input", "target", "prediction")
    return [
        TableColumn(kind, name, neuron.column, place)
        for kind, neurons, layer in zip(kinds, (inputs, targets, targets), (0, -1, -1), strict=True)
        for place, (neuron, name) in enumerate(zip(neurons, names[layer], strict=True))
    ]


def _given(experiment: Experiment) -> list[TableColumn]:
    assert experiment.source is not None
    names, found, predicted = experiment.network.shown_names, list[TableColumn](), list[TableColumn]()
    first = {ColumnRole.INPUT: 0, ColumnRole.TARGET: 0}
    for place, column in enumerate(experiment.source.columns):
        if not column.is_used:
            found.append(TableColumn("ignored", column.name, place, 0, 0, source=True))
            continue
        layer, neuron = (0 if column.role is ColumnRole.INPUT else -1), first[column.role]
        name = column.name if column.codes is not None else names[layer][neuron]
        first[column.role] += column.neurons
        kind: TableKind = "input" if layer == 0 else "target"
        found.append(TableColumn(kind, name, place, neuron, column.neurons, source=True))
        if kind == "target":
            predicted.append(TableColumn("prediction", name, place, neuron, column.neurons, source=True))
    return [*found, *predicted]


def data_column(experiment: Experiment, column: TableColumn) -> DataColumn | None:
    """Return the column of the data set whose cells are shown as they were given; None where numbers are as seen."""
    return experiment.source.columns[column.place] if column.source and experiment.source is not None else None


def cell(moment: Moment, column: TableColumn, sample: int) -> float | str | None:
    """Return what stands in a cell: a number, a category or text; None where it is missing.

    What is tried is the sample behind the last.
    """
    source = data_column(moment.experiment, column)
    if column.kind == "prediction":
        return _predicted(source, moment.prediction(sample)[column.neuron : column.neuron + column.neurons][None])
    if moment.trial is not None and sample == moment.experiment.data.samples and source is not None:
        return moment.trial.cells[column.place]
    if source is not None:
        return source.cell(sample)
    data = moment.data
    table = "inputs" if column.kind == "input" else "targets"
    value = float(rows_of(data, table, np.array([sample]))[0, column.neuron])
    return None if math.isnan(value) and sample == moment.experiment.data.samples else value


def _predicted(source: DataColumn | None, values: Array) -> float | str | None:
    if source is None:
        return float(values[0, 0])
    if source.numbers is not None:
        return float(source.scaling.to_units(values)[0, 0])
    code = int(codes_of(source, values)[0])
    return None if code < 0 else source.categories[code]


def filled_cell(experiment: Experiment, column: TableColumn) -> float | str | None:
    """Return what stands for the missing cells of a column, as a person gives cells; None where nothing does."""
    source = data_column(experiment, column)
    if source is None or source.fill is None:
        return None
    return source.fill if source.numbers is not None else source.categories[int(source.fill)]


def numbers_of(moment: Moment, column: TableColumn) -> Array | None:
    """Return all cells of a column as numbers, shape (samples,), NaN where missing; None where they are texts."""
    source, data = data_column(moment.experiment, column), moment.experiment.data
    if column.kind == "prediction":
        values = moment.predictions[:, column.neuron : column.neuron + column.neurons]
        if source is None or source.numbers is not None:
            return values[:, 0] if source is None else source.scaling.to_units(values[:, 0])
        return None
    if source is not None:
        return source.numbers
    return (data.inputs if column.kind == "input" else data.targets)[:, column.neuron]


def texts_of(moment: Moment, column: TableColumn) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], tuple[str, ...]]:
    """Return the texts of a column that has no numbers: for each sample a place in the texts, -1 where missing."""
    source = data_column(moment.experiment, column)
    assert source is not None
    if column.kind == "prediction":
        values = moment.predictions[:, column.neuron : column.neuron + column.neurons]
        return codes_of(source, values), source.categories
    if source.codes is not None:
        return source.codes, source.categories
    texts = source.texts or ()
    names = tuple(dict.fromkeys(texts))
    places = {text: place for place, text in enumerate(names)}
    return np.array([places[text] if text else -1 for text in texts], dtype=np.intp), names
