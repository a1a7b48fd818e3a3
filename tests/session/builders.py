"""Sessions to test with, and what is compared of them."""

import time
from typing import Any

import numpy as np

from bpgui.engine.initialisation import initial_parameters
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.experiment import Experiment
from bpgui.session.runner import Runner
from bpgui.session.session import Session
from bpgui.session.stops import Halt
from bpgui.session.timeline.futures import Timeline

SECONDS = 20.0  # no test takes this long; one that would never end ends here


def batched_session(batch_size: int | None = 3, *, shuffle: bool = True, seed: int = 4, samples: int = 7) -> Session:
    """Return 2-3-2 with all that the article has not: biases, curved activations, several samples and outputs."""
    network = Network(2, (Layer(3, "tanh", bias=True), Layer(2, "sigmoid")))
    rng = np.random.default_rng(11)
    data = Data(rng.normal(size=(samples, 2)), rng.random((samples, 2)))
    settings = Settings(0.4, np.zeros(network.parameter_count, dtype=bool), batch_size, shuffle, seed)
    return Session(Experiment(network, settings, data), initial_parameters(network, "xavier", rng))


def split_session(
    batch_size: int | None = 3, samples: int = 12, test: tuple[int, ...] = (1, 4, 5, 9), noise: float = 0.0
) -> Session:
    """Return 2-3-1 that learns which samples lie above the diagonal, give or take noise, with test samples."""
    network = Network(2, (Layer(3, "tanh", bias=True), Layer(1, "sigmoid", bias=True)), loss="binary_cross_entropy")
    rng = np.random.default_rng(3)
    inputs = rng.normal(size=(samples, 2))
    heights = inputs[:, :1] - inputs[:, 1:] + noise * rng.normal(size=(samples, 1))
    data = Data(inputs, (heights > 0).astype(np.float64), test)
    settings = Settings(0.2, np.zeros(network.parameter_count, dtype=bool), batch_size, False, 0)
    return Session(Experiment(network, settings, data), initial_parameters(network, "xavier", rng))


def rows_of(timeline: Timeline, first: int = 0) -> dict[str, Any]:
    """Return every bit of every row from `first` on, and the events."""
    blocks = list(timeline.rows(first, timeline.length))
    names = ("steps", "epochs", "positions", "losses", "train_losses", "predictions", "parameters", "gradients")
    rows = {name: np.concatenate([getattr(block, name) for block in blocks]).tobytes() for name in names}
    return rows | {"events": [(event.row, event.step, event.text) for event in timeline.events]}


def run(session: Session, goal: int | None = None, rate: float = float("inf")) -> Halt:
    """Run to the end, polling as the window does."""
    return finish(Runner(session, rate, goal))


def finish(runner: Runner) -> Halt:
    deadline = time.monotonic() + SECONDS
    try:
        while time.monotonic() < deadline:
            halt = runner.poll()
            if halt is not None:
                return halt
            time.sleep(0.001)
    finally:
        runner.suspend()
    raise AssertionError("the run did not end")
