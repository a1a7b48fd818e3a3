"""Random networks with data, for every allowed pair of output activation and loss."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import forward
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from tests.campaigns import IS_CAMPAIGN
from tests.engine.reference import gradient

#: Losses that differ from the half square in what one output adds only: one output activation stands for all.
SINGLE = {name for name, loss in LOSSES.items() if loss.value is not None} - {"half_square"}
PAIRS = [(output, loss) for loss in LOSSES for output in (("tanh",) if loss in SINGLE else LOSSES[loss].outputs)]
#: A few of them, where each takes long and the rest are in campaigns.
FEW_PAIRS = [
    ("tanh", "half_square"),
    ("tanh", "huber"),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "categorical_cross_entropy"),
]
if IS_CAMPAIGN:
    FEW_PAIRS = PAIRS
#: Together with the pairs: 1,000 networks, or a few more.
NETWORKS_PER_PAIR = -(-1000 // len(PAIRS))
#: No pre-activation of a network may lie as near to the place where the derivative jumps.
KINK = 1e-4
HIDDEN = [name for name, kind in ACTIVATIONS.items() if not kind.output_only]


@dataclass(frozen=True, eq=False)
class Case:
    """A network at one moment, with a batch."""

    seed: int
    network: Network
    parameters: Array
    inputs: Array
    targets: Array

    @cached_property
    def reference_gradient(self) -> Array:
        return gradient(self.network, self.parameters, self.inputs, self.targets)

    @property
    def is_near_a_kink(self) -> bool:
        zs, _ = forward(self.network, self.parameters, self.inputs)
        kinds = [layer.activation for layer in self.network.layers]
        return any("relu" in kind and np.abs(z).min() < KINK for kind, z in zip(kinds, zs, strict=True))


@lru_cache
def random_cases(output: str, loss: str) -> tuple[Case, ...]:
    """Return the cases of one pair, the same ones in every run."""
    first = PAIRS.index((output, loss)) * 10**6
    seeds = iter(range(first, first + 10**6))
    return tuple(next(_cases(seeds, output, loss)) for _ in range(NETWORKS_PER_PAIR))


def _cases(seeds: Iterator[int], output: str, loss: str) -> Iterator[Case]:
    for seed in seeds:
        case = random_case(seed, output, loss)
        if not case.is_near_a_kink:
            yield case


def random_case(seed: int, output: str, loss: str) -> Case:
    """Draw 1 to 5 layers of 1 to 6 neurons, biases on or off for each layer, and a batch of 1 to 7 samples."""
    rng = np.random.default_rng(seed)
    hidden = rng.choice(HIDDEN, rng.integers(0, 5)).tolist()
    layers = [
        Layer(max(int(rng.integers(1, 7)), ACTIVATIONS[kind].fewest), kind, bool(rng.integers(2)))
        for kind in [*hidden, output]
    ]
    network = Network(int(rng.integers(1, 7)), tuple(layers), loss)
    batch = int(rng.integers(1, 8))
    return Case(
        seed,
        network,
        parameters=rng.normal(0.0, 0.8, network.parameter_count),
        inputs=rng.normal(0.0, 1.0, (batch, network.inputs)),
        targets=random_targets(rng, loss, (batch, network.outputs)),
    )


def random_targets(rng: np.random.Generator, loss: str, shape: tuple[int, int]) -> Array:
    """Draw targets that the loss allows; for the entropies some are exactly 0 or 1."""
    if loss == "half_square":
        return rng.normal(0.0, 1.0, shape)
    return np.where(rng.random(shape) < 0.3, rng.integers(0, 2, shape), rng.random(shape))
