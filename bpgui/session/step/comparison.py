"""The same step with each optimiser: what each would do to one parameter from the present state."""

from dataclasses import replace
from typing import NamedTuple

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Step, moved


class Compared(NamedTuple):
    """What one optimiser would do: the parameter would be `new`, `change` more; `is_own`: it is the one that holds."""

    optimiser: str
    change: float
    new: float
    is_own: bool


def comparison(step: Step, index: int) -> list[Compared]:
    """Return what each optimiser makes of a parameter, with the same gradient, rate, penalty, clipping and constants.

    The present one goes on with what it remembers; the others remember nothing yet.
    """
    found, old = [], float(step.state.parameters[index])
    for name, optimiser in OPTIMISERS.items():
        is_own = name == step.settings.optimiser
        settings = step.settings.but(optimiser=name)
        vector = step.state.optimiser if is_own else optimiser.start(step.network.parameter_count)
        parameters, _ = moved(step.network, replace(step.state, optimiser=vector), step.gradient, settings)
        new = float(parameters[index])
        found.append(Compared(name, new - old, new, is_own))
    return found
