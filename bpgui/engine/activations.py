"""The activation functions a = f(z), each with its way back and its formula in one entry.

To add one: write `value` and `backward`, and put the entry in ACTIVATIONS. Every menu, check and
export reads that table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bpgui.engine.elementary import Array, ascending_sum, exp, largest, pick, tanh

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


# Values a = f(z) and slopes f'(z), from z and a, elementwise; the compiled kernel runs these same lines.


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + e^-z), written so that nothing overflows."""
    e = exp(-abs(z))
    return pick(z >= 0.0, 1.0, e) / (1.0 + e)


def relu(z: Array) -> Array:
    """Return max(0, z)."""
    return pick(z <= 0.0, 0.0, z)  # this way round a nan stays one


def leaky_relu(z: Array) -> Array:
    """Return z above 0, else LEAK z."""
    return pick(z > 0.0, z, LEAK * z)


def sigmoid_slope(a: Array) -> Array:
    """Return a (1 - a)."""
    return a * (1.0 - a)


def tanh_slope(a: Array) -> Array:
    """Return 1 - a^2."""
    return 1.0 - a * a


def relu_slope(z: Array) -> Array:
    """Return 1 above 0, else 0."""
    return pick(z > 0.0, 1.0, 0.0)


def leaky_relu_slope(z: Array) -> Array:
    """Return 1 above 0, else LEAK."""
    return pick(z > 0.0, 1.0, LEAK)


def _softmax(z: Array) -> Array:
    e = exp(z - largest(z))
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
            value=sigmoid,
            backward=lambda upstream, z, a: upstream * sigmoid_slope(a),  # noqa: ARG005
            formula="a = 1 / (1 + e^-z)",
        ),
        Activation(
            "tanh",
            value=tanh,
            backward=lambda upstream, z, a: upstream * tanh_slope(a),  # noqa: ARG005
            formula="a = tanh(z)",
        ),
        Activation(
            "relu",
            value=relu,
            backward=lambda upstream, z, a: upstream * relu_slope(z),  # noqa: ARG005
            formula="a = max(0, z)",
        ),
        Activation(
            "leaky_relu",
            value=leaky_relu,
            backward=lambda upstream, z, a: upstream * leaky_relu_slope(z),  # noqa: ARG005
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
