"""The samples in a session file: as inputs and targets, or as the columns of a data set."""

from dataclasses import replace

import msgspec
import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import Data
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP
from bpgui.session.data.dataset import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_SAMPLES,
    ColumnRole,
    DataColumn,
    DataSet,
    Encoding,
    check_cells,
    check_counts,
    with_test,
)
from bpgui.session.data.encode import encoded
from bpgui.session.data.scaling import UNSCALED, Scaling
from bpgui.session.files.file_format import (
    ColumnFile,
    DataFile,
    NumberRows,
    Positive,
    ScalingFile,
    at_field,
    count_values,
    part,
    refusal,
    written,
)
from bpgui.session.model.experiment import Experiment

#: Values of a column beside its cells and categories.
COLUMN_VALUES = 16


def data_of(file: DataFile, network: Network) -> tuple[Data, DataSet | None]:
    """Return the samples as a network sees them, and the data set where they are one of their own. Raises Problem."""
    source = None
    if isinstance(file.columns, msgspec.Raw):
        source = _data_set(file.columns)
        data = at_field("data.columns", lambda: encoded(source)).data
        widths = (data.inputs.shape[1], data.targets.shape[1])
        if widths != (network.inputs, network.outputs):
            text = QT_TRANSLATE_NOOP("Problem", "The columns make {found} inputs and targets; the network has {count}.")
            raise refusal(
                "data.columns", text, found="{} + {}".format(*widths), count=f"{network.inputs} + {network.outputs}"
            )
    else:
        data = _plain(file, network)
    whole = source if source is not None else DataSet((_counting(data.samples),))
    found: list[int] = [] if file.test is msgspec.UNSET else part(file.test, list[Positive], "data.test", MAX_SAMPLES)
    test = at_field("data.test", lambda: with_test(whole, [sample - 1 for sample in found])).test
    return replace(data, test=test), None if source is None else replace(source, test=test)


def _counting(samples: int) -> DataColumn:
    """Return a column with so many cells."""
    return DataColumn("", ColumnRole.IGNORED, numbers=np.zeros(samples))


def _plain(file: DataFile, network: Network) -> Data:
    parts = [each for each in (file.inputs, file.targets) if isinstance(each, msgspec.Raw)]
    at_field("data", lambda: check_cells(sum(map(count_values, parts))))
    inputs = _table(file.inputs, "data.inputs", network.inputs)
    targets = _table(file.targets, "data.targets", network.outputs)
    at_field("data.inputs", lambda: check_counts(len(inputs), network.inputs + network.outputs))
    if len(targets) != len(inputs):
        raise refusal(
            "data.targets",
            QT_TRANSLATE_NOOP("Problem", "There must be as many targets as inputs, {count}, but there are {found}."),
            count=len(inputs),
            found=len(targets),
        )
    return Data(inputs, targets)


def _table(raw: msgspec.Raw | msgspec.UnsetType, path: str, width: int) -> Array:
    if isinstance(raw, msgspec.UnsetType):
        raise refusal(path, QT_TRANSLATE_NOOP("Problem", "This field is missing."))
    rows = part(raw, NumberRows, path, MAX_CELLS)
    for k, row in enumerate(rows):
        if len(row) != width:
            text = QT_TRANSLATE_NOOP("Problem", "Expected {count} numbers, got {found}.")
            raise refusal(f"{path}[{k}]", text, count=width, found=len(row))
    return np.array(rows, dtype=np.float64).reshape(len(rows), width)


def _data_set(raw: msgspec.Raw) -> DataSet:
    path = "data.columns"
    raws: list[msgspec.Raw] = part(raw, list[msgspec.Raw], path, 2 * MAX_CELLS + COLUMN_VALUES * MAX_COLUMNS)
    at_field(path, lambda: check_counts(1, len(raws)))
    columns: list[DataColumn] = []
    for k, each in enumerate(raws):
        columns.append(_column(part(each, ColumnFile, f"{path}[{k}]", 2 * MAX_CELLS), f"{path}[{k}]"))
        if len(columns[k]) != len(columns[0]):
            text = QT_TRANSLATE_NOOP("Problem", "Expected {count} cells, got {found}.")
            raise refusal(f"{path}[{k}].cells", text, count=len(columns[0]), found=len(columns[k]))
        if k == 0:
            at_field(path, lambda: check_counts(len(columns[0]), len(raws)))
    return DataSet(tuple(columns))


def _column(file: ColumnFile, path: str) -> DataColumn:
    scaling = UNSCALED if file.scaling is None else Scaling(**msgspec.structs.asdict(file.scaling))
    plain = DataColumn(file.name, file.role, file.encoding, one=file.one, scaling=scaling, fill=file.fill)
    if file.categories is not None:
        texts: list[str | None] = part(file.cells, list[str | None], f"{path}.cells", MAX_SAMPLES)
        places: dict[str | None, int] = {name: k for k, name in enumerate(file.categories)} | {None: -1}
        for k, text in enumerate(texts):
            if text not in places:
                what = QT_TRANSLATE_NOOP("Problem", "{cell} is not among the categories.")
                raise refusal(f"{path}.cells[{k}]", what, cell=text)
        codes = np.array([places[text] for text in texts], dtype=np.intp)
        if file.fill is not None and file.fill not in range(len(file.categories)):
            what = QT_TRANSLATE_NOOP("Problem", "There is no category number {n}.")
            raise refusal(f"{path}.fill", what, n=file.fill)
        return replace(plain, codes=codes, categories=tuple(file.categories))
    if file.encoding is not Encoding.NUMBER or not plain.is_used:
        cells: list[float | str | None] = part(file.cells, list[float | str | None], f"{path}.cells", MAX_SAMPLES)
        if any(isinstance(cell, str) for cell in cells):
            return replace(plain, texts=tuple("" if cell is None else str(cell) for cell in cells))
    numbers: list[float | None] = part(file.cells, list[float | None], f"{path}.cells", MAX_SAMPLES)
    return replace(plain, numbers=np.array([np.nan if cell is None else cell for cell in numbers], dtype=np.float64))


def data_file(experiment: Experiment) -> DataFile:
    """Return what a file has of the samples."""
    test = written([sample + 1 for sample in experiment.data.test]) if experiment.data.test else msgspec.UNSET
    if experiment.source is not None:
        return DataFile(columns=written([_column_file(column) for column in experiment.source.columns]), test=test)
    data = experiment.data
    return DataFile(written(data.inputs.tolist()), written(data.targets.tolist()), test=test)


def _column_file(column: DataColumn) -> ColumnFile:
    scaling = column.scaling
    return ColumnFile(
        name=column.name,
        role=column.role,
        cells=written(_cells(column)),
        encoding=column.encoding,
        categories=list(column.categories) if column.codes is not None else None,
        one=column.one,
        scaling=None if scaling == UNSCALED else ScalingFile(scaling.kind, scaling.first, scaling.second),
        fill=column.fill,
    )


def _cells(column: DataColumn) -> list[float | None] | list[str | None]:
    if column.numbers is not None:
        return [None if cell != cell else cell for cell in column.numbers.tolist()]
    if column.codes is not None:
        names = [*column.categories, None]
        return [names[code] for code in column.codes.tolist()]
    return [text or None for text in column.texts or ()]
