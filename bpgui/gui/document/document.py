"""The document: the one place where a view's request becomes an edit, and the session's answer a fact.

Views call the requests and listen to the facts (past participles), pull what they need from `document.session` and
`document.moment`, and repaint. No view changes the session or talks to another view.
"""

import math
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.focus import Focus
from bpgui.gui.document.picked import Picked
from bpgui.gui.document.plotting import Plotting
from bpgui.gui.document.run import Run
from bpgui.gui.document.selection import Choice
from bpgui.gui.document.shown_moment import ShownMoment
from bpgui.gui.document.trying import Trying
from bpgui.gui.widgets.awaited import Awaited
from bpgui.gui.widgets.open_editors import OpenEditors, command
from bpgui.session.basics.numbers import display, readable
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.change import Change
from bpgui.session.files.session_file import Snapshot, save_copy, save_session
from bpgui.session.learn.exercise import Question
from bpgui.session.learn.lessons import Stop, set_stage
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.moment import Grain, Moment
from bpgui.session.stops import Halt, StopRules
from bpgui.session.timeline.futures import Timeline


class Document(QObject):
    """One open session as the window sees it."""

    session_left = Signal()  #: another session comes: what was begun in this one (a drag, an editor, a menu) ends
    session_opened = Signal()  #: another session is shown
    timeline_changed = Signal()  #: there are more rows, or another future
    timeline_refined = Signal()  #: more is known of rows that plots look at
    neurons_followed = Signal(object)  #: before `experiment_changed`: the neurons are others, and this is their Lineage
    experiment_changed = Signal()  #: network, data or settings at the cursor are others
    moment_changed = Signal()  #: what is shown changed: cursor, walk, sample or preview; 30 times a second in a run
    numbers_changed = Signal()  #: as moment_changed, but some times a second in a quick run: for all texts, at once
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
        self.grain = Grain.PHASE
        self._was_modified = False
        self._facts = Facts()
        self.focus = Focus(session, self._facts, self)
        self.run = Run(session, self._announce, self._facts, self)
        self.trying = Trying(session)
        self.shown = ShownMoment(session, self.focus, self.run, self.trying, self._facts, self)
        self.picked = Picked(self)
        self.plotting = Plotting(session, self.run, self._facts, self)
        self._pass_facts_on()

    def _pass_facts_on(self) -> None:
        """Tell what the owners of these facts tell."""
        self.focus.selection_changed.connect(self.selection_changed)
        self.focus.hover_changed.connect(self.hover_changed)
        self.focus.figure_changed.connect(self.figure_changed)
        self.focus.hiding_changed.connect(self.hiding_changed)
        self.focus.problem_met.connect(self.problem_met)
        self.run.changed.connect(self.running_changed)
        self.run.halted.connect(self.run_halted)
        self.run.held.connect(self.held)
        self.shown.changed.connect(self.moment_changed)
        self.shown.read.connect(self.numbers_changed)
        self.plotting.changed.connect(self.plotted_changed)
        self.plotting.refined.connect(self.timeline_refined)

    # What views pull

    @property
    def moment(self) -> Moment:
        """What is shown now. In a run all texts keep one moment until `numbers_changed`."""
        return self.shown.moment

    @property
    def experiment(self) -> Experiment:
        """The experiment that is shown now."""
        return self.moment.experiment

    @property
    def timeline(self) -> Timeline:
        """The present future."""
        return self.session.timeline

    @property
    def is_running(self) -> bool:
        """Whether a run goes on."""
        return self.run.is_going_on

    def text(self, value: float) -> str:
        """Return a number as it is shown: rounded to the chosen digits."""
        return readable(display(value, self.digits))

    @property
    def selection(self) -> Choice | None:
        """The main choice: the neuron, parameter or target that is explained."""
        return self.focus.selection

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """All that is chosen, the main choice first."""
        return self.focus.chosen

    @property
    def hovered(self) -> Choice | None:
        """What lies under the mouse."""
        return self.focus.hovered

    @property
    def hides(self) -> Question | None:
        """What the person is asked now: until it is answered no view shows it, nor what is computed from it."""
        return self.focus.hides

    # Sessions

    @command()
    def open(self, session: Session) -> None:
        """Show another session."""
        self.close()
        self.tell(self.session_left.emit)
        self.session = session
        for owner in (self.focus, self.run, self.trying, self.shown, self.plotting):
            owner.open(session)
        with self._facts.together():
            self.tell(self.session_opened.emit)
            self._announce(Change(experiment=True, rows=True, place=True))
            self.tell(self.selection_changed.emit, self.hiding_changed.emit, self.plotted_changed.emit)

    def save(self, path: Path, write: Callable[[Snapshot, Path], None] = save_copy) -> None:
        """Write the session to `path`, by `write`, which may let other things happen meanwhile. Raises Problem."""
        if not self.settle():
            text = QT_TRANSLATE_NOOP("Problem", "Nothing is saved while something is typed that cannot be kept.")
            raise Problem(text)
        self.run.suspend()
        save_session(self.session, path, write)
        self.tell(self.undo_changed.emit)

    def close(self) -> None:
        """End all that goes on in threads."""
        self.pause()
        self.plotting.stop()
        for awaited in self.findChildren(Awaited):
            awaited.stop()

    # Edits

    @command(refused=False)
    def perform(self, edit: Edit, then: Choice | None = None) -> bool:
        """Make an edit; say whether it was possible. A run goes on with it.

        `then` is chosen in the network that an edit of the structure leads to, else what survives of the choice.
        """
        self.run.suspend()
        self.shown.end_preview()
        try:
            change = self.trying.perform(edit) if self.trying.takes(edit) else self.session.perform(edit)
        except Problem as problem:
            self._announce(Change())
            self.tell(partial(self.problem_met.emit, problem))
            return False
        self._announce(change, then)
        return True

    def preview(self, edit: Edit | None) -> None:
        """Show what `edit` would do, on a copy; None shows again what is. Raises Problem."""
        self.shown.preview(edit, is_veiled=self.hides is not None)

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
        if self.run.set_stops(stops):
            self.toggle_run()
        self.run.let_go()
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
        """Show another sample; the one behind the last is what is tried."""
        self.run.suspend()  # training goes on with what is shown of this sample
        self.shown.turns.all_now()
        self.trying.is_shown = self.trying.trial is not None and sample >= self.session.experiment.data.samples
        self._announce(Change(place=True) if self.trying.is_shown else self.session.choose_sample(sample))

    @command()
    def try_input(self, is_on: bool) -> None:
        """Begin to try an input, or end it."""
        self.run.suspend()
        self.shown.turns.all_now()
        self.trying.begin() if is_on else self.trying.end()
        self._announce(Change(place=True))

    def select(self, choice: Choice | None, also: Iterable[Choice] = ()) -> None:
        """Choose a neuron, parameter or target, and others beside it; what the network does not have is not chosen."""
        self.focus.select(choice, also)

    def hover(self, choice: Choice | None) -> None:
        """Light the thing under the mouse in every view; None lights nothing."""
        self.focus.hover(choice)

    def set_digits(self, digits: int) -> None:
        """Show numbers with this many significant digits."""
        self.digits = digits
        self.tell(self.digits_changed.emit)
        self.shown.show_again()

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

    @command()
    def walk(self, grain: Grain) -> None:
        """Walk on to the next end of a neuron, layer, phase or sample; with a coarser grain finish the step."""
        self.pause()
        self._tell_walked(self.session.walk(grain))

    @command(refused=Halt("typed", 0, math.nan))
    def walk_to(self, done: int) -> Halt | None:
        """Stand where so many stops of the step are done; return why it could not be done, or None."""
        self.pause()
        change = self.session.walk_to(done)
        self._tell_walked(change)
        return change.halt

    def set_grain(self, grain: Grain) -> None:
        """Choose how far a rung of the ladder goes, forwards and backwards."""
        if grain is not self.grain:
            self.grain = grain
            self.tell(self.grain_changed.emit)

    @command()
    def walk_back(self, grain: Grain) -> None:
        """Walk back to the end before of a neuron, layer, phase or sample; with a coarser grain go a row back."""
        self.pause()
        self._announce(self.session.walk_back(grain))

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
        self.run.begin_to(self.timeline.epoch_end(self.session.cursor))

    @command()
    def run_steps(self, steps: int) -> None:
        """Run this many steps, as fast as it goes."""
        self.pause()
        self.run.begin_to(self.session.step_number + steps)

    def toggle_run(self) -> None:
        """Run, or pause. Where a stop rule is met already the run begins only when it is asked for once more."""
        if self.is_running:
            self.pause()
        elif self.settle() and not self.run.is_held():
            self.shown.end_preview()
            self.run.begin()

    def pause(self) -> None:
        """End a run, keeping all it did."""
        self.run.pause()

    def _tell(self, change: Change) -> None:
        self._announce(change)
        if change.halt is not None and change.halt.reason != "done":
            self.tell(partial(self.run_halted.emit, change.halt))

    def _tell_walked(self, change: Change) -> None:
        self._tell(change)
        if change.halt is None:
            self.tell(self.walked.emit)

    def _announce(self, change: Change, then: Choice | None = None) -> None:
        """Tell the facts that follow from a change of the session; those for readers at a reader's pace.

        Who keeps something of the network hears first, so that it has the new one when others ask it for anything.
        """
        self.trying.follow(self.session.experiment)
        self.shown.renew(anew=change.experiment or change.lineage is not None)
        facts: list[Callable[[], object]] = []
        of_views: list[Callable[[], object]] = []
        if change.lineage is not None:
            facts.append(partial(self.neurons_followed.emit, change.lineage))
            of_views = [*self.focus.follow(change.lineage, then), self.plotted_changed.emit]
        facts += [self.experiment_changed.emit] if change.experiment else []
        if change.rows:
            facts.append(self.timeline_changed.emit)
        of_views += self.shown.due()
        if not self.is_running or self.session.is_modified != self._was_modified:
            self._was_modified = self.session.is_modified
            of_views.append(self.undo_changed.emit)
        self.tell(*facts, *of_views)
        self.shown.await_batch()
        self.run.let_go()

    def tell(self, *facts: Callable[[], object]) -> None:
        """Tell facts to all views, each before the next: their emit methods."""
        self._facts.tell(*facts)

    def once_told(self, react: Callable[[], object]) -> None:
        """Call `react` once when all facts are told, whichever of them ask for it."""
        self._facts.once_told(react)
