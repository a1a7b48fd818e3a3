"""What one moment lets a diagram show: the numbers to draw, None where nothing is computed yet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.moment import Moment, Phase


class Quantity(Enum):
    """A kind of number on the diagram; neurons are counted through all layers, for DELTA from the first computed one.

    PARAMETER is what a box shows first (on an update the old value), SECOND what it shows besides: the gradient during
    backward, the new value on an update.
    """

    ACTIVATION = auto()
    DELTA = auto()
    PARAMETER = auto()
    SECOND = auto()
    TARGET = auto()
    OUTPUT_LOSS = auto()
    LOSS = auto()


@dataclass(frozen=True, eq=False)
class Shown:
    """The numbers of one moment, pulled once and then painted as often as needed.

    `activations` has the inputs first; `deltas` begins with the first computed layer. `before` are the parameters that
    the update just left; `output_losses` what each of several outputs adds to the loss; `so_far` gives, when asked, the
    gradient of the batch as far as it is summed, after `done` of its `batch` samples. `thickness` gives each
    parameter's size relative to the largest, 0 to 1, for the lines.
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
    so_far: Callable[[], Array] | None
    done: int
    batch: int
    is_outside_batch: bool
    is_preview: bool

    @property
    def firsts(self) -> Array:
        """What the boxes show first: on an update the old values."""
        return self.parameters if self.before is None else self.before

    @property
    def seconds(self) -> Array | None:
        """What the boxes show besides, None where that is nothing."""
        return self.gradient if self.before is None else self.parameters

    @property
    def kind(self) -> tuple[object, ...]:
        """What a picture without its numbers depends on: the phase and which numbers there are, not their values."""
        parts = (self.deltas, self.seconds, self.before, self.loss, self.output_losses)
        return (self.phase, len(self.activations), self.sample, self.samples, *(part is not None for part in parts))

    def numbers(self, quantity: Quantity) -> Array:
        """Return all numbers of a kind; only of those that `kind` says there are."""
        match quantity:
            case Quantity.ACTIVATION:
                return np.concatenate(self.activations)
            case Quantity.DELTA:
                return np.concatenate(self.deltas or (np.zeros(0),))
            case Quantity.LOSS:
                return np.array([self.loss], dtype=float)
        arrays = {
            Quantity.PARAMETER: self.firsts,
            Quantity.SECOND: self.seconds,
            Quantity.TARGET: self.targets,
            Quantity.OUTPUT_LOSS: self.output_losses,
        }
        found = arrays[quantity]
        return np.zeros(0) if found is None else found

    def activation(self, layer: int, neuron: int) -> float | None:
        """Return what a neuron shows, None while it is not computed."""
        return float(self.activations[layer][neuron]) if layer < len(self.activations) else None

    def delta(self, layer: int, neuron: int) -> float | None:
        """Return a computed neuron's delta, None while it is not computed."""
        return float(self.deltas[layer - 1][neuron]) if self.deltas is not None and layer else None

    def parameter(self, index: int) -> float:
        """Return what a box shows first."""
        return float(self.firsts[index])

    def second(self, index: int) -> float | None:
        """Return what a box shows besides, None where that is nothing."""
        return None if self.seconds is None else float(self.seconds[index])


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
        so_far=(lambda: moment.gradient_so_far) if moment.samples_done else None,
        done=moment.samples_done,
        batch=len(moment.batch),
        is_outside_batch=moment.rung is not None and not moment.in_batch,
        is_preview=moment.preview,
    )
