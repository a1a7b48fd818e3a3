"""The plain Python peer: lists of floats and loops, one sample after the other."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from benchmarks.peers.work import Outcome, Trainer, Work

Numbers = list[float]
#: a = f(z), and f'(z) from a.
FUNCTIONS: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "linear": (lambda z: z, lambda a: 1.0),  # noqa: ARG005
    "tanh": (math.tanh, lambda a: 1.0 - a * a),
    "relu": (lambda z: max(z, 0.0), lambda a: 1.0 if a > 0.0 else 0.0),
}


class Net:
    """Weights as weights[layer][destination][source], biases as biases[layer][destination] (zeros: none)."""

    def __init__(self, work: Work) -> None:
        network = work.network
        layers = range(len(network.layers))
        self.weights = [network.weights(work.start, layer).T.tolist() for layer in layers]
        self.biases = [
            network.biases(work.start, layer).tolist() or [0.0] * network.layers[layer].size for layer in layers
        ]
        self.has_bias = [layer.bias for layer in network.layers]
        self.functions = [FUNCTIONS[layer.activation] for layer in network.layers]
        self.sizes, self.rate = network.sizes, work.learning_rate

    def forward(self, sample: Numbers) -> list[Numbers]:
        """Return the activations of all layers."""
        found = [sample]
        for weights, biases, (value, _) in zip(self.weights, self.biases, self.functions, strict=True):
            a = found[-1]
            sums = [b + sum(map(float.__mul__, row, a)) for row, b in zip(weights, biases, strict=True)]
            found.append([value(z) for z in sums])
        return found

    def add_gradient(self, activations: list[Numbers], target: Numbers, sums: list[list[Numbers]]) -> None:
        """Add one sample's gradient to `sums`: [layer][destination], the weights' and then the bias'."""
        upstream = [a - t for a, t in zip(activations[-1], target, strict=True)]
        for layer in range(len(self.weights) - 1, -1, -1):
            slope = self.functions[layer][1]
            delta = [u * slope(a) for u, a in zip(upstream, activations[layer + 1], strict=True)]
            for own, d in zip(sums[layer], delta, strict=True):
                for i, a in enumerate(activations[layer]):
                    own[i] += a * d
                own[-1] += d
            upstream = [sum(map(float.__mul__, column, delta)) for column in zip(*self.weights[layer], strict=True)]

    def update(self, sums: list[list[Numbers]], samples: int) -> None:
        """Move all parameters."""
        for layer, rows in enumerate(sums):
            for j, own in enumerate(rows):
                weights = self.weights[layer][j]
                for i in range(len(weights)):
                    weights[i] -= self.rate * (own[i] / samples)
                if self.has_bias[layer]:
                    self.biases[layer][j] -= self.rate * (own[-1] / samples)


def half_square(predictions: Numbers, target: Numbers) -> float:
    """Return a sample's loss."""
    return 0.5 * sum((a - t) ** 2 for a, t in zip(predictions, target, strict=True))


def trainer(work: Work, most: int) -> Trainer:  # noqa: ARG001  one signature for all peers
    """Prepare the work."""
    inputs, targets = work.data.inputs.tolist(), work.data.targets.tolist()
    everyone = list(zip(inputs, targets, strict=True))
    batches = [everyone[s : s + work.batch_size] for s in range(0, len(everyone), work.batch_size)]

    def train(steps: int) -> Outcome:
        net, losses, train_losses, predictions = Net(work), [], [], []
        for k in range(-1, steps):
            batch = batches[(k + 1) % len(batches)]
            sums = [[[0.0] * (n + 1) for _ in range(m)] for n, m in pairwise(net.sizes)]
            loss, outputs = 0.0, []
            for sample, target in batch:
                activations = net.forward(sample)
                loss += half_square(activations[-1], target) / len(batch)
                outputs.append(activations[-1])
                net.add_gradient(activations, target, sums)
            if k >= 0:
                losses.append(loss)
                train_losses.append(loss if len(batches) == 1 else math.nan)
                predictions = outputs[: work.watched]
                if len(batches) > 1 and (k + 1) % len(batches) == 0:
                    train_losses[-1] = sum(half_square(net.forward(x)[-1], t) for x, t in everyone) / len(everyone)
            if k + 1 < steps:
                net.update(sums, len(batch))
        return Outcome(np.array(losses), np.array(train_losses), np.array(predictions))

    return train
