"""How initial weights are drawn. The numbers drawn are stored; nothing is ever drawn again on replay."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network

#: From a name to the draw of one layer: (rng, fan_in, fan_out) -> (fan_out, fan_in), destination by destination.
INITIALISATIONS: dict[str, Callable[[np.random.Generator, int, int], Array]] = {
    "uniform": lambda rng, n, m: rng.uniform(-1.0, 1.0, (m, n)),
    # Glorot and Bengio 2010
    "xavier": lambda rng, n, m: rng.uniform(-math.sqrt(6 / (n + m)), math.sqrt(6 / (n + m)), (m, n)),
    # He et al. 2015
    "he": lambda rng, n, m: rng.normal(0.0, math.sqrt(2 / n), (m, n)),
    "zeros": lambda rng, n, m: np.zeros((m, n)),  # noqa: ARG005  one signature for all
}


def initial_parameters(network: Network, method: str, rng: np.random.Generator) -> Array:
    """Draw all weights by `method`, layer by layer; biases start at 0. Shape (parameter_count,)."""
    parameters = np.zeros(network.parameter_count)
    for layer, (fan_in, fan_out) in enumerate(pairwise(network.sizes)):
        network.weights(parameters, layer)[...] = INITIALISATIONS[method](rng, fan_in, fan_out).T
    return parameters
