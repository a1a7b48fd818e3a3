"""The document: the one place where a view's request becomes an edit, and the session's answer a fact.

Views call the requests and listen to the facts (past participles), pull what they need from `document.session` and
`document.moment`, and repaint. No view changes the session or talks to another view.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.refining import Refining
from bpgui.gui.document.repaint_pace import FRAME, READING, Turn, Turns
from bpgui.gui.document.selection import Choice, ParameterChoice, between, follow, has, layer_mates
from bpgui.gui.widgets.awaited import Awaited
from bpgui.gui.widgets.number_edit import typed_number
from bpgui.gui.widgets.open_editors import OpenEditors, command
from bpgui.session.basics.numbers import display
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.change import Change
from bpgui.session.files.session_file import save_session
from bpgui.session.learn.exercise import Question
from bpgui.session.learn.lessons import Stop, set_stage
from bpgui.session.model.edits import Edit, SetMany
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import Lineage
from bpgui.session.model.number_edits import OneOfMany
from bpgui.session.plotted import MAX_PLOTTED, first_plotted
from bpgui.session.runner import Hold, Runner
from bpgui.session.session import Session
from bpgui.session.step.moment import Grain, Moment
from bpgui.session.step.visible import veiled
from bpgui.session.stops import Halt, StopRules
from bpgui.session.suitable_speed import suitable_rate
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import Timeline
from bpgui.session.timeline.refiner import View

#: Steps a second while no speed is chosen and none has been guessed yet.
UNKNOWN_RATE = 30.0
#: More things are not chosen at once: one edit of them all is to be made, drawn and told in a moment.
MAX_CHOSEN = 10_000


class Document(QObject):
    """One open session as the window sees it."""

    session_left = Signal()  #: another session comes: what was begun in this one (a drag, an editor, a menu) ends
    session_opened = Signal()  #: another session is shown
    timeline_changed = Signal()  #: there are more rows, or another future
    timeline_refined = Signal()  #: more is known of rows that plots look at
    experiment_changed = Signal()  #: network, data or settings at the cursor are others
    moment_changed = Signal()  #: what is shown changed: cursor, walk, sample or preview; 30 times a second in a run
    numbers_changed = Signal()  #: as moment_changed, but some times a second during a run: for panels of text
    selection_changed = Signal()  #: another neuron, parameter or target is chosen
    hover_changed = Signal()  #: the mouse stands over another thing, or none: `hovered`
    figure_changed = Signal()  #: `figure` is another one of the article's figures, or none
    walked = Signal()  #: after `moment_changed`: that was a move forwards, a step or a part of one
    grain_changed = Signal()  #: another rung of the ladder is chosen
    hiding_changed = Signal()  #: `hides` is another question, or none
    plotted_changed = Signal()  #: other parameters are plotted
    running_changed = Signal()  #: a run began or ended, or its speed changed
    undo_changed = Signal()  #: what can be undone or redone, or whether the session is modified
    digits_changed = Signal()  #: numbers are shown with another number of digits
    run_halted = Signal(object)  #: a run or step ended by itself: Halt
    held = Signal()  #: `held_by` changed: stop rules that are met already kept a run from beginning, or do so no more
    future_forgotten = Signal(object, object)  #: the steps from the first to the second were forgotten
    problem_met = Signal(object)  #: a request could not be done: Problem

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.editors = OpenEditors(self)
        self.digits = 3
        self.rate = UNKNOWN_RATE
        self.guesses_rate = True
        self._guessed_for: object = None
        self.grain = Grain.PHASE
        self.selection: Choice | None = None  #: the main choice: the one that is explained
        self.also: tuple[Choice, ...] = ()  #: what is chosen beside it
        self.hovered: Choice | None = None
        self.figure: int | None = None
        #: What the person is asked now: until it is answered no view shows it, nor what is computed from it.
        self.hides: Question | None = None
        self._was_modified = False
        self._facts = Facts()
        self._preview: Moment | None = None
        self._moment: Moment | None = None
        self._runner: Runner | None = None
        self._hold = Hold()
        self._turns = Turns(self)
        self.turn().came.connect(self.numbers_changed)
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._poll)
        self._refining = Refining(self, lambda: self.rate if self.is_running else None)
        self._refining.refined.connect(self.timeline_refined)
        self._all_awaited: list[Awaited] = []
        self._batch = self.awaited()
        self._batch.came.connect(self._take_batch)
        self._lacks = False  #: whether views saw the moment without what its large batch has
        self._forget_views_state()

    # What views pull

    @property
    def moment(self) -> Moment:
        """What is shown now."""
        if self._preview is not None:
            return self._preview
        if self._moment is None:
            self._moment = self.session.moment()
            self._lacks = not self._moment.step.is_ready(self._chosen)
        return self._moment

    @property
    def experiment(self) -> Experiment:
        """The experiment that is shown now."""
        return self.moment.experiment

    @property
    def timeline(self) -> Timeline:
        """The present future."""
        return self.session.timeline

    @property
    def plotted(self) -> tuple[int, ...]:
        """The parameters that are plotted, by index."""
        return self.session.plotted

    @property
    def is_running(self) -> bool:
        """Whether a run goes on."""
        return self._runner is not None

    @property
    def held_by(self) -> frozenset[str]:
        """The stop rules, "step" or "loss", that kept a run from beginning here; asked for again, it begins."""
        return self._hold.rules

    def text(self, value: float) -> str:
        """Return a number as it is shown: rounded to the chosen digits."""
        return display(value, self.digits)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """All that is chosen, the main choice first."""
        return () if self.selection is None else (self.selection, *self.also)

    @property
    def place(self) -> tuple[object, ...]:
        """What a number that is typed or dragged belongs to: it is worth nothing where another place is shown."""
        return self.session, self.timeline, self.session.cursor, self.session.sample

    # Sessions

    @command()
    def open(self, session: Session) -> None:
        """Show another session."""
        self.close()
        self.tell(self.session_left.emit)
        self.session, self._hold = session, Hold()
        self.rate, self.guesses_rate, self._guessed_for = UNKNOWN_RATE, True, None
        self._forget_views_state()
        self.tell(self.session_opened.emit)
        self._announce(Change(experiment=True, rows=True, place=True))
        self.tell(self.selection_changed.emit, self.hiding_changed.emit, self.plotted_changed.emit)

    def save(self, path: Path) -> None:
        """Write the session to `path`. Raises Problem."""
        if not self.settle():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "Nothing is saved while something is typed that cannot be kept.")
            )
        self._suspend()
        save_session(self.session, path)
        self.tell(self.undo_changed.emit)

    def close(self) -> None:
        """End all that goes on in threads."""
        self.pause()
        self._refining.stop()
        for awaited in self._all_awaited:
            awaited.stop()

    def _forget_views_state(self) -> None:
        self.selection, self.also, self._preview, self._moment = None, (), None, None
        self.hovered, self.hides = None, None
        self._plot_the_first()

    def _plot_the_first(self) -> None:
        self.session.plotted = first_plotted(self.session.experiment.network)

    # Edits

    @command(refused=False)
    def perform(self, edit: Edit) -> bool:
        """Make an edit; say whether it was possible. A run goes on with it."""
        self._suspend()
        self._preview = None
        try:
            change = self.session.perform(edit)
        except Problem as problem:
            self._announce(Change())
            self.tell(partial(self.problem_met.emit, problem))
            return False
        self._turns.all_now()
        self._announce(change)
        return True

    def perform_many(self, changes: Sequence[OneOfMany]) -> bool:
        """Set many numbers as one edit; say whether it was possible."""
        parameters = self.timeline.state_at(self.session.cursor).parameters
        return self.perform(SetMany(tuple(changes)).within(self.session.experiment, parameters))

    def perform_typed(self, text: str, edit_for: Callable[[float], Edit]) -> bool:
        """Make the edit that a typed number stands for; say whether it was possible."""
        try:
            value = typed_number(text)
        except Problem as problem:
            self.tell(partial(self.problem_met.emit, problem))
            return False
        return self.perform(edit_for(value))

    def preview(self, edit: Edit | None) -> None:
        """Show what `edit` would do, on a copy; None shows again what is. Raises Problem."""
        self._preview = None if edit is None else self.session.place.preview(edit)
        if self._preview is not None and self.hides is not None:
            self._preview = veiled(self._preview)
        self._lacks = not self.moment.step.is_ready(self._chosen)
        self._show_numbers()

    @command()
    def forget_future(self) -> None:
        """Forget the steps after the cursor; Undo brings them back."""
        self.pause()
        first, last = self.session.step_number + 1, self.session.steps
        change = self.session.forget_future()
        if change:
            self._announce(change)
            self.tell(lambda: self.future_forgotten.emit(first, last))

    def settle(self) -> bool:
        """Have what is typed anywhere be kept; where it cannot be, its field says why. Say whether all was kept."""
        is_settled = self.editors.settle()
        if not is_settled:
            self.tell(self.undo_changed.emit)  # what was chosen in vain is shown as it is
        return is_settled

    def undo(self) -> None:
        """Take the last edit back: what is typed and not kept yet, or else what was kept last."""
        if self.editors.drop():
            return
        self.pause()
        self._announce(self.session.undo())

    @command()
    def redo(self) -> None:
        """Bring the next edit back."""
        self.pause()
        self._announce(self.session.redo())

    @command()
    def set_stops(self, stops: StopRules) -> None:
        """Change the stop rules; a run obeys them from its next chunk, and ends where one is met already."""
        self._suspend()
        self._hold.note_rules(self.session.stops, stops)
        self.session.stops = stops
        if self._runner is not None and self._runner.obeys_rules:
            self.pause()
            self.toggle_run()
        self._let_go()
        self.tell(self.undo_changed.emit)

    # Movements

    @command()
    def seek(self, row: int) -> None:
        """Put the cursor on a row."""
        self.pause()
        self._announce(self.session.seek(row))

    def seek_step(self, step: int) -> None:
        """Put the cursor on the last row of a step."""
        self.seek(self.timeline.row_of_step(step))

    def to_start(self) -> None:
        """Go to the first row."""
        self.seek(0)

    def to_end(self) -> None:
        """Go to the latest row."""
        self.seek(self.timeline.length - 1)

    @command()
    def choose_sample(self, sample: int) -> None:
        """Show another sample."""
        self._suspend()  # training goes on with what is shown of this sample
        self._announce(self.session.choose_sample(sample))

    def select(self, choice: Choice | None, also: Iterable[Choice] = ()) -> None:
        """Choose a neuron, parameter or target, and others beside it; what the network does not have is not chosen.

        More than MAX_CHOSEN are a problem that is told; then the choice stays.
        """
        network = self.session.experiment.network
        others = tuple(other for other in dict.fromkeys(also) if other != choice and has(network, other))
        if len(others) >= MAX_CHOSEN:
            text = QT_TRANSLATE_NOOP("Problem", "At most {most} things can be chosen at once.")
            self.tell(partial(self.problem_met.emit, Problem(text, most=MAX_CHOSEN)))
        elif (choice, others) != (self.selection, self.also) and has(network, choice):
            self.selection, self.also = choice, others
            self._lacks = not self.moment.step.is_ready(self._chosen)
            self.tell(self.selection_changed.emit)
            self._await_batch()

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
        self.select(main, between(self.session.experiment.network, main, choice))

    def choose_layer(self) -> None:
        """Choose all of the main choice's kind in its layer."""
        if self.selection is not None:
            self.select(self.selection, layer_mates(self.session.experiment.network, self.selection))

    def hover(self, choice: Choice | None) -> None:
        """Light the thing under the mouse in every view; None lights nothing."""
        if choice != self.hovered and has(self.session.experiment.network, choice):
            self.hovered = choice
            self.tell(self.hover_changed.emit)

    def hide_answer(self, question: Question | None) -> None:
        """Let no view show the answer to this question; None: nothing is asked."""
        self.hides = question
        self.tell(self.hiding_changed.emit)

    def show_figure(self, number: int | None) -> None:
        """Show one of the article's figures, 1 to 18, live; None shows the moment again."""
        self.figure = number
        self.tell(self.figure_changed.emit)

    def plot(self, parameters: tuple[int, ...]) -> None:
        """Plot these parameters, the last 12 of them."""
        self._suspend()  # training goes on with their envelopes
        self.session.plotted = parameters[-MAX_PLOTTED:]
        self.tell(self.plotted_changed.emit)

    def look_at(self, columns: tuple[Column, ...], first: int, last: int, width: int) -> None:
        """Bring what is not known yet of these columns' rows first to last - 1, for a plot of `width` points."""
        self._refining.look(View(self.timeline, columns, first, last, width))

    def set_digits(self, digits: int) -> None:
        """Show numbers with this many significant digits."""
        self.digits = digits
        self.tell(self.digits_changed.emit)
        self._show_numbers()

    # Training

    @command()
    def step(self) -> None:
        """Take one step, or finish the one that is walked."""
        self.pause()
        is_whole = not self.session.place.is_walked
        change = self.session.step()
        self._tell(change)
        if is_whole and change.ended.reason == "done":
            self.tell(self.walked.emit)

    @command()
    def back(self) -> None:
        """Go one row, or one rung of the walk, back."""
        self.pause()
        self._announce(self.session.back())

    def next_phase(self) -> None:
        """Walk on by one phase."""
        self._walk(Grain.PHASE)

    @command()
    def _walk(self, grain: Grain) -> None:
        self.pause()
        change = self.session.walk(grain)
        self._tell(change)
        if change.halt is None:
            self.tell(self.walked.emit)

    @command(refused=Halt("typed", 0, math.nan))
    def walk_to(self, done: int) -> Halt | None:
        """Stand where so many stops of the step are done; return why it could not be done, or None."""
        self.pause()
        change = self.session.walk_to(done)
        self._tell(change)
        if change.halt is None:
            self.tell(self.walked.emit)
        return change.halt

    def set_grain(self, grain: Grain) -> None:
        """Choose how far a rung of the ladder goes, forwards and backwards."""
        if grain is not self.grain:
            self.grain = grain
            self.tell(self.grain_changed.emit)

    def forward_rung(self) -> None:
        """Go forwards by the chosen rung: within the step, a step, an epoch, or until a stop rule is met."""
        if self.grain is Grain.UNTIL:
            self.toggle_run()
        elif self.grain is Grain.EPOCH:
            self.run_epoch()
        elif self.grain is Grain.STEP:
            self.step()
        else:
            self._walk(self.grain)

    @command()
    def back_rung(self) -> None:
        """Go backwards by the chosen rung; an epoch back is its first row, and "until" leads back to the start."""
        self.pause()
        if self.grain is Grain.UNTIL:
            self.to_start()
        elif self.grain is Grain.EPOCH:
            self.seek(self.session.place.epoch_start)
        else:
            self._announce(self.session.walk_back(self.grain))

    @command()
    def set_stage(self, stop: Stop) -> None:
        """Stand where a stop of a lesson begins."""
        self.pause()
        before = self.session.standing
        halt = set_stage(self.session, stop)
        self._tell(self.session.change_since(before, halt))

    @command()
    def run_epoch(self) -> None:
        """Run to the end of the epoch, as fast as it goes."""
        self.pause()
        self._start(Runner(self.session, math.inf, self.session.timeline.epoch_end(self.session.cursor)))

    @command()
    def run_steps(self, steps: int) -> None:
        """Run this many steps, as fast as it goes."""
        self.pause()
        self._start(Runner(self.session, math.inf, self.session.step_number + steps))

    def toggle_run(self) -> None:
        """Run, or pause. Where a stop rule is met already the run begins only when it is asked for once more."""
        if self.is_running:
            self.pause()
        elif not self.settle():
            return
        elif self._hold.keeps(self.session):
            self.tell(self.held.emit)
        else:
            self._preview = None
            self._guess_rate()
            self._start(Runner(self.session, self.rate))

    def pause(self) -> None:
        """End a run, keeping all it did."""
        if self._runner is None:
            return
        try:
            self._suspend()
        finally:
            self._end()
            self._announce(Change())
            self.tell(self.running_changed.emit)

    def set_rate(self, rate: float) -> None:
        """Run at this many steps a second; math.inf is as fast as it goes."""
        self.rate, self.guesses_rate = rate, False
        if self._runner is not None:
            self._runner.set_rate(rate)
        self.tell(self.running_changed.emit)

    def guess_rate(self) -> None:
        """Choose the speed of each run by itself, so that something is seen in about five seconds."""
        self.guesses_rate, self._guessed_for = True, None
        if self._runner is not None:
            self._suspend()
            self._guess_rate()
            self._runner.set_rate(self.rate)
        self.tell(self.running_changed.emit)

    def _guess_rate(self) -> None:
        """Guess anew where something was edited since; going on goes on at the same speed."""
        if self.guesses_rate and self._guessed_for is not self.timeline.last:
            self.rate, self._guessed_for = suitable_rate(self.session), self.timeline.last

    @property
    def has_guessed_rate(self) -> bool:
        """Whether `rate` is a guess that was made for this session."""
        return self.guesses_rate and self._guessed_for is not None

    def _start(self, runner: Runner) -> None:
        self._runner = runner
        self._timer.start()
        self.tell(self.running_changed.emit)

    def _suspend(self) -> None:
        """Stop the worker of a run and show what it did; the run itself goes on at the next poll."""
        if self._runner is not None:
            before = self.session.standing
            self._runner.suspend()
            change = self.session.change_since(before)
            if change:
                self._announce(change)

    def _end(self) -> None:
        if self._runner is not None:
            self._hold.note_end(self._runner)
        self._runner = None
        self._timer.stop()

    def _let_go(self) -> None:
        """Withdraw the offer to run on where it does not hold any more."""
        if not self.is_running and self._hold.lets_go(self.session):
            self.tell(self.held.emit)

    def _poll(self) -> None:
        if self._runner is None:
            return
        before = self.session.standing
        try:
            halt = self._runner.poll()
        except BaseException:
            self.pause()  # else it would fail again at every look
            raise
        if halt is not None:
            self._end()
        change = self.session.change_since(before)
        if change:
            self._announce(change)
        if halt is not None:
            self.tell(self.running_changed.emit)
            self.tell(partial(self.run_halted.emit, halt))

    def _tell(self, change: Change) -> None:
        self._announce(change)
        if change.halt is not None and change.halt.reason != "done":
            self.tell(partial(self.run_halted.emit, change.halt))

    def _announce(self, change: Change) -> None:
        """Tell the facts that follow from a change of the session; those for readers at a reader's pace.

        Who keeps something of the network hears first, so that it has the new one when others ask it for anything.
        """
        self._moment, self._preview = None, None
        facts = [self.experiment_changed.emit] if change.experiment else []
        of_views = []
        if change.lineage is not None:
            of_views = [*self._follow(change.lineage), self.plotted_changed.emit]
        if change.rows:
            facts.append(self.timeline_changed.emit)
        looks, waiting = self._turns.take(is_running=self.is_running)
        if looks:
            of_views.append(self.moment_changed.emit)
        of_views += [turn.came.emit for turn in waiting]
        if not self.is_running or self.session.is_modified != self._was_modified:
            self._was_modified = self.session.is_modified
            of_views.append(self.undo_changed.emit)
        self.tell(*facts, *of_views)
        self._await_batch()
        self._let_go()

    def _follow(self, lineage: Lineage) -> list[Callable[[], object]]:
        """Keep what is chosen and hovered in another network; return what is to be told, where that is anything."""
        before = self.chosen, self.hovered, self.hides
        chosen = [choice for choice in (follow(choice, lineage) for choice in self.chosen) if choice is not None]
        self.selection, self.also = (chosen[0], tuple(chosen[1:])) if chosen else (None, ())
        self.hovered, self.hides = follow(before[1], lineage), None
        now = self.chosen, self.hovered, self.hides
        told = (self.selection_changed.emit, self.hover_changed.emit, self.hiding_changed.emit)
        return [tell for tell, old, new in zip(told, before, now, strict=True) if old != new]

    def _await_batch(self) -> None:
        """Have what views lack of a large batch brought; in a run there is no time for it."""
        moment = self._preview or self._moment  # none: no view has looked
        if moment is None or self.is_running or not self._lacks:
            self._batch.drop()
        else:
            key = moment.step, self._chosen
            self._batch.want(key, partial(moment.step.prepare, self._chosen))

    @property
    def _chosen(self) -> int | None:
        return self.selection.index if isinstance(self.selection, ParameterChoice) else None

    def _take_batch(self) -> None:
        self._lacks = False
        self._show_numbers()

    def _show_numbers(self) -> None:
        self.tell(self.moment_changed.emit, *(turn.came.emit for turn in self._turns.everybody()))
        self._await_batch()

    def tell(self, *facts: Callable[[], object]) -> None:
        """Tell facts to all views, each before the next: their emit methods."""
        self._facts.tell(*facts)

    def awaited(self) -> Awaited:
        """Return what brings one more thing from a thread, for as long as this session is open."""
        self._all_awaited.append(Awaited(self))
        return self._all_awaited[-1]

    def turn(self, every: float = READING) -> Turn:
        """Return what tells one more panel to show its numbers, as `numbers_changed` does.

        In a run its turn comes every so many seconds; in a quick one each panel has frames of its own.
        """
        return self._turns.add(every)
