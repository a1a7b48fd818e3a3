"""The experiment: what holds between two events, and what makes one valid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.initialisation import initial_parameters
from bpgui.engine.losses import LOSSES, is_allowed
from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, State
from bpgui.session.basics.numbers import plain
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import DataSet, check_counts
from bpgui.session.model.new_choices import USUAL_RATE

#: Larger experiments are refused in files and dialogs, so that a hostile file cannot eat the memory.
MAX_LAYERS, MAX_NEURONS, MAX_PARAMETERS = 20, 1000, 1_000_000
MAX_WATCHED = 16
MAX_STEPS = 10**11  # more than anybody waits for; a file must be trained again


@dataclass(frozen=True)
class Initialisation:
    """How new weights are drawn: by a method of INITIALISATIONS, from a seed."""

    method: str = "xavier"
    seed: int = 0

    def all_of(self, network: Network) -> Array:
        """Draw all parameters of a network, (parameter_count,)."""
        return initial_parameters(network, self.method, np.random.default_rng(self.seed))

    def drawn(self, network: Network) -> Array:
        """Draw those of neurons that are added: zeros would never learn, so Xavier takes their place."""
        return replace(self, method="xavier" if self.method == "zeros" else self.method).all_of(network)


USUAL_INITIALISATION = Initialisation()


@dataclass(frozen=True, eq=False)
class Experiment:
    """A network with its loss, its data, its settings and its initialisation. Immutable: an edit makes another one.

    `source` is the data set whose encoded numbers `data` has; None where they are the data set themselves.
    """

    network: Network
    settings: Settings
    data: Data
    initialisation: Initialisation = USUAL_INITIALISATION
    source: DataSet | None = None

    @property
    def watched(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The samples whose predictions every row records: all while samples x outputs <= 16, else none."""
        all_of_them = self.data.samples * self.network.outputs <= MAX_WATCHED
        return np.arange(self.data.samples if all_of_them else 0)

    def start(self, parameters: Array) -> State:
        """Return state 0 with these parameters."""
        start = OPTIMISERS[self.settings.optimiser].start(len(parameters))
        return State(step=0, epoch=0, position=0, parameters=parameters, optimiser=start)

    def scheduled_from(self, before: "Experiment | None", step: int) -> "Experiment":
        """Return this experiment, whose schedule counts from `step` where an edit of `before` set it there.

        None for `before`: a timeline begins.
        """
        own, old = self.settings, None if before is None else before.settings
        is_kept = old is not None and (own.schedule, own.warm_up) == (old.schedule, old.warm_up)
        return self if is_kept or own.origin == step else replace(self, settings=own.but(origin=step))

    def going_on(self, state: State, parameters: Array, before: "Experiment") -> State:
        """Return the state from which training goes on when an edit made this experiment of `before`.

        Another optimiser remembers nothing yet, and no optimiser remembers anything of a parameter that is locked.
        """
        if self.settings.optimiser == before.settings.optimiser:
            return replace(state, parameters=parameters, optimiser=self._remembered(state))
        return replace(state, parameters=parameters, optimiser=self.start(parameters).optimiser)

    def _remembered(self, state: State) -> Array:
        """Return the optimiser's vector, 0 for parameters that are locked."""
        optimiser, locked = OPTIMISERS[self.settings.optimiser], self.settings.locked
        if not optimiser.inner or not locked.any():
            return state.optimiser
        inner, products = optimiser.parts(state.optimiser, len(locked))
        return np.concatenate([np.where(locked, 0.0, inner).ravel(), products])


def check_pair(activation: str, loss: str, targets: Array) -> None:
    """Raise Problem where output activation, loss and targets (samples, outputs) do not go together."""
    if not is_allowed(activation, loss):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The loss {loss} needs one of these output activations: {outputs}."),
            loss=loss,
            outputs=", ".join(LOSSES[loss].outputs),
        )
    low, high = LOSSES[loss].lowest_target, LOSSES[loss].highest_target
    wrong = np.argwhere(~((targets >= low) & (targets <= high)))
    if len(wrong):
        sample, output = wrong[0]
        check_target(loss, int(sample), float(targets[sample, output]))


def check_target(loss: str, sample: int, value: float) -> None:
    """Raise Problem where a loss has no use for a target of a sample (from 0)."""
    low, high = LOSSES[loss].lowest_target, LOSSES[loss].highest_target
    if not low <= value <= high:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The loss {loss} needs targets from {low} to {high}; sample {n} has {value}."),
            loss=loss,
            low=f"{low:g}",
            high=f"{high:g}",
            n=sample + 1,
            value=value,
        )


def check_output(activation: str, outputs: int) -> None:
    """Raise Problem for a softmax over one output: there is nothing to learn, because it is always 1."""
    if outputs < ACTIVATIONS[activation].fewest:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A {name} over one output is always 1; it needs two outputs or more."),
            name=activation,
        )


def check_sizes(sizes: tuple[int, ...], biases: Sequence[bool] = ()) -> None:
    """Raise Problem where a network of these layer sizes cannot be built or is too large.

    `biases` says of each computed layer whether it has some; where nothing is said they are not counted.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A network needs at least two layers of at least one neuron."))
    if len(sizes) > MAX_LAYERS or max(sizes) > MAX_NEURONS:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "At most {layers} layers of at most {neurons} neurons can be shown."),
            layers=MAX_LAYERS,
            neurons=MAX_NEURONS,
        )
    parameters = sum(n * m for n, m in pairwise(sizes)) + sum(compress(sizes[1:], biases))
    if parameters > MAX_PARAMETERS:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "This network has {count} parameters; at most {most} are possible."),
            count=parameters,
            most=MAX_PARAMETERS,
        )


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read layer sizes as people write them: "2-4-1", "2,4,1" or "2 4 1". Raises Problem."""
    parts = plain(text).replace(",", " ").replace("-", " ").split()
    if not parts or not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Write the layer sizes like 2-4-1, the inputs first."))
    sizes = tuple(int(part) for part in parts)
    check_sizes(sizes)
    return sizes


def new_experiment(
    sizes: tuple[int, ...],
    activations: Sequence[str],
    biases: Sequence[bool],
    loss: str,
    samples: int = 1,
    learning_rate: float = USUAL_RATE,
    initialisation: Initialisation = USUAL_INITIALISATION,
) -> Experiment:
    """Make an experiment for File > New and `bpgui new`: nothing locked, samples to be overwritten.

    `activations` and `biases` are those of the computed layers. The samples are made up, so that numbers flow at once:
    see `_first_samples`.

    Raises Problem for sizes or pairs that are not possible.
    """
    check_sizes(sizes, list(biases))
    check_counts(samples, sizes[0] + sizes[-1])
    check_output(activations[-1], sizes[-1])
    for name in activations[:-1]:
        if ACTIVATIONS[name].output_only:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "{name} is for the output layer only."), name=name)
    data = _first_samples(samples, sizes[0], sizes[-1])
    check_pair(activations[-1], loss, data.targets)
    layers = tuple(Layer(*of_layer) for of_layer in zip(sizes[1:], activations, biases, strict=True))
    network = Network(sizes[0], layers, loss)
    return Experiment(
        network, Settings(learning_rate, np.zeros(network.parameter_count, dtype=bool)), data, initialisation
    )


def _first_samples(samples: int, inputs: int, outputs: int) -> Data:
    """Make samples to be typed over: inputs count in binary from 01 on, targets take the outputs in turn, from 1 on.

    Of the inputs' digits 0 is written 0.5: from an input of 0 no gradient comes.
    """
    numbers = np.arange(1, samples + 1)[:, None]
    bits = (numbers >> np.minimum(np.arange(inputs)[::-1], 31)) & 1
    targets = numbers % 2 if outputs == 1 else (numbers - 1) % outputs == np.arange(outputs)
    return Data(0.5 + 0.5 * bits.astype(np.float64), targets.astype(np.float64))
