"""Menus that are filled again each time they open, and keep nothing of the time before."""

from PySide6.QtWidgets import QMenu


def clear_menu(menu: QMenu) -> None:
    """Empty a menu; Qt keeps its submenus otherwise."""
    menu.clear()
    for submenu in menu.children():
        if isinstance(submenu, QMenu):
            submenu.deleteLater()


def add_submenu(menu: QMenu, title: str) -> QMenu:
    """Add a submenu. What `QMenu.addMenu` makes itself PySide would keep for as long as `menu` lives."""
    submenu = QMenu(title, menu)
    menu.addMenu(submenu)
    return submenu
