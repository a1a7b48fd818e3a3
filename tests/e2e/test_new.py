"""A textbook's network, typed in from File > New."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger, when_dialog_opens


def test_after_new_the_first_weights_editor_is_open(qtbot: QtBot, window: MainWindow) -> None:
    def answer(dialog: QWidget) -> None:
        find(dialog, QLineEdit, "sizes").setText("3-2-1")
        source = find(dialog, QComboBox, "source")
        source.setCurrentIndex(source.findData("typed"))
        qtbot.keyClick(find(dialog, QSpinBox, "samples"), Qt.Key.Key_Return)

    window.resize(1280, 800)
    when_dialog_opens(answer)
    trigger(window, "new")

    editor = window.diagram.editor
    assert window.document.experiment.network.sizes == (3, 2, 1)
    assert editor.editable is not None
    assert editor.editable.choice == ParameterChoice(0)
    assert editor.isVisible()
    qtbot.keyClicks(editor, "0.15")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.document.moment.parameters[0] == 0.15


def test_a_large_network_opens_its_first_weight_too(window: MainWindow) -> None:
    def answer(dialog: QWidget) -> None:
        find(dialog, QLineEdit, "sizes").setText("60-50-10")
        dialog.accept()  # type: ignore[attr-defined]  # a QDialog

    window.resize(1280, 800)
    when_dialog_opens(answer)
    trigger(window, "new")
    assert window.diagram.editor.isVisible()
    window.diagram.editor.cancel()
