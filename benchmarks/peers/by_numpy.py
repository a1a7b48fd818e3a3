"""The numpy peer: matrix products into buffers that are made once."""

import math

import numpy as np

from benchmarks.peers.work import Outcome, Trainer, Work
from bpgui.engine.elementary import Array


class Pass:
    """Buffers for a pass of so many samples, and the network's weights as views into one vector."""

    def __init__(self, work: Work, samples: int, parameters: Array, gradient: Array) -> None:
        network = work.network
        layers = range(len(network.layers))
        self.kinds = [layer.activation for layer in network.layers]
        self.rate, self.parameters, self.gradient = work.learning_rate, parameters, gradient
        self.weights = [network.weights(parameters, n) for n in layers]
        self.biases = [network.biases(parameters, n) if network.layers[n].bias else None for n in layers]
        self.weight_gradients = [network.weights(gradient, n) for n in layers]
        self.bias_gradients = [network.biases(gradient, n) for n in layers]
        self.activations = [np.zeros((samples, size)) for size in network.sizes]
        self.deltas = [np.zeros((samples, size)) for size in network.sizes]
        self.slope = [np.zeros((samples, size)) for size in network.sizes]

    def forward(self, inputs: Array, targets: Array) -> float:
        """Return the loss; predictions and their differences to the targets stand in the last buffers."""
        self.activations[0] = inputs
        for n, kind in enumerate(self.kinds):
            a = self.activations[n + 1]
            np.matmul(self.activations[n], self.weights[n], out=a)
            if (bias := self.biases[n]) is not None:
                np.add(a, bias, out=a)
            if kind == "tanh":
                np.tanh(a, out=a)
            elif kind == "relu":
                np.maximum(a, 0.0, out=a)
        difference = np.subtract(self.activations[-1], targets, out=self.deltas[-1])
        return float(0.5 * np.vdot(difference, difference) / len(inputs))

    def backward(self) -> None:
        """Fill the gradient."""
        for n in range(len(self.kinds) - 1, -1, -1):
            delta, a, slope = self.deltas[n + 1], self.activations[n + 1], self.slope[n + 1]
            if self.kinds[n] == "tanh":
                np.multiply(a, a, out=slope)
                np.subtract(1.0, slope, out=slope)
                np.multiply(delta, slope, out=delta)
            elif self.kinds[n] == "relu":
                np.multiply(delta, a > 0.0, out=delta)
            np.matmul(self.activations[n].T, delta, out=self.weight_gradients[n])
            if self.biases[n] is not None:
                np.sum(delta, axis=0, out=self.bias_gradients[n])
            if n:
                np.matmul(delta, self.weights[n].T, out=self.deltas[n])
        np.divide(self.gradient, len(self.deltas[0]), out=self.gradient)

    def update(self) -> None:
        """Move all parameters at once."""
        np.multiply(self.gradient, self.rate, out=self.gradient)
        np.subtract(self.parameters, self.gradient, out=self.parameters)


class Adam:
    """Moves all parameters by Adam with its usual constants, in buffers that are made once."""

    def __init__(self, work: Work, parameters: Array, gradient: Array) -> None:
        self.rate, self.parameters, self.gradient = work.learning_rate, parameters, gradient
        self.m, self.v, self.root, self.part = (np.zeros_like(parameters) for _ in range(4))
        self.begin()

    def begin(self) -> None:
        """Remember nothing."""
        self.m[:], self.v[:], self.powers = 0.0, 0.0, (1.0, 1.0)

    def update(self) -> None:
        """Move all parameters at once."""
        p1, p2 = self.powers = 0.9 * self.powers[0], 0.999 * self.powers[1]
        for inner, share, term in ((self.m, 0.9, self.gradient), (self.v, 0.999, self.gradient**2)):
            np.multiply(inner, share, out=inner)
            np.add(inner, np.multiply(term, 1.0 - share, out=self.part), out=inner)
        np.sqrt(np.divide(self.v, 1.0 - p2, out=self.root), out=self.root)
        np.add(self.root, 1e-8, out=self.root)
        np.divide(np.divide(self.m, 1.0 - p1, out=self.part), self.root, out=self.part)
        np.subtract(self.parameters, np.multiply(self.part, self.rate, out=self.part), out=self.parameters)


def trainer(work: Work, most: int) -> Trainer:
    """Prepare the work for up to `most` steps a call."""
    parameters, gradient = np.zeros_like(work.start), np.zeros_like(work.start)
    inputs, targets, samples = work.data.inputs, work.data.targets, work.data.samples
    parts = [slice(s, min(s + work.batch_size, samples)) for s in range(0, samples, work.batch_size)]
    whole = Pass(work, samples, parameters, gradient)
    passes = {p.stop - p.start: Pass(work, p.stop - p.start, parameters, gradient) for p in parts}
    batches = [(passes[p.stop - p.start], inputs[p], targets[p]) for p in parts]
    losses, train_losses = np.zeros(most), np.zeros(most)
    adam = Adam(work, parameters, gradient) if work.optimiser == "adam" else None
    predictions = np.zeros((most, work.watched, work.network.outputs))

    def train(steps: int) -> Outcome:
        parameters[:] = work.start
        if adam is not None:
            adam.begin()
        for k in range(-1, steps):
            at, batch, wanted = batches[(k + 1) % len(batches)]
            loss = at.forward(batch, wanted)
            at.backward()
            if k >= 0:
                losses[k], train_losses[k] = loss, math.nan
                if len(batches) == 1:
                    train_losses[k] = loss
                    predictions[k] = at.activations[-1][: work.watched]
                elif (k + 1) % len(batches) == 0:
                    train_losses[k] = whole.forward(inputs, targets)
            if k + 1 < steps:
                (adam or at).update()
        return Outcome(losses[:steps], train_losses[:steps], predictions[steps - 1])

    return train
