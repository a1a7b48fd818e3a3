"""What an optimiser makes of one parameter's gradient, as formulas: what it remembers, and the step that follows."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bpgui.engine.optimisers import ADAGRAD_EPSILON, OPTIMISERS
from bpgui.engine.step import Step
from bpgui.engine.terms import (
    Expr,
    Formula,
    Fraction,
    Number,
    Power,
    Quantity,
    Role,
    Symbol,
    call,
    difference,
    product,
    total,
)

ONE = Number(1.0)
#: How the numbers that optimisers remember, and their constants, are written.
SYMBOLS = {"velocity": "v", "vmax": "u", "momentum": "µ", "rho": "ρ", "beta1": "β1", "beta2": "β2", "epsilon": "ε"}


class Parts(NamedTuple):
    """What the formulas of one optimiser are made of.

    `g` is the gradient; `old` and `new` are what it remembers of the parameter before and after the step, `constants`
    its constants, and `left` 1 less each of its products.
    """

    g: Quantity
    old: tuple[Quantity, ...]
    new: tuple[Quantity, ...]
    constants: tuple[Quantity, ...]
    left: tuple[Expr, ...]


#: From an optimiser's parts to what it remembers then, and the step that is multiplied by the learning rate.
Written = tuple[tuple[Expr, ...], Expr]


def _momentum(parts: Parts) -> Written:
    return (total(product(parts.constants[0], parts.old[0]), parts.g),), parts.new[0]


def _nesterov(parts: Parts) -> Written:
    [remembered], _ = _momentum(parts)
    return (remembered,), total(parts.g, product(parts.constants[0], parts.new[0]))


def _adagrad(parts: Parts) -> Written:
    step = Fraction(parts.g, total(call("sqrt", parts.new[0]), Number(ADAGRAD_EPSILON)))
    return (total(parts.old[0], Power(parts.g, 2)),), step


def _rmsprop(parts: Parts) -> Written:
    rho, epsilon = parts.constants
    step = Fraction(parts.g, total(call("sqrt", parts.new[0]), epsilon))
    return (_mean(rho, parts.old[0], Power(parts.g, 2)),), step


def _mean(share: Expr, old: Expr, new: Expr) -> Expr:
    """Share old + (1 - share) new: a mean that forgets."""
    return total(product(share, old), product(difference(ONE, share), new))


def _adam(parts: Parts) -> Written:
    (beta1, beta2, epsilon), (m, v) = parts.constants, parts.old[:2]
    remembered = (_mean(beta1, m, parts.g), _mean(beta2, v, Power(parts.g, 2)))
    largest = parts.new[-1]  # of v; Adam itself takes v
    corrected = (Fraction(parts.new[0], parts.left[0]), Fraction(largest, parts.left[1]))
    return remembered, Fraction(corrected[0], total(call("sqrt", corrected[1]), epsilon))


def _amsgrad(parts: Parts) -> Written:
    remembered, step = _adam(parts)
    return (*remembered, call("max", parts.old[2], parts.new[1])), step


WRITTEN: dict[str, Callable[[Parts], Written]] = {
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "amsgrad": _amsgrad,
    "adamw": _adam,
}


def optimiser_update(step: Step, index: int, leaves: tuple[Quantity, Quantity, Quantity, Quantity]) -> list[Formula]:
    """Return what the optimiser of a step remembers of a parameter, and its update: *w = w - a step.

    `leaves` are the parameter before and after, its gradient, and the learning rate.
    """
    old, new, gradient, rate = leaves
    parts = _parts(step, index, gradient)
    remembered, move = WRITTEN[step.settings.optimiser](parts)
    formulas = [Formula("remembered", now, (tree,)) for now, tree in zip(parts.new, remembered, strict=True)]
    kept: Expr = old
    if step.settings.kept_share != 1.0 and index < step.network.weight_count:
        decay = Quantity(Symbol("d"), step.settings.decay, Role.LEARNING_RATE)
        kept = product(old, difference(ONE, product(rate, decay)))
    return [*formulas, Formula("update", new, (difference(kept, product(rate, move)),))]


def _parts(step: Step, index: int, gradient: Quantity) -> Parts:
    optimiser, count = OPTIMISERS[step.settings.optimiser], step.network.parameter_count
    name = step.network.parameters[index].name
    before, _ = optimiser.parts(step.state.optimiser, count)
    after, products = optimiser.parts(step.after.optimiser, count)
    constants = tuple(
        Quantity(Symbol(SYMBOLS.get(each, each)), getattr(step.settings, each), Role.LEARNING_RATE)
        for each in optimiser.constants
    )
    powers = [
        Quantity(Symbol(f"{SYMBOLS[each]}ᵗ"), float(value), Role.LEARNING_RATE)
        for each, value in zip(optimiser.products, products, strict=True)
    ]
    symbols = [Symbol(SYMBOLS.get(each, each), name) for each in optimiser.inner]
    old, new = (
        tuple(
            Quantity(replace(symbol, is_new=is_new), float(number), Role.GRADIENT, parameter=index)
            for symbol, number in zip(symbols, numbers[:, index], strict=True)
        )
        for numbers, is_new in ((before, False), (after, True))
    )
    return Parts(gradient, old, new, constants, tuple(difference(ONE, power) for power in powers))
