"""Asks for another name of a column, and says at once why one is not possible."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.session.basics.problems import Problem
from bpgui.session.model.column_edits import RenameColumn


class RenameDialog(FormDialog):
    """One field."""

    def __init__(self, parent: QWidget, document: Document, edit: RenameColumn) -> None:
        super().__init__(parent, QCoreApplication.translate("RenameDialog", "Rename the column"))
        self.setObjectName("renameColumn")
        self._document, self._edit = document, edit
        self.name = QLineEdit(edit.name)
        self.add(self.tr("&Name"), "columnName", self.name)
        self.name.selectAll()
        self.name.textChanged.connect(self._check)
        self._check()

    def edit(self) -> RenameColumn:
        """Return the edit that gives the name that is typed."""
        return RenameColumn(self._edit.place, self.name.text(), self._edit.before_name)

    def _check(self) -> None:
        try:
            self.edit().apply(self._document.experiment, self._document.moment.parameters)
            self.say(None)
        except Problem as problem:
            self.say(problem)
