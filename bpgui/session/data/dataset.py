"""A data set: a table as a person has it, and what of it a network is to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.scaling import UNSCALED, Scaling

Codes: TypeAlias = NDArray[np.intp]
#: What a data set may hold in a session, and so in its file: samples, columns, and cells as they are stored.
MAX_SAMPLES, MAX_COLUMNS, MAX_CELLS = 100_000, 10_000, 4_000_000
#: Characters of a text: a cell, a category, the name of a column.
MAX_TEXT = 100_000
#: More cannot be told apart by anybody, and make as many neurons.
MAX_CATEGORIES = 1000


def check_counts(samples: int, columns: int) -> None:
    """Raise Problem where a session cannot hold so many samples with so many cells each."""
    if not 1 <= samples <= MAX_SAMPLES:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There must be 1 to {most} samples."), most=MAX_SAMPLES)
    if columns > MAX_COLUMNS:
        what = QT_TRANSLATE_NOOP("Problem", "There are {count} columns; at most {most} are possible.")
        raise Problem(what, count=columns, most=MAX_COLUMNS)
    check_cells(samples * columns)


def check_cells(count: int) -> None:
    """Raise Problem where a session cannot hold so many cells."""
    if count > MAX_CELLS:
        what = QT_TRANSLATE_NOOP("Problem", "The samples have {count} cells; at most {most} are possible.")
        raise Problem(what, count=count, most=MAX_CELLS)


def check_texts(name: str, texts: Iterable[str]) -> None:
    """Raise Problem where the name of a column, or a text in it, is longer than a session can hold."""
    longest = max(len(name), max(map(len, texts), default=0))
    if longest > MAX_TEXT:
        what = QT_TRANSLATE_NOOP(
            "Problem", "Column {name} has a text of {count} characters; at most {most} are possible."
        )
        raise Problem(what, name=name[:40], count=longest, most=MAX_TEXT)


class ColumnRole(StrEnum):
    """What a column is for."""

    INPUT = "input"
    TARGET = "target"
    IGNORED = "ignored"


class Encoding(StrEnum):
    """How a network sees a column: its numbers; a neuron for each category; one of 0 and 1 for two categories."""

    NUMBER = "number"
    ONE_HOT = "one_hot"
    ZERO_ONE = "zero_one"


@dataclass(frozen=True, eq=False)
class DataColumn:
    """A column with its original cells, and how it is used.

    Exactly one of `numbers`, float64 with NaN where a cell is missing, `codes`, places in `categories` with -1 for
    missing, and `texts`, which no network sees, is there; each has one entry a sample. `one` is the category that is
    1 where the encoding is ZERO_ONE. `fill` is what stands for missing cells: a number, or the place of a category.
    """

    name: str
    role: ColumnRole
    encoding: Encoding = Encoding.NUMBER
    numbers: Array | None = None
    codes: Codes | None = None
    texts: tuple[str, ...] | None = None
    categories: tuple[str, ...] = ()
    one: int = 1
    scaling: Scaling = UNSCALED
    fill: float | None = None

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Which cells are missing, shape (samples,); of a column of texts those that are empty."""
        if self.numbers is not None:
            return np.isnan(self.numbers)
        if self.codes is not None:
            return self.codes < 0
        return np.array([not text for text in self.texts or ()], dtype=bool)

    @property
    def is_used(self) -> bool:
        """Whether a network sees it."""
        return self.role is not ColumnRole.IGNORED

    @property
    def neurons(self) -> int:
        """How many neurons it makes."""
        if not self.is_used:
            return 0
        return len(self.categories) if self.encoding is Encoding.ONE_HOT else 1

    def __len__(self) -> int:
        cells = self.numbers if self.numbers is not None else self.codes if self.codes is not None else self.texts
        return 0 if cells is None else len(cells)

    def equals(self, other: "DataColumn") -> bool:
        """Whether cells and use are the same, missing cells too."""
        for own, its in ((self.numbers, other.numbers), (self.codes, other.codes)):
            if (own is None) != (its is None):
                return False
            if own is not None and its is not None and not np.array_equal(own, its, equal_nan=True):
                return False
        return all(getattr(self, name) == getattr(other, name) for name in _PLAIN)

    def taken(self, samples: Codes) -> "DataColumn":
        """Return the column with only these samples, in this order."""
        return replace(
            self,
            numbers=None if self.numbers is None else self.numbers[samples],
            codes=None if self.codes is None else self.codes[samples],
            texts=None if self.texts is None else tuple(self.texts[sample] for sample in samples),
        )

    def cell(self, sample: int) -> float | str | None:
        """Return an original cell: a number, a category, a text; None where it is missing."""
        if self.numbers is not None:
            value = float(self.numbers[sample])
            return None if np.isnan(value) else value
        if self.codes is not None:
            code = int(self.codes[sample])
            return None if code < 0 else self.categories[code]
        return (self.texts or ())[sample] or None


#: The fields that are compared as they are.
_PLAIN = tuple(field.name for field in fields(DataColumn) if field.name not in ("numbers", "codes"))


def category_column(name: str, role: ColumnRole, cells: Sequence[str | None]) -> DataColumn:
    """Make a column of categories, in order of first appearance; None is missing.

    Two categories are encoded as 0 and 1, the second as 1. Raises Problem for more than MAX_CATEGORIES.
    """
    places: dict[str, int] = {}
    codes = [-1 if cell is None else places.setdefault(cell, len(places)) for cell in cells]
    if len(places) > MAX_CATEGORIES:
        what = QT_TRANSLATE_NOOP("Problem", "Column {name} has {count} categories; {most} are possible.")
        raise Problem(what, name=name, count=len(places), most=MAX_CATEGORIES)
    encoding = Encoding.ZERO_ONE if len(places) == 2 else Encoding.ONE_HOT
    return DataColumn(name, role, encoding, codes=np.array(codes, dtype=np.intp), categories=tuple(places))


def number_column(name: str, role: ColumnRole, values: Sequence[float] | Array) -> DataColumn:
    """Make a column of numbers; NaN is missing."""
    return DataColumn(name, role, numbers=np.array(values, dtype=np.float64))


@dataclass(frozen=True, eq=False)
class DataSet:
    """Columns of one length, and the numbers of the test samples, ascending from 0; all others train."""

    columns: tuple[DataColumn, ...]
    test: tuple[int, ...] = ()

    @property
    def samples(self) -> int:
        """Number of samples."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def training(self) -> Codes:
        """The numbers of the training samples, ascending."""
        trains = np.ones(self.samples, dtype=bool)  # twenty times quicker than a difference of sets
        trains[list(self.test)] = False
        return np.flatnonzero(trains)

    def of(self, role: ColumnRole) -> tuple[DataColumn, ...]:
        """Return the columns of a role, in order."""
        return tuple(column for column in self.columns if column.role is role)

    def equals(self, other: "DataSet") -> bool:
        """Whether columns and test samples are the same."""
        return (
            self.test == other.test
            and len(self.columns) == len(other.columns)
            and all(own.equals(its) for own, its in zip(self.columns, other.columns, strict=True))
        )

    def with_column(self, place: int, column: DataColumn) -> "DataSet":
        """Return the data set with another column at a place."""
        columns = list(self.columns)
        columns[place] = column
        return replace(self, columns=tuple(columns))

    def taken(self, samples: Sequence[int] | Codes) -> "DataSet":
        """Return the data set with only these samples; test samples stay test samples. What was fitted stays as it is.

        Raises Problem where no training sample is left.
        """
        chosen = np.array(samples, dtype=np.intp)
        test = np.flatnonzero(np.isin(chosen, np.array(self.test, dtype=np.intp)))
        columns = tuple(column.taken(chosen) for column in self.columns)
        return with_test(replace(self, columns=columns), test.tolist())


def with_test(data: DataSet, test: Sequence[int]) -> DataSet:
    """Return the data set with these test samples. Raises Problem where no training sample is left, or one is none."""
    chosen = sorted(set(test))
    if chosen and not 0 <= chosen[0] <= chosen[-1] < data.samples:
        what = QT_TRANSLATE_NOOP("Problem", "Test samples go from 1 to {count}; there is no sample {n}.")
        wrong = chosen[0] if chosen[0] < 0 else chosen[-1]
        raise Problem(what, count=data.samples, n=wrong + 1)
    if len(chosen) >= data.samples:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "No training sample is left."))
    return replace(data, test=tuple(chosen))
