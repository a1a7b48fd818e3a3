"""Screen readers find every neuron, parameter and target, and the loss, by name, value and place."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.touch.accessible import _alive
from bpgui.gui.diagram.touch.accessible_items import AccessibleItem
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.step.ladder import Grain
from tests.gui.diagram.conftest import Hands, shown
from tests.gui.diagram.networks import large_document

NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value
W5 = ParameterChoice(4)


def children(view: DiagramView) -> list[QAccessibleInterface]:
    interface = QAccessible.queryAccessibleInterface(view)
    return [interface.child(k) for k in range(interface.childCount())]


def thing(view: DiagramView, choice: Choice) -> AccessibleItem:
    view.accessibility.things()
    found = view.accessibility.thing(choice)
    assert found is not None
    return found


def is_button(child: QAccessibleInterface) -> bool:
    return child.role() == QAccessible.Role.Button


def test_everything_has_a_name_and_a_value(view: DiagramView) -> None:
    found = {child.text(NAME): child.text(VALUE) for child in children(view)}

    assert found["w5, weight from h1 to out"] == "0.14"
    assert found["h1, hidden neuron"] == "0.85"
    assert found["target of out"] == "1"
    assert found["Loss"] == "0.327"
    assert len(found) == 6 + 5 + 1 + 1 + len({child.text(NAME) for child in children(view) if is_button(child)})


def test_a_control_is_a_button_that_can_be_pressed(view: DiagramView, document: Document, qtbot: QtBot) -> None:
    buttons = {child.text(NAME): child for child in children(view) if is_button(child)}
    assert "Remove the last neuron, h2: Hidden layer" in buttons
    assert all(button.rect().isValid() for button in buttons.values())

    button = buttons["Add a neuron: Hidden layer"]
    assert isinstance(button, AccessibleItem)
    button.interface_cast(QAccessible.InterfaceType.ActionInterface).doAction("Press")
    qtbot.waitUntil(lambda: document.experiment.network.sizes == (2, 3, 1))

    assert "Remove the last neuron, h3: Hidden layer" in {child.text(NAME) for child in children(view)}
    assert len(_alive) == len(view.accessibility.things())


def test_things_stand_where_they_are_drawn(hands: Hands) -> None:
    rect = thing(hands.view, W5).rect()

    assert rect.contains(hands.view.viewport().mapToGlobal(hands.place(W5)))
    interface = QAccessible.queryAccessibleInterface(hands.view)
    assert interface.childAt(rect.center().x(), rect.center().y()).text(NAME) == "w5, weight from h1 to out"


def test_what_is_not_computed_says_so(view: DiagramView, document: Document) -> None:
    document.walk(Grain.PHASE)

    assert {child.text(NAME): child.text(VALUE) for child in children(view)}["Loss"] == "not computed yet"


def test_a_neuron_says_what_goes_in_and_what_comes_out(qtbot: QtBot) -> None:
    document = Document(load_session(resource_path("examples", "xor.bpgui"), is_example=True))
    view, description = shown(qtbot, document), QAccessible.Text.Description
    document.choose_sample(1)
    assert thing(view, NeuronChoice(1, 2)).text(description) == "z -0.134, a -0.133"
    assert thing(view, NeuronChoice(0, 1)).text(description) == ""
    document.walk(Grain.NEURON)
    assert thing(view, NeuronChoice(1, 2)).text(description) == ""


def test_a_value_can_be_set(view: DiagramView, document: Document, qtbot: QtBot) -> None:
    thing(view, W5).interface_cast(QAccessible.InterfaceType.ValueInterface).setCurrentValue(0.3)
    qtbot.waitUntil(lambda: document.session.moment().state.parameters[4] == 0.3)

    assert thing(view, W5).role() == QAccessible.Role.SpinBox
    assert thing(view, NeuronChoice(1, 0)).state().readOnly


def test_pressing_a_weight_opens_its_editor_which_is_in_the_tree_too(view: DiagramView, qtbot: QtBot) -> None:
    thing(view, W5).interface_cast(QAccessible.InterfaceType.ActionInterface).doAction("Press")
    qtbot.waitUntil(view.editor.isVisible)

    assert children(view)[-1].text(NAME) == "w5, weight from h1 to out"
    assert children(view)[-1].role() == QAccessible.Role.EditableText


def test_the_choice_has_the_focus(hands: Hands, document: Document, qtbot: QtBot) -> None:
    qtbot.waitUntil(hands.view.hasFocus)
    children(hands.view)
    document.select(W5)

    assert thing(hands.view, W5).state().focused
    assert not thing(hands.view, NeuronChoice(1, 0)).state().focused


def test_another_session_has_other_things_and_the_old_are_let_go(view: DiagramView, document: Document) -> None:
    before = len(children(view))
    document.open(load_session(resource_path("examples", "xor.bpgui")))

    assert len(children(view)) == 12 + 5 + 7 + 1 + 1 + len(view.handles) != before
    assert len(_alive) == len(view.accessibility.things())


def test_nothing_is_left_of_a_closed_diagram(qtbot: QtBot, document: Document) -> None:
    view = DiagramView(document)
    assert len(children(view)) == len(_alive) == 13 + len(view.handles)
    view.deleteLater()

    qtbot.waitUntil(lambda: not _alive)


@pytest.mark.parametrize("width", [400, 1300])
def test_a_large_network_has_its_neurons_and_the_open_boxes(qtbot: QtBot, width: int) -> None:
    document = large_document(20, 20, 20)
    view = shown(qtbot, document, width, 400)
    neurons = 60 + 20 + 1
    assert len(children(view)) == neurons + len(view.handles)

    document.select(NeuronChoice(1, 3))
    assert view.arrangement.stack is not None
    assert len(children(view)) == neurons + len(view.arrangement.stack.rects) + len(view.handles)
