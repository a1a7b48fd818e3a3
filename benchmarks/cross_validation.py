"""`bpgui cross-validate` of Iris, 10 rates x 5 folds, as a person types it, beside the time of its trainings alone."""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.command import PROGRAM
from benchmarks.table import Figure, printed
from bpgui.session.basics.resources import resource_path
from bpgui.session.compiled import warm_up
from bpgui.session.cross_validation.plan import ValidationPlan
from bpgui.session.cross_validation.results import Kept
from bpgui.session.cross_validation.values import parse_values
from bpgui.session.files.session_file import load_session

IRIS = resource_path("examples", "iris.bpgui")
RATES, FOLDS, ROUNDS = "0.001:1:10", 5, 3
#: Promised: at most so many times the sum of the trainings / cores, where they take longer than the processes to begin.
TIMES = 1.3
SHORT, MIDDLE, LONG = 100, 1_000, 10_000


def timed(epochs: int) -> tuple[float, float]:
    """Return how long the command takes, and the sum of what its trainings took / cores, in seconds."""
    command = [sys.executable, "-c", PROGRAM, "cross-validate", str(IRIS), "--again", "--rates", RATES]
    began = time.perf_counter()
    subprocess.run([*command, "--folds", str(FOLDS), "--epochs", str(epochs)], check=True, stdout=subprocess.DEVNULL)
    whole, session = time.perf_counter() - began, load_session(IRIS)
    start = session.timeline.state_at(0).parameters
    plan = ValidationPlan(session.experiment, start, "learning_rate", parse_values(RATES), FOLDS, epochs=epochs)
    return whole, sum(result.seconds for result in Kept(plan).load().values()) / (os.cpu_count() or 1)


def figures() -> list[Figure]:
    """Measure everything, with a warm cache."""
    if not warm_up():
        raise RuntimeError("there is no compiled kernel here")
    found = []
    for epochs, unit, reach in ((SHORT, "s", None), (MIDDLE, "", TIMES), (LONG, "", TIMES)):
        timings = [timed(epochs) for _ in range(ROUNDS)]
        value = statistics.median(whole - own if unit else whole / own for whole, own in timings)
        whole, own = (statistics.median(column) for column in zip(*timings, strict=True))
        what = "more than" if unit else "times"
        title = f"bpgui cross-validate, Iris, 10 rates x 5 folds, {epochs:,} epochs, {what} its trainings / cores"
        found.append(Figure(title, value, reach, unit=unit, detail=f"{whole:.2f} s, the trainings / cores {own:.2f} s"))
    return found


if __name__ == "__main__":
    print(printed(figures()))
