"""What a person looks at: what is chosen, what lies under the mouse, and the article's figure that is shown."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from bpgui.engine.network import Network
from bpgui.gui.document.facts import Facts
from bpgui.gui.document.selection import Choice, ParameterChoice, between, follow, has, layer_mates
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.learn.exercise import Question
from bpgui.session.model.lineage import Lineage
from bpgui.session.session import Session

#: More things are not chosen at once: one edit of them all is to be made, drawn and told in a moment.
MAX_CHOSEN = 10_000


class Focus(QObject):
    """What of a session's network is looked at. Nothing is chosen or hovered that the network does not have."""

    selection_changed = Signal()  #: other things are chosen
    hover_changed = Signal()  #: `hovered` is another thing, or none
    figure_changed = Signal()  #: `figure` is another one, or none
    hiding_changed = Signal()  #: `hides` is another question, or none
    folds_changed = Signal()  #: `folds` are others, or none
    reasons_changed = Signal()  #: reasons stand beside the lines of formulas, or do so no more
    problem_met = Signal(object)  #: more cannot be chosen: Problem

    def __init__(self, session: Session, facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._facts = facts
        self.figure: int | None = None
        self.reasons = True  #: whether reasons stand beside the lines of formulas
        self.open(session)

    def open(self, session: Session) -> None:
        """Look at another session, of which nothing is chosen."""
        self._session = session
        self.selection: Choice | None = None  #: the main choice: the one that is explained
        self.also: tuple[Choice, ...] = ()  #: what is chosen beside it
        self.hovered: Choice | None = None
        #: What the person is asked now: until it is answered no view shows it, nor what is computed from it.
        self.hides: Question | None = None
        #: The fold (from 0) of each sample while a cross-validation is looked at; -1 for one that is in none.
        self.folds: tuple[int, ...] | None = None

    @property
    def _network(self) -> Network:
        return self._session.experiment.network

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """All that is chosen, the main choice first."""
        return () if self.selection is None else (self.selection, *self.also)

    @property
    def parameter(self) -> int | None:
        """The main choice where it is a parameter, by index."""
        return self.selection.index if isinstance(self.selection, ParameterChoice) else None

    def select(self, choice: Choice | None, also: Iterable[Choice] = ()) -> None:
        """Choose a neuron, parameter or target, and others beside it.

        More than MAX_CHOSEN are a problem that is told; then the choice stays.
        """
        network = self._network
        found: dict[Choice, None] = {}
        for other in also:
            if other != choice and has(network, other):
                found[other] = None
            if len(found) == MAX_CHOSEN:  # what comes then is not even made
                break
        others = tuple(found)
        if len(others) == MAX_CHOSEN:
            text = QT_TRANSLATE_NOOP("Problem", "At most {most} things can be chosen at once.")
            self._facts.tell(lambda: self.problem_met.emit(Problem(text, most=MAX_CHOSEN)))
        elif (choice, others) != (self.selection, self.also) and has(network, choice):
            self.selection, self.also = choice, others
            self._facts.tell(self.selection_changed.emit)

    def choose_too(self, choice: Choice) -> None:
        """Choose a thing beside what is chosen, or let it go where it is chosen."""
        others = [other for other in self.chosen if other != choice]
        if choice in self.chosen:
            self.select(others[0] if others else None, others)
        else:
            self.select(choice, others)

    def choose_up_to(self, choice: Choice) -> None:
        """Choose all from the main choice, which stays, to a thing."""
        main = self.selection or choice
        self.select(main, between(self._network, main, choice))

    def choose_layer(self) -> None:
        """Choose all of the main choice's kind in its layer."""
        if self.selection is not None:
            self.select(self.selection, layer_mates(self._network, self.selection))

    def hover(self, choice: Choice | None) -> None:
        """Light the thing under the mouse in every view; None lights nothing."""
        if choice != self.hovered and has(self._network, choice):
            self.hovered = choice
            self._facts.tell(self.hover_changed.emit)

    def show_figure(self, number: int | None) -> None:
        """Show one of the article's figures, 1 to 18, live; None shows the moment again."""
        self.figure = number
        self._facts.tell(self.figure_changed.emit)

    def hide_answer(self, question: Question | None) -> None:
        """Let no view show the answer to this question; None: nothing is asked."""
        self.hides = question
        self._facts.tell(self.hiding_changed.emit)

    def follow(self, lineage: Lineage, then: Choice | None = None) -> list[Callable[[], object]]:
        """Keep what is chosen and hovered in a changed network, and ask nothing; return what is to be told of it.

        `then` is chosen instead, where it is not None.
        """
        chosen_before = self.chosen if then is None else ()  # `then` is another thing, though it may be at its place
        before = chosen_before, self.hovered, self.hides
        followed = [follow(choice, lineage) for choice in self.chosen] if then is None else [then]
        chosen = [choice for choice in followed if choice is not None]
        self.selection, self.also = (chosen[0], tuple(chosen[1:])) if chosen else (None, ())
        self.hovered, self.hides = follow(self.hovered, lineage), None
        now = self.chosen, self.hovered, self.hides
        told = self.selection_changed.emit, self.hover_changed.emit, self.hiding_changed.emit
        return [tell for tell, old, new in zip(told, before, now, strict=True) if old != new]

    def show_folds(self, folds: tuple[int, ...] | None) -> None:
        """Show these folds of the samples, or none."""
        if folds != self.folds:
            self.folds = folds
            self._facts.tell(self.folds_changed.emit)

    def show_reasons(self, is_on: bool) -> None:
        """Show why each line of a formula holds, or leave that out."""
        if is_on != self.reasons:
            self.reasons = is_on
            self._facts.tell(self.reasons_changed.emit)
