"""What is wrong with a file, or was done to it, as a list: line, column, what it is. Choosing one shows it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.problems import shown
from bpgui.session.data.flaws import Flaw


@guarded
class FlawBox(QListWidget):
    """Problems first, then notes."""

    shown_flaw = Signal(object)  #: a Flaw was chosen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flaws")
        self.setAccessibleName(self.tr("Problems of the file"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self._flaws: list[Flaw] = []
        self.itemClicked.connect(lambda item: self._choose(self.row(item)))
        self.currentRowChanged.connect(self._choose)

    def show_flaws(self, flaws: list[Flaw]) -> None:
        """List these."""
        if flaws == self._flaws:
            return
        self._flaws = []
        self.clear()
        for flaw in flaws:
            item = QListWidgetItem(self._text(flaw))
            item.setToolTip(plain_tip(self._text(flaw)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._text(flaw))
            self.addItem(item)
        self._flaws = flaws

    def _text(self, flaw: Flaw) -> str:
        what = shown(problem_text(flaw.problem))
        if flaw.line is None:
            return what
        if flaw.column is None:
            return self.tr("Line {line}: {what}").format(line=flaw.line, what=what)
        return self.tr("Line {line}, column {column}: {what}").format(line=flaw.line, column=flaw.column, what=what)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._flaws):
            self.shown_flaw.emit(self._flaws[row])
