"""The gradient in plain Python, one number at a time, in the very order that the contract states.

For activations whose value and slope are exact: linear, relu, leaky_relu; the loss is the half square.
"""

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network

SLOPES = {"linear": (1.0, 1.0), "relu": (0.0, 1.0), "leaky_relu": (0.01, 1.0)}

Numbers = list[float]


def gradient(network: Network, parameters: Array, inputs: Array, targets: Array) -> Numbers:
    """Return each parameter's gradient: summed by ascending sample, then divided by their number."""
    totals = [0.0] * network.parameter_count
    for sample, target in zip(inputs.tolist(), targets.tolist(), strict=True):
        activations, slopes = _forward(network, parameters.tolist(), sample)
        deltas = _backward(network, parameters.tolist(), activations[-1], slopes, target)
        for p in network.parameters:
            delta = deltas[p.layer][p.destination]
            totals[p.index] += delta if p.source is None else activations[p.layer - 1][p.source] * delta
    return [total / len(inputs) for total in totals]


def _forward(network: Network, parameters: Numbers, sample: Numbers) -> tuple[list[Numbers], list[Numbers]]:
    """Return activations and slopes f'(z) by layer, the inputs being layer 0: z = bias, then + w*a by source."""
    activations, slopes = [sample], [[1.0] * len(sample)]
    for number, layer in enumerate(network.layers, 1):
        z = [0.0] * layer.size
        into = [p for p in network.parameters if p.layer == number]
        for p in sorted(into, key=lambda p: -1 if p.source is None else p.source):
            z[p.destination] += parameters[p.index] * (1.0 if p.source is None else activations[-1][p.source])
        below, above = SLOPES[layer.activation]
        slopes.append([above if value > 0 else below for value in z])
        activations.append([slope * value for slope, value in zip(slopes[-1], z, strict=True)])
    return activations, slopes


def _backward(
    network: Network, parameters: Numbers, predictions: Numbers, slopes: list[Numbers], target: Numbers
) -> dict[int, Numbers]:
    """Return deltas by layer: what comes back to a neuron is summed by ascending destination."""
    last = len(network.layers)
    differences = [p - t for p, t in zip(predictions, target, strict=True)]
    deltas = {last: [d * slope for d, slope in zip(differences, slopes[last], strict=True)]}
    for layer in range(last - 1, 0, -1):
        upstream = [0.0] * network.sizes[layer]
        for p in network.parameters:  # by ascending destination
            if p.layer == layer + 1 and p.source is not None:
                upstream[p.source] += parameters[p.index] * deltas[layer + 1][p.destination]
        deltas[layer] = [u * slope for u, slope in zip(upstream, slopes[layer], strict=True)]
    return deltas
