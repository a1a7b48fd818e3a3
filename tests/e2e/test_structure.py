"""The network is rebuilt in the window: by keys in the diagram and the outline, by the menu bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.document import structure
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.sizes_dialog import SizesDialog
from tests.e2e.conftest import trigger, when_dialog_opens

KEY, ALT, CONTROL, NONE = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


def hidden(window: MainWindow) -> tuple[str, ...]:
    return window.document.experiment.network.neuron_names[1]


@pytest.fixture(params=["diagram", "outline"])
def view(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> QWidget:
    view = window.diagram if request.param == "diagram" else window.outline.view
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.mark.parametrize(
    ("key", "modifiers", "names"),
    [
        (KEY.Key_Insert, NONE, ("h1", "h3", "h2")),
        (KEY.Key_Delete, NONE, ("h2",)),
        (KEY.Key_D, CONTROL, ("h1", "h3", "h2")),
        (KEY.Key_Down, ALT, ("h2", "h1")),
        (KEY.Key_Up, ALT, ("h1", "h2")),
    ],
)
def test_keys_act_on_the_chosen_neuron(
    window: MainWindow, view: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier, names: tuple[str, ...]
) -> None:
    window.document.select(NeuronChoice(1, 0))
    QTest.keyClick(view, key, modifiers)
    assert hidden(window) == names

    window.document.undo()
    assert hidden(window) == ("h1", "h2")


def test_f2_renames_where_one_works(window: MainWindow, view: QWidget) -> None:
    window.document.select(NeuronChoice(1, 0))
    QTest.keyClick(view, KEY.Key_F2)
    [field] = [field for field in window.findChildren(QLineEdit, "nameEditor") if field.isVisible()]
    assert view.isAncestorOf(field)
    field.selectAll()
    QTest.keyClicks(field, "sum")
    QTest.keyClick(field, KEY.Key_Return)

    assert hidden(window) == ("sum", "h2")
    assert view.hasFocus()


@pytest.mark.parametrize("is_outline_there", [True, False])
def test_edit_rename_renames_the_layer_whose_row_is_chosen(
    window: MainWindow, qtbot: QtBot, is_outline_there: bool
) -> None:
    window.document.select(None)
    window.outline.view.setCurrentIndex(window.outline.model.index(1, 0))
    window.outline.setVisible(is_outline_there)
    window.activateWindow()
    window.activateWindow()
    window.table.view.setFocus()
    qtbot.waitUntil(window.table.view.hasFocus)
    trigger(window, "rename")
    [field] = [field for field in window.findChildren(QLineEdit, "nameEditor") if field.isVisible()]
    QTest.keyClicks(field, "encoder")
    QTest.keyClick(field, KEY.Key_Return)
    window.outline.show()

    assert window.document.experiment.network.layer_names == ("", "encoder", "")
    assert window.actions_["undo"].text() == "&Undo: rename layer 1"


def test_delete_in_the_outline_removes_all_whose_rows_are_chosen(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        structure.add_neuron(window.document, 1)
    view, model = window.outline.view, window.outline.model
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.collapseAll()
    view.expand(model.index(1, 0))
    view.setCurrentIndex(model.index_of(NeuronChoice(1, 1)))
    QTest.keyClick(view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, KEY.Key_Delete)

    assert hidden(window) == ("h1", "h4")
    assert window.actions_["undo"].text() == "&Undo: remove neurons h2, h3"


def test_ctrl_f_finds_a_weight(window: MainWindow) -> None:
    trigger(window, "find")
    QTest.keyClicks(window.diagram.finder, "w6")
    QTest.keyClick(window.diagram.finder, KEY.Key_Return)

    assert window.document.selection == ParameterChoice(5)


def test_delete_in_a_table_removes_no_neuron(window: MainWindow, qtbot: QtBot) -> None:
    window.document.select(NeuronChoice(1, 0))
    window.activateWindow()
    window.table.view.setFocus()
    qtbot.waitUntil(window.table.view.hasFocus)
    QTest.keyClick(window.table.view, KEY.Key_Delete)

    assert hidden(window) == ("h1", "h2")


@pytest.mark.parametrize("name", ["rename", "add_neuron", "duplicate", "duplicate_halved", "move_down", "remove"])
def test_the_menu_offers_what_is_possible_with_the_choice(window: MainWindow, name: str) -> None:
    window.document.select(ParameterChoice(0))
    assert not window.actions_[name].isEnabled()

    window.document.select(NeuronChoice(1, 0))
    assert window.actions_[name].isEnabled()


def test_the_layer_menu_is_that_of_the_choice(window: MainWindow) -> None:
    menu = window.actions_.submenus["layer"]
    for layer, texts in ((0, 5), (1, 11)):
        window.document.select(NeuronChoice(layer, 0))
        menu.aboutToShow.emit()
        assert len(menu.actions()) == texts
    assert menu.findChild(QMenu, "layerActivation") is not None


def test_sizes_are_typed_for_the_present_network(window: MainWindow) -> None:
    def type_sizes(dialog: QWidget) -> None:
        assert isinstance(dialog, SizesDialog)
        dialog.field.setText("3-4-2")
        dialog.accept()

    when_dialog_opens(type_sizes)
    trigger(window, "sizes")
    assert window.document.experiment.network.sizes == (3, 4, 2)

    window.document.undo()
    assert window.document.experiment.network.sizes == (2, 2, 1)


def test_the_status_says_what_happened_to_the_timeline(window: MainWindow) -> None:
    for _ in range(3):
        window.document.step()
    window.document.select(NeuronChoice(1, 0))
    trigger(window, "add_neuron")
    assert "a new timeline begins; Undo brings the old one back with its 3 step" in window.status.where.text()
    assert window.actions_["undo"].text() == "&Undo: add neuron h3"

    window.document.step()
    assert "timeline" not in window.status.where.text()
    window.document.undo()
    assert window.document.session.steps == 3


def test_ctrl_a_chooses_the_layer(window: MainWindow, view: QWidget) -> None:
    window.document.select(NeuronChoice(1, 0))
    QTest.keyClick(view, KEY.Key_A, CONTROL)
    assert list(window.document.chosen) == [NeuronChoice(1, 0), NeuronChoice(1, 1)]

    window.document.select(ParameterChoice(0))
    QTest.keyClick(view, KEY.Key_A, CONTROL)
    assert set(window.document.chosen) == {ParameterChoice(k) for k in range(4)}


def test_delete_removes_all_that_are_chosen_and_the_weights_stay_chosen(window: MainWindow, view: QWidget) -> None:
    for _ in range(2):
        structure.add_neuron(window.document, 1)
    first, last = window.document.experiment.network.incoming(1, 0)[0], NeuronChoice(1, 3)
    window.document.select(NeuronChoice(1, 2), [NeuronChoice(1, 1), ParameterChoice(first), last])
    QTest.keyClick(view, KEY.Key_Delete)
    assert hidden(window) == ("h1",)
    assert list(window.document.chosen) == [ParameterChoice(first)]
    assert window.actions_["undo"].text() == "&Undo: remove neurons h2, h3, h4"

    window.document.undo()
    assert hidden(window) == ("h1", "h2", "h3", "h4")


def test_the_menu_counts_in_words(window: MainWindow) -> None:
    window.document.select(ParameterChoice(0), [ParameterChoice(1)])
    window.diagram.show_menu(ParameterChoice(1), window.pos())
    [menu] = window.diagram.findChildren(QMenu, "diagramMenu")
    assert "&Lock 2 weights\tL" in [action.text() for action in menu.actions()]
    menu.close()


@pytest.mark.parametrize("key", [KEY.Key_L, KEY.Key_X])
def test_letters_lock_and_cut_all_that_are_chosen(window: MainWindow, view: QWidget, key: Qt.Key) -> None:
    window.document.select(ParameterChoice(0), [ParameterChoice(2)])
    QTest.keyClick(view, key)
    settings = window.document.experiment.settings
    locked = [index for index in range(6) if settings.locked[index]]
    assert (locked if key == KEY.Key_L else sorted(settings.cut)) == [0, 2]
    window.document.undo()
    assert not window.document.experiment.settings.cut
    assert not window.document.experiment.settings.locked.any()
