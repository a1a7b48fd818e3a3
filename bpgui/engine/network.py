"""The shape of a network, the layout of its parameters, and every name in it.

Parameters are one flat float64 vector, in the order of their names: w1, w2, .. by layer, then by the
neuron they lead into, then by the neuron they come from (as in the article, figure 2); after the
weights b1, b2, .. by neuron. So element k of the vector is the k-th name, everywhere.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.losses import is_allowed
from bpgui.engine.shown import shown

Kind = TypeVar("Kind", bound=np.generic)


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

    `names` are those that people gave the neurons, by layer, the inputs first; () for a layer without, or for all.
    `layer_names` are those that people gave the layers, the inputs first; "" for a layer without, () for all.

    Raises ValueError for an unknown activation, a softmax below the output or over one output, a size below 1, or
    a loss that is not offered with the output's activation.
    """

    inputs: int
    layers: tuple[Layer, ...]
    loss: str = "half_square"
    names: tuple[tuple[str, ...], ...] = ()
    layer_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.layers or min(self.sizes) < 1:
            raise ValueError("a network needs an input and an output layer of at least one neuron")
        for layer in self.layers[:-1]:
            if ACTIVATIONS[layer.activation].output_only:
                raise ValueError(f"{layer.activation} is for the output layer only")
        if self.outputs < ACTIVATIONS[self.layers[-1].activation].fewest:
            raise ValueError(f"a {self.layers[-1].activation} over {self.outputs} output is always 1")
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

    @cached_property
    def _weight_ends(self) -> tuple[int, ...]:
        return tuple(part.stop for part in self._weight_slices)

    @cached_property
    def _bias_ends(self) -> tuple[int, ...]:
        return tuple(part.stop for part in self._bias_slices)

    @property
    def weight_count(self) -> int:
        """Number of weights: the first so many parameters; the biases follow."""
        return int(self._weight_slices[-1].stop)

    @property
    def parameter_count(self) -> int:
        """Number of weights and biases."""
        return int(self._bias_slices[-1].stop)

    def weights(self, parameters: NDArray[Kind], layer: int) -> NDArray[Kind]:
        """Return the weights into computed layer `layer` (0 = first hidden) as a view (fan_in, fan_out).

        `parameters` may have leading axes, (.., parameter_count); the view then has them too.
        """
        flat = parameters[..., self._weight_slices[layer]]
        return flat.reshape(*flat.shape[:-1], self.sizes[layer + 1], self.sizes[layer]).swapaxes(-1, -2)

    def biases(self, parameters: NDArray[Kind], layer: int) -> NDArray[Kind]:
        """Return the biases of computed layer `layer` as a view, shape (.., fan_out), or (.., 0) if it has none."""
        return parameters[..., self._bias_slices[layer]]

    @cached_property
    def default_names(self) -> tuple[tuple[str, ...], ...]:
        """The names of neurons that nobody named: i1.., h1.. (h2_1.. with several hidden layers), out or o1.. ."""
        hidden = range(1, len(self.sizes) - 1)
        prefix = {layer: "h" if len(hidden) == 1 else f"h{layer}_" for layer in hidden}
        names = [tuple(f"{prefix[layer]}{n + 1}" for n in range(self.sizes[layer])) for layer in hidden]
        outputs = ("out",) if self.outputs == 1 else tuple(f"o{n + 1}" for n in range(self.outputs))
        return (tuple(f"i{n + 1}" for n in range(self.inputs)), *names, outputs)

    @cached_property
    def neuron_names(self) -> tuple[tuple[str, ...], ...]:
        """The names of all neurons by layer: those that people gave them, else `default_names`."""
        given = self.names or ((),) * len(self.sizes)
        return tuple(own or default for own, default in zip(given, self.default_names, strict=True))

    def named(self, names: Sequence[Sequence[str]]) -> "Network":
        """Return this network with these names of all neurons; layers with their default names are not written."""
        pairs = zip(names, self.default_names, strict=True)
        given = tuple(() if tuple(own) == default else tuple(own) for own, default in pairs)
        return replace(self, names=given if any(given) else ())

    def with_layer_names(self, names: Sequence[str]) -> "Network":
        """Return this network with these names of all layers, "" for one without."""
        return replace(self, layer_names=tuple(names) if any(names) else ())

    def called_as(self, other: "Network") -> "Network":
        """Return this network with the names of another one of the same sizes."""
        return replace(self, names=other.names, layer_names=other.layer_names)

    def layer_name(self, layer: int) -> str:
        """Return the name that people gave a layer, "" for one without."""
        return self.layer_names[layer] if self.layer_names else ""

    @cached_property
    def shown_names(self) -> tuple[tuple[str, ...], ...]:
        """The names of all neurons as people see them; `neuron_names` are what edits and files call them."""
        return tuple(tuple(map(shown, names)) for names in self.neuron_names)

    @cached_property
    def parameters(self) -> "Parameters":
        """Every weight, then every bias, in the order of the vector."""
        return Parameters(self)

    @cached_property
    def parameter_index(self) -> "ParameterIndex":
        """From a parameter's name to its place in the vector."""
        return ParameterIndex(self._weight_slices[-1].stop, self.parameter_count)

    def parameter(self, index: int) -> Parameter:
        """Return the parameter at a place of the vector. Raises IndexError."""
        if not 0 <= index < self.parameter_count:
            raise IndexError(f"parameter {index} of {self.parameter_count}")
        weights = self._weight_slices[-1].stop
        is_weight = index < weights
        layer = bisect_right(self._weight_ends if is_weight else self._bias_ends, index)
        within = index - (self._weight_slices if is_weight else self._bias_slices)[layer].start
        name = _name_of(index, weights)
        if not is_weight:
            return Parameter(index, name, layer + 1, None, within)
        destination, source = divmod(within, self.sizes[layer])
        return Parameter(index, name, layer + 1, source, destination)

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


def _name_of(index: int, weights: int) -> str:
    return f"w{index + 1}" if index < weights else f"b{index - weights + 1}"


class Parameters(Sequence[Parameter]):
    """The parameters of a network. There may be a million: each is made when it is asked for."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def __len__(self) -> int:
        return self._network.parameter_count

    @overload
    def __getitem__(self, index: int) -> Parameter: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Parameter]: ...

    def __getitem__(self, index: int | slice) -> Parameter | Sequence[Parameter]:
        if isinstance(index, slice):
            return [self._network.parameter(k) for k in range(*index.indices(len(self)))]
        return self._network.parameter(index + len(self) if index < 0 else index)


class ParameterIndex(Mapping[str, int]):
    """From the names of a network's parameters, in the order of the vector, to their places; no name is stored."""

    def __init__(self, weights: int, count: int) -> None:
        self._weights, self._count = weights, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        yield from map("w{}".format, range(1, self._weights + 1))
        yield from map("b{}".format, range(1, self._count - self._weights + 1))

    def __getitem__(self, name: str) -> int:
        digits = name[1:]
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            index = int(digits) - 1 + (self._weights if name[0] == "b" else 0)
            if 0 <= index < self._count and _name_of(index, self._weights) == name:
                return index
        raise KeyError(name)
