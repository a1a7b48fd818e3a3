"""A dialog that asks for a few values, and says beside them what is wrong."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label, plain
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.problems import Problem


@guarded
class FormDialog(QDialog):
    """A form with an explanation of what is wrong, right there, and OK or Cancel."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.wrong = Label(self)
        self.wrong.setObjectName("wrong")
        self.wrong.setProperty("wrong", True)
        self.wrong.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.setObjectName("buttons")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(self.body(), 1)
        column.addWidget(self.wrong)
        column.addWidget(self.buttons)
        self._column, self._is_new = column, True

    def body(self) -> QLayout:
        """Return what stands above the buttons: the form."""
        return self.form

    def setVisible(self, visible: bool) -> None:
        """Begin in the first field: without this the buttons, which are older, come before the fields."""
        if visible and self._is_new:
            self._is_new = False
            self.buttons.setParent(None)
            self._column.addWidget(self.buttons)
            self.focusNextPrevChild(True)
        super().setVisible(visible)

    def add(self, text: str, name: str, field: QWidget, *others: QWidget) -> None:
        """Add a labelled field, with others beside it."""
        field.setObjectName(name)
        field.setAccessibleName(plain(text))
        field.setAccessibleDescription(plain(text))  # on Linux the name of a combo box is its text
        self._add_row(text, field, *others)

    def add_file(self, path: Path, filters: str) -> None:
        """Add the field of a file to write, `path`, and a button that looks for another place."""
        self.path, self.browse = QLineEdit(str(path)), QPushButton(self.tr("&Browse..."))
        self.path.setObjectName("path")
        self.path.setAccessibleName(self.tr("File"))
        self.browse.setObjectName("browse")
        self.browse.setAccessibleName(self.tr("Browse"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(lambda: self._browse(filters))
        self._add_row(self.tr("&File"), self.path, self.browse)

    def _browse(self, filters: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self.path.text(), filters)
        if name:
            self.path.setText(name)

    def say_failed(self, problem: Problem) -> None:
        """Say why the file was not written; it may be tried again as it is."""
        self.say(problem)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)

    def _add_row(self, text: str, field: QWidget, *others: QWidget) -> None:
        """Add widgets in one row; the first of them has the label."""
        label, row = Label(), QHBoxLayout()
        label.setText(text)
        label.setBuddy(field)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)  # beside the middle of the row
        for widget in (field, *others):
            row.addWidget(widget, int(not isinstance(widget, Label | QPushButton)))
            if isinstance(widget, WholeNumber):
                widget.acceptable_changed.connect(self._allow)
        self.form.addRow(label, row)

    def say(self, problem: Problem | None) -> None:
        """Say what is wrong, and allow OK only when nothing is."""
        self.wrong.setText("" if problem is None else problem_text(problem))
        self.wrong.setAccessibleName(self.wrong.text())
        self._allow()

    def _allow(self) -> None:
        """Allow OK when nothing is wrong, in the numbers that are being typed neither."""
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.is_complete())

    def is_complete(self) -> bool:
        """Whether everything that is asked for is there, and can be."""
        return not self.wrong.text() and all(field.is_acceptable() for field in self.findChildren(WholeNumber))


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; say whether with OK."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
