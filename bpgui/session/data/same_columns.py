"""Other rows of the same columns: what a trained network is to predict for, read as the data that it was trained on."""

from dataclasses import replace

import numpy as np

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.read_table import ReadTable


def other_rows(data: DataSet, table: ReadTable, dialect: Dialect) -> DataSet:
    """Return a data set of the rows of a table, with the columns of `data`: their categories, scaling and fills.

    Columns are found by name; targets and ignored ones may be absent, and are missing then. There are no test samples.
    Raises Problem, with line and cell, for an input that is absent, missing without a fill, no number, or an unknown
    category.
    """
    columns = tuple(_column(column, table, dialect) for column in data.columns)
    return DataSet(columns)


def _column(column: DataColumn, table: ReadTable, dialect: Dialect) -> DataColumn:
    count, is_input = len(table.lines), column.role is ColumnRole.INPUT
    if column.name not in table.names:
        if is_input:
            what = QT_TRANSLATE_NOOP("Problem", "The column {name} is not there, which the network needs.")
            raise Problem(what, name=column.name)
        return _absent(column, count)
    place = table.names.index(column.name)
    if column.texts is not None:
        return replace(column, texts=tuple(table.columns[place]))
    found = (
        _numbers(column, place, table, dialect) if column.numbers is not None else _codes(column, place, table, dialect)
    )
    if is_input and column.fill is None and found.missing.any():
        row = int(np.flatnonzero(found.missing)[0])
        raise _unknown(column, place, table, row)
    return found


def _unknown(column: DataColumn, place: int, table: ReadTable, row: int) -> Problem:
    what = QT_TRANSLATE_NOOP("Problem", "Line {line}, column {name}: “{cell}” is nothing that the network knows.")
    return Problem(what, line=table.lines[row], name=column.name, cell=table.columns[place][row])


def _absent(column: DataColumn, count: int) -> DataColumn:
    if column.texts is not None:
        return replace(column, texts=("",) * count)
    if column.numbers is not None:
        return replace(column, numbers=np.full(count, np.nan))
    return replace(column, codes=np.full(count, -1, dtype=np.intp))


def _numbers(column: DataColumn, place: int, table: ReadTable, dialect: Dialect) -> DataColumn:
    values, wrong = table.numbers(place, dialect)
    if wrong and column.role is ColumnRole.INPUT:
        what = QT_TRANSLATE_NOOP("Problem", "Line {line}, column {name}: “{cell}” is no number.")
        raise Problem(what, line=table.lines[wrong[0]], name=column.name, cell=table.columns[place][wrong[0]])
    return replace(column, numbers=values)


def _codes(column: DataColumn, place: int, table: ReadTable, dialect: Dialect) -> DataColumn:
    codes, missing = {text: code for code, text in enumerate(column.categories)}, dialect.missing_cells
    if column.role is ColumnRole.INPUT:
        for row, cell in enumerate(table.columns[place]):
            if cell not in codes and cell not in missing:  # a fill is for missing cells only
                raise _unknown(column, place, table, row)
    return replace(column, codes=np.array([codes.get(cell, -1) for cell in table.columns[place]], dtype=np.intp))
