"""The list of sessions that were not saved when the program ended, to be restored or dismissed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bpgui.gui.guard import guarded
from bpgui.gui.plain_text import Label
from bpgui.session.problems import shown
from bpgui.session.recovery import FoundCopy


@guarded
class RecoveryDialog(QDialog):
    """Offers copies; those that are neither restored nor dismissed stay for File > Recover."""

    restore_requested = Signal(object)  #: FoundCopy

    def __init__(self, copies: Sequence[FoundCopy], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setWindowTitle(self.tr("Recover"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        text = Label(self)
        text.setText(self.tr("When bpgui last ended, this was not saved:"))
        text.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("recoveryList")
        self.list.setAccessibleName(self.tr("Sessions that were not saved"))
        text.setBuddy(self.list)
        for copy in copies:
            item = QListWidgetItem(_line(copy), self.list)
            item.setData(Qt.ItemDataRole.UserRole, copy)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self._restore)
        buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        restore = buttons.addButton(self.tr("&Restore"), roles.AcceptRole)
        dismiss = buttons.addButton(self.tr("&Dismiss"), roles.DestructiveRole)
        later = buttons.addButton(self.tr("&Later"), roles.RejectRole)
        dismiss.setToolTip(self.tr("Erase the copy for good"))
        later.setToolTip(self.tr("File > Recover shows it for 30 days"))
        for name, button, slot in (
            ("restore", restore, self._restore),
            ("dismiss", dismiss, self._dismiss),
            ("later", later, self.close),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        restore.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        for widget in (text, self.list, buttons):
            column.addWidget(widget)
        self.list.setMaximumHeight(self.list.sizeHintForRow(0) * max(3, min(len(copies), 8)) + 8)

    def _copies(self) -> list[FoundCopy]:
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.restore_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _dismiss(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            copy: FoundCopy = item.data(Qt.ItemDataRole.UserRole)
            copy.discard()
            self.take(copy)

    def take(self, copy: FoundCopy) -> None:
        """Take a copy from the list; the dialog goes with the last one."""
        for row, other in reversed(list(enumerate(self._copies()))):
            if other is copy:
                self.list.takeItem(row)
        if not self.list.count():
            self.close()

    def done(self, result: int) -> None:
        """Hold what is left no longer."""
        for copy in self._copies():
            copy.let_go()
        super().done(result)


def _line(copy: FoundCopy) -> str:
    """Say whose copy it is and of when."""
    time = QDateTime.fromMSecsSinceEpoch(int(copy.time * 1000))
    when = QLocale().toString(time, QLocale.FormatType.ShortFormat)
    where = "" if copy.path is None else f"\n{shown(str(copy.path.parent))}"
    title = copy.title or QCoreApplication.translate("RecoveryDialog", "Untitled")
    return f"{shown(title)}, {when}{where}"
