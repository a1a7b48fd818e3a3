"""What one moment lets a diagram show: the numbers to draw, None where nothing is computed yet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.step.moment import Moment, Phase

Mask = NDArray[np.bool_]


class NumberKind(Enum):
    """A kind of number on the diagram. Neurons count through all layers, for Z and DELTA from the first computed one.

    PARAMETER is what a box shows first (on an update the old value), SECOND what it shows besides: the gradient during
    backward, the new value on an update.
    """

    ACTIVATION = auto()
    Z = auto()
    DELTA = auto()
    PARAMETER = auto()
    SECOND = auto()
    TARGET = auto()
    OUTPUT_LOSS = auto()
    LOSS = auto()


@dataclass(frozen=True, eq=False)
class Shown:
    """The numbers of one moment, pulled once and then painted as often as needed.

    `activations` has the inputs first; `zs` and `deltas` begin with the first computed layer. `parameters` are the old
    ones to the end of an update; `seconds` what the boxes show besides: gradients, on an update new values, those that
    `is_new`; `output_losses` what each of several outputs adds to the loss, of the first `losses_done`; `so_far` gives,
    when asked, the gradient of the batch as far as it is summed, after `done` of its `batch` samples. The walk stands
    at the sample `walked` (None at rest), `place` of the batch (from 1); `is_updated` at the end of its update, when
    activations and loss are those of the new parameters. `thickness` gives each parameter's size relative to the
    largest, 0 to 1, for the lines. `stage` is the name of the inner value of the update that the parameters `in_stage`
    show besides, "" for none.

    Of computed neurons, by layer: which have an activation and a delta (`has_activation`, `has_delta`, None: all that
    there are numbers of), and which are `lit`, None at rest.
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
    cut: frozenset[int]
    thickness: Array
    deltas: tuple[Array, ...] | None
    seconds: Array | None
    loss: float | None
    output_losses: Array | None
    losses_done: int
    so_far: Callable[[], Array] | None
    done: int
    batch: int
    walked: int | None
    place: int
    is_shuffled: bool
    is_updated: bool
    is_outside_batch: bool
    is_preview: bool
    has_activation: Mask | None = None
    has_delta: Mask | None = None
    has_second: Mask | None = None
    is_new: Mask | None = None
    lit: Mask | None = None
    stage: str = ""
    in_stage: Mask | None = None

    @property
    def is_tried(self) -> bool:
        """Whether it is no sample, but an input that is tried."""
        return self.sample == self.samples

    @property
    def kind(self) -> tuple[object, ...]:
        """What a picture without its numbers depends on: the phase and which numbers there are, not their values."""
        parts = (self.deltas, self.seconds, self.loss, self.output_losses)
        masks = (self.has_activation, self.has_delta, self.has_second, self.is_new, self.lit, self.in_stage)
        return (
            *(self.phase, self.stage, self.losses_done, self.sample, self.samples, self.cut),
            *(part is not None for part in parts),
            np.isnan(self.targets).tobytes(),
            *(None if mask is None else mask.tobytes() for mask in masks),
        )

    def numbers(self, quantity: NumberKind) -> Array:
        """Return all numbers of a kind; only of those that `kind` says there are."""
        match quantity:
            case NumberKind.ACTIVATION:
                return np.concatenate(self.activations)
            case NumberKind.Z:
                return np.concatenate(self.zs)
            case NumberKind.DELTA:
                return np.concatenate(self.deltas or (np.zeros(0),))
            case NumberKind.LOSS:
                return np.array([self.loss], dtype=float)
        arrays = {
            NumberKind.PARAMETER: self.parameters,
            NumberKind.SECOND: self.seconds,
            NumberKind.TARGET: self.targets,
            NumberKind.OUTPUT_LOSS: self.output_losses,
        }
        found = arrays[quantity]
        return np.zeros(0) if found is None else found

    def part(self, mask: Mask | None, layer: int) -> Mask:
        """Return a layer's part of what is said of computed neurons; the inputs have and are everything."""
        size, first = self.network.sizes[layer], sum(self.network.sizes[1:layer])
        return np.ones(size, dtype=bool) if mask is None or not layer else mask[first : first + size]

    def is_lit(self, layer: int) -> Mask:
        """Say of each neuron of a layer whether the last move of the walk computed something there."""
        return (
            np.zeros(self.network.sizes[layer], dtype=bool)
            if self.lit is None or not layer
            else self.part(self.lit, layer)
        )

    def activation(self, layer: int, neuron: int) -> float | None:
        """Return what a neuron shows, None while it is not computed."""
        is_computed = self.part(self.has_activation, layer)[neuron]
        return float(self.activations[layer][neuron]) if is_computed else None

    def z(self, layer: int, neuron: int) -> float | None:
        """Return what goes into a computed neuron's activation function, None while it is not computed."""
        return float(self.zs[layer - 1][neuron]) if layer and self.part(self.has_activation, layer)[neuron] else None

    def delta(self, layer: int, neuron: int) -> float | None:
        """Return a computed neuron's delta, None while it is not computed."""
        if self.deltas is None or not layer or not self.part(self.has_delta, layer)[neuron]:
            return None
        return float(self.deltas[layer - 1][neuron])

    def parameter(self, index: int) -> float:
        """Return what a box shows first."""
        return float(self.parameters[index])

    def second(self, index: int) -> float | None:
        """Return what a box shows besides, None where that is nothing."""
        if self.seconds is None or (self.has_second is not None and not self.has_second[index]):
            return None
        return float(self.seconds[index])


def pull(moment: Moment) -> Shown:
    """Take from a moment what it shows."""
    experiment, values = moment.experiment, moment.values
    data, parameters, outputs = experiment.data, moment.state.parameters, experiment.network.outputs
    sizes = np.nan_to_num(np.abs(parameters), nan=0.0, posinf=1e300)
    has_delta = None if moment.rung is None else moment.computed(Phase.BACKWARD)
    losses = sum(moment.loss_is_computed(output) for output in range(outputs)) if outputs > 1 else 0
    seconds, has_second, is_new = _seconds(moment, has_delta)
    stage, in_stage = moment.open_stage or ("", None)
    if in_stage is not None and seconds is not None:
        seconds = np.where(in_stage, moment.stages[stage], seconds)
    return Shown(
        network=experiment.network,
        phase=moment.phase,
        sample=moment.shown_sample,
        samples=data.samples,
        activations=tuple(array[0] for array in values.activations),
        zs=tuple(array[0] for array in values.zs),
        targets=moment.targets,
        parameters=parameters,
        locked=experiment.settings.locked,
        cut=experiment.settings.cut,
        thickness=sizes / max(float(sizes.max(initial=0.0)), 1e-300),
        deltas=tuple(array[0] for array in values.deltas) if has_delta is not None and has_delta.any() else None,
        seconds=seconds,
        loss=moment.sample_loss if moment.shows_loss else None,
        output_losses=values.output_losses[0] if losses else None,
        losses_done=losses,
        so_far=(lambda: moment.gradient_so_far) if moment.samples_done else None,
        done=moment.samples_done,
        batch=len(moment.batch),
        walked=None if moment.rung is None else int(moment.batch[moment.rung.place]),
        place=0 if moment.rung is None else moment.rung.place + 1,
        is_updated=moment.is_updated,
        is_shuffled=experiment.settings.shuffle and len(moment.batch) < data.samples,
        is_outside_batch=moment.rung is not None and not moment.in_batch,
        is_preview=moment.preview,
        has_activation=None if moment.shows_forward else moment.computed(Phase.FORWARD),
        has_delta=None if moment.shows_deltas else has_delta,
        has_second=has_second,
        is_new=is_new,
        lit=_lit(moment),
        stage=stage,
        in_stage=in_stage,
    )


def _seconds(moment: Moment, has_delta: Mask | None) -> tuple[Array | None, Mask | None, Mask | None]:
    """Return what the boxes show besides, which of them do (None: all), and which of these are new values.

    In the update what has not moved yet still shows the gradient that will move it, that of the batch.
    """
    if moment.after is not None:
        is_new = moment.parameters_into(moment.computed(Phase.UPDATE))
        return (moment.after if is_new.all() else np.where(is_new, moment.after, moment.gradient_so_far)), None, is_new
    if has_delta is None or not has_delta.any() or not moment.in_batch:
        return None, None, None
    return moment.values.gradient, None if has_delta.all() else moment.parameters_into(has_delta), None


def _lit(moment: Moment) -> Mask | None:
    """Say of each computed neuron whether the last move computed something there, in the phase where it ended."""
    if moment.rung is None:
        return None
    sizes = moment.experiment.network.sizes
    lit = np.zeros(sum(sizes[1:]), dtype=bool)
    for group in moment.latest:
        if group.phase is moment.phase:
            first = sum(sizes[1 : group.layer])
            lit[first + group.neurons.start : first + group.neurons.stop] = True
    return lit
