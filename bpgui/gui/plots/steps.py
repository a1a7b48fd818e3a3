"""What part of the steps all plots show, on a linear or a logarithmic axis, and where the ticks stand. No drawing."""

import math
from itertools import pairwise
from typing import TypeVar

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.gui.widgets.scales import nice

MIN_STEPS = 20
SMALLEST_SPAN = 4.0
Number = TypeVar("Number", float, Array)
_INTEGER_STEPS = (1.0, 2.0, 5.0, 10.0)
#: What stands in a decade of a logarithmic axis, most first.
_IN_DECADE = ((1, 2, 5), (1, 3), (1,))
#: Ticks of a logarithmic axis may be so many times nearer to each other: most of their numbers are short.
_NEARER = 2.0


class StepRange:
    """The steps that are shown, the same in all plots. While it follows, all there are and at least 20.

    On a logarithmic axis step k stands at log10(1 + k), so that step 0 has a place too. `place` and `step` go between a
    step and its place on the axis.
    """

    def __init__(self) -> None:
        self.first, self.last, self.follows = 0.0, float(MIN_STEPS), True
        self.is_log = False
        self._limit = self.last

    def place(self, step: Number) -> Number:
        """Return where a step stands on the axis."""
        return np.log10(1 + step) if self.is_log else step

    def step(self, place: Number) -> Number:
        """Return the step, or what lies between two, at a place on the axis."""
        return 10.0**place - 1 if self.is_log else place

    def share(self, step: Number) -> Number:
        """Return where a step stands in what is shown: 0 at its left, 1 at its right."""
        low, high = self._ends()
        return (self.place(step) - low) / (high - low)

    def at(self, share: Number) -> Number:
        """Return the step, or what lies between two, at a share of what is shown."""
        low, high = self._ends()
        return self.step(low + share * (high - low))

    def _ends(self) -> tuple[float, float]:
        return float(self.place(self.first)), float(self.place(self.last))

    def set_log(self, is_log: bool) -> None:
        """Show the same steps on a logarithmic axis, or on a linear one."""
        self.is_log = is_log

    def grow(self, end: int) -> None:
        """Note that `end` is the last step there is."""
        self._limit = float(max(end, MIN_STEPS))
        if self.follows or self.first >= self._limit:
            self.fit()

    def fit(self) -> None:
        """Show all steps, and follow."""
        self.first, self.last, self.follows = 0.0, self._limit, True

    def show_until(self, last: float) -> None:
        """Show the steps up to `last`, at least 20; all that there are follow."""
        self.first, self.last = 0.0, min(max(last, MIN_STEPS), self._limit)
        self.follows = self.last >= self._limit

    def zoom(self, factor: float, about: float, keep: float | None = None) -> None:
        """Show `factor` times as much, with the step `about` at its place; `keep` is a step that stays in view."""
        low, high = self._ends()
        span = min((high - low) * factor, float(self.place(self._limit)))
        share = float(self.share(about))
        low = float(self.place(about)) - share * span
        if keep is not None:
            kept = float(self.place(keep))
            low = min(max(low, kept - span), kept)
        self._show(low, span)

    def pan(self, share: float) -> None:
        """Move on by a share of what is shown."""
        low, high = self._ends()
        self._show(low + share * (high - low), high - low)

    def reveal(self, step: int) -> None:
        """Move until `step` can be seen."""
        if not self.first <= step <= self.last:
            low, high = self._ends()
            self._show(float(self.place(float(step))) - (high - low) / 2, high - low)

    def _show(self, low: float, span: float) -> None:
        """Show the axis from the place `low` on, at least 4 steps, and only what there is."""
        limit = float(self.place(self._limit))
        low = min(max(low, 0.0), limit - span)
        self.first = max(float(self.step(low)), 0.0)
        self.follows = span >= limit
        self.last = self._limit if self.follows else min(float(self.step(low + span)), self._limit)
        if self.last - self.first < SMALLEST_SPAN:
            middle = (self.first + self.last) / 2
            self.first = min(max(middle - SMALLEST_SPAN / 2, 0.0), self._limit - SMALLEST_SPAN)
            self.last = self.first + SMALLEST_SPAN

    def ticks(self, count: int) -> list[int]:
        """Return at most about `count` round steps; on a logarithmic axis perhaps twice as many."""
        if self.is_log:
            for inner in _IN_DECADE:
                found = self._decades(inner)
                if len(found) > 1 and self._are_apart(found, count):
                    return found
            found = self._decades((1,))
            if len(found) > 3:
                every = next(k for k in range(2, 13) if k == 12 or self._are_apart(found[::k], count))
                return found[::every]
        step = max(1, round(nice((self.last - self.first) / max(count, 1), _INTEGER_STEPS)))
        return list(range(math.ceil(self.first / step) * step, math.floor(self.last) + 1, step))

    def _decades(self, inner: tuple[int, ...]) -> list[int]:
        most = math.ceil(math.log10(self.last + 1))
        steps = [0, *(m * 10**k for k in range(most + 1) for m in inner)]
        return [step for step in steps if self.first <= step <= self.last]

    def _are_apart(self, steps: list[int], count: int) -> bool:
        shares = [float(self.share(float(step))) for step in steps]
        return all(b - a >= 1 / (max(count, 1) * _NEARER) for a, b in pairwise(shares))
