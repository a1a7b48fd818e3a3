"""Which samples of the present data are for testing: drawn anew, as one edit."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from bpgui.gui.data.fit_label import FitLabel
from bpgui.gui.data.split_fields import SplitFields
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import DataSet
from bpgui.session.data.split import target_classes
from bpgui.session.model.data_edits import fit
from bpgui.session.model.sources import data_set_of


class SplitDialog(FormDialog):
    """Asks how test samples are chosen. Scaling and fills stay as they are: the column's menu fits them again."""

    def __init__(self, parent: QWidget, document: Document) -> None:
        self._document = document
        self._before = data_set_of(document.experiment)
        self.data: DataSet = self._before
        super().__init__(parent, QCoreApplication.translate("SplitDialog", "Test samples"))
        self.setObjectName("splitData")
        self.split.offer_classes(target_classes(self._before) is not None)
        self.split.changed.connect(self._make)
        self._make()

    def body(self) -> QLayout:
        """Return the fields above what comes of them."""
        column = QVBoxLayout()
        self.split, self.becomes = SplitFields(self), FitLabel(self)
        column.addWidget(self.split)
        column.addWidget(self.becomes)
        return column

    def _make(self) -> None:
        try:
            self.data = self.split.split().of(self._before)
            self.becomes.show_fit(fit(self._document.experiment, self.data), self.data)
            self.say(None)
        except Problem as problem:
            self.becomes.show_fit(None, None)
            self.say(problem)
