"""The reason why a text is refused, right below the field in which it stands."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from bpgui.gui.plain_text import Label


class Bubble(Label):
    """Marks a field as wrong, and says why; hidden while there is nothing to say."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setObjectName("bubble")
        self.hide()

    def say(self, reason: str) -> None:
        """Show the reason; "" hides it."""
        field, window = self._field, self._field.window()
        if bool(reason) != bool(field.property("wrong")):
            field.setProperty("wrong", bool(reason))
            field.style().polish(field)
        field.setAccessibleDescription(reason)
        self.setVisible(bool(reason))
        if reason:
            self.setParent(window)
            self.setText(reason)
            self.adjustSize()
            place = field.mapTo(window, QPoint(0, field.height() + 4))
            left = max(4, min(place.x(), window.width() - self.width() - 4))
            is_low = place.y() + self.height() >= window.height()
            self.move(left, place.y() - 2 * field.height() if is_low else place.y())
            self.show()
            self.raise_()
