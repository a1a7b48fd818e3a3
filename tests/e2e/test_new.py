"""A textbook's network, typed in from File > New."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLineEdit, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.engine.elementary import Array
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger, when_dialog_opens
from tests.e2e.person import Person


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


#: Into h1, into h2, into out, each with the bias last; then two samples of three inputs and a target.
NUMBERS = (0.15, -0.2, 0.25, 0.3, 0.35, 0.4, -0.1, -0.25, 0.5, 0.6, 0.05, 1.0, 0.0, 0.5, 0.7, -1.0, 1.0, 0.25, 0.2)
#: The number before which somebody who points clicks: the first of each neuron and of each sample.
POINTED = {4: ParameterChoice(3), 8: ParameterChoice(6), 11: 0, 15: 1}


def make_by_keys(person: Person) -> None:
    def answer(_dialog: QWidget) -> None:
        person.type("3-2-1", Qt.Key.Key_Tab)
        person.press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        person.type("2", Qt.Key.Key_Return)

    when_dialog_opens(answer, is_active=True)
    person.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def make_by_mouse(person: Person) -> None:
    def answer(dialog: QWidget) -> None:
        person.double_click(find(dialog, QLineEdit, "sizes"))
        person.type("3-2-1", Qt.Key.Key_Tab)
        person.double_click(find(dialog, QSpinBox, "samples").lineEdit())
        person.type("2", Qt.Key.Key_Tab)
        person.click(find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok))

    bar, menu = person.window.menuBar(), find(person.window, QMenu, "file_menu")
    person.click(bar, bar.actionGeometry(menu.menuAction()).center())
    when_dialog_opens(answer, is_active=True)
    person.click(menu, menu.actionGeometry(find(person.window, QAction, "action_new")).center())


def one_step(numbers: tuple[float, ...], rate: float) -> Array:
    """The step by hand: w - rate * mean gradient, tanh in the hidden layer, in the order of NUMBERS."""
    into_1, into_2, into_out = (np.array(numbers[first:last]) for first, last in ((0, 4), (4, 8), (8, 11)))
    gradients = []
    for *inputs, target in np.reshape(numbers[11:], (2, 4)):
        below = np.array([*inputs, 1.0])
        hidden = np.tanh([into_1 @ below, into_2 @ below])
        delta = into_out @ [*hidden, 1.0] - target
        deltas = delta * into_out[:2] * (1 - hidden**2)
        gradients.append(np.concatenate([deltas[0] * below, deltas[1] * below, delta * np.array([*hidden, 1.0])]))
    step: Array = np.array(numbers[:11]) - rate * np.mean(gradients, axis=0)
    return step


@pytest.mark.parametrize("way", ["keys", "mouse"])
def test_19_numbers_from_new_take_at_most_34_actions(qtbot: QtBot, window: MainWindow, way: str) -> None:
    window.resize(1440, 900)
    window.activateWindow()
    QApplication.processEvents()
    person = Person(window)
    make_by_keys(person) if way == "keys" else make_by_mouse(person)
    with qtbot.waitActive(window):  # as a window manager does
        window.activateWindow()
    for k, number in enumerate(NUMBERS):
        place = POINTED.get(k) if way == "mouse" else None
        if isinstance(place, ParameterChoice):
            person.click_number(place)
        elif isinstance(place, int):
            person.double_click_cell(place)
        is_left = way == "mouse" and k + 1 in POINTED
        person.type(str(number), Qt.Key.Key_Return if is_left else Qt.Key.Key_Tab)
    if way == "keys":
        person.press(Qt.Key.Key_F10)
    else:
        button = window.toolbar.widgetForAction(find(window, QAction, "action_step"))
        person.click(button)

    assert person.actions <= 34
    moment = window.document.moment
    order = [0, 1, 2, 8, 3, 4, 5, 9, 6, 7, 10]  # b1, b2, b3 are the parameters 8, 9, 10
    assert (moment.experiment.network.sizes, window.document.session.steps) == ((3, 2, 1), 1)
    assert moment.experiment.data.inputs.tolist() == [list(NUMBERS[11:14]), list(NUMBERS[15:18])]
    assert moment.experiment.data.targets[:, 0].tolist() == [NUMBERS[14], NUMBERS[18]]
    np.testing.assert_allclose(moment.parameters[order], one_step(NUMBERS, 0.1), rtol=1e-13)
