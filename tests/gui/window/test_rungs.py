import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.document.document import Document
from bpgui.gui.document.rungs import back_rung, forward_rung
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.network.outline import Outline
from bpgui.gui.window.menus import Actions
from bpgui.gui.window.rungs import RungBox, RungMenu
from bpgui.gui.window.status import StatusLine
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.step.moment import Grain
from tests.gui.conftest import finish_run

TEXTS = ["Neuron", "Layer", "Phase", "Sample", "Step", "Epoch", "Until stopped"]


@pytest.mark.parametrize(
    ("grain", "moves"),
    [(Grain.NEURON, 11), (Grain.LAYER, 8), (Grain.PHASE, 5), (Grain.SAMPLE, 3), (Grain.STEP, 1)],
)
def test_a_rung_goes_forwards_and_backwards(document: Document, grain: Grain, moves: int) -> None:
    document.set_grain(grain)
    for _ in range(moves):
        forward_rung(document)
    assert document.session.cursor == 1
    for _ in range(moves):
        back_rung(document)
    assert (document.session.cursor, document.session.place.is_walked, document.timeline.length) == (0, False, 2)


def test_an_epoch_goes_to_the_ends_of_epochs(qtbot: QtBot, iris: Document) -> None:
    iris.set_grain(Grain.EPOCH)
    seen = []
    for _ in range(2):
        forward_rung(iris)
        finish_run(qtbot, iris)
        seen.append(iris.session.cursor)
    iris.step()
    for _ in range(3):
        back_rung(iris)
        seen.append(iris.session.cursor)
    assert seen == [15, 30, 30, 15, 0]


def test_an_epoch_back_out_of_a_walk_is_the_start_of_this_one(document: Document) -> None:
    document.session.train(2)
    document.walk(Grain.PHASE)
    document.set_grain(Grain.EPOCH)
    back_rung(document)
    assert (document.session.cursor, document.session.place.is_walked) == (2, False)


def test_until_runs_pauses_and_leads_back_to_the_start(qtbot: QtBot, document: Document) -> None:
    document.set_grain(Grain.UNTIL)
    forward_rung(document)
    runs = [document.is_running]
    qtbot.waitUntil(lambda: document.timeline.length > 2)
    forward_rung(document)
    runs.append(document.is_running)
    back_rung(document)
    assert (runs, document.session.cursor) == ([True, False], 0)


def test_only_moves_forwards_of_a_step_are_told_as_walked(qtbot: QtBot, document: Document) -> None:
    told = []
    document.walked.connect(lambda: told.append(document.session.cursor))
    document.step()
    document.walk(Grain.PHASE)
    document.back()
    document.step()
    document.walk(Grain.PHASE)
    document.step()  # the rest of a step that is walked
    document.seek(0)
    document.perform(SetLearningRate(0.1))
    assert told == [1, 1, 2, 2]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_box_and_menu_show_and_change_the_same_rung(qtbot: QtBot, document: Document, window: QMainWindow) -> None:
    actions = Actions(window, window.menuBar(), document.settle)
    RungMenu(document, actions, window)
    box = RungBox(document, actions, window)
    assert [box.itemText(k) for k in range(box.count())] == TEXTS
    assert (box.currentText(), actions["grain_phase"].isChecked()) == ("Phase", True)

    actions["grain_neuron"].trigger()
    assert (document.grain, box.currentText()) == (Grain.NEURON, "Neuron")

    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert document.grain is Grain.LAYER
    assert actions["grain_layer"].isChecked()
    assert not actions["grain_neuron"].isChecked()


def test_the_outline_is_blank_where_nothing_is_computed(qtbot: QtBot, document: Document) -> None:
    outline = Outline(document)
    qtbot.addWidget(outline)
    document.set_grain(Grain.NEURON)
    forward_rung(document)
    places = (NeuronChoice(0, 0), NeuronChoice(1, 0), NeuronChoice(1, 1), NeuronChoice(2, 0))
    values = [outline.model.value(outline.model.index_of(choice, 1)) for choice in places]
    assert values == [2.0, pytest.approx(0.85), None, None]
    for _ in range(7):
        forward_rung(document)
    boxes = [outline.model.value(outline.model.index_of(ParameterChoice(k), 1)) for k in (0, 4)]
    assert boxes == [pytest.approx(0.121326), 0.14]


def test_the_table_is_blank_where_the_walk_has_no_prediction_yet(qtbot: QtBot, document: Document) -> None:
    table = DataTable(document)
    qtbot.addWidget(table)
    cell = table.model.index(0, 3)
    document.set_grain(Grain.LAYER)
    texts = [cell.data()]
    for _ in range(2):
        forward_rung(document)
        texts.append(cell.data())
    assert texts == ["0.191", None, "0.191"]


@pytest.mark.parametrize(
    ("moves", "grain", "text"),
    [
        (1, Grain.NEURON, "Step 0 of 0  ·  Forward: h1 = 0.85"),
        (1, Grain.PHASE, "Step 0 of 0  ·  forward: inputs become a prediction  ·  prediction 0.191 (target 1)"),
    ],
)
def test_the_status_says_what_was_computed(
    qtbot: QtBot, document: Document, moves: int, grain: Grain, text: str
) -> None:
    status = StatusLine(document)
    qtbot.addWidget(status)
    document.set_grain(grain)
    forward_rung(document)
    assert status.where.text() == text
