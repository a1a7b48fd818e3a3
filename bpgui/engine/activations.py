"""The activation functions a = f(z), each with its way back and its formula in one entry.

To add one: write `value`, `derivative` and the formulas, and put the entry in ACTIVATIONS. Every menu, check,
explanation and export reads that table, and so does the compiled kernel.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bpgui.engine.elementary import Array, ascending_sum, exp, largest, log1p, pick, tanh
from bpgui.engine.symbols import Role, Symbol
from bpgui.engine.terms import Case, Expr, Fraction, Negative, Number, Power, Quantity, call, difference, product, total
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP

LEAK = 0.01
#: Of the tanh form of GELU: sqrt(2 / pi), and the share of z^3.
GELU_SCALE, GELU_CUBE = 0.7978845608028654, 0.044715
PI = Quantity(Symbol("π"), 3.141592653589793, Role.COUNT)


@dataclass(frozen=True)
class Activation:
    """One activation function.

    `value(z)` gives a, `derivative(z, a)` gives f'(z), both elementwise, in words that the kernel compiles for single
    numbers: +, -, *, / and elementary.py, with `pick` and never `if`. A function of all z of a layer has
    `whole(upstream, z, a)` instead, which gives delta. `word` is what people call it, to be translated.

    For explanations, `formula(z, zs)` gives the tree of one neuron's a from its z, and those of its layer for functions
    that look at all of them; `slope(z, a)` that of f'(z), None where it is 1 for every z. A function of all z of a
    layer has `jacobian(k, upstreams, activations)` instead: the tree of delta k from all dLoss/da; and
    `partial(j, k, activations)`, that of da_j/dz_k. A layer of fewer than `fewest` neurons cannot have it: a softmax of
    one is always 1. `corners` are the z at which its slope jumps.
    """

    name: str
    word: str
    value: Callable[[Array], Array]
    derivative: Callable[[Array, Array], Array | float] | None
    formula: Callable[[Expr, tuple[Expr, ...]], Expr]
    slope: Callable[[Expr, Expr], Expr] | None = None
    jacobian: Callable[[int, tuple[Expr, ...], tuple[Expr, ...]], Expr] | None = None
    partial: Callable[[int, int, tuple[Expr, ...]], Expr] | None = None
    whole: Callable[[Array, Array, Array], Array] | None = None
    corners: tuple[float, ...] = ()
    output_only: bool = False
    fewest: int = 1

    def backward(self, upstream: Array, z: Array, a: Array) -> Array:
        """Return delta = dLoss/dz from upstream = dLoss/da; all of shape (batch, neurons of the layer)."""
        if self.derivative is None:
            assert self.whole is not None
            return self.whole(upstream, z, a)
        return upstream * self.derivative(z, a)


# Values a = f(z) and derivatives f'(z), from z and a, elementwise; the compiled kernel runs these same lines.
# ruff: noqa: ARG001, ARG005  all have one signature


def linear(z: Array) -> Array:
    """Return z, as a new array."""
    return 1.0 * z  # has the same bits


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


def softplus(z: Array) -> Array:
    """Return ln(1 + e^z) = max(0, z) + ln(1 + e^-|z|), written so that nothing overflows."""
    return pick(z > 0.0, z, 0.0) + log1p(exp(-abs(z)))


def elu(z: Array) -> Array:
    """Return z above 0, else e^z - 1."""
    return pick(z > 0.0, z, exp(pick(z > 0.0, 0.0, z)) - 1.0)


def elu_slope(z: Array, a: Array) -> Array:
    """Return 1 above 0, else e^z."""
    return pick(z > 0.0, 1.0, exp(pick(z > 0.0, 0.0, z)))


def silu(z: Array) -> Array:
    """Return z sigmoid(z)."""
    return z * sigmoid(z)


def silu_slope(z: Array, a: Array) -> Array:
    """Return s (1 + z (1 - s)), s = sigmoid(z)."""
    s = sigmoid(z)
    return s * (1.0 + z * (1.0 - s))


def gelu(z: Array) -> Array:
    """Return z/2 (1 + tanh(k (z + c z^3))), the tanh form of z times the normal distribution's share below z."""
    return (0.5 * z) * (1.0 + tanh(GELU_SCALE * (z + GELU_CUBE * (z * (z * z)))))


def gelu_slope(z: Array, a: Array) -> Array:
    """Return (1 + t)/2 + z/2 (1 - t^2) k (1 + 3 c z^2), t the tanh; far out, where t is -1 or 1, the last part is 0."""
    near = pick(z > 40.0, 40.0, pick(z < -40.0, -40.0, z))
    t = tanh(GELU_SCALE * (near + GELU_CUBE * (near * (near * near))))
    inner = GELU_SCALE * (1.0 + (3.0 * GELU_CUBE) * (near * near))
    return 0.5 * (1.0 + t) + ((0.5 * near) * (1.0 - t * t)) * inner


def hard_tanh(z: Array) -> Array:
    """Return z from -1 to 1, and these beyond."""
    return pick(z < -1.0, -1.0, pick(z > 1.0, 1.0, z))


def hard_tanh_slope(z: Array, a: Array) -> Array:
    """Return 1 between -1 and 1, else 0, also at these two."""
    return pick((z > -1.0) & (z < 1.0), 1.0, 0.0)


def _softmax(z: Array) -> Array:
    e = exp(z - largest(z))
    return e / ascending_sum(e)


# Trees of formulas


ONE = Number(1.0)


def _sigmoid_tree(z: Expr) -> Expr:
    return Fraction(ONE, total(ONE, call("exp", Negative(z))))


def _gelu_tanh(z: Expr) -> Expr:
    """tanh(sqrt(2/pi) (z + 0.044715 z^3))."""
    scale = call("sqrt", Fraction(Number(2.0), PI))
    return call("tanh", product(scale, total(z, product(Number(GELU_CUBE), Power(z, 3)))))


def gelu_slope_formula(z: Expr, a: Expr) -> Expr:
    """(1 + t)/2 + z/2 (1 - t^2) sqrt(2/pi) (1 + 3 0.044715 z^2)."""
    t, scale = _gelu_tanh(z), call("sqrt", Fraction(Number(2.0), PI))
    inner = total(ONE, product(Number(3.0), Number(GELU_CUBE), Power(z, 2)))
    curved = product(Fraction(z, Number(2.0)), difference(ONE, Power(t, 2)), scale, inner)
    return total(Fraction(total(ONE, t), Number(2.0)), curved)


def softplus_formula(z: Expr, zs: tuple[Expr, ...]) -> Expr:
    """ln(1 + e^z), and z + ln(1 + e^-z) where e^z would be no float."""
    if float(z.evaluate()) > 500.0:
        return total(z, call("ln", total(ONE, call("exp", Negative(z)))))
    return call("ln", total(ONE, call("exp", z)))


def softmax_formula(z: Expr, zs: tuple[Expr, ...]) -> Expr:
    """e^z_k / (e^z_1 + e^z_2 + ..), all z less the largest one where e^z would be no float."""
    if max(abs(float(other.evaluate())) for other in zs) > 500.0:
        most = call("max", *zs)
        z, zs = difference(z, most), tuple(difference(other, most) for other in zs)
    return Fraction(call("exp", z), total(*(call("exp", other) for other in zs)))


def softmax_jacobian(k: int, upstreams: tuple[Expr, ...], activations: tuple[Expr, ...]) -> Expr:
    """a_k (u_k - sum over j of u_j a_j), because da_j/dz_k = a_j ([j = k] - a_k)."""
    pairs = zip(upstreams, activations, strict=True)
    return product(activations[k], difference(upstreams[k], total(*(product(u, a) for u, a in pairs))))


def softmax_partial(j: int, k: int, activations: tuple[Expr, ...]) -> Expr:
    """a_k (1 - a_k) for j = k, else -a_j a_k."""
    if j == k:
        return product(activations[k], difference(ONE, activations[k]))
    return Negative(product(activations[j], activations[k]))


ACTIVATIONS: dict[str, Activation] = {
    entry.name: entry
    for entry in (
        Activation(
            "linear",
            QT_TRANSLATE_NOOP("Words", "Linear"),
            value=linear,
            derivative=lambda z, a: 1.0,
            formula=lambda z, zs: z,
        ),
        Activation(
            "sigmoid",
            QT_TRANSLATE_NOOP("Words", "Sigmoid"),
            value=sigmoid,
            derivative=lambda z, a: a * (1.0 - a),
            formula=lambda z, zs: Fraction(ONE, total(ONE, call("exp", Negative(z)))),
            slope=lambda z, a: product(a, difference(ONE, a)),
        ),
        Activation(
            "tanh",
            QT_TRANSLATE_NOOP("Words", "Tanh"),
            value=tanh,
            derivative=lambda z, a: 1.0 - a * a,
            formula=lambda z, zs: call("tanh", z),
            slope=lambda z, a: difference(ONE, Power(a, 2)),
        ),
        Activation(
            "relu",
            QT_TRANSLATE_NOOP("Words", "ReLU"),
            value=relu,
            derivative=lambda z, a: pick(z > 0.0, 1.0, 0.0),
            formula=lambda z, zs: call("max", Number(0.0), z),
            slope=lambda z, a: Case(z, ONE, Number(0.0)),
            corners=(0.0,),
        ),
        Activation(
            "leaky_relu",
            QT_TRANSLATE_NOOP("Words", "Leaky ReLU"),
            value=leaky_relu,
            derivative=lambda z, a: pick(z > 0.0, 1.0, LEAK),
            formula=lambda z, zs: Case(z, z, product(Number(LEAK), z)),
            slope=lambda z, a: Case(z, ONE, Number(LEAK)),
            corners=(0.0,),
        ),
        Activation(
            "softplus",
            QT_TRANSLATE_NOOP("Words", "Softplus"),
            value=softplus,
            derivative=lambda z, a: sigmoid(z),
            formula=softplus_formula,
            slope=lambda z, a: Fraction(ONE, total(ONE, call("exp", Negative(z)))),
        ),
        Activation(
            "elu",
            QT_TRANSLATE_NOOP("Words", "ELU"),
            value=elu,
            derivative=elu_slope,
            formula=lambda z, zs: Case(z, z, difference(call("exp", z), ONE)),
            slope=lambda z, a: Case(z, ONE, call("exp", z)),
        ),
        Activation(
            "silu",
            QT_TRANSLATE_NOOP("Words", "SiLU"),
            value=silu,
            derivative=silu_slope,
            formula=lambda z, zs: Fraction(z, total(ONE, call("exp", Negative(z)))),
            slope=lambda z, a: product(_sigmoid_tree(z), total(ONE, product(z, difference(ONE, _sigmoid_tree(z))))),
        ),
        Activation(
            "gelu",
            QT_TRANSLATE_NOOP("Words", "GELU"),
            value=gelu,
            derivative=gelu_slope,
            formula=lambda z, zs: product(Fraction(z, Number(2.0)), total(ONE, _gelu_tanh(z))),
            slope=gelu_slope_formula,
        ),
        Activation(
            "hard_tanh",
            QT_TRANSLATE_NOOP("Words", "Hard tanh"),
            value=hard_tanh,
            derivative=hard_tanh_slope,
            formula=lambda z, zs: call("max", Number(-1.0), call("min", ONE, z)),
            slope=lambda z, a: Case(difference(ONE, call("abs", z)), ONE, Number(0.0)),
            corners=(-1.0, 1.0),
        ),
        Activation(
            "softmax",
            QT_TRANSLATE_NOOP("Words", "Softmax"),
            value=_softmax,
            derivative=None,
            formula=softmax_formula,
            jacobian=softmax_jacobian,
            partial=softmax_partial,
            # The full Jacobian, dp_j/dz_k = p_j ([j = k] - p_k), summed over j.
            whole=lambda upstream, z, a: a * (upstream - ascending_sum(upstream * a)),
            output_only=True,
            fewest=2,
        ),
    )
}
