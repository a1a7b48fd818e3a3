"""The list of sessions that were not saved when the program ended, to be restored or dismissed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.problems import shown
from bpgui.session.files.recovery import FoundCopy


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
        self.list = self._make_list(copies)
        text.setBuddy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(text)
        layout.addWidget(self.list)
        layout.addWidget(self._make_buttons())
        rows = 1.4 + min(max(len(copies), 2), 6)
        self.list.setMinimumHeight(round(rows * 1.9 * self.fontMetrics().height()))
        self.resize(round(560 * min(look.scale, 1.5)), self.minimumSizeHint().height())

    def _make_list(self, copies: Sequence[FoundCopy]) -> QTreeWidget:
        found = QTreeWidget(self)
        found.setObjectName("recoveryList")
        found.setHeaderLabels([self.tr("Session"), self.tr("Last change"), self.tr("Folder")])
        found.setRootIsDecorated(False)
        found.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        found.setAccessibleName(self.tr("Sessions that were not saved"))
        for copy in copies:
            item = QTreeWidgetItem(found, _texts(copy))
            item.setData(0, Qt.ItemDataRole.UserRole, copy)
        found.setCurrentIndex(found.model().index(0, 0))
        for column, width in enumerate((180, 140)):
            found.setColumnWidth(column, round(width * look.scale))
        found.itemDoubleClicked.connect(self._restore)
        return found

    def _make_buttons(self) -> QDialogButtonBox:
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
        return buttons

    def _copies(self) -> list[FoundCopy]:
        model = self.list.model()
        return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]

    def _chosen(self) -> FoundCopy | None:
        copies = self._copies()
        row = self.list.currentIndex().row()
        return copies[row] if 0 <= row < len(copies) else None

    def _restore(self) -> None:
        copy = self._chosen()
        if copy is not None:
            self.restore_requested.emit(copy)

    def _dismiss(self) -> None:
        copy = self._chosen()
        if copy is not None:
            copy.discard()
            self.take(copy)

    def take(self, copy: FoundCopy) -> None:
        """Take a copy from the list; the dialog goes with the last one."""
        for row, other in reversed(list(enumerate(self._copies()))):
            if other is copy:
                self.list.takeTopLevelItem(row)
        if not self._copies():
            self.close()

    def done(self, result: int) -> None:
        """Hold what is left no longer. It was offered; after a crash while this is open it would be again."""
        for copy in self._copies():
            copy.note_offered()
            copy.let_go()
        super().done(result)


def _texts(copy: FoundCopy) -> list[str]:
    """Say whose copy it is, of when, and where its session was saved."""
    when = QDateTime.fromMSecsSinceEpoch(int(copy.time * 1000))
    return [
        shown(copy.title or QCoreApplication.translate("RecoveryDialog", "Untitled")),
        QLocale().toString(when, QLocale.FormatType.ShortFormat),
        "" if copy.path is None else shown(str(copy.path.parent)),
    ]
