"""A scroll bar that keeps its room and is seen only where something scrolls."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar

from bpgui.gui.widgets.guard import guarded


@guarded
class QuietScrollBar(QScrollBar):
    """For areas whose contents are laid out for their width: it must not change when the last line fits."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, or nothing where all can be seen."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
