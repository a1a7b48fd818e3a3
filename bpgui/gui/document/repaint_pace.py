"""Who is told of new numbers when: a run at full speed must not paint everything in every frame."""

import time
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

#: Milliseconds between two looks at a run.
FRAME = 16
#: Seconds between two repaints of the diagram in a run, and in a quick one of all texts: faster than this nobody reads.
LOOKING, READING = 0.03, 0.5
#: A run is quick where it tells of itself within so many seconds: also while each frame takes long.
QUICK = 0.09
#: Texts wait this many times what it took to write them the last time.
REST = 5


class Turn(QObject):
    """When one moving picture is to be drawn again."""

    came = Signal()

    def __init__(self, parent: QObject, every: float) -> None:
        super().__init__(parent)
        self.every, self.last = every, 0.0


class Turns(QObject):
    """The pace of the diagram, of all texts together, and of each picture that moves."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: list[Turn] = []
        self._last_told = self._last_looked = self._last_read = 0.0
        self.cost = 0.0  #: seconds in which all texts were written the last time

    def add(self, every: float) -> Turn:
        """Return the turn of one more picture: in a run it comes every so many seconds."""
        self._pictures.append(Turn(self, every))
        return self._pictures[-1]

    def all_now(self) -> None:
        """Let the next time be everybody's turn."""
        self._last_looked = self._last_read = 0.0
        for turn in self._pictures:
            turn.last = 0.0

    def take(self, *, is_running: bool) -> tuple[bool, bool, list[Turn]]:
        """Say whether texts are to be written now, whether the diagram is to be painted, and which pictures drawn.

        Texts are written together, and the diagram painted with them: so they show one moment. No other frame of a
        quick run paints the diagram and a picture, or two of these.
        """
        if not is_running:
            return True, True, self.everybody()
        now = time.monotonic()
        is_quick = now - self._last_told < QUICK
        self._last_told = now
        reads = now - self._last_read > max(REST * self.cost, READING if is_quick else 0.0)
        looks = reads or now - self._last_looked > LOOKING
        waiting = [turn for turn in self._pictures if now - turn.last > turn.every]
        if is_quick:
            waiting = [] if looks else sorted(waiting, key=attrgetter("last"))[:1]
        self._last_read = now if reads else self._last_read
        self._last_looked = now if looks else self._last_looked
        for turn in waiting:
            turn.last = now
        return reads, looks, waiting

    def everybody(self) -> list[Turn]:
        """Return the turns of all pictures."""
        return list(self._pictures)
