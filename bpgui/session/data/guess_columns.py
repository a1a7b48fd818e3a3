"""What each column of a table most likely is, and the data set that comes of it when a person has had a say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, takewhile

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import (
    MAX_CATEGORIES,
    ColumnRole,
    DataColumn,
    DataSet,
    category_column,
    number_column,
)
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.flaws import FlawList, Flaws
from bpgui.session.data.number_cells import is_when
from bpgui.session.data.read_table import ReadTable


class CellKind(StrEnum):
    """What the cells of a column are taken for."""

    NUMBER = "number"
    CATEGORY = "category"
    TEXT = "text"  # kept, never seen by a network


class GuessReason(StrEnum):
    """Why a column was guessed to be what it is."""

    NUMBERS = "numbers"
    CATEGORIES = "categories"
    CLASS_NUMBERS = "class_numbers"  # small whole numbers in the target, that may as well be numbers
    TIMES = "times"
    COUNT = "count"  # a number or name for each row
    MANY_TEXTS = "many_texts"
    EMPTY = "empty"
    CONSTANT = "constant"


@dataclass(frozen=True)
class ColumnGuess:
    """What a column is taken for; each part may be changed before `data_set` makes the column.

    `categories` are in the order in which they shall be: empty for their order of first appearance.
    """

    name: str
    kind: CellKind
    role: ColumnRole
    why: GuessReason
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class MadeDataSet:
    """The data set, the row of the read table that each sample came from, and the cells that did not fit."""

    data: DataSet
    rows: tuple[int, ...]
    problems: Flaws


#: A column is one of numbers where so many of its cells are.
NUMBER_SHARE = 0.8
#: Cells that are looked at for times.
SAMPLE = 1000
#: Texts make categories where so few differ, or more if each appears twice on average.
FEW_CATEGORIES, MANY_CATEGORIES = 12, 100
#: Whole numbers from 0 or 1 up to so many are offered as classes.
MAX_CLASS_NUMBERS = 20
_TARGETS = re.compile(
    r"(target|class(es)?|label|output|outcome|response|species|diagnosis|survived|klasse|ziel|classe|cible|objetivo"
    r"|目标|类别|标签|分类|类|结果|输出)[ _]?\d{0,3}",
    re.IGNORECASE,
)
#: The same, where none but targets follow.
_LAST_TARGETS = re.compile(r"(y|t|out)[ _]?\d{0,3}", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Za-z_-]{0,20}\d{1,20}", re.ASCII)
_COUNTS = re.compile(
    r"(id|no|nr|num|number|index|idx|row|rownames?|record|key|#|unnamed: \d+|编号|序号|号|索引|学号)\.?"
    r"|.+[ _-]id|id[ _-].+|.+(编号|序号)|(?-i:.+[a-z]I[dD])",
    re.IGNORECASE,
)
#: Of two categories the one that is guessed to be 1.
_YES = frozenset(
    {"1", "y", "yes", "t", "true", "pos", "positive", "present", "ja", "wahr", "oui", "vrai", "si", "sí"}
    | {"是", "真", "有", "对", "阳性"}
)
_NAMES = re.compile(r"(name|names|title|description|comment|url|email|姓名|名称|名字|备注)", re.IGNORECASE)


def guess_columns(table: ReadTable, dialect: Dialect) -> tuple[ColumnGuess, ...]:
    """Return a guess for each column of a table that was read in this dialect."""
    guesses = [_guess(table, place, dialect) for place in range(len(table.names))]
    if dialect.has_row_names and len(guesses) > 1:
        guesses[0] = replace(guesses[0], kind=CellKind.TEXT, role=ColumnRole.IGNORED, why=GuessReason.COUNT)
    return tuple(_with_targets(table, guesses, dialect))


def _guess(table: ReadTable, place: int, dialect: Dialect) -> ColumnGuess:
    name, missing = table.names[place], dialect.missing_cells
    ignored = ColumnGuess(name, CellKind.TEXT, ColumnRole.IGNORED, GuessReason.EMPTY)
    values, wrong = table.numbers(place, dialect)
    present = int(np.count_nonzero(~np.isnan(values)))
    if _is_count(table, place):
        return replace(ignored, why=GuessReason.COUNT)
    if present and len(wrong) <= max((1 - NUMBER_SHARE) * (present + len(wrong)), int(present > 1)):
        constant = present > 1 and np.nanmin(values) == np.nanmax(values)
        return ColumnGuess(
            name, CellKind.NUMBER, ColumnRole.INPUT, GuessReason.CONSTANT if constant else GuessReason.NUMBERS
        )
    cells = [cell for cell in table.columns[place] if cell not in missing]
    if not cells:
        return ignored
    if sum(map(is_when, islice(cells, SAMPLE))) >= NUMBER_SHARE * min(SAMPLE, len(cells)):
        return replace(ignored, why=GuessReason.TIMES)
    different = len(set(cells))
    few = different <= FEW_CATEGORIES or different <= min(MANY_CATEGORIES, len(cells) // 2)
    if not few or (different == len(cells) > 1 and _NAMES.fullmatch(name)):
        return replace(ignored, why=GuessReason.MANY_TEXTS)
    return ColumnGuess(name, CellKind.CATEGORY, ColumnRole.INPUT, GuessReason.CATEGORIES)


def _is_count(table: ReadTable, place: int) -> bool:
    """Whether different cells only number the rows: by the name, or a first column that counts in front of others."""
    name, cells = table.names[place], table.columns[place]
    if _COUNTS.fullmatch(name) and all(_NUMBERED.fullmatch(cell) for cell in cells):
        return len(set(cells)) == len(cells) > 1
    is_nameless = any(flaw.column == 1 for flaw in table.notes.listed)  # in a header that names others
    if place or len(table.names) < 3 or not (is_nameless or (re.fullmatch(r"x1_*", name) and len(cells) >= 10)):
        return False
    return any(all(cell == str(n) for n, cell in enumerate(cells, start)) for start in (0, 1))


def _with_targets(table: ReadTable, guesses: list[ColumnGuess], dialect: Dialect) -> list[ColumnGuess]:
    """Make targets of the columns that are called so, else of the column that `_unnamed_target` finds."""
    used = [place for place, guess in enumerate(guesses) if guess.role is ColumnRole.INPUT]
    targets = [place for place in used if _TARGETS.fullmatch(guesses[place].name)]
    if not targets:
        targets = list(takewhile(lambda place: _LAST_TARGETS.fullmatch(guesses[place].name), reversed(used)))
    if not targets or len(targets) == len(used):
        targets = [_unnamed_target(table, guesses, used, dialect)] if len(used) > 1 else []
    for place in targets:
        guess = replace(guesses[place], role=ColumnRole.TARGET)
        guesses[place] = _as_classes(guess, table, place, dialect) if guess.kind is CellKind.NUMBER else guess
    return guesses


def _unnamed_target(table: ReadTable, guesses: Sequence[ColumnGuess], used: Sequence[int], dialect: Dialect) -> int:
    """Return the last column; or the first, if it alone has texts, or without names alone has class numbers."""
    first, last = used[0], used[-1]
    texts = [place for place in used if guesses[place].kind is CellKind.CATEGORY]
    if texts:
        return first if texts == [first] and not _is_binary(table, last, dialect) else last
    classes = [place for place in used if _as_classes(guesses[place], table, place, dialect) is not guesses[place]]
    return first if classes == [first] and not dialect.has_header and not _is_binary(table, last, dialect) else last


def _different(table: ReadTable, place: int, dialect: Dialect) -> set[str]:
    """Return the different cells of a column, without those that are missing."""
    return set(table.columns[place]) - dialect.missing_cells


def _is_binary(table: ReadTable, place: int, dialect: Dialect) -> bool:
    return _different(table, place, dialect) <= {"0", "1"}


def _as_classes(guess: ColumnGuess, table: ReadTable, place: int, dialect: Dialect) -> ColumnGuess:
    """Offer a target of few whole numbers, from 0 or 1 on without a gap, as categories in their order."""
    different = _different(table, place, dialect)
    if not all(re.fullmatch(r"\d{1,2}", cell, re.ASCII) for cell in different) or len(different) == len(table.lines):
        return guess
    found = sorted(map(int, different))
    if not 2 <= len(found) <= MAX_CLASS_NUMBERS or found == [0, 1] or found[0] > 1:
        return guess
    if found != list(range(found[0], found[0] + len(found))):
        return guess
    categories = tuple(sorted(different, key=int))
    return replace(guess, kind=CellKind.CATEGORY, why=GuessReason.CLASS_NUMBERS, categories=categories)


def data_set(
    table: ReadTable, guesses: Sequence[ColumnGuess], dialect: Dialect, *, only_right: bool = False
) -> MadeDataSet:
    """Make the data set that the (changed) guesses describe; nothing is dropped or filled.

    Cells that are no number in a used column of numbers are missing, and a problem of their own; where `only_right`,
    rows with a problem are left out. Columns of texts are always ignored. Raises Problem for too many categories.
    """
    problems = FlawList()
    guesses = [_kept_whole(table, place, guess, dialect) for place, guess in enumerate(guesses)]
    found = [_cells(table, place, guess, dialect, problems) for place, guess in enumerate(guesses)]
    wrong = problems.found()
    left_out = table.problems.rows | wrong.rows if only_right else frozenset()
    rows = tuple(row for row in range(len(table.lines)) if row not in left_out)
    columns = tuple(_column(guess, cells, rows) for guess, cells in zip(guesses, found, strict=True))
    return MadeDataSet(DataSet(columns), rows, wrong)


def _kept_whole(table: ReadTable, place: int, guess: ColumnGuess, dialect: Dialect) -> ColumnGuess:
    """Keep a column of numbers as texts where it is ignored and has other cells too: nothing is lost or wrong."""
    if guess.kind is CellKind.NUMBER and guess.role is ColumnRole.IGNORED and table.numbers(place, dialect)[1]:
        return replace(guess, kind=CellKind.TEXT)
    return guess


def _cells(
    table: ReadTable, place: int, guess: ColumnGuess, dialect: Dialect, problems: FlawList
) -> Array | list[str | None]:
    cells = table.columns[place]
    if guess.kind is not CellKind.NUMBER:
        missing = dialect.missing_cells
        return [None if cell in missing else cell for cell in cells]
    values, wrong = table.numbers(place, dialect)
    for row in wrong:
        what = QT_TRANSLATE_NOOP("Problem", "“{cell}” in column {name} is no number.")
        problem = Problem(what, cell=cells[row][:80], name=guess.name)
        problems.add(problem, table.lines[row], place + 1, cells[row], row)
    return values


def _column(guess: ColumnGuess, cells: Array | list[str | None], rows: Sequence[int]) -> DataColumn:
    if not isinstance(cells, list):
        return number_column(guess.name, guess.role, cells[list(rows)])
    kept = [cells[row] for row in rows]
    if guess.kind is CellKind.TEXT:
        return DataColumn(guess.name, ColumnRole.IGNORED, texts=tuple(cell or "" for cell in kept))
    column = _ordered(category_column(guess.name, guess.role, kept), guess.categories)
    is_first = len(column.categories) == 2 and column.categories[0].lower() in _YES
    return replace(column, one=0 if is_first else 1)


def _ordered(column: DataColumn, wanted: Sequence[str]) -> DataColumn:
    """Return the column with its categories in the order that is wanted; the others follow as they appear."""
    if not wanted:
        return column
    order = list(dict.fromkeys([*wanted, *column.categories]))
    if len(order) > MAX_CATEGORIES or column.codes is None:
        return column
    remade = category_column(column.name, column.role, order)
    assert remade.codes is not None
    place = {text: n for n, text in enumerate(order)}
    new = [place[text] for text in column.categories]
    codes = np.array([*new, -1], dtype=np.intp)[column.codes]
    return replace(remade, codes=codes)
