"""The session: one experiment as a person works on it, with its timeline, cursor, walk and undo history.

All changes go through `perform`, `undo`, `redo`, the training calls and the movements of the cursor. Each leaves
the session whole or raises Problem and leaves it as it was; each returns a `Change`, which says what is different.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.training import diverged, mean_loss
from bpgui.session.change import Change
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import Lineage
from bpgui.session.step.ladder import Grain, Ladder
from bpgui.session.step.moment import Moment
from bpgui.session.stops import Halt, StopRules
from bpgui.session.timeline.column_kinds import LOSS, TRAIN_LOSS, recorded_columns
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import Timeline
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.segment import Chunk
from bpgui.session.timeline.trainer import Trainer
from bpgui.session.undo import Entry, ForgetSteps, UndoStack

#: More lines than these cannot be told apart in a plot.
MAX_PLOTTED = 12


@dataclass(frozen=True)
class Walk:
    """A step walked on the ladder: the row it starts from, how many of its stops are done, and the last move's grain.

    At the end of its update the row after it is recorded and the cursor stands there, but what is shown is still this
    step. Between two samples `opens` says that the second is shown, of which nothing is computed yet.
    """

    row: int
    done: int
    grain: Grain
    opens: bool = False


class Standing(NamedTuple):
    """Where a session stands: what `Change` compares."""

    timeline: Timeline
    rows: int
    cursor: int
    walk: Walk | None
    sample: int
    experiment: Experiment


class Edited(NamedTuple):
    """An edit that was made, taken back or brought back, and which neurons of the network before are which now."""

    edit: Edit
    lineage: Lineage | None = None


P = ParamSpec("P")


def verb(
    method: "Callable[Concatenate[Session, P], Edited | Halt | None]",
) -> "Callable[Concatenate[Session, P], Change]":
    """Have a method of the session return the Change; what it returns itself is part of that."""

    @wraps(method)
    def told(self: "Session", /, *args: P.args, **kwargs: P.kwargs) -> Change:
        before = self.standing
        return self.change_since(before, method(self, *args, **kwargs))

    return told


class Session:
    """One open experiment.

    `sample` is the chosen sample (from 0), `stops` the stop rules, `path` the session file or None,
    `title` a name to show where there is no file; `plotted` are the parameters (by index) whose envelopes training
    keeps. An `is_example` session is not modified by running it.
    """

    def __init__(
        self, experiment: Experiment, parameters: Array, *, path: Path | None = None, is_example: bool = False
    ) -> None:
        """Stand at state 0 of `experiment` with these parameters."""
        self._memory = Memory()
        self.timeline = Timeline.begin(experiment, parameters, self._memory)
        self.cursor = 0
        self.plotted: tuple[int, ...] = ()
        self.sample = 0
        self.stops = StopRules()
        self.path = path
        self.is_example = is_example
        self.title = ""
        self.undo_stack = UndoStack()
        self._walk: Walk | None = None
        self._trainer: Trainer | None = None
        self.mark_saved()

    # What changed

    @property
    def standing(self) -> Standing:
        """Where it stands now, for `change_since`."""
        return Standing(self.timeline, self.timeline.length, self.cursor, self._walk, self.sample, self.experiment)

    def change_since(self, before: Standing, what: Edited | Halt | None = None) -> Change:
        """Return what is different from how it stood before, and what was edited or why it ended."""
        now = self.standing
        return Change(
            experiment=now.experiment is not before.experiment,
            rows=(now.timeline, now.rows) != (before.timeline, before.rows),
            place=(now.cursor, now.walk, now.sample) != (before.cursor, before.walk, before.sample),
            lineage=what.lineage if isinstance(what, Edited) else None,
            edit=what.edit if isinstance(what, Edited) else None,
            halt=what if isinstance(what, Halt) else None,
        )

    # What is shown

    @property
    def experiment(self) -> Experiment:
        """The experiment that holds at the cursor."""
        return self.timeline.experiment_at(self.cursor)

    @property
    def in_past(self) -> bool:
        """Whether the cursor stands before the last row."""
        return self.cursor < self.timeline.length - 1

    @property
    def walking(self) -> bool:
        """Whether a step is being walked on the ladder."""
        return self._walk is not None

    @property
    def in_step(self) -> bool:
        """Whether a step is being walked that has not ended yet."""
        return self._walk is not None and self._walk.row == self.cursor

    @property
    def at_end_of_update(self) -> bool:
        """Whether the walk stands at the end of its step: the row after it is recorded, and not shown yet."""
        return self._walk is not None and not self.in_step

    @property
    def stops_done(self) -> int | None:
        """How many stops of the step that is being walked are done, None where none is."""
        return self._walk.done if self._walk is not None and self._walk.row == self.cursor else None

    def moment(self) -> Moment:
        """Return what is shown now."""
        return self._moment(self.cursor, self._walk)

    def moment_at(self, row: int) -> Moment:
        """Return what would be shown at rest on a row."""
        return self._moment(row, None)

    def last_step(self) -> Moment | None:
        """Return the step to the cursor's row as a walk would show it, after the chosen sample's backward phase.

        None where no step leads there, or the sample is not in its batch.
        """
        row = self.cursor - 1
        if row < 0 or self._is_event(self.cursor) or self.sample not in self._batch(row):
            return None
        done = (self._batch(row).index(self.sample) + 1) * self._ladder(row).sample_stops
        return self._moment(row, Walk(row, done, Grain.SAMPLE))

    def _moment(self, row: int, walk: Walk | None) -> Moment:
        shown = row if walk is None else walk.row
        timeline, column = self.timeline, Column(LOSS)
        loss = None if timeline.is_awaited(column, shown) else timeline.value(column, shown)
        moment = Moment(
            row,
            timeline.state_at(shown),
            timeline.experiment_at(shown),
            self.sample,
            row_loss=loss,
            known=timeline.batch_sums(shown),
        )
        if walk is None:
            return moment
        ladder = self._ladder(walk.row)
        rung = ladder.rung(walk.done, opens=walk.opens)
        first = ladder.previous(walk.done, walk.grain) if rung.done else walk.done
        return replace(moment, rung=rung, latest=ladder.groups(first, walk.done))

    def preview(self, edit: Edit) -> Moment:
        """Return what would be shown if `edit` were made now; nothing changes. Raises Problem."""
        state = self.timeline.state_at(self.cursor)
        experiment, parameters = edit.apply(self.experiment, state.parameters)
        after = experiment.going_on(state, parameters, self.experiment)
        return Moment(self.cursor, after, experiment, self.sample, preview=True)

    def lineage_of(self, edit: Edit) -> Lineage | None:
        """Return which neurons and parameters would be which ones if `edit` were made now; None where it does nothing.

        Raises Problem where it is not possible.
        """
        parameters, before = self.timeline.state_at(self.cursor).parameters, self.experiment
        after, _ = edit.apply(before, parameters)
        return None if edit.changes_nothing(before, parameters) else edit.lineage(before.network, after.network)

    # Edits

    @verb
    def perform(self, edit: Edit) -> Edited | None:
        """Make an edit at the cursor: fork the timeline there, or begin a new one. Raises Problem.

        An edit at step 0 makes another start: a new timeline whose first row has all that holds then. Nothing is done
        when the edit changes nothing.
        """
        state, before = self.timeline.state_at(self.cursor), self.experiment
        experiment, parameters = edit.apply(before, state.parameters)
        if edit.changes_nothing(before, state.parameters):
            return None
        if edit.keeps_rows:
            after = self.timeline.renamed(experiment.network.neuron_names)
        elif edit.begins_timeline or state.step == 0:
            after = Timeline.begin(experiment, parameters, self._memory, self.timeline.origin_at(self.cursor))
        else:
            after = self.timeline.fork(self.cursor, edit)
        lineage = edit.lineage(before.network, experiment.network)
        self.undo_stack.push(Entry(edit, self.timeline, self.cursor, after, lineage, self.plotted))
        self._enter(after, self.cursor if edit.keeps_rows else after.length - 1)
        self._follow(lineage)
        return Edited(edit, lineage)

    @verb
    def forget_future(self) -> Edited | None:
        """Forget the rows after the cursor's, without an event. Undo brings them back."""
        if not self.in_past:
            return None
        after, edit = self.timeline.cut(self.cursor), ForgetSteps(self.step_number)
        self.undo_stack.push(Entry(edit, self.timeline, self.cursor, after, None, self.plotted))
        self._enter(after, after.length - 1)
        return Edited(edit)

    @verb
    def undo(self) -> Edited | None:
        """Put the cursor back on the row of the old future where the last edit was made."""
        entry = self.undo_stack.undoable
        if entry is None:
            return None
        self.undo_stack.step_back()
        self._enter(entry.before, self.cursor if entry.edit.keeps_rows else entry.row)
        if entry.lineage is not None:
            self.plotted = entry.plotted
            return Edited(entry.edit, entry.lineage.inverse())
        return Edited(entry.edit)

    @verb
    def redo(self) -> Edited | None:
        """Return to the future that the next edit made, with everything trained on it."""
        entry = self.undo_stack.redoable
        if entry is None:
            return None
        self.undo_stack.step_forward()
        self._enter(entry.after, self.cursor if entry.edit.keeps_rows else entry.after.length - 1)
        self._follow(entry.lineage)
        return Edited(entry.edit, entry.lineage)

    def _follow(self, lineage: Lineage | None) -> None:
        """Plot the same parameters of another network; where all were plotted, the new ones too."""
        if lineage is None:
            return
        found = [lineage.parameter(index) for index in self.plotted]
        survivors = [index for index in found if index is not None]
        if len(self.plotted) == lineage.old.parameter_count:
            survivors += np.flatnonzero(lineage.sources < 0).tolist()
        self.plotted = tuple(sorted(survivors)[:MAX_PLOTTED])

    def undo_steps(self) -> int | None:
        """Return how many steps the timeline has that Undo would bring back, where an edit has just begun this one.

        None where none has, or where something was trained since.
        """
        entry = self.undo_stack.undoable
        if entry is None or not entry.edit.begins_timeline or self.timeline is not entry.after or self.steps:
            return None
        return entry.before.step_at(entry.before.length - 1)

    def redo_steps(self) -> tuple[int, int] | None:
        """Return the first and last step number that Redo would bring back, None if it brings back no steps."""
        entry = self.undo_stack.redoable
        if entry is None:
            return None
        first = 1 if entry.edit.begins_timeline else entry.before.step_at(entry.row) + 1
        last = entry.after.step_at(entry.after.length - 1)
        return (first, last) if last >= first else None

    def _enter(self, timeline: Timeline, row: int) -> None:
        self.timeline, self.cursor, self._walk = timeline, row, None
        self.sample = min(self.sample, self.experiment.data.samples - 1)

    # The cursor

    @verb
    def seek(self, row: int) -> None:
        """Put the cursor on a row (the nearest one that exists), at rest."""
        self.cursor = min(max(row, 0), self.timeline.length - 1)
        self._walk = None

    @verb
    def seek_step(self, step: int) -> None:
        """Put the cursor on the last row with this step number."""
        self.seek(self.timeline.row_of_step(step))

    @verb
    def choose_sample(self, sample: int) -> None:
        """Choose the sample that is shown, from 0."""
        self.sample = min(max(sample, 0), self.experiment.data.samples - 1)

    # The walk

    def _batch(self, row: int) -> list[int]:
        moment = Moment(row, self.timeline.state_at(row), self.timeline.experiment_at(row), self.sample)
        return [int(sample) for sample in moment.batch]

    def _ladder(self, row: int) -> Ladder:
        return Ladder(self.timeline.experiment_at(row).network.sizes[1:], len(self._batch(row)))

    def _stand(self, walk: Walk) -> None:
        """Stand in the walk, at its sample; the end of the update is the next row."""
        batch, ladder = self._batch(walk.row), self._ladder(walk.row)
        self.seek(walk.row)
        if walk.done == ladder.stops:
            self.step()
        self._walk, self.sample = walk, batch[ladder.rung(walk.done, opens=walk.opens).place]

    @verb
    def begin_walk(self) -> Halt | None:
        """Begin to walk the step from the cursor's row: nothing of it is computed yet. Return why not, or None.

        Events that the record has at this step are passed first.
        """
        while self.next_is_event():
            self.seek(self.cursor + 1)
        halt = self._obstacle()
        if halt is None:
            self._stand(Walk(self.cursor, 0, Grain.PHASE))
        return halt

    @verb
    def walk_to(self, done: int) -> Halt | None:
        """Stand where `done` stops of the step (fewer than all) are done, at the opening of what comes next.

        Outside a walk it is begun, see `begin_walk`. Return why it could not be done, or None.
        """
        halt = None if self.in_step else self.begin_walk().halt
        if halt is None:
            self._stand(Walk(self.cursor, done, Grain.NEURON, opens=True))
        return halt

    @verb
    def walk(self, grain: Grain) -> Halt | None:
        """Go on to the next end of a neuron, layer, phase or sample; with a coarser grain finish the step.

        From the end of the update the next move, of any grain, shows the row after it at rest. An event of the record
        is one move. Return why it could not be done, or None.
        """
        if self.at_end_of_update:
            self.seek(self.cursor)
            return None
        if not grain.is_walked or (self.next_is_event() and not self.in_step):
            halt = self.step().halt
            return None if halt is None or halt.reason == "done" else halt
        walk = self._walk
        if walk is None or not self.in_step:
            obstacle = self._obstacle()
            if obstacle:
                return obstacle
            walk = Walk(self.cursor, 0, grain)
        done = self._ladder(walk.row).next(walk.done, grain)
        self._stand(Walk(walk.row, done, grain))
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
        if self._walk is not None:
            self._back_within(self._walk, grain)
        elif grain.is_walked and self.cursor and not self._is_event(self.cursor):
            self._stand(Walk(self.cursor - 1, self._ladder(self.cursor - 1).stops, grain))
        else:
            self.seek(self.cursor - 1)

    @verb
    def back(self) -> None:
        """Go one move back in the walk, of the grain it was last walked with; else one row."""
        if self._walk is None:
            self.seek(self.cursor - 1)
        else:
            self._back_within(self._walk, self._walk.grain)

    def _back_within(self, walk: Walk, grain: Grain) -> None:
        """Go one move back in the walk; at its beginning it is left."""
        done = self._ladder(walk.row).previous(walk.done, grain)
        if done:
            self._stand(Walk(walk.row, done, grain))
        else:
            self.seek(walk.row)

    # Training

    def next_is_event(self) -> bool:
        """Whether the record goes on with an event, not with a step."""
        return self.in_past and self._is_event(self.cursor + 1)

    def _is_event(self, row: int) -> bool:
        return row > 0 and self.timeline.step_at(row) == self.timeline.step_at(row - 1)

    def _obstacle(self) -> Halt | None:
        """Say why no step can be taken from the cursor's row, if so: training diverged there."""
        if not self.in_past and diverged(self.row_loss(), self.timeline.last.first_loss):
            return self._halt("diverged")
        return None

    def row_loss(self) -> float:
        """Return the loss of the cursor's row."""
        return self.timeline.value(Column(LOSS), self.cursor)

    def row_train_loss(self) -> float:
        """Return the training loss of the cursor's row, nan where no epoch begins."""
        return self.timeline.value(Column(TRAIN_LOSS), self.cursor)

    def training_loss(self) -> float:
        """Return the loss over all samples at the cursor's row, computed where the row does not record it."""
        recorded = self.row_train_loss()
        if not math.isnan(recorded) or not self.timeline.state_at(self.cursor).position:
            return recorded
        experiment = self.experiment
        return mean_loss(experiment.network, self.timeline.state_at(self.cursor).parameters, experiment.data)

    @property
    def step_number(self) -> int:
        """The step number of the cursor's row."""
        return self.timeline.step_at(self.cursor)

    @verb
    def step(self) -> Halt:
        """Finish the walk, or go one row on: along the record in the past, by training at its end."""
        if self.at_end_of_update:
            self.seek(self.cursor)
            return self._halt("done")
        if self.in_past:
            self.seek(self.cursor + 1)
            return self._halt("done")
        return self._train(1)

    def epoch_end(self) -> int:
        """Return the step number at which the cursor's epoch ends, on the record or, past its end, by training."""
        epoch = self.timeline.epoch_at(self.cursor)
        last = self.timeline.length - 1
        rows = range(self.cursor, self.timeline.length)
        row = self.cursor + bisect_right(rows, epoch, key=self.timeline.epoch_at)
        if row <= last:
            return self.timeline.step_at(row)
        state, settings = self.timeline.state_at(last), self.timeline.last.experiment.settings
        samples = self.experiment.data.training_count - state.position
        return state.step + -(-samples // (settings.batch_size or samples))

    def epoch_start(self) -> int:
        """Return the first row of the cursor's epoch; of the epoch before, if the cursor rests there already."""
        row = self._first_of_epoch(self.cursor)
        is_there = row == self.cursor and not self.in_step
        return self._first_of_epoch(row - 1) if is_there and row else row

    def _first_of_epoch(self, row: int) -> int:
        return bisect_left(range(row + 1), self.timeline.epoch_at(row), key=self.timeline.epoch_at)

    @verb
    def train(self, steps: int, below: float | None = None) -> Halt:
        """Go `steps` steps on from the cursor: along the record in the past, then by training.

        `below` stops at the next row whose training loss is below it.
        """
        return self._train(steps, below)

    def _train(self, steps: int, below: float | None = None) -> Halt:
        goal = self.step_number + steps
        if steps and self.in_past:
            last = self.timeline.first_row_of_step(goal)
            row, _ = self.timeline.first_below(below, True, self.cursor + 1, last + 1)
            self.seek(last if row is None else row)
            if row is not None:
                return self._halt("loss")
        while self.step_number < goal:
            chunk = self._trainer_at_the_end(below).train(goal - self.step_number)
            self.append(chunk)
            if chunk.reason:
                return self._halt(chunk.reason)
        return self._halt("done")

    def _trainer_at_the_end(self, below: float | None) -> Trainer:
        """Return the trainer of the call before, where it can go on from the last row."""
        found, segment = self._trainer, self.timeline.last
        is_good = found is not None and (found.segment, found.row) == (segment, segment.length - 1)
        if found is None or not is_good or below is not None or found.columns != tuple(self.recorded_columns()):
            found = self.trainer(below)
        self._trainer = found if below is None else None
        return found

    def trainer(self, below: float | None = None, armed: bool = True) -> Trainer:
        """Return what trains on from the last row, perhaps in a thread; its chunks go to `append`."""
        return Trainer(self.timeline.last, self.recorded_columns(), below, armed)

    def recorded_columns(self) -> list[Column]:
        """Return the columns whose envelopes training keeps: the losses, some predictions, and what is plotted."""
        return recorded_columns(self.timeline.last.experiment, self.plotted, self.sample)

    @verb
    def append(self, chunk: Chunk) -> None:
        """Add rows that were trained from the last row; the cursor goes to the new last row."""
        self.timeline.last.append(chunk)
        self.seek(self.timeline.length - 1)

    def _halt(self, reason: str) -> Halt:
        return Halt(reason, self.step_number, self.row_loss())

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
