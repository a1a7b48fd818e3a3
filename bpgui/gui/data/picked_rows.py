"""The table shows only the samples that were picked elsewhere, and says so."""

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.shortened_label import ShortenedLabel


@guarded
class PickedRows(QWidget):
    """One line above the table while rows are hidden, with the button that shows them again."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pickedRows")
        self._document = document
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
        """Say what is picked."""
        picked, count = self._document.picked, self._document.experiment.data.samples
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
