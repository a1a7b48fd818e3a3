"""Samples that some view picked out, for the table to show alone."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class Picked(QObject):
    """The picked samples (from 0, ascending), and a text that says which they are; none are picked where it is ""."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.samples: tuple[int, ...] = ()
        self.what = ""

    def pick(self, samples: Sequence[int], what: str) -> None:
        """Pick samples."""
        self.samples, self.what = tuple(samples), what
        self.changed.emit()

    def clear(self) -> None:
        """Pick none."""
        if self.what:
            self.pick((), "")
