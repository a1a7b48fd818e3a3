"""The losses, each with its delta at the output, and the pairs of loss and output activation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpgui.engine.activations import ACTIVATIONS, Activation
from bpgui.engine.elementary import Array, ascending_sum, exp, largest, log, log1p, pick


@dataclass(frozen=True)
class Loss:
    """One loss.

    `terms(z, a, target)` gives what each output adds to its sample's loss, shape (batch, outputs).
    `delta(z, a, target, activation)` gives dLoss/dz of the output layer, shape (batch, outputs). `outputs` names the
    output activations it is offered with; targets must lie in [`lowest_target`, `highest_target`].
    """

    name: str
    terms: Callable[[Array, Array, Array], Array]
    delta: Callable[[Array, Array, Array, Activation], Array]
    formula: str
    outputs: tuple[str, ...]
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


LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in (
        Loss(
            "half_square",
            terms=lambda z, a, target: half_square(a, target),  # noqa: ARG005
            delta=_half_square_delta,
            formula="1/2 sum of (prediction - target)^2",
            outputs=tuple(ACTIVATIONS),
        ),
        Loss(
            "binary_cross_entropy",
            terms=lambda z, a, target: binary_cross_entropy(z, target),  # noqa: ARG005
            delta=lambda z, a, target, activation: a - target,  # noqa: ARG005
            formula="-sum of (target ln p + (1 - target) ln(1 - p))",
            outputs=("sigmoid",),
            lowest_target=0.0,
            highest_target=1.0,
        ),
        Loss(
            "categorical_cross_entropy",
            terms=_categorical_cross_entropy,
            delta=lambda z, a, target, activation: a * ascending_sum(target) - target,  # noqa: ARG005
            formula="-sum of target ln p",
            outputs=("softmax",),
            lowest_target=0.0,
        ),
    )
}


def is_allowed(output_activation: str, loss: str) -> bool:
    """Say whether this output activation and this loss are offered together."""
    return output_activation in LOSSES[loss].outputs
