"""The kernel as Python calls it: from the engine's objects to flat arrays and back.

Nothing imports this module until `bpgui.session.compiled` warms it up, because numba takes long to load. What is cached
here belongs to objects that never change.
"""

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.batches import epoch_key
from bpgui.engine.elementary import Array
from bpgui.engine.kernel.arguments import ChunkArguments, RecordColumns, Workspace
from bpgui.engine.kernel.compiling import padded
from bpgui.engine.kernel.loop import BLOCK, REASONS, activate_rows, advance_rows, fold_rows
from bpgui.engine.kernel.one_pass import Plan, numbers_a_sample, plan_of, room_for
from bpgui.engine.network import Network
from bpgui.engine.optimisers import MAX_CONSTANTS, MAX_PRODUCTS, OPTIMISERS
from bpgui.engine.schedules import is_scheduled, rates_of
from bpgui.engine.step import Data, Settings, State, epoch_seed
from bpgui.engine.training import Record

#: Numbers that a pass may take: a batch that needs more goes through the network in pieces.
MAX_ROOM = 1 << 24
#: What Python calls, and so what is kept once it is compiled: numba's dispatchers, where there is numba.
ENTRIES: tuple[Any, ...] = (advance_rows, fold_rows, activate_rows)

plan_for = lru_cache(maxsize=8)(plan_of)


def flat(values: Array) -> Array:
    """Return numbers as a flat array, a copy only where it must be: numba compiles anew for what is read-only."""
    return np.require(values, np.float64, ["C", "A", "W"]).reshape(-1)


@lru_cache(maxsize=8)
def locks_of(network: Network, settings: Settings) -> NDArray[np.bool_]:
    """Return which of the kernel's parameters are locked; what stands between their rows is."""
    plan = plan_for(network)
    locked = np.ones(padded(int(plan.places.max()) + 1), dtype=np.bool_)
    locked[plan.places] = settings.locked
    return locked


def _padded(settings: Settings, names: tuple[str, ...], count: int) -> Array:
    """Return the values of some constants, and zeros behind them."""
    return np.array([float(getattr(settings, name)) for name in names] + [0.0] * (count - len(names)))


def chunk_of(
    network: Network, state: State, settings: Settings, data: Data, record: Record, count: int
) -> ChunkArguments:
    """Gather what a chunk of up to `count` steps obeys."""
    optimiser = OPTIMISERS[settings.optimiser]
    seed = epoch_seed(state, settings, data.training_count)
    later = epoch_seed(replace(state, position=0), settings, data.training_count) if state.position else seed
    return ChunkArguments(
        inputs=flat(data.inputs),
        targets=flat(data.targets),
        training=data.training,
        counting=np.arange(BLOCK),
        has_test=bool(data.test),
        watched=np.array(record.columns.watched, dtype=np.int64),
        locked=locks_of(network, settings),
        optimiser=list(OPTIMISERS).index(settings.optimiser),
        rates=rates_of(settings, state.step, max(count, 1) if is_scheduled(settings) else 1),
        l2=float(settings.l2),
        l1=float(settings.l1),
        clip=math.inf if settings.clip is None else float(settings.clip),
        constants=_padded(settings, optimiser.constants, MAX_CONSTANTS),
        factors=_padded(settings, optimiser.products, MAX_PRODUCTS),
        product_count=len(optimiser.products),
        decay=float(settings.weight_decay),
        weights_end=padded(int(plan_for(network).places[: network.weight_count].max()) + 1),
        batch_size=min(settings.batch_size or data.training_count, data.training_count),
        is_shuffled=seed is not None,
        present=np.uint64(epoch_key(seed or 0)),
        shuffle=later is not None,
        seed=np.uint64(epoch_key(later or 0)),
        first_loss=float(record.first_loss),
        below=math.nan if record.below is None else float(record.below),
    )


def placed(plan: Plan, parameters: Array) -> Array:
    """Return the parameters where the kernel has them."""
    numbers = np.zeros(padded(int(plan.places.max()) + 1))
    numbers[plan.places] = parameters
    return numbers


def width_for(plan: Plan, samples: int) -> int:
    """Return how many of so many samples go through the network at a time: all, where there is room."""
    return padded(min(samples, max(BLOCK, MAX_ROOM // numbers_a_sample(plan))))


def rows_of(plan: Plan, record: Record, count: int) -> RecordColumns:
    """Return what is left of a record, up to `count` rows."""
    first, last = record.length, record.length + count
    return RecordColumns(
        losses=record.losses[first:last],
        train_losses=record.train_losses[first:last],
        predictions=record.predictions[first:last].reshape(-1),
        parameters=record.parameters[first:last],
        gradients=record.gradients[first:last],
        states=record.states[record.kept :],
        traced=plan.places[record.columns.traced],
        first=record.first + first,
        every=record.columns.every,
    )


def advance(network: Network, state: State, settings: Settings, data: Data, count: int, record: Record) -> State:
    """Do what `training.advance` does, with the same bits."""
    plan, chunk = plan_for(network), chunk_of(network, state, settings, data, record, count)
    rows = rows_of(plan, record, 0 if record.reason else max(count, 0))
    width = width_for(plan, max(chunk.batch_size, min(max(data.training_count, len(chunk.watched)), BLOCK)))
    order = chunk.training.copy() if chunk.is_shuffled or chunk.shuffle else chunk.training
    numbers, gradient = placed(plan, state.parameters), np.zeros(len(chunk.locked))
    own, own_products = OPTIMISERS[settings.optimiser].parts(state.optimiser, len(state.parameters))
    inner, products = np.zeros((len(own), len(chunk.locked))), np.zeros(MAX_PRODUCTS)
    inner[:, plan.places], products[: len(own_products)] = own, own_products
    workspace = Workspace(room_for(plan, width), width, order, numbers, inner.reshape(-1), products, gradient)
    with np.errstate(over="ignore", invalid="ignore"):
        taken, kept, reason, record.armed, epoch, position = advance_rows(
            plan, chunk, rows, workspace, state.epoch, state.position, record.armed
        )
    record.length, record.kept = record.length + taken, record.kept + kept
    record.reason = REASONS[reason] or record.reason
    if not taken:
        return state
    moved = replace(state, step=state.step + taken, epoch=epoch, position=position, parameters=numbers[plan.places])
    left = np.concatenate([inner[:, plan.places].reshape(-1), products[: len(own_products)]])
    moved = replace(moved, optimiser=left)
    begun = state if state.position and epoch == state.epoch else replace(state, position=0)
    return replace(moved, epoch_seed=epoch_seed(begun, settings, data.training_count) if position else None)


def fold(record: Record, places: NDArray[np.intp], size: int) -> tuple[Array, Array]:
    """Do what `training.fold` does, with the same numbers."""
    arrays, first = record.arrays(), record.first
    blocks = (first + record.length - 1) // size - first // size + 1
    minima, maxima = np.empty((2, sum(array.shape[1] for array in arrays), blocks))
    at = 0
    for array in arrays:
        part = slice(at, at := at + array.shape[1])
        fold_rows(array, first, size, minima[part], maxima[part])
    return minima[places], maxima[places]


def activations(network: Network, parameters: Array, inputs: Array, layer: int) -> Array:
    """Do what `training.activations_of` does, with the same bits."""
    plan = plan_for(network)
    found, samples, width = np.zeros((len(inputs), network.sizes[layer])), np.arange(len(inputs)), BLOCK
    numbers, room = placed(plan, parameters), room_for(plan, width)
    activate_rows(plan, numbers, flat(inputs), samples, layer, room, width, found.reshape(-1))
    return found
