"""What plots look at: which parameters, and rows that are not known yet, which a thread trains again for them."""

import math

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.repaint_pace import FRAME
from bpgui.gui.document.run import Run
from bpgui.session.plotted import MAX_PLOTTED, first_plotted
from bpgui.session.session import Session
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.refiner import Refiner, View


class Plotting(QObject):
    """Keeps which parameters of a session are plotted, and polls a refiner for as long as it is busy."""

    changed = Signal()  #: other parameters are plotted
    refined = Signal()  #: more is known of the rows that are looked at

    def __init__(self, session: Session, run: Run, facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._facts = run, facts
        self._refiner = Refiner()
        self._timer = QTimer(self, interval=2 * FRAME)
        self._timer.timeout.connect(self._poll)
        self.open(session)

    def open(self, session: Session) -> None:
        """Plot the first parameters of another session."""
        self._session = session
        session.plotted = first_plotted(session.experiment.network)

    @property
    def parameters(self) -> tuple[int, ...]:
        """The parameters that are plotted, by index."""
        return self._session.plotted

    def choose(self, parameters: tuple[int, ...]) -> None:
        """Plot these parameters, the last 12 of them."""
        self._run.suspend()  # training goes on with their envelopes
        self._session.plotted = parameters[-MAX_PLOTTED:]
        self._facts.tell(self.changed.emit)

    def look_at(self, columns: tuple[Column, ...], first: int, last: int, width: int) -> None:
        """Bring what is not known yet of these columns' rows first to last - 1, for a plot of `width` points."""
        self._refiner.look(View(self._session.timeline, columns, first, last, width))
        if not self._timer.isActive():
            self._poll()

    def stop(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._refiner.stop()

    def _poll(self) -> None:
        is_running = self._run.is_going_on
        self._refiner.fills = not is_running or not math.isinf(self._run.rate)
        is_better = self._refiner.poll()
        if self._refiner.is_busy:
            self._timer.start()
        elif not is_running:
            self._timer.stop()
        if is_better:
            self.refined.emit()
