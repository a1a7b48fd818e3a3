"""The one field in which numbers are typed, nudged and refused."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from bpgui.gui.guard import guarded
from bpgui.gui.words import problem_text
from bpgui.session.numbers import parse_number, shortest
from bpgui.session.problems import Problem

#: Pixels of a drag that make one notch.
NOTCH_PIXELS = 6


def nudged(value: float, notches: float) -> float:
    """Return `value` moved by `notches` of a tenth of its leading digit: 0.14 by 0.01, 2 by 0.1; 0 by 0.01."""
    exponent = math.floor(math.log10(abs(value))) - 1 if value and math.isfinite(value) else -2
    return round(value + notches * 10.0**exponent, max(0, 1 - exponent))


def typed_number(text: str) -> float:
    """Read a number as it is typed in the person's locale. Raises Problem."""
    return parse_number(text, comma=QLocale().decimalPoint() == ",")


@guarded
class NumberEdit(QLineEdit):
    """A number that can be typed ("0.3", "1/3", "-2e-3"), nudged with arrow keys and wheel, and refused with a reason.

    Enter and leaving the field keep the number, Escape returns the old one. `check` may raise Problem for a
    number that does not fit. While an uncommitted number is valid it is previewed. With `may_be_empty` an empty
    field is the value None.
    """

    value_previewed = Signal(object)  #: the text is a valid number that is not kept yet
    value_committed = Signal(object)  #: the person kept a number
    preview_ended = Signal()  #: the text stopped being a valid number
    edit_cancelled = Signal()  #: the person left the old number
    refused = Signal(str)  #: the text was refused, with the reason

    def __init__(
        self,
        parent: QWidget | None = None,
        check: Callable[[float], object] | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self._check, self._may_be_empty = check, may_be_empty
        self._value: float | None = None if may_be_empty else 0.0
        self._bubble = QLabel(self.window())
        self._bubble.setObjectName("bubble")
        self._bubble.hide()
        self.textEdited.connect(self._preview)

    def value(self) -> float | None:
        """Return the number that is kept."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Show a number in full digits; what is being typed stays."""
        if value == self._value and self.text():
            return
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self._show_value()

    def _show_value(self) -> None:
        self.setText("" if self._value is None else shortest(self._value))
        self.setCursorPosition(0)
        self._mark("")

    def _parsed(self) -> float | None:
        if self._may_be_empty and not self.text().strip():
            return None
        value = typed_number(self.text())
        if self._check is not None:
            self._check(value)
        return value

    def _preview(self) -> None:
        try:
            value = self._parsed()
        except Problem as problem:
            self._mark(problem_text(problem))
            self.preview_ended.emit()
            return
        self._mark("")
        self.value_previewed.emit(value)

    def commit(self) -> bool:
        """Keep what is typed; say whether it could be kept."""
        try:
            value = self._parsed()
        except Problem as problem:
            self._mark(problem_text(problem))
            self.refused.emit(problem_text(problem))
            return False
        self._value = value
        self._show_value()
        self.setModified(False)
        self.value_committed.emit(value)
        return True

    def cancel(self) -> None:
        """Return to the number that is kept."""
        self._show_value()
        self.setModified(False)
        self.edit_cancelled.emit()

    def nudge(self, notches: float) -> None:
        """Move the number by notches, without keeping it yet."""
        try:
            value = self._parsed()
        except Problem:
            value = self._value
        self.try_out(nudged(value or 0.0, notches))

    def try_out(self, value: float) -> None:
        """Show a number without keeping it yet, as if it had been typed."""
        self.setText(shortest(value))
        self.setModified(True)
        self._preview()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape returns, arrows nudge (Shift: ten times, Ctrl: a tenth)."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.nudge((1 if key == Qt.Key.Key_Up else -1) * _factor(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nudge, when the field has the focus; else leave the wheel to who scrolls."""
        if not self.hasFocus():
            event.ignore()
            return
        self.nudge(math.copysign(1, event.angleDelta().y()) * _factor(event.modifiers()))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the number, ready to be typed over."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setSelection(len(self.text()), -len(self.text()))  # from the end, so that the start stays in view

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep a typed number; a refused one gives way to the old."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if self.isModified() and not self.commit():
            self.cancel()
        self._mark("")

    def hideEvent(self, event: QEvent) -> None:
        """Take the bubble along."""
        self._mark("")
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt sends a QHideEvent

    def _mark(self, reason: str) -> None:
        """Show why the text is refused, right below the field; "" when it is not."""
        if bool(reason) != bool(self.property("wrong")):
            self.setProperty("wrong", bool(reason))
            self.style().polish(self)
        self.setAccessibleDescription(reason)
        self._bubble.setVisible(bool(reason))
        if reason:
            window = self.window()
            self._bubble.setParent(window)
            self._bubble.setText(reason)
            self._bubble.adjustSize()
            place = self.mapTo(window, QPoint(0, self.height() + 4))
            left = max(4, min(place.x(), window.width() - self._bubble.width() - 4))
            top = place.y() if place.y() + self._bubble.height() < window.height() else place.y() - 2 * self.height()
            self._bubble.move(left, top)
            self._bubble.show()
            self._bubble.raise_()


@guarded
class ScrubLabel(QLabel):
    """A label that scrubs its field's number when it is dragged sideways; releasing keeps it, Escape returns it."""

    def __init__(self, field: NumberEdit) -> None:
        super().__init__()
        self._field = field
        self._from: tuple[float, float] | None = None
        self.setBuddy(field)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        field.edit_cancelled.connect(self._let_go)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin from the number that holds."""
        value = self._field.value()
        if event.button() == Qt.MouseButton.LeftButton and value is not None:
            self._from = (event.position().x(), value)
            self._field.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the number under the mouse, one notch every few pixels."""
        if self._from is not None:
            start, value = self._from
            notches = int((event.position().x() - start) / NOTCH_PIXELS) * _factor(event.modifiers())
            self._field.try_out(nudged(value, notches))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the number, as one edit."""
        if self._from is not None:
            self._from = None
            self._field.commit()

    def _let_go(self) -> None:
        self._from = None


def _factor(modifiers: Qt.KeyboardModifier) -> float:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 10.0
    return 0.1 if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0
