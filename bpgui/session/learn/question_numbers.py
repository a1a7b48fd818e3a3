"""What mistakes are made of: a question, the right numbers around it, and the names of the usual slips."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import Pass, hidden_delta
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import moved, with_objective
from bpgui.session.learn.exercise import Exercise, Kind, Question

#: Settings under which the learning rate is that of each step.
UNSCHEDULED: dict[str, Any] = {"schedule": "constant", "warm_up": 0}


class Slip(Enum):
    """What went wrong."""

    SIGN = "sign"
    NO_ACTIVATION = "no_activation"
    NO_BIAS = "no_bias"
    OTHER_INPUT = "other_input"
    OTHER_WEIGHT = "other_weight"
    OTHER_NEURON = "other_neuron"
    LOST_PRODUCT = "lost_product"
    MISSING_PATH = "missing_path"
    OLD_PASS = "old_pass"
    TRANSPOSED = "transposed"
    NO_SQUARE = "no_square"
    NO_HALF = "no_half"
    NO_TWO = "no_two"
    NO_SLOPE = "no_slope"
    EXTRA_SLOPE = "extra_slope"
    UPDATED_WEIGHT = "updated_weight"
    SUM_NOT_MEAN = "sum_not_mean"
    ONE_SAMPLE = "one_sample"
    NO_RATE = "no_rate"
    ADDED = "added"
    CHANGE = "change"
    MOVED_LOCKED = "moved_locked"
    PLAIN_SHARE = "plain_share"
    PLAIN_STEP = "plain_step"
    OLD_VELOCITY = "old_velocity"
    NO_CORRECTION = "no_correction"
    NO_SHARE = "no_share"
    FIRST_POWER = "first_power"
    EPSILON_INSIDE = "epsilon_inside"
    NO_ROOT = "no_root"
    NO_PENALTY = "no_penalty"
    WRONG_DECAY = "wrong_decay"
    NOT_CLIPPED = "not_clipped"
    OTHER_NUMBER = "other_number"
    ROUNDED = "rounded"
    CUT_OFF = "cut_off"
    TOO_FEW_DIGITS = "too_few_digits"


@dataclass(frozen=True)
class Thing:
    """What the number belongs to that was given for another: a neuron, or a parameter where there is one."""

    kind: str  #: "activation", "delta", "gradient", "parameter", "new", "target" or "loss"
    name: str  #: "" for the loss


@dataclass(frozen=True, eq=False)
class QuestionNumbers:
    """A question and all that mistakes are made of. Arrays have one row for each sample of the question."""

    exercise: Exercise
    question: Question

    @property
    def network(self) -> Network:
        """The network of the step."""
        return self.exercise.network

    @property
    def done(self) -> Pass:
        """The right pass."""
        return self.exercise.pass_of(self.question.rows)

    @property
    def targets(self) -> Array:
        """The targets of the samples."""
        return self.exercise.experiment.data.targets[list(self.question.rows)]

    @property
    def right(self) -> float:
        """The right answer."""
        return self.exercise.value(self.question)

    def answer_of(self, done: Pass) -> float:
        """Return the answer that another pass of the samples would give; only of the way forward."""
        if self.question.kind is Kind.LOSS:
            return float(done.losses[0])
        return float(done.activations[self.question.layer][0, self.question.neuron])

    @property
    def plain_shares(self) -> Array | None:
        """z / sum z of the outputs, (rows, outputs), which some take for a softmax; None where there is none."""
        if self.network.layers[-1].activation != "softmax":
            return None
        z = self.done.zs[-1]
        return np.asarray(z / z.sum(axis=1, keepdims=True))

    @property
    def source(self) -> int | None:
        """The neuron that the parameter comes from, None for a bias."""
        place = self.network.incoming(self.question.layer, self.question.neuron).index(self.question.parameter or 0)
        return place if place < self.network.sizes[self.question.layer - 1] else None

    @property
    def rate(self) -> float:
        """The learning rate."""
        return self.exercise.step.rate

    @property
    def old(self) -> float:
        """The parameter before the step."""
        return float(self.exercise.state.parameters[self.question.parameter or 0])

    @property
    def gradient(self) -> float:
        """The right gradient of the parameter, for all samples of the question."""
        return float(self.done.gradient[self.question.parameter or 0])

    def moved(self, gradient: float, rate: float | None = None) -> float:
        """Return what the parameter, free or locked, would become with this gradient and learning rate."""
        settings, index = self.exercise.experiment.settings, self.question.parameter or 0
        free = np.zeros_like(settings.locked)
        settings = replace(settings, locked=free, learning_rate=self.rate if rate is None else rate, **UNSCHEDULED)
        gradients = self.exercise.step.mean_gradient.copy()
        gradients[index] = gradient
        along = with_objective(self.network, self.exercise.state.parameters, gradients, settings)
        found, _ = moved(self.network, self.exercise.state, along, settings)
        return float(found[index])

    @property
    def is_output(self) -> bool:
        """Whether the question is about an output neuron or a parameter into one."""
        return self.question.layer == len(self.network.layers)

    def weights(self, layer: int) -> Array:
        """Return the old weights into a layer (1 = first computed), shape (fan_in, fan_out)."""
        return self.network.weights(self.exercise.state.parameters, layer - 1)

    def crossed(self, layer: int) -> Array:
        """Return the weights into a layer as who reads w1, w2, .. along the wrong side of the matrix has them."""
        weights = self.weights(layer)
        return np.ascontiguousarray(weights.T).reshape(weights.shape)

    def from_delta(self, deltas: Array, inputs: Array | None = None) -> float:
        """Return the mean gradient of the parameter from these deltas of its layer and activations of the one below."""
        delta, source = deltas[:, self.question.neuron], self.source
        if inputs is None:
            inputs = self.done.activations[self.question.layer - 1]
        return mean(delta if source is None else inputs[:, source] * delta)

    def value_of(self, z: Array) -> float:
        """Return a = f(z) of the question's neuron, z of shape (rows, neurons)."""
        kind = self.network.layers[self.question.layer - 1].activation
        return float(ACTIVATIONS[kind].value(z)[0, self.question.neuron])

    def delta_from(self, weights: Array, delta: Array) -> Array:
        """Return the deltas of the question's hidden layer from these weights and deltas of the layer above."""
        layer, done = self.question.layer, self.done
        return hidden_delta(self.network, layer - 1, weights, delta, done.zs[layer - 1], done.activations[layer])


def mean(values: Array) -> float:
    """Return the mean over the samples."""
    return float(values.sum()) / len(values)
