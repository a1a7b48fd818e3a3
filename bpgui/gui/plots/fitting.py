"""What a plot is fitted to: all steps, or those until nothing that it shows moves any more."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bpgui.gui.plots.curves import PlotLine, Span, Trace, extremes, read, step_of_row
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.scales import ValueScale, fitted
from bpgui.session.timeline.futures import TimelineView

#: A curve has settled where it stays within this part of the plot's height of where it ends.
SETTLED = 0.02
#: Steps that are shown beyond that, as a part of those before.
BEYOND = 0.25
#: Where a curve moves in the last part of all steps, it has not settled.
LAST_PART = 0.9


def settled_step(timeline: TimelineView, lines: Sequence[PlotLine], width: int, *, is_log: bool) -> int | None:
    """Return the first step from which on no line moves by more than a fiftieth of the plot; None where one still does.

    Reads the timeline in about `width` points, then again the part in which something moves, as closely as it is known.
    """
    own = [line for line in lines if not line.holds]
    end = timeline.length
    traces = [read(timeline, line, [Span(0, end, width)]) for line in own]
    found = extremes(traces, is_log)
    if found is None:
        return None
    scale = fitted(*found, is_log, from_zero=False)
    finals = [_final(trace, scale) for trace in traces]

    def rows_until_settled(traces: Sequence[Trace]) -> int:
        return 1 + max(_last_moving(trace, scale, final, timeline) for trace, final in zip(traces, finals, strict=True))

    row = rows_until_settled(traces)
    if row > LAST_PART * end:
        return None
    while row <= end // 2 and end > 2:
        end = max(row + 1, 2)
        row = rows_until_settled([read(timeline, line, [Span(0, end, width)]) for line in own])
    return step_of_row(timeline.events, min(row, timeline.length - 1))


def _final(trace: Trace, scale: ValueScale) -> float:
    heights = scale.unit(trace.values)
    known = heights[np.isfinite(heights)]
    return float(known[-1]) if len(known) else 0.0


def _last_moving(trace: Trace, scale: ValueScale, final: float, timeline: TimelineView) -> int:
    """Return the last row at which a line is not yet where it ends, -1 where it is there from the start."""
    with np.errstate(invalid="ignore"):
        moving = np.flatnonzero(np.abs(scale.unit(trace.values) - final) > SETTLED)
    if not len(moving):
        return -1
    step = int(trace.steps[moving[-1]])
    return step + sum(event.step < step for event in timeline.events)


@guarded
class FitButton(QToolButton):
    """Fits the plot to all steps; its menu also to those until it settled, and has the kind of the axis."""

    all_requested = Signal()
    settled_requested = Signal()
    log_toggled = Signal(bool)  #: the steps are to be on a logarithmic axis, or on a linear one

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fitPlots")
        self.setCheckable(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self)
        self.all_steps, self.settled, self.log_steps = (menu.addAction("") for _ in range(3))
        menu.insertSeparator(self.log_steps)
        for action, name, key in (
            (self.all_steps, "fitAll", "F"),
            (self.settled, "fitSettled", "S"),
            (self.log_steps, "logSteps", "L"),
        ):
            action.setObjectName(name)
            action.setShortcut(QKeySequence(key))  # shown beside it; the plot itself obeys the key
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.setCheckable(True)
        self.setMenu(menu)
        self.clicked.connect(self.all_requested)
        self.all_steps.triggered.connect(self.all_requested)
        self.settled.triggered.connect(self.settled_requested)
        self.log_steps.toggled.connect(self.log_toggled)

    def sizeHint(self) -> QSize:
        """Leave room for the & of the text, which Qt counts before it shortens what stands beside an arrow."""
        return super().sizeHint() + QSize(self.fontMetrics().horizontalAdvance("&"), 0)

    def show_choice(self, *, is_all: bool, is_settled: bool) -> None:
        """Show what the plot is fitted to."""
        self.setChecked(is_all or is_settled)
        for action, is_chosen in ((self.all_steps, is_all), (self.settled, is_settled)):
            action.setChecked(is_chosen)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setText(self.tr("F&it"))
        self.setAccessibleName(self.tr("Fit, and follow the run"))
        self.setToolTip(self.tr("Show all steps and follow the run (F)"))
        self.all_steps.setText(self.tr("&All steps"))
        self.settled.setText(self.tr("&Until it settled"))
        self.log_steps.setText(self.tr("&Logarithmic steps"))
