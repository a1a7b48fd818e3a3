"""The trainings that the window has asked for: begun in a thread, looked at by a timer, ended without waiting."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.session.basics.problems import Problem
from bpgui.session.basics.work import Work
from bpgui.session.cross_validation.plan import ValidationPlan
from bpgui.session.cross_validation.results import Results
from bpgui.session.cross_validation.trainings import Trainings

#: Milliseconds between two looks; what the priority of the trainings is lowered by, so that the window stays fluent.
PACE, NICENESS = 60, 5


class ValidationWork(QObject):
    """Does one plan at a time. `results` are those of `plan`, the last one that was begun."""

    changed = Signal()  #: there are more results, or it began or ended
    problem_met = Signal(object)  #: it could not begin or go on, or nothing can be kept: Problem

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.plan: ValidationPlan | None = None
        self._trainings: Trainings | None = None
        self._beginning: Work[Trainings] | None = None
        self._is_cancelled, self._told = False, ""
        self._began = 0.0
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._look)

    @property
    def results(self) -> Results:
        """What is done of the plan, in this run and in earlier ones."""
        return {} if self._trainings is None else self._trainings.results

    @property
    def is_busy(self) -> bool:
        """Whether trainings go on, or are about to."""
        return self._timer.isActive()

    @property
    def has_begun(self) -> bool:
        """Whether they train; before, the processes make themselves ready."""
        return self._trainings is not None and self._trainings.has_begun

    def seconds_left(self) -> float | None:
        """Return about how long it still takes, None where nobody knows."""
        trainings = self._trainings
        if trainings is None or len(trainings.results) == trainings.kept:
            return None
        done = len(trainings.results) - trainings.kept
        left = len(trainings.plan.trainings) - len(trainings.results)
        return (time.monotonic() - self._began) * left / done

    def begin(self, plan: ValidationPlan) -> None:
        """Begin; what was done of it before is there at once."""
        self.stop()
        self.plan, self._is_cancelled, self._told = plan, False, ""
        self._beginning = Work(lambda _work: Trainings(plan, niceness=NICENESS), "cross-validation begins")
        self._timer.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Ask it to end; the window goes on meanwhile."""
        self._is_cancelled = True
        if self._trainings is not None:
            self._trainings.cancel()

    def stop(self) -> None:
        """End it, and wait for that."""
        self._timer.stop()
        beginning, self._beginning = self._beginning, None
        if beginning is not None:
            beginning.join()
            self._trainings = self._begun(beginning)
        if self._trainings is not None:
            self._trainings.stop()

    def _begun(self, beginning: Work[Trainings]) -> Trainings | None:
        try:
            return beginning.result()
        except Problem as problem:
            self.problem_met.emit(problem)
            return None

    def _look(self) -> None:
        if self._beginning is not None:
            if self._beginning.is_going_on:
                return
            beginning, self._beginning = self._beginning, None
            self._trainings = self._begun(beginning)
            if self._trainings is not None and self._is_cancelled:
                self._trainings.cancel()
        elif not self._take():
            return
        if self._trainings is None or not self._trainings.is_going_on:
            self._timer.stop()
        self.changed.emit()

    def _take(self) -> bool:
        """Take what came; say whether there is any news."""
        trainings = self._trainings
        if trainings is None:
            return True
        had_begun = self.has_begun
        try:
            found = trainings.poll()
        except Problem as problem:
            self._tell(problem)
            return True
        if trainings.trouble is not None:
            self._tell(trainings.trouble)
        if self.has_begun and not had_begun:
            self._began = time.monotonic()
        return bool(found) or self.has_begun is not had_begun or not trainings.is_going_on

    def _tell(self, problem: Problem) -> None:
        """Tell of a problem once."""
        if str(problem) != self._told:
            self._told = str(problem)
            self.problem_met.emit(problem)
