"""The gradient by a second method: move one parameter a little, compute the loss again, and divide.

Backpropagation is one way to dLoss/dw; the central difference needs nothing but forward passes, so where both agree
neither is wrong. Source: W. H. Press et al., Numerical Recipes, 3rd ed., section 5.7.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import forward, output_losses, sample_losses
from bpgui.engine.elementary import Array, ascending_sum
from bpgui.engine.network import Network
from bpgui.engine.terms import Formula, Fraction, Number, Product, Quantity, Role, Symbol, difference

EPSILON = float(np.finfo(np.float64).eps)
#: More digits than any two numbers of 64 bits can share without being equal.
MAX_DIGITS = 17
#: Numbers of parameters that `loss_along` lays side by side at a time.
MAX_NUMBERS = 2_000_000


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

    def formula(self, name: str) -> Formula:
        """Return what it is made of, for a parameter of this name: the losses' difference over 2h."""
        above, below = (
            Quantity(Symbol("loss", f"{name}{sign}h"), loss, Role.LOSS)
            for sign, loss in (("+", self.above), ("\u2212", self.below))
        )
        step = Quantity(Symbol("h"), self.h, Role.COUNT)
        slope = Quantity(Symbol("slope"), self.value, Role.GRADIENT)
        return Formula("difference", slope, (Fraction(difference(above, below), Product((Number(2.0), step))),))


def central_difference(
    network: Network, parameters: Array, inputs: Array, targets: Array, index: int, h: float | None = None
) -> Difference:
    """(Loss(w + h) - Loss(w - h)) / 2h for parameter `index` and the mean loss of a batch (batch, n), (batch, m).

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
    distance = float(above[index] - below[index])
    pairs = zip(network.layers, zs_above, zs_below, strict=True)
    is_at_kink = any(has_kink(kind.activation) and bool(np.any((a > 0) != (b > 0))) for kind, a, b in pairs)
    size = max(abs(high), abs(low))  # of a loss near 0, what is lost is lost in prediction - target
    noise = 4.0 * EPSILON * (size + math.sqrt(2.0 * size) * float(np.max(np.abs(zs_above[-1])))) / distance
    return Difference((high - low) / distance, distance / 2.0, high, low, noise, is_at_kink)


def _look(network: Network, parameters: Array, inputs: Array, targets: Array) -> tuple[tuple[Array, ...], float]:
    """Return the pre-activations and the mean loss."""
    zs, activations = forward(network, parameters, inputs)
    losses = sample_losses(output_losses(network, zs, activations[-1], targets))
    return zs, float(ascending_sum(losses[None, :])[0, 0]) / len(inputs)


@lru_cache
def has_kink(activation: str) -> bool:
    """Say whether an activation's slope jumps at z = 0."""
    kind, sides = ACTIVATIONS[activation], np.array([[-1e-300], [1e-300]])
    below, above = kind.backward(np.ones((2, 1)), sides, kind.value(sides))[:, 0].tolist()
    return bool(abs(above - below) > 1e-6)


def agreeing_digits(a: float, b: float) -> int:
    """Return how many significant digits two numbers share, 0 to MAX_DIGITS: -log10 of their relative difference."""
    if a == b:
        return MAX_DIGITS
    if not (math.isfinite(a) and math.isfinite(b)):
        return 0
    relative = abs(a / 2 - b / 2) / (max(abs(a), abs(b)) / 2)  # halves do not overflow
    return min(max(int(-math.log10(relative)), 0), MAX_DIGITS)


def loss_along(network: Network, parameters: Array, inputs: Array, targets: Array, index: int, values: Array) -> Array:
    """Return the mean loss of a batch for each of `values` in the place of parameter `index`; shape of `values`.

    Where a loss overflows it is inf or nan.
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
            found.append(ascending_sum(losses)[:, 0] / samples)
    return np.concatenate(found)
