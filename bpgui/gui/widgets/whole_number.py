"""The field for whole numbers: a spin box that reads numbers as every other field does."""

from contextlib import nullcontext

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from bpgui.gui.widgets.bubble import Bubble
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import Field, comma_is_decimal
from bpgui.gui.widgets.open_editors import OpenEditors
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.numbers import parse_whole
from bpgui.session.basics.problems import Problem


@guarded
class WholeNumber(QSpinBox):
    """A whole number from `low` to `high`. What is no such number is refused with the reason, never changed silently.

    Qt's own reading depends on the locale: it takes German "1.5" for 15.
    """

    acceptable_changed = Signal()  #: what is typed can be kept now, or not any more

    def __init__(
        self,
        low: int,
        high: int,
        parent: QWidget | None = None,
        *,
        margin: int = 7,
        editors: OpenEditors | None = None,
    ) -> None:
        """Leave `margin` pixels before the text, so that it stands where texts in other fields do.

        A number of the session belongs to its `editors`: every command keeps it.
        """
        super().__init__(parent)
        self._editors = editors
        self.setLineEdit(Field())
        if editors is not None:
            editors.add(self)
        self.setRange(low, high)
        self.setValue(low)  # Qt writes the first number only when the field is shown
        self.setKeyboardTracking(False)  # the 1 of a 1.5 is not kept
        self.lineEdit().setTextMargins(margin, 0, 0, 0)
        self._bubble = Bubble(self)
        self.lineEdit().textEdited.connect(self._check)

    def textFromValue(self, value: int) -> str:
        """Write no group separators: they cannot be typed either."""
        return str(value)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed; what can be kept is acceptable."""
        states = QValidator.State
        return (states.Intermediate if self._reason(text) else states.Acceptable), text, position

    def valueFromText(self, text: str) -> int:
        """Read what is typed; what cannot be read leaves the number as it is."""
        if text and text == self.specialValueText():
            return self.minimum()
        try:
            return self._parsed(text)
        except Problem:
            return self.value()

    def fixup(self, text: str) -> str:
        """Change nothing of what is typed."""
        return text

    def _parsed(self, text: str) -> int:
        plain = text.removeprefix(self.prefix()).removesuffix(self.suffix())
        return parse_whole(plain, self.minimum(), self.maximum(), comma=comma_is_decimal())

    def _reason(self, text: str) -> str:
        """Say why a text cannot be kept, "" where it can."""
        if text and text == self.specialValueText():
            return ""
        try:
            self._parsed(text)
        except Problem as problem:
            return problem_text(problem)
        return ""

    def typed(self) -> int:
        """Return the number that is being typed, where it can be kept; else the one that is."""
        return self.valueFromText(self.lineEdit().text())

    def _check(self) -> None:
        self._bubble.say(self._reason(self.lineEdit().text()))
        self.acceptable_changed.emit()

    def is_acceptable(self) -> bool:
        """Whether what is typed can be kept."""
        return not self._reason(self.lineEdit().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on what cannot be kept says why, and keeps the focus."""
        if event.key() == Qt.Key.Key_Escape and self.drop():
            event.accept()
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.is_acceptable():
            event.accept()
        else:
            super().keyPressEvent(event)
        self._check()

    @property
    def is_open(self) -> bool:
        """It is never open for a while only."""
        return False

    def settle(self) -> bool:
        """Keep what is typed, if anything is; say whether it could be kept."""
        if not self.lineEdit().isModified():
            return True
        if not self.is_acceptable():
            self._check()
            return False
        self.lineEdit().setModified(False)
        with nullcontext() if self._editors is None else self._editors.keeping():
            self.interpretText()
        return True

    def drop(self) -> bool:
        """Return to the number that is kept; say whether anything else was typed."""
        is_typed = self.lineEdit().isModified()
        if is_typed:
            self._show_value()
        return is_typed

    def _show_value(self) -> None:
        is_least = self.value() == self.minimum() and self.specialValueText()
        self.lineEdit().setText(
            self.specialValueText() if is_least else f"{self.prefix()}{self.value()}{self.suffix()}"
        )
        self._check()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep a typed number; one that is refused stays, and has the focus again. Another window takes nothing."""
        reasons = Qt.FocusReason
        text, is_kept = self.lineEdit().text(), self.settle()
        super().focusOutEvent(event)
        if is_kept or self._editors is None:
            self._check()
            return
        self.lineEdit().setText(text)  # Qt has put the number that is kept there
        self.lineEdit().setModified(True)
        self._check()
        if event.reason() not in (
            reasons.PopupFocusReason,
            reasons.MenuBarFocusReason,
            reasons.ActiveWindowFocusReason,
        ):
            self._editors.hold(self)

    def hideEvent(self, event: QEvent) -> None:
        """Keep a typed number; one that is refused goes with the field, and that is told."""
        if not self.settle():
            if self._editors is not None:
                self._editors.text_dropped.emit(self.accessibleDescription())
            self._show_value()
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt sends a QHideEvent
