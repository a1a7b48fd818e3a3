"""One cell of a long table: how long the window is busy with an edit, its undo and its redo, and what an edit keeps.

What is timed is the work of the window's thread until all is painted, so that other work on the machine does not count;
the loss of the changed row may follow from a worker, and is painted then. `python -m benchmarks.cells SIZE` prints one
measurement as JSON.
"""

import argparse
import gc
import json
import statistics
import threading
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks import window
from benchmarks.million import seconds_of
from benchmarks.table import Figure, printed

SAMPLES, ROUNDS = 100_000, 9
#: Milliseconds and MB that each may take.
TIME, MEMORY = 50, 1
BATCHES = {"batch 32": 32, "all at once": SAMPLES}


def session(batch_size: int) -> Any:
    """Return 20-8-1 on that many samples, trained a little."""
    from bpgui.engine.initialisation import initial_parameters
    from bpgui.engine.network import Layer, Network
    from bpgui.engine.step import Data, Settings
    from bpgui.session.model.experiment import Experiment
    from bpgui.session.session import Session

    rng = np.random.default_rng(1)
    network = Network(20, (Layer(8, "tanh"), Layer(1, "linear")))
    settings = Settings(0.01, np.zeros(network.parameter_count, dtype=bool), batch_size=batch_size)
    data = Data(rng.normal(size=(SAMPLES, 20)), rng.normal(size=(SAMPLES, 1)))
    made = Session(Experiment(network, settings, data), initial_parameters(network, "xavier", rng))
    made.train(3)
    return made


def taken(batch_size: int) -> dict[str, float]:
    """Edit cells of one session: return the milliseconds of each act, and the MB that an edit keeps."""
    from bpgui.session.model.edits import SetInput

    laboratory = window.Laboratory()
    document = laboratory.document
    document.session.mark_saved()
    document.open(session(batch_size))
    names = document.experiment.network.neuron_names[0]

    def edit(k: int) -> None:
        document.perform(SetInput(names[k % 20], 7 + k, 0.5))

    acts: dict[str, Callable[[int], object]] = {
        "edit": edit,
        "undo": lambda _k: document.undo(),
        "redo": lambda _k: document.redo(),
    }
    come_to_rest()
    times: dict[str, list[float]] = {act: [] for act in acts}
    for k in range(ROUNDS):
        for act, do in acts.items():
            times[act].append(1000 * until_painted(partial(do, k)))
    medians = {act: statistics.median(found) for act, found in times.items()}
    return medians | {"kept": kept_by(lambda k: seconds_of(partial(edit, 70 + k)))}


def until_painted(act: Callable[[], object]) -> float:
    """Return how long the window's thread works until it shows what was done; what a worker brings follows."""
    from PySide6.QtWidgets import QApplication

    began = time.thread_time()
    act()
    QApplication.processEvents()
    passed = time.thread_time() - began
    come_to_rest()
    return passed


def come_to_rest() -> None:
    """Wait until the worker has brought the loss and all is painted: the next edit of a person comes later."""
    seconds_of(lambda: None)
    while any(thread.name == "awaited" for thread in threading.enumerate()):
        seconds_of(lambda: None)


def kept_by(edit: Callable[[int], object]) -> float:
    """Return how many MB each edit keeps, once caches are full."""
    found = []
    tracemalloc.start()
    for first in (0, ROUNDS):
        for k in range(first, first + ROUNDS):
            edit(k)
        gc.collect()
        found.append(tracemalloc.get_traced_memory()[0] / 2**20)
    tracemalloc.stop()
    return (found[1] - found[0]) / ROUNDS


def figures() -> list[Figure]:
    """Measure batches of 32, and all samples at once, in processes of their own."""
    result = []
    for name, batch_size in BATCHES.items():
        found = window.measured(batch_size, of="benchmarks.cells")
        kept = found.pop("kept")
        work, detail = f"a cell of 100,000 x 20, {name}", ", ".join(f"{act} {ms:.0f}" for act, ms in found.items())
        result += [
            Figure(f"{work}: the window's thread", max(found.values()), TIME, unit="ms", detail=detail),
            Figure(f"{work}: what an edit keeps", kept, MEMORY, unit="MB"),
        ]
    return result


def main() -> None:
    """Measure one size of batches, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("batch_size", nargs="?", type=int)
    asked = parser.parse_args()
    print(printed(figures()) if asked.batch_size is None else json.dumps(taken(asked.batch_size)))


if __name__ == "__main__":
    main()
