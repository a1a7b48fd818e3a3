"""What one moment lets a diagram show: the numbers to draw, None where nothing is computed yet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.moment import Moment, Phase


@dataclass(frozen=True, eq=False)
class Shown:
    """The numbers of one moment, pulled once and then painted as often as needed.

    `activations` has the inputs first; `deltas` begins with the first computed layer. `before` are the parameters that
    the update just left; `output_losses` what each of several outputs adds to the loss; `so_far` the gradient of the
    batch as far as it is summed, after `done` of its `batch` samples. `thickness` gives each parameter's size relative
    to the largest, 0 to 1, for the lines.
    """

    network: Network
    phase: Phase
    sample: int
    samples: int
    activations: tuple[Array, ...]
    zs: tuple[Array, ...]
    targets: Array
    parameters: Array
    locked: NDArray[np.bool_]
    thickness: Array
    deltas: tuple[Array, ...] | None
    gradient: Array | None
    before: Array | None
    loss: float | None
    output_losses: Array | None
    so_far: Array | None
    done: int
    batch: int
    is_outside_batch: bool
    is_preview: bool

    @property
    def inputs(self) -> Array:
        """The inputs of the sample."""
        return self.activations[0]

    def activation(self, layer: int, neuron: int) -> float | None:
        """Return what a neuron shows, None while it is not computed."""
        return float(self.activations[layer][neuron]) if layer < len(self.activations) else None

    def delta(self, layer: int, neuron: int) -> float | None:
        """Return a computed neuron's delta, None while it is not computed."""
        return float(self.deltas[layer - 1][neuron]) if self.deltas is not None and layer else None

    def parameter(self, index: int) -> float:
        """Return what a box shows first: on an update the old value."""
        return float((self.parameters if self.before is None else self.before)[index])

    def second(self, index: int) -> float | None:
        """Return what a box shows besides: the gradient during backward, the new value on an update."""
        if self.before is not None:
            return float(self.parameters[index])
        return float(self.gradient[index]) if self.gradient is not None else None


def pull(moment: Moment) -> Shown:
    """Take from a moment what it shows."""
    experiment, values = moment.experiment, moment.values
    data, parameters = experiment.data, moment.state.parameters
    sizes = np.nan_to_num(np.abs(parameters), nan=0.0, posinf=1e300)
    activations = (
        tuple(array[0] for array in values.activations) if moment.shows_forward else (data.inputs[moment.sample],)
    )
    return Shown(
        network=experiment.network,
        phase=moment.phase,
        sample=moment.sample,
        samples=data.samples,
        activations=activations,
        zs=tuple(array[0] for array in values.zs) if moment.shows_forward else (),
        targets=data.targets[moment.sample],
        parameters=parameters,
        locked=experiment.settings.locked,
        thickness=sizes / max(float(sizes.max(initial=0.0)), 1e-300),
        deltas=tuple(array[0] for array in values.deltas) if moment.shows_deltas else None,
        gradient=values.gradient if moment.shows_gradients else None,
        before=None if moment.before is None else moment.before.parameters,
        loss=moment.sample_loss if moment.shows_loss else None,
        output_losses=values.output_losses[0] if moment.shows_loss and experiment.network.outputs > 1 else None,
        so_far=moment.gradient_so_far if moment.samples_done else None,
        done=moment.samples_done,
        batch=len(moment.batch),
        is_outside_batch=moment.rung is not None and not moment.in_batch,
        is_preview=moment.preview,
    )
