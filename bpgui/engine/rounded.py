"""Training by hand: the same steps as in backprop.py, but every number that is written down is rounded first.

Never part of the record; it shows what rounding does. With two decimals the article's second prediction comes out as
0.25, not 0.26, and soon no update is large enough to change the second decimal of any weight: training freezes.

What is rounded: the parameters, at the start and after each update, z, a, loss, delta and gradient. `everything` False
leaves the deltas of hidden layers and the gradients in full, as netflow.js does, the program that belongs to the
article: by this rule its prediction stops at 0.95. What is given (inputs, targets, learning rate) and what is only
passed through (products, sums) is in full.

A tie goes away from 0, as on paper: 0.125 becomes 0.13. It is the decimal number that counts, not the float, which may
lie a hair beside it (0.285 is a little less, 0.15 + 0.005 perhaps a little more): its first 15 significant digits.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import (
    Pass,
    batch_loss,
    gradient_sum,
    hidden_delta,
    output_delta,
    output_losses,
    pre_activation,
    sample_losses,
)
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import Data, Settings, State, batch_of, next_state, with_objective

#: Decimals are rounded in floats where these are exact enough: up to this number of units, and not so near to a tie.
LARGEST_EASY, NEAR = 2.0**31, 1e-6


@dataclass(frozen=True)
class Rule:
    """To how many decimals numbers are rounded, or where `is_significant` to how many significant digits."""

    places: int = 2
    is_significant: bool = False
    everything: bool = True

    def __call__(self, values: Array) -> Array:
        """Return the values rounded, in the same shape: to the nearest, a tie away from 0."""
        if self.is_significant:
            return np.array([self._one(value) for value in values.ravel().tolist()]).reshape(values.shape)
        with np.errstate(all="ignore"):
            scaled = np.abs(values) * 10.0**self.places
            is_easy = (scaled < LARGEST_EASY) & (np.abs(scaled - np.floor(scaled) - 0.5) > NEAR)
            rounded = np.copysign(np.rint(scaled) / 10.0**self.places, values)
        rounded[~is_easy] = [self._one(value) for value in values[~is_easy].tolist()]
        return rounded

    def _one(self, value: float) -> float:
        text = f"{value:.15g}"
        if text.partition("e")[0].rstrip("0.").endswith("5"):  # only such a number can be a tie
            number = Decimal(text).normalize()
            _, digits, exponent = number.as_tuple()
            if self.places + 1 == (len(digits) if self.is_significant else -int(exponent)):
                return float(number.quantize(Decimal(1).scaleb(int(exponent) + 1), ROUND_HALF_UP))
        return float(format(value, f".{self.places}{'g' if self.is_significant else 'f'}"))

    def inner(self, values: Array) -> Array:
        """Return the values rounded where everything is."""
        return self(values) if self.everything else values


def rounded_pass(network: Network, parameters: Array, inputs: Array, targets: Array, rule: Rule) -> Pass:
    """Do what `backprop.run_pass` does, with all arrays of its shapes, by hand."""
    zs: list[Array] = []
    activations = [inputs]
    for layer, kind in enumerate(network.layers):
        weights, biases = network.weights(parameters, layer), network.biases(parameters, layer)
        zs.append(rule(pre_activation(activations[-1], weights, biases)))
        activations.append(rule(ACTIVATIONS[kind.activation].value(zs[-1])))
    terms = rule(output_losses(network, tuple(zs), activations[-1], targets))
    deltas = [rule(output_delta(network, tuple(zs), activations[-1], targets))]
    for layer in range(len(network.layers) - 2, -1, -1):
        weights = network.weights(parameters, layer + 1)
        deltas.append(rule.inner(hidden_delta(network, layer, weights, deltas[-1], zs[layer], activations[layer + 1])))
    deltas.reverse()
    gradient = rule.inner(gradient_sum(network, tuple(activations), tuple(deltas)) / len(inputs))
    losses = rule(sample_losses(terms))
    return Pass(tuple(zs), tuple(activations), terms, losses, tuple(deltas), gradient)


def rounded_step(
    network: Network, state: State, settings: Settings, data: Data, rule: Rule
) -> tuple[State, float, Array]:
    """Return the next state by hand, and the loss and gradient of the step's batch.

    The parameters given are rounded already.
    """
    batch = data.training[batch_of(state, settings, data.training_count)]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        done = rounded_pass(network, state.parameters, data.inputs[batch], data.targets[batch], rule)
        along = with_objective(network, state.parameters, done.gradient, settings)
        moved = next_state(network, state, along, settings, data.training_count)
    loss = rule(np.array([batch_loss(done.losses)]))[0]
    return replace(moved, parameters=rule(moved.parameters)), float(loss), along
