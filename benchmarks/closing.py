"""Is it gone at once? `python -m benchmarks.closing` closes the window twenty times in the middle of a run, an export
and a warm-up. What random use does to it, `python -m benchmarks.monkey` shows.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.table import Figure, printed
from benchmarks.window import ROOT

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
TIMES = 20
BUSY = ("run", "export", "warm-up")


def close_while(busy: str, after: float) -> None:
    """Open the window, close it in the middle of a run, an export or the warm-up, and print the moment."""
    from PySide6.QtCore import QTimer

    from bpgui.gui.window import start
    from bpgui.session.files.history_csv import CsvOptions

    made = start.make_window

    def make_window(*arguments: Any) -> Any:
        window = made(*arguments)
        document = window.document

        def begin() -> None:
            if busy == "run":
                document.run.set_rate(math.inf)
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
            command = [sys.executable, "-m", "benchmarks.closing", busy, str(rng.uniform(0.05, 1.5))]
            ended = subprocess.run(
                command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60
            )
            passed = time.time() - float(ended.stdout.split()[-1])
        if ended.returncode:
            raise RuntimeError(f"closing during {busy}: exit code {ended.returncode}, {ended.stderr[-500:]}")
        found.append(passed)
    return found


def figures() -> list[Figure]:
    """Return how long the slowest took."""
    return [
        Figure(f"closing during {busy}, {TIMES} times: the slowest", max(closings(busy)), 3, unit="s") for busy in BUSY
    ]


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closing", description=__doc__)
    parser.add_argument(
        "busy", nargs="?", choices=BUSY, help="close one window while it does this, after so many seconds"
    )
    parser.add_argument("after", nargs="?", type=float, default=0.5)
    asked = parser.parse_args()
    if asked.busy:
        close_while(asked.busy, asked.after)
    else:
        print(printed(figures()))


if __name__ == "__main__":
    main()
