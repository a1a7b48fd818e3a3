"""The inside of an update: the numbers that stand between the gradient of the loss and the new parameters."""

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.objective import clipped
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Settings, Step


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
    found = stages_from(step.gradient, step.rate, step.state.optimiser, step.settings)
    return {name: found[name] if name != "new" else step.after.parameters for name in stage_names(step.settings)}


def stages_from(gradient: Array, learning_rate: float | Array, vector: Array, settings: Settings) -> dict[str, Array]:
    """Return the stages of a step before the new parameters, also those that these settings have no name for.

    `gradient` is that of the objective, `vector` the optimiser's before the step. Many steps go through together:
    gradients (.., parameter_count), rates (.., 1) and vectors of as many states.
    """
    locked, optimiser = settings.locked, OPTIMISERS[settings.optimiser]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        along = clipped(gradient, locked, settings.clip)
        move, inner, products = optimiser.moves(along, learning_rate, vector, settings)
        inner = np.where(locked, 0.0, inner)
        found = {"penalty": gradient, "clipped": along, "step": np.where(locked, 0.0, move)}
        for place, name in enumerate(optimiser.inner):
            found[name] = inner[..., place, :]
        for k, (name, place) in enumerate(optimiser.corrected):
            found[name] = inner[..., place, :] / (1.0 - products[..., k, None])
    return found
