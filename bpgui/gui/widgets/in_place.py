"""The field that opens where a number stands, in a cell or on the diagram, and closes when it is left."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import NumberEdit, typed_number
from bpgui.session.basics.problems import Problem


def is_block(text: str) -> bool:
    """Whether a text is more than one cell of a table."""
    try:
        typed_number(text)
    except Problem:
        return re.search(r"\S[\s;]+\S", text) is not None
    return False


@guarded
class InPlaceEdit(NumberEdit):
    """A number field for a while. Settling it closes it; Tab keeps the number and leads to the next one.

    The wheel scrolls what is below it, and several numbers that are pasted go to the cells from here on.
    """

    closed = Signal()  #: nothing is typed any more, and the field is to go
    moved = Signal(int)  #: Tab (1) or Shift+Tab (-1) leads to another number
    block_pasted = Signal(str)  #: more than one number was pasted

    _is_done = False

    @property
    def is_open(self) -> bool:
        """Whether a number is being edited now."""
        return not self._is_done

    def type_over(self, text: str) -> None:
        """Begin with what was typed to open the field."""
        self.setText("")
        self.insert(text)  # counts as typed

    def finish(self) -> bool:
        """Take no more part; say whether it did until now."""
        was_done, self._is_done = self._is_done, True
        return not was_done

    def settle(self) -> bool:
        """Keep what is typed, if anything is, and close; say whether it could be kept."""
        if not self.is_open:
            return True
        if not super().settle():
            return False
        self.closed.emit()
        return True

    def drop(self) -> bool:
        """Return to the number that is kept, and close; say whether anything else was typed."""
        return self.is_open and super().drop()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the number and go to the next one, or to the one before. Qt asks too when the field is hidden."""
        if not self.is_open:
            return super().focusNextPrevChild(is_next)
        self.take_offer()
        if self.settle():
            self.moved.emit(1 if is_next else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a block of numbers for what it is."""
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if is_block(text):
            self.cancel()
            self.block_pasted.emit(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is below: who looks around changes nothing."""
        event.ignore()


#: What is typed to open a field.
NUMBER_SIGNS = "0123456789-.,"


def opens_field(event: QKeyEvent) -> bool:
    """Whether a key on a chosen number begins to type another one."""
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return not event.modifiers() & others and len(event.text()) == 1 and event.text() in NUMBER_SIGNS
