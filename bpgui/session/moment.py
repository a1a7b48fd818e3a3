"""What is shown at one moment: the values of the cursor's row, and how much of the walk has computed them.

Views draw a Moment and compute nothing.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.backprop import Pass, batch_loss, gradient_sum, run_pass
from bpgui.engine.elementary import Array
from bpgui.engine.training import State, batch_of, predict
from bpgui.session.experiment import Experiment


class Phase(Enum):
    """Where the walk of a step stands; REST is outside the walk."""

    REST = "rest"
    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Rung:
    """One rung of the walk of a step: a phase, and the place in the batch of the sample it works on."""

    phase: Phase
    place: int


def rung_at(number: int, batch: int) -> Rung:
    """Return rung `number` (from 0) of a step whose batch has `batch` samples."""
    if number == 3 * batch:
        return Rung(Phase.UPDATE, batch - 1)
    return Rung((Phase.FORWARD, Phase.LOSS, Phase.BACKWARD)[number % 3], number // 3)


@dataclass(frozen=True, eq=False)
class Moment:
    """All that a view may show now.

    `sample` is the chosen sample (from 0). `before` is the state that the update just left, on the update rung only;
    `rung` is None at rest. `preview` marks an edit that is being dragged and is not in the record; `row_loss` is the
    loss that the row records, None in a preview.
    """

    row: int
    state: State
    experiment: Experiment
    sample: int
    rung: Rung | None = None
    before: State | None = None
    preview: bool = False
    row_loss: float | None = None

    @property
    def phase(self) -> Phase:
        """The phase that is lit."""
        return self.rung.phase if self.rung else Phase.REST

    @cached_property
    def batch(self) -> NDArray[np.intp]:
        """The samples of the step that is walked, or that comes next."""
        return batch_of(self.before or self.state, self.experiment.settings, self.experiment.data.samples)

    @property
    def in_batch(self) -> bool:
        """Whether the chosen sample is in the batch."""
        return self.sample in self.batch

    def _pass_of(self, samples: Array | NDArray[np.intp], state: State) -> Pass:
        data = self.experiment.data
        with np.errstate(over="ignore", invalid="ignore"):
            return run_pass(self.experiment.network, state.parameters, data.inputs[samples], data.targets[samples])

    @cached_property
    def values(self) -> Pass:
        """The pass of the chosen sample alone, at the state shown; every array has batch 1."""
        return self._pass_of(np.array([self.sample]), self.state)

    @property
    def shows_forward(self) -> bool:
        """Whether z, a and the prediction of the chosen sample are computed at this moment."""
        return True  # every rung of a sample begins with its forward phase

    @property
    def shows_loss(self) -> bool:
        """Whether the loss is computed at this moment."""
        return self.phase is not Phase.FORWARD or not self._is_walked

    @property
    def shows_deltas(self) -> bool:
        """Whether deltas, and gradients where the sample is in the batch, are computed at this moment."""
        return self.phase is Phase.BACKWARD

    @property
    def shows_gradients(self) -> bool:
        """Whether the chosen sample's gradients are part of the walk."""
        return self.shows_deltas and self.in_batch

    @property
    def _is_walked(self) -> bool:
        """Whether the walk stands at the chosen sample itself, or one was chosen from outside."""
        return self.rung is not None and int(self.batch[self.rung.place]) == self.sample

    @property
    def samples_done(self) -> int:
        """How many samples of the batch have had their backward phase in this walk."""
        if self.rung is None:
            return 0
        return self.rung.place + (self.phase in (Phase.BACKWARD, Phase.UPDATE))

    @cached_property
    def gradient_so_far(self) -> Array:
        """Sum of the gradients of the samples done / size of the batch: after the last, the update's gradient."""
        if not self.samples_done:
            return np.zeros(self.experiment.network.parameter_count)
        done = self._pass_of(self.batch[: self.samples_done], self.before or self.state)
        with np.errstate(over="ignore", invalid="ignore"):
            return gradient_sum(self.experiment.network, done.activations, done.deltas) / len(self.batch)

    @cached_property
    def predictions(self) -> Array:
        """The predictions for all samples at the state shown, (samples, outputs)."""
        return predict(self.experiment.network, self.state.parameters, self.experiment.data.inputs)

    @property
    def sample_loss(self) -> float:
        """The loss of the chosen sample."""
        return float(self.values.losses[0])

    @cached_property
    def loss(self) -> float:
        """The loss of the batch of this state: the row's loss."""
        if self.row_loss is not None:
            return self.row_loss
        samples = batch_of(self.state, self.experiment.settings, self.experiment.data.samples)
        return batch_loss(self._pass_of(samples, self.state).losses)
