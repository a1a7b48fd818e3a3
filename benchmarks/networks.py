"""The networks that the figures are measured on: W1 to W4 of docs/performance.md."""

import numpy as np

from bpgui.engine.initialisation import initial_parameters
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session


def spiral(samples: int = 500) -> Data:
    """Return two arms of a spiral: inputs (samples, 2), targets -1 and 1."""
    rng, half = np.random.default_rng(1), samples // 2
    turn = np.linspace(0.3, 3 * np.pi / 2, half)
    arms = [np.stack([r * turn * np.cos(turn), r * turn * np.sin(turn)], axis=1) / 5 for r in (1, -1)]
    inputs = np.concatenate(arms) + rng.normal(scale=0.02, size=(2 * half, 2))
    order = rng.permutation(2 * half)
    return Data(inputs[order], np.repeat([[1.0], [-1.0]], half, axis=0)[order])


def w3_session() -> Session:
    """Return W3: 2-8-8-1 tanh with biases, 500 samples, batches of 10."""
    network = Network(2, (Layer(8, "tanh", True), Layer(8, "tanh", True), Layer(1, "tanh", True)))
    settings = Settings(0.03, np.zeros(network.parameter_count, dtype=bool), batch_size=10)
    parameters = initial_parameters(network, "xavier", np.random.default_rng(0))
    return Session(Experiment(network, settings, spiral()), parameters)
