"""What the walk has not computed yet at the cursor's row: a plot does not show it."""

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from bpgui.gui.document.document import Document
from bpgui.gui.plots.curves import Line, Trace
from bpgui.session.timeline.columns import output_column


def hidden_columns(document: Document, lines: Sequence[Line]) -> frozenset[str]:
    """Return those of the lines' columns that the walk has not come to.

    While a question is open these are all but the weights and what the walk has of its own sample.
    """
    if document.moment.rung is None:
        return frozenset()
    walked = _walked_predictions(document)
    return frozenset(line.column for line in lines if not line.holds and _is_hidden(document, line.column, walked))


def _walked_predictions(document: Document) -> set[str]:
    """Name the predictions of the sample that the walk stands at."""
    moment, experiment = document.moment, document.experiment
    sample = int(moment.batch[moment.rung.place]) if moment.rung else 0
    return {output_column(experiment, "prediction", k, sample) for k in range(experiment.network.outputs)}


def _is_hidden(document: Document, column: str, walked: set[str]) -> bool:
    moment = document.moment
    if column in document.experiment.network.parameter_index:
        return False
    if moment.is_updated:  # the cursor is on the row after it, of which only the parameters are computed
        return True
    if column in walked:
        return not moment.prediction_is_computed(int(moment.batch[moment.rung.place]) if moment.rung else 0)
    if document.hides is not None:
        return True
    if column.startswith("grad_"):
        return moment.samples_done < len(moment.batch)
    return column in ("loss", "train_loss") and not moment.batch_loss_is_computed


def without_ends(document: Document, traces: Sequence[Trace], hidden: Collection[str]) -> list[Trace]:
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
