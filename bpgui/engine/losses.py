"""The losses, each with its delta at the output, and the pairs of loss and output activation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpgui.engine.activations import ACTIVATIONS, Activation
from bpgui.engine.elementary import Array, ascending_sum, exp, largest, log, log1p, pick
from bpgui.engine.terms import Expr, Fraction, Negative, Number, Power, Sum, call, difference, product, total
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
    the chain rule's product dLoss/dprediction f'(z) of output k comes to, simplified line by line; None where it does
    not become simpler.
    """

    name: str
    word: str
    terms: Callable[[Array, Array, Array], Array]
    delta: Callable[[Array, Array, Array, Activation], Array]
    formula: Callable[[Exprs, Exprs, Exprs], Expr]
    slope: Callable[[int, Exprs, Exprs], Expr]
    outputs: tuple[str, ...]
    delta_formulas: Callable[[int, Exprs, Exprs], list[Expr]] | None = None
    lowest_target: float = -np.inf
    highest_target: float = np.inf


# The terms of one output, elementwise; the compiled kernel runs these same lines.


def half_square(a: Array, target: Array) -> Array:
    """Return 1/2 (a - target)^2."""
    difference = a - target
    return 0.5 * (difference * difference)


def binary_cross_entropy(z: Array, target: Array) -> Array:
    """Return -(t ln p + (1 - t) ln(1 - p)) for p = sigmoid(z).

    From z and not from a: a rounds to 1 at z = 40, and log(1 - a) would be -inf.
    """
    return pick(z > 0.0, z, 0.0) - z * target + log1p(exp(-abs(z)))


# The rest of the table


def _half_square_delta(z: Array, a: Array, target: Array, activation: Activation) -> Array:
    return activation.backward(a - target, z, a)


def _categorical_cross_entropy(z: Array, a: Array, target: Array) -> Array:  # noqa: ARG001  one signature for all
    shifted = z - largest(z)
    log_predictions = shifted - log(ascending_sum(exp(shifted)))
    return -(target * log_predictions)


# Trees of formulas. Where a prediction is so near 0 or 1 that its logarithm loses digits, they say what is computed:
# the same, written from z.


ONE = Number(1.0)
#: From this z on, 1 - sigmoid(z) has lost four digits and more.
SATURATED = 9.0


def half_square_formula(zs: Exprs, predictions: Exprs, targets: Exprs) -> Expr:  # noqa: ARG001
    """1/2 ((p_1 - t_1)^2 + (p_2 - t_2)^2 + ..) (figure 7)."""
    squares = (Power(difference(p, t), 2) for p, t in zip(predictions, targets, strict=True))
    return product(Fraction(ONE, Number(2.0)), total(*squares))


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


def binary_cross_entropy_delta(k: int, predictions: Exprs, targets: Exprs) -> list[Expr]:
    """Return -t_k (1 - p_k) + (1 - t_k) p_k, and p_k - t_k."""
    p, t = predictions[k], targets[k]
    opened = total(Negative(product(t, difference(ONE, p))), product(difference(ONE, t), p))
    return [opened, difference(p, t)]


def categorical_cross_entropy_delta(k: int, predictions: Exprs, targets: Exprs) -> list[Expr]:
    """Return t_1 p_k + .. - t_k (1 - p_k) + .., and p_k (t_1 + t_2 + ..) - t_k; p_k - t_k where targets sum to 1."""
    p, t = predictions[k], targets[k]
    own = Negative(product(t, difference(ONE, p)))
    opened = total(*(own if j == k else product(other, p) for j, other in enumerate(targets)))
    found = [opened, difference(product(p, total(*targets)), t)]
    return [*found, difference(p, t)] if sum(float(t.evaluate()) for t in targets) == 1.0 else found


LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in (
        Loss(
            "half_square",
            QT_TRANSLATE_NOOP("Words", "Half square"),
            terms=lambda z, a, target: half_square(a, target),  # noqa: ARG005
            delta=_half_square_delta,
            formula=half_square_formula,
            slope=lambda k, predictions, targets: difference(predictions[k], targets[k]),
            outputs=tuple(ACTIVATIONS),
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
