import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.refilled_menu import add_submenu, clear_menu


def wrappers() -> int:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    return sum(type(found) in (QMenu, QAction) for found in gc.get_objects())


def test_a_menu_that_is_filled_again_keeps_nothing_of_the_time_before(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)

    def fill() -> None:
        clear_menu(menu)
        menu.addAction("entry")
        add_submenu(menu, "more").addAction("entry of it")

    fill()
    before = wrappers()
    for _ in range(5):
        fill()
    assert wrappers() == before
    assert [action.text() for action in menu.actions()] == ["entry", "more"]
    assert len(menu.findChildren(QMenu)) == 1
