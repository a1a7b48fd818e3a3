"""What is shown at one moment: the values of the cursor's row, and how much of the walk has computed them.

Views draw a Moment and compute nothing.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.backprop import Pass
from bpgui.engine.changed import rows_of
from bpgui.engine.elementary import Array
from bpgui.engine.inside import stage_names, stages
from bpgui.engine.step import BatchSums, Data, State, Step
from bpgui.engine.training import predict
from bpgui.session.model.experiment import Experiment
from bpgui.session.step.ladder import Grain, Group, Ladder, Phase, Rung
from bpgui.session.step.trial import Trial, with_trial

__all__ = ["Grain", "Moment", "Phase", "Rung"]
#: Samples whose predictions are computed together.
PIECE = 128


@dataclass(frozen=True, eq=False)
class Moment:
    """All that a view may show now.

    `sample` is the chosen sample (from 0). In the walk `rung` says where it stands, None at rest, and `latest` what its
    last move computed, in that order. `state` is the one from which the step is taken that is walked or comes next; it
    stays so to the end of the update, when the cursor's `row` is the one after it already. `preview` marks an edit that
    is being dragged and is not in the record; `row_loss` is the loss that the state's row records, None in a preview
    and where it is not known yet; `known` is what passes over the whole batch have found of this step. `trial` is what
    is tried, None where nothing is; where it `is_tried`, that is shown in the place of the sample.
    """

    row: int
    state: State
    experiment: Experiment
    sample: int
    rung: Rung | None = None
    preview: bool = False
    row_loss: float | None = None
    latest: tuple[Group, ...] = ()
    known: BatchSums = field(default_factory=BatchSums)
    trial: Trial | None = None
    is_tried: bool = False

    @property
    def phase(self) -> Phase:
        """The phase that is lit: another sample than the walked one is at rest, until the update of them all."""
        if self.rung is None or not (self.rung.phase is Phase.UPDATE or self.is_walked):
            return Phase.REST
        return self.rung.phase

    @property
    def is_updated(self) -> bool:
        """Whether the walk has ended its update: all of the step is there, and the row after it is recorded."""
        rung = self.rung
        return rung is not None and rung.phase is Phase.UPDATE and rung.done == self.ladder.size(Phase.UPDATE)

    @property
    def is_walked(self) -> bool:
        """Whether the walk stands at the chosen sample itself; else there is none, or one was chosen from outside."""
        return self.walked_sample == self.shown_sample

    @property
    def walked_sample(self) -> int | None:
        """The sample (from 0) that the walk stands at, None at rest."""
        return None if self.rung is None else int(self.batch[self.rung.place])

    @cached_property
    def step(self) -> Step:
        """The step that is walked, or that comes next."""
        return Step(self.experiment.network, self.state, self.experiment.settings, self.data, self.known)

    @property
    def data(self) -> Data:
        """The samples, and behind them what is tried."""
        return self.experiment.data if self.trial is None else with_trial(self.experiment, self.trial)

    @property
    def shown_sample(self) -> int:
        """The sample (from 0) whose pass is shown: the chosen one, or the one behind the last, which is tried."""
        return self.experiment.data.samples if self.is_tried else self.sample

    @property
    def inputs(self) -> Array:
        """The inputs of what is shown, as the network sees them, (inputs,)."""
        return self._row("inputs")

    @property
    def targets(self) -> Array:
        """The targets of what is shown, (outputs,); NaN where what is tried has none."""
        return self._row("targets")

    def _row(self, table: str) -> Array:
        found: Array = rows_of(self.data, table, np.array([self.shown_sample]))[0]
        return found

    @property
    def has_targets(self) -> bool:
        """Whether all targets are given."""
        return not (self.is_tried and np.isnan(self.targets).any())

    @property
    def batch(self) -> NDArray[np.intp]:
        """The samples of the step that is walked, or that comes next."""
        return self.step.batch

    @cached_property
    def in_batch(self) -> bool:
        """Whether the chosen sample is in the batch."""
        return self.shown_sample in self.batch

    @property
    def values(self) -> Pass:
        """The pass of the chosen sample alone, at the state shown; every array has batch 1."""
        return self.step.pass_of(self.shown_sample)

    # How much of it is computed

    @cached_property
    def ladder(self) -> Ladder:
        """The stops of the step that is walked, or that comes next."""
        return Ladder(self.experiment.network.sizes[1:], len(self.batch), len(self.stage_names))

    @property
    def stage_names(self) -> tuple[str, ...]:
        """The stages of an update, in their order; the last is the new parameter."""
        return stage_names(self.experiment.settings)

    def _done(self, phase: Phase) -> int:
        """Return how many stops of this phase are done for the chosen sample.

        One that is not walked has its own pass, and no deltas but where the walk has those of the whole batch.
        """
        if self.rung is None or not (self.is_walked or phase is Phase.UPDATE):
            has_deltas = self.phase is Phase.UPDATE and self.in_batch
            is_there = phase is Phase.FORWARD or (phase is Phase.LOSS and self.has_targets) or has_deltas
            return self.ladder.size(phase) if is_there else 0
        before = self.ladder.number(Rung(phase, self.rung.place, 0))
        return min(max(self.ladder.number(self.rung) - before, 0), self.ladder.size(phase))

    def _is_whole(self, phase: Phase) -> bool:
        return self._done(phase) == self.ladder.size(phase)

    @property
    def shows_forward(self) -> bool:
        """Whether z and a of all neurons, so the prediction of the chosen sample, are computed at this moment."""
        return self._is_whole(Phase.FORWARD)

    @property
    def shows_loss(self) -> bool:
        """Whether the whole loss is computed at this moment."""
        return self._is_whole(Phase.LOSS)

    @property
    def shows_deltas(self) -> bool:
        """Whether all deltas, and gradients where the sample is in the batch, are computed at this moment."""
        return self._is_whole(Phase.BACKWARD)

    @property
    def shows_gradients(self) -> bool:
        """Whether all of the chosen sample's gradients are part of the walk, and computed."""
        return self.shows_deltas and self.in_batch

    def _of_neuron(self, phase: Phase, layer: int, neuron: int) -> bool:
        return bool(self.computed(phase)[sum(self.experiment.network.sizes[1:layer]) + neuron])

    def computed(self, phase: Phase) -> NDArray[np.bool_]:
        """Say of each computed neuron, by layer, whether its stop of this phase (not LOSS) is done."""
        return self.ladder.computed(phase, self._done(phase))

    def activation_is_computed(self, layer: int, neuron: int) -> bool:
        """Whether z and a of a neuron (layer 0 = inputs) are computed; inputs always are."""
        return layer == 0 or self._of_neuron(Phase.FORWARD, layer, neuron)

    def prediction_is_computed(self, sample: int) -> bool:
        """Whether the walk has left, or never touches, the forward phase of this sample (by number, from 0)."""
        if self.rung is None or sample != self.walked_sample:
            return True
        return self.rung.phase is not Phase.FORWARD or self.rung.done == self.ladder.neurons

    def loss_is_computed(self, output: int) -> bool:
        """Whether what one output adds to the loss is computed."""
        return output < self._done(Phase.LOSS)

    @property
    def batch_loss_is_computed(self) -> bool:
        """Whether the walk has the losses of all samples of the batch."""
        if self.rung is None:
            return True
        return self.ladder.number(self.rung) >= self.ladder.number(Rung(Phase.BACKWARD, len(self.batch) - 1, 0))

    def delta_is_computed(self, layer: int, neuron: int) -> bool:
        """Whether a neuron's delta, and the gradients of the parameters into it, are computed; inputs have none."""
        return layer > 0 and self._of_neuron(Phase.BACKWARD, layer, neuron)

    def update_is_computed(self, parameter: int) -> bool:
        """Whether the update has moved this parameter (by index) already."""
        found = self.experiment.network.parameters[parameter]
        return self._of_neuron(Phase.UPDATE, found.layer, found.destination)

    def stages_done(self, parameter: int) -> int:
        """Return how many stages of the update are computed for this parameter (by index)."""
        return self._stage_at(self._done(Phase.UPDATE), parameter)

    def newest_stages(self, parameter: int) -> range:
        """Return which stages of the update of this parameter (by index) the last move computed."""
        done = self._done(Phase.UPDATE)
        first = done - sum(group.count for group in self.latest if group.phase is Phase.UPDATE)
        return range(self._stage_at(first, parameter), self._stage_at(done, parameter))

    def _stage_at(self, done: int, parameter: int) -> int:
        """Return how many stages of a parameter are among the first `done` stops of the update."""
        found, network = self.experiment.network.parameters[parameter], self.experiment.network
        before = sum(network.sizes[1 : found.layer]) + found.destination
        return min(max(done - before * self.ladder.stages, 0), self.ladder.stages)

    @property
    def open_stage(self) -> tuple[str, NDArray[np.bool_]] | None:
        """The stage that the walk stands at within the update of a neuron, and which parameters lead into that neuron.

        None where it stands at the end of a neuron, or outside the update.
        """
        neuron, done = divmod(self._done(Phase.UPDATE), self.ladder.stages)
        if self.phase is not Phase.UPDATE or not done:
            return None
        return self.stage_names[done - 1], self.parameters_into(np.arange(self.ladder.neurons) == neuron)

    @cached_property
    def stages(self) -> dict[str, Array]:
        """The numbers of all stages of this step's update, for all parameters."""
        return stages(self.step)

    def parameters_into(self, neurons: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say of each parameter whether it leads into one of these computed neurons (a bool each, by layer)."""
        network = self.experiment.network
        found = np.zeros(network.parameter_count)
        ends = np.cumsum(network.sizes[1:])[:-1]
        for layer, part in enumerate(np.split(neurons, ends)):
            network.weights(found, layer)[:] = part
            if network.layers[layer].bias:
                network.biases(found, layer)[:] = part
        return found.astype(bool)

    @cached_property
    def after(self) -> Array | None:
        """All parameters as far as the update has moved them, None outside the update.

        They have the bits of the next row, which is recorded at the update's end.
        """
        if self.phase is not Phase.UPDATE:
            return None
        moved = self.step.after.parameters
        return np.where(self.parameters_into(self.computed(Phase.UPDATE)), moved, self.state.parameters)

    @property
    def parameters(self) -> Array:
        """The parameters that are shown: as far as the update has moved them, else those of the state."""
        return self.state.parameters if self.after is None else self.after

    @property
    def samples_done(self) -> int:
        """How many samples of the batch have had their whole backward phase in this walk."""
        if self.rung is None:
            return 0
        last = Rung(Phase.BACKWARD, self.rung.place, self.ladder.neurons)
        return self.rung.place + (self.rung.phase is Phase.UPDATE or self.rung == last)

    @property
    def gradient_is_computed(self) -> bool:
        """Whether the walk has the gradient of the whole batch."""
        return self.rung is None or self.samples_done == len(self.batch)

    @cached_property
    def gradient_so_far(self) -> Array:
        """Sum of the gradients of the samples done / size of the batch: after the last, the update's gradient."""
        return self.step.gradient_after(self.samples_done)

    @cached_property
    def predictions(self) -> Array:
        """The predictions for all samples at the state shown, (samples, outputs)."""
        return predict(self.experiment.network, self.state.parameters, self.experiment.data.inputs)

    def prediction(self, sample: int) -> Array:
        """Return the prediction for one sample, (outputs,), to the bits of `predictions`: for a view of a few of many.

        It is computed with those of the samples around it; what is tried is the sample behind the last.
        """
        number, place = divmod(sample, PIECE)
        if number not in self._pieces:
            inputs = self.data.inputs[number * PIECE : (number + 1) * PIECE]
            self._pieces[number] = predict(self.experiment.network, self.state.parameters, inputs)
        found: Array = self._pieces[number][place]
        return found

    @cached_property
    def _pieces(self) -> dict[int, Array]:
        return {}

    @property
    def sample_loss(self) -> float:
        """The loss of the chosen sample."""
        return float(self.values.losses[0])

    @property
    def loss_is_ready(self) -> bool:
        """Whether `loss` is there at once; else a pass over the whole batch is needed first."""
        return self.row_loss is not None or self.step.is_ready()

    @cached_property
    def loss(self) -> float:
        """The loss of the batch of this state: the row's loss."""
        if self.row_loss is not None:
            return self.row_loss
        return self.step.loss
