"""Try an input, from anywhere in the window: it is typed in the data table or in the diagram."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import trigger
from tests.e2e.test_room import hidden, settle


@pytest.fixture
def tried(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with an input that is tried, which was asked for from the diagram."""
    window.diagram.setFocus()
    trigger(window, "try_input")
    settle(qtbot)
    return window


def typed(qtbot: QtBot, text: str) -> None:
    """Open the field of what has the focus, and type."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_it_leads_to_its_row_where_its_numbers_are_typed(qtbot: QtBot, tried: MainWindow) -> None:
    assert tried.table.view.hasFocus()
    assert tried.table.view.currentIndex().row() == 1
    typed(qtbot, "4")
    assert tried.document.moment.inputs.tolist() == [4.0, 3.0]
    assert tried.document.experiment.data.inputs.tolist() == [[2.0, 3.0]]


def test_its_numbers_are_typed_in_the_diagram_too(qtbot: QtBot, tried: MainWindow) -> None:
    tried.document.select(NeuronChoice(0, 1))
    tried.diagram.setFocus()
    typed(qtbot, "5")
    assert tried.document.moment.inputs.tolist() == [2.0, 5.0]
    assert tried.document.experiment.data.inputs.tolist() == [[2.0, 3.0]]


def test_the_data_table_comes_where_it_gave_way(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(960, 640)
    settle(qtbot)
    assert "data" in hidden(window)
    trigger(window, "try_input")
    settle(qtbot)
    assert "data" not in hidden(window)
    assert window.table.view.hasFocus()


def test_it_is_on_in_every_menu_until_it_ends_however_it_ends(tried: MainWindow) -> None:
    action = tried.actions_["try_input"]
    assert action in tried.table.bar.samples.menu().actions()
    assert action.isChecked()
    tried.document.try_input(False)
    assert not action.isChecked()
