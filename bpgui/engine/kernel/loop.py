"""The same training as in training.py, as one compiled loop: bit for bit the same, and as fast as C.

Nothing imports this module until `bpgui.session.compiled` warms it up, because numba takes long to load. Where there
is no numba the same lines run as plain Python. The pass that each step makes is in one_pass.py.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.batches import epoch_key
from bpgui.engine.elementary import Array
from bpgui.engine.kernel.compiling import brief_entry, compiled, entry, fours, inlined, lend, part
from bpgui.engine.kernel.one_pass import (
    Ints,
    Plan,
    Scratch,
    add_gradients,
    divide,
    forward,
    gather,
    layer_part,
    numbers_a_sample,
    plan_of,
    room_for,
    run_both_ways,
    run_pass,
    sample_losses,
    scratch_in,
    total_of,
)
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS, plain
from bpgui.engine.step import Data, Settings, State, epoch_seed
from bpgui.engine.training import Record, diverged

WENT_ON, DIVERGED, BELOW = range(3)
REASONS = ("", "diverged", "loss")
#: Samples that go through the network at a time where only predictions or losses are wanted.
BLOCK = 64
#: Numbers that a pass may take: a batch that needs more goes through the network in pieces.
MOST_ROOM = 1 << 24


class Course(NamedTuple):
    """What a chunk of training obeys: samples, flat, the numbers of `everyone` and of the watched ones, and settings.

    The epoch it begins in is shuffled by the key `present` where `is_shuffled`, later ones by `seed` where `shuffle`.
    """

    inputs: Array
    targets: Array
    everyone: Ints
    watched: Ints
    locked: NDArray[np.bool_]
    optimiser: int
    learning_rate: float
    batch_size: int
    is_shuffled: bool
    present: np.uint64
    shuffle: bool
    seed: np.uint64
    first_loss: float
    below: float


class Rows(NamedTuple):
    """The columns of a Record from its first free row on, `predictions` flat; row k has the number `first` + k."""

    losses: Array
    train_losses: Array
    predictions: Array
    parameters: Array
    gradients: Array
    states: Array
    traced: Ints
    first: int
    every: int


class Desk(NamedTuple):
    """What a chunk of training writes on: `room` for passes of up to `width` samples, and what moves.

    `inner` holds the optimiser's numbers, each as long as the `parameters`, one after the other.
    """

    room: Array
    width: int
    order: Ints
    parameters: Array
    inner: Array
    gradient: Array


@inlined
def mixed(x: np.uint64) -> np.uint64:
    """Return SplitMix64's mixture of 64 bits, as in batches.py."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@compiled
def order_epoch(order: Ints, is_shuffled: bool, seed: np.uint64, epoch: int) -> None:
    """Write the order of the samples in `epoch`, as in batches.py."""
    for s in range(len(order)):
        order[s] = s
    if is_shuffled:
        key = seed ^ np.uint64(epoch)
        for last in range(len(order) - 1, 0, -1):
            key = key + np.uint64(0x9E3779B97F4A7C15)
            other = np.int64(mixed(key) % np.uint64(last + 1))
            order[last], order[other] = order[other], order[last]


@inlined
def gather_batch(plan: Plan, course: Course, at: Scratch, batch: Ints) -> None:
    """Write the inputs and targets of some samples where a pass expects them."""
    width, outputs = fours(len(batch)), plan.sizes[len(plan.kinds)]
    gather(course.inputs, batch, width, part(at.activations, 0, plan.sizes[0] * width))
    gather(course.targets, batch, width, part(at.targets, 0, outputs * width))


@inlined
def copy_predictions(plan: Plan, at: Scratch, width: int, columns: Ints, predictions: Array) -> None:
    """Write the predictions of some of a pass' samples, flat (samples * outputs)."""
    outputs, a = plan.sizes[len(plan.kinds)], layer_part(plan, len(plan.kinds), at.activations, width)
    for k in range(len(columns)):
        row, column = part(predictions, k * outputs, outputs), part(a, columns[k], len(a))
        for j in range(outputs):
            row[j] = column[j * width]


@compiled
def look(plan: Plan, course: Course, parameters: Array, at: Scratch, samples: Ints, predictions: Array) -> float:
    """Return the mean loss over some samples, in their order, and write their predictions where there is room."""
    total, outputs = 0.0, plan.sizes[len(plan.kinds)]
    for first in range(0, len(samples), BLOCK):
        block = part(samples, first, min(BLOCK, len(samples) - first))
        width, columns = fours(len(block)), part(course.everyone, 0, len(block))
        gather_batch(plan, course, at, block)
        forward(plan, parameters, at, width)
        sample_losses(plan, at, width)
        for s in range(len(block)):
            total = total + at.losses[s]
        if len(predictions):
            copy_predictions(plan, at, width, columns, part(predictions, first * outputs, len(block) * outputs))
    return total / len(samples)


@compiled
def run_in_pieces(plan: Plan, course: Course, parameters: Array, desk: Desk, batch: Ints, gradient: Array) -> float:
    """Do what `run_pass` does for a batch of more samples than there is room for at a time."""
    at, total = scratch_in(plan, desk.room, desk.width), 0.0
    for first in range(0, len(batch), desk.width):
        piece = part(batch, first, min(desk.width, len(batch) - first))
        width, samples = fours(len(piece)), len(piece)
        gather_batch(plan, course, at, piece)
        run_both_ways(plan, parameters, at, width)
        add_gradients(plan, at, width, samples, gradient, first > 0)
        total = total_of(part(at.losses, 0, samples), total)
    divide(gradient, len(batch))
    return total / len(batch)


@compiled
def look_around(
    plan: Plan, course: Course, parameters: Array, at: Scratch, wants_loss: bool, predictions: Array
) -> float:
    """Write the predictions of the watched samples; return the loss over all samples, or nan where none is wanted."""
    if len(predictions):
        look(plan, course, parameters, at, course.watched, predictions)
    if wants_loss:
        return look(plan, course, parameters, at, course.everyone, part(predictions, 0, 0))
    return math.nan


@inlined
def write_losses(
    plan: Plan, course: Course, rows: Rows, k: int, parameters: Array, at: Scratch, loss: float, position: int
) -> float:
    """Write losses and predictions of row k, and return its training loss, nan where it has none."""
    samples, watched = len(course.everyone), len(course.watched) * plan.sizes[len(plan.kinds)]
    train_loss, predictions = loss, part(rows.predictions, k * watched, watched)
    is_whole = course.batch_size == samples and position == 0  # nothing is computed twice
    if is_whole and len(at.losses) >= samples:
        copy_predictions(plan, at, fours(samples), course.watched, predictions)
    else:
        wants_loss = not is_whole and position == 0 and (len(rows.train_losses) > 0 or not math.isnan(course.below))
        found = look_around(plan, course, parameters, at, wants_loss, predictions)
        train_loss = loss if is_whole else found
    rows.losses[k] = loss
    if len(rows.train_losses):
        rows.train_losses[k] = train_loss
    return train_loss


@inlined
def trace(plan: Plan, rows: Rows, k: int, kept: int, parameters: Array, inner: Array, gradient: Array) -> int:
    """Write what row k shows of the parameters, and return how many whole states are kept then."""
    for n in range(len(rows.traced)):
        rows.parameters[k, n], rows.gradients[k, n] = parameters[rows.traced[n]], gradient[rows.traced[n]]
    if rows.every == 0 or (rows.first + k) % rows.every:
        return kept
    for n in range(len(plan.places)):
        rows.states[kept, n] = parameters[plan.places[n]]
        for i in range(len(inner) // len(parameters)):
            rows.states[kept, (i + 1) * len(plan.places) + n] = inner[i * len(parameters) + plan.places[n]]
    return kept + 1


Update = Callable[[Course, Array, Array, Array], None]


@inlined
def update_plainly(course: Course, parameters: Array, inner: Array, gradient: Array) -> None:  # noqa: ARG001
    """*w = w - learning_rate * gradient for all parameters at once; locked ones stay (figures 9 to 16)."""
    for k in range(len(parameters) & -4):
        moved = parameters[k] - plain(gradient[k], course.learning_rate)[0]
        parameters[k] = parameters[k] if course.locked[k] else moved


def update_branch(own: int, move: Callable[..., Any], others: Update) -> Update:
    """Return the update by the optimiser of the number `own`, which remembers one number a parameter, or `others`."""

    @inlined
    def update(course: Course, parameters: Array, inner: Array, gradient: Array) -> None:
        if course.optimiser != own:
            others(course, parameters, inner, gradient)
            return
        for k in range(len(parameters) & -4):
            taken, number = move(gradient[k], course.learning_rate, inner[k])
            moved = parameters[k] - taken
            parameters[k] = parameters[k] if course.locked[k] else moved
            inner[k] = 0.0 if course.locked[k] else number

    return update


def all_updates() -> Update:
    """Return the update by whichever optimiser: each of the table with a number a parameter has a branch."""
    update: Update = update_plainly
    for number, optimiser in enumerate(OPTIMISERS.values()):
        if optimiser.inner:
            update = update_branch(number, optimiser.move, update)
    return update


update = all_updates()


@entry
def advance_rows(
    plan: Plan, course: Course, rows: Rows, desk: Desk, epoch: int, position: int, armed: bool
) -> tuple[int, int, int, bool, int, int]:
    """Take as many steps as `rows` has room for, moving the parameters, and record each.

    Returns how many were taken, how many states were kept, why it stopped (WENT_ON, DIVERGED, BELOW), whether the
    loss rule is armed then, and the epoch and position.
    """
    plan, course, rows, desk = lend(plan), lend(course), lend(rows), lend(desk)
    at, parameters, gradient = scratch_in(plan, desk.room, desk.width), desk.parameters, desk.gradient
    samples, k, kept, is_gathered = len(desk.order), -1, 0, False
    if course.is_shuffled:
        order_epoch(desk.order, True, course.present, epoch)
    while True:
        count = min(course.batch_size, samples - position)
        if count > desk.width:
            loss = run_in_pieces(plan, course, parameters, desk, part(desk.order, position, count), gradient)
        else:
            if not is_gathered:
                gather_batch(plan, course, at, part(desk.order, position, count))
                is_gathered = count == samples  # as all later batches will be
            loss = run_pass(plan, parameters, at, count, gradient)
        reason = DIVERGED if diverged(loss, course.first_loss) else WENT_ON
        if k >= 0:
            train_loss = write_losses(plan, course, rows, k, parameters, at, loss, position)
            kept = trace(plan, rows, k, kept, parameters, desk.inner, gradient)
            if armed and train_loss < course.below and reason == WENT_ON:
                reason = BELOW
            armed = armed or train_loss >= course.below
        k += 1
        if reason != WENT_ON or k == len(rows.losses):
            return k, kept, reason, armed, epoch, position
        update(course, parameters, desk.inner, gradient)
        position = position + count
        if position >= samples:
            epoch, position = epoch + 1, 0
            if course.is_shuffled or course.shuffle:
                order_epoch(desk.order, course.shuffle, course.seed, epoch)


@brief_entry
def fold_rows(rows: Array, first: int, size: int, minima: Array, maxima: Array) -> None:
    """Write the minima and maxima (n, blocks) of blocks of `size` of these rows (rows, n); nan counts as nothing."""
    for block in range(minima.shape[1]):
        begin = (first // size + block) * size - first
        end = min(begin + size, len(rows))
        for n in range(rows.shape[1]):
            low = high = rows[max(begin, 0), n]
            for k in range(max(begin, 0) + 1, end):
                value = rows[k, n]
                low = value if value < low or math.isnan(low) else low
                high = value if value > high or math.isnan(high) else high
            minima[n, block], maxima[n, block] = low, high


#: What Python calls, and so what is kept once it is compiled: numba's dispatchers, where there is numba.
ENTRIES: tuple[Any, ...] = (advance_rows, fold_rows)


# From the engine's words to the kernel's numbers and back. What is cached belongs to objects that never change.


plan_for = lru_cache(maxsize=8)(plan_of)


def flat(values: Array) -> Array:
    """Return numbers as a flat array, a copy only where it must be: numba compiles anew for what is read-only."""
    return np.require(values, np.float64, ["C", "A", "W"]).reshape(-1)


@lru_cache(maxsize=8)
def locks_of(network: Network, settings: Settings) -> NDArray[np.bool_]:
    """Return which of the kernel's parameters are locked; what stands between their rows is."""
    plan = plan_for(network)
    locked = np.ones(fours(int(plan.places.max()) + 1), dtype=np.bool_)
    locked[plan.places] = settings.locked
    return locked


def course_of(network: Network, state: State, settings: Settings, data: Data, record: Record) -> Course:
    """Gather what a chunk obeys."""
    seed = epoch_seed(state, settings, data.samples)
    later = epoch_seed(replace(state, position=0), settings, data.samples) if state.position else seed
    return Course(
        inputs=flat(data.inputs),
        targets=flat(data.targets),
        everyone=np.arange(data.samples),
        watched=np.array(record.columns.watched, dtype=np.int64),
        locked=locks_of(network, settings),
        optimiser=list(OPTIMISERS).index(settings.optimiser),
        learning_rate=float(settings.learning_rate),
        batch_size=min(settings.batch_size or data.samples, data.samples),
        is_shuffled=seed is not None,
        present=np.uint64(epoch_key(seed or 0)),
        shuffle=later is not None,
        seed=np.uint64(epoch_key(later or 0)),
        first_loss=float(record.first_loss),
        below=math.nan if record.below is None else float(record.below),
    )


def width_for(plan: Plan, samples: int) -> int:
    """Return how many of so many samples go through the network at a time: all, where there is room."""
    return fours(min(samples, max(BLOCK, MOST_ROOM // numbers_a_sample(plan))))


def rows_of(plan: Plan, record: Record, count: int) -> Rows:
    """Return what is left of a record, up to `count` rows."""
    first, last = record.length, record.length + count
    return Rows(
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
    plan, course = plan_for(network), course_of(network, state, settings, data, record)
    rows = rows_of(plan, record, 0 if record.reason else max(count, 0))
    width = width_for(plan, max(course.batch_size, min(data.samples, BLOCK)))
    order = course.everyone.copy() if course.is_shuffled or course.shuffle else course.everyone
    numbers, gradient = np.zeros((2, len(course.locked)))
    numbers[plan.places] = state.parameters
    inner = np.zeros((len(state.optimiser) // len(state.parameters), len(course.locked)))
    inner[:, plan.places] = state.optimiser.reshape(len(inner), len(plan.places))
    desk = Desk(room_for(plan, width), width, order, numbers, inner.reshape(-1), gradient)
    with np.errstate(over="ignore", invalid="ignore"):
        taken, kept, reason, record.armed, epoch, position = advance_rows(
            plan, course, rows, desk, state.epoch, state.position, record.armed
        )
    record.length, record.kept = record.length + taken, record.kept + kept
    record.reason = REASONS[reason] or record.reason
    if not taken:
        return state
    moved = replace(state, step=state.step + taken, epoch=epoch, position=position, parameters=numbers[plan.places])
    moved = replace(moved, optimiser=inner[:, plan.places].reshape(-1))
    begun = state if state.position and epoch == state.epoch else replace(state, position=0)
    return replace(moved, epoch_seed=epoch_seed(begun, settings, data.samples) if position else None)


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
