"""Samples and columns in the data table: inserted, deleted, duplicated, moved, chosen as text; one undo each."""

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.data.rename_dialog import RenameDialog
from bpgui.gui.data.split_dialog import SplitDialog
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.window.actions import ACTIONS, OF_NEURON
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.encode import scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.sentence import Word


@pytest.fixture
def flowers(document: Document) -> Document:
    """Six samples: a scaled number, a colour of three, a kind of three; the last is for testing."""
    data = DataSet(
        (
            number_column("size", ColumnRole.INPUT, [1, 2, 3, 4, 5, 60]),
            category_column("colour", ColumnRole.INPUT, ["red", "blue", "red", "white", "red", "blue"]),
            category_column("kind", ColumnRole.TARGET, ["a", "b", "c", "a", "b", "c"]),
        )
    )
    data = scaled(with_test(data, [5]), 0, ScalingKind.STANDARD)
    assert document.perform(SetDataSet(data, Word("test")))
    return document


@pytest.fixture
def table(qtbot: QtBot, flowers: Document) -> DataTable:
    made = DataTable(flowers)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def sizes(document: Document) -> list[float]:
    assert document.experiment.source is not None
    numbers = document.experiment.source.columns[0].numbers
    assert numbers is not None
    return list(numbers.tolist())


def titles(table: DataTable) -> list[str]:
    return [table.model.column_title(section) for section in range(table.model.columnCount())]


def choose(table: DataTable, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    table.view.setCurrentIndex(table.model.index(rows[0], 0))
    table.view.clearSelection()
    for row in rows:
        table.view.selectionModel().select(table.model.index(row, 0), flags.Select)


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("insert", [1], [1, 2, 0, 3, 4, 5, 60]),
        ("delete", [1, 2], [1, 4, 5, 60]),
        ("duplicate", [0, 1], [1, 2, 1, 2, 3, 4, 5, 60]),
        ("up", [1, 2], [2, 3, 1, 4, 5, 60]),
        ("down", [1, 2], [1, 4, 2, 3, 5, 60]),
        ("up", [0], [1, 2, 3, 4, 5, 60]),
    ],
)
def test_samples_change_as_one_edit(table: DataTable, flowers: Document, name: str, rows, expected) -> None:
    choose(table, *rows)
    table.bar.actions_[name].trigger()
    assert sizes(flowers) == expected
    assert [sizes(flowers)[n] for n in flowers.experiment.data.test] == [60]

    if expected != [1, 2, 3, 4, 5, 60]:
        flowers.undo()
    assert sizes(flowers) == [1, 2, 3, 4, 5, 60]


def test_moved_samples_stay_chosen_so_that_they_move_on(table: DataTable, flowers: Document) -> None:
    choose(table, 1, 2)
    for _ in range(2):
        table.bar.actions_["down"].trigger()
    assert sizes(flowers) == [1, 4, 5, 2, 3, 60]


def test_the_last_training_sample_stays(table: DataTable, flowers: Document, qtbot: QtBot) -> None:
    choose(table, 0, 1, 2, 3, 4)
    with qtbot.waitSignal(flowers.problem_met):
        table.bar.actions_["delete"].trigger()
    assert len(sizes(flowers)) == 6


def test_cells_are_shown_as_given_until_the_network_s_are_asked_for(table: DataTable, flowers: Document) -> None:
    model = table.model
    assert model.value(model.index(5, 0)) == 60.0
    assert model.index(0, 1).data() == "red"
    assert titles(table) == ["size", "colour", "kind", "pred. kind"]

    table.bar.given.click()
    assert model.value(model.index(0, 0)) == pytest.approx(-np.sqrt(2))
    assert [model.value(model.index(0, k)) for k in (1, 2, 3)] == [1.0, 0.0, 0.0]
    assert titles(table)[:2] == ["size", "colour=red"]


def test_a_category_is_chosen_as_text(table: DataTable, flowers: Document, qtbot: QtBot) -> None:
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, 1))
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    menu = table.view.findChild(QMenu, "categories")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["red", "blue", "white"]
    menu.actions()[2].trigger()
    menu.close()

    assert table.model.index(0, 1).data() == "white"
    assert flowers.experiment.data.inputs[0, 1:].tolist() == [0.0, 0.0, 1.0]
    flowers.undo()
    assert table.model.index(0, 1).data() == "red"


def test_a_number_is_edited_in_units(table: DataTable, flowers: Document) -> None:
    assert table.model.setData(table.model.index(0, 0), "7")
    assert sizes(flowers)[0] == 7.0


def test_test_samples_and_wrong_predictions_are_marked(table: DataTable, flowers: Document) -> None:
    right = [table.model.rightness.is_wrong(n) for n in range(6)]
    wanted = flowers.moment.predictions.argmax(axis=1) != flowers.experiment.data.targets.argmax(axis=1)

    assert right == wanted.tolist()
    assert "◦" in str(table.model.headerData(5, Qt.Orientation.Vertical))
    assert "◦" not in str(table.model.headerData(4, Qt.Orientation.Vertical))
    assert "test accuracy" in table.marks.text()


def test_a_cell_offers_its_sample_and_its_column(table: DataTable) -> None:
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.customContextMenuRequested.emit(QPoint(5, 5))
    [menu] = table.view.findChildren(QMenu, "cellMenu")
    [of_column] = menu.findChildren(QMenu, "columnOfCell")
    names = [action.objectName() for action in menu.actions() if action.objectName()]

    assert {"rows_insert", "rows_duplicate", "rows_delete", "rows_up", "rows_down"} <= set(names)
    assert not [name for name in names if name.startswith("columns_")]
    assert "columns_remove" in [action.objectName() for action in of_column.actions()]
    menu.close()


def test_the_column_menu_changes_role_and_encoding(table: DataTable, flowers: Document) -> None:
    table.view.setCurrentIndex(table.model.index(0, 1))
    table.bar.column.menu().aboutToShow.emit()
    menus = table.bar.column.menu().findChildren(QMenu)
    actions = {action.text(): action for menu in menus for action in menu.actions()}
    actions["Ignored"].trigger()
    assert flowers.experiment.network.sizes[0] == 1

    table.view.setCurrentIndex(table.model.index(0, 0))
    table.bar.column.menu().aboutToShow.emit()
    menus = table.bar.column.menu().findChildren(QMenu)
    actions = {action.text(): action for menu in menus for action in menu.actions()}
    assert actions["Standard score"].isChecked()
    actions["As it is"].trigger()
    assert flowers.experiment.data.inputs[5, 0] == 60.0


def test_test_samples_are_drawn_anew(table: DataTable, flowers: Document) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SplitDialog)
        dialog.split.kind.setCurrentIndex(1)
        dialog.split.share.setValue(50)
        dialog.split.stratified.click()
        dialog.accept()

    QTimer.singleShot(0, answer)
    table.bar.actions_["split"].trigger()
    assert len(flowers.experiment.data.test) == 3
    assert sorted(flowers.experiment.data.targets[list(flowers.experiment.data.test)].argmax(axis=1)) == [0, 1, 2]
    flowers.undo()
    assert list(flowers.experiment.data.test) == [5]


def open_editor(table: DataTable, row: int, column: int) -> NumberEdit:
    table.view.open(table.model.index(row, column))
    [editor] = [found for found in table.view.findChildren(NumberEdit, "cellEditor") if found.isVisible()]
    return editor


def test_tab_leads_to_a_category_and_shift_tab_to_what_is_shown(
    table: DataTable, flowers: Document, qtbot: QtBot
) -> None:
    with qtbot.waitActive(table):
        table.activateWindow()
    qtbot.keyClick(open_editor(table, 1, 0), Qt.Key.Key_Tab)
    assert table.view.currentIndex().column() == 1
    menu = table.view.findChild(QMenu, "categories")
    assert isinstance(menu, QMenu)
    menu.close()

    qtbot.keyClick(open_editor(table, 1, 0), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    current = table.view.currentIndex()
    assert (current.row(), current.column()) == (0, 2)


def test_of_many_samples_right_and_wrong_come_from_a_thread(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpgui.session.step.rightness.MAX_AT_ONCE", 500)
    rng, count = np.random.default_rng(0), 600
    columns = [number_column("x", ColumnRole.INPUT, rng.normal(size=count))]
    columns.append(number_column("t", ColumnRole.TARGET, (rng.normal(size=count) > 0).astype(float)))
    assert document.perform(SetDataSet(DataSet(tuple(columns)), Word("test"), is_new=True))
    made = DataTable(document)
    qtbot.addWidget(made)
    assert "training accuracy" not in made.marks.text()
    qtbot.waitUntil(lambda: "training accuracy" in made.marks.text())
    wrong = (document.moment.predictions[:, 0] >= 0.5) != (document.experiment.data.targets[:, 0] >= 0.5)
    assert [made.model.rightness.is_wrong(n) for n in range(500)] == np.asarray(wrong)[:500].tolist()
    document.close()


@pytest.mark.parametrize(
    ("name", "section", "expected"),
    [
        ("insert", 0, ["size", "x4", "colour", "kind"]),
        ("duplicate", 1, ["size", "colour", "colour copy", "kind"]),
        ("right", 0, ["colour", "size", "kind"]),
        ("remove", 1, ["size", "kind"]),
    ],
)
def test_columns_change_by_keys_as_one_edit(
    table: DataTable, flowers: Document, qtbot: QtBot, name: str, section: int, expected: list[str]
) -> None:
    table.view.setCurrentIndex(table.model.index(1, section))
    table.bar.columns.actions_[name].trigger()
    assert titles(table)[:-1] == expected
    flowers.undo()
    assert titles(table)[:-1] == ["size", "colour", "kind"]


def test_an_ignored_column_stays_in_sight_and_comes_back(table: DataTable, flowers: Document) -> None:
    for role, kind in (("Ignored", "ignored"), ("Input", "input")):
        table.view.setCurrentIndex(table.model.index(0, 1))
        table.bar.column.menu().aboutToShow.emit()
        menus = table.bar.column.menu().findChildren(QMenu)
        next(action for menu in menus for action in menu.actions() if action.text() == role).trigger()
        assert table.model.columns[1].kind == kind
        assert table.model.index(0, 1).data() == "red"


def test_a_column_is_renamed_in_a_dialog(table: DataTable, flowers: Document) -> None:
    said = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RenameDialog)
        dialog.name.setText("size")
        said.append(dialog.wrong.text())
        dialog.name.setText("hue")
        dialog.accept()

    flowers.session.train(2)
    QTimer.singleShot(0, answer)
    table.view.setCurrentIndex(table.model.index(0, 1))
    table.bar.columns.actions_["rename"].trigger()
    assert said == ["Two columns are called size."]
    assert titles(table)[1] == "hue"
    assert flowers.session.steps == 2


def shown_sizes(table: DataTable) -> list[object]:
    return [table.model.value(table.model.index(row, 0)) for row in range(table.model.rowCount())]


def test_the_header_sorts_the_view_and_leaves_training_alone(table: DataTable, flowers: Document, qtbot: QtBot) -> None:
    seen, arrows = flowers.experiment.data, table.header.sign_rect(0, 0).center()
    orders = []
    for _ in range(3):
        qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=arrows)
        orders.append(shown_sizes(table))
    assert orders == [[1, 2, 3, 4, 5, 60], [60, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 60]]
    assert flowers.experiment.data is seen


def test_an_edit_in_a_sorted_view_is_one_of_its_own_sample(table: DataTable, flowers: Document) -> None:
    for _ in range(2):
        table.bar.columns.actions_["sort"].trigger()
    assert "sorted by size ▼" in table.marks.text()
    assert table.model.setData(table.model.index(0, 0), "7")
    assert sizes(flowers) == [1, 2, 3, 4, 5, 7]
    assert str(table.model.headerData(0, Qt.Orientation.Vertical)).endswith("6")
    choose(table, 0)
    assert flowers.moment.sample == 5
    table.bar.actions_["delete"].trigger()
    assert sizes(flowers) == [1, 2, 3, 4, 5]


def test_cells_are_found_and_rows_filtered(table: DataTable, flowers: Document, qtbot: QtBot) -> None:
    with qtbot.waitActive(table):
        table.activateWindow()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.find_bar.isVisible()
    qtbot.keyClicks(table.find_bar.text, "red")
    assert table.find_bar.count.text() == "found: 3"
    rows = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(table.find_bar.text, key)
        rows.append(table.view.currentIndex().row())
    assert rows == [2, 4, 0]
    table.find_bar.only.click()
    assert shown_sizes(table) == [1, 3, 5]
    assert "3 of 6 samples" in table.marks.text()
    qtbot.keyClick(table.find_bar.text, Qt.Key.Key_Escape)
    assert table.model.rowCount() == 6
    assert not table.find_bar.isVisible()


def test_only_test_samples_are_shown(table: DataTable, flowers: Document) -> None:
    table.find_bar.begin()
    table.find_bar.shown.setCurrentIndex(2)
    assert shown_sizes(table) == [60]


def test_categories_are_copied_as_text_and_pasted_again(table: DataTable, flowers: Document, qtbot: QtBot) -> None:
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:3] for line in lines[:2]] == [["1", "red", "a"], ["2", "blue", "b"]]
    QGuiApplication.clipboard().setText("9\twhite\tc")
    table.view.setCurrentIndex(table.model.index(0, 0))
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [table.model.index(0, k).data() for k in range(3)] == ["9", "white", "c"]
    flowers.undo()
    assert [table.model.index(0, k).data() for k in range(3)] == ["1", "red", "a"]


@pytest.mark.parametrize(("button", "expected"), [(0, [1, 2, 3, 4, 5, 7, 8, 9]), (1, [1, 2, 3, 4, 5, 7])])
def test_a_block_larger_than_the_table_may_add_samples(
    table: DataTable, flowers: Document, qtbot: QtBot, button: int, expected: list[float]
) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        roles = (QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole)
        next(found for found in box.buttons() if box.buttonRole(found) is roles[button]).click()

    QGuiApplication.clipboard().setText("7\n8\n9\n")
    table.view.setCurrentIndex(table.model.index(5, 0))
    QTimer.singleShot(0, answer)
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sizes(flowers) == expected


def test_no_key_of_the_table_is_one_of_the_window(table: DataTable) -> None:
    own = {action.shortcut().toString() for action in table.view.actions()} - {""}
    window = {keys for spec in ACTIONS if spec.name not in OF_NEURON for keys in spec.keys}
    assert own & window == set()
