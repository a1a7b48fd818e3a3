"""The ladder that a step is walked on: neuron, layer, phase, sample, step. Arithmetic of counts, nothing else.

A step has *stops*. Of each sample of the batch in turn: one a computed neuron forward (by layer, then neuron), one an
output for the loss, one a computed neuron backward (from the output layer back, ascending in a layer), which is its
delta and the gradients of the parameters into it. After all samples the update, by layer: for each computed neuron one
a stage of what happens to the parameters into it (`engine.inside.stage_names`; of plain descent there is one). Where
the walk stands is the number of stops that are done.
"""

from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray


class Phase(Enum):
    """Where the walk of a step stands; REST is outside the walk."""

    REST = "rest"
    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


class Grain(Enum):
    """How far one move goes, forwards and backwards alike; the first four are moves within the walk of a step."""

    NEURON = "neuron"
    LAYER = "layer"
    PHASE = "phase"
    SAMPLE = "sample"
    STEP = "step"
    EPOCH = "epoch"
    UNTIL = "until"

    @property
    def is_walked(self) -> bool:
        """Whether a step has several moves of this grain."""
        return self in (Grain.NEURON, Grain.LAYER, Grain.PHASE, Grain.SAMPLE)


@dataclass(frozen=True)
class Rung:
    """Where the walk of a step stands: the phase, and the place in the batch of its sample.

    So many stops of this phase are `done`: at least 1, but for a sample that has just begun.
    """

    phase: Phase
    place: int
    done: int


@dataclass(frozen=True)
class Group:
    """Stops of one phase in one layer (0 = inputs): these neurons, for the loss these outputs."""

    phase: Phase
    layer: int
    neurons: range
    stops: int = field(default=0, compare=False)  #: how many they are

    @property
    def count(self) -> int:
        """How many stops it has."""
        return self.stops or len(self.neurons)


@dataclass(frozen=True)
class Ladder:
    """The stops of one step: `layers` are the sizes of the computed layers, `batch` is the number of samples.

    `stages` are the stops of a neuron in the update.
    """

    layers: tuple[int, ...]
    batch: int
    stages: int = 1

    @property
    def neurons(self) -> int:
        """Number of computed neurons."""
        return sum(self.layers)

    @property
    def sample_stops(self) -> int:
        """Number of stops of one sample: forward, loss and backward."""
        return 2 * self.neurons + self.layers[-1]

    @property
    def stops(self) -> int:
        """Number of stops of the whole step."""
        return self.batch * self.sample_stops + self.neurons * self.stages

    def size(self, phase: Phase) -> int:
        """Return the number of stops of a phase of one sample, or of the update."""
        if phase is Phase.UPDATE:
            return self.neurons * self.stages
        return self.layers[-1] if phase is Phase.LOSS else self.neurons

    def rung(self, done: int, *, opens: bool = False) -> Rung:
        """Return where the walk stands after `done` stops, 0 to `stops`.

        Between two samples that is the end of the one, or with `opens` the other, of which nothing is computed yet.
        """
        place, within = divmod(max(done - 1, 0), self.sample_stops)
        if opens and within + 1 == self.sample_stops and place + 1 < self.batch:
            return Rung(Phase.FORWARD, place + 1, 0)
        if place >= self.batch:
            return Rung(Phase.UPDATE, self.batch - 1, done - self.batch * self.sample_stops)
        loss, backward = self.neurons, self.neurons + self.layers[-1]
        if within >= backward:
            return Rung(Phase.BACKWARD, place, within - backward + 1)
        if within >= loss:
            return Rung(Phase.LOSS, place, within - loss + 1)
        return Rung(Phase.FORWARD, place, min(done, within + 1))

    def number(self, rung: Rung) -> int:
        """Return how many stops are done at a rung."""
        if rung.phase is Phase.UPDATE:
            return self.batch * self.sample_stops + rung.done
        before = {Phase.FORWARD: 0, Phase.LOSS: self.neurons, Phase.BACKWARD: self.neurons + self.layers[-1]}
        return rung.place * self.sample_stops + before[rung.phase] + rung.done

    def unit(self, stop: int, grain: Grain) -> range:
        """Return the stops of the neuron, layer, phase, sample or step that holds `stop` (from 0)."""
        rung = self.rung(stop + 1)
        first = stop + 1 - rung.done
        phase = range(first, first + self.size(rung.phase))
        match grain:
            case Grain.NEURON:
                return range(stop, stop + 1)
            case Grain.LAYER:
                return next(part for _, part in self._by_layer(rung.phase, first) if stop in part)
            case Grain.PHASE:
                return phase
            case Grain.SAMPLE if rung.phase is not Phase.UPDATE:
                return range(rung.place * self.sample_stops, (rung.place + 1) * self.sample_stops)
            case Grain.SAMPLE:
                return phase
        return range(self.stops)

    def next(self, done: int, grain: Grain) -> int:
        """Return how many stops are done at the next end of a neuron, layer, .. after `done`, at most `stops`."""
        return self.unit(min(done, self.stops - 1), grain).stop

    def previous(self, done: int, grain: Grain) -> int:
        """Return how many stops are done at the end before that: the other way round, at least 0."""
        return self.unit(max(done, 1) - 1, grain).start

    def groups(self, first: int, last: int) -> tuple[Group, ...]:
        """Return what the stops from `first` to `last` - 1 compute, in this order."""
        found = []
        while first < last:
            rung = self.rung(first + 1)
            begin = first + 1 - rung.done
            layer, part = next((k, part) for k, part in self._by_layer(rung.phase, begin) if first in part)
            end = min(part.stop, last)
            each = self.stages if rung.phase is Phase.UPDATE else 1
            neurons = range((first - part.start) // each, -((part.start - end) // each))
            found.append(Group(rung.phase, layer, neurons, end - first))
            first = end
        return tuple(found)

    def _by_layer(self, phase: Phase, first: int) -> list[tuple[int, range]]:
        """Return each layer (1 = first computed) with its stops in a phase that begins with stop `first`."""
        layers = list(enumerate(self.layers, start=1))
        if phase is Phase.LOSS:
            layers = layers[-1:]
        elif phase is Phase.BACKWARD:
            layers.reverse()
        elif phase is Phase.UPDATE:
            layers = [(layer, size * self.stages) for layer, size in layers]
        starts = accumulate((size for _, size in layers), initial=first)
        return [(layer, range(start, start + size)) for (layer, size), start in zip(layers, starts, strict=False)]

    def computed(self, phase: Phase, done: int) -> NDArray[np.bool_]:
        """Say of each computed neuron, by layer, whether it is among the first `done` stops of a phase (not LOSS)."""
        each = self.stages if phase is Phase.UPDATE else 1
        counts = [min(max(done - part.start, 0), len(part)) // each for _, part in sorted(self._by_layer(phase, 0))]
        return np.concatenate([np.arange(size) < count for size, count in zip(self.layers, counts, strict=True)])
