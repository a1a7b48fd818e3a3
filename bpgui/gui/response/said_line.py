"""The sentence below a picture, about the place under the mouse."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label

#: Lines that it has at least: what is around it stays in its place while the mouse moves.
LINES = 2


@guarded
class SaidLine(Label):
    """A quiet text in as many lines as it needs, and no fewer than LINES."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setProperty("quiet", True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._least()))

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._least())

    def _least(self) -> int:
        return LINES * self.fontMetrics().height()
