"""The quantities of one sample's pass as leaves of formulas: each with its symbol, its value and what it stands for."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bpgui.engine.backprop import Pass
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import Quantity

LEARNING_RATE = Symbol("a")


def neuron_symbol(network: Network, layer: int, neuron: int) -> Symbol:
    """Return a neuron's symbol: i, h with subscripts; the only output is the prediction; own names are words."""
    name = network.shown_names[layer][neuron]
    if layer == len(network.sizes) - 1 and name == "out":
        return Symbol("prediction")
    return _symbol_of(name)


@lru_cache(maxsize=4000)
def _symbol_of(name: str) -> Symbol:
    found = re.fullmatch(r"([A-Za-z])(\d+)(?:_(\d+))?", name)
    if found is None:
        return Symbol(name)
    return Symbol(found[1], ",".join(part for part in found.groups()[1:] if part))


def label(network: Network, layer: int, neuron: int) -> str:
    """Return what stands for a neuron in a subscript: h1, h2,1, out."""
    return network.shown_names[layer][neuron].replace("_", ",")


def parameter_symbol(network: Network, index: int, *, is_new: bool = False) -> Symbol:
    """Return w5 or b1 with its number as subscript; with the star of figure 9 when it is the new value."""
    return _symbol_of_parameter(network.parameters[index].name, is_new)


def _symbol_of_parameter(name: str, is_new: bool) -> Symbol:
    return Symbol(name[0], name[1:], is_new=is_new)


@dataclass(frozen=True)
class Leaves:
    """One sample's quantities: `values` is its pass at `parameters`, `targets` (outputs,) its targets.

    `sample` is its number, from 1, where the batch has several samples and the loss must say whose it is. `is_new` says
    that the parameters are those after the update.
    """

    network: Network
    parameters: Array
    values: Pass
    targets: Array
    sample: int | None = None
    is_new: bool = False

    @property
    def last(self) -> int:
        """The number of the output layer."""
        return len(self.network.sizes) - 1

    @property
    def loss_symbol(self) -> Symbol:
        """The symbol of this sample's loss."""
        return Symbol("loss", sample=self.sample)

    def a(self, layer: int, neuron: int) -> Quantity:
        """Return a neuron's activation; an input's value for layer 0."""
        if (layer, neuron) not in self._activations:
            role = Role.ACTIVATION if layer else Role.INPUT
            value = float(self.values.activations[layer][0, neuron])
            symbol = neuron_symbol(self.network, layer, neuron)
            self._activations[layer, neuron] = Quantity(symbol, value, role, (layer, neuron))
        return self._activations[layer, neuron]

    @cached_property
    def _activations(self) -> dict[tuple[int, int], Quantity]:
        """What `a` has made already: each neuron of the layer above asks for all of them."""
        return {}

    def layer(self, layer: int) -> tuple[Quantity, ...]:
        """Return the activations of a layer."""
        if layer not in self._layers:
            self._layers[layer] = tuple(self.a(layer, neuron) for neuron in range(self.network.sizes[layer]))
        return self._layers[layer]

    @cached_property
    def _layers(self) -> dict[int, tuple[Quantity, ...]]:
        """What `layer` has made already."""
        return {}

    def z(self, layer: int, neuron: int) -> Quantity:
        """Return a computed neuron's pre-activation; of a linear neuron this is its activation."""
        if self.is_linear(layer):
            return self.a(layer, neuron)
        value = float(self.values.zs[layer - 1][0, neuron])
        return Quantity(Symbol("z", label(self.network, layer, neuron)), value, Role.PRE_ACTIVATION, (layer, neuron))

    def zs(self, layer: int) -> tuple[Quantity, ...]:
        """Return the pre-activations of a computed layer."""
        if layer not in self._zs:
            self._zs[layer] = tuple(self.z(layer, neuron) for neuron in range(self.network.sizes[layer]))
        return self._zs[layer]

    @cached_property
    def _zs(self) -> dict[int, tuple[Quantity, ...]]:
        """What `zs` has made already: each neuron's activation may ask for all of its layer."""
        return {}

    def is_linear(self, layer: int) -> bool:
        """Whether a computed layer's activation is its pre-activation."""
        return self.network.layers[layer - 1].activation == "linear"

    def target(self, output: int) -> Quantity:
        """Return the target of an output."""
        below = "" if self.network.outputs == 1 else label(self.network, self.last, output)
        return Quantity(Symbol("target", below), float(self.targets[output]), Role.TARGET, (self.last, output))

    def all_targets(self) -> tuple[Quantity, ...]:
        """Return the targets of all outputs."""
        return self._targets

    @cached_property
    def _targets(self) -> tuple[Quantity, ...]:
        return tuple(self.target(output) for output in range(self.network.outputs))

    def parameter(self, index: int) -> Quantity:
        """Return a weight or bias."""
        parameter = self.network.parameters[index]
        role = Role.BIAS if parameter.is_bias else Role.WEIGHT
        symbol = _symbol_of_parameter(parameter.name, self.is_new)
        return Quantity(symbol, float(self.parameters[index]), role, parameter=index)

    def weight(self, layer: int, source: int, destination: int) -> Quantity:
        """Return the weight into neuron `destination` of computed layer `layer` from `source` below."""
        return self.parameter(self.network.incoming(layer, destination)[source])

    def delta(self, layer: int, neuron: int) -> Quantity:
        """Return a computed neuron's delta; that of the only output is plain delta, as in the article."""
        below = "" if (layer, self.network.outputs) == (self.last, 1) else label(self.network, layer, neuron)
        value = float(self.values.deltas[layer - 1][0, neuron])
        return Quantity(Symbol("δ", below), value, Role.DELTA, (layer, neuron))

    def deltas(self, layer: int) -> tuple[Quantity, ...]:
        """Return the deltas of a computed layer."""
        return tuple(self.delta(layer, neuron) for neuron in range(self.network.sizes[layer]))

    def loss(self) -> Quantity:
        """Return the sample's loss."""
        return Quantity(self.loss_symbol, float(self.values.losses[0]), Role.LOSS)

    def loss_by(self, quantity: Quantity, value: float) -> Quantity:
        """Return dloss / d `quantity`, which has this value."""
        assert isinstance(quantity.symbol, Symbol)
        symbol = Partial(self.loss_symbol, quantity.symbol)
        role = Role.DELTA if quantity.parameter is None else Role.GRADIENT
        return Quantity(symbol, value, role, quantity.neuron, quantity.parameter)
