"""A million parameters: `python -m benchmarks.million` opens such networks and times every entry of the menus on them.

A click is over when the window's thread has nothing left to do. What is timed is the work of that thread, so that other
work on the machine does not count.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
#: Seconds: for one click, and for opening a file.
CLICK, OPENING = 1.0, 5.0
NETWORKS = {"1000-1000": ((1000,), False), "994-800-250-14": ((800, 250, 14), True)}
INPUTS = {"1000-1000": 1000, "994-800-250-14": 994}
#: Entries that open a dialog, another session or the file manager, or end the program.
LEFT_OUT = (
    "quit", "open", "save_as", "export", "new", "recover", "log_folder", "about", "keyboard", "run_steps", "go_to_step",
    "open_lesson", "save", "run", "guess_speed",
)  # fmt: skip


def session_file(name: str, folder: Path) -> Path:
    """Write a session of one of the networks, and return where."""
    from bpgui.engine.initialisation import initial_parameters
    from bpgui.engine.network import Layer, Network
    from bpgui.engine.step import Data, Settings
    from bpgui.session.files.session_file import save_session
    from bpgui.session.model.experiment import Experiment
    from bpgui.session.session import Session

    sizes, bias = NETWORKS[name]
    layers = [Layer(size, "tanh" if k < len(sizes) - 1 else "linear", bias) for k, size in enumerate(sizes)]
    network, rng = Network(INPUTS[name], tuple(layers)), np.random.default_rng(1)
    settings = Settings(1e-4, np.zeros(network.parameter_count, dtype=bool))
    data = Data(rng.normal(size=(3, INPUTS[name])), rng.normal(size=(3, sizes[-1])))
    path = folder / f"{name}.bpgui"
    save_session(Session(Experiment(network, settings, data), initial_parameters(network, "xavier", rng)), path)
    print(f"{name}: {network.parameter_count:,} parameters, {path.stat().st_size / 1e6:.0f} MB")
    return path


def seconds_of(act: Callable[[], object]) -> float:
    """Return how long the window's thread works until it is at rest again, or for ever too long.

    A dialog that stops the window is closed as soon as it is there.
    """
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    def close_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()

    closing = QTimer(interval=50)
    closing.timeout.connect(close_dialog)
    closing.start()
    began, quiet = time.thread_time(), 0
    act()
    while quiet < 5 and time.thread_time() - began < 4 * OPENING:
        before = time.thread_time()
        QApplication.processEvents()
        quiet = quiet + 1 if time.thread_time() - before < 0.002 else 0
        time.sleep(0.01)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return time.thread_time() - began


def times(window: Any, path: Path) -> dict[str, float]:
    """Open the file, and do everything once; return what each took."""
    from PySide6.QtGui import QAction

    from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
    from bpgui.session.model.edits import SetLearningRate, SetParameter

    document = window.document
    document.session.mark_saved()  # else it is asked whether to save
    found = {"open": seconds_of(lambda: window.files.open_path(path))}
    if document.session.path != path:
        raise RuntimeError(f"{path.name} was not opened")
    for name, choice in (("a weight", ParameterChoice(5)), ("a neuron", NeuronChoice(1, 3)), ("nothing", None)):
        found[f"choose {name}"] = seconds_of(partial(document.select, choice))
    document.select(ParameterChoice(5))
    found["edit a weight"] = seconds_of(lambda: document.perform(SetParameter("w6", 0.5)))
    found["learning rate"] = seconds_of(lambda: document.perform(SetLearningRate(2e-4)))
    names = [action.objectName().removeprefix("action_") for action in window.findChildren(QAction)]
    for name in names:
        if name and name not in LEFT_OUT and not name.startswith(("example_", "recent", "qt_")):
            action = window.findChild(QAction, f"action_{name}")
            if action is not None and action.isEnabled():
                found[name] = seconds_of(action.trigger)
                print(f"    {found[name]:6.2f}  {name}", flush=True)
                document.pause()
    found["save"] = seconds_of(window.files.save)
    return found


def main() -> int:
    """Measure, print the slowest, and say whether all is within the limits."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.parse_args()
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from bpgui.gui.window.start import make_window

    app = QApplication([])
    app.setStyle("Fusion")
    too_slow = 0
    with tempfile.TemporaryDirectory() as name:
        window = make_window(Path(name) / "settings.json")
        window.resize(1440, 900)
        window.show()
        window.load_panels()
        window.load_plots()
        for network in NETWORKS:
            found = times(window, session_file(network, Path(name)))
            limits = {deed: OPENING if deed == "open" else CLICK for deed in found}
            too_slow += sum(found[deed] > limits[deed] for deed in found)
            slowest = sorted(found, key=lambda deed: -found[deed] / limits[deed])[:12]
            print(f"  {len(found)} deeds; the slowest, in seconds:")
            for deed in slowest:
                print(f"    {found[deed]:6.2f}  {deed}{'  TOO SLOW' if found[deed] > limits[deed] else ''}")
        window.document.session.mark_saved()
        window.close()
        window.deleteLater()
        app.clipboard().clear()  # Qt ends what Python copied after Python has ended
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # before the application goes
    return min(too_slow, 1)


if __name__ == "__main__":
    sys.exit(main())
