"""Ends the drag of a panel, of its tab or of a border between panels, before what is dragged is gone.

Meanwhile Qt keeps a copy of all places, and goes back to it at each move. Where a panel is shown, hidden or put
elsewhere by something else, that copy names what is no more: the program ends at the next move, or when all panels are
placed the next time. So it does where a tab that is held is no more: Qt keeps its number.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QWidget


def is_panel_dragged() -> bool:
    """Say whether a person is just moving a panel, or several as a group."""
    grabber = QWidget.mouseGrabber()
    is_group = grabber is not None and grabber.metaObject().className() == "QDockWidgetGroupWindow"
    return is_group or isinstance(grabber, QDockWidget)


def let_go_of_all(window: QWidget) -> None:
    """End the drag of a panel, tab or border: each hears that the button is released, and only the one held minds."""
    for held in (*window.findChildren(QDockWidget), *_tab_bars(window), window):
        _release(held, window)


def _tab_bars(window: QWidget) -> Iterator[QTabBar]:
    """Go through the tabs of panels, also of those that float as a group."""
    for child in window.children():
        if isinstance(child, QTabBar):
            yield child
        elif child.metaObject().className() == "QDockWidgetGroupWindow":
            yield from (tabs for tabs in child.children() if isinstance(tabs, QTabBar))


def _release(held: QWidget, window: QWidget) -> None:
    at, button, none = QPointF(window.rect().center()), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kind, keys = QEvent.Type.MouseButtonRelease, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(held, QMouseEvent(kind, at, window.mapToGlobal(at), button, none, keys))
