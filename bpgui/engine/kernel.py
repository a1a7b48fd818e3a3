"""The same training as in backprop.py and training.py, as one compiled loop: bit for bit the same, and fast.

Nothing imports this module until `bpgui.session.compiled` warms it up, because numba takes long to load. Where there
is no numba the same lines run as plain Python. What is computed is written in backprop.py; here is how it is laid out.

The numbers of a layer for all samples of a batch stand neuron by neuron in one flat array: neuron j of sample s at
[j * width + s], `width` being the samples of the batch; a layer begins at `starts[layer] * width`. So the innermost
loop runs over samples that stand side by side, and the processor takes several at once. Each number is still summed
one term after the other, in the order of the contract, so it has the same bits as in the readable engine.

Every sum of a step (pre-activations, what comes back to a neuron, gradients) has the form
    total of row r = start of row r + sum over c of factor(r, c) * row c
and is made by one function, `weighted_rows`. Functions of single numbers (tanh, slopes, loss terms) are those of
elementary.py, activations.py and losses.py, whose lines numba compiles for single numbers.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from bpgui.engine import elementary
from bpgui.engine.activations import leaky_relu, leaky_relu_slope, relu, relu_slope, sigmoid, sigmoid_slope, tanh_slope
from bpgui.engine.batches import epoch_key, shuffled
from bpgui.engine.elementary import Array, exp, log, tanh
from bpgui.engine.losses import binary_cross_entropy, half_square
from bpgui.engine.network import Network
from bpgui.engine.training import DIVERGENCE_FACTOR, Data, Record, Settings, State, epoch_seed

try:
    import numba
    from numba.extending import intrinsic, overload, register_jitable
except ImportError:  # plain Python then
    numba = None

Ints = NDArray[np.int64]
Function = TypeVar("Function", bound=Callable[..., Any])

LINEAR, SIGMOID, TANH, RELU, LEAKY_RELU, SOFTMAX = range(6)
KINDS = {"linear": LINEAR, "sigmoid": SIGMOID, "tanh": TANH, "relu": RELU, "leaky_relu": LEAKY_RELU, "softmax": SOFTMAX}
HALF_SQUARE, BINARY, CATEGORICAL = range(3)
LOSS_KINDS = {"half_square": HALF_SQUARE, "binary_cross_entropy": BINARY, "categorical_cross_entropy": CATEGORICAL}
WENT_ON, DIVERGED, BELOW = range(3)
REASONS = ("", "diverged", "loss")
#: Samples that the loss over all of them takes at a time.
BLOCK = 64


def compiled(function: Function, **how: bool) -> Function:
    """Compile strictly: no fastmath, so every operation stays what and where it is written."""
    if numba is None:
        return function
    how = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True} | how  # called from the kernel only
    return cast("Function", numba.njit(nogil=True, error_model="numpy", **how)(function))


def inlined(function: Function) -> Function:
    """Compile into each caller, which spares a small network most of its time."""
    return compiled(function, forceinline=True)


def entry(function: Function) -> Function:
    """Compile what Python calls, and keep the machine code in the cache folder, where one is set.

    Never beside the sources: there, numba would not notice a change in a file that is imported here.
    """
    return compiled(function, cache=numba is not None and bool(numba.config.CACHE_DIR), no_cpython_wrapper=False)


if numba is not None:

    @intrinsic
    def _float_bits(typing: Any, x: Any) -> Any:  # noqa: ARG001
        def same_bits(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], context.get_value_type(signature.return_type))

        return numba.types.int64(numba.types.float64), same_bits

    @intrinsic
    def _float_of_bits(typing: Any, pattern: Any) -> Any:  # noqa: ARG001
        def same_bits(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], context.get_value_type(signature.return_type))

        return numba.types.float64(numba.types.int64), same_bits

    # What elementary.py does to whole arrays, for single numbers. numba asks with types and is given the function.
    overload(elementary.pick)(lambda condition, yes, no: lambda condition, yes, no: yes if condition else no)  # noqa: ARG005
    overload(elementary.bits)(lambda x: lambda x: _float_bits(x))  # noqa: ARG005, PLW0108
    overload(elementary.from_bits)(lambda pattern: lambda pattern: _float_of_bits(pattern))  # noqa: ARG005, PLW0108
    for shared in (
        *(elementary.power_of_two, elementary.exp_minus_1_near_0, exp, tanh, elementary.log_positive, log),
        *(elementary.log1p, sigmoid, relu, leaky_relu, sigmoid_slope, tanh_slope, relu_slope, leaky_relu_slope),
        *(half_square, binary_cross_entropy),
    ):
        register_jitable(shared)


class Plan(NamedTuple):
    """A network as numbers.

    `sizes` are the neurons by layer, the inputs first, and `starts` how many neurons stand before a layer. For each
    computed layer: `kinds`, and where its `weights` (destination by destination) and `biases` begin in the parameter
    vector (-1: it has none).
    """

    sizes: Ints
    starts: Ints
    kinds: Ints
    weights: Ints
    biases: Ints
    loss: int


class Scratch(NamedTuple):
    """Room for one pass, each array (all neurons * width), and what is computed from it.

    `turned` holds activations sample by sample; `targets`, `terms` are (outputs * width); `losses` (width).
    """

    zs: Array
    activations: Array
    deltas: Array
    upstream: Array
    turned: Array
    targets: Array
    losses: Array


# One pass


@compiled
def weighted_rows(
    totals: Array, rows: Array, length: int, factors: Array, row_step: int, column_step: int, count: int
) -> None:
    """Add to each row r of `totals` the sum over c < count of factors[r * row_step + c * column_step] * row c.

    Rows are `length` long; the sum goes by ascending c, four at a time to spare loads and stores.
    """
    fours = count - count % 4
    for r in range(len(totals) // length):
        total = totals[r * length : (r + 1) * length]
        own = factors[r * row_step :]
        for c in range(0, fours, 4):
            f0, f1 = own[c * column_step], own[(c + 1) * column_step]
            f2, f3 = own[(c + 2) * column_step], own[(c + 3) * column_step]
            row0, row1 = rows[c * length : (c + 1) * length], rows[(c + 1) * length : (c + 2) * length]
            row2, row3 = rows[(c + 2) * length : (c + 3) * length], rows[(c + 3) * length : (c + 4) * length]
            for k in range(length):
                total[k] = total[k] + f0 * row0[k] + f1 * row1[k] + f2 * row2[k] + f3 * row3[k]
        for c in range(fours, count):
            f, row = own[c * column_step], rows[c * length : (c + 1) * length]
            for k in range(length):
                total[k] = total[k] + f * row[k]


@inlined
def softmax(z: Array, a: Array, width: int) -> None:
    """a_k = e^z_k / sum of e^z_j for each sample, from the sample's largest z down."""
    for s in range(width):
        largest = largest_of(z[s:], width)
        total = 0.0
        for k in range(s, len(z), width):
            a[k] = exp(z[k] - largest)
            total = total + a[k]
        for k in range(s, len(z), width):
            a[k] = a[k] / total


@inlined
def largest_of(z: Array, width: int) -> float:
    """Return the largest z of the sample whose numbers stand `width` apart."""
    found = z[0]
    for k in range(width, len(z), width):
        if z[k] > found:
            found = z[k]
    return float(found)


@inlined
def activate(kind: int, z: Array, a: Array, width: int) -> None:
    """a = f(z) for a layer (figures 6 and 18)."""
    if kind == LINEAR:
        for k in range(len(z)):
            a[k] = z[k]
    elif kind == SIGMOID:
        for k in range(len(z)):
            a[k] = sigmoid(z[k])
    elif kind == TANH:
        for k in range(len(z)):
            a[k] = tanh(z[k])
    elif kind == RELU:
        for k in range(len(z)):
            a[k] = relu(z[k])
    elif kind == LEAKY_RELU:
        for k in range(len(z)):
            a[k] = leaky_relu(z[k])
    else:
        softmax(z, a, width)


@inlined
def activate_back(kind: int, upstream: Array, z: Array, a: Array, delta: Array, width: int) -> None:
    """delta = dLoss/dz from upstream = dLoss/da for a layer (figure 14)."""
    if kind == LINEAR:
        for k in range(len(z)):
            delta[k] = upstream[k]
    elif kind == SIGMOID:
        for k in range(len(z)):
            delta[k] = upstream[k] * sigmoid_slope(a[k])
    elif kind == TANH:
        for k in range(len(z)):
            delta[k] = upstream[k] * tanh_slope(a[k])
    elif kind == RELU:
        for k in range(len(z)):
            delta[k] = upstream[k] * relu_slope(z[k])
    elif kind == LEAKY_RELU:
        for k in range(len(z)):
            delta[k] = upstream[k] * leaky_relu_slope(z[k])
    else:
        softmax_back(upstream, a, delta, width)


@inlined
def softmax_back(upstream: Array, a: Array, delta: Array, width: int) -> None:
    """delta_k = p_k (upstream_k - sum over j of upstream_j p_j), the full Jacobian, for each sample."""
    for s in range(width):
        total = 0.0
        for k in range(s, len(a), width):
            total = total + upstream[k] * a[k]
        for k in range(s, len(a), width):
            delta[k] = a[k] * (upstream[k] - total)


@inlined
def forward(plan: Plan, parameters: Array, at: Scratch, width: int) -> Array:
    """Fill z and a of all layers from the inputs that stand in layer 0; return the predictions' part of a."""
    a = at.activations
    for l in range(len(plan.kinds)):
        below, above = plan.sizes[l], plan.sizes[l + 1]
        source = a[plan.starts[l] * width : plan.starts[l + 1] * width]
        place, end = plan.starts[l + 1] * width, (plan.starts[l + 1] + above) * width
        z = at.zs[place:end]
        for j in range(above):
            start = 0.0
            if plan.biases[l] >= 0:
                start = start + parameters[plan.biases[l] + j]
            row = z[j * width : (j + 1) * width]
            for s in range(width):
                row[s] = start
        weights = parameters[plan.weights[l] : plan.weights[l] + below * above]
        weighted_rows(z, source, width, weights, below, 1, below)
        activate(plan.kinds[l], z, a[place:end], width)
    return output_part(plan, a, width)


@inlined
def output_part(plan: Plan, numbers: Array, width: int) -> Array:
    """Return the output layer's part of an array over all neurons."""
    first = plan.starts[len(plan.kinds)]
    return numbers[first * width : (first + plan.sizes[len(plan.kinds)]) * width]


@inlined
def sample_losses(plan: Plan, at: Scratch, width: int) -> None:
    """Loss of each sample, the sum of its outputs' terms from the first to the last (figure 7)."""
    z, a = output_part(plan, at.zs, width), output_part(plan, at.activations, width)
    for s in range(width):
        total: Any = 0.0  # the lines for whole arrays give single numbers here
        exps: Any = 0.0
        log_sum: Any = 0.0
        shift = 0.0
        if plan.loss == CATEGORICAL:
            shift = largest_of(z[s:], width)
            exps = 0.0
            for k in range(s, len(z), width):
                exps = exps + exp(z[k] - shift)
            log_sum = log(exps)
        for k in range(s, len(z), width):
            if plan.loss == HALF_SQUARE:
                total = total + half_square(a[k], at.targets[k])
            elif plan.loss == BINARY:
                total = total + binary_cross_entropy(z[k], at.targets[k])
            else:
                total = total + -(at.targets[k] * ((z[k] - shift) - log_sum))
        at.losses[s] = total


@inlined
def output_deltas(plan: Plan, at: Scratch, width: int) -> None:
    """delta = dLoss/dz of the output, for each of its neurons and samples (figure 11)."""
    z, a = output_part(plan, at.zs, width), output_part(plan, at.activations, width)
    delta = output_part(plan, at.deltas, width)
    targets, upstream = at.targets, at.upstream
    if plan.loss == CATEGORICAL:
        for s in range(width):
            total = 0.0
            for k in range(s, len(a), width):
                total = total + targets[k]
            for k in range(s, len(a), width):
                delta[k] = a[k] * total - targets[k]
    elif plan.loss == BINARY:
        for k in range(len(a)):
            delta[k] = a[k] - targets[k]
    else:
        for k in range(len(a)):
            upstream[k] = a[k] - targets[k]
        activate_back(plan.kinds[len(plan.kinds) - 1], upstream[: len(a)], z, a, delta, width)


@inlined
def hidden_deltas(plan: Plan, parameters: Array, at: Scratch, width: int) -> None:
    """Carry delta back from layer to layer: upstream_i = sum over j of w_ij delta_j (figure 14)."""
    for l in range(len(plan.kinds) - 1, 0, -1):
        below, above = plan.sizes[l], plan.sizes[l + 1]
        first, middle = plan.starts[l] * width, plan.starts[l + 1] * width
        upstream = at.upstream[: below * width]
        for k in range(len(upstream)):
            upstream[k] = 0.0
        weights = parameters[plan.weights[l] : plan.weights[l] + below * above]
        weighted_rows(upstream, at.deltas[middle : middle + above * width], width, weights, 1, below, above)
        z, a, delta = at.zs[first:middle], at.activations[first:middle], at.deltas[first:middle]
        activate_back(plan.kinds[l - 1], upstream, z, a, delta, width)


@inlined
def gradients(plan: Plan, at: Scratch, width: int, samples: int, gradient: Array) -> None:
    """Mean over the batch of dLoss/dw_ij = a_i delta_j and dLoss/db_j = delta_j (figures 11 to 15)."""
    for k in range(len(gradient)):
        gradient[k] = 0.0
    for l in range(len(plan.kinds)):
        below, above = plan.sizes[l], plan.sizes[l + 1]
        middle = plan.starts[l + 1] * width
        delta = at.deltas[middle : middle + above * width]
        turn(at.activations[plan.starts[l] * width : middle], width, at.turned)
        weights = gradient[plan.weights[l] : plan.weights[l] + below * above]
        weighted_rows(weights, at.turned, below, delta, width, 1, samples)
        if plan.biases[l] >= 0:
            for j in range(above):
                total = 0.0
                for s in range(samples):
                    total = total + delta[j * width + s]
                gradient[plan.biases[l] + j] = total
    for k in range(len(gradient)):
        gradient[k] = gradient[k] / samples


@inlined
def turn(numbers: Array, width: int, turned: Array) -> None:
    """Write neuron by neuron as sample by sample."""
    count = len(numbers) // width
    for j in range(count):
        row = numbers[j * width : (j + 1) * width]
        for s in range(width):
            turned[s * count + j] = row[s]


@inlined
def gather(values: Array, samples: Ints, width: int, numbers: Array) -> None:
    """Write the rows `samples` of `values` (samples, n) column by column, the samples side by side.

    The first sample once more fills what is left of the `width`.
    """
    for s in range(width):
        row = values[samples[s] if s < len(samples) else samples[0]]
        for j in range(len(row)):
            numbers[j * width + s] = row[j]


@inlined
def width_for(samples: int) -> int:
    """Return the width for so many samples: whole fours, which the processor takes at once, from five on."""
    return samples if samples < 5 else (samples + 3) // 4 * 4


# Training


class Course(NamedTuple):
    """What a chunk of training obeys.

    `present` is the order of the epoch it begins in; later ones are shuffled by `seed` where `shuffle`, else in order.
    """

    inputs: Array
    targets: Array
    watched: Ints
    locked: NDArray[np.bool_]
    learning_rate: float
    batch_size: int
    shuffle: bool
    seed: np.uint64
    present: Ints
    first_loss: float
    below: float


class Rows(NamedTuple):
    """The columns of a Record that a chunk fills."""

    epochs: Ints
    positions: Ints
    parameters: Array
    gradients: Array
    losses: Array
    train_losses: Array
    predictions: Array


@inlined
def mixed(x: np.uint64) -> np.uint64:
    """Return SplitMix64's mixture of 64 bits, as in batches.py."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@inlined
def order_epoch(course: Course, epoch: int, order: Ints) -> None:
    """Write the order of the samples in `epoch`, as in batches.py."""
    for s in range(len(order)):
        order[s] = s
    if course.shuffle:
        key = course.seed ^ np.uint64(epoch)
        for last in range(len(order) - 1, 0, -1):
            key = key + np.uint64(0x9E3779B97F4A7C15)
            other = np.int64(mixed(key) % np.uint64(last + 1))
            order[last], order[other] = order[other], order[last]


@compiled
def predict(plan: Plan, course: Course, parameters: Array, at: Scratch, predictions: Array) -> None:
    """Write the predictions of the watched samples, shape (watched, outputs)."""
    for first in range(0, len(course.watched), BLOCK):
        samples = course.watched[first : first + BLOCK]
        width = width_for(len(samples))
        gather(course.inputs, samples, width, at.activations)
        a = forward(plan, parameters, at, width)
        for s in range(len(samples)):
            for j in range(predictions.shape[1]):
                predictions[first + s, j] = a[j * width + s]


@inlined
def copy_predictions(plan: Plan, course: Course, at: Scratch, width: int, predictions: Array) -> None:
    """Write the predictions of the watched samples from a pass that all samples went through in order."""
    a = output_part(plan, at.activations, width)
    for k in range(len(course.watched)):
        for j in range(predictions.shape[1]):
            predictions[k, j] = a[j * width + course.watched[k]]


@compiled
def mean_loss(plan: Plan, course: Course, parameters: Array, at: Scratch, everyone: Ints) -> float:
    """Return the mean loss over all samples, in their own order."""
    total = 0.0
    for first in range(0, len(everyone), BLOCK):
        samples = everyone[first : first + BLOCK]
        width = width_for(len(samples))
        gather(course.inputs, samples, width, at.activations)
        gather(course.targets, samples, width, at.targets)
        forward(plan, parameters, at, width)
        sample_losses(plan, at, width)
        for s in range(len(samples)):
            total = total + at.losses[s]
    return total / len(everyone)


@compiled
def run_pass(plan: Plan, course: Course, parameters: Array, at: Scratch, batch: Ints, gradient: Array) -> float:
    """Forward, loss and backward for one batch: fill its mean gradient, return its loss."""
    width = width_for(len(batch))
    gather(course.inputs, batch, width, at.activations)
    gather(course.targets, batch, width, at.targets)
    forward(plan, parameters, at, width)
    sample_losses(plan, at, width)
    total = 0.0
    for s in range(len(batch)):
        total = total + at.losses[s]
    output_deltas(plan, at, width)
    hidden_deltas(plan, parameters, at, width)
    gradients(plan, at, width, len(batch), gradient)
    return total / len(batch)


@inlined
def update(course: Course, parameters: Array, gradient: Array, after: Array) -> None:
    """*w = w - learning_rate * gradient for all parameters at once; locked ones stay (figures 9 to 16)."""
    for k in range(len(parameters)):
        moved = parameters[k] - course.learning_rate * gradient[k]
        after[k] = parameters[k] if course.locked[k] else moved


@inlined
def has_diverged(loss: float, first_loss: float) -> bool:
    """Say whether training has diverged, as in training.py."""
    reference = 1.0
    if math.isfinite(first_loss) and first_loss > 1.0:
        reference = first_loss
    return not math.isfinite(loss) or loss > DIVERGENCE_FACTOR * reference


@entry
def advance_rows(
    plan: Plan, course: Course, at: Scratch, rows: Rows, parameters: Array, epoch: int, position: int, armed: bool
) -> tuple[int, int, bool]:
    """Take as many steps as `rows` has room for, from `parameters`, and record each.

    Returns how many were taken, why it stopped (WENT_ON, DIVERGED, BELOW) and whether the loss rule is armed then.
    """
    samples = len(course.inputs)
    everyone = np.arange(samples)
    order = course.present.copy()
    gradient = np.zeros(len(parameters))
    batch = order[position : position + course.batch_size]
    loss = run_pass(plan, course, parameters, at, batch, gradient)
    if has_diverged(loss, course.first_loss):
        return 0, DIVERGED, armed
    for k in range(len(rows.losses)):
        update(course, parameters, gradient, rows.parameters[k])
        position = position + len(batch)
        if position >= samples:
            epoch, position = epoch + 1, 0
            order_epoch(course, epoch, order)
        parameters, gradient = rows.parameters[k], rows.gradients[k]
        batch = order[position : position + course.batch_size]
        loss = run_pass(plan, course, parameters, at, batch, gradient)
        train_loss = math.nan
        if len(batch) == samples:  # all samples in order: nothing is computed twice
            train_loss = loss
            copy_predictions(plan, course, at, width_for(samples), rows.predictions[k])
        else:
            predict(plan, course, parameters, at, rows.predictions[k])
            if position == 0:
                train_loss = mean_loss(plan, course, parameters, at, everyone)
        rows.epochs[k], rows.positions[k] = epoch, position
        rows.losses[k], rows.train_losses[k] = loss, train_loss
        fires = armed and train_loss < course.below
        armed = armed or train_loss >= course.below
        if has_diverged(loss, course.first_loss):
            return k + 1, DIVERGED, armed
        if fires:
            return k + 1, BELOW, armed
    return len(rows.losses), WENT_ON, armed


# From the engine's words to the kernel's numbers and back


def plan_of(network: Network) -> Plan:
    """Describe a network as numbers."""
    places = np.arange(float(network.parameter_count))
    layers = range(len(network.layers))
    weights = [int(network.weights(places, layer)[0, 0]) for layer in layers]
    biases = [int(network.biases(places, layer)[0]) if network.layers[layer].bias else -1 for layer in layers]
    return Plan(
        sizes=np.array(network.sizes),
        starts=np.cumsum([0, *network.sizes])[:-1],
        kinds=np.array([KINDS[layer.activation] for layer in network.layers]),
        weights=np.array(weights),
        biases=np.array(biases),
        loss=LOSS_KINDS[network.loss],
    )


def scratch_for(network: Network, width: int) -> Scratch:
    """Make room for passes of up to `width` samples."""
    whole, widest = sum(network.sizes) * width, max(network.sizes) * width
    sizes = (whole, whole, whole, widest, widest, network.outputs * width, width)
    return Scratch(*(np.zeros(size) for size in sizes))


def course_of(state: State, settings: Settings, data: Data, record: Record) -> Course:
    """Gather what a chunk obeys: copies, because numba compiles anew for an array that is read-only or strided."""
    samples = data.samples
    seed = epoch_seed(state, settings, samples)
    full = settings.batch_size is None or settings.batch_size >= samples
    return Course(
        inputs=np.array(data.inputs, dtype=np.float64, order="C"),
        targets=np.array(data.targets, dtype=np.float64, order="C"),
        watched=np.array(record.watched, dtype=np.int64),
        locked=np.array(settings.locked, dtype=np.bool_),
        learning_rate=float(settings.learning_rate),
        batch_size=settings.batch_size or samples,
        shuffle=settings.shuffle and not full,
        seed=np.uint64(epoch_key(settings.seed)),
        present=np.arange(samples) if seed is None else shuffled(seed, state.epoch, samples).astype(np.int64),
        first_loss=float(record.first_loss),
        below=math.nan if record.below is None else float(record.below),
    )


def advance(network: Network, state: State, settings: Settings, data: Data, count: int, record: Record) -> State:
    """Do what `training.advance` does, with the same bits."""
    course = course_of(state, settings, data, record)
    first, last = record.length, record.length + max(count, 0)
    rows = Rows(*(getattr(record, name)[first:last] for name in Rows._fields))
    width = max(min(course.batch_size, data.samples), BLOCK) + 3  # to whole fours
    scratch = scratch_for(network, width)
    start = np.array(state.parameters, dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        taken, reason, record.armed = advance_rows(
            plan_of(network), course, scratch, rows, start, state.epoch, state.position, record.armed
        )
    record.length += taken
    record.reason = REASONS[reason]
    if not taken:
        return state
    k = record.length - 1
    epoch, position = int(record.epochs[k]), int(record.positions[k])
    seed = settings.seed if course.shuffle else None
    if state.position and epoch == state.epoch:
        seed = state.epoch_seed
    return replace(
        state,
        step=state.step + taken,
        epoch=epoch,
        position=position,
        parameters=record.parameters[k].copy(),
        epoch_seed=seed if position else None,
    )
