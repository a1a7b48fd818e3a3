"""The context menu of a view."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.pictures.menu import pop_up


@pytest.mark.parametrize("end", ["close", "hide"])
def test_it_is_gone_however_it_ends(qtbot: QtBot, end: str) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    QAction("Copy", view).setObjectName("action_copy_picture")
    view.show()
    pop_up(view, QPoint(10, 10))
    menu = view.findChild(QMenu, "viewMenu")
    assert menu is not None
    getattr(menu, end)()  # hidden: with the panel that it belongs to
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert view.findChild(QMenu, "viewMenu") is None
