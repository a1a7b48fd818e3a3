"""Numbers edited inside tables and trees, with the same field as everywhere."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.in_place import InPlaceEdit
from bpgui.session.model.edits import Edit

Index = QModelIndex | QPersistentModelIndex
#: Pixels beside the text of a field in a cell.
SIDES = 22


@guarded
class NumberDelegate(QStyledItemDelegate):
    """Opens a field in a cell. `edit_for(index, value)` gives the edit that the cell's number stands for."""

    moved = Signal(object, int)  #: Tab (1) or Shift+Tab (-1) leads on from this index
    block_pasted = Signal(object, str)  #: more than one number was pasted at this index
    room_needed = Signal(int, int)  #: what is typed in this column is so wide
    closed = Signal()  #: a field has closed

    def __init__(self, document: Document, edit_for: Callable[[Index, float], Edit], parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._edit_for = document, edit_for

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Write a number where it can be seen, or shorten it: one that the edge cuts off would read as another."""
        super().initStyleOption(option, index)
        view: object = option.widget
        if isinstance(view, QAbstractItemView):
            option.rect.setRight(min(option.rect.right(), view.viewport().width() - 1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Pause a run and open the field."""
        document, place = self._document, QPersistentModelIndex(index)
        document.pause()
        check = lambda value: document.shown.after(self._edit_for(place, value))  # noqa: E731
        editor = InPlaceEdit(document.editors, parent, check)
        editor.setObjectName("cellEditor")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setMinimumHeight(0)
        editor.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
        editor.value_previewed.connect(lambda value: document.preview(self._edit_for(place, value)))
        editor.value_committed.connect(lambda value: self._keep(editor, place, value))
        editor.preview_ended.connect(lambda: document.preview(None))
        editor.edit_cancelled.connect(lambda: self._leave(editor))
        document.session_left.connect(editor.cancel)
        editor.closed.connect(lambda: self._close(editor))
        editor.moved.connect(lambda step: self.moved.emit(place, step))
        editor.block_pasted.connect(lambda text: self.block_pasted.emit(place, text))
        editor.textChanged.connect(lambda text: self._ask_for_room(editor, place.column(), text))
        return editor

    def _ask_for_room(self, editor: InPlaceEdit, column: int, text: str) -> None:
        self.room_needed.emit(column, editor.fontMetrics().horizontalAdvance(text) + SIDES)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the number in full digits."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, InPlaceEdit) and not editor.isModified() and value is not None:  # none is given yet
            editor.set_value(float(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep a number that is typed when the view itself closes the field: another cell has become the current one.

        Kept only at the loss of focus, the field would ask to be closed once more.
        """
        if isinstance(editor, InPlaceEdit):
            editor.give_way()

    def _keep(self, editor: InPlaceEdit, place: QPersistentModelIndex, value: float) -> None:
        if place.isValid():
            self._document.perform(self._edit_for(place, value))
        self._close(editor)

    def _leave(self, editor: InPlaceEdit) -> None:
        if not editor.is_open:
            return  # it is closed already, and waits for its end
        self._document.preview(None)
        self._close(editor)

    def _close(self, editor: InPlaceEdit) -> None:
        if editor.finish():
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.closed.emit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let the field itself answer its keys and the loss of focus."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        return bool(super().eventFilter(editor, event))
