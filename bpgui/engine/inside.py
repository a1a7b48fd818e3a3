"""The inside of an update: the numbers that stand between the gradient of the loss and the new parameters."""

from typing import Any

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.objective import clipped
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Settings, State, Step


def stage_names(settings: Settings) -> tuple[str, ...]:
    """Return the stages of an update under these settings, in the order in which they are computed.

    "penalty" is the gradient of the objective, "clipped" the shortened one; then what the optimiser remembers by its
    names, and what it corrects; "step" is what is taken off, and "new" is the new parameter, always the last.
    """
    optimiser = OPTIMISERS[settings.optimiser]
    return (
        *(["penalty"] if settings.is_penalised else []),
        *(["clipped"] if settings.clip is not None else []),
        *optimiser.inner,
        *(name for name, _ in optimiser.corrected),
        *(["step"] if optimiser.inner or settings.weight_decay else []),
        "new",
    )


def stages(step: Step) -> dict[str, Array]:
    """Return the numbers of each stage for all parameters, (parameter_count,); of locked ones nothing is remembered."""
    return stages_from(step.state, step.gradient, step.settings, (step.after.parameters, step.after.optimiser))


def stages_from(state: State, gradient: Array, settings: Settings, after: tuple[Array, Array]) -> dict[str, Array]:
    """Return the stages of the step from a state.

    `gradient` is that of the objective, (parameter_count,); `after` are parameters and optimiser's vector that the step
    leads to, as `step.moved` returns them.
    """
    locked, optimiser = settings.locked, OPTIMISERS[settings.optimiser]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        along = clipped(gradient, locked, settings.clip)
        move, _, _ = optimiser.moves(along, settings.rate_at(state.step), state.optimiser, settings)
        inner, products = optimiser.parts(after[1], len(locked))
        hats = {
            name: inner[place] / (1.0 - product)
            for (name, place), product in zip(optimiser.corrected, products, strict=True)
        }
    found: dict[str, Any] = {"penalty": gradient, "clipped": along}
    found |= dict(zip(optimiser.inner, inner, strict=True)) | hats
    found |= {"step": np.where(locked, 0.0, move), "new": after[0]}
    return {name: found[name] for name in stage_names(settings)}
