"""Numbers as people type and read them: one parser, one display format, one full-digits format."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec
import numpy as np

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")  # each digit can match in one way: linear
MIN_DIGITS, MAX_DIGITS = 2, 17
#: Full-width forms, which Chinese keyboards type, the Chinese full stop, and signs that texts have for a minus.
#: (Unicode's own folding would read 10² as 102.)
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ".", 0x2212: "-", 0x2013: "-"}
MINUS = "\u2212"
_DIGITS, _RAISED = "-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPTS, _ON_THE_LINE = str.maketrans(_DIGITS, _RAISED), str.maketrans(_RAISED, _DIGITS)
_GROUP = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POWER = re.compile(f"×10([{_RAISED}]+)")
#: One comma, and how many digits follow it.
_ONE_COMMA = re.compile(r"[^,.]*,(\d*)([^\d,.][^,.]*)?")


class CommaDoubt(Problem):
    """`typed` has a comma where decimals have a point: `offer` is the same number with a point."""

    def __init__(self, typed: str, offer: str) -> None:
        """Ask whether `typed` stands for `offer`."""
        super().__init__(QT_TRANSLATE_NOOP("Problem", "“{text}” has a comma: {offer}?"), text=typed, offer=offer)
        self.typed, self.offer = typed, offer


def plain(text: str) -> str:
    """Return a typed text in the signs of numbers: full-width digits, a Chinese full stop, another minus as ours."""
    return text.translate(_PLAIN).strip()


def parse_number(text: str, *, comma: bool = False) -> float:
    """Read a number that a person typed: "0.3", ".3", "-2e-3", "1/3".

    A point is always a decimal point; a comma is one where `comma` says that the locale writes it so. Group
    separators are never accepted. Raises Problem with the reason; CommaDoubt for a comma that can only be a decimal
    point, because not exactly three digits follow it.
    """
    typed = plain(text)
    if not typed:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Type a number, for example 0.3, -2e-3 or 1/3."))
    if "," not in typed:
        return _value(typed, text)
    found = [_ONE_COMMA.fullmatch(part) for part in typed.split("/") if "," in part]
    if not all(found):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” has group separators; leave them out."), text=text)
    offer = typed.replace(",", ".")
    value = _value(offer, text)
    if comma:
        return value
    if any(match is not None and len(match[1]) == 3 for match in found):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{text}” may be a thousand or a fraction: write a point, or no comma."),
            text=text,
        )
    raise CommaDoubt(text, offer)


def parse_whole(text: str, least: int, most: int, *, comma: bool = False) -> int:
    """Read a whole number from `least` to `most` that a person typed: "12", "1e6". Raises Problem with the reason."""
    try:
        number = parse_number(text, comma=comma)
    except CommaDoubt:
        number = math.nan
    if not (least <= number <= most and number == int(number)):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{text}” is not a whole number from {least} to {most}."),
            text=text,
            least=least,
            most=most,
        )
    return int(number)


def _value(typed: str, text: str) -> float:
    """Read a number with decimal points, or a fraction of two; `text` is what is said of it."""
    numerator, slash, denominator = typed.partition("/")
    value = _decimal(numerator, text)
    if slash:
        divisor = _decimal(denominator, text)
        if divisor == 0:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” divides by zero."), text=text)
        value /= divisor
    if not math.isfinite(value):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” is too large for a 64-bit number."), text=text)
    return value


def parse_block(text: str, *, comma: bool = False) -> list[list[float]]:
    """Read a block of numbers, as a spreadsheet copies it: a line a row, tabs between the cells of a row.

    Without any tab, spaces or semicolons stand between cells. Returns rows of one length, at least one number.
    Raises Problem with the row and the column, counted from 1, of what is no number.
    """
    lines = text.strip("\r\n").splitlines() or [""]
    has_tabs = "\t" in text
    cells = [line.split("\t") if has_tabs else re.split(r"\s*;\s*|\s+", line.strip()) for line in lines]
    width = len(cells[0])
    for row, found in enumerate(cells, 1):
        if len(found) != width:
            what = QT_TRANSLATE_NOOP("Problem", "Row {row} of the block has {found} numbers, the first has {count}.")
            raise Problem(what, row=row, found=len(found), count=width)
    return [
        [_cell(cell, row, column, comma) for column, cell in enumerate(line, 1)] for row, line in enumerate(cells, 1)
    ]


def _cell(text: str, row: int, column: int, comma: bool) -> float:
    try:
        return parse_number(text, comma=comma)
    except Problem as problem:
        what = QT_TRANSLATE_NOOP("Problem", "Row {row}, column {column} of the block: {reason}")
        raise Problem(what, row=row, column=column, reason=problem) from problem


def block_text(rows: Sequence[Sequence[float | None]], *, comma: bool = False) -> str:
    """Write a block in full digits as `parse_block` reads it: tabs between cells, a line a row; None is no number."""
    text = "\n".join("\t".join("" if value is None else shortest(value) for value in row) for row in rows)
    return text.replace(".", ",") if comma else text


def _decimal(part: str, text: str) -> float:
    if not _NUMBER.fullmatch(part.strip()):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” is not a number."), text=text)
    return float(part)


def display(value: float, digits: int) -> str:
    """Round `value` to `digits` significant digits (2 to 17) for the eye; trailing zeros are dropped."""
    if not math.isfinite(value):
        return shortest(value)
    rounded = float(f"{value:.{digits}g}") + 0.0  # + 0.0 turns -0.0 into 0.0
    if math.isinf(rounded):
        rounded = value  # the largest numbers of all cannot be rounded up
    if rounded and not 1e-4 <= abs(rounded) < 1e7:
        return np.format_float_scientific(rounded, trim="-", exp_digits=1).replace("e+", "e")
    return shortest(rounded)


def telling_digits(one: float, other: float, digits: int) -> int:
    """Return the fewest significant digits, no fewer than `digits`, in which two different numbers read differently."""
    if one == other:
        return digits
    return next((n for n in range(digits, MAX_DIGITS) if display(one, n) != display(other, n)), MAX_DIGITS)


def readable(text: str) -> str:
    """Write a shown number for the eye: a real minus sign, powers of ten as such: "−0.5", "8.8×10⁻¹⁹"."""
    mantissa, e, exponent = text.partition("e")
    power = f"×10{exponent.translate(_SUPERSCRIPTS)}" if e else ""
    return mantissa.replace("-", MINUS) + power


def spoken(text: str) -> str:
    """Write all numbers of a readable text as they are typed, for screen readers: "-0.5", "8.8e-19", "1000"."""
    typed = _POWER.sub(lambda found: f"e{found[1].translate(_ON_THE_LINE)}", text).replace(MINUS, "-")
    return _GROUP.sub("", typed)


def whole(number: int) -> str:
    """Write a whole number for the eye, in groups of three digits: "1,000,000"."""
    return f"{number:,}".replace("-", MINUS)


def shortest(value: float) -> str:
    """Return the shortest text that reads back as exactly `value`; "nan", "inf", "-inf" for those."""
    if not math.isfinite(value):
        return repr(float(value))
    return msgspec.json.encode(float(value)).decode().removesuffix(".0")


def last_place(text: str) -> float:
    """Return the unit of the last digit that a person typed: 0.01 for "1.25", 0 for a fraction, which is exact.

    For a text that `parse_number` reads.
    """
    typed = plain(text).replace(",", ".")
    if "/" in typed:
        return 0.0
    exponent = Decimal(typed).as_tuple().exponent
    return float(f"1e{exponent}")
