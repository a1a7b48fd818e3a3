"""Layers and neurons are built with the mouse and with the keys alone, on the diagram."""

import pytest
from PySide6.QtCore import QPoint, Qt, QVariantAnimation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.handles import Act, Handle
from bpgui.gui.diagram.touch.handles import handle_name
from bpgui.gui.diagram.touch.menu import MENU
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.session.model.edits import SetParameter
from tests.article import article_session
from tests.gui.diagram.conftest import Hands

KEY = Qt.Key


def place(view: DiagramView, act: Act, layer: int) -> QPoint:
    return view.mapFromScene(view.handles[Handle(act, layer)].center())


def click(hands: Hands, act: Act, layer: int) -> None:
    hands.qtbot.mouseClick(hands.view.viewport(), Qt.MouseButton.LeftButton, pos=place(hands.view, act, layer))


def doomed(hands: Hands) -> tuple[NeuronChoice, ...]:
    """What is drawn as to be removed."""
    return hands.view._stage.doomed


def menu_of(view: DiagramView) -> QMenu:
    [menu] = [menu for menu in view.findChildren(QMenu, MENU) if menu.isVisible()]
    return menu


def trigger(menu: QMenu, name: str) -> None:
    [action] = [action for action in menu.actions() if action.objectName() == name]
    action.trigger()
    menu.close()


@pytest.mark.parametrize(
    ("act", "layer", "sizes"),
    [
        (Act.ADD, 0, (3, 2, 1)),
        (Act.ADD, 1, (2, 3, 1)),
        (Act.ADD, 2, (2, 2, 2)),
        (Act.GHOST, 1, (2, 3, 1)),
        (Act.REMOVE, 0, (1, 2, 1)),
        (Act.REMOVE, 1, (2, 1, 1)),
        (Act.INSERT, 1, (2, 2, 2, 1)),
        (Act.INSERT, 2, (2, 2, 2, 1)),
    ],
)
def test_a_click_on_a_control_is_one_edit(
    hands: Hands, document: Document, act: Act, layer: int, sizes: tuple[int, ...]
) -> None:
    click(hands, act, layer)
    assert document.experiment.network.sizes == sizes

    document.undo()
    assert document.experiment.network.sizes == (2, 2, 1)


def test_a_press_that_ends_elsewhere_does_nothing(hands: Hands, document: Document) -> None:
    point = place(hands.view, Act.ADD, 1)
    hands.press(point)
    hands.move(point + QPoint(60, 60))
    hands.release(point + QPoint(60, 60))

    assert document.experiment.network.sizes == (2, 2, 1)


def test_the_last_neuron_of_a_layer_stays_and_the_reason_is_told(
    hands: Hands, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(document.problem_met):
        click(hands, Act.REMOVE, 2)
    assert document.experiment.network.sizes == (2, 2, 1)


def test_what_would_be_removed_is_shown_while_the_mouse_is_on_the_control(hands: Hands) -> None:
    hands.hover(place(hands.view, Act.REMOVE, 1))
    assert doomed(hands) == (NeuronChoice(1, 1),)

    hands.hover(place(hands.view, Act.ADD, 1))
    assert doomed(hands) == ()


def test_the_menu_of_a_layer_sets_activation_and_biases_and_removes_it(hands: Hands, document: Document) -> None:
    click(hands, Act.MENU, 1)
    menu = menu_of(hands.view)
    [activations] = menu.findChildren(QMenu, "layerActivation")
    trigger(activations, "activation_tanh")
    assert document.experiment.network.layers[0].activation == "tanh"

    menu.close()
    for name in ("layerBiases", "removeLayer"):
        click(hands, Act.MENU, 1)
        trigger(menu_of(hands.view), name)
    assert document.experiment.network.sizes == (2, 1)


def test_the_menu_shows_what_its_entry_removes(hands: Hands) -> None:
    click(hands, Act.MENU, 1)
    menu = menu_of(hands.view)
    entries = {action.objectName(): action for action in menu.actions()}
    entries["removeLayer"].hover()
    assert doomed(hands) == (NeuronChoice(1, 0), NeuronChoice(1, 1))

    entries["addNeuron"].hover()
    assert doomed(hands) == ()
    menu.close()


def test_keys_alone_reach_every_control(hands: Hands, document: Document) -> None:
    hands.view.setFocus()
    document.select(NeuronChoice(0, 0))
    hands.key(KEY.Key_Up)
    found = [hands.view.held]
    for _ in range(20):
        hands.key(KEY.Key_Right)
        found.append(hands.view.held)
    ghosts = []
    for layer, last in enumerate((1, 1, 0)):
        document.select(NeuronChoice(layer, last))
        hands.key(KEY.Key_Down)
        ghosts.append(hands.view.held)

    assert {*found, *ghosts} == set(hands.view.handles)


def test_the_arrows_of_the_keypad_reach_the_controls_too(hands: Hands, document: Document) -> None:
    document.select(NeuronChoice(1, 1))
    hands.key(KEY.Key_Down, Qt.KeyboardModifier.KeypadModifier)
    assert hands.view.held in hands.view.handles


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_a_control_that_has_the_keys_is_pressed_by_them(hands: Hands, document: Document, key: Qt.Key) -> None:
    document.select(NeuronChoice(1, 1))
    hands.key(KEY.Key_Down)
    hands.key(key)
    hands.key(key)

    assert document.experiment.network.sizes == (2, 4, 1)
    assert hands.view.held == Handle(Act.GHOST, 1)
    assert not document.is_running


def test_the_way_back_from_a_control_is_its_neuron(hands: Hands, document: Document) -> None:
    document.select(NeuronChoice(1, 0))
    hands.key(KEY.Key_Up)
    hands.key(KEY.Key_Down)
    assert hands.view.held is None
    assert document.selection == NeuronChoice(1, 0)

    hands.key(KEY.Key_Up)
    document.select(ParameterChoice(0))
    assert hands.view.held is None


def test_what_survives_keeps_its_numbers_and_is_still_chosen(hands: Hands, document: Document) -> None:
    document.perform(SetParameter("w6", 0.77))
    document.select(NeuronChoice(1, 1))
    click(hands, Act.ADD, 1)

    network = document.experiment.network
    assert document.selection == NeuronChoice(1, 1)
    assert document.moment.parameters[network.incoming(2, 0)].tolist() == [0.14, 0.77, 0.0]


def test_a_run_pauses(hands: Hands, document: Document) -> None:
    document.toggle_run()
    click(hands, Act.ADD, 1)

    assert not document.is_running
    assert document.timeline.length == 1


def test_neurons_slide_on_the_picture_only_and_not_into_another_session(hands: Hands, document: Document) -> None:
    view = hands.view
    view.set_animation("fast")
    document.select(NeuronChoice(1, 0))
    click(hands, Act.ADD, 1)
    arranged = view.arrangement
    assert view.slide.animation.state() == QVariantAnimation.State.Running
    view.grab()
    assert view.arrangement is arranged

    hands.qtbot.waitUntil(lambda: view.slide.animation.state() == QVariantAnimation.State.Stopped)
    document.open(article_session())
    assert view.slide.animation.state() == QVariantAnimation.State.Stopped


def test_a_control_that_has_the_keys_shows_what_it_would_remove_next(hands: Hands, document: Document) -> None:
    click(hands, Act.ADD, 1)
    hands.view._touch.hover(None)
    hands.view._touch.hold(Handle(Act.REMOVE, 1))
    assert doomed(hands) == (NeuronChoice(1, 2),)

    hands.key(KEY.Key_Return)
    assert doomed(hands) == (NeuronChoice(1, 1),)


def typed(view: DiagramView, name: str) -> None:
    """Type a name and keep it."""
    assert view.names.isVisible()
    QTest.keyClicks(view.names, name)
    QTest.keyClick(view.names, KEY.Key_Return)


def test_f2_on_a_layers_head_names_the_layer(hands: Hands, document: Document) -> None:
    document.select(NeuronChoice(1, 0))
    hands.view.setFocus()
    for key in (KEY.Key_Up, KEY.Key_F2):
        hands.qtbot.keyClick(hands.view, key)
    typed(hands.view, "encoder")

    assert document.experiment.network.layer_name(1) == "encoder"
    hands.view.grab()  # the head shows it without a fault
    assert handle_name(document.experiment.network, Handle(Act.MENU, 1)) == "Menu: encoder"


def test_a_double_click_on_a_layers_head_names_the_layer(hands: Hands, document: Document) -> None:
    click(hands, Act.MENU, 1)
    menu, head = menu_of(hands.view), hands.view.handle_rect(Handle(Act.MENU, 1))
    assert head is not None
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.mapFromGlobal(head.center()))
    hands.qtbot.waitUntil(hands.view.names.isVisible)
    typed(hands.view, "encoder_1")

    assert document.experiment.network.layer_name(1) == "encoder_1"
