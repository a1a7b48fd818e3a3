"""Does it last? `python -m benchmarks.soak 20` uses the window at random for twenty minutes and watches its memory,
then closes it twenty times in the middle of a run, an export and a warm-up.
"""

import argparse
import json
import logging
import math
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.table import Figure, printed
from benchmarks.window import ROOT, resident

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
TIMES = 20


def use_at_random(minutes: float, seed: int = 1) -> dict[str, Any]:
    """Run, scrub, zoom, edit, undo and redo at random; return what was seen of it: MB each twentieth of the time."""
    from PySide6.QtWidgets import QApplication

    from bpgui.gui.start import make_window
    from bpgui.session.compiled import WarmUp

    logged: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]  # a list is enough
    logging.getLogger().addHandler(handler)
    sys.excepthook = lambda kind, error, _: logged.append(f"{kind.__name__}: {error}")
    app = QApplication([])
    app.setStyle("Fusion")
    sys.setswitchinterval(0.0005)
    window = make_window(Path(tempfile.mkdtemp()) / "settings.json")
    window.show()
    window.load_panels()
    window.load_plots()
    warm_up, rng = WarmUp(), random.Random(seed)
    seen: list[int] = []
    began, actions = time.monotonic(), 0
    while time.monotonic() - began < 60 * minutes:
        act(window, rng)
        actions += 1
        until = time.monotonic() + rng.expovariate(10)
        while time.monotonic() < until:
            app.processEvents()
            time.sleep(0.002)
        if time.monotonic() - began > 3 * minutes * len(seen):
            seen.append(round(resident()))
    window.document.pause()
    window.document.session.mark_saved()
    window.close()
    warm_up.stop()
    threads = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    return {"memory": seen, "actions": actions, "logged": logged[:20], "threads": threads}


def act(window: Any, rng: random.Random) -> None:
    """Do one thing that a person might do."""
    from benchmarks.networks import w3_session
    from bpgui.session.edits import SetBatchSize, SetInput, SetLearningRate, SetParameter, SetShuffle

    document, plots = window.document, window.plots
    session = document.session
    experiment = session.experiment
    names = [parameter.name for parameter in experiment.network.parameters]
    length = document.timeline.length
    edits = (
        lambda: SetParameter(rng.choice(names), rng.uniform(-1, 1)),
        lambda: SetLearningRate(rng.choice([0.01, 0.03, 0.1])),
        lambda: SetInput(experiment.network.neuron_names[0][0], rng.randint(1, experiment.data.samples), rng.random()),
        lambda: SetShuffle(rng.random() < 0.5),
        lambda: SetBatchSize(rng.choice([None, 1, min(10, experiment.data.samples)])),
    )
    actions = (
        (20, document.toggle_run),
        (10, lambda: document.set_rate(rng.choice([30.0, 1000.0, math.inf, math.inf]))),
        (20, lambda: document.seek(rng.randrange(length))),
        (10, document.step),
        (10, document.next_phase),
        (10, document.back),
        (5, document.to_end),
        (15, lambda: document.perform(rng.choice(edits)())),
        (15, document.undo),
        (10, document.redo),
        (10, lambda: plots.show_page(rng.choice(["prediction", "loss", "weights", "gradients"]))),
        (10, lambda: plots.chart.zoom_requested.emit(rng.choice([0.1, 0.5, 3.0]), rng.random() * length)),
        (5, plots.fit),
        (5, lambda: document.plot(tuple(rng.sample(range(len(names)), min(4, len(names)))))),
        (5, lambda: document.choose_sample(rng.randrange(experiment.data.samples))),
        (1, lambda: document.open(w3_session())),
    )
    rng.choices([action for _, action in actions], [weight for weight, _ in actions])[0]()


# Closing


def close_while(busy: str, after: float) -> None:
    """Open the window, close it in the middle of a run, an export or the warm-up, and print the moment."""
    from PySide6.QtCore import QTimer

    from bpgui.gui import start
    from bpgui.session.history_csv import CsvOptions

    made = start.make_window

    def make_window(path: Path) -> Any:
        window = made(path)
        document = window.document

        def begin() -> None:
            if busy == "run":
                document.set_rate(math.inf)
                document.toggle_run()
            if busy == "export":
                document.session.train(20_000)
                QTimer.singleShot(round(1000 * after), window, close)
                window.files.export_to(Path(tempfile.mkdtemp()) / "history.csv", CsvOptions())

        def close() -> None:
            document.pause()
            document.session.mark_saved()
            print(json.dumps(time.time()), flush=True)
            window.close()

        QTimer.singleShot(300, window, begin)
        if busy != "export":
            QTimer.singleShot(300 + round(1000 * after), window, close)
        return window

    start.make_window = make_window  # type: ignore[assignment]  # made as before, and closed
    sys.exit(start.run_window(None))


def closings(busy: str, times: int = TIMES) -> list[float]:
    """Return how many seconds each closing took; raises where one did not exit with 0."""
    found, rng = [], random.Random(2)
    for _ in range(times):
        with tempfile.TemporaryDirectory() as home:
            variables = {**os.environ, "XDG_CONFIG_HOME": home}
            if busy == "warm-up":
                variables["XDG_CACHE_HOME"] = home
            command = [sys.executable, "-m", "benchmarks.soak", "close", busy, str(rng.uniform(0.05, 1.5))]
            ended = subprocess.run(
                command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60
            )
            passed = time.time() - float(ended.stdout.split()[-1])
        if ended.returncode:
            raise RuntimeError(f"closing during {busy}: exit code {ended.returncode}, {ended.stderr[-500:]}")
        found.append(passed)
    return found


def figures(minutes: float = 20) -> list[Figure]:
    """Return what was seen."""
    found = use_at_random(minutes)
    memory, wrong = found["memory"], [*found["logged"], *found["threads"]]
    settled = memory[len(memory) // 4]
    detail = f"{found['actions']} actions; MB each twentieth: {memory}"
    return [
        Figure(
            f"soak of {minutes:g} minutes: growth after the first quarter",
            memory[-1] - settled,
            60,
            unit="MB",
            detail=detail,
        ),
        Figure("soak: warnings, errors, threads left", len(wrong), 0, detail="; ".join(wrong)),
        *(
            Figure(f"closing during {busy}, {TIMES} times: the slowest", max(closings(busy)), 3, unit="s")
            for busy in ("run", "export", "warm-up")
        ),
    ]


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["20"], help="minutes")
    asked = parser.parse_args().what
    if asked[0] == "close":
        close_while(asked[1], float(asked[2]))
    else:
        print(printed(figures(float(asked[0]))))


if __name__ == "__main__":
    main()
