"""PyTorch and scikit-learn, where they are installed, as their users train with them."""

import math
import warnings
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.peers.work import Outcome, Trainer, Work


def has_torch() -> bool:
    """Whether PyTorch is installed."""
    return find_spec("torch") is not None


def has_sklearn() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def torch_trainer(work: Work, most: int) -> Trainer:  # noqa: ARG001  one signature for all peers
    """Eager, with autograd and SGD or Adam, on one thread (at these sizes the fastest)."""
    import torch  # type: ignore[import-not-found,unused-ignore]

    torch.set_num_threads(1)
    inputs, targets = torch.from_numpy(work.data.inputs), torch.from_numpy(work.data.targets)
    parts = [slice(s, s + work.batch_size) for s in range(0, work.data.samples, work.batch_size)]

    def mean_loss(predictions: Any, wanted: Any) -> Any:
        return 0.5 * ((predictions - wanted) ** 2).sum() / len(wanted)

    def train(steps: int) -> Outcome:
        net = _torch_net(torch, work)
        kind = torch.optim.Adam if work.optimiser == "adam" else torch.optim.SGD
        optimiser = kind(net.parameters(), lr=work.learning_rate)
        losses, train_losses, predictions = [], [], np.zeros(0)
        for k in range(-1, steps):
            now = parts[(k + 1) % len(parts)]
            outputs = net(inputs[now])
            loss = mean_loss(outputs, targets[now])
            if k >= 0:
                losses.append(loss.item())
                train_losses.append(losses[-1] if len(parts) == 1 else math.nan)
                predictions = outputs.detach()[: work.watched].numpy().copy()
                if len(parts) > 1 and (k + 1) % len(parts) == 0:
                    with torch.no_grad():
                        train_losses[-1] = mean_loss(net(inputs), targets).item()
            optimiser.zero_grad()
            loss.backward()
            if k + 1 < steps:
                optimiser.step()
        return Outcome(np.array(losses), np.array(train_losses), predictions)

    return train


def _torch_net(torch: Any, work: Work) -> Any:
    modules, network = [], work.network
    for n, layer in enumerate(network.layers):
        linear = torch.nn.Linear(network.sizes[n], layer.size, bias=layer.bias, dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(network.weights(work.start, n).T.copy()))
            if layer.bias:
                linear.bias.copy_(torch.from_numpy(network.biases(work.start, n).copy()))
        modules += [linear, *{"tanh": [torch.nn.Tanh()], "relu": [torch.nn.ReLU()], "linear": []}[layer.activation]]
    return torch.nn.Sequential(*modules)


def sklearn_trainer(work: Work, most: int) -> Trainer:  # noqa: ARG001
    """A net of the same sizes, with biases and a linear output, which scikit-learn's always is; one loss an epoch."""
    from sklearn.neural_network import MLPRegressor  # type: ignore[import-not-found,unused-ignore]

    hidden = work.network.layers[:-1]
    activation = hidden[0].activation.replace("linear", "identity")
    inputs, targets = work.data.inputs, work.data.targets.ravel()

    def train(steps: int) -> Outcome:
        how = {"solver": "sgd", "alpha": 0.0, "momentum": 0.0, "nesterovs_momentum": False, "shuffle": False}
        net = MLPRegressor(
            hidden_layer_sizes=[layer.size for layer in hidden],
            activation=activation,
            batch_size=work.batch_size,
            learning_rate_init=work.learning_rate,
            **how,
        )
        losses = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for _ in range(math.ceil(steps / work.steps_an_epoch)):
                net.partial_fit(inputs, targets)
                losses.append(net.loss_)
        return Outcome(np.array(losses), np.zeros(0), np.zeros(0))

    return train
