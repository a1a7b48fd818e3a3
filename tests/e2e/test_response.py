"""What the network computes, as a panel of the window: behind another it computes nothing, in front it is live."""

from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.response.panel import ResponsePanel
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger


def test_behind_another_panel_it_computes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    panel = find(window, ResponsePanel, "responsePanel")
    with qtbot.assertNotEmitted(panel.responded, wait=60):
        trigger(window, "step")
    assert panel.picture.response is None

    with qtbot.waitSignal(panel.responded):
        find(window, QDockWidget, "response_dock").raise_()
    shown = panel.picture.response
    with qtbot.waitSignal(panel.responded):
        trigger(window, "step")

    assert shown is not None
    assert panel.picture.response is not None
    assert panel.picture.response.query.parameters is window.document.moment.parameters


def test_the_view_menu_names_it_in_full(window: MainWindow) -> None:
    dock = find(window, QDockWidget, "response_dock")

    assert dock.toggleViewAction().text() == "What the network computes"
    assert dock.accessibleName() == "What the network computes"
