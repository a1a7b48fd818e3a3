"""Where a session stands: on which row of which future, at which sample, and how far it has walked the step there.

A place is a value. It tells what is seen from it and where a move leads to; it trains nothing and changes nothing.
"""

import math
from dataclasses import dataclass, replace

from bpgui.engine.inside import stage_names
from bpgui.engine.step import State
from bpgui.engine.training import diverged, mean_loss
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.step.ladder import Grain, Ladder
from bpgui.session.step.moment import Moment
from bpgui.session.timeline.column_kinds import LOSS, TRAIN_LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import Timeline


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


@dataclass(frozen=True)
class Place:
    """A row of a timeline (from 0), the chosen sample (from 0), and the walk, None at rest."""

    timeline: Timeline
    row: int = 0
    sample: int = 0
    walk: Walk | None = None

    # Other places

    def at(self, row: int) -> "Place":
        """Return the place on a row (the nearest one that exists), at rest."""
        return replace(self, row=min(max(row, 0), self.timeline.length - 1), walk=None)

    def of_sample(self, sample: int) -> "Place":
        """Return the place at another sample, the nearest one that the data have."""
        return replace(self, sample=min(max(sample, 0), self.experiment.data.samples - 1))

    def in_future(self, timeline: Timeline, row: int) -> "Place":
        """Return the place on a row of another future, at rest, at the same sample where its data have that."""
        return Place(timeline, row, self.sample).of_sample(self.sample)

    def in_walk(self, walk: Walk) -> "Place":
        """Return the place in a walk, at the sample that it has reached."""
        rung = self._ladder(walk.row).rung(walk.done, opens=walk.opens)
        return replace(self, walk=walk, sample=self._batch(walk.row)[rung.place])

    @property
    def within_future(self) -> tuple[int, int, Walk | None]:
        """What there is of it besides the future that it lies in."""
        return self.row, self.sample, self.walk

    # The row

    @property
    def experiment(self) -> Experiment:
        """The experiment that holds here."""
        return self.timeline.experiment_at(self.row)

    @property
    def state(self) -> State:
        """The state of the row."""
        return self.timeline.state_at(self.row)

    @property
    def step(self) -> int:
        """The step number of the row."""
        return self.timeline.step_at(self.row)

    @property
    def in_past(self) -> bool:
        """Whether there are rows after this one."""
        return self.row < self.timeline.length - 1

    @property
    def next_is_event(self) -> bool:
        """Whether the record goes on with an event, not with a step."""
        return self.in_past and self.timeline.is_event(self.row + 1)

    @property
    def epoch_start(self) -> int:
        """The first row of this epoch; of the epoch before, where it rests there already."""
        first = self.timeline.first_of_epoch(self.row)
        is_there = first == self.row and not self.in_step
        return self.timeline.first_of_epoch(first - 1) if is_there and first else first

    @property
    def loss(self) -> float:
        """The loss of the row."""
        return self.timeline.value(Column(LOSS), self.row)

    @property
    def train_loss(self) -> float:
        """The training loss of the row, nan where no epoch begins."""
        return self.timeline.value(Column(TRAIN_LOSS), self.row)

    def training_loss(self) -> float:
        """Return the loss over all training samples, computed where the row does not record it."""
        recorded, state = self.train_loss, self.state
        if not math.isnan(recorded) or not state.position:
            return recorded
        return mean_loss(self.experiment.network, state.parameters, self.experiment.data)

    @property
    def is_diverged(self) -> bool:
        """Whether no step leads on from here, as training diverged."""
        return not self.in_past and diverged(self.loss, self.timeline.last.first_loss)

    def best_row(self, patience: int) -> int:
        """Return the row of the least test loss, where early stopping has fired here after so many epochs."""
        segment, row = self.timeline.locate(self.row)
        return self.row - row + segment.passes.epochs_before(row, patience)[0]

    # What is shown

    def moment(self) -> Moment:
        """Return what is shown here."""
        walk = self.walk
        shown = self.row if walk is None else walk.row
        timeline, column = self.timeline, Column(LOSS)
        moment = Moment(
            self.row,
            timeline.state_at(shown),
            timeline.experiment_at(shown),
            self.sample,
            row_loss=None if timeline.is_awaited(column, shown) else timeline.value(column, shown),
            known=timeline.batch_sums(shown),
        )
        if walk is None:
            return moment
        ladder = self._ladder(shown)
        rung = ladder.rung(walk.done, opens=walk.opens)
        first = ladder.previous(walk.done, walk.grain) if rung.done else walk.done
        return replace(moment, rung=rung, latest=ladder.groups(first, walk.done))

    def last_step(self) -> Moment | None:
        """Return the step to this row as a walk would show it, after the chosen sample's backward phase.

        None where no step leads here, or the sample is not in its batch.
        """
        row = self.row - 1
        if row < 0 or self.timeline.is_event(self.row) or self.sample not in self._batch(row):
            return None
        done = (self._batch(row).index(self.sample) + 1) * self._ladder(row).sample_stops
        return replace(self, row=row, walk=Walk(row, done, Grain.SAMPLE)).moment()

    def preview(self, edit: Edit) -> Moment:
        """Return what would be shown if `edit` were made here. Raises Problem."""
        before, state = self.experiment, self.state
        experiment, parameters = edit.apply(before, state.parameters)
        experiment = experiment.scheduled_from(before, state.step)
        after = experiment.going_on(state, parameters, before)
        return Moment(self.row, after, experiment, self.sample, preview=True)

    # The walk

    @property
    def is_walked(self) -> bool:
        """Whether a step is being walked on the ladder."""
        return self.walk is not None

    @property
    def in_step(self) -> bool:
        """Whether a step is being walked that has not ended yet."""
        return self.walk is not None and self.walk.row == self.row

    @property
    def at_end_of_update(self) -> bool:
        """Whether the walk stands at the end of its step: the row after it is recorded, and not shown yet."""
        return self.walk is not None and not self.in_step

    @property
    def stops_done(self) -> int | None:
        """How many stops of the step that is being walked are done, None where none is."""
        return self.walk.done if self.walk is not None and self.in_step else None

    def ends_step(self, walk: Walk) -> bool:
        """Whether a walk has done all stops of its step."""
        return walk.done == self._ladder(walk.row).stops

    def next_walk(self, grain: Grain) -> Walk:
        """Return the walk at the next end of a neuron, layer, phase or sample of the step from this row."""
        done = self.stops_done or 0
        return Walk(self.row, self._ladder(self.row).next(done, grain), grain)

    def walk_at(self, done: int) -> Walk:
        """Return the walk of the step from this row where `done` stops are done, or the nearest number that it has.

        It stands at the opening of what comes next.
        """
        return Walk(self.row, min(max(done, 0), self._ladder(self.row).stops), Grain.NEURON, opens=True)

    def previous_walk(self, grain: Grain) -> Walk | None:
        """Return the walk one move before this place; None where that is at rest.

        That is before the first stop of a step; from rest it leads to the end of the update before.
        """
        if self.walk is not None:
            row, done = self.walk.row, self._ladder(self.walk.row).previous(self.walk.done, grain)
            return Walk(row, done, grain) if done else None
        if not grain.is_walked or not self.row or self.timeline.is_event(self.row):
            return None
        return Walk(self.row - 1, self._ladder(self.row - 1).stops, grain)

    def _batch(self, row: int) -> list[int]:
        moment = Moment(row, self.timeline.state_at(row), self.timeline.experiment_at(row), self.sample)
        return [int(sample) for sample in moment.batch]

    def _ladder(self, row: int) -> Ladder:
        experiment = self.timeline.experiment_at(row)
        return Ladder(experiment.network.sizes[1:], len(self._batch(row)), len(stage_names(experiment.settings)))
