"""Bringing what plots look at and the timeline does not know yet: trained again in a thread, a little at each look."""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.gui.document.repaint_pace import FRAME
from bpgui.session.timeline.refiner import Refiner, View


class Refining(QObject):
    """Polls a refiner for as long as it is busy; `rate` gives the steps a second of a run, None outside one."""

    refined = Signal()  #: more is known of the rows that are looked at

    def __init__(self, parent: QObject, rate: Callable[[], float | None]) -> None:
        super().__init__(parent)
        self._rate = rate
        self._refiner = Refiner()
        self._timer = QTimer(self, interval=2 * FRAME)
        self._timer.timeout.connect(self._poll)

    def look(self, view: View) -> None:
        """Bring what is missing of a view."""
        self._refiner.look(view)
        if not self._timer.isActive():
            self._poll()

    def stop(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._refiner.stop()

    def _poll(self) -> None:
        rate = self._rate()
        self._refiner.fills = rate is None or not math.isinf(rate)
        is_better = self._refiner.poll()
        if self._refiner.is_busy:
            self._timer.start()
        elif rate is None:
            self._timer.stop()
        if is_better:
            self.refined.emit()
