"""The predictions of all samples as CSV: the columns as they were given, what the network saw, what it predicts.

A column is called `x` as it was given, `x (seen)`, `x (predicted)`, `x (predicted, in units)` where it was scaled, and
`x (predicted category)`; docs/data.md explains them.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bpgui.engine.accuracy import accuracy_rule, is_right
from bpgui.engine.elementary import Array
from bpgui.engine.training import predict
from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.work import Cancelled
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet
from bpgui.session.data.decode import codes_of
from bpgui.session.data.encode import seen
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.history_csv import text_cell
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sources import data_set_of, neurons_of

#: Samples between two questions whether to go on.
PIECE = 2048
#: A column of the file: its heading, and how cells of some samples are written.
Written = tuple[str, Callable[[slice], list[str]]]


def write_predictions(
    path: Path,
    experiment: Experiment,
    parameters: Array,
    rows: DataSet | None = None,
    tell: Callable[[int, int], bool] | None = None,
) -> int:
    """Write the predictions for the experiment's samples, or for other `rows` of its columns; return how many.

    `tell(done, of)` says whether to go on. Raises Problem where the file cannot be written, Cancelled.
    """
    data = data_set_of(experiment) if rows is None else rows
    inputs = np.column_stack([seen(column) for column in data.of(ColumnRole.INPUT)]).astype(np.float64, order="C")
    predictions = predict(experiment.network, parameters, inputs)
    names = experiment.network.neuron_names
    columns = [*_given(data, rows is None), *_seen(data, names), *_predicted(data, names[-1], predictions)]
    if rows is None:
        columns += _right(experiment, predictions)
    with atomic_writer(path) as stream:
        stream.write((",".join(text_cell(name) for name, _ in columns) + "\n").encode())
        for first in range(0, data.samples, PIECE):
            if tell is not None and not tell(first, data.samples):
                raise Cancelled
            part = slice(first, min(first + PIECE, data.samples))
            lines = zip(*(cells(part) for _, cells in columns), strict=True)
            stream.write("".join(",".join(line) + "\n" for line in lines).encode())
    return data.samples


def _given(data: DataSet, has_test: bool) -> Iterator[Written]:
    """Give the number of each sample, whether it trains, and its original cells."""
    yield "sample", lambda part: [str(n + 1) for n in range(part.start, part.stop)]
    if has_test:
        test = frozenset(data.test)
        yield "set", lambda part: ["test" if n in test else "training" for n in range(part.start, part.stop)]
    for column in data.columns:
        yield (
            column.name,
            lambda part, column=column: [  # type: ignore[misc]
                _cell_text(column.cell(n)) for n in range(part.start, part.stop)
            ],
        )


def _cell_text(cell: float | str | None) -> str:
    if cell is None:
        return ""
    return text_cell(cell) if isinstance(cell, str) else shortest(cell)


def _numbers(values: Array) -> Callable[[slice], list[str]]:
    return lambda part: [shortest(value) if np.isfinite(value) else "" for value in values[part].tolist()]


def _seen(data: DataSet, names: Sequence[Sequence[str]]) -> Iterator[Written]:
    """Give what the network sees, of targets where they are there."""
    for role, own in ((ColumnRole.INPUT, names[0]), (ColumnRole.TARGET, names[-1])):
        values = np.column_stack([_seen_or_missing(column) for column in data.of(role)])
        for place, name in enumerate(own):
            yield f"{name} (seen)", _numbers(values[:, place])


def _seen_or_missing(column: DataColumn) -> Array:
    """Return what the network sees of a column, NaN where nothing stands for a missing cell."""
    found = seen(column)
    return found if column.fill is not None else np.where(column.missing[:, None], np.nan, found)


def _predicted(data: DataSet, names: Sequence[str], predictions: Array) -> Iterator[Written]:
    _, neurons = neurons_of(data)
    for place, name in enumerate(names):
        yield f"{name} (predicted)", _numbers(predictions[:, place])
    for number, column in enumerate(data.columns):
        own = [place for place, neuron in enumerate(neurons) if neuron.column == number]
        if own and column.numbers is not None and column.scaling.kind is not ScalingKind.NONE:
            yield f"{column.name} (predicted, in units)", _numbers(column.scaling.to_units(predictions[:, own[0]]))
        elif own and column.codes is not None:
            yield f"{column.name} (predicted category)", _categories(column, predictions[:, own])


def _categories(column: DataColumn, values: Array) -> Callable[[slice], list[str]]:
    """Return the category that is predicted."""
    codes, names = codes_of(column, values), [*(text_cell(text) for text in column.categories), ""]
    return lambda part: [names[code] for code in codes[part]]


def _right(experiment: Experiment, predictions: Array) -> Iterator[Written]:
    """Give 1 for right and 0 for wrong, where there is an accuracy."""
    rule = accuracy_rule(experiment.data.targets)
    if rule is not None:
        right = is_right(rule, predictions, experiment.data.targets)
        yield "right", lambda part: [str(int(value)) for value in right[part]]
