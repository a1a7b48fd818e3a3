"""Which neuron of a changed network is which one of the old: values, locks, choices and plots follow it, not its index.

An edit of the structure says of each neuron of the new network which one it was before, if any. Where a weight or bias
was before follows: it survives where both neurons that it connects do, and are still in neighbouring layers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.network import Kind, Network

#: A neuron's layer (0 = inputs) and its place in the layer.
NeuronPlace = tuple[int, int]


@dataclass(frozen=True)
class Lineage:
    """From the neurons and parameters of one network to those of another.

    `origins` says of each neuron of `new`, by layer, where it is in `old`, or None where it is not. A neuron of an
    inserted layer feeds what another one fed before: `feeds` has the neurons of `old` whose outgoing weights those of a
    layer took over, by that layer.
    """

    old: Network
    new: Network
    origins: tuple[tuple[NeuronPlace | None, ...], ...]
    feeds: Mapping[int, tuple[NeuronPlace | None, ...]] = field(default_factory=dict)

    @classmethod
    def same_neurons(cls, old: Network, new: Network) -> "Lineage":
        """Return the lineage of networks with the same neurons."""
        return cls(old, new, tuple(tuple((layer, n) for n in range(size)) for layer, size in enumerate(new.sizes)))

    @cached_property
    def _places(self) -> dict[NeuronPlace, NeuronPlace]:
        """From the surviving neurons' places in `old` to those in `new`."""
        return {
            origin: (layer, n)
            for layer, origins in enumerate(self.origins)
            for n, origin in enumerate(origins)
            if origin is not None
        }

    def inverse(self) -> "Lineage":
        """Return the way back, which Undo goes."""
        back = [[self._places.get((layer, n)) for n in range(size)] for layer, size in enumerate(self.old.sizes)]
        taken_back = {
            origin[0]: tuple((layer, n) for n in range(len(taken)))
            for layer, taken in self.feeds.items()
            for origin in taken[:1]
            if origin is not None
        }
        return Lineage(self.new, self.old, tuple(map(tuple, back)), taken_back)

    def neuron(self, layer: int, index: int) -> NeuronPlace | None:
        """Return where a neuron of `old` is in `new`, None where it is not."""
        return self._places.get((layer, index))

    @property
    def removed(self) -> list[NeuronPlace]:
        """The neurons of `old` that are not in `new`."""
        return [
            (layer, n) for layer, size in enumerate(self.old.sizes) for n in range(size) if not self.neuron(layer, n)
        ]

    @property
    def added(self) -> list[NeuronPlace]:
        """The neurons of `new` that are not in `old`."""
        return [(layer, n) for layer, places in enumerate(self.origins) for n, place in enumerate(places) if not place]

    @property
    def survivors(self) -> int:
        """How many parameters of `old` are in `new`."""
        return int(np.count_nonzero(self.sources >= 0))

    def parameter(self, index: int) -> int | None:
        """Return where a parameter of `old` is in `new`, by index, None where it is not."""
        place = int(self._parameter_places[index])
        return place if place >= 0 else None

    @cached_property
    def _parameter_places(self) -> NDArray[np.int64]:
        """Where each parameter of `old` is in `new`, by index, -1 where it is not: (old.parameter_count,)."""
        found, survivors = np.full(self.old.parameter_count, -1), np.flatnonzero(self.sources >= 0)
        found[self.sources[survivors]] = survivors
        return found

    @cached_property
    def sources(self) -> NDArray[np.int64]:
        """Where each parameter of `new` is in `old`, by index, -1 where it is not: (new.parameter_count,)."""
        found, old = np.full(self.new.parameter_count, -1), np.arange(self.old.parameter_count)
        for layer in range(1, len(self.new.sizes)):
            self._trace(layer, found, old)
        return found

    def _trace(self, layer: int, found: NDArray[np.int64], old: NDArray[np.int64]) -> None:
        """Write where the parameters into one layer come from: its neurons come from one layer, or from none."""
        above = _survivors(self.origins[layer])
        below = _survivors(self.feeds.get(layer - 1, self.origins[layer - 1]))
        if not above or not above[0][1][0]:
            return
        origin = above[0][1][0]
        here, there = [n for n, _ in above], [place[1] for _, place in above]
        if below and below[0][1][0] == origin - 1:
            rows, old_rows = [n for n, _ in below], [place[1] for _, place in below]
            weights = self.new.weights(found, layer - 1)
            weights[np.ix_(rows, here)] = self.old.weights(old, origin - 1)[np.ix_(old_rows, there)]
        if self.new.layers[layer - 1].bias and self.old.layers[origin - 1].bias:
            self.new.biases(found, layer - 1)[here] = self.old.biases(old, origin - 1)[there]

    def carried_places(self, indices: frozenset[int]) -> frozenset[int]:
        """Return where some parameters of `old`, by index, are in `new`; those that are gone are left out."""
        return frozenset(np.flatnonzero(np.isin(self.sources, list(indices))).tolist() if indices else ())

    def carried(self, vector: NDArray[Kind], fresh: NDArray[Kind]) -> NDArray[Kind]:
        """Return `vector` (.., old parameters) laid out for `new`; new places hold what `fresh` has there."""
        return np.where(self.sources >= 0, vector[..., self.sources], fresh)


def _survivors(origins: Sequence[NeuronPlace | None]) -> list[tuple[int, NeuronPlace]]:
    return [(n, place) for n, place in enumerate(origins) if place is not None]
