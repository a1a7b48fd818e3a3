"""A dock as the whole window, and back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.whole_dock import WholeDock
from tests.e2e.conftest import find, trigger


def test_a_dock_fills_the_window_until_escape(qtbot: QtBot) -> None:
    window, centre = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(centre)
    docks = {}
    for name in ("data", "plots"):
        docks[name] = QDockWidget(window)
        docks[name].setObjectName(name)
        docks[name].setWidget(QTextEdit())
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, docks[name])
    whole = WholeDock(window, docks, 1)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    docks["data"].widget().setFocus()
    whole.toggle()
    assert [docks["data"].isVisible(), docks["plots"].isVisible(), centre.isVisible()] == [True, False, False]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not whole.is_whole
    assert all(widget.isVisible() for widget in (*docks.values(), centre))

    centre.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    centre.setFocus()
    whole.toggle()
    assert [docks["data"].isVisible(), centre.isVisible()] == [False, True]
    whole.toggle()
    assert all(widget.isVisible() for widget in (*docks.values(), centre))


def test_a_lesson_comes_back_before_the_data_that_stood_elsewhere(window: MainWindow) -> None:
    data, lesson = find(window, QDockWidget, "data_dock"), find(window, QDockWidget, "lesson_dock")
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, data)
    trigger(window, "lesson")
    for _ in range(2):
        trigger(window, "whole_dock")
    assert data.isVisible()
    assert lesson.isVisible()
