"""Numbers are typed one after the other, by keys alone; what was typed can be taken back from anywhere."""

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QTableView,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.document.typed_numbers import perform_typed
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.model.experiment import Experiment, new_experiment
from bpgui.session.session import Session
from tests.article import edits_made
from tests.campaigns import IS_CAMPAIGN
from tests.e2e.conftest import find, trigger, when_dialog_opens

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """A person without a mouse."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self._window, key, keys)

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget() or self._window, text)


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keys:
    window.activateWindow()
    QApplication.processEvents()
    window.diagram.setFocus()
    return Keys(qtbot, window)


def open_3_2_1(window: MainWindow) -> None:
    """A network of 11 parameters and two samples of four numbers: 19 in all."""
    network = Network(3, (Layer(2, "tanh", True), Layer(1, "linear", True)))
    settings = Settings(0.1, np.zeros(11, dtype=bool))
    experiment = Experiment(network, settings, Data(np.zeros((2, 3)), np.zeros((2, 1))))
    window.document.open(Session(experiment, np.zeros(11)))
    QApplication.processEvents()


@pytest.mark.campaign
@pytest.mark.parametrize("view", ["diagram", "outline"] if IS_CAMPAIGN else ["diagram"])
def test_19_numbers_take_one_action_each(window: MainWindow, keys: Keys, view: str) -> None:
    open_3_2_1(window)
    numbers = [round(0.1 * k, 1) for k in range(1, 20)]
    first = ParameterChoice(0)
    window.diagram.edit_next(first) if view == "diagram" else window.outline.edit(first)
    for number in numbers:
        keys.type(str(number))
        keys.press(KEY.Key_Tab)

    session = window.document.session
    b1, b2, b3 = 8, 9, 10
    order = [0, 1, 2, b1, 3, 4, 5, b2, 6, 7, b3]
    assert session.moment().parameters[order].tolist() == numbers[:11]
    assert session.experiment.data.inputs.tolist() == [numbers[11:14], numbers[15:18]]
    assert session.experiment.data.targets[:, 0].tolist() == [numbers[14], numbers[18]]
    assert not window.document.editors.is_open


def test_tab_in_the_diagram_fills_one_weight_after_the_other(window: MainWindow, keys: Keys) -> None:
    window.diagram.edit_next(ParameterChoice(0))
    for text in (".15", ".2", ".25"):
        keys.type(text)
        keys.press(KEY.Key_Tab)

    assert window.document.session.moment().parameters.tolist() == [0.15, 0.2, 0.25, 0.08, 0.14, 0.15]
    assert window.document.selection == ParameterChoice(3)
    keys.press(KEY.Key_Backtab, SHIFT)
    assert (window.document.selection, window.diagram.editor.text()) == (ParameterChoice(2), "0.25")


def test_shift_tab_leads_back_from_the_data_to_where_one_came_from(window: MainWindow, keys: Keys) -> None:
    window.outline.edit(ParameterChoice(5))
    keys.press(KEY.Key_Tab)
    assert window.table.view.currentIndex().column() == 0
    keys.press(KEY.Key_Backtab, SHIFT)

    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), window.outline.view.isAncestorOf(editor)) == ("0.15", True)


def test_what_cannot_be_kept_is_not_left_by_tab(window: MainWindow, keys: Keys) -> None:
    window.outline.edit(ParameterChoice(0))
    keys.type("abc")
    keys.press(KEY.Key_Tab)

    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.property("wrong")) == ("abc", True)


def test_undo_reaches_through_the_field_after_enter(window: MainWindow, keys: Keys) -> None:
    keys.press(KEY.Key_L, CTRL)
    keys.type("0.1")
    keys.press(KEY.Key_Return)
    assert window.document.experiment.settings.learning_rate == 0.1
    assert window.diagram.hasFocus()

    keys.press(KEY.Key_Z, CTRL)
    assert window.document.experiment.settings.learning_rate == 0.05


@pytest.mark.parametrize("name", ["learningRate", "stopLoss", "stopStep"])
def test_undo_in_a_field_is_the_sessions_where_nothing_is_typed(window: MainWindow, keys: Keys, name: str) -> None:
    perform_typed(window.document, "0.3", lambda value: window.outline.model.edit_for(_w5(window), value))
    find(window, QDockWidget, "experiment_dock").raise_()
    QApplication.processEvents()
    find(window, QLineEdit if name != "stopStep" else type(window.panel.stop_step), name).setFocus()
    keys.type("9")
    keys.press(KEY.Key_Z, CTRL)
    assert edits_made(window.document.session) == ["w5: 0.14 -> 0.3"]  # that was the 9

    keys.press(KEY.Key_Escape)
    keys.press(KEY.Key_Z, CTRL)
    assert edits_made(window.document.session) == []


def _w5(window: MainWindow) -> QModelIndex:
    return window.outline.model.index_of(ParameterChoice(4), 1)


def test_ctrl_l_selects_the_text_again(window: MainWindow, keys: Keys) -> None:
    for _ in range(2):
        keys.press(KEY.Key_L, CTRL)
        keys.type("0.1")

    assert window.toolbar.learning_rate.text() == "0.1"
    keys.press(KEY.Key_Escape)


@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize(("key", "text"), [(KEY.Key_Return, "0.14"), (KEY.Key_F2, "0.14"), (KEY.Key_7, "7")])
def test_the_chosen_row_of_the_outline_is_edited(
    window: MainWindow, keys: Keys, column: int, key: Qt.Key, text: str
) -> None:
    window.outline.view.setFocus()
    window.outline.view.setCurrentIndex(window.outline.model.index_of(ParameterChoice(4), column))
    keys.press(key)

    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.objectName(), editor.text()) == ("cellEditor", text)


@pytest.mark.parametrize("view", ["diagram", "outline", "data"])
def test_looking_around_makes_no_event_and_escape_leaves_the_choice(window: MainWindow, keys: Keys, view: str) -> None:
    document = window.document
    document.step()
    if view == "diagram":
        window.diagram.edit_next(ParameterChoice(3))
    elif view == "outline":
        window.outline.edit(ParameterChoice(3))
    else:
        document.select(ParameterChoice(3))
        window.table.edit_first()
    keys.press(KEY.Key_Escape)
    keys.press(KEY.Key_Escape)

    assert document.selection == ParameterChoice(3)
    assert (document.timeline.length, document.session.undo_stack.undoable) == (2, None)


# Blocks


def paste(keys: Keys, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    keys.press(KEY.Key_V, CTRL)


def choose_in_outline(window: MainWindow, choice: Choice) -> None:
    window.outline.view.setFocus()
    window.outline.view.setCurrentIndex(window.outline.model.index_of(choice))


@pytest.mark.parametrize(
    ("choice", "text", "event"),
    [
        (ParameterChoice(0), "0.5\t0.6\t0.7\t0.8", "w1: 0.11 -> 0.5; w2: 0.21 -> 0.6; w3: 0.12 -> 0.7 (and 1 more)"),
        (ParameterChoice(4), "0.5\n0.6\n", "w5: 0.14 -> 0.5; w6: 0.15 -> 0.6"),
        (NeuronChoice(1, 1), "0.5\t0.6", "w3: 0.12 -> 0.5; w4: 0.08 -> 0.6"),
        (NeuronChoice(0, 0), "7\t8", "i1[1]: 2 -> 7; i2[1]: 3 -> 8"),
        (TargetChoice(0), "0.5", "target out[1]: 1 -> 0.5"),
    ],
)
@pytest.mark.parametrize("view", ["diagram", "outline"])
def test_a_row_is_pasted_as_one_edit(
    window: MainWindow,
    keys: Keys,
    choice: Choice,
    text: str,
    event: str,
    view: str,
) -> None:
    if view == "outline":
        choose_in_outline(window, choice)
    else:
        window.document.select(choice)
    paste(keys, text)
    assert edits_made(window.document.session) == [event]

    trigger(window, "undo")
    assert edits_made(window.document.session) == []


def test_a_block_that_is_pasted_into_an_open_editor_goes_on_from_there(window: MainWindow, keys: Keys) -> None:
    window.diagram.edit_next(ParameterChoice(4))
    paste(keys, "0.5\t0.6")

    assert edits_made(window.document.session) == ["w5: 0.14 -> 0.5; w6: 0.15 -> 0.6"]


@pytest.mark.parametrize(
    ("reading", "weights"), [("rowsFrom", [0.15, 0.2, 0.25, 0.3]), ("rowsInto", [0.15, 0.25, 0.2, 0.3])]
)
def test_of_a_table_of_weights_both_readings_are_shown(
    window: MainWindow, keys: Keys, reading: str, weights: list[float]
) -> None:
    def answer(dialog: object) -> None:
        assert isinstance(dialog, QDialog)
        tables = [find(dialog, QTableWidget, f"{name}Table").model() for name in ("rowsFrom", "rowsInto")]
        assert [table.index(1, 0).data() for table in tables] == ["w2 = 0.2", "w2 = 0.25"]
        find(dialog, QRadioButton, reading).click()
        dialog.accept()

    choose_in_outline(window, ParameterChoice(0))
    when_dialog_opens(answer)
    paste(keys, "0.15\t0.25\n0.2\t0.3")

    assert window.document.session.moment().parameters[:4].tolist() == weights
    assert len(edits_made(window.document.session)) == 1


def test_a_layer_is_copied_as_a_table(window: MainWindow, keys: Keys) -> None:
    window.outline.view.setFocus()
    window.outline.view.setCurrentIndex(window.outline.model.index(1, 0))
    keys.press(KEY.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "0.11\t0.12\n0.21\t0.08"


def test_the_data_are_copied_and_pasted_as_blocks(window: MainWindow, keys: Keys) -> None:
    open_3_2_1(window)
    view, model = window.table.view, window.table.model
    view.setFocus()
    view.setCurrentIndex(model.index(0, 1))
    paste(keys, "1\t2\t3\r\n4\t5\t1/4\r\n")
    assert window.document.session.experiment.data.inputs.tolist() == [[0, 1, 2], [0, 4, 5]]
    assert window.document.session.experiment.data.targets[:, 0].tolist() == [3, 0.25]
    assert len(edits_made(window.document.session)) == 1

    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_Right):
        keys.press(key, SHIFT)
    keys.press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1\t2\t3\n4\t5\t0.25"


@pytest.mark.parametrize("text", ["1\t2\t3\t4\t5\t6", "x\ty"])
def test_a_block_that_does_not_fit_changes_nothing_and_says_why(window: MainWindow, keys: Keys, text: str) -> None:
    window.table.view.setFocus()
    paste(keys, text)

    assert edits_made(window.document.session) == []
    assert window.notice.text()
    assert find(window, QComboBox, "grain").isEnabled()


def test_a_cell_is_not_opened_while_something_else_cannot_be_kept(qtbot: QtBot, window: MainWindow, keys: Keys) -> None:
    rate, table = find(window, QLineEdit, "learningRate"), find(window, QTableView, "dataTable")
    rate.setFocus()
    rate.selectAll()
    keys.type("1e")
    table.setCurrentIndex(table.model().index(0, 1))

    qtbot.keyClick(table, KEY.Key_F2)  # a warning of Qt fails a test

    assert table.findChildren(QLineEdit, "cellEditor") == []
    assert rate.hasFocus()
    keys.press(KEY.Key_Escape)


def test_what_cannot_be_kept_is_shown_though_another_dock_covers_it(window: MainWindow, keys: Keys) -> None:
    dock = find(window, QDockWidget, "experiment_dock")
    dock.raise_()
    field = find(window, QSpinBox, "stopStep")
    field.setFocus()
    keys.type("soon")
    find(window, QDockWidget, "explanation_dock").raise_()
    QApplication.processEvents()
    assert field.visibleRegion().isEmpty()
    assert not [label for label in window.findChildren(QLabel, "bubble") if label.isVisible()]

    assert not window.close()

    QApplication.processEvents()
    [bubble] = [label for label in window.findChildren(QLabel, "bubble") if label.isVisible()]
    assert field.hasFocus()
    assert field.visibleRegion().contains(field.rect())
    assert bubble.y() == field.mapTo(window, field.rect().bottomLeft()).y() + 5
    keys.press(KEY.Key_Escape)


def test_a_paste_on_nothing_asks_where_the_numbers_go(window: MainWindow, keys: Keys) -> None:
    paste(keys, "0.5\t0.6")

    assert edits_made(window.document.session) == []
    assert "where the numbers go" in window.notice.text()


@pytest.mark.parametrize("text", ["", "7"])
def test_what_the_diagram_has_no_room_for_opens_in_the_outline(window: MainWindow, keys: Keys, text: str) -> None:
    deep = new_experiment((3, 9, 9, 9, 2), ["tanh"] * 4, [True] * 4, "half_square")
    window.document.open(Session(deep, np.full(deep.network.parameter_count, 0.11)))
    find(window, QDockWidget, "outline_dock").hide()
    window.resize(720, 480)
    QApplication.processEvents()
    window.document.select(ParameterChoice(0))
    window.diagram.setFocus()
    keys.type(text) if text else keys.press(KEY.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (window.outline.view.isAncestorOf(editor), editor.text()) == (True, text or "0.11")

    keys.press(KEY.Key_Tab)
    assert window.document.selection == ParameterChoice(1)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
