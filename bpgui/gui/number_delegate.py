"""Numbers edited inside tables and trees, with the same field as everywhere."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bpgui.gui.document import Document
from bpgui.gui.guard import guarded
from bpgui.gui.number_edit import NumberEdit
from bpgui.session.edits import Edit

Index = QModelIndex | QPersistentModelIndex


@guarded
class NumberDelegate(QStyledItemDelegate):
    """Opens a NumberEdit in a cell. `edit_for(index, value)` gives the edit that the cell's number stands for."""

    def __init__(self, document: Document, edit_for: Callable[[Index, float], Edit], parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._edit_for = document, edit_for

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Pause a run and open the field."""
        self._document.pause()
        place = QPersistentModelIndex(index)
        editor = NumberEdit(parent, check=lambda value: self._document.session.preview(self._edit_for(place, value)))
        editor.setObjectName("cellEditor")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setMinimumHeight(0)
        editor.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
        editor.value_previewed.connect(lambda value: self._document.preview(self._edit_for(place, value)))
        editor.value_committed.connect(lambda value: self._keep(editor, place, value))
        editor.preview_ended.connect(lambda: self._document.preview(None))
        editor.edit_cancelled.connect(lambda: self._leave(editor))
        self._document.session_left.connect(editor.cancel)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the number in full digits."""
        if isinstance(editor, NumberEdit) and not editor.isModified():
            editor.set_value(float(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep a number that is typed when the view itself closes the field: another cell has become the current one.

        Kept only at the loss of focus, the field would ask to be closed once more.
        """
        if isinstance(editor, NumberEdit) and editor.isModified() and not editor.commit():
            editor.cancel()

    def _keep(self, editor: NumberEdit, place: QPersistentModelIndex, value: float) -> None:
        if place.isValid():
            self._document.perform(self._edit_for(place, value))
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _leave(self, editor: NumberEdit) -> None:
        if editor.isHidden():
            return  # it is closed already, and waits for its end
        self._document.preview(None)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let the field itself answer Enter, Escape and the loss of focus; Tab keeps and goes to the next cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, NumberEdit):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                editor.take_offer()
                is_kept = editor.commit() if editor.isModified() else True
                hints = QAbstractItemDelegate.EndEditHint
                hint = hints.EditNextItem if event.key() == Qt.Key.Key_Tab else hints.EditPreviousItem
                if is_kept:
                    self.closeEditor.emit(editor, hint)
                return True
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        return bool(super().eventFilter(editor, event))
