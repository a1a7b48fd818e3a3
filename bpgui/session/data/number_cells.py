"""Cells that hold numbers or times: which do, and the numbers themselves."""

import math
import re
from collections.abc import Sequence

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.numbers import plain, shortest
from bpgui.session.data.dialect import DECIMALS, GROUPINGS, Dialect

#: Signs that stand for a separator of thousands.
_VARIANTS = {" ": "[ \u00a0\u2009\u202f]", "'": "['’]"}
_END = r"(?:[eE][+-]?\d{1,9})?"
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp][Mm])?"
_DATE = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})"
    r"|\d{1,2}[- .]{1,2}[^\W\d_]{3,9}\.?[- ,]{1,2}\d{2,4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
)
_WHEN = re.compile(rf"(?:(?:{_DATE})(?:[T ,]{{1,2}}{_TIME})?|{_TIME})(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?", re.ASCII)


def number_pattern(decimal: str, grouping: str) -> re.Pattern[str]:
    """Return what a number looks like: [+-], digits, in groups of three where there are groups, decimals, exponent."""
    point = re.escape(decimal)
    whole = r"\d+"
    if grouping:
        sign = _VARIANTS.get(grouping, re.escape(grouping))
        whole = rf"(?:[1-9]\d{{0,2}}(?:{sign}\d{{3}})+|\d+)"
    return re.compile(rf"[+-]?(?:{whole}(?:{point}\d*)?|{point}\d+){_END}", re.ASCII)


def is_when(cell: str) -> bool:
    """Whether a cell holds a date, a time, or both."""
    return len(cell) <= 40 and _WHEN.fullmatch(cell) is not None


def guess_signs(cells: Sequence[str], delimiter: str) -> tuple[str, str]:
    """Return the decimal sign and the separator of thousands by which most of these cells are numbers.

    The simplest of the best: a point and no groups, if that reads as much.
    """
    pairs = [(decimal, grouping) for decimal in DECIMALS for grouping in GROUPINGS if decimal != grouping]
    #: "1,234" between commas is a thousand and more in quotes; elsewhere more likely has a decimal comma
    rank = {(".", ""): 0, (",", ""): 3 if delimiter == "," else 1, (".", ","): 2}
    pairs.sort(key=lambda pair: rank.get(pair, 4))
    doubtful = [text for text in map(plain, cells) if text and not text.isdigit()]
    return max(pairs, key=lambda pair: sum(map(bool, map(number_pattern(*pair).fullmatch, doubtful))))


def numbers(cells: Sequence[str], dialect: Dialect) -> tuple[Array, list[int]]:
    """Return the numbers of a column, shape (len(cells),), and the places of cells that are none, though not missing.

    NaN stands where a cell is missing or no number. What is too large for 64 bits is no number.
    """
    missing = dialect.missing_cells
    quick = _quick(cells, dialect.decimal, missing)
    if quick is not None:
        return quick, []
    pattern = number_pattern(dialect.decimal, dialect.grouping)
    different = set(cells)
    values = {cell: math.nan if cell in missing else _value(cell, dialect, pattern) for cell in different}
    found = np.array([values[cell] for cell in cells], dtype=np.float64)  # None becomes NaN
    wrong = {cell for cell in different if values[cell] is None}
    return found, [place for place, cell in enumerate(cells) if cell in wrong] if wrong else []


def has_digits(missing: frozenset[str]) -> bool:
    """Whether a number, such as -999, means that a cell is missing."""
    return any(character.isdigit() for text in missing for character in text)


def _quick(cells: Sequence[str], decimal: str, missing: frozenset[str]) -> Array | None:
    """Read numbers as float() does, where all cells are finite numbers in plain digits, or empty and missing."""
    text = "\n".join(cells)
    if "_" in text or not text.isascii():  # float() knows 1_000, and digits of all scripts
        return None
    if has_digits(missing):
        return None
    plain_cells: Sequence[str] = cells
    if decimal == ",":
        if "." in text or text.count("\n") >= len(cells):
            return None
        plain_cells = text.replace(",", ".").split("\n")
    empty = 0
    try:
        if "" in missing:
            empty = cells.count("")
            plain_cells = [cell or "nan" for cell in plain_cells] if empty else plain_cells
        found = np.fromiter(map(float, plain_cells), dtype=np.float64, count=len(cells))
    except ValueError:
        return None
    return found if np.count_nonzero(~np.isfinite(found)) == empty else None  # no nan, no inf


def _value(cell: str, dialect: Dialect, pattern: re.Pattern[str]) -> float | None:
    text = cell if cell.isascii() else plain(cell)
    if pattern.fullmatch(text) is None:
        return None
    if dialect.grouping:
        text = re.sub(_VARIANTS.get(dialect.grouping, re.escape(dialect.grouping)), "", text)
    value = float(text.replace(dialect.decimal, "."))
    return value if math.isfinite(value) else None


def number_text(value: float, dialect: Dialect) -> str:
    """Write a number as this dialect reads it, so that it reads back as exactly `value`."""
    return shortest(value).replace(".", dialect.decimal)
