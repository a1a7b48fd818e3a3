"""The window: how soon it is there, and how fluent it stays while a network trains as fast as it can.

Each measurement runs in a process of its own: `python -m benchmarks.window NAME ..` prints one as JSON.
"""

import argparse
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.table import Figure, printed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parents[1]
LENGTHS = (0, 10**6, 10**8)
SECONDS, ROUNDS = 12.0, 3


def measured(*arguments: object, of: str = "benchmarks.window") -> Any:
    """Run one measurement of a module in a fresh process and return what it printed."""
    command = [sys.executable, "-m", of, *map(str, arguments)]
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{arguments}: {ended.stderr[-2000:]}")
    return json.loads(ended.stdout.splitlines()[-1])


# Start


def start(name: str, began: float) -> None:
    """Print how long a window takes from `began`, the start of the process, until what it is for is painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    class Eye(QObject):
        """Sees the first paint of a widget."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, told)
            return False

    def told() -> None:
        print(json.dumps(time.time() - began), flush=True)
        os._exit(0)

    def look_at(widget: QWidget) -> None:
        widget.installEventFilter(eye)

    app, eye = QApplication([]), Eye()
    if name in ("bare", "pyqtgraph"):
        window: Any = QMainWindow()
        look_at(window)
    else:
        from bpgui.gui.window.start import make_window

        app.setStyle("Fusion")
        window = make_window(Path(tempfile.mkdtemp()) / "settings.json")
    if name == "pyqtgraph":
        import pyqtgraph as pg

        plot = pg.PlotWidget()
        window.removeEventFilter(eye)
        window.setCentralWidget(plot)
        look_at(plot.viewport())
    elif name == "ours":
        look_at(window.diagram.viewport())
    elif name == "plots":
        from bpgui.gui.window.start import AfterFirstPaint

        load_plots = window.load_plots

        def load_and_look() -> None:
            load_plots()
            look_at(window.plots.chart.viewport())

        window.load_plots = load_and_look
        AfterFirstPaint(window)
    window.resize(1440, 900)
    window.show()
    app.exec()


def start_figures(rounds: int = 9) -> list[Figure]:
    """Compare with windows that do nothing, in turn."""
    names = ("bare", "pyqtgraph", "ours", "plots")
    found: dict[str, list[float]] = {name: [] for name in names}
    for name in names:  # the first time, Python compiles
        measured("start", name, time.time())
    for _ in range(rounds):
        for name in names:
            found[name].append(measured("start", name, time.time()))
    medians = {name: statistics.median(times) for name, times in found.items()}
    details = ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in medians.items())

    def ratio(ours: str, other: str) -> float:
        return statistics.median(a / b for a, b in zip(found[ours], found[other], strict=True))

    return [
        Figure(
            "first paint with the article's diagram, to a bare QMainWindow", ratio("ours", "bare"), 2.2, detail=details
        ),
        Figure("plots painted, to a bare pyqtgraph window", ratio("plots", "pyqtgraph"), 1.4),
    ]


# Live


class Frames:
    """When the plot was painted, and how much the window's thread worked meanwhile."""

    def __init__(self, chart: Any) -> None:
        self.times: list[float] = []
        paint = chart.paintEvent

        def watched(event: object) -> None:
            paint(event)
            self.times.append(time.perf_counter())

        chart.paintEvent = watched

    def over(self, seconds: float) -> dict[str, float]:
        """Let the window live so long and say what it did."""
        from PySide6.QtCore import QEventLoop, QTimer

        self.times.clear()
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        work, began = time.thread_time(), time.perf_counter()
        loop.exec()
        work, passed = time.thread_time() - work, time.perf_counter() - began
        gaps = sorted(b - a for a, b in zip(self.times, self.times[1:], strict=False)) or [passed]
        return {
            "frames": len(self.times) / passed,
            "quick": sum(gap < 0.020 for gap in gaps) / len(gaps),
            "worst": 1000 * gaps[-1],
            "work": 1000 * work / max(len(self.times), 1),
        }


def alone(session: Any, seconds: float) -> float:
    """Return the steps a second of the same kernel with the same record, while nobody looks."""
    trainer, size, steps = session.trainer(), 64, 0

    def work() -> None:
        nonlocal size, steps
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            steps += trainer.train(size).length
            size = min(2 * size, 8192)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return steps / seconds


def resident() -> float:
    """Return the memory of this process in MB, without the pages of libraries that it has come by."""
    lines = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["RssAnon"].split()[0]) / 1024


class Laboratory:
    """A window on W3, as a person finds it when the kernel is ready."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from benchmarks.networks import w3_session
        from bpgui.gui.window.garbage import GarbageCollection
        from bpgui.gui.window.start import make_window
        from bpgui.session.compiled import warm_up

        self.app = QApplication([])
        self.app.setStyle("Fusion")
        self.garbage = GarbageCollection()
        sys.setswitchinterval(0.0005)  # as bpgui.gui.window.start does
        self.window = make_window(Path(tempfile.mkdtemp()) / "settings.json")
        self.window.resize(1440, 900)
        self.window.show()
        self.app.processEvents()
        self.window.load_panels()
        self.window.load_plots()
        if not warm_up():
            raise RuntimeError("the compiled kernel is not ready")
        self.document = self.window.document
        self.document.open(w3_session())
        self.frames = Frames(self.window.plots.chart)
        settle(self.app)

    def train_to(self, length: int) -> None:
        """Train, as fast as it goes, until there are `length` steps."""
        document = self.document
        while document.session.steps < length:
            document.session.train(min(10**6, length - document.session.steps))
        document.to_end()
        settle(self.app)

    def live(self) -> dict[str, float]:
        """Run for a while; say what the frames were like and how fast training was beside the kernel alone."""
        document = self.document
        speed = alone(document.session, 1.5)
        document.run.set_rate(math.inf)
        document.toggle_run()
        self.frames.over(0.5)
        first, began = document.session.steps, time.perf_counter()
        seen = self.frames.over(SECONDS / ROUNDS)
        share = (document.session.steps - first) / (time.perf_counter() - began) / speed
        document.pause()
        return seen | {"share": share, "alone": speed}

    def jumps(self) -> list[float]:
        """Go to 200 random rows; return the milliseconds that each took."""
        chosen, found = random.Random(1), []
        for _ in range(200):
            row = chosen.randrange(self.document.timeline.length)
            began = time.perf_counter()
            self.document.timeline.state_at(row)
            found.append(1000 * (time.perf_counter() - began))
        return found


def live(longest: int) -> dict[str, Any]:
    """Train W3 in the window at several lengths of its history; then jump about in it."""
    laboratory = Laboratory()
    before, found = resident(), dict[str, Any]()
    for length in (length for length in LENGTHS if length <= longest):
        laboratory.train_to(length)
        rounds = [laboratory.live() for _ in range(ROUNDS)]
        found[str(length)] = {key: statistics.median(seen[key] for seen in rounds) for key in rounds[0]}
    found["memory"] = resident() - before
    jumps = laboratory.jumps()
    found["jump"], found["worst_jump"] = statistics.median(jumps), max(jumps)
    found["every"] = laboratory.document.timeline.last.keyframes.every
    laboratory.document.session.mark_saved()
    laboratory.window.close()
    return found


def settle(app: Any) -> None:
    """Let the window do what it has to do."""
    until = time.perf_counter() + 0.5
    while time.perf_counter() < until:
        app.processEvents()


def live_figures(longest: int = LENGTHS[-1]) -> list[Figure]:
    """Say what a live training costs at each length, and what the timeline remembers of it."""
    found, figures = measured("live", longest), []
    for length in (length for length in LENGTHS if length <= longest):
        seen, where = found[str(length)], f"live W3 after {length:,} steps"
        detail = f"worst gap {seen['worst']:.0f} ms; kernel alone {seen['alone']:,.0f} steps/s"
        figures += [
            Figure(f"{where}: plot frames a second", seen["frames"], 58, is_least=True, detail=detail),
            Figure(f"{where}: frame gaps under 20 ms", 100 * seen["quick"], 95, is_least=True, unit="%"),
            Figure(f"{where}: work of the window's thread a frame", seen["work"], 12, unit="ms"),
            Figure(f"{where}: training, of the kernel alone", seen["share"], 0.85, is_least=True),
        ]
    detail = f"200 random steps, keyframes every {found['every']}"
    return [
        *figures,
        Figure("jump to any step, median", found["jump"], 20, unit="ms", detail=detail),
        Figure("jump to any step, worst", found["worst_jump"], 100, unit="ms"),
        Figure(f"memory after {longest:,} steps of W3 in the window", found["memory"], 256, unit="MB"),
    ]


def figures() -> list[Figure]:
    """Return all of the window's figures."""
    return [*start_figures(), *live_figures()]


def main() -> None:
    """Measure what the arguments name, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", choices=("start", "live"))
    parser.add_argument("how", nargs="*")
    asked = parser.parse_args()
    if asked.what == "start":
        if asked.how[0] in ("ours", "plots"):
            import bpgui.gui  # noqa: F401  before Qt, as in bpgui.app
        start(asked.how[0], float(asked.how[1]))
    elif asked.what == "live":
        print(json.dumps(live(int(float(asked.how[0])))))
    else:
        print(printed(figures()))


if __name__ == "__main__":
    main()
