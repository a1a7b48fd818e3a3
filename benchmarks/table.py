"""One figure of the table: what was measured, beside what, and the ratio that is promised."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row: `value` is what was measured (a ratio, or a number with a `unit`), `reach` the promise.

    `is_least`: the promise is a least value, else a greatest one. `detail` says what the value was made of. A figure
    without a promise (`reach` None) is there to be read. `counts` is False where the peer was too slow to count.
    """

    work: str
    value: float
    reach: float | None = None
    is_least: bool = False
    unit: str = ""
    detail: str = ""
    counts: bool = True

    @property
    def holds(self) -> bool:
        """Whether the promise is kept, or there is none."""
        if self.reach is None or not self.counts:
            return True
        return self.value >= self.reach if self.is_least else self.value <= self.reach


def seconds(work: Callable[[], object], at_least: float = 0.2) -> float:
    """Return the seconds that one call of `work` takes, as the mean of as many calls as fill `at_least` seconds."""
    calls, began = 0, time.perf_counter()
    while True:
        work()
        calls += 1
        passed = time.perf_counter() - began
        if passed >= at_least:
            return passed / calls


def round_robin(works: Sequence[Callable[[], object]], rounds: int = 7, at_least: float = 0.2) -> list[list[float]]:
    """Time several works in turn, round by round, so that a machine that grows slow does so for all of them."""
    return [[seconds(work, at_least) for work in works] for _ in range(rounds)]


def median_ratio(timings: Sequence[Sequence[float]], of: int, to: int) -> float:
    """Return the median over the rounds of how many times as fast work `of` is as work `to`."""
    return statistics.median(timing[to] / timing[of] for timing in timings)


def printed(figures: Sequence[Figure]) -> str:
    """Return the table as Markdown."""
    lines = ["| work | measured | promised | |", "|---|---|---|---|"]
    for figure in figures:
        unit = f" {figure.unit}" if figure.unit else ""
        promise = ""
        if figure.reach is not None:
            promise = f"{'at least' if figure.is_least else 'at most'} {figure.reach:g}{unit}"
        verdict = "" if figure.reach is None else "kept" if figure.holds else "**not kept**"
        if figure.reach is not None and not figure.counts:
            verdict = "does not count"
        detail = f"{verdict}; {figure.detail}" if verdict and figure.detail else verdict or figure.detail
        lines.append(f"| {figure.work} | {figure.value:.3g}{unit} | {promise} | {detail} |")
    return "\n".join(lines)
