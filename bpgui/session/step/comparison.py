"""The same step with each optimiser: what each would do to one parameter from the present state."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from bpgui.engine.objective import clipped
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Step, moved_along


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
    network, own, one = step.network, step.settings, slice(index, index + 1)
    gradient = clipped(step.gradient, own.locked, own.clip)[one]
    state, weights = replace(step.state, parameters=step.state.parameters[one]), int(index < network.weight_count)
    inner, products = OPTIMISERS[own.optimiser].parts(step.state.optimiser, network.parameter_count)
    found, old = [], float(state.parameters[0])
    for name, optimiser in OPTIMISERS.items():
        is_own = name == own.optimiser
        vector = np.concatenate([inner[:, index], products]) if is_own else optimiser.start(1)
        settings, before = own.but(optimiser=name), replace(state, optimiser=vector)
        new = float(moved_along(gradient, before, settings, own.locked[one], weights)[0][0])
        found.append(Compared(name, new - old, new, is_own))
    return found
