"""What the network computes, as a panel of the window: behind another it computes nothing, in front it is live."""

from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.response.panel import ResponsePanel
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger


def test_behind_another_panel_it_computes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    panel, steps = find(window, ResponsePanel, "responsePanel"), []
    panel.responded.connect(lambda: steps.append(shown_parameters(panel)))
    trigger(window, "step")
    qtbot.wait(60)
    assert steps == []

    with qtbot.waitSignal(panel.responded):
        find(window, QDockWidget, "response_dock").raise_()
    with qtbot.waitSignal(panel.responded):
        trigger(window, "step")

    assert steps[-1] is window.document.moment.parameters


def shown_parameters(panel: ResponsePanel) -> object:
    found = panel.picture.response
    return None if found is None else found.query.parameters


def test_the_view_menu_names_it_in_full(window: MainWindow) -> None:
    dock = find(window, QDockWidget, "response_dock")

    assert dock.toggleViewAction().text() == "What the network computes"
    assert dock.accessibleName() == "What the network computes"
