"""Python's garbage is collected between two events of the window's thread, and at no other time.

Left to itself, Python collects wherever an object is made: in a worker's thread, or in a method of ours that Qt calls
while it goes through all widgets, as it does for a change of theme. A dialog that was open is such garbage: after
`exec` it belongs to Python, and its buttons refer to it. Deleted in the midst of that, it ends the process, because Qt
goes on to a widget that is no more.
"""

import gc
import sys

from PySide6.QtCore import QAbstractEventDispatcher, QObject

#: A collection of all objects waits until there is so much more memory than after the last one. Python's own rule is
#: the same, and the reason too: it takes a tenth of a second, whatever it finds.
GROWTH = 1.25


class GarbageCollection(QObject):
    """Collects in place of Python, by its thresholds, whenever the event loop is about to wait; ends with `stop`."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._blocks = sys.getallocatedblocks()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect)

    def _collect(self) -> None:
        young, middle, old = (count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True))
        if not young:
            return
        if old and sys.getallocatedblocks() > GROWTH * self._blocks:
            gc.collect()
            self._blocks = sys.getallocatedblocks()
        else:
            gc.collect(int(middle))

    def stop(self) -> None:
        """Leave it to Python again."""
        QAbstractEventDispatcher.instance().aboutToBlock.disconnect(self._collect)
        gc.enable()
