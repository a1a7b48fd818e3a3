"""A layer that cannot be read is folded; what is chosen or searched comes out, and a click or Enter shows all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.handles import Act, Handle
from bpgui.gui.diagram.touch.menu import MENU
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.session.model.structure_edits import RemoveNeurons
from tests.gui.diagram.networks import large_document

KEY, FOLD = Qt.Key, Handle(Act.UNFOLD, 1)


@pytest.fixture
def wide(qtbot: QtBot) -> DiagramView:
    view = DiagramView(large_document(3, 200, 2))
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def shown(view: DiagramView) -> list[int]:
    place = view.arrangement.layers[1]
    found: list[int] = place.shown.tolist()
    return found


def test_a_click_on_a_fold_shows_all_and_the_menu_folds_again(wide: DiagramView) -> None:
    point = wide.mapFromScene(wide.handles[FOLD].center())
    QTest.mouseClick(wide.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert len(shown(wide)) == 200

    wide.press(Handle(Act.MENU, 1))
    [menu] = wide.findChildren(QMenu, MENU)
    [action] = [action for action in menu.actions() if action.objectName() == "showAll"]
    assert action.isChecked()
    action.trigger()
    menu.close()
    assert len(shown(wide)) < 30


def test_keys_go_from_neuron_to_fold_and_beyond_and_enter_opens_it(wide: DiagramView) -> None:
    fold = wide.arrangement.layers[1].folds[0]
    wide.document.select(NeuronChoice(1, fold.first - 1))
    QTest.keyClick(wide, KEY.Key_Down)
    assert wide.held == FOLD
    QTest.keyClick(wide, KEY.Key_Down)
    assert wide.document.selection == NeuronChoice(1, fold.last)
    QTest.keyClick(wide, KEY.Key_Up)
    QTest.keyClick(wide, KEY.Key_Return)
    assert len(shown(wide)) == 200


def test_what_is_chosen_comes_out_of_the_fold_and_no_row_more_is_there(wide: DiagramView) -> None:
    before = wide.arrangement.layers[1]
    wide.document.select(NeuronChoice(1, 100))
    place = wide.arrangement.layers[1]
    assert 100 in shown(wide)
    assert len(place.shown) + len(place.folds) == len(before.shown) + len(before.folds)

    layout = wide.arrangement
    wide.document.select(NeuronChoice(1, 0))  # it is seen already: all stays where it is
    assert wide.arrangement.layers is layout.layers

    weight = wide.document.experiment.network.incoming(1, 150)[0]
    wide.document.select(ParameterChoice(weight))
    assert 150 in shown(wide)
    assert wide.arrangement.rect(ParameterChoice(weight)) is not None


def test_the_search_finds_what_is_folded(wide: DiagramView) -> None:
    wide.finder.begin()
    QTest.keyClicks(wide.finder, "h123")
    QTest.keyClick(wide.finder, KEY.Key_Return)
    assert wide.document.selection == NeuronChoice(1, 122)
    assert 122 in shown(wide)


def test_edits_of_the_structure_keep_what_is_opened(wide: DiagramView) -> None:
    wide.set_opened(1, is_opened=True)
    wide.document.perform(RemoveNeurons(((1, 5),)))
    assert len(shown(wide)) == 199
    wide.document.undo()
    assert len(shown(wide)) == 200


def test_a_screen_reader_hears_of_a_fold(wide: DiagramView) -> None:
    things = [thing for thing in wide.accessibility.things() if getattr(thing, "handle", None) == FOLD]
    assert [thing.text(QAccessible.Text.Name) for thing in things] == ["Show all neurons: Hidden layer"]


def test_a_small_network_has_no_folds_and_its_menu_no_entry_for_them(view: DiagramView, document: Document) -> None:
    assert not any(handle.act is Act.UNFOLD for handle in view.handles)
    view.press(Handle(Act.MENU, 1))
    [menu] = view.findChildren(QMenu, MENU)
    assert "showAll" not in [action.objectName() for action in menu.actions()]
    menu.close()
