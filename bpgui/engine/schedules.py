"""Schedules: the learning rate of each step, as a function of the steps since the schedule was set.

To add one: write its `rate` and put an entry in SCHEDULES. The step, the compiled kernel, the file, the CSV and the
window read that table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array, cos, pick
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP

PI = 3.141592653589793


@dataclass(frozen=True)
class Schedule:
    """One schedule.

    `rate(a, j, constants..)` gives the rates of the steps j (whole numbers as float64, of any shape) after the warm-up,
    elementwise; a is the rate that was set. `constants` are those that it needs, by their names in `Settings`. `word`
    is what people call it, to be translated; `formula` is how its rate is written.
    """

    name: str
    rate: Callable[..., Array]
    constants: tuple[str, ...] = ()
    word: str = ""
    formula: str = ""


def power(base: float, exponents: Array) -> Array:
    """Return base^j for whole j >= 0, by repeated squaring, which has the same bits on every machine."""
    found, factor, left = np.ones(exponents.shape), base, exponents.astype(np.int64)
    while left.any():
        found = pick((left & 1) == 1, found * factor, found)
        factor, left = factor * factor, left >> 1
    return found


def constant(a: float, j: Array) -> Array:
    """The rate that was set."""
    return np.full(j.shape, a)


def steps(a: float, j: Array, f: float, n: int) -> Array:
    """a f^floor(j / n)."""
    return a * power(f, np.floor_divide(j, n))


def exponential(a: float, j: Array, f: float) -> Array:
    """a f^j."""
    return a * power(f, j)


def inverse(a: float, j: Array, d: float) -> Array:
    """a / (1 + d j)."""
    return a * (1.0 / (1.0 + d * j))


def cosine(a: float, j: Array, last: float, n: int) -> Array:
    """From a to `last` by half a period of a cosine over n steps, then `last` (Loshchilov and Hutter 2017)."""
    within = last + (a - last) * (0.5 * (1.0 + cos(PI * (pick(j < n, j, 0.0) / n))))
    return pick(j < n, within, last)


SCHEDULES = {
    entry.name: entry
    for entry in (
        Schedule("constant", constant, word=QT_TRANSLATE_NOOP("Words", "constant"), formula="a"),
        Schedule(
            "steps",
            steps,
            ("step_factor", "schedule_steps"),
            QT_TRANSLATE_NOOP("Words", "in steps"),
            "a·f^⌊j/n⌋",
        ),
        Schedule(
            "exponential", exponential, ("exponential_factor",), QT_TRANSLATE_NOOP("Words", "exponential"), "a·f^j"
        ),
        Schedule("inverse", inverse, ("inverse_decay",), QT_TRANSLATE_NOOP("Words", "inverse"), "a/(1 + d·j)"),
        Schedule(
            "cosine",
            cosine,
            ("last_rate", "schedule_steps"),
            QT_TRANSLATE_NOOP("Words", "cosine"),
            "c + (a − c)·(1 + cos(π·j/n))/2",
        ),
    )
}


def rates_of(settings: Any, first: int, count: int) -> Array:
    """Return the learning rates of `count` steps from step number `first` on, (count,)."""
    return rates_at(settings, np.arange(first, first + count))


def rates_at(settings: Any, numbers: NDArray[np.int64]) -> Array:
    """Return the learning rates of the steps with these numbers, of the same shape.

    During a warm-up of n steps the rate rises: a (j + 1) / n; the schedule counts from its end.
    """
    schedule = SCHEDULES[settings.schedule]
    a, since = float(settings.learning_rate), numbers - settings.origin
    j = np.maximum(since, 0).astype(np.float64)
    warm_up = settings.warm_up
    constants = [getattr(settings, name) for name in schedule.constants]
    with np.errstate(over="ignore", invalid="ignore"):
        found = schedule.rate(a, np.maximum(j - warm_up, 0.0), *constants)
        return pick(j < warm_up, (a * (j + 1.0)) / max(warm_up, 1), found)


def rate_at(settings: Any, step: int) -> float:
    """Return the learning rate of the step with this number."""
    return float(rates_of(settings, step, 1)[0]) if is_scheduled(settings) else float(settings.learning_rate)


def is_scheduled(settings: Any) -> bool:
    """Whether the rate may be another one than the one that was set."""
    return bool(settings.schedule != "constant" or settings.warm_up > 0)
