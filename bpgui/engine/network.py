"""The shape of a network, the layout of its parameters, and every name in it.

Parameters are one flat float64 vector, in the order of their names: w1, w2, .. by layer, then by the
neuron they lead into, then by the neuron they come from (as in the article, figure 2); after the
weights b1, b2, .. by neuron. So element k of the vector is the k-th name, everywhere.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.losses import is_allowed


@dataclass(frozen=True)
class Layer:
    """A layer of computed neurons: how many, their activation, and whether each has a bias."""

    size: int
    activation: str = "linear"
    bias: bool = False


@dataclass(frozen=True)
class Parameter:
    """One weight or bias: its place in the vector and between which neurons it stands.

    Layers count from 0 (the inputs); `source` is None for a bias. Neurons count from 0 in their layer.
    """

    index: int
    name: str
    layer: int
    source: int | None
    destination: int

    @property
    def is_bias(self) -> bool:
        """Whether this is a bias, that is, comes from no neuron."""
        return self.source is None


@dataclass(frozen=True)
class Network:
    """A layered network: `inputs` input neurons, then the computed `layers`; the last one is the output.

    Raises ValueError for an unknown activation, a softmax below the output, a size below 1, or a loss
    that is not offered with the output's activation.
    """

    inputs: int
    layers: tuple[Layer, ...]
    loss: str = "half_square"
    input_names: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.layers or min(self.sizes) < 1:
            raise ValueError("a network needs an input and an output layer of at least one neuron")
        for layer in self.layers[:-1]:
            if ACTIVATIONS[layer.activation].output_only:
                raise ValueError(f"{layer.activation} is for the output layer only")
        if not is_allowed(self.layers[-1].activation, self.loss):
            raise ValueError(f"{self.loss} is not offered with a {self.layers[-1].activation} output")

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Neurons per layer, the inputs first."""
        return (self.inputs, *(layer.size for layer in self.layers))

    @property
    def outputs(self) -> int:
        """Number of output neurons."""
        return self.layers[-1].size

    @cached_property
    def _weight_slices(self) -> tuple[slice, ...]:
        ends = np.cumsum([0, *(n * m for n, m in pairwise(self.sizes))]).tolist()
        return tuple(slice(a, b) for a, b in pairwise(ends))

    @cached_property
    def _bias_slices(self) -> tuple[slice, ...]:
        counts = [layer.size if layer.bias else 0 for layer in self.layers]
        ends = (np.cumsum([0, *counts]) + self._weight_slices[-1].stop).tolist()
        return tuple(slice(a, b) for a, b in pairwise(ends))

    @property
    def parameter_count(self) -> int:
        """Number of weights and biases."""
        return int(self._bias_slices[-1].stop)

    def weights(self, parameters: Array, layer: int) -> Array:
        """Return the weights into computed layer `layer` (0 = first hidden) as a view (fan_in, fan_out).

        `parameters` may have leading axes, (.., parameter_count); the view then has them too.
        """
        flat = parameters[..., self._weight_slices[layer]]
        return flat.reshape(*flat.shape[:-1], self.sizes[layer + 1], self.sizes[layer]).swapaxes(-1, -2)

    def biases(self, parameters: Array, layer: int) -> Array:
        """Return the biases of computed layer `layer` as a view, shape (.., fan_out), or (.., 0) if it has none."""
        return parameters[..., self._bias_slices[layer]]

    @cached_property
    def neuron_names(self) -> tuple[tuple[str, ...], ...]:
        """The names of all neurons by layer: i1.., h1.. (h2_1.. with several hidden layers), out or o1.. ."""
        hidden = range(1, len(self.sizes) - 1)
        prefix = {layer: "h" if len(hidden) == 1 else f"h{layer}_" for layer in hidden}
        names = [tuple(f"{prefix[layer]}{n + 1}" for n in range(self.sizes[layer])) for layer in hidden]
        outputs = ("out",) if self.outputs == 1 else tuple(f"o{n + 1}" for n in range(self.outputs))
        inputs = tuple(f"i{n + 1}" for n in range(self.inputs))
        return (self.input_names or inputs, *names, self.output_names or outputs)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every weight, then every bias, in the order of the vector."""
        found: list[Parameter] = []
        for layer in range(1, len(self.sizes)):
            for destination in range(self.sizes[layer]):
                for source in range(self.sizes[layer - 1]):
                    found.append(Parameter(len(found), f"w{len(found) + 1}", layer, source, destination))
        weights = len(found)
        for layer in range(1, len(self.sizes)):
            for destination in range(self.sizes[layer] if self.layers[layer - 1].bias else 0):
                name = f"b{len(found) - weights + 1}"
                found.append(Parameter(len(found), name, layer, None, destination))
        return tuple(found)

    def incoming(self, layer: int, neuron: int) -> list[int]:
        """Return the indices of the parameters that lead into a neuron of layer `layer` (1 = first hidden).

        Weights by ascending source, then the bias; empty for an input neuron (layer 0).
        """
        if layer == 0:
            return []
        fan_in, biases = self.sizes[layer - 1], self._bias_slices[layer - 1]
        first = self._weight_slices[layer - 1].start + neuron * fan_in
        own_bias = [biases.start + neuron] if self.layers[layer - 1].bias else []
        return [*range(first, first + fan_in), *own_bias]

    @cached_property
    def parameter_index(self) -> dict[str, int]:
        """From a parameter's name to its place in the vector."""
        return {parameter.name: parameter.index for parameter in self.parameters}
