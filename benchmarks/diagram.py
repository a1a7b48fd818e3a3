"""What one frame of the network diagram costs when every number in it is new: `python -m benchmarks.diagram`."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

import numpy as np

from benchmarks.table import Figure, printed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings, State
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.theme import look
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.moment import Moment, Phase, Rung

ROOM = (900, 600)
#: The median of so many frames; of so many rounds the quietest counts, for other programs share the machine.
FRAMES, ROUNDS = 20, 5


class Frames(Session):
    """A session whose moments have nothing in common: each `turn` draws all parameters and inputs anew."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__(experiment, np.zeros(experiment.network.parameter_count))
        self._rng = np.random.default_rng(5)
        self._now = super().moment()

    def turn(self, phase: Phase) -> None:
        """Make the next moment, in this phase of the walk."""
        self._now = Moment(0, self._state(), self.experiment, 0)
        if phase is not Phase.REST:
            ladder = self._now.ladder
            rung = Rung(phase, 0, ladder.size(phase))
            latest = ladder.groups(ladder.number(replace(rung, done=0)), ladder.number(rung))
            self._now = replace(self._now, rung=rung, latest=latest)

    def _state(self) -> State:
        return State(0, 0, 0, self._rng.normal(0, 0.4, self.experiment.network.parameter_count))

    def moment(self) -> Moment:
        """Return what is shown now."""
        return self._now


def experiment(
    sizes: tuple[int, ...], *, bias: bool = False, samples: int = 10, batch: int | None = None
) -> Experiment:
    """Return a tanh network of these sizes, and random data."""
    network = Network(sizes[0], tuple(Layer(size, "tanh", bias) for size in sizes[1:]))
    rng = np.random.default_rng(4)
    data = Data(rng.normal(size=(samples, sizes[0])), rng.normal(size=(samples, sizes[-1])))
    return Experiment(network, Settings(0.1, np.zeros(network.parameter_count, dtype=bool), batch), data)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time that one call takes."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def frame_costs(session: Frames) -> dict[Phase, tuple[float, float]]:
    """Return for each phase what the moment's own pass costs, and what showing it does, in milliseconds."""
    document = Document(session)
    view = DiagramView(document)
    view.resize(*ROOM)
    view.show()
    QApplication.processEvents()
    rounds = [{phase: _round(session, document, view, phase) for phase in Phase} for _ in range(ROUNDS)]
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {phase: min((costs[phase] for costs in rounds), key=itemgetter(1)) for phase in Phase}


def _round(session: Frames, document: Document, view: DiagramView, phase: Phase) -> tuple[float, float]:
    passing, showing = [], []
    for _ in range(FRAMES):
        session.turn(phase)
        passing.append(milliseconds(lambda: session.moment().values))
        showing.append(milliseconds(lambda: _show(document, view)))
    return statistics.median(passing), statistics.median(showing)


def _show(document: Document, view: DiagramView) -> None:
    document.choose_sample(0)  # the document tells of another moment
    view.refresh()
    view.viewport().repaint()


def _figure(name: str, session: Frames, reach: float | None) -> Figure:
    costs = frame_costs(session)
    phases = ", ".join(f"{phase.value} {costs[phase][1]:.2g}" for phase in Phase)
    detail = f"the worst of {phases}; the moment's own pass besides: {costs[Phase.BACKWARD][0]:.2g}"
    worst = max(painting for _, painting in costs.values())
    return Figure(f"diagram, all numbers changed: {name}", worst, reach, unit="ms", detail=detail)


def figures() -> list[Figure]:
    """Return what a frame of 900 x 600 costs, in milliseconds of processor time."""
    _application = QApplication.instance() or QApplication([])
    look.apply("light", 1.0)
    small = Frames(experiment((16, 16, 16, 2)))
    large = Frames(experiment((8, 64, 64, 64)))
    live = Frames(experiment((2, 8, 8, 1), bias=True, samples=500))
    return [
        _figure("50 neurons, 544 edges", small, 8),
        _figure("200 neurons, 8,704 edges", large, 80),
        _figure("19 neurons, 105 parameters (W3, as in a live run)", live, None),
    ]


if __name__ == "__main__":
    print(printed(figures()))
