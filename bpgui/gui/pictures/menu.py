"""The window's entries in the context menus of its views: their pictures, and what else a view has of the window."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

#: The window's actions about the picture of the view that has the keys.
PICTURE = ("copy_picture", "save_picture", "print")


def add_entries(menu: QMenu, view: QWidget, *names: str) -> None:
    """Add actions of the window, by name, behind a line; they act on this view, which gets the keys."""
    window = view.window()
    found = [window.findChild(QAction, f"action_{name}") for name in names]
    actions = [action for action in found if action is not None]
    if actions and not menu.isEmpty():
        menu.addSeparator()
    menu.addActions(actions)
    view.setFocus()


def pop_up(view: QWidget, place: QPoint, *names: str) -> None:
    """Open a menu of actions of the window, the last of them about the picture of this view."""
    menu = QMenu(view)
    menu.setObjectName("viewMenu")
    menu.aboutToHide.connect(menu.deleteLater)
    add_entries(menu, view, *names)
    add_entries(menu, view, *PICTURE)
    menu.popup(place)
