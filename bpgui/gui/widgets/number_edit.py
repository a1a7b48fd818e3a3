"""The one field in which numbers are typed, nudged and refused."""

import math
from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bpgui.gui.widgets.bubble import Bubble
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.open_editors import OpenEditors
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.numbers import CommaDoubt, block_text, parse_block, parse_number, shortest
from bpgui.session.basics.problems import Problem

#: Pixels of a drag that make one notch.
NOTCH_PIXELS = 6


def nudged(value: float, notches: float) -> float:
    """Return `value` moved by `notches` of a tenth of its leading digit: 0.14 by 0.01, 2 by 0.1; 0 by 0.01."""
    exponent = math.floor(math.log10(abs(value))) - 1 if value and math.isfinite(value) else -2
    return round(value + notches * 10.0**exponent, max(0, 1 - exponent))


def comma_is_decimal() -> bool:
    """Whether a comma is a decimal point in the person's locale."""
    return QLocale().decimalPoint() == ","


def typed_number(text: str) -> float:
    """Read a number as it is typed in the person's locale. Raises Problem."""
    return parse_number(text, comma=comma_is_decimal())


def typed_block(text: str) -> list[list[float]]:
    """Read a block of numbers as a spreadsheet of the person's locale copies it. Raises Problem."""
    return parse_block(text, comma=comma_is_decimal())


def copied_block(rows: Sequence[Sequence[float | None]]) -> str:
    """Write a block of numbers as a spreadsheet of the person's locale reads it; None is an empty cell."""
    return block_text(rows, comma=comma_is_decimal())


def doubt_text(doubt: CommaDoubt) -> str:
    """Ask whether a comma is a decimal point, and say how to answer."""
    return QCoreApplication.translate("NumberEdit", "{question} Enter again takes it.").format(
        question=problem_text(doubt)
    )


@guarded
class Field(QLineEdit):
    """A field for a number, or several. A double click selects all of it: to Qt "0.05" is two words.

    It takes Undo and Redo for itself only while something is typed in it; else they are the window's.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the number."""
        self.selectAll() if event.button() == Qt.MouseButton.LeftButton else super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window where nothing is typed that they could take back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not self.isModified():
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().event(event)


@guarded
class NumberEdit(Field):
    """A number that can be typed ("0.3", "1/3", "-2e-3"), nudged with arrow keys and wheel, and refused with a reason.

    Enter, leaving the field and every command keep the number, Escape returns the old one. What cannot be kept stays
    typed, the field keeps the focus, and no command is done until it is mended or returned. Where decimals have a
    point, Enter on "0,85" offers 0.85, and Enter again takes it. `check` may raise Problem for a number that does not
    fit. While an uncommitted number is valid it is previewed. With `may_be_empty` an empty field is the value None.
    """

    value_previewed = Signal(object)  #: the text is a valid number that is not kept yet
    value_committed = Signal(object)  #: the person kept a number
    preview_ended = Signal()  #: the text stopped being a valid number
    edit_cancelled = Signal()  #: the person left the old number
    entered = Signal()  #: Enter kept the number, or Escape returned to it
    refused = Signal(str)  #: the text was refused, with the reason

    def __init__(
        self,
        editors: OpenEditors,
        parent: QWidget | None = None,
        check: Callable[[float], object] | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self._editors = editors
        self._check, self._may_be_empty = check, may_be_empty
        self._value: float | None = None if may_be_empty else 0.0
        self._bubble = Bubble(self)
        self._offer: CommaDoubt | None = None
        self._came_from: QWidget | None = None
        self.textEdited.connect(self._preview)
        editors.add(self)

    def begin(self) -> None:
        """Have the focus, ready to be typed over; `entered` gives it back to where it was."""
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self:
            self._came_from = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._select()

    def give_focus_back(self, other: QWidget) -> None:
        """Give the focus to where it was before `begin`, or to another widget where that is not there."""
        came_from, self._came_from = self._came_from, None
        is_there = came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible()
        (came_from if came_from is not None and is_there else other).setFocus()

    def _select(self) -> None:
        self.setSelection(len(self.text()), -len(self.text()))  # from the end, so that the start stays in view

    def value(self) -> float | None:
        """Return the number that is kept."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Show a number in full digits; what is being typed stays."""
        if value == self._value and self.text():
            return
        self._value = value
        if not self.isModified():
            self._show_value()

    def _show_value(self) -> None:
        was_selected = self.hasSelectedText() and self.selectedText() == self.text()
        self.setText("" if self._value is None else shortest(self._value))
        self._select() if was_selected else self.setCursorPosition(0)
        self._offer = None
        self._mark("")

    def _parsed(self) -> float | None:
        if self._may_be_empty and not self.text().strip():
            return None
        value = typed_number(self.text())
        if self._check is not None:
            self._check(value)
        return value

    def _preview(self) -> None:
        self._offer = None
        try:
            value = self._parsed()
        except CommaDoubt:
            self._mark("")  # what is meant is asked for when it is to be kept
            self.preview_ended.emit()
            return
        except Problem as problem:
            self._mark(problem_text(problem))
            self.preview_ended.emit()
            return
        self._mark("")
        self.value_previewed.emit(value)

    def take_offer(self) -> None:
        """Type the number that is offered for what was typed, if there is one: what a second Enter means."""
        offer, self._offer = self._offer, None
        if offer is not None:
            self.setText(offer.offer)
            self.setModified(True)

    def commit(self) -> bool:
        """Keep what is typed; say whether it could be kept."""
        try:
            value = self._parsed()
        except Problem as problem:
            self._offer = problem if isinstance(problem, CommaDoubt) else None
            reason = problem_text(problem) if self._offer is None else doubt_text(self._offer)
            self._mark(reason)
            self.refused.emit(reason)
            return False
        self._value = value
        self._show_value()
        self.setModified(False)
        with self._editors.keeping():
            self.value_committed.emit(value)
        return True

    @property
    def is_open(self) -> bool:
        """Whether it is open for a while only: in a toolbar or a form it stays."""
        return False

    def settle(self) -> bool:
        """Keep what is typed, if anything is; say whether it could be kept."""
        return not self.isModified() or self.commit()

    def drop(self) -> bool:
        """Return to the number that is kept; say whether anything else was typed."""
        is_typed = self.isModified()
        if is_typed:
            self.cancel()
        return is_typed

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
            self.take_offer()
            if self.commit():
                self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.cancel()
            self.entered.emit()
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
            self._select()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Stay with what cannot be kept."""
        return not self.settle() or super().focusNextPrevChild(is_next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep a typed number; one that is refused stays, and has the focus again. Another window takes nothing."""
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        if event.reason() in (reasons.PopupFocusReason, reasons.MenuBarFocusReason, reasons.ActiveWindowFocusReason):
            return
        if not self.settle():
            self._editors.hold(self)

    def hideEvent(self, event: QEvent) -> None:
        """Keep a typed number; one that is refused goes with the field, and that is told."""
        self.give_way()
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt sends a QHideEvent

    def give_way(self) -> None:
        """Keep what is typed, or return to the number that is kept, and tell why."""
        if not self.settle():
            self._editors.text_dropped.emit(self.accessibleDescription())
            self.cancel()
        self._mark("")

    def _mark(self, reason: str) -> None:
        """Show why the text is refused; "" when it is not."""
        self._bubble.say(reason)


@guarded
class ScrubLabel(Label):
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
