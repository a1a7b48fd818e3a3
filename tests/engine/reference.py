"""A second opinion: the same mathematics, written without a look at the engine, differentiated by autograd.

What it knows of the engine is the order of the parameters: all weights by layer, destination and source, then all
biases by layer and neuron.
"""

from typing import Any

import autograd
import autograd.numpy as anp

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": lambda z: 0.5 * (1.0 + anp.tanh(0.5 * z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.where(z > 0.0, z, 0.0),
    "leaky_relu": lambda z: anp.where(z > 0.0, z, 0.01 * z),
    "softplus": lambda z: anp.logaddexp(0.0, z),
    "elu": lambda z: anp.where(z > 0.0, z, anp.expm1(anp.minimum(z, 0.0))),
    "silu": lambda z: z * 0.5 * (1.0 + anp.tanh(0.5 * z)),
    "gelu": lambda z: 0.5 * z * (1.0 + anp.tanh(anp.sqrt(2.0 / anp.pi) * (z + 0.044715 * z**3))),
    "hard_tanh": lambda z: anp.where(anp.abs(z) < 1.0, z, anp.sign(z)),
    "softmax": lambda z: anp.exp(z - _log_sum_exp(z)),
}
LOSSES = {
    "half_square": lambda z, a, t: 0.5 * (a - t) ** 2,
    "square": lambda z, a, t: (a - t) ** 2,
    "mean_square": lambda z, a, t: (a - t) ** 2 / t.shape[1],
    "absolute": lambda z, a, t: anp.abs(a - t),
    "huber": lambda z, a, t: anp.where(anp.abs(a - t) <= 1.0, 0.5 * (a - t) ** 2, anp.abs(a - t) - 0.5),
    "binary_cross_entropy": lambda z, a, t: t * anp.logaddexp(0.0, -z) + (1.0 - t) * anp.logaddexp(0.0, z),
    "categorical_cross_entropy": lambda z, a, t: t * (_log_sum_exp(z) - z),
}


def _log_sum_exp(z: Any) -> Any:
    largest = anp.max(z, axis=1, keepdims=True)
    return largest + anp.log(anp.sum(anp.exp(z - largest), axis=1, keepdims=True))


def loss(network: Network, parameters: Any, inputs: Array, targets: Array) -> Any:
    """Return the mean over the batch of each sample's loss."""
    place, bias_place = 0, sum(n * m for n, m in zip(network.sizes, network.sizes[1:], strict=False))
    z, a = None, inputs
    for layer, fan_in in zip(network.layers, network.sizes, strict=False):
        z = a @ anp.reshape(parameters[place : place + fan_in * layer.size], (layer.size, fan_in)).T
        place += fan_in * layer.size
        if layer.bias:
            z = z + parameters[bias_place : bias_place + layer.size]
            bias_place += layer.size
        a = ACTIVATIONS[layer.activation](z)
    return anp.sum(LOSSES[network.loss](z, a, targets)) / len(inputs)


def gradient(network: Network, parameters: Array, inputs: Array, targets: Array) -> Array:
    """Return dLoss/dparameters by automatic differentiation."""
    found: Array = autograd.grad(lambda p: loss(network, p, inputs, targets))(parameters)
    return found
