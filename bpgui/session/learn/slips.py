"""The usual slips, each as the number that it would give: so a slip is named because it fits, not guessed.

A slip is made where it happens and carried on: a delta without the slope makes a wrong gradient, and that a wrong new
weight. Which is named where several fit, `explain` says.
"""

from collections.abc import Callable, Iterator

import numpy as np

from bpgui.engine.backprop import hidden_delta, output_delta, pre_activation
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES
from bpgui.session.learn.confusable_numbers import others
from bpgui.session.learn.exercise import Kind
from bpgui.session.learn.forward_slips import (
    ACTIVATION_SLIPS,
    LOSS_SLIPS,
    MAX_SOURCES,
    Numbers,
    deltas_one_after_another,
)
from bpgui.session.learn.inner_slips import inner_slips, update_slips
from bpgui.session.learn.question_numbers import QuestionNumbers, Slip, Thing, mean

#: Slips that give a multiple of the right number, a number that belongs to somebody else on the screen, or one of many.
FACTORS_AND_EXCHANGES = frozenset(
    (Slip.NO_HALF, Slip.NO_TWO, Slip.TRANSPOSED, Slip.OTHER_INPUT, Slip.OTHER_WEIGHT, Slip.LOST_PRODUCT)
)


# Deltas: from a case to the wrong deltas of the question's layer, shape (rows, neurons)


def wrong_sign(case: QuestionNumbers) -> Iterator[Array]:
    """Take target - prediction."""
    yield -case.done.deltas[case.question.layer - 1]


def no_slope(case: QuestionNumbers) -> Iterator[Array]:
    """Leave out f', here or everywhere."""
    if case.is_output:
        error = LOSSES[case.network.loss].error
        if error is not None:
            yield error(case.done.activations[-1], case.targets, float(case.network.outputs))
        return
    above = case.done.deltas[case.question.layer]
    yield _upstream(case.weights(case.question.layer + 1), above)
    delta = case.done.activations[-1] - case.targets
    for layer in range(len(case.network.layers), case.question.layer, -1):
        delta = _upstream(case.weights(layer), delta)
    yield delta


def extra_slope(case: QuestionNumbers) -> Iterator[Array]:
    """Multiply by a (1 - a), which cross-entropy has cancelled already."""
    if case.is_output and LOSSES[case.network.loss].value is None:
        a = case.done.activations[-1]
        yield case.done.deltas[-1] * (a * (1 - a))


def updated_weights(case: QuestionNumbers) -> Iterator[Array]:
    """Use weights of the layer above that are new already; its delta is right, or was made so too."""
    if case.is_output:
        return
    layer, exercise = case.question.layer, case.exercise
    new = case.network.weights(exercise.new_parameters, layer)
    yield case.delta_from(new, case.done.deltas[layer])
    chosen = [exercise.batch.index(row) for row in case.question.rows]
    yield deltas_one_after_another(exercise, layer)[layer - 1][chosen]


def plain_shares_before(case: QuestionNumbers) -> Iterator[Array]:
    """Go back from z / sum z for a softmax."""
    shares, network, done = case.plain_shares, case.network, case.done
    if shares is not None:
        deltas = output_delta(network, done.zs, shares, case.targets)
        for layer in range(len(network.layers) - 1, case.question.layer - 1, -1):
            weights = case.weights(layer + 1)
            deltas = hidden_delta(network, layer - 1, weights, deltas, done.zs[layer - 1], done.activations[layer])
        yield deltas


def missing_path(case: QuestionNumbers) -> Iterator[Array]:
    """Leave out one of the paths by which the error comes back, or take one alone."""
    if case.is_output:
        return
    weights, above = case.weights(case.question.layer + 1), case.done.deltas[case.question.layer]
    size = above.shape[1]
    if 1 < size <= MAX_SOURCES:
        one = np.eye(size)
        for kept in [*(1 - one), *(one if size > 2 else [])]:
            yield case.delta_from(weights, above * kept)


def no_half_before(case: QuestionNumbers) -> Iterator[Array]:
    """Derive a square without its half: twice too much."""
    if case.network.loss == "half_square":
        yield 2 * case.done.deltas[case.question.layer - 1]


def no_two(case: QuestionNumbers) -> Iterator[Array]:
    """Keep the half, as if the square had brought no two."""
    if case.network.loss == "half_square":
        yield case.done.deltas[case.question.layer - 1] / 2


def crossed_back(case: QuestionNumbers) -> Iterator[Array]:
    """Go back through the weights along the wrong side of the matrix."""
    if not case.is_output:
        yield case.delta_from(case.crossed(case.question.layer + 1), case.done.deltas[case.question.layer])


def other_weights(case: QuestionNumbers) -> Iterator[Array]:
    """Go back through the weights of another neuron of the layer."""
    size = case.network.sizes[case.question.layer]
    if case.is_output or size > MAX_SOURCES:
        return
    for shift in range(1, size):
        weights = np.roll(case.weights(case.question.layer + 1), shift, axis=0)
        yield case.delta_from(weights, case.done.deltas[case.question.layer])


def _upstream(weights: Array, delta: Array) -> Array:
    """Return the sum over j of w_ij delta_j."""
    return pre_activation(delta, weights.T, np.zeros(0))


# Gradients


def sum_not_mean(case: QuestionNumbers) -> Iterator[float]:
    """Forget to divide by the size of the batch."""
    if len(case.question.rows) > 1:
        yield case.gradient * len(case.question.rows)


def one_sample(case: QuestionNumbers) -> Iterator[float]:
    """Take the last sample for the batch, or what it adds to the mean."""
    rows = case.question.rows
    if len(rows) > 1:
        last = float(case.exercise.pass_of(rows[-1:]).gradient[case.question.parameter or 0])
        yield last
        yield last / len(rows)


def other_source(case: QuestionNumbers) -> Iterator[float]:
    """Take the activation of another source."""
    sources = case.network.sizes[case.question.layer - 1]
    if case.source is not None and sources <= MAX_SOURCES:
        inputs, delta = case.done.activations[case.question.layer - 1], _own_delta(case)
        for source in range(sources):
            if source != case.source:
                yield mean(inputs[:, source] * delta)


def other_neuron(case: QuestionNumbers) -> Iterator[float]:
    """Add up the gradient of another neuron of the layer: its delta times the own input."""
    deltas = case.done.deltas[case.question.layer - 1]
    for neuron in range(deltas.shape[1] if deltas.shape[1] <= MAX_SOURCES else 0):
        value = case.from_delta(deltas[:, [neuron] * deltas.shape[1]])
        if neuron != case.question.neuron and value:
            yield value


def old_gradient(case: QuestionNumbers) -> Iterator[float]:
    """Give the gradient of the step before."""
    earlier = case.exercise.earlier
    if earlier is not None:
        yield float(earlier.pass_of(case.question.rows).gradient[case.question.parameter or 0])


def old_delta(case: QuestionNumbers) -> Iterator[Array]:
    """Give delta of the step before."""
    earlier = case.exercise.earlier
    if earlier is not None:
        yield earlier.pass_of(case.question.rows).deltas[case.question.layer - 1]


def z_for_a(case: QuestionNumbers) -> Iterator[float]:
    """Multiply by z of the source, not by its activation."""
    if case.source is not None and case.question.layer > 1:
        yield mean(case.done.zs[case.question.layer - 2][:, case.source] * _own_delta(case))


def the_change(case: QuestionNumbers) -> Iterator[float]:
    """Multiply by the learning rate already."""
    yield case.rate * case.gradient
    yield -case.rate * case.gradient


def _own_delta(case: QuestionNumbers) -> Array:
    return case.done.deltas[case.question.layer - 1][:, case.question.neuron]


# New parameters


def moved_locked(case: QuestionNumbers) -> Iterator[float]:
    """Move a locked parameter."""
    if case.exercise.experiment.settings.locked[case.question.parameter]:
        yield case.moved(case.gradient)


def no_rate(case: QuestionNumbers) -> Iterator[float]:
    """Leave out the learning rate."""
    yield case.moved(case.gradient, 1.0)


def added(case: QuestionNumbers) -> Iterator[float]:
    """Move along the gradient, not against it; with the learning rate or without."""
    yield case.moved(-case.gradient)
    yield case.moved(-case.gradient, 1.0)


def plain_step(case: QuestionNumbers) -> Iterator[float]:
    """Take the step of plain gradient descent where another optimiser takes its own."""
    if case.exercise.experiment.settings.optimiser != "plain":
        yield case.old - case.rate * case.gradient


# What is tried for each kind of question, in this order

_Arrays = Callable[[QuestionNumbers], Iterator[Array]]

DELTA_SLIPS: tuple[tuple[Slip, _Arrays], ...] = (
    (Slip.SIGN, wrong_sign),
    (Slip.PLAIN_SHARE, plain_shares_before),
    (Slip.NO_SLOPE, no_slope),
    (Slip.EXTRA_SLOPE, extra_slope),
    (Slip.UPDATED_WEIGHT, updated_weights),
    (Slip.MISSING_PATH, missing_path),
    (Slip.NO_HALF, no_half_before),
    (Slip.NO_TWO, no_two),
    (Slip.TRANSPOSED, crossed_back),
    (Slip.OTHER_WEIGHT, other_weights),
)
GRADIENT_SLIPS: tuple[tuple[Slip, Numbers], ...] = (
    (Slip.SUM_NOT_MEAN, sum_not_mean),
    (Slip.ONE_SAMPLE, one_sample),
    (Slip.OTHER_NEURON, other_neuron),
    (Slip.OTHER_INPUT, other_source),
    (Slip.NO_ACTIVATION, z_for_a),
)
UPDATE_SLIPS: tuple[tuple[Slip, Numbers], ...] = (
    (Slip.MOVED_LOCKED, moved_locked),
    (Slip.PLAIN_STEP, plain_step),
    (Slip.NO_RATE, no_rate),
    (Slip.ADDED, added),
    (Slip.CHANGE, the_change),
)


def mistakes(case: QuestionNumbers) -> Iterator[tuple[Slip, float]]:
    """Yield what each slip would give for the answer, in the order in which they are tried."""
    with np.errstate(all="ignore"):
        match case.question.kind:
            case Kind.ACTIVATION:
                yield from _each(ACTIVATION_SLIPS, case)
            case Kind.LOSS:
                yield from _each(LOSS_SLIPS, case)
            case Kind.DELTA:
                yield from _wrong_deltas(case)
                yield from ((Slip.OLD_PASS, float(deltas[0, case.question.neuron])) for deltas in old_delta(case))
            case Kind.GRADIENT:
                yield from _wrong_gradients(case)
                yield from ((Slip.CHANGE, value) for value in the_change(case))
                yield from ((Slip.OLD_PASS, value) for value in old_gradient(case))
            case Kind.INNER:
                yield from inner_slips(case)
            case Kind.UPDATE:
                yield from _each(UPDATE_SLIPS[:2], case)
                yield from update_slips(case)
                yield from _each(UPDATE_SLIPS[2:], case)
                for slip, gradient in _wrong_gradients(case):
                    yield slip, case.moved(gradient)
        yield Slip.SIGN, -case.right


def _each(slips: tuple[tuple[Slip, Numbers], ...], case: QuestionNumbers) -> Iterator[tuple[Slip, float]]:
    for slip, numbers in slips:
        for value in numbers(case):
            yield slip, value


def _wrong_deltas(case: QuestionNumbers) -> Iterator[tuple[Slip, float]]:
    for slip, arrays in DELTA_SLIPS:
        for deltas in arrays(case):
            yield slip, float(deltas[0, case.question.neuron])


def _wrong_gradients(case: QuestionNumbers) -> Iterator[tuple[Slip, float]]:
    yield from _each(GRADIENT_SLIPS, case)
    for slip, arrays in DELTA_SLIPS:
        for deltas in arrays(case):
            yield slip, case.from_delta(deltas)


def explain(case: QuestionNumbers, fits: Callable[[float], bool]) -> tuple[Slip, Thing | None] | None:
    """Return the likeliest slip whose number fits, and what the number belongs to where it is another's; else None.

    Several may fit. The first of these is named, and within each the first in the order of its list:

    1. A step of the calculation done wrongly or left out: the sign, the learning rate, the derivative, a weight used
       after its update, the bias, the mean. Its number is made of the very numbers of the question, so that it is
       seldom another one's by chance. Where it is, it must be: without f', a delta with the target 0 is the prediction
       itself, and nobody who knows how to begin gives that for a delta.
    2. Another number of the screen, such as the neuron's delta for a gradient. It is found by reading in the wrong
       place, and often twice or half the right one: with an input of 2 the delta is half the gradient.
    3. `FACTORS_AND_EXCHANGES`: a lost half or two, numbers exchanged, a lost product. A 0 tells none of 2 and 3.
    4. Numbers rounded on the way, of which there are many, all near the right one. `grade` tries them last.
    """
    found = [(slip, value) for slip, value in mistakes(case) if fits(value)]
    for slip, _ in found:
        if slip not in FACTORS_AND_EXCHANGES:
            return slip, None
    for thing, value in others(case):
        if value != 0 and fits(value):
            return Slip.OTHER_NUMBER, thing
    return next(((slip, None) for slip, value in found if value != 0), None)
