"""Who is told of new numbers when: a run at full speed must not paint everything in every frame."""

import time
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

#: Milliseconds between two looks at a run.
FRAME = 16
#: Seconds between two repaints during a run of the diagram, and of panels of text: faster than this nobody reads.
LOOKING, READING = 0.03, 0.2


class Turn(QObject):
    """When one panel of numbers is to be read again."""

    came = Signal()

    def __init__(self, parent: QObject, every: float) -> None:
        super().__init__(parent)
        self.every, self.last = every, 0.0


class Turns(QObject):
    """The turns of all panels, and the pace of the diagram."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns: list[Turn] = []
        self._last_told = self._last_looked = 0.0

    def add(self, every: float) -> Turn:
        """Return the turn of one more panel: in a run it comes every so many seconds."""
        self._turns.append(Turn(self, every))
        return self._turns[-1]

    def all_now(self) -> None:
        """Let the next time be everybody's turn."""
        self._last_looked = 0.0
        for turn in self._turns:
            turn.last = 0.0

    def take(self, *, is_running: bool) -> tuple[bool, list[Turn]]:
        """Say whether the diagram is to be painted now, and return the panels whose turn it is.

        No frame of a quick run paints the diagram and a panel of text, or two of these.
        """
        now = time.monotonic()
        is_dense = is_running and now - self._last_told < 2 * FRAME / 1000
        looks = not is_running or now - self._last_looked > LOOKING
        self._last_told = now
        if looks:
            self._last_looked = now
        waiting = [turn for turn in self._turns if not is_running or now - turn.last > turn.every]
        if is_dense:
            waiting = [] if looks else sorted(waiting, key=attrgetter("last"))[:1]
        for turn in waiting:
            turn.last = now
        return looks, waiting

    def everybody(self) -> list[Turn]:
        """Return all turns."""
        return list(self._turns)
