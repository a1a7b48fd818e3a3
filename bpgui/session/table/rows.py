"""Which rows the data table shows, in which order: sorted, filtered, found. The samples themselves stay as they are."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.session.basics.numbers import last_place, parse_number
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import Codes
from bpgui.session.step.moment import Moment
from bpgui.session.step.rightness import Rightness
from bpgui.session.table.columns import TableColumn, numbers_of, texts_of

Mask = NDArray[np.bool_]
_COMPARED = re.compile(r"(<=|>=|<|>|=)\s*(.+)", re.DOTALL)
_COMPARISONS: dict[str, Callable[[Array, float], Mask]] = {
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
    "=": np.equal,
}


class RowFilter(StrEnum):
    """Which samples are shown."""

    ALL = "all"
    TRAINING = "training"
    TEST = "test"
    BATCH = "batch"
    WRONG = "wrong"


def sorted_samples(moment: Moment, column: TableColumn, *, descending: bool) -> Codes:
    """Return the samples by the cells of a column, equal ones in their order, missing ones last."""
    values = numbers_of(moment, column)
    if values is None:
        codes, texts = texts_of(moment, column)
        ranks = np.empty(len(texts) + 1)
        ranks[sorted(range(len(texts)), key=lambda place: texts[place].casefold())] = np.arange(len(texts))
        ranks[-1] = np.nan  # where a code of -1 leads
        values = ranks[codes]
    missing = np.isnan(values)
    return np.lexsort((-values if descending else values, missing)).astype(np.intp)


def shown_samples(moment: Moment, shown: RowFilter, rightness: Rightness | None) -> Mask:
    """Return which samples are among those to be shown, shape (samples,); nothing is wrong where nothing is known."""
    samples = moment.experiment.data.samples
    if shown is RowFilter.ALL:
        return np.ones(samples, dtype=bool)
    if shown is RowFilter.WRONG:
        return np.zeros(samples, dtype=bool) if rightness is None else ~rightness.right
    found = np.zeros(samples, dtype=bool)
    if shown is RowFilter.BATCH:
        found[moment.batch] = True
        return found
    found[list(moment.experiment.data.test)] = True
    return found if shown is RowFilter.TEST else ~found


def found_samples(moment: Moment, columns: Sequence[TableColumn], text: str, *, comma: bool = False) -> Mask:
    """Return which samples have a cell in these columns that a text finds, shape (samples,).

    A text finds the categories and texts that contain it, in any case. A number finds those that are rounded to it:
    "0.19" finds 0.191; "> 5" finds larger ones, as do "<", ">=", "<=" and "=".
    """
    found = np.zeros(moment.experiment.data.samples, dtype=bool)
    test, wanted = _number_test(text.strip(), comma), text.strip().casefold()
    for column in columns if wanted else ():
        values = numbers_of(moment, column)
        if values is None:
            codes, texts = texts_of(moment, column)
            has = np.array([*(wanted in each.casefold() for each in texts), False], dtype=bool)
            found |= has[codes]
        elif test is not None:
            found |= test(values)
    return found


def _number_test(text: str, comma: bool) -> Callable[[Array], Mask] | None:
    """Return what says which of some numbers a text finds; None for a text that is no number."""
    compared = _COMPARED.fullmatch(text)
    typed = compared[2] if compared else text
    try:
        value = parse_number(typed, comma=comma)
    except Problem:
        return None
    if compared:
        return lambda values: _COMPARISONS[compared[1]](values, value)
    half = last_place(typed) / 2
    return lambda values: np.equal(values, value) | (np.abs(values - value) < half)
