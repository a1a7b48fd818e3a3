"""`bpgui train` as a person types it: whole processes, beside the kernel's own time for the same work."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.table import Figure, printed
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.resources import resource_path
from bpgui.session.compiled import warm_up
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session

ROUNDS = 3
#: Promised: so many seconds more than ten steps take; so many more than so many times the kernel.
MORE, TIMES = 2.0, 2.0
IRIS_STEPS = (1, 300, 1_000, 3_000, 49_999, 50_000)
PROGRAM = "import sys; from bpgui.app import main; sys.exit(main())"


def command_seconds(path: Path, steps: int) -> float:
    """Return how long the command takes, in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, "train", str(path), "--steps", str(steps)]
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def kernel_seconds(path: Path, steps: int) -> float:
    """Return how long the same takes here, where all is loaded: opening, and training by the kernel."""
    began = time.perf_counter()
    load_session(path).train(steps)
    return time.perf_counter() - began


def large_file(folder: Path) -> Path:
    """Write a session of 100,000 samples of 17 numbers."""
    rng = np.random.default_rng(0)
    network = Network(16, (Layer(1, "sigmoid", True),))
    inputs = rng.normal(size=(100_000, 16))
    data = Data(inputs, (inputs[:, :1] > 0).astype(np.float64))
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    session = Session(Experiment(network, settings, data), rng.normal(size=network.parameter_count))
    save_session(session, folder / "large.bpgui")
    return folder / "large.bpgui"


def beside_kernel(name: str, path: Path, steps: int) -> Figure:
    """Return how many seconds the command takes beyond twice the kernel."""
    timings = [(command_seconds(path, steps), kernel_seconds(path, steps)) for _ in range(ROUNDS)]
    whole, kernel = (statistics.median(column) for column in zip(*timings, strict=True))
    excess = statistics.median(ours - TIMES * own for ours, own in timings)
    title = f"bpgui train, {name}, {steps:,} steps, beyond twice the kernel"
    return Figure(title, excess, MORE, unit="s", detail=f"{whole:.2f} s, the kernel {kernel:.2f} s")


def figures() -> list[Figure]:
    """Measure everything, with a warm cache."""
    if not warm_up():
        raise RuntimeError("there is no compiled kernel here")
    article, iris = (resource_path("examples", f"{name}.bpgui") for name in ("article", "iris"))
    timings = [(command_seconds(article, 10), command_seconds(article, 300_000)) for _ in range(ROUNDS)]
    few, many = (statistics.median(column) for column in zip(*timings, strict=True))
    more = statistics.median(b - a for a, b in timings)
    title, detail = "bpgui train, article, 300,000 steps, more than 10 steps", f"{many:.2f} s, 10 steps {few:.2f} s"
    found = [Figure(title, more, MORE, unit="s", detail=detail)]
    found += [beside_kernel("Iris", iris, steps) for steps in IRIS_STEPS]
    with tempfile.TemporaryDirectory() as folder:
        found.append(beside_kernel("100,000 x 17", large_file(Path(folder)), 20))
    return found


if __name__ == "__main__":
    print(printed(figures()))
