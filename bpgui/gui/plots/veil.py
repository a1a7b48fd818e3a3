"""What the walk has not computed yet at the cursor's row: a plot does not show it."""

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from bpgui.gui.document.document import Document
from bpgui.gui.plots.curves import PlotLine, Trace
from bpgui.gui.plots.reading import Reading, readings
from bpgui.session.timeline.columns import Column


def hidden_columns(document: Document, lines: Sequence[PlotLine]) -> frozenset[Column]:
    """Return those of the lines' columns that the walk has not come to, or that a question keeps back."""
    moment, is_asked = document.moment, document.hides is not None
    return frozenset(line.column for line in lines if line.column.is_hidden(moment, is_asked))


def shown_readings(
    document: Document, lines: Sequence[PlotLine], hidden: Collection[Column], row: int
) -> list[Reading]:
    """Return the values of a row; none that the walk has not computed, nor of later rows than a person is asked."""
    cursor = document.session.cursor
    if document.hides is not None and row > cursor:
        return []
    shown = [line for line in lines if line.column not in hidden] if row == cursor else lines
    return readings(document.timeline, shown, row)


def without_ends(document: Document, traces: Sequence[Trace], hidden: Collection[Column]) -> list[Trace]:
    """Leave out what hidden columns have at the cursor, where the record ends there: what was run once is known.

    While a question is open, leave out all that comes after the cursor too, because the answer is in it.
    """
    step = document.session.step_number
    if document.hides is not None:
        ends: list[float] = [step if trace.line.column in hidden else step + 1 for trace in traces]
    elif document.session.in_past:
        return list(traces)
    else:
        ends = [step if trace.line.column in hidden else math.inf for trace in traces]
    return [_before(trace, end) for trace, end in zip(traces, ends, strict=True)]


def _before(trace: Trace, end: float) -> Trace:
    """Return the points of a trace at steps below `end`; a target, which is given, keeps all."""
    if trace.line.holds or not len(trace.steps) or trace.steps[-1] < end:
        return trace
    there = trace.steps < end
    return replace(trace, steps=trace.steps[there], values=trace.values[there])
