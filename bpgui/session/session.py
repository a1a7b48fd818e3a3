"""The session: one experiment as a person works on it, with its timeline, cursor, walk and undo history.

All changes go through `perform`, `undo`, `redo`, the training calls and the movements of the cursor. Each leaves
the session whole or raises Problem and leaves it as it was.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path

from bpgui.engine.elementary import Array
from bpgui.engine.training import diverged, mean_loss
from bpgui.session.columns import always_recorded, output_column
from bpgui.session.edits import Edit
from bpgui.session.experiment import MOST_WATCHED, Experiment
from bpgui.session.moment import Moment, Phase, Rung, rung_at
from bpgui.session.segment import Chunk, Memory
from bpgui.session.stops import Halt, StopRules
from bpgui.session.timeline import Timeline
from bpgui.session.trainer import Trainer
from bpgui.session.undo import Entry, UndoStack


@dataclass(frozen=True)
class Walk:
    """A step walked phase by phase: the row it starts from and the rung that was done last.

    After its update the cursor stands one row on, at rest, and the update's rung is still shown.
    """

    row: int
    number: int


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
        """Whether a step is being walked phase by phase."""
        return self._walk is not None

    def moment(self) -> Moment:
        """Return what is shown now."""
        state, loss = self.timeline.state_at(self.cursor), self.row_loss()
        moment = Moment(self.cursor, state, self.experiment, self.sample, row_loss=loss)
        if self._walk is None:
            return moment
        rung = rung_at(self._walk.number, len(self._batch(self._walk.row)))
        before = self.timeline.state_at(self._walk.row) if rung.phase is Phase.UPDATE else None
        return replace(moment, rung=rung, before=before)

    def preview(self, edit: Edit) -> Moment:
        """Return what would be shown if `edit` were made now; nothing changes. Raises Problem."""
        state = self.timeline.state_at(self.cursor)
        experiment, parameters = edit.apply(self.experiment, state.parameters)
        return Moment(self.cursor, replace(state, parameters=parameters), experiment, self.sample, preview=True)

    # Edits

    def perform(self, edit: Edit) -> bool:
        """Make an edit at the cursor: fork the timeline there, or begin a new one. Raises Problem.

        Returns False, and does nothing, when the edit changes nothing.
        """
        state = self.timeline.state_at(self.cursor)
        experiment, parameters = edit.apply(self.experiment, state.parameters)
        if edit.changes_nothing(self.experiment, state.parameters):
            return False
        if edit.begins_timeline:
            after = Timeline.begin(experiment, parameters, self._memory)
        else:
            after = self.timeline.fork(self.cursor, edit)
        self.undo_stack.push(Entry(edit, self.timeline, self.cursor, after))
        self._enter(after, after.length - 1)
        return True

    def undo(self) -> Edit | None:
        """Put the cursor back on the row of the old future where the last edit was made; return that edit."""
        entry = self.undo_stack.undoable
        if entry is None:
            return None
        self.undo_stack.step_back()
        self._enter(entry.before, entry.row)
        return entry.edit

    def redo(self) -> Edit | None:
        """Return to the future that the next edit made, with everything trained on it; return that edit."""
        entry = self.undo_stack.redoable
        if entry is None:
            return None
        self.undo_stack.step_forward()
        self._enter(entry.after, entry.after.length - 1)
        return entry.edit

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

    def seek(self, row: int) -> None:
        """Put the cursor on a row (the nearest one that exists), at rest."""
        self.cursor = min(max(row, 0), self.timeline.length - 1)
        self._walk = None

    def seek_step(self, step: int) -> None:
        """Put the cursor on the last row with this step number."""
        self.seek(self.timeline.row_of_step(step))

    def choose_sample(self, sample: int) -> None:
        """Choose the sample that is shown, from 0."""
        self.sample = min(max(sample, 0), self.experiment.data.samples - 1)

    # The walk

    def _batch(self, row: int) -> list[int]:
        moment = Moment(row, self.timeline.state_at(row), self.timeline.experiment_at(row), self.sample)
        return [int(sample) for sample in moment.batch]

    def _enter_rung(self, walk: Walk) -> Rung:
        batch = self._batch(walk.row)
        rung = rung_at(walk.number, len(batch))
        self._walk, self.sample = walk, batch[rung.place]
        return rung

    def next_phase(self) -> Halt | None:
        """Do the next rung of the walk; Update ends it on the next row. Return why it could not, or None."""
        if self._walk is None or self._walk.row != self.cursor:
            if self.next_is_event():
                self.seek(self.cursor + 1)
                return None
            halt = self._obstacle()
            if halt:
                return halt
            walk = Walk(self.cursor, 0)
        else:
            walk = Walk(self.cursor, self._walk.number + 1)
        if self._enter_rung(walk).phase is Phase.UPDATE:
            self.step()
            self._walk = walk
        return None

    def back(self) -> None:
        """Go one rung back in the walk, else one row."""
        walk = self._walk
        if walk is None:
            self.seek(self.cursor - 1)
            return
        self.seek(walk.row)
        if walk.number:
            self._enter_rung(Walk(walk.row, walk.number - 1))

    # Training

    def next_is_event(self) -> bool:
        """Whether the record goes on with an event, not with a step."""
        return self.in_past and self.timeline.step_at(self.cursor) == self.timeline.step_at(self.cursor + 1)

    def _obstacle(self) -> Halt | None:
        """Say why no step can be taken from the cursor's row, if so: training diverged there."""
        if not self.in_past and diverged(self.row_loss(), self.timeline.last.first_loss):
            return self._halt("diverged")
        return None

    def row_loss(self) -> float:
        """Return the loss of the cursor's row."""
        return self.timeline.value("loss", self.cursor)

    def row_train_loss(self) -> float:
        """Return the training loss of the cursor's row, nan where no epoch begins."""
        return self.timeline.value("train_loss", self.cursor)

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

    def step(self) -> Halt:
        """Finish the walk, or go one row on: along the record in the past, by training at its end."""
        if self.in_past:
            self.seek(self.cursor + 1)
            return self._halt("done")
        return self.train(1)

    def epoch_end(self) -> int:
        """Return the step number at which the cursor's epoch ends, on the record or, past its end, by training."""
        epoch = self.timeline.epoch_at(self.cursor)
        last = self.timeline.length - 1
        rows = range(self.cursor, self.timeline.length)
        row = self.cursor + bisect_right(rows, epoch, key=self.timeline.epoch_at)
        if row <= last:
            return self.timeline.step_at(row)
        state, settings = self.timeline.state_at(last), self.timeline.last.experiment.settings
        samples = self.experiment.data.samples - state.position
        return state.step + -(-samples // (settings.batch_size or samples))

    def train(self, steps: int, below: float | None = None) -> Halt:
        """Go `steps` steps on from the cursor: along the record in the past, then by training.

        `below` stops at the next row whose training loss is below it.
        """
        goal = self.step_number + steps
        if self.in_past:
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
        if found is None or not is_good or below is not None or found.names != tuple(self.recorded_columns()):
            found = self.trainer(below)
        self._trainer = found if below is None else None
        return found

    def trainer(self, below: float | None = None, armed: bool = True) -> Trainer:
        """Return what trains on from the last row, perhaps in a thread; its chunks go to `append`."""
        return Trainer(self.timeline.last, self.recorded_columns(), below, armed)

    def recorded_columns(self) -> list[str]:
        """Name the columns whose envelopes training keeps: the losses, some predictions, and what is plotted."""
        experiment = self.timeline.last.experiment
        names = always_recorded(experiment)
        if not len(experiment.watched):
            outputs = range(min(experiment.network.outputs, MOST_WATCHED))
            names += [output_column(experiment, "prediction", output, self.sample) for output in outputs]
        parameters = [experiment.network.parameters[index].name for index in self.plotted]
        return [*names, *parameters, *(f"grad_{name}" for name in parameters)]

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
        self._saved = (self.steps, self.stops)

    @property
    def is_modified(self) -> bool:
        """Whether closing would lose something: edits or stop rules; steps too, unless this is an untouched example."""
        if not self.undo_stack.is_clean or self.stops != self._saved[1]:
            return True
        return self.steps != self._saved[0] and not (self.is_example and self.undo_stack.undoable is None)
