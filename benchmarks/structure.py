"""What adding or removing a neuron costs in the whole window: `python -m benchmarks.structure`.

What is timed is the work of the window's thread for the edit and the repaint after it, so that other work on the
machine does not count.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.table import Figure, printed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
#: Milliseconds for one edit: of a network of 200 neurons, and of one of 1,000.
FEW, MANY = 100, 500
SHAPES = {
    "4 layers of 50 neurons": ((50,) * 4, FEW),
    "10 layers of 20 neurons": ((20,) * 10, FEW),
    "20 layers of 10 neurons": ((10,) * 20, FEW),
    "3 layers, 1,000 neurons": ((333, 334, 333), MANY),
    "10 layers of 100 neurons": ((100,) * 10, MANY),
    "20 layers of 50 neurons": ((50,) * 20, MANY),
}
ROUNDS = 9


def _rest(application: Any) -> None:
    """Let the window do what it has to do: it slides neurons to their places, and brings numbers from threads."""
    until = time.perf_counter() + 0.4
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.01)


def _milliseconds(window: Any, application: Any, choice: Any, edit: Callable[[Any], object]) -> float:
    """Return what an edit and showing it cost while something is chosen, or nothing is."""
    window.document.select(choice)
    _rest(application)
    began = time.thread_time()
    edit(window.document)
    application.processEvents()
    return 1000 * (time.thread_time() - began)


def _figure(window: Any, application: Any, name: str) -> Figure:
    """Return what the dearest of four edits costs: the neuron below the chosen one comes and goes, or the last one."""
    from benchmarks.diagram import experiment
    from bpgui.engine.initialisation import initial_parameters
    from bpgui.gui.document.selection import NeuronChoice
    from bpgui.gui.document.structure import add_beside, remove_neurons, set_size
    from bpgui.session.session import Session

    sizes, reach = SHAPES[name]
    made, layer = experiment(sizes, bias=True), len(sizes) // 2
    parameters = initial_parameters(made.network, "xavier", np.random.default_rng(1))
    window.document.open(Session(made, parameters))
    chosen, size = NeuronChoice(layer, 3), sizes[layer]
    edits: dict[str, tuple[NeuronChoice | None, Callable[[Any], object]]] = {
        "add": (chosen, lambda document: add_beside(document, chosen)),
        "remove": (chosen, lambda document: remove_neurons(document, chosen)),
        "add, nothing chosen": (None, lambda document: set_size(document, layer, size + 1)),
        "remove, nothing chosen": (None, lambda document: set_size(document, layer, size)),
    }
    found: dict[str, list[float]] = {edit: [] for edit in edits}
    for _ in range(ROUNDS):
        for edit, (choice, make) in edits.items():
            found[edit].append(_milliseconds(window, application, choice, make))
    window.document.session.mark_saved()
    costs = {edit: statistics.median(times) for edit, times in found.items()}
    detail = "the worst of " + ", ".join(f"{edit}: {cost:.0f}" for edit, cost in costs.items())
    return Figure(f"a neuron comes or goes: {name}", max(costs.values()), reach, unit="ms", detail=detail)


def figures() -> list[Figure]:
    """Return what an edit costs in a window of 1440 x 900 with all its panels, in milliseconds of processor time."""
    from PySide6.QtWidgets import QApplication

    from bpgui.gui.window.start import make_window

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Path(folder) / "settings.json")
        window.resize(1440, 900)
        window.show()
        window.load_panels()
        window.load_plots()
        found = [_figure(window, application, name) for name in SHAPES]
        window.close()
    return found


if __name__ == "__main__":
    print(printed(figures()))
