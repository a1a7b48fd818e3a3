"""The curves of the future that the last edit replaced, pale behind the present ones."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP

from bpgui.gui.plots.curves import PlotLine, Span, Trace, read, spans, step_of_row
from bpgui.gui.plots.pages import word
from bpgui.gui.plots.steps import StepRange
from bpgui.gui.widgets.words import subject_text
from bpgui.session.undo import Former

FORMER = QT_TRANSLATE_NOOP("Plots", "former future")
FORMER_OF = QT_TRANSLATE_NOOP("Plots", "former future, without the edit of {what}")


def former_words(former: Former) -> tuple[str, str]:
    """Return what its curves are called in the legend, in short and in full."""
    return word(FORMER), word(FORMER_OF).format(what=subject_text(former.subject))


def last_step(former: Former) -> int:
    """Return the last step that it has."""
    return step_of_row(former.timeline.events, former.timeline.length - 1)


class FormerCurves:
    """Reads a former future from where it branches off, and keeps what it read: it grows no more."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Read anew next time."""
        self._basis: object = None
        self._traces: list[Trace] = []

    def read(self, former: Former, lines: Sequence[PlotLine], steps: StepRange, width: int) -> list[Trace]:
        """Return the curves that these lines have there, in about `width` points each; targets have none."""
        timeline, place = former.timeline, None if steps.follows else (steps.first, steps.last)
        own = [line for line in lines if not line.holds and line.column.kind in timeline.kinds]
        basis = (timeline, former.row, timeline.length, own, place, steps.is_log, width)
        if basis != self._basis:
            shown = spans(steps, timeline.events, timeline.length, width)
            parts = [Span(max(s.first, former.row), s.last, s.width) for s in shown if s.last > former.row]
            looks = [replace(line, is_former=True, is_strong=False) for line in own]
            self._traces = [read(timeline, line, parts) for line in looks] if parts else []
            self._basis = basis
        return self._traces
