"""One pass, forward, loss and backward, as in backprop.py, bit for bit: what loop.py does over and over.

What is computed is written in backprop.py; here is how it is laid out (docs/kernel.md shows one layer by hand). The
numbers of a layer for all samples of a batch stand neuron by neuron in one flat array: neuron j of sample s at
[j * width + s], `width` being the samples of the batch in whole fours; a layer begins at `starts[layer] * width`. So
samples stand side by side, and the processor takes four at once. Each number is still summed one term after the other,
in the order of the contract.

Every sum of a step (pre-activations, what comes back to a neuron, gradients) has the form
    total of row r = start of row r + sum over c of factor(r, c) * row c
and is made by one function, `weighted_rows`. Functions of single numbers (activations, derivatives, loss terms) are
those of elementary.py, activations.py and losses.py, whose lines numba compiles for single numbers.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.kernel.branches import (
    BINARY,
    CATEGORICAL,
    KINDS,
    LOSS_KINDS,
    activate,
    activate_back,
    errors_of,
    loss_of,
)
from bpgui.engine.kernel.compiling import axpy, inlined, load4, padded, part, store4
from bpgui.engine.network import Network

Ints = NDArray[np.int64]


class Plan(NamedTuple):
    """A network as numbers.

    `sizes` are the neurons by layer, the inputs first, `starts` how many neurons stand before a layer, and `widest` the
    most neurons of any. The weights into a destination, and the biases of a layer, stand in rows of whole fours:
    `places` says where each parameter of the network's vector is in there, and `weights` and `biases` where those of a
    computed layer begin (-1: it has no biases). `kinds` are the layers' activations.
    """

    sizes: Ints
    starts: Ints
    widest: int
    kinds: Ints
    weights: Ints
    biases: Ints
    places: Ints
    loss: int


class Scratch(NamedTuple):
    """Room for one pass: `zs`, `activations`, `deltas` (all neurons * width), and what is computed from them.

    `transposed` holds the activations below a layer sample by sample, in rows of whole fours; `targets` (outputs *
    width), `losses` (width), `zeros` (widest).
    """

    zs: Array
    activations: Array
    deltas: Array
    transposed: Array
    targets: Array
    losses: Array
    zeros: Array


def plan_of(network: Network) -> Plan:
    """Describe a network as numbers."""
    places, weights, biases = np.zeros(network.parameter_count, dtype=np.int64), [], []
    end, sizes = 0, network.sizes
    for l, layer in enumerate(network.layers):
        weights.append(end)
        for n in range(layer.size):
            places[network.incoming(l + 1, n)[: sizes[l]]] = end + np.arange(sizes[l])
            end += padded(sizes[l])
    for l, layer in enumerate(network.layers):
        biases.append(end if layer.bias else -1)
        if layer.bias:
            places[[network.incoming(l + 1, n)[-1] for n in range(layer.size)]] = end + np.arange(layer.size)
            end += padded(layer.size)
    return Plan(
        sizes=np.array(sizes),
        starts=np.cumsum([0, *sizes])[:-1],
        widest=max(sizes),
        kinds=np.array([KINDS[layer.activation] for layer in network.layers]),
        weights=np.array(weights),
        biases=np.array(biases),
        places=places,
        loss=LOSS_KINDS[network.loss],
    )


def numbers_a_sample(plan: Plan) -> int:
    """Return how many numbers a pass needs for each sample."""
    neurons, outputs = int(plan.starts[-1] + plan.sizes[-1]), int(plan.sizes[-1])
    return 3 * neurons + padded(plan.widest) + outputs + 1


def room_for(plan: Plan, width: int) -> Array:
    """Make room for passes of up to `width` samples."""
    return np.zeros(numbers_a_sample(plan) * width + plan.widest)


@inlined
def scratch_in(plan: Plan, room: Array, width: int) -> Scratch:
    """Divide what `room_for` made."""
    outputs = plan.sizes[len(plan.kinds)]
    neurons = (plan.starts[len(plan.kinds)] + outputs) * width
    targets = 3 * neurons + padded(plan.widest) * width
    losses = targets + outputs * width
    return Scratch(
        zs=part(room, 0, neurons),
        activations=part(room, neurons, neurons),
        deltas=part(room, 2 * neurons, neurons),
        transposed=part(room, 3 * neurons, targets - 3 * neurons),
        targets=part(room, targets, losses - targets),
        losses=part(room, losses, width),
        zeros=part(room, losses + width, plan.widest),
    )


@inlined
def layer_part(plan: Plan, layer: int, numbers: Array, width: int) -> Array:
    """Return one layer's part (0: the inputs) of an array over all neurons."""
    return part(numbers, plan.starts[layer] * width, plan.sizes[layer] * width)


@inlined
def gather(values: Array, samples: Ints, width: int, numbers: Array) -> None:
    """Write the rows `samples` of `values`, flat (samples * n), column by column, the samples side by side.

    The first sample once more fills what is left of the `width`.
    """
    count = len(numbers) // width
    for s in range(width):
        sample = samples[s] if s < len(samples) else samples[0]
        row, column = part(values, sample * count, count), part(numbers, s, len(numbers))
        for j in range(count):
            column[j * width] = row[j]


@inlined
def transpose(numbers: Array, width: int, transposed: Array, length: int) -> None:
    """Write neuron by neuron as sample by sample, `length` numbers a sample."""
    for j in range(len(numbers) // width):
        row, column = part(numbers, j * width, width), part(transposed, j, width * length)
        for s in range(width):
            column[s * length] = row[s]


@inlined
def total_of(numbers: Array, total: float = 0.0) -> float:
    """Return `total` plus all, from the first to the last."""
    for k in range(len(numbers)):
        total = total + numbers[k]
    return total


@inlined
def weighted_rows(
    totals: Array,
    starts: Array,
    row_count: int,
    rows: Array,
    length: int,
    factors: Array,
    row_step: int,
    column_step: int,
    count: int,
    adds: bool = False,
) -> None:
    """Set each row r of `totals` to starts[r] + sum over c < count of factors[r * row_step + c * column_step] * row c.

    Rows are `length` long, whole fours. Each sum goes by ascending c; four rows at a time share their loads. Where it
    `adds`, each sum begins with what is in `totals`.
    """
    for r in range(0, row_count - 3, 4):
        b0, b1, b2, b3 = starts[r] + 0.0, starts[r + 1] + 0.0, starts[r + 2] + 0.0, starts[r + 3] + 0.0
        for k in range(0, length, 4):
            t0, t1, t2, t3 = (b0, b0, b0, b0), (b1, b1, b1, b1), (b2, b2, b2, b2), (b3, b3, b3, b3)
            if adds:
                t0, t1 = load4(part(totals, r * length + k, 4)), load4(part(totals, (r + 1) * length + k, 4))
                t2, t3 = load4(part(totals, (r + 2) * length + k, 4)), load4(part(totals, (r + 3) * length + k, 4))
            for c in range(count):
                row, f = part(rows, c * length + k, 4), r * row_step + c * column_step
                t0, t1 = axpy(t0, part(factors, f, 1), row), axpy(t1, part(factors, f + row_step, 1), row)
                f = f + 2 * row_step
                t2, t3 = axpy(t2, part(factors, f, 1), row), axpy(t3, part(factors, f + row_step, 1), row)
            store4(t0, part(totals, r * length + k, 4))
            store4(t1, part(totals, (r + 1) * length + k, 4))
            store4(t2, part(totals, (r + 2) * length + k, 4))
            store4(t3, part(totals, (r + 3) * length + k, 4))
    for r in range(row_count & -4, row_count):
        b = starts[r] + 0.0
        for k in range(0, length, 4):
            t = load4(part(totals, r * length + k, 4)) if adds else (b, b, b, b)
            for c in range(count):
                t = axpy(t, part(factors, r * row_step + c * column_step, 1), part(rows, c * length + k, 4))
            store4(t, part(totals, r * length + k, 4))


# Forward, loss, backward


@inlined
def forward(plan: Plan, parameters: Array, at: Scratch, width: int) -> None:
    """Fill z and a of all layers from the inputs that stand in layer 0 (figures 6 and 18)."""
    for l in range(len(plan.kinds)):
        below, above = plan.sizes[l], plan.sizes[l + 1]
        z, a = layer_part(plan, l + 1, at.zs, width), layer_part(plan, l + 1, at.activations, width)
        weights = part(parameters, plan.weights[l], above * padded(below))
        starts = part(parameters, plan.biases[l], above) if plan.biases[l] >= 0 else at.zeros
        source = layer_part(plan, l, at.activations, width)
        weighted_rows(z, starts, above, source, width, weights, padded(below), 1, below)
        activate(plan.kinds[l], z, a, width)


@inlined
def sample_losses(plan: Plan, at: Scratch, width: int) -> None:
    """Loss of each sample, the sum of its outputs' terms from the first to the last (figure 7)."""
    last, targets, outputs = len(plan.kinds), at.targets, float(plan.sizes[len(plan.kinds)])
    z, a = layer_part(plan, last, at.zs, width), layer_part(plan, last, at.activations, width)
    for s in range(width):
        at.losses[s] = loss_of(plan.loss, z[s:], a[s:], targets[s:], width, outputs)


@inlined
def output_deltas(plan: Plan, at: Scratch, width: int) -> None:
    """delta = dLoss/dz of the output, for each of its neurons and samples (figure 11)."""
    last, outputs = len(plan.kinds), float(plan.sizes[len(plan.kinds)])
    z, a = layer_part(plan, last, at.zs, width), layer_part(plan, last, at.activations, width)
    delta = layer_part(plan, last, at.deltas, width)
    errors_of(plan.loss, delta, a, at.targets, width, outputs)
    if plan.loss != BINARY and plan.loss != CATEGORICAL:
        activate_back(plan.kinds[last - 1], delta, z, a, width)


@inlined
def hidden_deltas(plan: Plan, parameters: Array, at: Scratch, width: int) -> None:
    """Carry delta back from layer to layer: upstream_i = sum over j of w_ij delta_j (figure 14)."""
    for l in range(len(plan.kinds) - 1, 0, -1):
        below, above = plan.sizes[l], plan.sizes[l + 1]
        delta, from_above = layer_part(plan, l, at.deltas, width), layer_part(plan, l + 1, at.deltas, width)
        weights = part(parameters, plan.weights[l], above * padded(below))
        weighted_rows(delta, at.zeros, below, from_above, width, weights, 1, padded(below), above)
        z, a = layer_part(plan, l, at.zs, width), layer_part(plan, l, at.activations, width)
        activate_back(plan.kinds[l - 1], delta, z, a, width)


@inlined
def add_gradients(plan: Plan, at: Scratch, width: int, samples: int, gradient: Array, adds: bool) -> None:
    """Sum over samples of dLoss/dw_ij = a_i delta_j and dLoss/db_j = delta_j (figures 11 to 15).

    Where it `adds`, that goes on with the sums that are there.
    """
    for l in range(len(plan.kinds)):
        length, above, delta = padded(plan.sizes[l]), plan.sizes[l + 1], layer_part(plan, l + 1, at.deltas, width)
        transpose(layer_part(plan, l, at.activations, width), width, at.transposed, length)
        own = part(gradient, plan.weights[l], above * length)
        weighted_rows(own, at.zeros, above, at.transposed, length, delta, width, 1, samples, adds)
        if plan.biases[l] >= 0:
            own = part(gradient, plan.biases[l], above)
            for j in range(above):
                own[j] = total_of(part(delta, j * width, samples), own[j] if adds else 0.0)


@inlined
def divide(gradient: Array, samples: int) -> None:
    """Make a sum over samples their mean."""
    for k in range(len(gradient) & -4):
        gradient[k] = gradient[k] / samples


@inlined
def run_both_ways(plan: Plan, parameters: Array, at: Scratch, width: int) -> None:
    """Forward, loss and backward for the samples that stand in `at`."""
    forward(plan, parameters, at, width)
    sample_losses(plan, at, width)
    output_deltas(plan, at, width)
    hidden_deltas(plan, parameters, at, width)


@inlined
def run_pass(plan: Plan, parameters: Array, at: Scratch, samples: int, gradient: Array) -> float:
    """Forward, loss and backward for the batch that stands in `at`: fill its mean gradient, return its loss."""
    run_both_ways(plan, parameters, at, padded(samples))
    add_gradients(plan, at, padded(samples), samples, gradient, False)
    divide(gradient, samples)
    return total_of(part(at.losses, 0, samples)) / samples
