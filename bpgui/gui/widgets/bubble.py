"""The reason why a text is refused, right below the field in which it stands."""

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDockWidget, QScrollArea, QWidget

from bpgui.gui.widgets.plain_text import Label


class Bubble(Label):
    """Marks a field as wrong, and says why; hidden while there is nothing to say, or the field's dock is covered."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._dock: QDockWidget | None = None
        self.setObjectName("bubble")
        self.hide()
        field.destroyed.connect(self.deleteLater)  # it belongs to the field's window, not to the field

    def say(self, reason: str) -> None:
        """Show the reason, and the field wherever it is; "" hides the reason."""
        field = self._field
        if bool(reason) != bool(field.property("wrong")):
            field.setProperty("wrong", bool(reason))
            field.style().polish(field)
        field.setAccessibleDescription(reason)
        self.setText(reason)
        if reason:
            self._bring_in_sight()
        self._show(True)

    def _show(self, is_in_sight: bool) -> None:
        """Show the reason below its field, unless there is none or the field is out of sight."""
        if not shiboken6.isValid(self._field):
            return
        field, window = self._field, self._field.window()
        self.setVisible(is_in_sight and bool(self.text()))
        if self.isVisible():
            self.setParent(window)
            self.adjustSize()
            place = field.mapTo(window, QPoint(0, field.height() + 4))
            left = max(4, min(place.x(), window.width() - self.width() - 4))
            is_low = place.y() + self.height() >= window.height()
            self.move(left, place.y() - 2 * field.height() if is_low else place.y())
            self.show()
            self.raise_()

    def _bring_in_sight(self) -> None:
        """Show a field that another dock covers, or that was scrolled away."""
        ancestor = self._field.parentWidget()
        while ancestor is not None:
            if isinstance(ancestor, QScrollArea):
                ancestor.ensureWidgetVisible(self._field)
            elif isinstance(ancestor, QDockWidget):
                self._follow(ancestor)
                if self._field.visibleRegion().isEmpty():
                    ancestor.show()
                    ancestor.raise_()
            ancestor = ancestor.parentWidget()

    def _follow(self, dock: QDockWidget) -> None:
        """Go with the field's dock where another one covers it: Qt moves that away and does not hide what is in it."""
        if dock is not self._dock:
            self._dock = dock
            dock.visibilityChanged.connect(self._show)
