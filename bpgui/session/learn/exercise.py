"""What can be asked of one step: its questions in the order in which the step is walked, and the right values.

The right values come from the engine's equations and from nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.backprop import Pass
from bpgui.engine.elementary import Array
from bpgui.engine.inside import stage_names, stages
from bpgui.engine.network import Network
from bpgui.engine.step import State, Step
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.ladder import Ladder, Phase, Rung

#: So many questions of a kind are asked of a step, no more.
MAX_ASKED = 12


class Kind(Enum):
    """What a question asks for."""

    ACTIVATION = "activation"
    LOSS = "loss"
    DELTA = "delta"
    GRADIENT = "gradient"
    INNER = "inner"
    UPDATE = "update"


_ORDER = list(Kind)


@dataclass(frozen=True)
class Question:
    """One number to be found.

    It is about a neuron (layer 0 = inputs; of the loss the first output), or the parameter with index `parameter`
    that leads into it, for the samples in `rows` (from 0): one sample, or all of the batch. `before` stops of the walk
    are done when it is asked and `after` when it is answered. `stage` is the one that an INNER one asks.
    """

    kind: Kind
    layer: int
    neuron: int
    parameter: int | None
    rows: tuple[int, ...]
    before: int
    after: int
    stage: str = ""


def fair_choice(count: int, most: int, turn: int) -> list[int]:
    """Choose at most `most` of `count` things: one from each of `most` equal runs, another one each `turn`."""
    if count <= most:
        return list(range(count))
    edges = [count * k // most for k in range(most + 1)]
    return [first + (turn + k) % (end - first) for k, (first, end) in enumerate(pairwise(edges))]


@dataclass(frozen=True, eq=False)
class Exercise:
    """The step from `state`: its samples, its questions, their right values; `before` is the state that led to it."""

    experiment: Experiment
    state: State
    before: State | None = None

    @classmethod
    def at_cursor(cls, session: Session) -> "Exercise":
        """Return the step from where a session stands.

        What led to it is not looked for where that was an event, or where a step takes long.
        """
        timeline, row = session.timeline, session.cursor
        found = cls(session.experiment, timeline.state_at(row))
        if row == 0 or found.step.is_long or any(event.row == row for event in timeline.events):
            return found
        return replace(found, before=timeline.state_at(row - 1))

    @cached_property
    def earlier(self) -> "Exercise | None":
        """The step before, None where it is not known."""
        return None if self.before is None else Exercise(self.experiment, self.before)

    @cached_property
    def step(self) -> Step:
        """The step itself."""
        return Step(self.network, self.state, self.experiment.settings, self.experiment.data)

    @property
    def network(self) -> Network:
        """The network of the step."""
        return self.experiment.network

    @cached_property
    def batch(self) -> tuple[int, ...]:
        """The samples of the step, from 0."""
        return tuple(self.step.batch.tolist())

    @cached_property
    def ladder(self) -> Ladder:
        """The stops of the walk of this step."""
        return Ladder(self.network.sizes[1:], len(self.batch), len(self.stage_names))

    @property
    def stage_names(self) -> tuple[str, ...]:
        """The stages of this step's update."""
        return stage_names(self.experiment.settings)

    @cached_property
    def stages(self) -> dict[str, Array]:
        """Their numbers, for all parameters."""
        return stages(self.step)

    # Right values

    def pass_of(self, rows: tuple[int, ...]) -> Pass:
        """Return the pass of these samples at the old parameters; arrays have one row a sample."""
        return self.step.pass_of(*rows)

    @property
    def new_parameters(self) -> Array:
        """All parameters after the step."""
        return self.step.after.parameters

    def value(self, question: Question) -> float:
        """Return the right answer, in full."""
        done = self.pass_of(question.rows)
        layer, neuron = question.layer, question.neuron
        match question.kind:
            case Kind.ACTIVATION:
                return float(done.activations[layer][0, neuron])
            case Kind.LOSS:
                return float(done.losses[0])
            case Kind.DELTA:
                return float(done.deltas[layer - 1][0, neuron])
            case Kind.GRADIENT:
                return float(done.gradient[question.parameter])
            case Kind.INNER:
                return float(self.stages[question.stage][question.parameter])
        return float(self.new_parameters[question.parameter])

    def delta(self, question: Question) -> float:
        """Return the delta, for the last of a question's samples, of the neuron it is about: given with a gradient."""
        return float(self.pass_of(question.rows[-1:]).deltas[question.layer - 1][0, question.neuron])

    def sum_before(self, question: Question) -> float | None:
        """Return what the samples before the last add up to, where the gradient of a batch is asked; else None."""
        if question.kind is not Kind.GRADIENT or len(question.rows) == 1:
            return None
        return float(self.pass_of(question.rows[:-1]).gradient[question.parameter]) * (len(question.rows) - 1)

    # Questions

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of this step, in the order of the walk: all there is, or a fair choice of 12 of a kind.

        Every computed neuron's activation, the loss, every delta from the output back, the gradients of the parameters
        into that neuron, every new parameter. The last sample of a batch asks for the gradients of the whole batch.
        Samples whose inputs are all 0 are passed over: `asked_places`.
        """
        found = [question for kind in Kind for question in self._chosen(kind)]
        return tuple(sorted(found, key=lambda question: (question.after, _ORDER.index(question.kind))))

    @cached_property
    def asked_places(self) -> list[int]:
        """Places in the batch of the samples that are asked about.

        Where all inputs are 0 most products are 0 and little is to be worked out: such a sample is walked in its place
        but not asked about. The last one always is, because with it the gradients of the batch are asked.
        """
        inputs, last = self.experiment.data.inputs, len(self.batch) - 1
        return [place for place, row in enumerate(self.batch) if place == last or inputs[row].any()]

    def count(self, kind: Kind) -> int:
        """Return how many numbers of a kind the step has, asked or not."""
        return self._per_sample(kind) * (1 if kind in (Kind.UPDATE, Kind.INNER) else len(self.batch))

    def _per_sample(self, kind: Kind) -> int:
        if kind is Kind.LOSS:
            return 1
        if kind is Kind.INNER:
            return self.network.parameter_count * (len(self.stage_names) - 1)
        return self.network.parameter_count if kind in (Kind.GRADIENT, Kind.UPDATE) else len(self._forward)

    def _inner(self) -> Iterator[Question]:
        """Every inner stage of the update of some parameters: no stage without those before."""
        names, neurons = self.stage_names[:-1], self._forward
        if not names:
            return
        ends = np.cumsum([self._fan_in(layer) for layer, _ in neurons])
        asked = max(1, MAX_ASKED // len(names))
        for number in fair_choice(self.network.parameter_count, asked, self.state.step):
            whole = self._about_parameter(Kind.UPDATE, 0, neurons, number, ends)
            first = whole.after - self.ladder.stages
            for k, name in enumerate(names):
                yield replace(whole, kind=Kind.INNER, before=first + k, after=first + k + 1, stage=name)

    def _chosen(self, kind: Kind) -> Iterator[Question]:
        if kind is Kind.INNER:
            yield from self._inner()
            return
        neurons = self._backward if kind in (Kind.DELTA, Kind.GRADIENT) else self._forward
        ends = np.cumsum([self._fan_in(layer) for layer, _ in neurons])
        per_sample, places = self._per_sample(kind), [0] if kind is Kind.UPDATE else self.asked_places
        for number in fair_choice(per_sample * len(places), MAX_ASKED, self.state.step):
            place, k = places[number // per_sample], number % per_sample
            if kind in (Kind.GRADIENT, Kind.UPDATE):
                yield self._about_parameter(kind, place, neurons, k, ends)
            else:
                yield self._about_neuron(kind, place, neurons, k)

    def _about_neuron(self, kind: Kind, place: int, neurons: list[tuple[int, int]], k: int) -> Question:
        layer, neuron = neurons[k] if kind is not Kind.LOSS else (len(self.network.layers), 0)
        phase = {Kind.ACTIVATION: Phase.FORWARD, Kind.LOSS: Phase.LOSS, Kind.DELTA: Phase.BACKWARD}[kind]
        stops = self.network.outputs if kind is Kind.LOSS else 1
        after = self.ladder.number(Rung(phase, place, k + stops))
        return Question(kind, layer, neuron, None, self.batch[place : place + 1], after - stops, after)

    def _about_parameter(
        self, kind: Kind, place: int, neurons: list[tuple[int, int]], number: int, ends: NDArray[np.intp]
    ) -> Question:
        k = int(np.searchsorted(ends, number, side="right"))
        layer, neuron = neurons[k]
        parameter = self.network.incoming(layer, neuron)[number - int(ends[k])]  # counted from the end
        if kind is Kind.UPDATE:
            done = (k + 1) * self.ladder.stages
            after, rows = self.ladder.number(Rung(Phase.UPDATE, len(self.batch) - 1, done)), self.batch
        else:
            after = self.ladder.number(Rung(Phase.BACKWARD, place, k + 1))
            rows = self.batch if place == len(self.batch) - 1 else self.batch[place : place + 1]
        return Question(kind, layer, neuron, parameter, rows, after - 1, after)

    def _fan_in(self, layer: int) -> int:
        return self.network.sizes[layer - 1] + self.network.layers[layer - 1].bias

    @cached_property
    def _forward(self) -> list[tuple[int, int]]:
        return [(layer, n) for layer in range(1, len(self.network.sizes)) for n in range(self.network.sizes[layer])]

    @cached_property
    def _backward(self) -> list[tuple[int, int]]:
        return sorted(self._forward, key=lambda neuron: (-neuron[0], neuron[1]))
