"""Missing cells: the samples that have some, and what may stand for them. Nothing is done unless a person asks."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import DataColumn, DataSet


class Fill(StrEnum):
    """What may stand for missing cells, of the training samples that have one."""

    MEAN = "mean"
    MEDIAN = "median"
    COMMONEST = "commonest"


def incomplete(data: DataSet, to_be_filled: Collection[int] = ()) -> NDArray[np.bool_]:
    """Return which samples miss a cell that a network sees and that is not filled, shape (samples,).

    `to_be_filled` are the places of columns that get a fill later.
    """
    found = np.zeros(data.samples, dtype=bool)
    for place, column in enumerate(data.columns):
        if column.is_used and column.fill is None and place not in to_be_filled:
            found |= column.missing
    return found


def filled(data: DataSet, place: int, how: Fill | None) -> DataSet:
    """Return the data set with a fill for the missing cells of the column at a place; None takes it away.

    Raises Problem where no training sample has a cell there, or a column of categories has no mean.
    """
    column = data.columns[place]
    fill = None if how is None else _fill(column, how, data)
    return data.with_column(place, replace(column, fill=fill))


def _fill(column: DataColumn, how: Fill, data: DataSet) -> float:
    training = data.training
    present = training[~column.missing[training]]
    if not len(present):
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} has no cell in a training sample.")
        raise Problem(what, name=column.name)
    cells = column.numbers if column.numbers is not None else column.codes
    if cells is None or (column.numbers is None and how is not Fill.COMMONEST):
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} has no numbers: take the commonest cell.")
        raise Problem(what, name=column.name)
    values = cells[present]
    if how is Fill.MEDIAN:
        return float(np.median(values))
    if how is Fill.MEAN:
        return float(np.add.accumulate(values)[-1] / len(values))
    found, first, counts = np.unique(values, return_index=True, return_counts=True)
    best = min(range(len(found)), key=lambda n: (-counts[n], first[n]))  # at a tie the one that appears first
    return float(found[best])
