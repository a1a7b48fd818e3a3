"""What takes longer than a click may: made in a thread, one thing after the other, while views show what there is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.session.basics.work import Work

#: Milliseconds between two looks.
PAUSE = 16


class Awaited(QObject):
    """Brings the one thing that is wanted; what was wanted before it is dropped, though a call that has begun ends."""

    came = Signal(object, object)  #: the key of what was wanted, and what its call returned

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: tuple[object, Callable[[], object]] | None = None
        self._made: object = None
        self._work: Work[object] | None = None
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._poll)

    def want(self, key: object, do: Callable[[], object]) -> None:
        """Have `do` called in the thread, unless the same thing (by `key`) is on its way; it touches no Qt."""
        self._wanted = key, do
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(0, self, self._begin_first)

    def drop(self) -> None:
        """Want nothing."""
        self._wanted = None

    def stop(self) -> None:
        """Want nothing, and wait for the end of the thread."""
        self.drop()
        self._timer.stop()
        work, self._work = self._work, None
        if work is not None:
            work.stop()

    def _begin_first(self) -> None:
        """Begin once the window has painted what it has: the thread would take time from that."""
        if self._work is None and self._timer.isActive():
            self._begin()

    def _begin(self) -> None:
        if self._wanted is None:
            self._timer.stop()
            return
        self._made, do = self._wanted
        self._work = Work(lambda _: do(), "awaited")

    def _poll(self) -> None:
        work, key = self._work, self._made
        if work is not None and work.is_going_on:
            return
        self._work = None
        is_wanted = self._wanted is not None and self._wanted[0] == key
        if is_wanted:
            self._wanted = None
        self._begin()
        if work is not None:
            found = work.result()
            if is_wanted:
                self.came.emit(key, found)
