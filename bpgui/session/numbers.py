"""Numbers as people type and read them: one parser, one display format, one full-digits format."""

import math
import re
from decimal import Decimal

import msgspec
import numpy as np

from bpgui.session.problems import QT_TRANSLATE_NOOP, Problem

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
FEWEST_DIGITS, MOST_DIGITS = 2, 17
#: Full-width forms, which Chinese keyboards type, and the minus sign. (Unicode's own folding would read 10² as 102.)
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-"}


def parse_number(text: str, *, comma: bool = False) -> float:
    """Read a number that a person typed: "0.3", ".3", "-2e-3", "1/3".

    A point is always a decimal point; a comma is one where `comma` says that the locale writes it so. Group
    separators are never accepted. Raises Problem with the reason.
    """
    plain = text.translate(_PLAIN).strip()
    if not plain:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Type a number, for example 0.3, -2e-3 or 1/3."))
    numerator, slash, denominator = plain.partition("/")
    value = _decimal(numerator, text, comma)
    if slash:
        divisor = _decimal(denominator, text, comma)
        if divisor == 0:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” divides by zero."), text=text)
        value /= divisor
    if not math.isfinite(value):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” is too large for a 64-bit number."), text=text)
    return value


def _decimal(part: str, text: str, comma: bool) -> float:
    part = part.strip()
    if "," in part:
        if not comma:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” has a comma; write a decimal point."), text=text)
        if "." in part or part.count(",") > 1:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{text}” has group separators; leave them out."), text=text)
        part = part.replace(",", ".")
    if not _NUMBER.fullmatch(part):
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


def shortest(value: float) -> str:
    """Return the shortest text that reads back as exactly `value`; "nan", "inf", "-inf" for those."""
    if not math.isfinite(value):
        return repr(float(value))
    return msgspec.json.encode(float(value)).decode().removesuffix(".0")


def last_place(text: str) -> float:
    """Return the unit of the last digit that a person typed: 0.01 for "1.25", 0 for a fraction, which is exact.

    For a text that `parse_number` reads.
    """
    plain = text.translate(_PLAIN).strip().replace(",", ".")
    if "/" in plain:
        return 0.0
    exponent = Decimal(plain).as_tuple().exponent
    return float(f"1e{exponent}")
