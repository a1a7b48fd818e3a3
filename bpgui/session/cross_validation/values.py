"""The values to try, as people write them: a list, or a range that is even in the logarithm."""

import math
import re

import numpy as np

from bpgui.session.basics.numbers import parse_number, parse_whole, plain
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.setting import Range
from bpgui.session.model.settings import SETTINGS

MAX_VALUES = 200
LINEAR = "linear"
#: Significant digits of the values inside a range: nobody wants 0.0021544346900318843.
RANGE_DIGITS = 3
_FORM = QT_TRANSLATE_NOOP("Problem", "Write values like 0.01, 0.1, 1 or a range like 0.001:1:10 (from, to, how many).")


def tunable_settings() -> tuple[str, ...]:
    """Return the names of the settings that can be tried: those with numbers for values."""
    return tuple(name for name, entry in SETTINGS.items() if isinstance(entry.values, Range))


def parse_values(text: str, *, is_whole: bool = False) -> tuple[float, ...]:
    """Read the values to try, each once, ascending.

    "0.01, 0.1, 1" is a list; "0.001:1:10" are ten values from 0.001 to 1, each the same factor above the one before;
    "0:0.9:10:linear" the same distance. Inside a range values are rounded to 3 significant digits where that leaves
    them apart, and to whole numbers where `is_whole`. Raises Problem.
    """
    typed = plain(text)
    if not typed:
        raise Problem(_FORM)
    if ":" in typed:
        return _range([part.strip() for part in typed.split(":")], is_whole)
    parts = [part for part in re.split(r"[,;\s]+", typed) if part]
    return _distinct([_whole(part) if is_whole else parse_number(part) for part in parts])


def _whole(text: str) -> int:
    return parse_whole(text, -(2**53), 2**53)


def _range(parts: list[str], is_whole: bool) -> tuple[float, ...]:
    if len(parts) not in (3, 4) or parts[3:] not in ([], [LINEAR]):
        raise Problem(_FORM)
    low, high = sorted(map(parse_number, parts[:2]))
    count = parse_whole(parts[2], 2, MAX_VALUES)
    if len(parts) == 4:
        values = np.linspace(low, high, count).tolist()
    elif low <= 0:
        text = QT_TRANSLATE_NOOP("Problem", "A logarithmic range begins above 0; write {text} for even distances.")
        raise Problem(text, text=":".join([*parts, LINEAR]))
    else:
        values = np.geomspace(low, high, count).tolist()
    if is_whole:
        return _distinct([round(value) for value in values])
    rounded = [low, *(float(f"{value:.{RANGE_DIGITS}g}") for value in values[1:-1]), high]
    return _distinct(rounded if len({*rounded}) == count else values)


def _distinct(values: list[float] | list[int]) -> tuple[float, ...]:
    found = tuple(sorted({*values}))
    if len(found) > MAX_VALUES:
        text = QT_TRANSLATE_NOOP("Problem", "At most {most} values can be tried; these are {count}.")
        raise Problem(text, most=MAX_VALUES, count=len(found))
    if not all(map(math.isfinite, found)):
        raise Problem(_FORM)
    return found
