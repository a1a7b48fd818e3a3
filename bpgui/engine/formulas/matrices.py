"""The way back of a layer as matrices: the row of its deltas, and the gradients of the parameters into it."""

from dataclasses import replace

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.formulas.explain import MAX_ROWS, Explainer
from bpgui.engine.formulas.output_delta import SLOPE
from bpgui.engine.losses import LOSSES
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.symbols import Symbol
from bpgui.engine.terms import (
    Applied,
    Elementwise,
    Expr,
    Formula,
    Fraction,
    Line,
    Matrix,
    Number,
    Quantity,
    Transposed,
    derived,
    difference,
    product,
    total,
)

#: Neurons of a layer up to which the row of slopes is written with what each one is.
MAX_SLOPES = 4


def backward_matrix(explainer: Explainer, layer: int) -> list[Formula]:
    """[delta] = ([delta above] W^T) * [f'(z)] of a layer, at the output from [prediction] - [target].

    Nothing where the layer, the one below or the one above is too large.
    """
    is_last = layer == explainer.leaves.last
    if not explainer.fits_matrix(layer) or not (is_last or explainer.fits_matrix(layer + 1)):
        return []
    back = _of_output(explainer) if is_last else _from_above(explainer, layer)
    left = Matrix((explainer.leaves.deltas(layer),))
    reason = Reason(Why.LOSS_SLOPE, explainer.network.loss) if is_last else Reason(Why.TRANSPOSED)
    return [derived("backward_matrix", left, *_with_slopes(explainer, layer, Line(back, reason)))]


def _from_above(explainer: Explainer, layer: int) -> Expr:
    """[delta above] W^T."""
    leaves = explainer.leaves
    weights, _ = explainer.matrices(layer + 1, explainer.parameter_leaf)
    return product(Matrix((leaves.deltas(layer + 1),)), Transposed(weights))


def _of_output(explainer: Explainer) -> Expr:
    """[prediction] - [target], or what the loss has in its place; all there is where loss and activation fit."""
    leaves = explainer.leaves
    targets, loss = leaves.all_targets(), LOSSES[explainer.network.loss]
    if loss.value is not None and loss.name != "half_square":
        outputs = leaves.layer(leaves.last)
        return Matrix((tuple(loss.slope(k, outputs, targets) for k in range(len(targets))),))
    predictions = Matrix((leaves.layer(leaves.last),))
    if explainer.network.loss == "categorical_cross_entropy" and sum(t.value for t in targets) != 1.0:
        return difference(product(total(*targets), predictions), Matrix((targets,)))
    return difference(predictions, Matrix((targets,)))


def _with_slopes(explainer: Explainer, layer: int, back: Line) -> list[Line]:
    """Return what comes back times [f'(z)], first by its name, then as what it is."""
    leaves, network = explainer.leaves, explainer.network
    is_last, activation = layer == leaves.last, network.layers[layer - 1].activation
    if is_last and LOSSES[network.loss].delta_formulas is not None:
        return [Line(back.expr, Reason(Why.FITS))]
    if is_last and ACTIVATIONS[activation].jacobian is not None:
        row = Matrix((leaves.layer(layer),))
        whole = difference(Elementwise((back.expr, row)), product(back.expr, Transposed(row), row))
        return [Line(whole, Reason(Why.OUTPUTS))]
    slopes = [explainer.slope(layer, neuron) for neuron in range(network.sizes[layer])]
    there = tuple(slope for slope in slopes if slope is not None)
    if not there:
        return [back]
    row = Matrix((there,))
    named = Elementwise((back.expr, Applied(SLOPE, Matrix((leaves.zs(layer),)), row)))
    written = Line(Elementwise((back.expr, row)), Reason(Why.SLOPE_IS, activation))
    return [Line(named, Reason(Why.SLOPES)), *([written] if len(there) <= MAX_SLOPES else [])]


def gradient_matrix(explainer: Explainer, layer: int) -> list[Formula]:
    """dloss/dW = [a]^T [delta] of a layer and the sample, and dloss/db = [delta]; nothing where it is too large."""
    if not explainer.fits_matrix(layer):
        return []
    leaves = explainer.leaves
    below, deltas = Matrix((leaves.layer(layer - 1),)), Matrix((leaves.deltas(layer),))
    weights, biases = explainer.matrices(layer, explainer.gradient_leaf)
    found = Line(product(Transposed(below), deltas), Reason(Why.INPUTS_TIMES_DELTAS))
    of_biases = Line(deltas, Reason(Why.BIAS))
    return [
        derived("gradient_matrix", weights, found),
        *(derived("gradient_matrix", row, of_biases) for row in biases),
    ]


def batch_gradient_matrix(explainer: Explainer, layer: int) -> list[Formula]:
    """dloss/dW = 1/B A^T D of a layer, a row of A and D for each sample of the batch; the same of its biases.

    Nothing where the batch is the sample alone, or anything is too large.
    """
    size = len(explainer.batch)
    if explainer.is_alone or size > MAX_ROWS or not explainer.fits_matrix(layer):
        return []
    share = Fraction(Number(1.0), Number(float(size)))
    below, deltas = _of_batch(explainer, layer)
    weights, biases = explainer.matrices(layer, explainer.batch_gradient_leaf)
    found = Line(product(share, Transposed(below), deltas), Reason(Why.BATCH_ROWS))
    ones = Matrix((tuple(Number(1.0) for _ in range(size)),))
    of_biases = Line(product(share, ones, deltas), Reason(Why.BIAS))
    return [
        derived("batch_gradient_matrix", weights, found),
        *(derived("batch_gradient_matrix", row, of_biases) for row in biases),
    ]


def _of_batch(explainer: Explainer, layer: int) -> tuple[Matrix, Matrix]:
    """Return the activations below a layer and its deltas, a row for each sample of the batch."""
    every = [explainer.leaves_of(int(sample)) for sample in explainer.batch]
    below = tuple(_numbered(leaves.layer(layer - 1), leaves.sample) for leaves in every)
    return Matrix(below), Matrix(tuple(_numbered(leaves.deltas(layer), leaves.sample) for leaves in every))


def _numbered(row: tuple[Quantity, ...], sample: int | None) -> tuple[Quantity, ...]:
    """Write the sample's number beside the symbols of its quantities."""
    return tuple(
        replace(quantity, symbol=replace(quantity.symbol, sample=sample))
        for quantity in row
        if isinstance(quantity.symbol, Symbol)
    )
