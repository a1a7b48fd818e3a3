"""What part of the values a plot shows, and where their ticks stand. Plain arithmetic, no drawing."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.numbers import display, readable

#: Larger values cannot be drawn; they are left out, and the panel says so.
LARGEST_DRAWN = 1e100
_VALUE_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DECADE_STEPS = (1.0, 2.0, 3.0, 5.0, 10.0)


def nice(value: float, choices: tuple[float, ...]) -> float:
    """Return the smallest of `choices`, times a power of ten, that is at least `value`."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((choice * power for choice in choices if choice * power >= value * (1 - 1e-9)), 10.0 * power)


@dataclass(frozen=True)
class ValueScale:
    """From values to the height in a plot, 0 at the bottom and 1 at the top; `low`, `high` are decades where `is_log`.

    Drawing in units instead of values lets a plot show 1e-300 and 1e90 alike.
    """

    low: float
    high: float
    is_log: bool = False

    def unit(self, values: Array) -> Array:
        """Return heights; nan for what cannot be drawn."""
        with np.errstate(invalid="ignore", divide="ignore"):
            drawn = np.where(np.abs(values) <= LARGEST_DRAWN, values, np.nan)
            if self.is_log:
                drawn = np.log10(np.where(drawn > 0, drawn, np.nan))
        return np.clip((drawn - self.low) / (self.high - self.low), -1e4, 1e4)

    def value(self, unit: float) -> float:
        """Return the value at a height."""
        drawn = self.low + unit * (self.high - self.low)
        return float(10.0**drawn) if self.is_log else drawn

    def zoom(self, factor: float, about: float) -> "ValueScale":
        """Return the scale that shows `factor` times as much, with the height `about` at its place."""
        span = self.high - self.low
        middle = self.low + about * span
        narrowest = 1e-12 * max(abs(self.low), abs(self.high), 1e-280)
        span_after = max(span * factor, narrowest)
        low = middle - about * span_after
        return ValueScale(low, low + span_after, self.is_log)

    @lru_cache(maxsize=16)  # noqa: B019  scales are small, and the same for many frames
    def ticks(self, count: int) -> list[tuple[float, str]]:
        """Return at most about `count` ticks as (height, text)."""
        values = self._log_ticks(count) if self.is_log else _linear_ticks(self.low, self.high, count)
        heights = self.unit(np.array([value for value, _ in values]))
        return [
            (height, text)
            for height, (_, text) in zip(heights.tolist(), values, strict=True)
            if -1e-6 <= height <= 1 + 1e-6
        ]

    def _log_ticks(self, count: int) -> list[tuple[float, str]]:
        first, last = math.floor(self.low), math.ceil(self.high)
        every = max(1, round(nice(max(last - first, 1) / max(count, 1), _DECADE_STEPS)))
        decades = [10.0**k for k in range(math.ceil(first / every) * every, last + 1, every)]
        if self.high - self.low < 1.5 and count >= 3:
            decades = [m * 10.0**k for k in range(first, last + 1) for m in (1, 2, 5)]
        inside = [v for v in decades if v > 0 and self.low - 1e-9 <= math.log10(v) <= self.high + 1e-9]
        if len(inside) < 2 and self.high - self.low < 1:
            return _linear_ticks(10.0**self.low, 10.0**self.high, count)
        return [(value, readable(display(value, 3))) for value in inside]


def _linear_ticks(low: float, high: float, count: int) -> list[tuple[float, str]]:
    """Return about `count` intervals of round numbers, rather one more or fewer if then both ends are numbers too."""
    steps = [nice((high - low) / some, _VALUE_STEPS) for some in (count, count + 1, count - 1, count - 2) if some > 0]
    step = next((step for step in steps if _divides(step, low) and _divides(step, high)), steps[0])
    numbers = _multiples(step, low, high)
    while len(numbers) < 2 and count < 9:
        count += 1
        step = nice((high - low) / count, _VALUE_STEPS)
        numbers = _multiples(step, low, high)
    largest = max(abs(low), abs(high))
    digits = max(2, math.ceil(math.log10(largest / step)) + 2) if largest > step else 2
    return [(n * step, readable(display(n * step, min(digits, 17)))) for n in numbers]


def _multiples(step: float, low: float, high: float) -> range:
    return range(math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6) + 1)


def _divides(step: float, value: float) -> bool:
    return abs(value / step - round(value / step)) < 1e-6


def fitted(low: float, high: float, is_log: bool, from_zero: bool) -> ValueScale:
    """Return a scale with round ends that shows the values from `low` to `high` (positive ones where `is_log`).

    Round ends stay while values move a little, so that a running plot is calm. No end is far beyond what can be drawn.
    """
    low, high = (min(max(end, -LARGEST_DRAWN), LARGEST_DRAWN) for end in (low, high))
    if is_log:
        bottom, top = math.floor(math.log10(low)), math.ceil(math.log10(high))
        return ValueScale(bottom, top if top > bottom else bottom + 1, is_log=True)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    narrowest = max(1e-9 * max(abs(low), abs(high)), 1e-290)
    if high - low < narrowest:
        room = max(abs(low) / 2, narrowest) if high == low else narrowest
        low, high = (low - room, high + room) if low or high else (0.0, 1.0)
    step = nice((high - low) / 4, _VALUE_STEPS)
    return ValueScale(math.floor(low / step + 1e-6) * step, math.ceil(high / step - 1e-6) * step)
