"""What the network sees of a data set: the numbers, and the neuron that each stands at."""

from dataclasses import dataclass, replace

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import Data
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet, Encoding, check_counts, check_texts
from bpgui.session.data.distinct_names import distinct_names
from bpgui.session.data.scaling import ScalingKind, fitted

#: Cells that a network may see, one-hot ones counted.
MAX_ENCODED = 20_000_000


@dataclass(frozen=True)
class DataNeuron:
    """The neuron of a column (its place in the data set), and the category it stands for where there is one."""

    name: str
    column: int
    category: int | None = None


@dataclass(frozen=True, eq=False)
class Encoded:
    """What a network sees: `data`, all samples; its neurons; each name that a session cannot carry, and the mended."""

    data: Data
    inputs: tuple[DataNeuron, ...]
    targets: tuple[DataNeuron, ...]
    renamed: tuple[tuple[str, str], ...]


def encoded(data: DataSet) -> Encoded:
    """Return what the network sees of a data set.

    Raises Problem where there is no input, target or training sample, where a cell is missing that nothing stands
    for, where a column cannot be encoded as it says, and where there are, or would be, too many cells.
    """
    _check(data)
    neurons, renamed = data_neurons(data)
    of_role = {role: tuple(n for n in neurons if data.columns[n.column].role is role) for role in ColumnRole}
    parts = {
        role: np.column_stack([seen(column) for column in data.of(role)]).astype(np.float64, order="C", copy=False)
        for role in (ColumnRole.INPUT, ColumnRole.TARGET)
    }
    samples = Data(parts[ColumnRole.INPUT], parts[ColumnRole.TARGET])
    return Encoded(samples, of_role[ColumnRole.INPUT], of_role[ColumnRole.TARGET], renamed)


def data_neurons(data: DataSet) -> tuple[tuple[DataNeuron, ...], tuple[tuple[str, str], ...]]:
    """Return the neurons of all columns in order, and each (name, mended name) that differ."""
    wanted = list[tuple[str, int, int | None]]()
    for place, column in enumerate(data.columns):
        if column.is_used and column.encoding is Encoding.ONE_HOT:
            wanted += [(f"{column.name}={text}", place, code) for code, text in enumerate(column.categories)]
        elif column.is_used:
            wanted.append((column.name, place, None))
    names = distinct_names(name for name, _, _ in wanted)
    neurons = tuple(DataNeuron(name, place, code) for name, (_, place, code) in zip(names, wanted, strict=True))
    renamed = tuple((want, name) for (want, _, _), name in zip(wanted, names, strict=True) if want != name)
    return neurons, renamed


def seen(column: DataColumn) -> Array:
    """Return what the network sees of a column that is complete or filled, shape (samples, neurons)."""
    if column.numbers is not None:
        numbers = column.numbers if column.fill is None else np.where(column.missing, column.fill, column.numbers)
        return column.scaling.to_network(numbers)[:, None]
    assert column.codes is not None
    codes = column.codes if column.fill is None else np.where(column.missing, int(column.fill), column.codes)
    if column.encoding is Encoding.ONE_HOT:
        return np.equal(codes[:, None], np.arange(len(column.categories))).astype(np.float64)
    return np.equal(codes[:, None], column.one).astype(np.float64)


def scaled(data: DataSet, place: int, kind: ScalingKind) -> DataSet:
    """Return the data set with a scaling of the column at a place, fitted on its training samples.

    Missing cells count as what is filled in for them, or not at all. Raises Problem for a column without numbers,
    without a cell in a training sample, or with too large numbers.
    """
    column = data.columns[place]
    if column.numbers is None:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Column {name} has no numbers to be scaled."), name=column.name)
    values = column.numbers[data.training]
    values = values[~np.isnan(values)] if column.fill is None else np.where(np.isnan(values), column.fill, values)
    if not len(values):
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} has no cell in a training sample.")
        raise Problem(what, name=column.name)
    return data.with_column(place, replace(column, scaling=fitted(kind, values, column.name)))


def _check(data: DataSet) -> None:
    for role, what in (
        (ColumnRole.INPUT, QT_TRANSLATE_NOOP("Problem", "No column is an input.")),
        (ColumnRole.TARGET, QT_TRANSLATE_NOOP("Problem", "No column is a target.")),
    ):
        if not data.of(role):
            raise Problem(what)
    if not len(data.training):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "No training sample is left."))
    check_counts(data.samples, len(data.columns))
    if data.samples * sum(column.neurons for column in data.columns) > MAX_ENCODED:
        what = QT_TRANSLATE_NOOP("Problem", "A network would see more than {most} numbers.")
        raise Problem(what, most=MAX_ENCODED)
    for column in data.columns:
        check_texts(column.name, column.categories if column.texts is None else column.texts)
        if column.is_used:
            _check_column(column)


def _check_column(column: DataColumn) -> None:
    if column.texts is not None or (column.encoding is Encoding.NUMBER) != (column.numbers is not None):
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} cannot be encoded like this: it has other cells.")
        raise Problem(what, name=column.name)
    if column.encoding is Encoding.ZERO_ONE and not (len(column.categories) == 2 and column.one in (0, 1)):
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} has {count} categories; 0 and 1 need two.")
        raise Problem(what, name=column.name, count=len(column.categories))
    missing = int(column.missing.sum())
    if missing and column.fill is None:
        what = QT_TRANSLATE_NOOP("Problem", "Missing cells in column {name}: {count}. Drop those rows, or fill them.")
        raise Problem(what, name=column.name, count=missing)
