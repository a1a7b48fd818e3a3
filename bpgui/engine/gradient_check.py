"""The gradient by a second method: move one parameter a little, compute the loss again, and divide.

Backpropagation is one way to dLoss/dw; the central difference needs nothing but forward passes, so where both agree
neither is wrong. Source: W. H. Press et al., Numerical Recipes, 3rd ed., section 5.7.
"""

import math
from typing import NamedTuple

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import forward, output_losses, sample_losses
from bpgui.engine.elementary import Array, ascending_sum
from bpgui.engine.network import Network
from bpgui.engine.objective import penalty as penalty_of
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.symbols import Role, Symbol
from bpgui.engine.terms import Formula, Fraction, Line, Number, Product, Quantity, derived, difference

EPSILON = float(np.finfo(np.float64).eps)
#: More digits than any two numbers of 64 bits can share without being equal.
MAX_DIGITS = 17
#: Numbers of parameters that `loss_along` lays side by side at a time.
MAX_NUMBERS = 2_000_000


class Penalty(NamedTuple):
    """The factors of the penalty that is part of what a step goes down."""

    l2: float = 0.0
    l1: float = 0.0

    def of(self, network: Network, parameters: Array) -> float:
        """Return what the weights cost."""
        return penalty_of(parameters[: network.weight_count], self.l2, self.l1) if self != NO_PENALTY else 0.0


NO_PENALTY = Penalty()


class Difference(NamedTuple):
    """A central difference: its `value` and the step `h` that it was taken with.

    `above` and `below` are the losses at w + h and w - h. `noise` is about how far rounding may have moved the value.
    `is_at_kink` says that between the two points a z passes the place where its activation has a corner: there the
    difference is that of no slope.
    """

    value: float
    h: float
    above: float
    below: float
    noise: float
    is_at_kink: bool

    def formula(self, name: str, of: str = "loss") -> Formula:
        """Return what it is made of, for a parameter of this name: the difference of what it is `of` over 2h."""
        above, below = (
            Quantity(Symbol(of, f"{name}{sign}h"), loss, Role.LOSS)
            for sign, loss in (("+", self.above), ("\u2212", self.below))
        )
        step = Quantity(Symbol("h"), self.h, Role.COUNT)
        slope = Quantity(Symbol("slope"), self.value, Role.GRADIENT)
        line = Line(Fraction(difference(above, below), Product((Number(2.0), step))), Reason(Why.CENTRAL_DIFFERENCE))
        return derived("difference", slope, line)


def central_difference(
    network: Network,
    parameters: Array,
    inputs: Array,
    targets: Array,
    index: int,
    h: float | None = None,
    penalty: Penalty = NO_PENALTY,
) -> Difference:
    """(L(w + h) - L(w - h)) / 2h for parameter `index`; L is the mean loss of a batch (batch, n), (batch, m) + penalty.

    Without `h`, its size is the one at which the error of the method, h^2, and that of rounding, 1/h, are balanced. The
    h that counts is half the distance between the two floats that w + h and w - h are.
    """
    old = float(parameters[index])
    h = h or EPSILON ** (1 / 3) * max(1.0, abs(old))
    above, below = parameters.copy(), parameters.copy()
    above[index], below[index] = old + h, old - h
    with np.errstate(over="ignore", invalid="ignore"):
        zs_above, high = _look(network, above, inputs, targets)
        zs_below, low = _look(network, below, inputs, targets)
        high, low = high + penalty.of(network, above), low + penalty.of(network, below)
    distance = float(above[index] - below[index])
    pairs = zip(network.layers, zs_above, zs_below, strict=True)
    is_at_kink = any(_is_passed(kind.activation, a, b) for kind, a, b in pairs)
    is_at_kink |= bool(penalty.l1) and index < network.weight_count and (above[index] > 0) != (below[index] > 0)
    size = max(abs(high), abs(low))  # of a loss near 0, what is lost is lost in prediction - target
    noise = 4.0 * EPSILON * (size + math.sqrt(2.0 * size) * float(np.max(np.abs(zs_above[-1])))) / distance
    return Difference((high - low) / distance, distance / 2.0, high, low, noise, is_at_kink)


def _look(network: Network, parameters: Array, inputs: Array, targets: Array) -> tuple[tuple[Array, ...], float]:
    """Return the pre-activations and the mean loss."""
    zs, activations = forward(network, parameters, inputs)
    losses = sample_losses(output_losses(network, zs, activations[-1], targets))
    return zs, float(ascending_sum(losses[None, :])[0, 0]) / len(inputs)


def _is_passed(activation: str, above: Array, below: Array) -> bool:
    """Say whether between two pre-activations of a layer lies a corner of its activation."""
    corners = ACTIVATIONS[activation].corners
    return any(bool(np.any((above > corner) != (below > corner))) for corner in corners)


def agreeing_digits(a: float, b: float) -> int:
    """Return how many significant digits two numbers share, 0 to MAX_DIGITS: -log10 of their relative difference."""
    if a == b:
        return MAX_DIGITS
    if not (math.isfinite(a) and math.isfinite(b)):
        return 0
    relative = abs(a / 2 - b / 2) / (max(abs(a), abs(b)) / 2)  # halves do not overflow
    return min(max(int(-math.log10(relative)), 0), MAX_DIGITS)


def loss_along(
    network: Network,
    parameters: Array,
    inputs: Array,
    targets: Array,
    index: int,
    values: Array,
    penalty: Penalty = NO_PENALTY,
) -> Array:
    """Return the mean loss of a batch, and the penalty, for each of `values` in the place of parameter `index`.

    The shape is that of `values`. Where a loss overflows it is inf or nan.
    """
    samples, found = len(inputs), []
    at_once = max(1, MAX_NUMBERS // (samples * network.parameter_count))
    for first in range(0, len(values), at_once):
        part = values[first : first + at_once]
        many = np.repeat(parameters[None, :], len(part) * samples, axis=0)
        many[:, index] = np.repeat(part, samples)
        with np.errstate(over="ignore", invalid="ignore"):
            zs, activations = forward(network, many, np.tile(inputs, (len(part), 1)))
            terms = output_losses(network, zs, activations[-1], np.tile(targets, (len(part), 1)))
            losses = sample_losses(terms).reshape(len(part), samples)
            costs = [penalty.of(network, own) for own in many[::samples]] if penalty != NO_PENALTY else 0.0
            found.append(ascending_sum(losses)[:, 0] / samples + costs)
    return np.concatenate(found)
