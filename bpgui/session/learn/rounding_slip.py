"""The slip of rounding too early: what comes out where numbers on the way are rounded before they are used."""

from collections.abc import Iterator

import numpy as np

from bpgui.engine.backprop import Pass, hidden_delta, output_delta, output_losses, pre_activation, sample_losses
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES
from bpgui.engine.rounded import Rule, rounded_pass
from bpgui.session.learn.exercise import Kind
from bpgui.session.learn.question_numbers import QuestionNumbers

#: In larger steps (parameters x samples) nobody rounds all numbers on the way, and to try it would take seconds.
MAX_ROUNDED = 50_000
#: What people round to on paper: significant digits, and decimals.
BY_HAND = (*(Rule(n, is_significant=True) for n in (2, 3, 4)), *(Rule(n) for n in (2, 3, 4)))


def rounded(case: QuestionNumbers, digits: int) -> Iterator[float]:
    """Yield the answers from numbers rounded to the displayed digits, and by the rules of paper.

    Each time with the parameters in full and rounded too; and with the numbers as they are on screen, or with each
    result of the step rounded before the next is made of it.
    """
    exact = case.exercise.state.parameters
    if exact.size * len(case.question.rows) > MAX_ROUNDED:
        return
    with np.errstate(all="ignore"):
        for to in (Rule(digits, is_significant=True), *BY_HAND):
            for parameters in (exact, to(exact)):
                by_hand = rounded_pass(case.network, parameters, case.done.activations[0], case.targets, to)
                for done in (case.done, by_hand):
                    yield from _answers(case, parameters, done, to)


def _answers(case: QuestionNumbers, parameters: Array, done: Pass, to: Rule) -> Iterator[float]:
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
            if LOSSES[network.loss].value is None:
                yield _cross_entropy(activations[-1][0], case.targets[0], is_binary="binary" in network.loss)
        case Kind.DELTA if case.is_output:
            yield float(output_delta(network, zs, activations[-1], case.targets)[0, neuron])
        case Kind.DELTA:
            weights, above = network.weights(parameters, layer), to(done.deltas[layer])
            delta = hidden_delta(network, layer - 1, weights, above, zs[layer - 1], activations[layer])
            yield float(delta[0, neuron])
        case Kind.GRADIENT:
            yield case.from_delta(to(done.deltas[layer - 1]), activations[layer - 1])
        case Kind.INNER:
            return
        case Kind.UPDATE:
            change = case.rate * to(done.gradient)[index : (index or 0) + 1]
            yield from (float(parameters[index] - part[0]) for part in (change, to(change)))


def _cross_entropy(a: Array, target: Array, *, is_binary: bool) -> float:
    """Return the loss as it is computed on paper, from predictions that are rounded."""
    terms = target * np.log(a)
    if is_binary:
        terms = terms + (1 - target) * np.log(1 - a)
    return float(-terms.sum())
