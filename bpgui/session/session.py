"""The session: one experiment as a person works on it. Each method here is a verb of theirs, or what they work with.

All changes go through `perform`, `undo`, `redo`, the training calls and the movements of the cursor. Each leaves
the session whole or raises Problem and leaves it as it was; each returns a `Change`, which says what is different.
What is seen from where it stands, and where a move leads to, `place` knows.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec

from bpgui.engine.elementary import Array
from bpgui.session.change import Change
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import Lineage
from bpgui.session.place import Place, Walk
from bpgui.session.plotted import plotted_after
from bpgui.session.step.ladder import Grain
from bpgui.session.step.moment import Moment
from bpgui.session.stops import NO_RULES, EpochRules, Halt, StopRules
from bpgui.session.timeline.column_kinds import recorded_columns
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.epoch_rules import Watch
from bpgui.session.timeline.futures import Timeline
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.segment import Chunk
from bpgui.session.timeline.trainer import Trainer, Trainers
from bpgui.session.undo import Entry, ForgetSteps, Former, UndoStack


class Standing(NamedTuple):
    """Where a session stands: what `Change` compares."""

    place: Place
    rows: int
    experiment: Experiment


P = ParamSpec("P")


def verb(
    method: "Callable[Concatenate[Session, P], Lineage | Halt | None]",
) -> "Callable[Concatenate[Session, P], Change]":
    """Have a method of the session return the Change; what it returns itself is part of that."""

    @wraps(method)
    def told(self: "Session", /, *args: P.args, **kwargs: P.kwargs) -> Change:
        before = self.standing
        return self.change_since(before, method(self, *args, **kwargs))

    return told


class Session:
    """One open experiment.

    `place` is where it stands, `stops` the stop rules, `path` the session file or None, `title` a name to show where
    there is no file; `plotted` are the parameters (by index) whose envelopes training keeps. An `is_example` session is
    not modified by running it.
    """

    def __init__(
        self, experiment: Experiment, parameters: Array, *, path: Path | None = None, is_example: bool = False
    ) -> None:
        """Stand at state 0 of `experiment` with these parameters."""
        self._memory = Memory()
        self.place = Place(Timeline.begin(experiment, parameters, self._memory))
        self.plotted: tuple[int, ...] = ()
        self.stops = StopRules()
        self.path = path
        self.is_example = is_example
        self.title = ""
        self.undo_stack = UndoStack()
        self._trainers = Trainers()
        self.mark_saved()

    # What changed

    @property
    def standing(self) -> Standing:
        """Where it stands now, for `change_since`."""
        return Standing(self.place, self.timeline.length, self.experiment)

    def change_since(self, before: Standing, what: Lineage | Halt | None = None) -> Change:
        """Return what is different from how it stood before, and which neurons are which now or why it ended."""
        now = self.standing
        is_same_future = now.place.timeline is before.place.timeline
        return Change(
            experiment=now.experiment is not before.experiment,
            rows=not is_same_future or now.rows != before.rows,
            place=now.place.within_future != before.place.within_future,
            lineage=what if isinstance(what, Lineage) else None,
            halt=what if isinstance(what, Halt) else None,
        )

    # What is shown

    @property
    def timeline(self) -> Timeline:
        """The present future."""
        return self.place.timeline

    @property
    def cursor(self) -> int:
        """The row it stands on."""
        return self.place.row

    @property
    def sample(self) -> int:
        """The chosen sample, from 0."""
        return self.place.sample

    @property
    def experiment(self) -> Experiment:
        """The experiment that holds at the cursor."""
        return self.place.experiment

    @property
    def step_number(self) -> int:
        """The step number of the cursor's row."""
        return self.place.step

    @property
    def in_past(self) -> bool:
        """Whether the cursor stands before the last row."""
        return self.place.in_past

    @property
    def former(self) -> Former | None:
        """The future that an edit in the past replaced, to be compared with the present one; None without one."""
        return self.undo_stack.former

    def moment(self) -> Moment:
        """Return what is shown now."""
        return self.place.moment()

    # Edits

    @verb
    def perform(self, edit: Edit) -> Lineage | None:
        """Make an edit at the cursor: fork the timeline there, or begin a new one. Raises Problem.

        An edit at step 0 makes another start: a new timeline whose first row has all that holds then. Nothing is done
        when the edit changes nothing.
        """
        state, before = self.place.state, self.experiment
        experiment, parameters = edit.apply(before, state.parameters)
        if edit.changes_nothing(before, state.parameters):
            return None
        if edit.keeps_rows:
            after = self.timeline.renamed(experiment)
        elif edit.begins_timeline or state.step == 0:
            after = Timeline.begin(experiment, parameters, self._memory, self.timeline.origin_at(self.cursor))
        else:
            after = self.timeline.fork(self.cursor, edit, (experiment, parameters))
        lineage = edit.lineage(before.network, experiment.network)
        return self._enter(Entry(edit, self.timeline, self.cursor, after, lineage, self.plotted))

    def lineage_of(self, edit: Edit) -> Lineage | None:
        """Return which neurons and parameters would be which ones if `edit` were made now; None where it does nothing.

        Raises Problem where it is not possible.
        """
        parameters, before = self.place.state.parameters, self.experiment
        after, _ = edit.apply(before, parameters)
        return None if edit.changes_nothing(before, parameters) else edit.lineage(before.network, after.network)

    @verb
    def forget_future(self) -> Lineage | None:
        """Forget the rows after the cursor's, without an event. Undo brings them back."""
        if not self.in_past:
            return None
        after, edit = self.timeline.cut(self.cursor), ForgetSteps(self.step_number)
        return self._enter(Entry(edit, self.timeline, self.cursor, after))

    def _enter(self, entry: Entry) -> Lineage | None:
        """Go where an edit leads that was just made, and can be undone."""
        self.undo_stack.push(entry)
        return self._go_after(entry)

    def _go_after(self, entry: Entry) -> Lineage | None:
        row = self.cursor if entry.edit.keeps_rows else entry.after.length - 1
        self.place = self.place.in_future(entry.after, row)
        if entry.lineage is not None:
            self.plotted = plotted_after(self.plotted, entry.lineage)
        return entry.lineage

    @verb
    def undo(self) -> Lineage | None:
        """Put the cursor back on the row of the old future where the last edit was made."""
        entry = self.undo_stack.undoable
        if entry is None:
            return None
        self.undo_stack.step_back()
        self.place = self.place.in_future(entry.before, self.cursor if entry.edit.keeps_rows else entry.row)
        if entry.lineage is None:
            return None
        self.plotted = entry.plotted
        return entry.lineage.inverse()

    @verb
    def redo(self) -> Lineage | None:
        """Return to the future that the next edit made, with everything trained on it."""
        entry = self.undo_stack.redoable
        if entry is None:
            return None
        self.undo_stack.step_forward()
        return self._go_after(entry)

    def replay(self, edit: Edit) -> None:
        """Make an edit of a file's record at the last row: nothing that can be undone. Raises Problem."""
        after = self.timeline.fork(self.timeline.length - 1, edit)
        self.place = self.place.in_future(after, after.length - 1)

    # The cursor

    @verb
    def seek(self, row: int) -> None:
        """Put the cursor on a row (the nearest one that exists), at rest."""
        self.place = self.place.at(row)

    @verb
    def seek_step(self, step: int) -> None:
        """Put the cursor on the last row with this step number."""
        self.seek(self.timeline.row_of_step(step))

    @verb
    def choose_sample(self, sample: int) -> None:
        """Choose the sample that is shown, from 0."""
        self.place = self.place.of_sample(sample)

    # The walk

    def _stand(self, walk: Walk) -> None:
        """Stand in the walk, at its sample; the end of the update is the next row."""
        self.seek(walk.row)
        if self.place.ends_step(walk):
            self.step()
        self.place = self.place.in_walk(walk)

    @verb
    def begin_walk(self) -> Halt | None:
        """Begin to walk the step from the cursor's row: nothing of it is computed yet. Return why not, or None.

        Events that the record has at this step are passed first.
        """
        while self.place.next_is_event:
            self.seek(self.cursor + 1)
        if self.place.is_diverged:
            return self._halt("diverged")
        self._stand(Walk(self.cursor, 0, Grain.PHASE))
        return None

    @verb
    def walk_to(self, done: int) -> Halt | None:
        """Stand where `done` stops of the step are done (or the nearest number that it has), see `Place.walk_at`.

        Outside a walk it is begun, see `begin_walk`. Return why it could not be done, or None.
        """
        halt = None if self.place.in_step else self.begin_walk().halt
        if halt is None:
            self._stand(self.place.walk_at(done))
        return halt

    @verb
    def walk(self, grain: Grain) -> Halt | None:
        """Go on to the next end of a neuron, layer, phase or sample; with a coarser grain finish the step.

        From the end of the update the next move, of any grain, shows the row after it at rest. An event of the record
        is one move. Return why it could not be done, or None.
        """
        place = self.place
        if place.at_end_of_update:
            self.seek(self.cursor)
            return None
        if not grain.is_walked or (place.next_is_event and not place.in_step):
            halt = self.step().ended
            return None if halt.reason == "done" else halt
        if place.is_diverged and not place.in_step:
            return self._halt("diverged")
        self._stand(place.next_walk(grain))
        return None

    @verb
    def next_phase(self) -> Halt | None:
        """Go on to the next end of a phase, see `walk`."""
        return self.walk(Grain.PHASE).halt

    @verb
    def walk_back(self, grain: Grain) -> None:
        """Go back to the end of a neuron, layer, phase or sample before; with a coarser grain to the row before.

        From the first stop of a step one comes to rest before it, and from rest to the end of the update before.
        """
        walk, now = self.place.previous_walk(grain), self.place.walk
        if walk is not None:
            self._stand(walk)
        else:
            self.seek(self.cursor - 1 if now is None else now.row)

    @verb
    def back(self) -> None:
        """Go one move back in the walk, of the grain it was last walked with; else one row."""
        self.walk_back(Grain.STEP if self.place.walk is None else self.place.walk.grain)

    # Training

    @verb
    def step(self) -> Halt:
        """Finish the walk, or go one row on: along the record in the past, by training at its end."""
        if self.place.at_end_of_update:
            self.seek(self.cursor)
        elif self.in_past:
            self.seek(self.cursor + 1)
        else:
            return self._train(1)
        return self._halt("done")

    @verb
    def train(self, steps: int, below: float | None = None, rules: EpochRules = NO_RULES) -> Halt:
        """Go `steps` steps on from the cursor: along the record in the past, then by training.

        `below` stops at the next row whose training loss is below it, `rules` at the next that meets one of them.
        """
        return self._train(steps, below, rules)

    def _train(self, steps: int, below: float | None = None, rules: EpochRules = NO_RULES) -> Halt:
        watch = Watch(rules, frozenset()) if rules else None
        goal = self.step_number + steps
        if steps and self.in_past:
            last = self.timeline.first_row_of_step(goal)
            row, _ = self.timeline.first_below(below, True, self.cursor + 1, last + 1)
            end = last if row is None else row
            fired = None if watch is None else self.timeline.first_met(watch, self.cursor + 1, end + 1)
            self.seek(end if fired is None else fired[0])
            if fired is not None or row is not None:
                return self._halt("loss" if fired is None or fired[0] == row else fired[1])
        while self.step_number < goal:
            trainer = self._trainers.at_end_of(self.timeline.last, self.recorded_columns(), below, watch)
            chunk = trainer.train(goal - self.step_number)
            self.append(chunk)
            if chunk.reason:
                return self._halt(chunk.reason)
        return self._halt("done")

    def trainer(self, below: float | None = None, armed: bool = True, watch: Watch | None = None) -> Trainer:
        """Return what trains on from the last row, perhaps in a thread; its chunks go to `append`."""
        return Trainer(self.timeline.last, self.recorded_columns(), below, armed, watch)

    def recorded_columns(self) -> list[Column]:
        """Return the columns whose envelopes training keeps: the losses, some predictions, and what is plotted."""
        return recorded_columns(self.timeline.last.experiment, self.plotted, self.sample)

    @verb
    def append(self, chunk: Chunk) -> None:
        """Add rows that were trained from the last row; the cursor goes to the new last row."""
        self.timeline.last.append(chunk)
        self.seek(self.timeline.length - 1)

    def _halt(self, reason: str) -> Halt:
        return Halt(reason, self.step_number, self.place.loss)

    # The file

    @property
    def steps(self) -> int:
        """Steps taken on the present future."""
        return self.timeline.step_at(self.timeline.length - 1)

    def mark_saved(self) -> None:
        """Note that a file now holds this session."""
        self.undo_stack.mark_clean()
        self._saved: tuple[int, StopRules] | None = (self.steps, self.stops)

    def mark_unsaved(self) -> None:
        """Note that no file holds this session, as it was brought back from a copy."""
        self._saved = None

    @property
    def is_modified(self) -> bool:
        """Whether closing would lose something: edits or stop rules; steps too, unless this is an untouched example."""
        if self._saved is None or not self.undo_stack.is_clean or self.stops != self._saved[1]:
            return True
        return self.steps != self._saved[0] and not (self.is_example and self.undo_stack.undoable is None)
