"""Your turn: what asks. It stands the walk before what is asked, so that nothing gives it away."""

import math

from PySide6.QtCore import QObject, Signal

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.widgets.number_edit import comma_is_decimal
from bpgui.session.basics.problems import Problem
from bpgui.session.learn.exercise import Exercise, Kind, Question
from bpgui.session.learn.grading import Outcome, Sitting, Verdict, grade, read_answer
from bpgui.session.timeline.futures import Timeline


class Quiz(QObject):
    """What is asked now, and how the sitting goes.

    `question` is None while the mode is off, a run goes on, or nothing can be asked. `last` is the question before,
    where its answer was right. After a wrong answer there is a `verdict`, after one that is no number a `problem`. A
    hint or the answer `is_hinted` or `is_shown`; a shown one stays until the person goes on.
    """

    changed = Signal()  #: another question, verdict or score

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.is_on = False
        self.kinds: frozenset[Kind] = frozenset(Kind)
        self.sitting = Sitting()
        self.exercise: Exercise | None = None
        self.question: Question | None = None
        self.last: tuple[Exercise, Question] | None = None
        self.verdict: Verdict | None = None
        self.problem: Problem | None = None
        self.is_hinted = self.is_shown = False
        self._tries = 0
        self._left: set[Question] = set()  # answered or skipped, at the stop that is asked
        self._is_moving = False
        self._from: tuple[Timeline, int, int | None, int] | None = None  # where the sitting began
        self._step: tuple[object, ...] = ()  # what `exercise` is of
        self._place: tuple[object, ...] = ()
        document.session_opened.connect(self._forget)  # before any view asks what is hidden
        document.experiment_changed.connect(self._forget)
        document.moment_changed.connect(self._follow)
        document.running_changed.connect(self._follow)

    # Requests

    def set_on(self, is_on: bool) -> None:
        """Begin a sitting, or end it: then everything is shown again, from where the person was before it."""
        if is_on == self.is_on or (is_on and not self._document.settle()):
            return
        self.is_on, self.sitting, self.last = is_on, Sitting(), None
        if is_on:
            self._document.pause()
            self._from = self._where()
            self._ask_anew()
        else:
            self._put(None)
            self._return()

    def _where(self) -> tuple[Timeline, int, int | None, int]:
        session = self._document.session
        return session.timeline, session.cursor, session.place.stops_done, session.sample

    def _return(self) -> None:
        """Go back to where the sitting began, unless an edit has led to another future since."""
        document = self._document
        timeline, row, stops, sample = self._from or self._where()
        is_there = timeline is document.session.timeline
        document.seek(row if is_there else document.session.cursor)
        if is_there and stops:
            document.walk_to(stops)
        if is_there:
            document.choose_sample(sample)

    def set_kinds(self, kinds: frozenset[Kind]) -> None:
        """Ask only for these kinds of numbers."""
        self.kinds = kinds
        if self.is_on and not self._document.is_running and (self.question is None or self.question.kind not in kinds):
            self._ask()
        else:
            self.changed.emit()

    def begin_again(self) -> None:
        """Forget the score."""
        self.sitting = Sitting()
        self.changed.emit()

    def answer(self, text: str) -> None:
        """Check a typed answer; a right one moves on."""
        if self.exercise is None or self.question is None or self.is_shown or not self._document.settle():
            return
        self.verdict, self.problem = None, None
        try:
            typed = read_answer(text, comma=comma_is_decimal())
        except Problem as problem:
            self.problem = problem
            self.changed.emit()
            return
        verdict = grade(self.exercise, self.question, typed, self._document.digits)
        if verdict.is_right:
            first = Outcome.LATER if self._tries else Outcome.FIRST
            self.sitting.note(self.question.kind, Outcome.HINTED if self.is_hinted else first)
            self.last = (self.exercise, self.question)
            self._leave()
            return
        self.verdict = verdict
        self._tries += not verdict.is_nearly_right
        self.changed.emit()

    def show_hint(self) -> None:
        """Show the formula of the answer, without its numbers."""
        if self.question is not None and not self.is_shown:
            self.is_hinted = True
            self.changed.emit()

    def show_answer(self) -> None:
        """Show the answer and how it is worked out; then the person reads, and goes on."""
        if self.question is not None and not self.is_shown:
            self.is_shown, self.verdict, self.problem = True, None, None
            self.sitting.note(self.question.kind, Outcome.SHOWN)
            self.changed.emit()

    def go_on(self) -> None:
        """Ask the next question; one that is left without an answer does not count."""
        if self.question is not None and self._document.settle():
            self.last = None
            self._leave()

    def _leave(self) -> None:
        if self.question is not None:
            self._left.add(self.question)
            self._ask()

    # What is asked

    def _forget(self) -> None:
        """Ask nothing of a network that is not there any more; what is asked instead comes with the moment."""
        network = self._document.session.experiment.network
        if self.exercise is not None and self.exercise.experiment.network is not network:
            self.exercise = self.question = self.last = self.verdict = None
            self._step = self._place = ()
            self._left.clear()

    def _follow(self) -> None:
        """Ask anew where the cursor was put elsewhere: by an edit, a run, a jump."""
        document = self._document
        if not self.is_on or self._is_moving or document.moment.preview:
            return
        if document.is_running:
            if self.question is not None:
                self._put(None)
            self._place = ()
        elif self._present_place() != self._place:
            self.last = None
            self._ask_anew()

    def _present_place(self) -> tuple[object, ...]:
        session = self._document.session
        return session.timeline, session.cursor, session.place.stops_done

    def _ask_anew(self) -> None:
        self._left.clear()
        self._ask()

    def _ask(self) -> None:
        """Ask the first question from where the walk stands; where the step has none left, one of the next step."""
        self._is_moving = True
        found = None
        try:
            if self._begin():
                found = self._next()
                if found is None and self.kinds and self._begin_next_step():
                    found = self._next()
                if found is not None and found.before != self._document.session.place.stops_done:
                    self._document.walk_to(found.before)
        finally:
            self._is_moving = False
        self._put(found)

    def _begin(self) -> bool:
        """Stand in the walk of a step, at its beginning if it is not walked yet; say whether that is possible."""
        session = self._document.session
        if not session.place.in_step and self._document.walk_to(0) is not None:
            return False
        if self._step != (session.timeline, session.cursor):
            self._step = (session.timeline, session.cursor)
            self.exercise = Exercise.at_cursor(session)
            self._left.clear()
        return True

    def _begin_next_step(self) -> bool:
        self._document.step()
        return self._begin()

    @property
    def asked(self) -> list[Question]:
        """All that the step is asked, in order: what belongs to the chosen kinds and has not diverged."""
        exercise = self.exercise
        if exercise is None:
            return []
        return [q for q in exercise.questions if q.kind in self.kinds and math.isfinite(exercise.value(q))]

    def _next(self) -> Question | None:
        done = self._document.session.place.stops_done or 0
        return next((q for q in self.asked if q.before >= done and q not in self._left), None)

    def _put(self, question: Question | None) -> None:
        """Ask this; choose in all views what it is about."""
        if question is None or self.question is None or question.before != self.question.before:
            self._left.clear()
        self.question, self.verdict, self.problem, self._tries = question, None, None, 0
        self.is_hinted = self.is_shown = False
        self._place = self._present_place()
        self._document.focus.hide_answer(question)
        self.changed.emit()
        if question is not None:
            self._document.select(_choice(question))


def _choice(question: Question) -> NeuronChoice | ParameterChoice | None:
    if question.parameter is not None:
        return ParameterChoice(question.parameter)
    return None if question.kind is Kind.LOSS else NeuronChoice(question.layer, question.neuron)
