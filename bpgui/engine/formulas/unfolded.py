"""What an optimiser remembers, unfolded over the past steps: the gradients, each with the power of its share."""

from collections.abc import Sequence

from bpgui.engine.formulas.optimiser_steps import SYMBOLS, constant
from bpgui.engine.inside import stages
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.step import Step
from bpgui.engine.symbols import Role, Symbol
from bpgui.engine.terms import Expr, Formula, Line, Number, Power, Quantity, derived, difference, product, total

#: From a number that is remembered to the constant that is its share, and whether it is a mean; s differs.
SHARES = {"velocity": ("momentum", False), "m": ("beta1", True), "v": ("beta2", True), "s": ("rho", True)}


def unfolded(steps: Sequence[Step], index: int) -> list[Formula]:
    """Return what the last of some steps remembers of a parameter, by the gradients of all of them.

    The steps follow each other, under one optimiser and the same constants: v = g(9) + mu g(8) + mu^2 g(7) + mu^3 v(6).
    """
    last, first = steps[-1], steps[0]
    optimiser, count = OPTIMISERS[last.settings.optimiser], last.network.parameter_count
    before, _ = optimiser.parts(first.state.optimiser, count)
    found = []
    for place, name in enumerate(optimiser.inner):
        if name in SHARES:
            old = _leaf(last, name, index, float(before[place, index]), first.state.step - 1)
            now = _leaf(last, name, index, float(stages(last)[name][index]), last.state.step)
            is_plain_sum = last.settings.optimiser == "adagrad"
            reason = Reason(Why.UNFOLDED_SUM if is_plain_sum else Why.UNFOLDED)
            found.append(derived("unfolded", now, Line(_sum(steps, name, index, old), reason)))
    return found


def _leaf(step: Step, name: str, index: int, value: float, number: int) -> Quantity:
    symbol = Symbol(SYMBOLS.get(name, name), step.network.parameters[index].name, number)
    return Quantity(symbol, value, Role.GRADIENT, parameter=index)


def _sum(steps: Sequence[Step], name: str, index: int, old: Quantity) -> Expr:
    settings = steps[-1].settings
    setting, is_mean = SHARES[name]
    is_plain_sum = settings.optimiser == "adagrad"
    share: Expr | None = None
    if not is_plain_sum:
        share = constant(setting, getattr(settings, setting))
    terms: list[Expr] = []
    for age, step in enumerate(reversed(steps)):
        given = _leaf(step, "clipped", index, float(_given(step, index)), step.state.step)
        gradient: Expr = given if name in ("velocity", "m") else Power(given, 2)
        terms.append(product(_power(share, age), gradient))
    rest = [product(_power(share, len(steps)), old)] if old.value else []  # it began with 0
    if is_mean and share is not None:
        return total(product(difference(Number(1.0), share), total(*terms)), *rest)
    return total(*terms, *rest)


def _power(share: Expr | None, exponent: int) -> Expr | None:
    if share is None or not exponent:
        return None
    return share if exponent == 1 else Power(share, exponent)


def _given(step: Step, index: int) -> float:
    """Return the gradient that the optimiser gets."""
    return float(stages(step).get("clipped", step.gradient)[index])
