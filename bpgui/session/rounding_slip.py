"""The slip of rounding too early: what comes out where numbers on the way are rounded before they are used."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import (
    Pass,
    gradient_sum,
    hidden_delta,
    output_delta,
    output_losses,
    pre_activation,
    sample_losses,
)
from bpgui.engine.elementary import Array
from bpgui.session.case import Case
from bpgui.session.exercise import Kind

Rounding = Callable[[Array], Array]
#: In larger steps (parameters x samples) nobody rounds all numbers on the way, and to try it would take seconds.
MOST_ROUNDED = 50_000


def rounded(case: Case, digits: int) -> Iterator[float]:
    """Yield the answers from numbers rounded to the displayed digits, to 2 digits, and to 2 decimals as on paper.

    Each time with the parameters in full and rounded too; and with the numbers as they are on screen, or with each
    result of the step rounded before the next is made of it.
    """
    exact = case.exercise.state.parameters
    if exact.size * len(case.question.rows) > MOST_ROUNDED:
        return
    roundings: tuple[Rounding, ...] = (partial(_to_digits, digits), partial(_to_digits, 2), _to_decimals)
    with np.errstate(all="ignore"):
        for to in roundings:
            for parameters in (exact, to(exact)):
                for done in (case.done, _rounded_pass(case, parameters, to)):
                    yield from _answers(case, parameters, done, to)


def _to_digits(digits: int, values: Array) -> Array:
    return np.array([float(f"{value:.{digits}g}") for value in values.ravel().tolist()]).reshape(values.shape)


def _to_decimals(values: Array) -> Array:
    return np.asarray(np.round(values, 2))


def _rounded_pass(case: Case, parameters: Array, to: Rounding) -> Pass:
    """Return the pass of the question's samples in which every result is rounded before it is used."""
    network, done = case.network, case.done
    activations, zs = [done.activations[0]], []
    for layer, kind in enumerate(network.layers):
        z = pre_activation(activations[-1], network.weights(parameters, layer), network.biases(parameters, layer))
        zs.append(to(z))
        activations.append(to(ACTIVATIONS[kind.activation].value(zs[-1])))
    deltas = [to(output_delta(network, tuple(zs), activations[-1], case.targets))]
    for layer in range(len(network.layers) - 2, -1, -1):
        weights = network.weights(parameters, layer + 1)
        deltas.insert(0, to(hidden_delta(network, layer, weights, deltas[0], zs[layer], activations[layer + 1])))
    gradient = to(gradient_sum(network, tuple(activations), tuple(deltas)) / len(case.question.rows))
    return done._replace(zs=tuple(zs), activations=tuple(activations), deltas=tuple(deltas), gradient=gradient)


def _answers(case: Case, parameters: Array, done: Pass, to: Rounding) -> Iterator[float]:
    """Yield the answer that the last equation gives for the rounded numbers of `done`."""
    network, question = case.network, case.question
    layer, neuron, index = question.layer, question.neuron, question.parameter
    zs, activations = tuple(map(to, done.zs)), tuple(map(to, done.activations))
    match question.kind:
        case Kind.ACTIVATION:
            weights, biases = network.weights(parameters, layer - 1), network.biases(parameters, layer - 1)
            z = pre_activation(activations[layer - 1], weights, biases)
            yield case.value_of(z)
            yield case.value_of(to(z))
        case Kind.LOSS:
            yield float(sample_losses(output_losses(network, zs, activations[-1], case.targets))[0])
            if network.loss != "half_square":
                yield _cross_entropy(activations[-1][0], case.targets[0], is_binary="binary" in network.loss)
        case Kind.DELTA if case.is_output:
            yield float(output_delta(network, zs, activations[-1], case.targets)[0, neuron])
        case Kind.DELTA:
            weights, above = network.weights(parameters, layer), to(done.deltas[layer])
            delta = hidden_delta(network, layer - 1, weights, above, zs[layer - 1], activations[layer])
            yield float(delta[0, neuron])
        case Kind.GRADIENT:
            yield case.from_delta(to(done.deltas[layer - 1]), activations[layer - 1])
        case Kind.UPDATE:
            change = case.rate * to(done.gradient)[index : (index or 0) + 1]
            yield from (float(parameters[index] - part[0]) for part in (change, to(change)))


def _cross_entropy(a: Array, target: Array, *, is_binary: bool) -> float:
    """Return the loss as it is computed on paper, from predictions that are rounded."""
    terms = target * np.log(a)
    if is_binary:
        terms = terms + (1 - target) * np.log(1 - a)
    return float(-terms.sum())
