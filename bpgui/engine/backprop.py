"""Backpropagation, one equation a function: the reference that reads like the article.

Shapes are batch-first: activations[l] is (batch, features), weights are (fan_in, fan_out), and delta always
means dLoss/dz. Every sum is a loop over the summed index, from the first term to the last, with whole arrays
inside: the order of arithmetic is part of the result, so `@`, einsum and np.sum have no place here.

Each row of a batch may also bring its own parameters, of shape (batch, parameter_count): then the batch is one
sample seen at many moments of a training.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array, ascending_sum
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Network


class Pass(NamedTuple):
    """All that one forward and backward pass computes, for the samples of a batch.

    activations[0] are the inputs and activations[l] belongs to layer l; zs[l - 1] and deltas[l - 1] belong to
    computed layer l. All of shape (batch, neurons). output_losses (batch, outputs) are the terms of losses (batch,);
    gradient is the mean over the batch, one number a parameter.
    """

    zs: tuple[Array, ...]
    activations: tuple[Array, ...]
    output_losses: Array
    losses: Array
    deltas: tuple[Array, ...]
    gradient: Array


def pre_activation(inputs: Array, weights: Array, biases: Array) -> Array:
    """z_j = b_j + sum over i of a_i w_ij (figure 6), by ascending source i; shape (batch, fan_out)."""
    z = np.zeros((inputs.shape[0], weights.shape[-1]))
    if biases.size:
        z = z + biases
    for i in range(weights.shape[-2]):
        z = z + inputs[:, i : i + 1] * weights[..., i, :]
    return z


def forward(network: Network, parameters: Array, inputs: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Return (zs, activations) of all layers, a = f(z) (figures 6 and 18)."""
    zs: list[Array] = []
    activations = [inputs]
    for layer, kind in enumerate(network.layers):
        z = pre_activation(activations[-1], network.weights(parameters, layer), network.biases(parameters, layer))
        zs.append(z)
        activations.append(ACTIVATIONS[kind.activation].value(z))
    return tuple(zs), tuple(activations)


def output_losses(network: Network, zs: tuple[Array, ...], predictions: Array, targets: Array) -> Array:
    """Return what each output adds to the loss of its sample, shape (batch, outputs) (figure 7)."""
    return LOSSES[network.loss].terms(zs[-1], predictions, targets)


def sample_losses(terms: Array) -> Array:
    """Return the loss of each sample, shape (batch,): the sum of `terms` (batch, outputs) over its outputs."""
    return ascending_sum(terms)[:, 0]


def batch_loss(losses: Array) -> float:
    """Return the loss of a batch, the mean of its samples' losses, summed in their order."""
    total = 0.0
    for loss in losses.tolist():
        total = total + loss
    return float(total / len(losses))


def output_delta(network: Network, zs: tuple[Array, ...], predictions: Array, targets: Array) -> Array:
    """delta = dLoss/dz of the output; for a linear output prediction - target (figure 11)."""
    activation = ACTIVATIONS[network.layers[-1].activation]
    return LOSSES[network.loss].delta(zs[-1], predictions, targets, activation)


def hidden_delta(network: Network, layer: int, weights: Array, delta: Array, z: Array, a: Array) -> Array:
    """delta_i = f'(z_i) * sum over j of w_ij delta_j (figure 14), by ascending destination j."""
    upstream = np.zeros_like(z)
    for j in range(weights.shape[-1]):
        upstream = upstream + delta[:, j : j + 1] * weights[..., :, j]
    return ACTIVATIONS[network.layers[layer].activation].backward(upstream, z, a)


def backward(
    network: Network, parameters: Array, zs: tuple[Array, ...], activations: tuple[Array, ...], targets: Array
) -> tuple[Array, ...]:
    """Return the deltas of all computed layers, from the output back to the first (figures 11 and 14)."""
    deltas = [output_delta(network, zs, activations[-1], targets)]
    for layer in range(len(network.layers) - 2, -1, -1):
        weights = network.weights(parameters, layer + 1)
        deltas.append(hidden_delta(network, layer, weights, deltas[-1], zs[layer], activations[layer + 1]))
    return tuple(reversed(deltas))


def gradient_sum(
    network: Network, activations: tuple[Array, ...], deltas: tuple[Array, ...], before: Array | None = None
) -> Array:
    """dLoss/dw_ij = a_i delta_j and dLoss/db_j = delta_j (figures 11 to 15), summed over the batch in its order.

    `before` is the sum over the samples before these, (parameter_count,).
    """
    gradient = np.zeros(network.parameter_count) if before is None else before.copy()
    for layer, delta in enumerate(deltas):
        weights = network.weights(gradient, layer)
        biases = network.biases(gradient, layer)
        for sample in range(delta.shape[0]):
            weights += activations[layer][sample][:, None] * delta[sample]
            if biases.size:
                biases += delta[sample]
    return gradient


def run_pass(network: Network, parameters: Array, inputs: Array, targets: Array) -> Pass:
    """Forward, loss and backward for the samples of one batch: inputs (batch, n), targets (batch, m)."""
    zs, activations = forward(network, parameters, inputs)
    terms = output_losses(network, zs, activations[-1], targets)
    deltas = backward(network, parameters, zs, activations, targets)
    gradient = gradient_sum(network, activations, deltas) / len(inputs)
    return Pass(zs, activations, terms, sample_losses(terms), deltas, gradient)


def update(parameters: Array, move: Array, locked: NDArray[np.bool_]) -> Array:
    """*w = w - move, which is a dLoss/dw (figures 9 to 16), for all parameters at once; `locked` ones (bool) stay."""
    return np.where(locked, parameters, parameters - move)
