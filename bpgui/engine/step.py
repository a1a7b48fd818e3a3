"""One step of training: what it starts from, its batch, what it computes and what it leads to.

Everybody who trains, shows, explains, asks or proves something about a step reads it from here.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.backprop import Pass, batch_loss, gradient_sum, run_pass, update
from bpgui.engine.batches import shuffled
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS


@dataclass(frozen=True, eq=False)
class Settings:
    """What training obeys: `batch_size` None means all samples; `locked` is a bool for each parameter."""

    learning_rate: float
    locked: NDArray[np.bool_]
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    optimiser: str = "plain"


@dataclass(frozen=True, eq=False)
class Data:
    """The samples: `inputs` (samples, n) and `targets` (samples, m), float64."""

    inputs: Array
    targets: Array

    @property
    def samples(self) -> int:
        """Number of samples."""
        return len(self.inputs)


@dataclass(frozen=True, eq=False)
class State:
    """Where training stands, before step number `step`.

    `position` counts the samples of this epoch that are already used; `epoch_seed` is the seed that shuffled
    the present epoch (None: in order), kept because a changed order or seed acts from the next epoch only.
    `optimiser` is what the optimiser remembers: each of its inner numbers for all parameters, one after the other.
    """

    step: int
    epoch: int
    position: int
    parameters: Array
    epoch_seed: int | None = None
    optimiser: Array = field(default_factory=lambda: np.zeros(0))

    @property
    def vector(self) -> Array:
        """All that training moves: the parameters, then the optimiser's vector."""
        return np.concatenate([self.parameters, self.optimiser]) if len(self.optimiser) else self.parameters

    def with_vector(self, vector: Array) -> "State":
        """Return this state with copies of the parameters and of the optimiser's vector that stand in `vector`."""
        count = len(self.parameters)
        return replace(self, parameters=vector[:count].copy(), optimiser=vector[count:].copy())


def epoch_seed(state: State, settings: Settings, samples: int) -> int | None:
    """Return the seed that shuffles the epoch of the next batch; None when it goes in order."""
    if state.position:
        return state.epoch_seed
    full = settings.batch_size is None or settings.batch_size >= samples
    return settings.seed if settings.shuffle and not full else None


def batch_of(state: State, settings: Settings, samples: int) -> NDArray[np.intp]:
    """Return the samples of the step from `state`, in the order in which they are summed."""
    seed = epoch_seed(state, settings, samples)
    order = np.arange(samples) if seed is None else shuffled(seed, state.epoch, samples)
    return order[state.position : state.position + (settings.batch_size or samples)]


def moved(state: State, gradient: Array, settings: Settings) -> tuple[Array, Array]:
    """Return parameters and optimiser's vector after a step along `gradient`: all move at once, locked ones stay."""
    optimiser = OPTIMISERS[settings.optimiser]
    before = state.optimiser.reshape(len(optimiser.inner), len(gradient))
    with np.errstate(over="ignore", invalid="ignore"):
        move, *after = optimiser.move(gradient, settings.learning_rate, *before)
        parameters = update(state.parameters, move, settings.locked)
    return parameters, np.where(settings.locked, 0.0, np.array(after).reshape(before.shape)).ravel()


def next_state(state: State, gradient: Array, settings: Settings, samples: int) -> State:
    """Take one step along the gradient at the old parameters (figures 9 to 17)."""
    parameters, inner = moved(state, gradient, settings)
    after = replace(state, step=state.step + 1, parameters=parameters, optimiser=inner)
    position = state.position + len(batch_of(state, settings, samples))
    if position >= samples:
        return replace(after, epoch=state.epoch + 1, position=0, epoch_seed=None)
    return replace(after, position=position, epoch_seed=epoch_seed(state, settings, samples))


class Step:
    """The step from `state`. Each part is computed when it is first asked for, at the old parameters."""

    def __init__(self, network: Network, state: State, settings: Settings, data: Data) -> None:
        """Compute nothing yet."""
        self.network, self.state, self.settings, self.data = network, state, settings, data
        self._passes: dict[tuple[int, ...], Pass] = {}

    @cached_property
    def batch(self) -> NDArray[np.intp]:
        """The samples of the step (from 0), in the order in which they are summed."""
        return batch_of(self.state, self.settings, self.data.samples)

    def pass_of(self, *samples: int) -> Pass:
        """Return the pass of these samples, whose gradient is their mean; the arrays have a row for each."""
        if samples not in self._passes:
            rows = np.array(samples, dtype=np.intp)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                found = run_pass(self.network, self.state.parameters, self.data.inputs[rows], self.data.targets[rows])
            self._passes[samples] = found
        return self._passes[samples]

    @cached_property
    def whole(self) -> Pass:
        """The pass of the batch."""
        return self.pass_of(*self.batch.tolist())

    @property
    def loss(self) -> float:
        """The loss of the batch."""
        return batch_loss(self.whole.losses)

    @property
    def gradient(self) -> Array:
        """What the parameters move against: the mean of the batch's gradients, (parameter_count,)."""
        return self.whole.gradient

    def gradient_after(self, samples: int) -> Array:
        """Return the sum of the gradients of the batch's first `samples`, divided by the size of the whole batch."""
        if not samples:
            return np.zeros(self.network.parameter_count)
        done = self.pass_of(*self.batch[:samples].tolist())
        with np.errstate(over="ignore", invalid="ignore"):
            return gradient_sum(self.network, done.activations, done.deltas) / len(self.batch)

    def moved(self, gradient: Array) -> Array:
        """Return all parameters after a step along `gradient`, which may be a wrong or an unfinished one."""
        return moved(self.state, gradient, self.settings)[0]

    @cached_property
    def after(self) -> State:
        """The state that the step leads to."""
        return next_state(self.state, self.gradient, self.settings, self.data.samples)
