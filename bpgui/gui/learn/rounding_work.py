"""The rounded copy that somebody wants to see, made in a thread while the window stays fluent."""

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.gui.widgets.background import PATIENCE
from bpgui.session.basics.work import Work
from bpgui.session.learn.rounded import RoundedCopy, Rule, rounded_copy
from bpgui.session.timeline.futures import Timeline


class Wanted(NamedTuple):
    """What is to be copied: so many steps from a row of a timeline; `sample` is whose predictions are shown."""

    timeline: Timeline
    row: int
    sample: int
    rule: Rule
    steps: int


class RoundingWork(QObject):
    """Makes one copy after the other. `copy` is the last that is finished, None where there is none to be shown."""

    copied = Signal()  #: `copy` is another one
    progressed = Signal(int, int)  #: steps done and steps in all, after a while; 0, 0 at the end

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.copy: RoundedCopy | None = None
        self._wanted: Wanted | None = None
        self._made: Wanted | None = None
        self._work: Work[RoundedCopy | None] | None = None
        self._began = 0.0
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._poll)

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made, or is about to be."""
        return self._timer.isActive()

    def want(self, wanted: Wanted) -> None:
        """Make this copy, unless it is there; the one that is shown stays until then."""
        old, self._wanted = self._wanted, wanted
        if wanted != self._made and not self._timer.isActive():
            self._timer.start()  # what is to be painted now is painted before the thread keeps the interpreter busy
        if self._work is not None and old is not None and _kind(old) != _kind(wanted):
            self._work.cancel()

    def stop(self) -> None:
        """End the thread, and want nothing."""
        work, self._work, self._wanted, self._made = self._work, None, None, None
        self._timer.stop()
        if work is not None:
            work.stop()
            self.progressed.emit(0, 0)

    def drop(self) -> None:
        """Have nothing to show."""
        self.stop()
        self.copy = None

    def _begin(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted == self._made:
            self._timer.stop()
            return
        self._made = wanted
        # The thread gets the values that never change; the timeline grows meanwhile.
        experiment, state = wanted.timeline.experiment_at(wanted.row), wanted.timeline.state_at(wanted.row)

        def copied(work: Work[RoundedCopy | None]) -> RoundedCopy | None:
            return rounded_copy(experiment, state, wanted.sample, wanted.rule, wanted.steps, work.tell)

        self._work, self._began = Work(copied, "rounding"), time.monotonic()

    def _poll(self) -> None:
        work = self._work
        if work is None:
            self._begin()
            return
        if work.is_going_on:
            if time.monotonic() - self._began > PATIENCE / 1000:
                self.progressed.emit(work.done, work.total)
            return
        self._work = None
        self.progressed.emit(0, 0)
        copy = work.result()
        if copy is None:
            self._made = None
        else:
            self.copy = copy
            self.copied.emit()


def _kind(wanted: Wanted) -> tuple[object, ...]:
    """Return what makes a copy worthless when it changes; one that a run has only made longer is still worth seeing."""
    return wanted.timeline, wanted.sample, wanted.rule
