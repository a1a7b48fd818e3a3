"""The same training as in training.py, as one compiled loop: bit for bit the same, and as fast as C.

Nothing imports this module until `bpgui.session.compiled` warms it up, because numba takes long to load. Where there
is no numba the same lines run as plain Python. The pass that each step makes is in one_pass.py.
"""

import math

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.kernel.arguments import ChunkArguments, RecordColumns, Workspace
from bpgui.engine.kernel.compiling import borrowed, brief_entry, compiled, entry, inlined, padded, part
from bpgui.engine.kernel.moving import add_penalty, take_step
from bpgui.engine.kernel.one_pass import (
    Ints,
    Plan,
    Scratch,
    add_gradients,
    divide,
    forward,
    gather,
    layer_part,
    run_both_ways,
    run_pass,
    sample_losses,
    scratch_in,
    total_of,
)
from bpgui.engine.training import diverged

WENT_ON, DIVERGED, BELOW = range(3)
REASONS = ("", "diverged", "loss")
#: Samples that go through the network at a time where only predictions or losses are wanted.
BLOCK = 64


@inlined
def splitmix64(x: np.uint64) -> np.uint64:
    """Return SplitMix64's mixture of 64 bits, as in batches.py."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@compiled
def order_epoch(order: Ints, training: Ints, is_shuffled: bool, seed: np.uint64, epoch: int) -> None:
    """Write the order of the training samples in `epoch`, as in batches.py."""
    for s in range(len(order)):
        order[s] = training[s]
    if is_shuffled:
        key = seed ^ np.uint64(epoch)
        for last in range(len(order) - 1, 0, -1):
            key = key + np.uint64(0x9E3779B97F4A7C15)
            other = np.int64(splitmix64(key) % np.uint64(last + 1))
            order[last], order[other] = order[other], order[last]


@inlined
def gather_batch(plan: Plan, chunk: ChunkArguments, at: Scratch, batch: Ints) -> None:
    """Write the inputs and targets of some samples where a pass expects them."""
    width, outputs = padded(len(batch)), plan.sizes[len(plan.kinds)]
    gather(chunk.inputs, batch, width, part(at.activations, 0, plan.sizes[0] * width))
    gather(chunk.targets, batch, width, part(at.targets, 0, outputs * width))


@inlined
def copy_predictions(plan: Plan, at: Scratch, width: int, columns: Ints, predictions: Array) -> None:
    """Write the predictions of some of a pass' samples, flat (samples * outputs)."""
    outputs, a = plan.sizes[len(plan.kinds)], layer_part(plan, len(plan.kinds), at.activations, width)
    for k in range(len(columns)):
        row, column = part(predictions, k * outputs, outputs), part(a, columns[k], len(a))
        for j in range(outputs):
            row[j] = column[j * width]


@compiled
def evaluate(
    plan: Plan, chunk: ChunkArguments, parameters: Array, at: Scratch, samples: Ints, predictions: Array
) -> float:
    """Return the mean loss over some samples, in their order, and write their predictions where there is room."""
    total, outputs = 0.0, plan.sizes[len(plan.kinds)]
    for first in range(0, len(samples), BLOCK):
        block = part(samples, first, min(BLOCK, len(samples) - first))
        width, columns = padded(len(block)), part(chunk.counting, 0, len(block))
        gather_batch(plan, chunk, at, block)
        forward(plan, parameters, at, width)
        sample_losses(plan, at, width)
        for s in range(len(block)):
            total = total + at.losses[s]
        if len(predictions):
            copy_predictions(plan, at, width, columns, part(predictions, first * outputs, len(block) * outputs))
    return total / len(samples)


@compiled
def run_in_pieces(
    plan: Plan, chunk: ChunkArguments, parameters: Array, workspace: Workspace, batch: Ints, gradient: Array
) -> float:
    """Do what `run_pass` does for a batch of more samples than there is room for at a time."""
    at, total = scratch_in(plan, workspace.room, workspace.width), 0.0
    for first in range(0, len(batch), workspace.width):
        piece = part(batch, first, min(workspace.width, len(batch) - first))
        width, samples = padded(len(piece)), len(piece)
        gather_batch(plan, chunk, at, piece)
        run_both_ways(plan, parameters, at, width)
        add_gradients(plan, at, width, samples, gradient, first > 0)
        total = total_of(part(at.losses, 0, samples), total)
    divide(gradient, len(batch))
    return total / len(batch)


@compiled
def evaluate_row(
    plan: Plan, chunk: ChunkArguments, parameters: Array, at: Scratch, wants_loss: bool, predictions: Array
) -> float:
    """Write the predictions of the watched samples; return the training loss, or nan where none is wanted."""
    if len(predictions):
        evaluate(plan, chunk, parameters, at, chunk.watched, predictions)
    if wants_loss:
        return evaluate(plan, chunk, parameters, at, chunk.training, part(predictions, 0, 0))
    return math.nan


@inlined
def write_losses(
    plan: Plan,
    chunk: ChunkArguments,
    rows: RecordColumns,
    k: int,
    parameters: Array,
    at: Scratch,
    loss: float,
    position: int,
) -> float:
    """Write losses and predictions of row k, and return its training loss, nan where it has none."""
    samples, watched = len(chunk.training), len(chunk.watched) * plan.sizes[len(plan.kinds)]
    train_loss, predictions = loss, part(rows.predictions, k * watched, watched)
    is_whole = chunk.batch_size == samples and position == 0  # nothing is computed twice
    if is_whole and not chunk.has_test and len(at.losses) >= samples:
        copy_predictions(plan, at, padded(samples), chunk.watched, predictions)
    else:
        wants_loss = not is_whole and position == 0 and (len(rows.train_losses) > 0 or not math.isnan(chunk.below))
        found = evaluate_row(plan, chunk, parameters, at, wants_loss, predictions)
        train_loss = loss if is_whole else found
    rows.losses[k] = loss
    if len(rows.train_losses):
        rows.train_losses[k] = train_loss
    return train_loss


@inlined
def trace(
    plan: Plan, chunk: ChunkArguments, rows: RecordColumns, k: int, kept: int, workspace: Workspace, gradient: Array
) -> int:
    """Write what row k shows of the parameters, and return how many whole states are kept then."""
    parameters, inner, count = workspace.parameters, workspace.inner, len(plan.places)
    for n in range(len(rows.traced)):
        rows.parameters[k, n], rows.gradients[k, n] = parameters[rows.traced[n]], gradient[rows.traced[n]]
    if rows.every == 0 or (rows.first + k) % rows.every:
        return kept
    numbers = len(inner) // len(parameters)
    for n in range(count):
        rows.states[kept, n] = parameters[plan.places[n]]
        for i in range(numbers):
            rows.states[kept, (i + 1) * count + n] = inner[i * len(parameters) + plan.places[n]]
    for i in range(chunk.product_count):
        rows.states[kept, (numbers + 1) * count + i] = workspace.products[i]
    return kept + 1


@entry
def advance_rows(
    plan: Plan,
    chunk: ChunkArguments,
    rows: RecordColumns,
    workspace: Workspace,
    epoch: int,
    position: int,
    armed: bool,
) -> tuple[int, int, int, bool, int, int]:
    """Take as many steps as `rows` has room for, moving the parameters, and record each.

    Returns how many were taken, how many states were kept, why it stopped (WENT_ON, DIVERGED, BELOW), whether the
    loss rule is armed then, and the epoch and position.
    """
    plan, chunk, rows, workspace = borrowed(plan), borrowed(chunk), borrowed(rows), borrowed(workspace)
    at, parameters, gradient = (
        scratch_in(plan, workspace.room, workspace.width),
        workspace.parameters,
        workspace.gradient,
    )
    samples, k, kept, is_gathered = len(workspace.order), -1, 0, False
    if chunk.is_shuffled:
        order_epoch(workspace.order, chunk.training, True, chunk.present, epoch)
    while True:
        count = min(chunk.batch_size, samples - position)
        if count > workspace.width:
            loss = run_in_pieces(plan, chunk, parameters, workspace, part(workspace.order, position, count), gradient)
        else:
            if not is_gathered:
                gather_batch(plan, chunk, at, part(workspace.order, position, count))
                is_gathered = count == samples and not chunk.has_test  # as all later batches will be
            loss = run_pass(plan, parameters, at, count, gradient)
        add_penalty(chunk, parameters, gradient)
        reason = DIVERGED if diverged(loss, chunk.first_loss) else WENT_ON
        if k >= 0:
            train_loss = write_losses(plan, chunk, rows, k, parameters, at, loss, position)
            kept = trace(plan, chunk, rows, k, kept, workspace, gradient)
            if armed and train_loss < chunk.below and reason == WENT_ON:
                reason = BELOW
            armed = armed or train_loss >= chunk.below
        k += 1
        if reason != WENT_ON or k == len(rows.losses):
            return k, kept, reason, armed, epoch, position
        take_step(plan, chunk, chunk.rates[min(k, len(chunk.rates) - 1)], workspace, gradient)
        position = position + count
        if position >= samples:
            epoch, position = epoch + 1, 0
            if chunk.is_shuffled or chunk.shuffle:
                order_epoch(workspace.order, chunk.training, chunk.shuffle, chunk.seed, epoch)


@entry
def activate_rows(
    plan: Plan, parameters: Array, inputs: Array, samples: Ints, layer: int, room: Array, width: int, found: Array
) -> None:
    """Write the activations of a layer for these samples of `inputs`, flat (samples * n), into `found`, flat too."""
    plan = borrowed(plan)
    at, neurons = scratch_in(plan, room, width), plan.sizes[layer]
    for first in range(0, len(samples), width):
        block = part(samples, first, min(width, len(samples) - first))
        columns = padded(len(block))
        gather(inputs, block, columns, part(at.activations, 0, plan.sizes[0] * columns))
        forward(plan, parameters, at, columns)
        a = layer_part(plan, layer, at.activations, columns)
        for s in range(len(block)):
            row, column = part(found, (first + s) * neurons, neurons), part(a, s, len(a))
            for j in range(neurons):
                row[j] = column[j * columns]


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
