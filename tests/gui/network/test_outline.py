import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.network.outline import Outline
from bpgui.gui.network.outline_model import OutlineModel
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.session.model.edits import SetBias, SetParameter
from tests.article import edits_made
from tests.e2e.conftest import when_dialog_opens
from tests.gui.diagram.networks import large_document


@pytest.fixture
def outline(qtbot: QtBot, document: Document) -> Outline:
    outline = Outline(document)
    qtbot.addWidget(outline)
    outline.show()
    return outline


def cells(model: OutlineModel, parent: QModelIndex | None = None) -> list[tuple[str, str]]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        name, value = model.index(row, 0, parent), model.index(row, 1, parent)
        role = Qt.ItemDataRole.AccessibleTextRole
        found += [(str(name.data(role)), str(value.data(role))), *cells(model, name)]
    return found


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, outline: Outline) -> None:
    qtmodeltester.check(outline.model)


def test_every_neuron_and_parameter_has_a_name_and_a_value(outline: Outline) -> None:
    found = dict(cells(outline.model))

    assert found["w5, weight from h1 to out"] == "0.14"
    assert found["h1, hidden neuron"] == "0.85"
    assert found["target of out"] == "1"
    assert len(found) == 3 + 5 + 6 + 1


def test_biases_stand_last_under_their_neuron(outline: Outline, document: Document) -> None:
    document.perform(SetBias(1, bias=True))
    names = [name for name, _ in cells(outline.model)]

    assert names.index("b1, bias of h1") == names.index("w2, weight from i2 to h1") + 1


@pytest.mark.parametrize("choice", [NeuronChoice(1, 1), ParameterChoice(4), TargetChoice(0)])
def test_it_mirrors_the_choice_both_ways(
    outline: Outline, document: Document, choice: NeuronChoice | ParameterChoice | TargetChoice
) -> None:
    document.select(choice)
    assert outline.model.choice_at(outline.view.currentIndex()) == choice

    outline.view.setCurrentIndex(outline.model.index_of(ParameterChoice(0)))
    assert document.selection == ParameterChoice(0)


def test_a_value_can_be_typed(qtbot: QtBot, outline: Outline, document: Document) -> None:
    outline.view.setFocus()
    outline.view.setCurrentIndex(outline.model.index_of(ParameterChoice(4), column=1))
    qtbot.keyClick(outline.view, Qt.Key.Key_F2)
    editor = outline.view.findChild(NumberEdit, "cellEditor")
    assert editor is not None
    qtbot.keyClicks(editor, "0.3")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert edits_made(document.session) == ["w5: 0.14 -> 0.3"]


def test_arrows_still_move_in_the_tree(qtbot: QtBot, outline: Outline, document: Document) -> None:
    outline.view.setFocus()
    outline.view.setCurrentIndex(outline.model.index_of(ParameterChoice(4)))
    qtbot.keyClick(outline.view, Qt.Key.Key_Down)

    assert document.selection == ParameterChoice(5)


# A large network


@pytest.fixture
def asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The ids of all items whose numbers were read."""
    found: set[int] = set()
    value = OutlineModel.value

    def read(self: OutlineModel, index: QModelIndex) -> float | None:
        found.add(index.internalId())
        return value(self, index)

    monkeypatch.setattr(OutlineModel, "value", read)
    return found


def test_only_what_can_be_seen_of_8704_weights_is_read(qtbot: QtBot, asked: set[int]) -> None:
    document = large_document(8, 64, 64, 64)
    outline = Outline(document)
    qtbot.addWidget(outline)
    outline.resize(280, 300)
    outline.show()
    rows = outline.view.viewport().height() // outline.view.sizeHintForRow(0) + 2
    for index in (0, 4000, 8703):
        asked.clear()
        document.select(ParameterChoice(index))
        QApplication.processEvents()
        current = outline.view.currentIndex()
        assert outline.model.choice_at(current) == ParameterChoice(index)
        assert outline.view.viewport().rect().contains(outline.view.visualRect(current))
        assert len(asked) <= 3 * rows  # where one was, the neuron that opens, where one is

    outline.view.expandAll()
    QApplication.processEvents()
    asked.clear()
    document.step()
    QApplication.processEvents()
    assert 0 < len(asked) <= rows


@pytest.mark.parametrize("digits", [3, 6, 17])
@pytest.mark.parametrize("value", [-0.00072134567890123456, -0.85])
def test_every_digit_that_is_shown_has_room(outline: Outline, document: Document, digits: int, value: float) -> None:
    document.set_digits(digits)
    document.perform(SetParameter("w1", value))
    index = outline.model.index_of(ParameterChoice(0), 1)
    assert outline.view.sizeHintForIndex(index).width() <= outline.view.columnWidth(1)


def test_a_number_that_comes_into_sight_as_the_outline_grows_has_room(
    qtbot: QtBot, outline: Outline, document: Document
) -> None:
    outline.resize(260, 90)
    document.perform(SetParameter("w6", -0.0506123))
    document.set_digits(9)
    index = outline.model.index_of(ParameterChoice(5), 1)
    qtbot.wait(1)
    assert outline.view.sizeHintForIndex(index).width() > outline.view.columnWidth(1)
    outline.resize(260, 900)
    qtbot.waitUntil(lambda: outline.view.sizeHintForIndex(index).width() <= outline.view.columnWidth(1))


def test_in_a_run_the_longest_number_has_room(qtbot: QtBot, outline: Outline, document: Document) -> None:
    document.run.set_rate(1.0)
    document.toggle_run()
    outline.refresh()
    in_run = outline.view.columnWidth(1)
    document.pause()
    document.perform(SetParameter("w1", -0.000721))
    index = outline.model.index_of(ParameterChoice(0), 1)
    assert in_run >= outline.view.sizeHintForIndex(index).width()


def test_a_layers_menu_changes_the_layer(outline: Outline, document: Document) -> None:
    for _ in range(2):
        outline.view.customContextMenuRequested.emit(outline.view.visualRect(outline.model.index(1, 0)).center())
        menu = outline.findChild(QMenu, "layerMenu")
        assert menu is not None
        [action] = [action for action in menu.actions() if action.objectName() == "addNeuron"]
        action.trigger()
        menu.close()

    assert document.experiment.network.sizes == (2, 4, 1)


def test_a_neuron_is_renamed_in_its_row(outline: Outline, document: Document) -> None:
    document.select(NeuronChoice(1, 1))
    outline.rename(NeuronChoice(1, 1))
    outline.names.selectAll()
    outline.names.insert("σ_2")
    QTest.keyClick(outline.names, Qt.Key.Key_Return)

    assert "σ_2, hidden neuron" in dict(cells(outline.model))
    assert document.experiment.network.neuron_names[1] == ("h1", "σ_2")


def test_a_layer_is_renamed_in_its_row(outline: Outline, document: Document) -> None:
    outline.view.setCurrentIndex(outline.model.index(1, 0))
    assert outline.layer == 1
    outline.rename(1)
    outline.names.insert("encoder")
    QTest.keyClick(outline.names, Qt.Key.Key_Return)

    assert "encoder · Linear" in dict(cells(outline.model))


def test_a_layers_menu_offers_to_copy_and_paste_its_weights(outline: Outline, document: Document) -> None:
    place = outline.view.visualRect(outline.model.index(2, 0)).center()
    outline.view.customContextMenuRequested.emit(place)
    menu = outline.findChild(QMenu, "layerMenu")
    assert menu is not None
    assert menu.isVisible()
    copy, paste, *_ = menu.actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "0.14\n0.15"

    document.problem_met.connect(lambda problem: pytest.fail(str(problem)))
    when_dialog_opens(lambda dialog: dialog.accept())  # type: ignore[attr-defined]  # a QDialog
    QGuiApplication.clipboard().setText("0.5\n0.25")
    paste.trigger()
    assert document.moment.parameters[4:].tolist() == [0.5, 0.25]
    menu.close()


def test_the_outline_and_the_document_choose_the_same_things(outline: Outline, document: Document) -> None:
    chosen: list[Choice] = [ParameterChoice(2), ParameterChoice(0), NeuronChoice(0, 1)]
    document.select(chosen[0], chosen)
    assert {outline.model.choice_at(index) for index in outline.view.selectionModel().selectedRows()} == set(chosen)
    assert outline.model.choice_at(outline.view.currentIndex()) == chosen[0]

    document.select(chosen[1])
    assert len(outline.view.selectionModel().selectedRows()) == 1
    QTest.keyClick(outline.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(document.chosen) == [ParameterChoice(1), ParameterChoice(0)]


def test_ctrl_click_in_the_outline_chooses_more(outline: Outline, document: Document) -> None:
    document.select(ParameterChoice(0))
    place = outline.view.visualRect(outline.model.index_of(ParameterChoice(2))).center()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(outline.view.viewport(), Qt.MouseButton.LeftButton, control, place)
    assert list(document.chosen) == [ParameterChoice(2), ParameterChoice(0)]
