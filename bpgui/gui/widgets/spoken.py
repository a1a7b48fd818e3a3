"""Widgets that write what screen readers say of them when it is asked for: most of it nobody ever asks for."""

import weakref

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from bpgui.gui.widgets.guard import guarded


class Spoken(QWidget):
    """Its subclass answers `accessibleName` and `accessibleDescription`, from Python and in the accessibility tree."""

    def tell(self) -> None:
        """Tell screen readers that what has the focus says something else."""
        if QAccessible.isActive() and self.hasFocus():
            for change in (QAccessible.Event.NameChanged, QAccessible.Event.DescriptionChanged):
                QAccessible.updateAccessibility(QAccessibleEvent(self, change))


@guarded
class _SpokenAccessible(QAccessibleWidget):
    """Asks the widget: Qt's own interface knows only what was set beforehand."""

    def __init__(self, widget: Spoken) -> None:
        super().__init__(widget)
        self._widget = weakref.ref(widget)

    def text(self, kind: QAccessible.Text) -> str:
        widget = self._widget()
        if widget is not None and Shiboken.isValid(widget):
            if kind is QAccessible.Text.Name:
                return widget.accessibleName()
            if kind is QAccessible.Text.Description:
                return widget.accessibleDescription()
        return super().text(kind)


def _factory(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return _SpokenAccessible(thing) if isinstance(thing, Spoken) else None


QAccessible.installFactory(_factory)
