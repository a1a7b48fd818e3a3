"""Several things are chosen at once, by mouse and keys, and one edit is for all of them."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.touch.menu import MENU
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.i18n import Languages
from bpgui.session.model.edits import SetBias, SetCut, SetLocked
from bpgui.session.model.structure_edits import RemoveNeurons
from tests.gui.diagram.conftest import LEFT, Hands

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WEIGHTS = [ParameterChoice(index) for index in range(3)]
H1, H2 = NeuronChoice(1, 0), NeuronChoice(1, 1)


def click(hands: Hands, choice: Choice, keys: Qt.KeyboardModifier) -> None:
    hands.qtbot.mouseClick(hands.view.viewport(), LEFT, keys, hands.place(choice))


def answer(qtbot: QtBot, number: str) -> None:
    """Type a number into the dialog that will open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, act)
            return
        field = dialog.findChild(QLineEdit, "numberOfMany")
        assert field is not None
        qtbot.keyClicks(field, number)
        qtbot.keyClick(field, KEY.Key_Return)

    QTimer.singleShot(0, act)


def entry(view: DiagramView, choice: Choice, name: str) -> QAction:
    """Open the menu of a thing and return one of its entries."""
    view.show_menu(choice, QPoint(0, 0))
    menu = view.findChildren(QMenu, MENU)[-1]
    found = menu.findChild(QAction, name)
    assert found is not None, [action.objectName() for action in menu.actions()]
    menu.close()
    return found


def test_ctrl_click_chooses_more_and_less(document: Document, hands: Hands) -> None:
    click(hands, H1, Qt.KeyboardModifier.NoModifier)
    click(hands, H2, CONTROL)
    click(hands, WEIGHTS[0], CONTROL)
    assert document.selection == WEIGHTS[0]
    assert set(document.chosen) == {H1, H2, WEIGHTS[0]}

    click(hands, H2, CONTROL)
    assert list(document.chosen) == [WEIGHTS[0], H1]
    click(hands, WEIGHTS[0], CONTROL)
    assert list(document.chosen) == [H1]
    click(hands, H1, CONTROL)
    assert list(document.chosen) == []


def test_shift_click_chooses_a_range_from_the_main_choice(document: Document, hands: Hands) -> None:
    document.select(WEIGHTS[2])
    click(hands, WEIGHTS[0], SHIFT)
    assert document.selection == WEIGHTS[2]
    assert set(document.chosen) == set(WEIGHTS)

    click(hands, WEIGHTS[1], SHIFT)
    assert set(document.chosen) == {WEIGHTS[1], WEIGHTS[2]}


def test_a_plain_click_and_the_ground_let_the_others_go(document: Document, view: DiagramView, hands: Hands) -> None:
    document.select(H1, [H2])
    hands.click(H1)
    assert list(document.chosen) == [H1]

    document.select(H1, [H2])
    assert hands.ground(QPoint(3, 3))
    hands.qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(3, 3))
    assert list(document.chosen) == []


@pytest.mark.parametrize(
    ("keys", "before", "after"),
    [(SHIFT, TargetChoice(0), {H1, H2}), (SHIFT | CONTROL, TargetChoice(0), {H1, H2, TargetChoice(0)})],
)
def test_a_rubber_band_chooses_what_it_touches(
    document: Document, hands: Hands, keys: Qt.KeyboardModifier, before: Choice, after: set[Choice]
) -> None:
    document.select(before)
    first, last = hands.place(H1), hands.place(H2)
    layer = hands.view.arrangement.layers[1]
    away = round(layer.radius) + 8
    start = QPoint(first.x() + away, first.y() - away)
    assert hands.ground(start)
    hands.press(start, keys)
    hands.move(last, keys)
    assert list(document.chosen) == [before]
    hands.release(last)

    assert {choice for choice in document.chosen if not isinstance(choice, ParameterChoice)} == after


def test_what_a_band_touches_goes_with_its_network(document: Document, hands: Hands) -> None:
    hands.view.catch(QRectF(QPointF(0, 0), hands.view.sceneRect().size()))
    assert document.perform(RemoveNeurons(((1, 1),)))
    assert not hands.view.grab().isNull()  # a ring around h2 would be an error
    assert H2 not in hands.view._stage.caught


def test_escape_leaves_the_band_without_a_change(document: Document, hands: Hands) -> None:
    document.select(WEIGHTS[0])
    hands.press(QPoint(3, 3), SHIFT)
    hands.move(QPoint(400, 400), SHIFT)
    hands.qtbot.keyClick(hands.view, KEY.Key_Escape)
    hands.release(QPoint(400, 400))
    assert list(document.chosen) == [WEIGHTS[0]]


def test_a_drag_without_keys_still_pans(document: Document, hands: Hands) -> None:
    document.select(H1)
    hands.press(QPoint(3, 3))
    hands.move(QPoint(400, 400))
    hands.release(QPoint(400, 400))
    assert list(document.chosen) == [H1]


def test_locks_and_frees_all(document: Document, hands: Hands) -> None:
    document.perform(SetLocked("w2", True))
    document.select(WEIGHTS[0], WEIGHTS)
    hands.key(KEY.Key_L)
    assert document.experiment.settings.locked[:3].all()
    hands.key(KEY.Key_L)
    assert not document.experiment.settings.locked.any()
    document.undo()
    document.undo()
    assert document.experiment.settings.locked.nonzero()[0].tolist() == [1]


def test_cuts_and_rejoins_all(document: Document, hands: Hands) -> None:
    document.perform(SetBias(1, True))
    bias = document.experiment.network.parameter_index["b1"]
    document.select(WEIGHTS[0], [*WEIGHTS, ParameterChoice(bias)])
    hands.key(KEY.Key_X)
    assert document.experiment.settings.cut == {0, 1, 2}
    hands.key(KEY.Key_X)
    assert not document.experiment.settings.cut


def test_a_typed_number_is_for_all_but_cut_ones(document: Document, hands: Hands) -> None:
    document.perform(SetCut("w2", True))
    document.select(WEIGHTS[0], [*WEIGHTS, NeuronChoice(0, 0), H1])
    before = document.moment.parameters.copy()
    hands.type(".")
    hands.type("25")
    assert document.moment.parameters[:3].tolist() == [0.25, 0.0, 0.25]
    assert document.moment.preview
    hands.key(KEY.Key_Return)
    assert document.moment.parameters[:3].tolist() == [0.25, 0.0, 0.25]
    assert np.array_equal(document.moment.parameters[3:], before[3:])
    assert document.experiment.data.inputs[document.moment.sample, 0] == 0.25
    document.undo()
    assert np.array_equal(document.moment.parameters, before)


def test_scales_all(document: Document, view: DiagramView, qtbot: QtBot) -> None:
    before = document.moment.parameters.copy()
    document.select(WEIGHTS[0], WEIGHTS)
    answer(qtbot, "-2")
    entry(view, WEIGHTS[1], "scaleNumbers").trigger()
    assert np.array_equal(document.moment.parameters[:3], -2 * before[:3])
    assert np.array_equal(document.moment.parameters[3:], before[3:])


@pytest.mark.parametrize("name", ["zeroNumbers", "drawAnew"])
def test_other_numbers_for_all(document: Document, view: DiagramView, name: str) -> None:
    before = document.moment.parameters.copy()
    document.select(WEIGHTS[0], WEIGHTS)
    entry(view, WEIGHTS[1], name).trigger()
    after = document.moment.parameters
    assert not (after[:3] == before[:3]).any()
    assert np.array_equal(after[3:], before[3:])
    assert (name == "zeroNumbers") == (not after[:3].any())
    document.undo()
    assert np.array_equal(document.moment.parameters, before)


def test_the_menu_says_how_many(document: Document, view: DiagramView) -> None:
    english = Languages()  # its translators go with it
    english.apply("en")
    document.perform(SetLocked("w2", True))
    document.select(WEIGHTS[0], [*WEIGHTS, H1, H2])
    assert entry(view, H1, "lockAll").text() == "&Lock 2 weights\tL"
    assert entry(view, H1, "unlockAll").text() == "&Unlock 1 weight\tL"
    assert entry(view, H1, "cutAll").text() == "Cu&t 3 weights\tX"
    assert entry(view, H1, "removeNeurons").text() == "Re&move 2 neurons\tDel"


def test_the_menu_of_another_thing_is_its_own(document: Document, view: DiagramView) -> None:
    document.select(WEIGHTS[0], WEIGHTS)
    assert entry(view, H1, "removeNeuron").isEnabled()
    assert list(document.chosen) == [H1]


def test_screen_readers_hear_what_is_chosen(document: Document, view: DiagramView) -> None:
    document.select(WEIGHTS[0], [H1])
    view.setFocus()
    root = QAccessible.queryAccessibleInterface(view)
    assert root is not None
    found = {thing.choice: thing.state() for thing in view.accessibility.things()}
    states = [found[choice] for choice in (WEIGHTS[0], WEIGHTS[1], H1)]
    assert {choice for choice, state in found.items() if state.selected} == {WEIGHTS[0], H1}
    assert {choice for choice, state in found.items() if state.focused} == {WEIGHTS[0]}
    assert all(state.multiSelectable for state in states)
