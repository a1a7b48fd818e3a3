"""The usual slips on the way forward: what each would give for an activation or the loss."""

from collections.abc import Callable, Iterator

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import gradient_sum, hidden_delta, output_losses, pre_activation, run_pass, sample_losses
from bpgui.engine.elementary import Array
from bpgui.session.learn.exercise import Exercise, Kind
from bpgui.session.learn.question_numbers import QuestionNumbers, Slip

#: Into neurons with more sources than this nobody mistakes one input for another, or so many mistakes would fit.
MAX_SOURCES = 6
Numbers = Callable[[QuestionNumbers], Iterator[float]]


# Activations: from a case to the numbers that a slip would give


def no_activation(case: QuestionNumbers) -> Iterator[float]:
    """Give z where a = f(z) is asked."""
    yield float(case.done.zs[case.question.layer - 1][0, case.question.neuron])


def plain_share(case: QuestionNumbers) -> Iterator[float]:
    """Take z / sum z for a softmax: its share without the exponentials."""
    shares = case.plain_shares
    if case.is_output and shares is not None:
        yield float(shares[0, case.question.neuron])


def no_bias(case: QuestionNumbers) -> Iterator[float]:
    """Leave out the biases of the layer."""
    biases = case.network.biases(case.exercise.state.parameters, case.question.layer - 1)
    if biases.size:
        yield case.value_of(case.done.zs[case.question.layer - 1] - biases)


def crossed_weights(case: QuestionNumbers) -> Iterator[float]:
    """Take the weights from the wrong side of the matrix."""
    yield case.value_of(_z(case, case.done.activations[case.question.layer - 1], case.crossed(case.question.layer)))


def exchanged_inputs(case: QuestionNumbers) -> Iterator[float]:
    """Take two inputs, each for the other."""
    inputs = case.done.activations[case.question.layer - 1]
    sources = inputs.shape[1]
    for i in range(sources if sources <= MAX_SOURCES else 0):
        for k in range(i):
            order = np.arange(sources)
            order[[i, k]] = k, i
            yield case.value_of(_z(case, inputs[:, order], case.weights(case.question.layer)))


def lost_product(case: QuestionNumbers) -> Iterator[float]:
    """Leave out a product of a sum."""
    yield from map(case.value_of, _sums_without_a_product(case))


def _sums_without_a_product(case: QuestionNumbers) -> Iterator[Array]:
    """Yield all z of the layer, (rows, neurons), with a product lost; of two, one alone, even with the other's input.

    It is lost in the neuron's own sum, or in that of any neuron which has a part in it: of a softmax and a loss all.
    """
    layer, z = case.question.layer, case.done.zs[case.question.layer - 1]
    inputs, weights = case.done.activations[layer - 1][0], case.weights(layer)
    sources, size = weights.shape
    is_of_all = case.question.kind is Kind.LOSS or case.network.layers[layer - 1].activation == "softmax"
    neurons = range(size) if is_of_all else [case.question.neuron]
    if not 1 < sources <= MAX_SOURCES or size > MAX_SOURCES:
        return
    for neuron in neurons:
        products = np.outer(weights[:, neuron], inputs)
        rest = float(z[0, neuron] - np.trace(products))  # the bias
        alone = (products + rest).ravel() if sources == 2 else z[0, neuron] - np.diag(products)
        for value in alone.tolist():
            wrong = z.copy()
            wrong[0, neuron] = value
            yield wrong


def old_pass(case: QuestionNumbers) -> Iterator[float]:
    """Give what it was before the last step."""
    earlier = case.exercise.earlier
    if earlier is not None:
        yield earlier.value(case.question)


def updated_one_after_another(case: QuestionNumbers) -> Iterator[float]:
    """Go on from a step in which each layer was updated before the error went back through it."""
    earlier = case.exercise.earlier
    if earlier is not None:
        rows, data = list(case.question.rows), earlier.experiment.data
        parameters = earlier.step.moved(gradient_one_after_another(earlier))
        done = run_pass(case.network, parameters, data.inputs[rows], data.targets[rows])
        yield case.answer_of(done)


def gradient_one_after_another(exercise: Exercise) -> Array:
    """Return the mean gradient of a batch where each layer is updated before the error goes back through it."""
    whole, deltas = exercise.pass_of(exercise.batch), deltas_one_after_another(exercise, 1)
    return gradient_sum(exercise.network, whole.activations, deltas) / len(exercise.batch)


def deltas_one_after_another(exercise: Exercise, first: int) -> tuple[Array, ...]:
    """Return the deltas of the batch, those of the layers from `first` (1 = first computed) on made in that way."""
    network, whole = exercise.network, exercise.pass_of(exercise.batch)
    deltas = list(whole.deltas)
    for layer in range(len(network.layers) - 1, first - 1, -1):
        gradient = gradient_sum(network, whole.activations, tuple(deltas)) / len(exercise.batch)
        weights = network.weights(exercise.step.moved(gradient), layer)
        deltas[layer - 1] = hidden_delta(
            network, layer - 1, weights, deltas[layer], whole.zs[layer - 1], whole.activations[layer]
        )
    return tuple(deltas)


def _z(case: QuestionNumbers, inputs: Array, weights: Array) -> Array:
    biases = case.network.biases(case.exercise.state.parameters, case.question.layer - 1)
    return pre_activation(inputs, weights, biases)


# Losses


def no_half(case: QuestionNumbers) -> Iterator[float]:
    """Square without the half."""
    if case.network.loss == "half_square":
        yield 2 * case.right


def no_square(case: QuestionNumbers) -> Iterator[float]:
    """Take half the difference, or the difference."""
    if case.network.loss == "half_square":
        differences = (case.done.activations[-1] - case.targets)[0]
        for total in (float(differences.sum()), float(np.abs(differences).sum())):
            yield from (total / 2, -total / 2, total, -total)


def loss_of_plain_shares(case: QuestionNumbers) -> Iterator[float]:
    """Make the loss from z / sum z for a softmax."""
    shares = case.plain_shares
    if shares is None:
        return
    if case.network.loss == "categorical_cross_entropy":
        yield -float((case.targets * np.log(shares)).sum())
    else:
        yield float(sample_losses(output_losses(case.network, case.done.zs, shares, case.targets))[0])


def loss_with_a_lost_product(case: QuestionNumbers) -> Iterator[float]:
    """Make the loss from predictions of which one has lost a product."""
    activation = ACTIVATIONS[case.network.layers[-1].activation]
    for z in _sums_without_a_product(case):
        terms = output_losses(case.network, (z,), activation.value(z), case.targets)
        yield float(sample_losses(terms)[0])


ACTIVATION_SLIPS: tuple[tuple[Slip, Numbers], ...] = (
    (Slip.NO_ACTIVATION, no_activation),
    (Slip.PLAIN_SHARE, plain_share),
    (Slip.NO_BIAS, no_bias),
    (Slip.OLD_PASS, old_pass),
    (Slip.UPDATED_WEIGHT, updated_one_after_another),
    (Slip.TRANSPOSED, crossed_weights),
    (Slip.OTHER_INPUT, exchanged_inputs),
    (Slip.LOST_PRODUCT, lost_product),
)
LOSS_SLIPS: tuple[tuple[Slip, Numbers], ...] = (
    (Slip.NO_HALF, no_half),
    (Slip.NO_SQUARE, no_square),
    (Slip.PLAIN_SHARE, loss_of_plain_shares),
    (Slip.OLD_PASS, old_pass),
    (Slip.UPDATED_WEIGHT, updated_one_after_another),
    (Slip.LOST_PRODUCT, loss_with_a_lost_product),
)
