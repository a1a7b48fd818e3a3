"""The table shows only the samples that were picked elsewhere, and says so."""

from PySide6.QtWidgets import QHBoxLayout, QTableView, QToolButton, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.shortened_label import ShortenedLabel


@guarded
class PickedRows(QWidget):
    """One line above the table while rows are hidden, with the button that shows them again."""

    def __init__(self, document: Document, view: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pickedRows")
        self._document, self._view, self._hidden = document, view, list[int]()
        self.label, self.all = ShortenedLabel(self), QToolButton(self)
        self.label.setObjectName("pickedText")
        self.all.setObjectName("showAllRows")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 2)
        row.addWidget(self.label, 1)
        row.addWidget(self.all)
        self.all.clicked.connect(document.picked.clear)
        document.session_left.connect(document.picked.clear)
        document.picked.changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Hide what is not picked."""
        picked, count = self._document.picked, self._view.model().rowCount()
        self._view.setUpdatesEnabled(False)
        for row in self._hidden:
            if row < count:
                self._view.setRowHidden(row, False)
        kept = set(picked.samples)
        self._hidden = [row for row in range(count) if row not in kept] if picked.what else []
        for row in self._hidden:
            self._view.setRowHidden(row, True)
        self._view.setUpdatesEnabled(True)
        text = self.tr("{n} of {all} samples: {what}").format(n=len(picked.samples), all=count, what=picked.what)
        self.label.setText(text)
        self.label.setToolTip(plain_tip(text))
        self.label.setAccessibleName(text)
        self.setVisible(bool(picked.what))

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.all.setText(self.tr("Sho&w all"))
        self.all.setToolTip(self.tr("Show all samples again"))
        self.all.setAccessibleName(self.tr("Show all samples"))
