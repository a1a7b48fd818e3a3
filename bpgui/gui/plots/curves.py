"""From the timeline's columns to the points of curves. Reads only what the screen can show; no drawing."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.gui.plots.steps import StepRange
from bpgui.gui.widgets.scales import LARGEST_DRAWN
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.column_kinds import TARGET
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import TimelineView
from bpgui.session.timeline.path import Event

#: Parameters that a curve of computed predictions may go through in a frame.
COMPUTED_PARAMETERS = 2_000_000
#: On a logarithmic axis each span of rows ends so many times as far from the first row as it begins.
SPAN_RATIO = 4
MIN_IN_SPAN = 12
#: Rows that a logarithmic axis shows one by one, if the timeline can.
FIRST_ROWS = 1 << 14


@dataclass(frozen=True)
class PlotLine:
    """What a curve shows: a column of the history, and how it looks.

    `name` stands in the legend. A `faint` line steps back behind a chosen one, a `former` one is of a future that an
    edit replaced. `target` is the column of the target that a prediction goes to.
    """

    column: Column
    name: str
    colour: str
    is_dashed: bool = False
    is_faint: bool = False
    is_strong: bool = False
    is_former: bool = False
    target: Column | None = None

    @property
    def is_sparse(self) -> bool:
        """Whether it has values at some rows only, which are joined."""
        return self.column.kind.is_sparse

    @property
    def steps_back(self) -> bool:
        """Whether it is drawn thin: behind another line, or told from others by its dashes."""
        return self.is_faint or self.is_dashed or self.is_former

    @property
    def holds(self) -> bool:
        """Whether it goes on beyond the last row: a target."""
        return self.column.kind is TARGET


@dataclass(frozen=True, eq=False)
class Trace:
    """The points of a line: steps and values, nan where there is a gap."""

    line: PlotLine
    steps: Array
    values: Array


def affordable(width: int, experiment: Experiment) -> int:
    """Return how many points of a curve may be asked for: fewer where a large network must compute each of them."""
    if len(experiment.watched):
        return width
    return max(40, min(width, COMPUTED_PARAMETERS // experiment.network.parameter_count))


def step_of_row(events: Sequence[Event], row: int) -> int:
    """Return the step number of a row: each event is a row more at the same step."""
    return row - bisect_right(events, row, key=lambda event: event.row)


def rows_of_steps(events: Sequence[Event], first: int, last: int) -> tuple[int, int]:
    """Return the first row of step `first` and the last row of step `last`."""
    before = bisect_left(events, first, key=lambda event: event.step)
    return first + before, last + bisect_right(events, last, key=lambda event: event.step)


@dataclass(frozen=True)
class Cursor:
    """Where the session's cursor stands, and the values of the lines there."""

    row: int
    step: int
    values: tuple[tuple[PlotLine, float], ...] = ()


@dataclass(frozen=True)
class Span:
    """Rows `first` to `last` - 1 of a timeline, to be read in about `width` points."""

    first: int
    last: int
    width: int


def spans(steps: StepRange, events: Sequence[Event], length: int, width: int) -> list[Span]:
    """Return the rows of the steps that are shown, and one more on either side.

    On a logarithmic axis these are several spans, so that each has as many points as it has room.
    """
    first, last = rows_of_steps(events, int(steps.first), int(steps.last) + 1)
    first, last = max(first - 1, 0), min(last + 1, length)
    first = min(first, last - 1)
    ends = [first, last]
    if steps.is_log:
        begin = first + 1
        while begin * SPAN_RATIO < last:
            begin *= SPAN_RATIO
            ends.insert(-1, begin)
    shares = [float(steps.share(float(end))) for end in ends]
    return [
        Span(a, b, max(MIN_IN_SPAN, round(width * (to - of))) if len(ends) > 2 else width)
        for (a, b), (of, to) in zip(pairwise(ends), pairwise(shares), strict=True)
    ]


def closest(wanted: Sequence[Span]) -> tuple[int, int, int]:
    """Return (first, last, width) of what is looked at most closely: the first rows of a logarithmic axis, one by one.

    Of later rows the timeline's own blocks are small enough there.
    """
    first, last = wanted[0].first, wanted[-1].last
    if len(wanted) == 1:
        return first, last, wanted[0].width
    last = min(last, first + FIRST_ROWS)
    return first, last, last - first


def read(timeline: TimelineView, line: PlotLine, wanted: Sequence[Span]) -> Trace:
    """Return the points of a line for spans of rows that follow each other, in at most about twice as many points.

    Where a point stands for several rows, the curve goes through their smallest and largest value.
    """
    parts = [_points(timeline, line, span, is_last=span is wanted[-1]) for span in wanted]
    steps, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    if line.is_sparse:
        known = ~np.isnan(values)
        steps, values = steps[known], values[known]
    if line.holds:
        steps, values = _corners(steps, values)
    return Trace(line, steps, values)


def _points(timeline: TimelineView, line: PlotLine, span: Span, *, is_last: bool) -> tuple[Array, Array]:
    first, last = span.first, span.last
    steps, minima, maxima = timeline.series(line.column, first, last, span.width)
    if len(steps) == last - first:
        return steps, minima
    ends = [(steps[:0], minima[:0], maxima[:0])] * 2
    if is_last:
        ends[1] = timeline.series(line.column, last - 1, last, 1)
        if minima[0] != maxima[0]:
            ends[0] = timeline.series(line.column, first, first + 1, 1)
    steps, values = _envelope(steps, minima, maxima)
    (head, start, _), (tail, end, _) = ends
    return np.concatenate([head, steps, tail]), np.concatenate([start, values, end])


def _envelope(steps: Array, minima: Array, maxima: Array) -> tuple[Array, Array]:
    """Return two points a block: its first value's side at its first step, the other side at its end."""
    if np.array_equal(minima, maxima, equal_nan=True):
        return steps, minima
    with np.errstate(invalid="ignore", over="ignore"):
        middle = minima / 2 + maxima / 2
        rises = np.append(middle[1:] > middle[:-1], [False])
    rises[-1] = rises[-2] if len(rises) > 1 else False
    ends = np.append(np.maximum(steps[1:] - 1, steps[:-1]), steps[-1:])
    values = np.where(rises, (minima, maxima), (maxima, minima))
    return np.stack([steps, ends]).T.ravel(), values.T.ravel()


def _corners(steps: Array, values: Array) -> tuple[Array, Array]:
    """Leave out points between two equal ones: a target is a stair of few steps, and its dashes cost by the point."""
    if len(values) < 3:
        return steps, values
    changes = values[1:] != values[:-1]
    keep = np.concatenate([[True], changes[:-1] | changes[1:], [True]])
    return steps[keep], values[keep]


def without_repeats(traces: Sequence[Trace]) -> list[Trace]:
    """Leave out targets that are the same as another one: their dashes would fill each other's gaps."""
    kept: dict[object, Trace] = {}
    for trace in traces:
        same = (trace.steps.tobytes(), trace.values.tobytes()) if trace.line.holds else trace.line.column
        kept.setdefault(same, trace)
    return list(kept.values())


def values_at(timeline: TimelineView, columns: Sequence[Column], row: int) -> list[float]:
    """Return the values of some columns at one row, nan where there are none."""
    found = [timeline.series(column, row, row + 1, 1)[1] for column in columns]
    return [float(values[0]) if len(values) else math.nan for values in found]


def extremes(traces: Sequence[Trace], is_log: bool) -> tuple[float, float] | None:
    """Return the smallest and largest value that can be drawn, None where there are none."""
    if not traces:
        return None
    values = np.concatenate([trace.values for trace in traces])
    values = values[np.abs(values) <= LARGEST_DRAWN]
    if is_log:
        values = values[values > 0]
    return (float(values.min()), float(values.max())) if len(values) else None


@dataclass(frozen=True)
class LeftOut:
    """Whether curves leave something out: zeros (on a log scale), and values that are not finite or too large."""

    zeros: bool = False
    others: bool = False


def left_out(trace: Trace, is_log: bool) -> LeftOut:
    """Say what a trace cannot draw."""
    return LeftOut(bool(is_log and (trace.values <= 0).any()), bool((~(np.abs(trace.values) <= LARGEST_DRAWN)).any()))
