"""What an update makes of one parameter's gradient, as formulas: each of its stages, up to the new parameter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.formulas.leaves import parameter_symbol
from bpgui.engine.inside import stages
from bpgui.engine.objective import norm
from bpgui.engine.optimisers import ADAGRAD_EPSILON, OPTIMISERS
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.step import Step
from bpgui.engine.symbols import HAT, Partial, Role, Symbol
from bpgui.engine.terms import (
    Case,
    Expr,
    Formula,
    Fraction,
    Line,
    Negative,
    Number,
    Power,
    Quantity,
    Rest,
    Unwritten,
    call,
    derived,
    difference,
    product,
    total,
)

ONE = Number(1.0)
#: Squares that the length of a gradient writes out.
MAX_SQUARES = 8
#: The constants that have a number in their names.
NUMBERED = {"beta1": ("β", "1"), "beta2": ("β", "2")}
#: How the numbers that optimisers remember, and their constants, are written.
SYMBOLS = {"velocity": "v", "vmax": "u", "momentum": "μ", "rho": "ρ", "epsilon": "ε"}
SYMBOLS |= {"m_hat": "m" + HAT, "v_hat": "v" + HAT, "step": "Δ", "clipped": "g"}


class Parts(NamedTuple):
    """What the formulas of one optimiser are made of.

    `g` is the gradient; `old` and `new` are what it remembers of the parameter before and after the step, `constants`
    its constants, and `hats` what it corrects.
    """

    g: Quantity
    old: tuple[Quantity, ...]
    new: tuple[Quantity, ...]
    constants: tuple[Quantity, ...]
    hats: tuple[Quantity, ...]


def constant(name: str, value: float, power: str = "") -> Quantity:
    """Return a constant of the settings by its name, or a power of it."""
    letter, below = NUMBERED.get(name, (SYMBOLS.get(name, name), ""))
    return Quantity(Symbol(letter, below, power=power), float(value), Role.LEARNING_RATE)


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
    return remembered, Fraction(parts.hats[0], total(call("sqrt", parts.hats[1]), epsilon))


def _amsgrad(parts: Parts) -> Written:
    remembered, step = _adam(parts)
    return (*remembered, call("max", parts.old[2], parts.new[1])), step


def _plain(parts: Parts) -> Written:
    return (), parts.g


WRITTEN: dict[str, Callable[[Parts], Written]] = {
    "plain": _plain,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "amsgrad": _amsgrad,
    "adamw": _adam,
}


@dataclass(frozen=True, eq=False)
class UpdateWriter:
    """Writes the stages of a step's update of one parameter.

    `old` and `new` are the parameter before and after, `gradient` is that of the loss of the batch, `rate` that of the
    step.
    """

    step: Step
    index: int
    old: Quantity
    new: Quantity
    gradient: Quantity
    rate: Quantity

    def formulas(self) -> dict[str, list[Formula]]:
        """Return the formulas of each stage of `inside.stage_names`."""
        settings, parts = self.step.settings, self._parts
        remembered, move = WRITTEN[settings.optimiser](parts)
        found: dict[str, list[Formula]] = {}
        if settings.is_penalised:
            found["penalty"] = [derived("penalty", self._objective, self._penalised())]
        if settings.clip is not None:
            found["clipped"] = self._clipped()
        for name, now, tree in zip(self._optimiser.inner, parts.new, remembered, strict=True):
            found[name] = [derived("remembered", now, Line(tree, self._why_remembered(name)))]
        for (name, place), hat, power in zip(self._optimiser.corrected, parts.hats, self._powers, strict=True):
            line = Line(Fraction(parts.new[place], difference(ONE, power)), Reason(Why.CORRECTED))
            found[name] = [derived("corrected", hat, line)]
        taken: Expr = product(self.rate, move)
        if "step" in self._values:
            line = Line(taken, Reason(Why.STEP, settings.optimiser))
            found["step"] = [derived("step", self._stage("step"), line)]
            taken = self._stage("step")
        found["new"] = [derived("update", self.new, Line(difference(self._kept, taken), self._why_new))]
        return found

    def _why_remembered(self, name: str) -> Reason:
        is_sum = self.step.settings.optimiser == "adagrad"
        return Reason(Why.SUMMED_SQUARES) if is_sum else Reason(Why.REMEMBERED, name)

    @property
    def _why_new(self) -> Reason:
        if self._decays:
            return Reason(Why.DECAYED)
        return Reason(Why.STEP_TAKEN if "step" in self._values else Why.UPDATE)

    @property
    def _optimiser(self) -> Any:
        return OPTIMISERS[self.step.settings.optimiser]

    @cached_property
    def _values(self) -> dict[str, float]:
        return {name: float(values[self.index]) for name, values in stages(self.step).items()}

    @property
    def _is_weight(self) -> bool:
        return self.index < self.step.network.weight_count

    def _stage(self, name: str, *, is_new: bool = False) -> Quantity:
        symbol = Symbol(SYMBOLS.get(name, name), self.step.network.parameters[self.index].name, is_new=is_new)
        return Quantity(symbol, self._values[name], Role.GRADIENT, parameter=self.index)

    @property
    def _objective(self) -> Quantity:
        """dobjective / dw."""
        symbol = Partial(Symbol("objective"), parameter_symbol(self.step.network, self.index))
        return Quantity(symbol, float(self.step.gradient[self.index]), Role.GRADIENT, parameter=self.index)

    def _penalised(self) -> Line:
        """The gradient of the loss + l2 w + l1 sign(w); a bias costs nothing."""
        settings, terms = self.step.settings, list[Expr]()
        if self._is_weight and settings.l2:
            terms.append(product(constant("l2", settings.l2), self.old))
        if self._is_weight and settings.l1:
            sign = Case(self.old, ONE, Case(Negative(self.old), Number(-1.0), Number(0.0)))
            terms.append(product(constant("l1", settings.l1), sign))
        return Line(total(self.gradient, *terms), Reason(Why.PENALTY if self._is_weight else Why.NO_PENALTY))

    @property
    def _along(self) -> Quantity:
        """The gradient before it is clipped."""
        return self._objective if self.step.settings.is_penalised else self.gradient

    def _clipped(self) -> list[Formula]:
        """The length of the gradient; g = gradient c / n where that is longer than c."""
        settings, gradient = self.step.settings, self.step.gradient
        assert settings.clip is not None
        length = Quantity(Symbol("n"), norm(gradient, settings.locked), Role.GRADIENT)
        free = np.flatnonzero(~settings.locked)
        squares: list[Expr] = [Power(self._any(int(k), gradient), 2) for k in free[:MAX_SQUARES]]
        rest = gradient[free[MAX_SQUARES:]]
        if len(rest):
            squares.append(Rest(len(rest), Unwritten((rest, rest))))
        line = Line(self._along, Reason(Why.SHORT_ENOUGH))
        if length.value > settings.clip:
            shorter = product(self._along, Fraction(constant("c", settings.clip), length))
            line = Line(shorter, Reason(Why.CLIPPED))
        return [
            derived("norm", length, Line(call("sqrt", total(*squares)), Reason(Why.LENGTH))),
            derived("clipped", self._stage("clipped"), line),
        ]

    def _any(self, index: int, gradient: Array) -> Quantity:
        what = Symbol("objective" if self.step.settings.is_penalised else "loss")
        symbol = Partial(what, parameter_symbol(self.step.network, index))
        return Quantity(symbol, float(gradient[index]), Role.GRADIENT, parameter=index)

    @property
    def _decays(self) -> bool:
        return self._is_weight and self.step.settings.kept_share(self.step.rate) != 1.0

    @property
    def _kept(self) -> Expr:
        """What is left of the parameter before it moves."""
        if not self._decays:
            return self.old
        decay = constant("d", self.step.settings.weight_decay)
        return product(self.old, difference(ONE, product(self.rate, decay)))

    @property
    def _powers(self) -> tuple[Quantity, ...]:
        """The running products, this step's included."""
        _, products = self._optimiser.parts(self.step.after.optimiser, self.step.network.parameter_count)
        return tuple(
            constant(name, value, power="t") for name, value in zip(self._optimiser.products, products, strict=True)
        )

    @cached_property
    def _parts(self) -> Parts:
        optimiser, settings = self._optimiser, self.step.settings
        before, _ = optimiser.parts(self.step.state.optimiser, self.step.network.parameter_count)
        new = tuple(self._stage(name, is_new=True) for name in optimiser.inner)
        old = tuple(
            replace(self._stage(name), value=float(numbers[self.index]))
            for name, numbers in zip(optimiser.inner, before, strict=True)
        )
        constants = tuple(constant(name, getattr(settings, name)) for name in optimiser.constants)
        hats = tuple(self._stage(name) for name, _ in optimiser.corrected)
        return Parts(self._along if settings.clip is None else self._stage("clipped"), old, new, constants, hats)
