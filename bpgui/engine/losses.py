"""The losses, each with its delta at the output, and the pairs of loss and output activation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bpgui.engine.activations import ACTIVATIONS, Activation
from bpgui.engine.elementary import Array, ascending_sum, exp, largest, log, log1p, pick
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.terms import (
    Case,
    Expr,
    Fraction,
    Line,
    Negative,
    Number,
    Power,
    Sum,
    call,
    difference,
    product,
    total,
)
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP

Exprs = tuple[Expr, ...]


@dataclass(frozen=True)
class Loss:
    """One loss.

    `terms(z, a, target)` gives what each output adds to its sample's loss, shape (batch, outputs).
    `delta(z, a, target, activation)` gives dLoss/dz of the output layer, shape (batch, outputs). `outputs` names the
    output activations it is offered with; targets must lie in [`lowest_target`, `highest_target`]. `word` is what
    people call it, to be translated.

    For explanations, `formula(zs, predictions, targets)` gives the tree of a sample's loss and
    `slope(k, predictions, targets)` that of dLoss/dprediction k. `delta_formulas(k, predictions, targets)` gives what
    the chain rule's product dLoss/dprediction f'(z) of output k comes to, simplified line by line with reasons; None
    where it does not become simpler.

    A loss of single outputs has `value(a, target, outputs)`, what one of so many outputs adds, and `error`, its
    derivative by a; the compiled kernel runs these. Of another one they are None.
    """

    name: str
    word: str
    terms: Callable[[Array, Array, Array], Array]
    delta: Callable[[Array, Array, Array, Activation], Array]
    formula: Callable[[Exprs, Exprs, Exprs], Expr]
    slope: Callable[[int, Exprs, Exprs], Expr]
    outputs: tuple[str, ...]
    delta_formulas: Callable[[int, Exprs, Exprs], list[Line]] | None = None
    value: Callable[..., Any] | None = None
    error: Callable[..., Any] | None = None
    lowest_target: float = -np.inf
    highest_target: float = np.inf


# The terms of one output of `outputs`, elementwise, and their derivatives; the compiled kernel runs these same lines.


def half_square(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001  one signature for all
    """Return 1/2 (a - target)^2."""
    difference = a - target
    return 0.5 * (difference * difference)


def half_square_error(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return a - target."""
    return a - target


def square(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return (a - target)^2."""
    difference = a - target
    return difference * difference


def square_error(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return 2 (a - target)."""
    return 2.0 * (a - target)


def mean_square(a: Array, target: Array, outputs: float) -> Array:
    """Return (a - target)^2 / outputs, as PyTorch's MSELoss."""
    difference = a - target
    return (difference * difference) / outputs


def mean_square_error(a: Array, target: Array, outputs: float) -> Array:
    """Return 2 (a - target) / outputs."""
    return (2.0 * (a - target)) / outputs


def absolute(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return |a - target|."""
    return abs(a - target)


def absolute_error(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return the sign of a - target, 0 at 0."""
    difference = a - target
    return pick(difference > 0.0, 1.0, pick(difference < 0.0, -1.0, difference))


def huber(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return 1/2 e^2 where |e| <= 1, else |e| - 1/2, for e = a - target (Huber 1964)."""
    difference = a - target
    return pick(abs(difference) <= 1.0, 0.5 * (difference * difference), abs(difference) - 0.5)


def huber_error(a: Array, target: Array, outputs: float) -> Array:  # noqa: ARG001
    """Return e where |e| <= 1, else its sign, for e = a - target."""
    difference = a - target
    sign = pick(difference > 0.0, 1.0, pick(difference < 0.0, -1.0, difference))
    return pick(abs(difference) <= 1.0, difference, sign)


def binary_cross_entropy(z: Array, target: Array) -> Array:
    """Return -(t ln p + (1 - t) ln(1 - p)) for p = sigmoid(z).

    From z and not from a: a rounds to 1 at z = 40, and log(1 - a) would be -inf.
    """
    return pick(z > 0.0, z, 0.0) - z * target + log1p(exp(-abs(z)))


# The rest of the table


def _categorical_cross_entropy(z: Array, a: Array, target: Array) -> Array:  # noqa: ARG001  one signature for all
    shifted = z - largest(z)
    log_predictions = shifted - log(ascending_sum(exp(shifted)))
    return -(target * log_predictions)


# Trees of formulas. Where a prediction is so near 0 or 1 that its logarithm loses digits, they say what is computed:
# the same, written from z.


ONE = Number(1.0)
#: From this z on, 1 - sigmoid(z) has lost four digits and more.
SATURATED = 9.0


HALF = Fraction(ONE, Number(2.0))


def square_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:  # noqa: ARG001
    """(p_1 - t_1)^2 + (p_2 - t_2)^2 + .. ."""
    return total(*(Power(difference(p, t), 2) for p, t in zip(predictions, targets, strict=True)))


def half_square_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:
    """1/2 ((p_1 - t_1)^2 + (p_2 - t_2)^2 + ..) (figure 7)."""
    return product(HALF, square_formula(zs, predictions, targets))


def mean_square_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:
    """1/m ((p_1 - t_1)^2 + (p_2 - t_2)^2 + ..) of m outputs."""
    return product(Fraction(ONE, Number(float(len(targets)))), square_formula(zs, predictions, targets))


def absolute_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:  # noqa: ARG001
    """|p_1 - t_1| + |p_2 - t_2| + .. ."""
    return total(*(call("abs", difference(p, t)) for p, t in zip(predictions, targets, strict=True)))


def huber_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:  # noqa: ARG001
    """1/2 (p - t)^2, or |p - t| - 1/2 where |p - t| > 1, of each output."""
    return total(*(_huber_term(difference(p, t)) for p, t in zip(predictions, targets, strict=True)))


def _huber_term(e: Expr) -> Expr:
    size = call("abs", e)
    return Case(difference(size, ONE), difference(size, HALF), product(HALF, Power(e, 2)))


def _sign(e: Expr) -> Expr:
    return Case(e, ONE, Case(Negative(e), Number(-1.0), Number(0.0)))


def _huber_slope(e: Expr) -> Expr:
    return Case(difference(call("abs", e), ONE), _sign(e), e)


def binary_cross_entropy_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:
    """-(t_1 ln p_1 + (1 - t_1) ln(1 - p_1)) - .. ."""
    return total(*map(_binary_cross_entropy_term, zs, predictions, targets))


def _binary_cross_entropy_term(z: Expr, p: Expr, t: Expr) -> Expr:
    if abs(float(z.evaluate())) > SATURATED:
        softly = call("ln", total(ONE, call("exp", Negative(call("abs", z)))))
        return Sum((call("max", Number(0.0), z), Negative(product(z, t)), softly))
    return Negative(total(product(t, call("ln", p)), product(difference(ONE, t), call("ln", difference(ONE, p)))))


def categorical_cross_entropy_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:
    """-(t_1 ln p_1 + t_2 ln p_2 + ..)."""
    if min(float(p.evaluate()) for p in predictions) > 1e-300:
        logarithms = [call("ln", p) for p in predictions]
    else:
        most = call("max", *zs)
        normaliser = call("ln", total(*(call("exp", difference(z, most)) for z in zs)))
        logarithms = [Sum((z, Negative(most), Negative(normaliser))) for z in zs]
    return Negative(total(*(product(t, logarithm) for t, logarithm in zip(targets, logarithms, strict=True))))


def binary_cross_entropy_slope(k: int, predictions: Exprs, targets: Exprs) -> Expr:
    """-t_k / p_k + (1 - t_k) / (1 - p_k)."""
    p, t = predictions[k], targets[k]
    return total(Negative(Fraction(t, p)), Fraction(difference(ONE, t), difference(ONE, p)))


def binary_cross_entropy_delta(k: int, predictions: Exprs, targets: Exprs) -> list[Line]:
    """Return -t_k (1 - p_k) + (1 - t_k) p_k, and p_k - t_k."""
    p, t = predictions[k], targets[k]
    opened = total(Negative(product(t, difference(ONE, p))), product(difference(ONE, t), p))
    return [Line(opened, Reason(Why.CANCELLED)), Line(difference(p, t), Reason(Why.MULTIPLIED_OUT))]


def categorical_cross_entropy_delta(k: int, predictions: Exprs, targets: Exprs) -> list[Line]:
    """Return t_1 p_k + .. - t_k (1 - p_k) + .., and p_k (t_1 + t_2 + ..) - t_k; p_k - t_k where targets sum to 1."""
    p, t = predictions[k], targets[k]
    own = Negative(product(t, difference(ONE, p)))
    opened = total(*(own if j == k else product(other, p) for j, other in enumerate(targets)))
    collected = difference(product(p, total(*targets)), t)
    found = [Line(opened, Reason(Why.CANCELLED)), Line(collected, Reason(Why.COLLECTED))]
    is_one = sum(float(t.evaluate()) for t in targets) == 1.0
    return [*found, Line(difference(p, t), Reason(Why.TARGETS_ADD_UP))] if is_one else found


def _of_single_outputs(
    name: str,
    word: str,
    lines: tuple[Callable[..., Any], Callable[..., Any]],
    formula: Callable[[Exprs, Exprs, Exprs], Expr],
    slope: Callable[[Expr, int], Expr],
) -> Loss:
    """Return a loss that any output may have, from what one output adds and the derivative of that."""
    value, error = lines
    return Loss(
        name,
        word,
        terms=lambda z, a, target: value(a, target, float(target.shape[1])),  # noqa: ARG005
        delta=lambda z, a, target, activation: activation.backward(error(a, target, float(target.shape[1])), z, a),
        formula=formula,
        slope=lambda k, predictions, targets: slope(difference(predictions[k], targets[k]), len(targets)),
        outputs=tuple(ACTIVATIONS),
        value=value,
        error=error,
    )


LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in (
        _of_single_outputs(
            "half_square",
            QT_TRANSLATE_NOOP("Words", "Half square"),
            (half_square, half_square_error),
            half_square_formula,
            lambda e, outputs: e,  # noqa: ARG005
        ),
        _of_single_outputs(
            "square",
            QT_TRANSLATE_NOOP("Words", "Square"),
            (square, square_error),
            square_formula,
            lambda e, outputs: product(Number(2.0), e),  # noqa: ARG005
        ),
        _of_single_outputs(
            "mean_square",
            QT_TRANSLATE_NOOP("Words", "Mean square"),
            (mean_square, mean_square_error),
            mean_square_formula,
            lambda e, outputs: product(Fraction(Number(2.0), Number(float(outputs))), e),
        ),
        _of_single_outputs(
            "absolute",
            QT_TRANSLATE_NOOP("Words", "Absolute"),
            (absolute, absolute_error),
            absolute_formula,
            lambda e, outputs: _sign(e),  # noqa: ARG005
        ),
        _of_single_outputs(
            "huber",
            QT_TRANSLATE_NOOP("Words", "Huber"),
            (huber, huber_error),
            huber_formula,
            lambda e, outputs: _huber_slope(e),  # noqa: ARG005
        ),
        Loss(
            "binary_cross_entropy",
            QT_TRANSLATE_NOOP("Words", "Binary cross-entropy"),
            terms=lambda z, a, target: binary_cross_entropy(z, target),  # noqa: ARG005
            delta=lambda z, a, target, activation: a - target,  # noqa: ARG005
            formula=binary_cross_entropy_formula,
            slope=binary_cross_entropy_slope,
            delta_formulas=binary_cross_entropy_delta,
            outputs=("sigmoid",),
            lowest_target=0.0,
            highest_target=1.0,
        ),
        Loss(
            "categorical_cross_entropy",
            QT_TRANSLATE_NOOP("Words", "Categorical cross-entropy"),
            terms=_categorical_cross_entropy,
            delta=lambda z, a, target, activation: a * ascending_sum(target) - target,  # noqa: ARG005
            formula=categorical_cross_entropy_formula,
            slope=lambda k, predictions, targets: Negative(Fraction(targets[k], predictions[k])),
            delta_formulas=categorical_cross_entropy_delta,
            outputs=("softmax",),
            lowest_target=0.0,
        ),
    )
}


def is_allowed(output_activation: str, loss: str) -> bool:
    """Say whether this output activation and this loss are offered together."""
    return output_activation in LOSSES[loss].outputs
