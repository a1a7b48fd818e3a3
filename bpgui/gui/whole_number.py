"""The field for whole numbers: a spin box that reads numbers as every other field does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from bpgui.gui.bubble import Bubble
from bpgui.gui.guard import guarded
from bpgui.gui.number_edit import comma_is_decimal
from bpgui.gui.words import problem_text
from bpgui.session.numbers import parse_whole
from bpgui.session.problems import Problem


@guarded
class WholeNumber(QSpinBox):
    """A whole number from `low` to `high`. What is no such number is refused with the reason, never changed silently.

    Qt's own reading depends on the locale: it takes German "1.5" for 15.
    """

    acceptable_changed = Signal()  #: what is typed can be kept now, or not any more

    def __init__(self, low: int, high: int, parent: QWidget | None = None, *, margin: int = 7) -> None:
        """Leave `margin` pixels before the text, so that it stands where texts in other fields do."""
        super().__init__(parent)
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

    def _check(self) -> None:
        self._bubble.say(self._reason(self.lineEdit().text()))
        self.acceptable_changed.emit()

    def is_acceptable(self) -> bool:
        """Whether what is typed can be kept."""
        return not self._reason(self.lineEdit().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on what cannot be kept says why, and keeps the focus."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.is_acceptable():
            event.accept()
        else:
            super().keyPressEvent(event)
        self._check()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave with the number that is kept."""
        super().focusOutEvent(event)
        self._check()
