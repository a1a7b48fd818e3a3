"""The optimisers: how far each parameter moves, from its gradient and what the optimiser remembers of it.

PyTorch's definitions, in the textbooks' form. To add one: write its `move` and put an entry in OPTIMISERS. The step,
the record, the keyframes, the compiled kernel, the file, the CSV and the window read that table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bpgui.engine.elementary import Array, pick
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP

#: Numbers that an optimiser may remember of a parameter, products that it may keep, constants that it may have.
MAX_INNER, MAX_PRODUCTS, MAX_CONSTANTS = 3, 2, 3
#: What keeps AdaGrad from dividing by zero.
ADAGRAD_EPSILON = 1e-10

Moved = tuple[Any, Any, Any, Any]


@dataclass(frozen=True)
class Optimiser:
    """One optimiser.

    `move(g, a, x, y, z, p, q, c, d, e)` gives, elementwise, what is taken off each parameter and the new x, y and z.
    g is the gradient and a the learning rate; x, y and z are the numbers that it remembers of a parameter, named in
    `inner`, which begin with 0; p and q are the running products of the `products`, constants whose powers it needs,
    this step's included; c, d and e are its `constants`, by their names in `Settings`. What it does not have is 0.
    `move` is written in words that the kernel compiles for single numbers: +, -, *, /, np.sqrt, pick.

    `corrected` are the numbers that it divides by 1 less a product, in the order of these: what they are called then,
    and their places among `inner`. `decay` is its usual decay of weights, `rate` its usual learning rate. `word` is
    what people call it, to be translated.
    """

    name: str
    move: Callable[..., Moved]
    inner: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    corrected: tuple[tuple[str, int], ...] = ()
    decay: float = 0.0
    rate: float = 0.1
    word: str = ""

    def length(self, parameter_count: int) -> int:
        """Return how many numbers its vector has."""
        return len(self.inner) * parameter_count + len(self.products)

    def start(self, parameter_count: int) -> Array:
        """Return the optimiser's vector before the first step: (`length`,), zeros, and for each product 1."""
        return np.concatenate([np.zeros(len(self.inner) * parameter_count), np.ones(len(self.products))])

    def parts(self, vector: Array, parameter_count: int) -> tuple[Array, Array]:
        """Return the numbers of each parameter, (.., inner, parameters), and the products of vectors, as views."""
        numbers = len(self.inner) * parameter_count
        shape = (*vector.shape[:-1], len(self.inner), parameter_count)
        return vector[..., :numbers].reshape(shape), vector[..., numbers:]

    def moves(
        self, gradient: Array, learning_rate: float | Array, vector: Array, settings: object
    ) -> tuple[Array, Array, Array]:
        """Return what is taken off each parameter, its new numbers (inner, parameters), and the new products.

        Many steps go through together: gradients (.., parameters), rates (.., 1) and vectors of as many states.
        """
        inner, products = self.parts(vector, gradient.shape[-1])
        products = products * [getattr(settings, name) for name in self.products]
        constants = [getattr(settings, name) for name in self.constants]
        move, *after = self.move(
            gradient,
            learning_rate,
            *_filled(np.moveaxis(inner, -2, 0), MAX_INNER),
            *_filled(np.moveaxis(products[..., None], -2, 0), MAX_PRODUCTS),
            *_filled(constants, MAX_CONSTANTS),
        )
        new = np.empty(inner.shape)
        for place in range(len(self.inner)):
            new[..., place, :] = after[place]
        return move, new, products


def _filled(values: Sequence[Any] | Array, count: int) -> list[Any]:
    return [*values, *[0.0] * (count - len(values))]


def plain(g: Any, a: Any, x: Any, y: Any, z: Any, p: Any, q: Any, c: Any, d: Any, e: Any) -> Moved:  # noqa: ARG001
    """a dLoss/dw (figures 9 to 16)."""
    return a * g, 0.0, 0.0, 0.0


def momentum(g: Any, a: Any, v: Any, y: Any, z: Any, p: Any, q: Any, mu: Any, d: Any, e: Any) -> Moved:  # noqa: ARG001
    """v = mu v + g; a v (Polyak 1964)."""
    v = mu * v + g
    return a * v, v, 0.0, 0.0


def nesterov(g: Any, a: Any, v: Any, y: Any, z: Any, p: Any, q: Any, mu: Any, d: Any, e: Any) -> Moved:  # noqa: ARG001
    """v = mu v + g; a (g + mu v) (Nesterov 1983, in PyTorch's form)."""
    v = mu * v + g
    return a * (g + mu * v), v, 0.0, 0.0


def adagrad(g: Any, a: Any, s: Any, y: Any, z: Any, p: Any, q: Any, c: Any, d: Any, e: Any) -> Moved:  # noqa: ARG001
    """s = s + g g; a g / (sqrt(s) + 1e-10) (Duchi et al. 2011)."""
    s = s + g * g
    return a * (g / (np.sqrt(s) + ADAGRAD_EPSILON)), s, 0.0, 0.0


def rmsprop(g: Any, a: Any, s: Any, y: Any, z: Any, p: Any, q: Any, rho: Any, eps: Any, e: Any) -> Moved:  # noqa: ARG001
    """s = rho s + (1 - rho) g g; a g / (sqrt(s) + eps) (Tieleman and Hinton 2012)."""
    s = rho * s + (1.0 - rho) * (g * g)
    return a * (g / (np.sqrt(s) + eps)), s, 0.0, 0.0


def adam(g: Any, a: Any, m: Any, v: Any, z: Any, p1: Any, p2: Any, b1: Any, b2: Any, eps: Any) -> Moved:  # noqa: ARG001
    """m and v, corrected by 1 - b1^t and 1 - b2^t; a m^ / (sqrt(v^) + eps) (Kingma and Ba 2015, algorithm 1)."""
    m = b1 * m + (1.0 - b1) * g
    v = b2 * v + (1.0 - b2) * (g * g)
    return a * ((m / (1.0 - p1)) / (np.sqrt(v / (1.0 - p2)) + eps)), m, v, 0.0


def amsgrad(g: Any, a: Any, m: Any, v: Any, most: Any, p1: Any, p2: Any, b1: Any, b2: Any, eps: Any) -> Moved:
    """Adam with the running maximum of v in the place of v (Reddi et al. 2018)."""
    m = b1 * m + (1.0 - b1) * g
    v = b2 * v + (1.0 - b2) * (g * g)
    most = pick(v > most, v, most)
    return a * ((m / (1.0 - p1)) / (np.sqrt(most / (1.0 - p2)) + eps)), m, v, most


def _like_adam(name: str, word: str, move: Callable[..., Moved] = adam, more: tuple[str, ...] = ()) -> Optimiser:
    constants = ("beta1", "beta2", "epsilon")
    hats = (("m_hat", 0), ("v_hat", 1 + len(more)))
    return Optimiser(name, move, ("m", "v", *more), constants[:2], constants, hats, rate=0.001, word=word)


OPTIMISERS = {
    entry.name: entry
    for entry in (
        Optimiser("plain", plain, word=QT_TRANSLATE_NOOP("Words", "Gradient descent")),
        Optimiser("momentum", momentum, ("velocity",), (), ("momentum",), word=QT_TRANSLATE_NOOP("Words", "Momentum")),
        Optimiser("nesterov", nesterov, ("velocity",), (), ("momentum",), word=QT_TRANSLATE_NOOP("Words", "Nesterov")),
        Optimiser("adagrad", adagrad, ("s",), rate=0.01, word=QT_TRANSLATE_NOOP("Words", "AdaGrad")),
        Optimiser(
            "rmsprop", rmsprop, ("s",), (), ("rho", "epsilon"), rate=0.01, word=QT_TRANSLATE_NOOP("Words", "RMSProp")
        ),
        _like_adam("adam", QT_TRANSLATE_NOOP("Words", "Adam")),
        _like_adam("amsgrad", QT_TRANSLATE_NOOP("Words", "AMSGrad"), amsgrad, ("vmax",)),
        replace(_like_adam("adamw", QT_TRANSLATE_NOOP("Words", "AdamW")), decay=0.01),
    )
}
