"""Training: states, batches and the one loop `advance` that every run, step and replay goes through."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import batch_loss, forward, output_losses, sample_losses
from bpgui.engine.changed import rows_of
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import Data, Settings, State, Step, epoch_seed, next_state, pieces

#: Diverged = a loss that is not finite, or above this many times max(1, the loss at the run's first row).
DIVERGENCE_FACTOR = 1e6


class Measures(NamedTuple):
    """What a row shows of a state.

    `loss` and `gradient` belong to batch k at state k: the numbers that make the next step. `train_loss` is the
    loss over all training samples, nan where no epoch begins. `predictions` are those of the watched samples,
    (watched, m).
    """

    loss: float
    train_loss: float
    predictions: Array
    gradient: Array


def measure(network: Network, state: State, settings: Settings, data: Data, watched: NDArray[np.intp]) -> Measures:
    """Run the pass of batch k at state k, and what else the row of this state shows."""
    return measures_of(Step(network, state, settings, data), watched)


def measures_of(step: Step, watched: NDArray[np.intp]) -> Measures:
    """Do what `measure` does, for the step from that state."""
    network, state, settings, data = step.network, step.state, step.settings, step.data
    with np.errstate(over="ignore", invalid="ignore"):
        if state.position:
            train_loss = math.nan
        elif len(step.batch) == data.training_count and epoch_seed(state, settings, data.training_count) is None:
            train_loss = step.loss
        else:
            train_loss = mean_loss(network, state.parameters, data)
        predictions = predict(network, state.parameters, rows_of(data, "inputs", watched))
        return Measures(step.loss, train_loss, predictions, step.gradient)


def predict(network: Network, parameters: Array, inputs: Array) -> Array:
    """Return the predictions for `inputs` (samples, n); shape (samples, outputs).

    `parameters` is one vector for all samples, or one for each, (samples, parameter_count).
    """
    found = [np.zeros((0, network.outputs))]
    with np.errstate(over="ignore", invalid="ignore"):
        for rows in pieces(network, np.arange(len(inputs))):
            own = parameters if parameters.ndim == 1 else parameters[rows]
            found.append(forward(network, own, inputs[rows])[1][-1])
    return np.concatenate(found)


def activations_of(network: Network, parameters: Array, inputs: Array, layer: int) -> Array:
    """Return the activations of layer `layer` (0 = inputs) for `inputs` (samples, n); shape (samples, its neurons).

    `parameters` is one vector for all samples. By the compiled kernel where that is ready, with the same bits.
    """
    if layer == 0 or compiled_activations is None:
        parts = pieces(network, np.arange(len(inputs)))
        with np.errstate(over="ignore", invalid="ignore"):
            found = [forward(network, parameters, inputs[rows])[1][layer] for rows in parts]
        return np.concatenate([np.zeros((0, network.sizes[layer])), *found])
    return compiled_activations(network, parameters, inputs, layer)


@lru_cache(maxsize=8)
def _without_output_activation(network: Network) -> Network:
    """Return the network whose predictions are the pre-activations of this one's outputs."""
    last = replace(network.layers[-1], activation="linear")
    return replace(network, layers=(*network.layers[:-1], last), loss="half_square")


def _last_zs(network: Network, parameters: Array, inputs: Array) -> Array:
    """Return z of the outputs, (samples, outputs); by the compiled kernel where that is ready, the same bits."""
    if compiled_activations is None:
        return forward(network, parameters, inputs)[0][-1]
    return compiled_activations(_without_output_activation(network), parameters, inputs, len(network.layers))


def mean_loss(network: Network, parameters: Array, data: Data, samples: NDArray[np.intp] | None = None) -> float:
    """Return the mean loss over some samples, in this order: the training samples where none are named."""
    return float(mean_losses(network, parameters[None], data, samples)[0])


def mean_losses(network: Network, parameters: Array, data: Data, samples: NDArray[np.intp] | None = None) -> Array:
    """Return `mean_loss` for each of some vectors of parameters (vectors, parameter_count), shape (vectors,)."""
    value, losses = ACTIVATIONS[network.layers[-1].activation].value, list[Array]()
    with np.errstate(over="ignore", invalid="ignore"):
        for rows in pieces(network, data.training if samples is None else samples):
            zs = np.concatenate([_last_zs(network, own, data.inputs[rows]) for own in parameters])
            terms = output_losses(network, (zs,), value(zs), np.tile(data.targets[rows], (len(parameters), 1)))
            losses.append(sample_losses(terms).reshape(len(parameters), len(rows)))
        return np.array([batch_loss(own) for own in np.concatenate(losses, axis=1)])


def place_after(
    state: State, settings: Settings, samples: int, steps: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return epoch and position after `steps` steps from `state`, elementwise. Only an epoch's last batch is short."""
    size = settings.batch_size or samples
    left = -(-(samples - state.position) // size)  # steps to the end of this epoch
    epochs, within = np.divmod(steps - left, -(-samples // size))
    is_present = steps < left
    epoch = np.where(is_present, state.epoch, state.epoch + 1 + epochs)
    return epoch, np.where(is_present, state.position + steps * size, within * size)


def diverged(loss: float, first_loss: float) -> bool:
    """Say whether a run whose first row had `first_loss` has diverged at a row with `loss`."""
    reference = max(1.0, first_loss) if math.isfinite(first_loss) else 1.0
    return not math.isfinite(loss) or loss > DIVERGENCE_FACTOR * reference


def loss_rule(below: float | None, armed: bool, train_loss: float) -> tuple[bool, bool]:
    """Return whether the rule "training loss below `below`" fires at a row, and whether it is armed after it.

    It arms where it is unmet; a row without a training loss (nan) changes nothing.
    """
    if below is None or math.isnan(train_loss):
        return False, armed
    return (armed, armed) if train_loss < below else (False, True)


@dataclass(frozen=True, eq=False)
class Columns:
    """What rows record besides their loss.

    The predictions of the `watched` samples, values and gradients of the `traced` parameters (both by index), the
    training loss where an epoch begins (unless not `train_loss`), and the whole state, as `State.vector`, of each row
    whose number is a multiple of `every` (0: of none).
    """

    watched: NDArray[np.intp] = field(default_factory=lambda: np.arange(0))
    traced: NDArray[np.intp] = field(default_factory=lambda: np.arange(0))
    train_loss: bool = True
    every: int = 0


class Record:
    """Room for the rows of up to `capacity` steps, and the rules by which training stops.

    Row k, number `first` + k, belongs to the state after k + 1 steps: `losses` (capacity,), `train_losses` (capacity,)
    or (0,) where they are not wanted, `predictions` (capacity, watched, outputs), `parameters` and `gradients`
    (capacity, traced), and `states` (.., parameter_count + `inner`) of the rows that keep them; `inner` is the length
    of the optimiser's vector. `length` rows and `kept` states are filled.

    `below`: stop at the first state whose training loss is below it, once it has not been (`armed`).
    `first_loss`: the loss at the run's first row, for the divergence test. After `advance`, `reason` is "",
    "loss" or "diverged".
    """

    def __init__(
        self,
        network: Network,
        columns: Columns,
        capacity: int,
        first_loss: float,
        below: float | None = None,
        armed: bool = True,
        inner: int = 0,
    ) -> None:
        """Make room for `capacity` rows, of which the first has the number 1."""
        self.columns = columns
        self.below, self.armed, self.first_loss = below, armed, first_loss
        self.losses = np.zeros(capacity)
        self.train_losses = np.zeros(capacity if columns.train_loss else 0)
        self.predictions = np.zeros((capacity, len(columns.watched), network.outputs))
        self.parameters = np.zeros((capacity, len(columns.traced)))
        self.gradients = np.zeros((capacity, len(columns.traced)))
        kept = -(-capacity // columns.every) if columns.every else 0
        self.states = np.zeros((kept, network.parameter_count + inner))
        self.clear(1)

    @property
    def capacity(self) -> int:
        """How many rows there is room for."""
        return len(self.losses)

    def clear(self, first: int) -> None:
        """Forget all rows; the next one has the number `first`."""
        self.first, self.length, self.kept, self.reason = first, 0, 0, ""

    def arrays(self) -> tuple[Array, Array, Array, Array, Array]:
        """Return the filled rows: losses, training losses, predictions, parameters and gradients, each (rows, n)."""
        found = (self.losses, self.train_losses, self.predictions, self.parameters, self.gradients)
        losses, train_losses, predictions, parameters, gradients = (
            array[: self.length].reshape(self.length, math.prod(array.shape[1:])) for array in found
        )
        return losses, train_losses, predictions, parameters, gradients

    def add(self, state: State, measures: Measures) -> None:
        """Write one row, and set `reason` where a stop rule is met at this very state."""
        k, traced, every = self.length, self.columns.traced, self.columns.every
        self.losses[k], self.predictions[k] = measures.loss, measures.predictions
        self.parameters[k], self.gradients[k] = state.parameters[traced], measures.gradient[traced]
        if self.columns.train_loss:
            self.train_losses[k] = measures.train_loss
        if every and (self.first + k) % every == 0:
            self.states[self.kept] = state.vector
            self.kept += 1
        self.length += 1
        fires, self.armed = loss_rule(self.below, self.armed, measures.train_loss)
        if diverged(measures.loss, self.first_loss):
            self.reason = "diverged"
        elif fires:
            self.reason = "loss"


def advance_readably(
    network: Network, state: State, settings: Settings, data: Data, count: int, record: Record
) -> State:
    """Do what `advance` does, by the functions of backprop.py."""
    measures = measure(network, state, settings, data, record.columns.watched)
    if diverged(measures.loss, record.first_loss):
        record.reason = "diverged"
    for _ in range(count):
        if record.reason:
            break
        state = next_state(network, state, measures.gradient, settings, data.training_count)
        measures = measure(network, state, settings, data, record.columns.watched)
        record.add(state, measures)
    return state


#: The compiled kernel's ways, put here when it is ready (bpgui.session.compiled): the same bits, sooner.
compiled_advance: Callable[[Network, State, Settings, Data, int, Record], State] | None = None
compiled_fold: Callable[[Record, NDArray[np.intp], int], tuple[Array, Array]] | None = None
compiled_activations: Callable[[Network, Array, Array, int], Array] | None = None


def advance(network: Network, state: State, settings: Settings, data: Data, count: int, record: Record) -> State:
    """Take up to `count` steps from `state`, each into `record`, and return the last state.

    Stops early, at the exact state, when `record` says so; takes no step at all from a diverged state.
    """
    way = compiled_advance or advance_readably
    return way(network, state, settings, data, count, record)


def fold_readably(record: Record, places: NDArray[np.intp], size: int) -> tuple[Array, Array]:
    """Do what `fold` does, by numpy."""
    values = np.concatenate([array.T for array in record.arrays()])
    return block_extremes(values[places], record.first, size)


def block_extremes(values: Array, first: int, size: int) -> tuple[Array, Array]:
    """Return the minima and maxima of blocks of `size` rows, (columns, blocks), of `values` (columns, rows).

    `first` is the number of the first row. Blocks begin at row numbers that are multiples of `size`; nan counts as
    nothing. There is a row.
    """
    starts = np.arange(-(first % size), values.shape[1], size)
    starts[0] = 0
    return np.fmin.reduceat(values, starts, axis=1), np.fmax.reduceat(values, starts, axis=1)


def fold(record: Record, places: NDArray[np.intp], size: int) -> tuple[Array, Array]:
    """Return the minima and maxima of blocks of `size` rows of some columns of a record; shape (columns, blocks).

    A place is a column's number among `Record.arrays`, side by side. Blocks begin at row numbers that are multiples of
    `size`; nan counts as nothing. The record has rows, and training losses.
    """
    way = compiled_fold or fold_readably
    return way(record, places, size)
