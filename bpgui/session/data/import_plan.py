"""What a person wants of a file: how it is read, what its columns are, what is held back. One value, then a data set.

The dialog changes such a plan and the command line names its parts, so both make the same data set.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, Encoding
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.encode import scaled
from bpgui.session.data.flaws import Flaws
from bpgui.session.data.guess_columns import CellKind, ColumnGuess, GuessReason, data_set, guess_columns
from bpgui.session.data.missing import Fill, filled, incomplete
from bpgui.session.data.read_table import ReadTable
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.data.split import split_by_share, split_last


@dataclass(frozen=True)
class ColumnPlan:
    """What becomes of one column; `why` says why it was guessed.

    `encoding` and `one`, the category that is 1, are None for what follows from the cells. `categories` are in the
    order in which they shall be; empty: of first appearance.
    """

    name: str
    kind: CellKind
    role: ColumnRole
    why: GuessReason
    categories: tuple[str, ...] = ()
    encoding: Encoding | None = None
    one: str | None = None
    scaling: ScalingKind = ScalingKind.NONE
    fill: Fill | None = None


class SplitKind(StrEnum):
    """How test samples are chosen."""

    NONE = "none"
    SHARE = "share"
    LAST = "last"


@dataclass(frozen=True)
class SplitPlan:
    """Which samples are held back for testing: a share of them drawn by a seed, or the last `count`."""

    kind: SplitKind = SplitKind.NONE
    share: float = 0.2
    seed: int = 0
    is_stratified: bool = False
    count: int = 1

    def of(self, data: DataSet) -> DataSet:
        """Return the data set with these test samples. Raises Problem where that is not possible."""
        if self.kind is SplitKind.SHARE:
            return split_by_share(data, self.share, self.seed, is_stratified=self.is_stratified)
        return split_last(data, self.count if self.kind is SplitKind.LAST else 0)


@dataclass(frozen=True)
class ImportPlan:
    """How a file becomes a data set.

    `drops_incomplete`: samples with a missing cell that nothing stands for are left out; `only_right`: rows with a
    problem are.
    """

    dialect: Dialect
    columns: tuple[ColumnPlan, ...] = ()
    split: SplitPlan = SplitPlan()
    drops_incomplete: bool = False
    only_right: bool = False


@dataclass(frozen=True, eq=False)
class Imported:
    """The data set, the row of the read table that each sample came from, cells that did not fit, rows left out.

    `dropped` are those with missing cells, `missing` the samples that still have some.
    """

    data: DataSet
    rows: tuple[int, ...]
    problems: Flaws
    dropped: int
    missing: int


def columns_guessed(table: ReadTable, dialect: Dialect) -> tuple[ColumnPlan, ...]:
    """Return a plan for each column of a table that was read in this dialect."""
    return tuple(ColumnPlan(g.name, g.kind, g.role, g.why, g.categories) for g in guess_columns(table, dialect))


def imported(table: ReadTable, plan: ImportPlan) -> Imported:
    """Make the data set that a plan describes; fills and scaling are fitted on the training samples.

    Raises Problem where a part of the plan is not possible. Cells may still be missing: see `missing`.
    """
    guesses = [ColumnGuess(c.name, c.kind, c.role, c.why, c.categories) for c in plan.columns]
    made = data_set(table, guesses, plan.dialect, only_right=plan.only_right)
    data, rows = made.data, made.rows
    if not rows:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "No row is left."))
    for place, column in enumerate(plan.columns):
        data = _encoded_as(data, place, column)
    gaps = incomplete(data, [place for place, column in enumerate(plan.columns) if column.fill is not None])
    dropped = int(gaps.sum()) if plan.drops_incomplete else 0
    if dropped == len(rows):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Each row misses a cell: none is left."))
    if dropped:
        kept = np.flatnonzero(~gaps)
        data, rows = data.taken(kept), tuple(rows[sample] for sample in kept)
    data = plan.split.of(data)
    for place, column in enumerate(plan.columns):
        data = _fitted(data, place, column)
    return Imported(data, rows, made.problems, dropped, int(incomplete(data).sum()))


def _encoded_as(data: DataSet, place: int, plan: ColumnPlan) -> DataSet:
    """Give a column of categories the encoding, and the category that is 1, that the plan asks for."""
    column = data.columns[place]
    if column.codes is None:
        return data
    if plan.encoding in (Encoding.ONE_HOT, Encoding.ZERO_ONE):
        column = replace(column, encoding=plan.encoding)
    if plan.one is not None:
        if plan.one not in column.categories:
            what = QT_TRANSLATE_NOOP("Problem", "{cell} is no category of column {name}; there are {names}.")
            raise Problem(what, cell=plan.one, name=column.name, names=", ".join(column.categories[:8]))
        column = replace(column, one=column.categories.index(plan.one))
    return data.with_column(place, column)


def _fitted(data: DataSet, place: int, plan: ColumnPlan) -> DataSet:
    column = data.columns[place]
    if not column.is_used:
        return data
    if plan.fill is not None and column.missing.any():
        data = filled(data, place, plan.fill)
    return data if column.numbers is None else scaled(data, place, plan.scaling)
