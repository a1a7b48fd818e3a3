"""The activation functions a = f(z), each with its way back and its formula in one entry.

To add one: write `value` and `backward`, and put the entry in ACTIVATIONS. Every menu, check and
export reads that table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpgui.engine.elementary import Array, ascending_sum, exp, tanh

LEAK = 0.01


@dataclass(frozen=True)
class Activation:
    """One activation function.

    `value(z)` gives a. `backward(upstream, z, a)` gives delta = dLoss/dz from upstream = dLoss/da.
    All arrays have shape (batch, neurons of the layer).
    """

    name: str
    value: Callable[[Array], Array]
    backward: Callable[[Array, Array, Array], Array]
    formula: str
    output_only: bool = False


def _sigmoid(z: Array) -> Array:
    e = exp(-np.abs(z))  # never overflows
    return np.where(z >= 0, 1.0 / (1.0 + e), e / (1.0 + e))


def _softmax(z: Array) -> Array:
    largest = z[:, :1]
    for k in range(1, z.shape[1]):
        largest = np.maximum(largest, z[:, k : k + 1])
    e = exp(z - largest)
    return e / ascending_sum(e)


ACTIVATIONS: dict[str, Activation] = {
    entry.name: entry
    for entry in (
        Activation(
            "linear",
            value=lambda z: z.copy(),
            backward=lambda upstream, z, a: upstream.copy(),  # noqa: ARG005  one signature for all
            formula="a = z",
        ),
        Activation(
            "sigmoid",
            value=_sigmoid,
            backward=lambda upstream, z, a: upstream * (a * (1.0 - a)),  # noqa: ARG005
            formula="a = 1 / (1 + e^-z)",
        ),
        Activation(
            "tanh",
            value=tanh,
            backward=lambda upstream, z, a: upstream * (1.0 - a * a),  # noqa: ARG005
            formula="a = tanh(z)",
        ),
        Activation(
            "relu",
            value=lambda z: np.where(z <= 0, 0.0, z),  # this way round a nan stays one
            backward=lambda upstream, z, a: upstream * np.where(z > 0, 1.0, 0.0),  # noqa: ARG005
            formula="a = max(0, z)",
        ),
        Activation(
            "leaky_relu",
            value=lambda z: np.where(z > 0, z, LEAK * z),
            backward=lambda upstream, z, a: upstream * np.where(z > 0, 1.0, LEAK),  # noqa: ARG005
            formula="a = z if z > 0, else 0.01 z",
        ),
        Activation(
            "softmax",
            value=_softmax,
            # The full Jacobian, dp_j/dz_k = p_j ([j = k] - p_k), summed over j.
            backward=lambda upstream, z, a: a * (upstream - ascending_sum(upstream * a)),  # noqa: ARG005
            formula="a_k = e^z_k / sum of e^z_j",
            output_only=True,
        ),
    )
}
