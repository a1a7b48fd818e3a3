"""Edits of the network's structure: neurons and layers are added, removed, copied, moved, resized.

Each begins a new timeline at state 0 with the parameters at the cursor. What survives keeps its value, lock and name;
what is new is drawn by the experiment's initialisation. Layers count from 0, the inputs; so do neurons in their layer.
An input or output neuron takes its column of the data along; a new one gets a column of zeros.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Layer, Network
from bpgui.session.basics.neuron_names import free_names
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit, Outcome, word_of_layer
from bpgui.session.model.experiment import Experiment, check_output, check_pair, check_sizes
from bpgui.session.model.lineage import Lineage, NeuronPlace
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import restructured, with_copied_column

Origins = list[list[NeuronPlace | None]]


def _same(network: Network) -> Origins:
    """Return the origins of a network that stays as it is, to be changed."""
    return [[(layer, n) for n in range(size)] for layer, size in enumerate(network.sizes)]


class StructureEdit(Edit, frozen=True):
    """An edit after which there are other neurons."""

    begins_timeline: ClassVar[bool] = True

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        """Return where each neuron comes from, by layer, and the computed layers, whose sizes follow from that."""
        raise NotImplementedError

    def _feeds(self, network: Network) -> Mapping[int, tuple[NeuronPlace | None, ...]]:
        """Return what feeds what another neuron fed before, see `Lineage`."""
        return {}

    def _shape(self, lineage: Lineage, parameters: Array) -> None:
        """Set new parameters that are not to stay as they were drawn. `parameters` are those of the new network."""

    def lineage(self, before: Network, after: Network) -> Lineage:
        origins, _ = self._plan(before)
        return Lineage(before, after, tuple(map(tuple, origins)), self._feeds(before))

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the rebuilt experiment and its parameters. Raises Problem for what cannot be."""
        old = experiment.network
        origins, layers = self._plan(old)
        sizes = tuple(map(len, origins))
        check_sizes(sizes, [layer.bias for layer in layers])
        check_output(layers[-1].activation, sizes[-1])
        layers = list(map(_sized, layers, sizes[1:]))
        plain = Network(sizes[0], tuple(layers), old.loss)
        network = plain.named(_names(old, plain, origins)).with_layer_names(_layer_names(old, origins))
        lineage = self.lineage(old, network)
        after = lineage.carried(parameters, experiment.initialisation.drawn(network))
        self._shape(lineage, after)
        locked = lineage.carried(experiment.settings.locked, np.zeros(network.parameter_count, dtype=bool))
        found = restructured(experiment, network, origins)
        check_pair(layers[-1].activation, old.loss, found.data.targets)
        settings = experiment.settings.but(locked=locked, cut=lineage.carried_places(experiment.settings.cut))
        return replace(found, settings=settings), after

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return self._plan(experiment.network)[0] == _same(experiment.network)


def _names(old: Network, new: Network, origins: Origins) -> list[list[str]]:
    """Return names for all neurons: survivors keep theirs, new ones get the next free one of their layer."""
    names = [[None if place is None else old.neuron_names[place[0]][place[1]] for place in layer] for layer in origins]
    taken = {name for layer in old.neuron_names for name in layer}
    return [free_names(kept, defaults, taken) for kept, defaults in zip(names, new.default_names, strict=True)]


def _layer_names(old: Network, origins: Origins) -> list[str]:
    """Return names for all layers: one that has neurons of an old layer keeps that layer's."""
    sources = (next((place[0] for place in layer if place is not None), None) for layer in origins)
    return ["" if source is None else old.layer_name(source) for source in sources]


def _sized(layer: Layer, size: int) -> Layer:
    return replace(layer, size=size)


def _check_neuron(network: Network, layer: int, neuron: int, last: int = 0) -> None:
    """Raise Problem where there is no such layer, or no such neuron in it; `last` allows for one more place."""
    if not 0 <= layer < len(network.sizes) or not 0 <= neuron < network.sizes[layer] + last:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no such neuron."))


class AddNeuron(StructureEdit, frozen=True, tag="add_neuron"):
    """Add a neuron at a place of a layer, from where on the others move up by one.

    A hidden neuron that is `silent` begins with outgoing weights of 0, so that the network computes what it did.
    """

    layer: int
    neuron: int
    silent: bool = True
    name: str = ""

    @classmethod
    def at(cls, network: Network, layer: int, neuron: int) -> "AddNeuron":
        """Return this edit with the name that the neuron will have. Raises Problem."""
        edit = cls(layer, neuron)
        origins, layers = edit._plan(network)
        sizes = tuple(map(len, origins))
        plain = Network(sizes[0], tuple(map(_sized, layers, sizes[1:])), network.loss)
        return cls(layer, neuron, name=_names(network, plain, origins)[layer][neuron])

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        _check_neuron(network, self.layer, self.neuron, last=1)
        origins = _same(network)
        origins[self.layer].insert(self.neuron, None)
        return origins, list(network.layers)

    def _shape(self, lineage: Lineage, parameters: Array) -> None:
        network = lineage.new
        if self.silent and 0 < self.layer < len(network.sizes) - 1:
            network.weights(parameters, self.layer)[self.neuron] = 0.0

    def target(self, network: Network) -> Word:
        if self.name:
            return Word(f"add neuron {self.name}", QT_TRANSLATE_NOOP("Words", "add neuron {name}"), {"name": self.name})
        by_number = QT_TRANSLATE_NOOP("Words", "add a neuron to layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "add a neuron to {layer}")
        return word_of_layer(network, self.layer, "add a neuron to {layer}", by_number, by_name)


class RemoveNeurons(StructureEdit, frozen=True, tag="remove_neurons"):
    """Remove neurons, and what leads to and from them; a layer keeps at least one."""

    neurons: tuple[NeuronPlace, ...]
    names: tuple[str, ...] = ()

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        for layer, neuron in self.neurons:
            _check_neuron(network, layer, neuron)
        gone = set(self.neurons)
        origins: Origins = [[place for place in layer if place not in gone] for layer in _same(network)]
        if not origins[0]:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "A network needs an input."))
        if not origins[-1]:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "A network needs an output."))
        if not all(origins):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The layer would be empty; remove the layer instead."))
        return origins, list(network.layers)

    def target(self, network: Network) -> Word:
        names = ", ".join(self.names[:3]) + (", .." if len(self.names) > 3 else "")
        if len(self.neurons) == 1:
            return Word(f"remove neuron {names}", QT_TRANSLATE_NOOP("Words", "remove neuron {name}"), {"name": names})
        text = QT_TRANSLATE_NOOP("Words", "remove neurons {names}")
        return Word(f"remove neurons {names}", text, {"names": names})


class DuplicateNeuron(StructureEdit, frozen=True, tag="duplicate_neuron"):
    """Add a copy of a neuron behind it, with its incoming and outgoing weights.

    Where the outgoing weights of both are `halved`, the network computes what it did.
    """

    layer: int
    neuron: int
    name: str = ""
    halved: bool = False

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        _check_neuron(network, self.layer, self.neuron)
        origins = _same(network)
        origins[self.layer].insert(self.neuron + 1, None)
        return origins, list(network.layers)

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with the copy, whose column of data is a copy too."""
        after, moved = super().apply(experiment, parameters)
        if self.layer in (0, len(after.network.sizes) - 1):
            after = with_copied_column(after, self.layer, self.neuron)
            check_pair(after.network.layers[-1].activation, after.network.loss, after.data.targets)
        return after, moved

    def _shape(self, lineage: Lineage, parameters: Array) -> None:
        network, old, copy = lineage.new, self.neuron, self.neuron + 1
        if self.layer:
            weights, biases = network.weights(parameters, self.layer - 1), network.biases(parameters, self.layer - 1)
            weights[:, copy] = weights[:, old]
            if len(biases):
                biases[copy] = biases[old]
        if self.layer < len(network.sizes) - 1:
            weights = network.weights(parameters, self.layer)
            weights[old] *= 0.5 if self.halved else 1.0
            weights[copy] = weights[old]

    def target(self, network: Network) -> Word:
        text = QT_TRANSLATE_NOOP("Words", "duplicate {name}")
        return Word(f"duplicate {self.name}", text, {"name": self.name})


class MoveNeuron(StructureEdit, frozen=True, tag="move_neuron"):
    """Move a neuron to another place of its layer."""

    layer: int
    neuron: int
    to: int
    name: str = ""

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        for neuron in (self.neuron, self.to):
            _check_neuron(network, self.layer, neuron)
        origins = _same(network)
        origins[self.layer].insert(self.to, origins[self.layer].pop(self.neuron))
        return origins, list(network.layers)

    def target(self, network: Network) -> Word:
        return Word(f"move {self.name}", QT_TRANSLATE_NOOP("Words", "move {name}"), {"name": self.name})


class InsertLayer(StructureEdit, frozen=True, tag="insert_layer"):
    """Insert a hidden layer in front of layer `layer`.

    Without a `size` it is linear, of the size of the layer before it, with identity weights and no biases, so that
    nothing changes yet; else its weights and those from it are newly drawn.
    """

    layer: int
    size: int | None = None
    activation: str = "linear"
    bias: bool = False

    @property
    def _is_identity(self) -> bool:
        return self.size is None

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        if not 1 <= self.layer < len(network.sizes):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "A layer can be inserted between two layers only."))
        size = network.sizes[self.layer - 1] if self.size is None else self.size
        origins, layers = _same(network), list(network.layers)
        origins.insert(self.layer, [None] * size)
        layers.insert(self.layer - 1, Layer(max(size, 1), self.activation, self.bias))
        return origins, layers

    def _feeds(self, network: Network) -> Mapping[int, tuple[NeuronPlace | None, ...]]:
        if not self._is_identity:
            return {}
        return {self.layer: tuple((self.layer - 1, n) for n in range(network.sizes[self.layer - 1]))}

    def _shape(self, lineage: Lineage, parameters: Array) -> None:
        if self._is_identity:
            weights = lineage.new.weights(parameters, self.layer - 1)
            weights[:] = np.eye(len(weights))

    def target(self, network: Network) -> Word:
        by_number = QT_TRANSLATE_NOOP("Words", "insert a layer before layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "insert a layer before {layer}")
        return word_of_layer(network, self.layer, "insert a layer before {layer}", by_number, by_name)


class RemoveLayer(StructureEdit, frozen=True, tag="remove_layer"):
    """Remove a hidden layer; the weights between the layers beside it are newly drawn."""

    layer: int

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        if not 1 <= self.layer < len(network.layers):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Only a hidden layer can be removed."))
        origins, layers = _same(network), list(network.layers)
        del origins[self.layer], layers[self.layer - 1]
        return origins, layers

    def target(self, network: Network) -> Word:
        by_number = QT_TRANSLATE_NOOP("Words", "remove layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "remove {layer}")
        return word_of_layer(network, self.layer, "remove {layer}", by_number, by_name)


class Resize(StructureEdit, frozen=True, tag="resize"):
    """Give the layers other sizes, the inputs first; the first neurons of each layer stay, as far as there is room.

    The output stays the output; further hidden layers come in front of it, and the last hidden ones go first. New
    hidden neurons of a layer that stays are `silent`.
    """

    sizes: tuple[int, ...]
    silent: bool = True

    def _plan(self, network: Network) -> tuple[Origins, list[Layer]]:
        check_sizes(self.sizes)
        old, count = network.sizes, len(self.sizes)
        kept = min(count, len(old)) - 1  # layers that stay, but for the output
        sources = [*range(kept), *[None] * (count - 1 - kept), len(old) - 1]
        origins: Origins = [
            [(source, n) if source is not None and n < old[source] else None for n in range(size)]
            for source, size in zip(sources, self.sizes, strict=True)
        ]
        new = network.layers[-2] if len(old) > 2 else Layer(1, "tanh", network.layers[-1].bias)
        return origins, [new if source is None else network.layers[source - 1] for source in sources[1:]]

    def _shape(self, lineage: Lineage, parameters: Array) -> None:
        if self.silent:
            for layer, places in enumerate(lineage.origins[1:-1], 1):
                if any(places):
                    silent = [n for n, place in enumerate(places) if place is None]
                    lineage.new.weights(parameters, layer)[silent] = 0.0

    def target(self, network: Network) -> Word:
        sizes = "-".join(map(str, self.sizes))
        return Word(f"sizes {sizes}", QT_TRANSLATE_NOOP("Words", "sizes {sizes}"), {"sizes": sizes})
