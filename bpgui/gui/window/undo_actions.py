"""Edit > Undo, Redo and Forget: what they do, and what each would take back or bring back."""

from PySide6.QtCore import QObject

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.plain_text import menu_text
from bpgui.gui.widgets.words import subject_text
from bpgui.gui.window.menus import Actions, set_text


class UndoActions(QObject):
    """Connects these actions and keeps their texts."""

    def __init__(self, document: Document, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        actions.connect("undo", document.undo)
        actions.connect("redo", document.redo)
        actions.connect("forget", document.forget_future)
        document.undo_changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Say what would be undone and redone now, in the present language."""
        stack = self._document.session.undo_stack
        for action, entry, text, with_text in (
            (self._actions["undo"], stack.undoable, self.tr("&Undo"), self.tr("&Undo: {what}")),
            (self._actions["redo"], stack.redoable, self.tr("&Redo"), self.tr("&Redo: {what}")),
        ):
            action.setEnabled(entry is not None)
            what = "" if entry is None else menu_text(subject_text(entry.subject()))
            set_text(action, with_text.format(what=what) if what else text)
