"""The move that each step of the kernel makes: penalty, clipping, decay, and the optimiser's branch."""

import math
from collections.abc import Callable
from typing import Any

from bpgui.engine.elementary import Array
from bpgui.engine.kernel.arguments import ChunkArguments, Workspace
from bpgui.engine.kernel.compiling import inlined, part
from bpgui.engine.kernel.one_pass import Plan
from bpgui.engine.objective import penalty_slope
from bpgui.engine.optimisers import OPTIMISERS, plain

Update = Callable[[ChunkArguments, float, Array, Array, Array, Array], None]


@inlined
def update_plainly(
    chunk: ChunkArguments,
    rate: float,
    parameters: Array,
    inner: Array,  # noqa: ARG001  as all updates
    products: Array,  # noqa: ARG001
    gradient: Array,
) -> None:
    """*w = w - rate * gradient for all parameters at once; locked ones stay (figures 9 to 16)."""
    for k in range(len(parameters) & -4):
        moved = parameters[k] - plain(gradient[k], rate, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)[0]
        parameters[k] = parameters[k] if chunk.locked[k] else moved


def update_branch(own: int, move: Callable[..., Any], count: int, others: Update) -> Update:
    """Return the update by the optimiser of the number `own`, which remembers `count` numbers, or by `others`."""

    @inlined
    def update(
        chunk: ChunkArguments, rate: float, parameters: Array, inner: Array, products: Array, gradient: Array
    ) -> None:
        if chunk.optimiser != own:
            others(chunk, rate, parameters, inner, products, gradient)
            return
        size, (c, d, e) = len(parameters), (chunk.constants[0], chunk.constants[1], chunk.constants[2])
        x = part(inner, 0, size)
        y, z = part(inner, min(1, count - 1) * size, size), part(inner, (count - 1) * size, size)
        for k in range(size & -4):
            taken, x_new, y_new, z_new = move(gradient[k], rate, x[k], y[k], z[k], products[0], products[1], c, d, e)
            moved, is_locked = parameters[k] - taken, chunk.locked[k]
            parameters[k] = parameters[k] if is_locked else moved
            x[k] = 0.0 if is_locked else x_new
            if count > 1:
                y[k] = 0.0 if is_locked else y_new
            if count > 2:
                z[k] = 0.0 if is_locked else z_new

    return update


def all_updates() -> Update:
    """Return the update by whichever optimiser: each of the table that remembers something has a branch."""
    update: Update = update_plainly
    for number, optimiser in enumerate(OPTIMISERS.values()):
        if optimiser.inner:
            update = update_branch(number, optimiser.move, len(optimiser.inner), update)
    return update


update = all_updates()


@inlined
def add_penalty(chunk: ChunkArguments, parameters: Array, gradient: Array) -> None:
    """Make the gradient of the loss that of the objective."""
    if chunk.l2 != 0.0 or chunk.l1 != 0.0:
        for k in range(chunk.weights_end & -4):
            gradient[k] = gradient[k] + penalty_slope(parameters[k], chunk.l2, chunk.l1)


@inlined
def clip(plan: Plan, chunk: ChunkArguments, gradient: Array) -> None:
    """Shorten the gradient where it is longer than `chunk.clip`; locked parameters do not count."""
    if chunk.clip == math.inf:
        return
    total = 0.0
    for n in range(len(plan.places)):
        k = plan.places[n]
        total = total + (0.0 if chunk.locked[k] else gradient[k] * gradient[k])
    length = math.sqrt(total)
    if length > chunk.clip:
        factor = chunk.clip / length
        for k in range(len(gradient) & -4):
            gradient[k] = gradient[k] * factor


@inlined
def take_step(plan: Plan, chunk: ChunkArguments, rate: float, workspace: Workspace, gradient: Array) -> None:
    """Clip the gradient, let weights decay, and move all parameters."""
    parameters, products = workspace.parameters, workspace.products
    clip(plan, chunk, gradient)
    kept_share = 1.0 - rate * chunk.decay
    if kept_share != 1.0:
        for k in range(chunk.weights_end & -4):
            parameters[k] = parameters[k] if chunk.locked[k] else parameters[k] * kept_share
    for i in range(len(products)):
        products[i] = products[i] * chunk.factors[i]
    update(chunk, rate, parameters, workspace.inner, products, gradient)
