"""One step of training: what it starts from, its batch, what it computes and what it leads to.

Everybody who trains, shows, explains, asks or proves something about a step reads it from here.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.backprop import (
    Pass,
    backward,
    batch_loss,
    forward,
    gradient_sum,
    output_losses,
    run_pass,
    sample_losses,
    update,
)
from bpgui.engine.batches import shuffled
from bpgui.engine.changed import ArrayField, Changed, held, rows_of
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.objective import clipped, penalty, with_penalty
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import rate_at

Layers = tuple[Array, ...]
#: Samples times neurons that go through the network at a time.
MAX_ROOM = 1 << 20
#: Samples times parameters up to which a pass takes no longer than a person notices.
MAX_AT_ONCE = 1 << 22


@dataclass(frozen=True, eq=False)
class Settings:
    """What training obeys: `batch_size` None means all samples; `locked` is a bool for each parameter.

    `momentum` to `epsilon` are the constants of optimisers that have them; `decay` is that of all weights, None: the
    optimiser's usual one. `l2` and `l1` are the factors of the penalty, `clip` is the longest gradient (None: any).
    `schedule` and `warm_up` make the rate of each step of `learning_rate`, counted from the step `origin`, with the
    constants before. `cut` are the weights (by index) that are not there: each is 0 and locked, and no formula has it.
    """

    learning_rate: float
    locked: ArrayField[np.bool_] = ArrayField()  # noqa: RUF009  a descriptor
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    optimiser: str = "plain"
    momentum: float = 0.9
    rho: float = 0.99
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    decay: float | None = None
    l2: float = 0.0
    l1: float = 0.0
    clip: float | None = None
    schedule: str = "constant"
    step_factor: float = 0.5
    exponential_factor: float = 0.99
    inverse_decay: float = 0.01
    last_rate: float = 0.0
    schedule_steps: int = 100
    warm_up: int = 0
    origin: int = 0
    cut: frozenset[int] = frozenset()

    @property
    def weight_decay(self) -> float:
        """What part of each weight a step takes away, times its learning rate."""
        return OPTIMISERS[self.optimiser].decay if self.decay is None else self.decay

    @property
    def is_penalised(self) -> bool:
        """Whether large weights cost something."""
        return self.l2 != 0.0 or self.l1 != 0.0

    @property
    def is_plain(self) -> bool:
        """Whether a step is the learning rate times the gradient of the loss, and nothing else."""
        is_bare = not self.is_penalised and self.clip is None and self.weight_decay == 0.0
        return is_bare and self.optimiser == "plain"

    def rate_at(self, step: int) -> float:
        """Return the learning rate of the step with this number."""
        return rate_at(self, step)

    def kept_share(self, rate: float) -> float:
        """What a step of this rate leaves of a weight before the optimiser moves it: 1, less where weights decay."""
        return 1.0 - rate * self.weight_decay

    def but(self, **changes: Any) -> "Settings":
        """Return these settings with some others; the locks are shared where they are not among them."""
        return replace(self, **{"locked": held(self, "locked"), **changes})

    def with_locks(self, locks: Mapping[int, bool], cuts: Mapping[int, bool]) -> "Settings":
        """Return these settings with some parameters locked or free, and some weights cut or rejoined, by index.

        A weight that is cut is locked, one that is rejoined is free.
        """
        cut = (self.cut | {k for k, is_cut in cuts.items() if is_cut}) - {k for k, is_cut in cuts.items() if not is_cut}
        return self.but(locked=Changed(held(self, "locked"), {**locks, **cuts}), cut=cut)


@dataclass(frozen=True, eq=False)
class Data:
    """The samples: `inputs` (samples, n) and `targets` (samples, m), float64.

    `test` are the numbers of test samples (from 0, ascending): training never sees them.
    """

    inputs: ArrayField[np.float64] = ArrayField()  # noqa: RUF009  a descriptor
    targets: ArrayField[np.float64] = ArrayField()  # noqa: RUF009  a descriptor
    test: tuple[int, ...] = ()

    @property
    def samples(self) -> int:
        """Number of samples, test samples too."""
        return int(held(self, "inputs").shape[0])

    @property
    def training_count(self) -> int:
        """Number of training samples."""
        return self.samples - len(self.test)

    @cached_property
    def training(self) -> NDArray[np.intp]:
        """The numbers of the training samples (from 0), ascending."""
        return np.delete(np.arange(self.samples), list(self.test))

    def changed(self, inputs: Mapping[tuple[int, int], float], targets: Mapping[tuple[int, int], float]) -> "Data":
        """Return these samples with other numbers at some places (sample, column), both from 0; the rest is shared."""
        found = {}
        for name, changes in (("inputs", inputs), ("targets", targets)):
            old = held(self, name)
            places = {sample * old.shape[1] + column: value for (sample, column), value in changes.items()}
            found[name] = Changed(old, places) if places else old
        return Data(**found, test=self.test)


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


def pieces(network: Network, samples: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Yield samples in pieces of which a pass takes no more than MAX_ROOM numbers for all neurons."""
    size = max(1, MAX_ROOM // sum(network.sizes))
    for first in range(0, len(samples), size):
        yield samples[first : first + size]


def is_long(network: Network, samples: int) -> bool:
    """Whether a pass of so many samples takes longer than a person notices."""
    return samples * network.parameter_count > MAX_AT_ONCE


def epoch_seed(state: State, settings: Settings, samples: int) -> int | None:
    """Return the seed that shuffles the epoch of the next batch; None when it goes in order."""
    if state.position:
        return state.epoch_seed
    full = settings.batch_size is None or settings.batch_size >= samples
    return settings.seed if settings.shuffle and not full else None


def batch_of(state: State, settings: Settings, samples: int) -> NDArray[np.intp]:
    """Return the batch of the step from `state`, as places among so many training samples, in the order of its sums."""
    seed = epoch_seed(state, settings, samples)
    order = np.arange(samples) if seed is None else shuffled(seed, state.epoch, samples)
    return order[state.position : state.position + (settings.batch_size or samples)]


def with_objective(network: Network, parameters: Array, gradient: Array, settings: Settings) -> Array:
    """Return the gradient of the objective, of that of the loss (parameter_count,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        return with_penalty(gradient, parameters, network.weight_count, settings.l2, settings.l1)


def penalty_of(network: Network, parameters: Array, settings: Settings) -> float:
    """Return what the weights add to the loss."""
    with np.errstate(over="ignore", invalid="ignore"):
        return penalty(parameters[: network.weight_count], settings.l2, settings.l1)


def moved(network: Network, state: State, gradient: Array, settings: Settings) -> tuple[Array, Array]:
    """Return parameters and optimiser's vector after a step along `gradient`: all move at once, locked ones stay.

    `gradient` is that of the objective; it is clipped here. Weights that decay do so before they move.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        gradient = clipped(gradient, settings.locked, settings.clip)
    return moved_along(gradient, state, settings, settings.locked, network.weight_count)


def moved_along(
    gradient: Array, state: State, settings: Settings, locked: NDArray[np.bool_], weights: int
) -> tuple[Array, Array]:
    """Return what `moved` does, along a gradient that is clipped already.

    All may be of some parameters only, `weights` of which are weights, the first ones: each moves for itself.
    """
    optimiser, kept, rate = OPTIMISERS[settings.optimiser], state.parameters, settings.rate_at(state.step)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        move, inner, products = optimiser.moves(gradient, rate, state.optimiser, settings)
        if settings.kept_share(rate) != 1.0:
            kept = kept.copy()
            kept[:weights] *= settings.kept_share(rate)
        parameters = np.where(locked, state.parameters, update(kept, move, locked))
    return parameters, np.concatenate([np.where(locked, 0.0, inner).ravel(), products])


def next_state(network: Network, state: State, gradient: Array, settings: Settings, samples: int) -> State:
    """Take one step along the gradient at the old parameters (figures 9 to 17)."""
    parameters, inner = moved(network, state, gradient, settings)
    after = replace(state, step=state.step + 1, parameters=parameters, optimiser=inner)
    position = state.position + len(batch_of(state, settings, samples))
    if position >= samples:
        return replace(after, epoch=state.epoch + 1, position=0, epoch_seed=None)
    return replace(after, position=position, epoch_seed=epoch_seed(state, settings, samples))


class BatchSums:
    """What passes over the whole batch of a step have found: the same for all who look at that step.

    Where these are in several threads, `lock` has the later ones wait for the first; one thread may take it twice.
    `sums` are the samples' losses (batch,), their mean, and the mean gradient (parameter_count,); `of` the samples' own
    gradients (batch,) of the parameter, by index, that was asked for last.
    """

    def __init__(self, lock: AbstractContextManager[object] | None = None) -> None:
        """Know nothing yet."""
        self.sums: tuple[Array, float, Array] | None = None
        self.of: dict[int, Array] = {}
        self.lock = nullcontext() if lock is None else lock


class Step:
    """The step from `state`. Each part is computed when it is first asked for, at the old parameters."""

    def __init__(
        self, network: Network, state: State, settings: Settings, data: Data, known: BatchSums | None = None
    ) -> None:
        """Compute nothing yet; `known` is what was found of this very step before."""
        self.network, self.state, self.settings, self.data = network, state, settings, data
        self._known = known or BatchSums()
        self._passes: dict[tuple[int, ...], Pass] = {}

    @cached_property
    def batch(self) -> NDArray[np.intp]:
        """The samples of the step (from 0), in the order in which they are summed."""
        places = batch_of(self.state, self.settings, self.data.training_count)
        return self.data.training[places] if self.data.test else places

    def pass_of(self, *samples: int) -> Pass:
        """Return the pass of these samples, whose gradient is their mean; the arrays have a row for each."""
        if samples not in self._passes:
            rows = np.array(samples, dtype=np.intp)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                inputs, targets = rows_of(self.data, "inputs", rows), rows_of(self.data, "targets", rows)
                self._passes[samples] = run_pass(self.network, self.state.parameters, inputs, targets)
        return self._passes[samples]

    @property
    def losses(self) -> Array:
        """The losses of the batch's samples, in its order, (batch,)."""
        return self._sums[0]

    @property
    def loss(self) -> float:
        """The loss of the batch."""
        return self._sums[1]

    @property
    def mean_gradient(self) -> Array:
        """The mean of the batch's gradients, that of its loss, (parameter_count,)."""
        return self._sums[2]

    @cached_property
    def gradient(self) -> Array:
        """What the parameters move against: the gradient of the objective, loss and penalty, (parameter_count,)."""
        return with_objective(self.network, self.state.parameters, self.mean_gradient, self.settings)

    @property
    def rate(self) -> float:
        """The learning rate of this step."""
        return self.settings.rate_at(self.state.step)

    @property
    def penalty(self) -> float:
        """What the weights add to the loss: loss + penalty is the objective."""
        return penalty_of(self.network, self.state.parameters, self.settings)

    @property
    def is_long(self) -> bool:
        """Whether a pass over the whole batch takes longer than a person notices."""
        return is_long(self.network, len(self.batch))

    def is_ready(self, index: int | None = None) -> bool:
        """Whether what is asked for of the batch, and of one parameter in it, is there at once."""
        known = self._known
        return not self.is_long or (known.sums is not None and (index is None or index in known.of))

    def prepare(self, index: int | None = None) -> None:
        """Compute what `is_ready` asks for; perhaps in another thread."""
        self._sums  # noqa: B018  a property that keeps what it finds
        if index is not None:
            self.sample_gradients(index)

    @property
    def _sums(self) -> tuple[Array, float, Array]:
        """Losses, their mean and the mean gradient of the batch."""
        known = self._known
        if known.sums is None:
            with known.lock:  # who comes second waits for the first
                if known.sums is None:
                    losses, gradient = self._found_sums()
                    known.sums = losses, batch_loss(losses), gradient
        return known.sums

    def _found_sums(self) -> tuple[Array, Array]:
        if len(self.batch) == 1:
            alone = self.pass_of(int(self.batch[0]))
            return alone.losses, alone.gradient
        losses, gradient = [np.zeros(0)], np.zeros(self.network.parameter_count)
        for zs, activations, deltas, targets in self._both_ways(self.batch):
            losses.append(sample_losses(output_losses(self.network, zs, activations[-1], targets)))
            gradient = gradient_sum(self.network, activations, deltas, gradient)
        return np.concatenate(losses), gradient / len(self.batch)

    def _both_ways(self, samples: NDArray[np.intp]) -> Iterator[tuple[Layers, Layers, Layers, Array]]:
        """Yield zs, activations, deltas and targets of samples, of so many at a time as there is room for."""
        network, parameters = self.network, self.state.parameters
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for rows in pieces(network, samples):
                inputs, targets = rows_of(self.data, "inputs", rows), rows_of(self.data, "targets", rows)
                zs, activations = forward(network, parameters, inputs)
                yield zs, activations, backward(network, parameters, zs, activations, targets), targets

    def gradient_after(self, samples: int) -> Array:
        """Return the sum of the gradients of the batch's first `samples`, divided by the size of the whole batch."""
        gradient = np.zeros(self.network.parameter_count)
        for _, activations, deltas, _ in self._both_ways(self.batch[:samples]):
            gradient = gradient_sum(self.network, activations, deltas, gradient)
        return gradient / len(self.batch)

    def sample_gradients(self, index: int) -> Array:
        """Return each sample's own gradient of one parameter, in the batch's order, (batch,)."""
        with self._known.lock:
            if index not in self._known.of:
                self._known.of = {index: self._found_gradients(index)}
            return self._known.of[index]

    def _found_gradients(self, index: int) -> Array:
        parameter, found = self.network.parameters[index], [np.zeros(0)]
        for _, activations, deltas, _ in self._both_ways(self.batch):
            delta = deltas[parameter.layer - 1][:, parameter.destination]
            is_bias = parameter.source is None
            found.append(delta if is_bias else activations[parameter.layer - 1][:, parameter.source] * delta)
        return np.concatenate(found)

    def moved(self, gradient: Array) -> Array:
        """Return all parameters after a step along `gradient`, which may be a wrong or an unfinished one."""
        return moved(self.network, self.state, gradient, self.settings)[0]

    @cached_property
    def after(self) -> State:
        """The state that the step leads to."""
        return next_state(self.network, self.state, self.gradient, self.settings, self.data.training_count)
