"""Everything a mouse can reach, the keys reach."""

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bpgui.engine.network import Network
from bpgui.gui.diagram.touch.keyboard import KEYS, above, beside, within
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from tests.gui.diagram.conftest import Hands
from tests.gui.diagram.networks import networks

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reached(network: Network) -> set[Choice]:
    """All that the arrows reach from nothing chosen."""
    found: set[Choice] = set()
    ways = [(way, step) for way in (beside, above, within) for step in (-1, 1)]
    new: list[Choice] = [NeuronChoice(0, 0)]
    while new:
        choice = new.pop()
        if choice not in found:
            found.add(choice)
            new += [there for way, step in ways if (there := way(network, choice, step)) is not None]
    return found


@given(networks())
def test_the_arrows_reach_every_neuron_weight_bias_and_target(network: Network) -> None:
    things = sum(network.sizes) + network.outputs + network.parameter_count

    assert len(reached(network)) == things


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        ("→", NeuronChoice(0, 0)),
        ("→→", ParameterChoice(0)),
        ("→→→", NeuronChoice(1, 0)),
        ("→→→↓", NeuronChoice(1, 1)),
        ("→→→→→", NeuronChoice(2, 0)),
        ("→→→→→→", TargetChoice(0)),
        ("→→→→→→→←", NeuronChoice(2, 0)),
        ("→→→→→←", ParameterChoice(4)),
        ("→→→→→←←←←", NeuronChoice(0, 0)),
    ],
)
def test_arrows_go_between_layers_and_within_one(hands: Hands, document: Document, keys: str, choice: Choice) -> None:
    for key in keys:
        hands.key({"→": KEY.Key_Right, "←": KEY.Key_Left, "↓": KEY.Key_Down}[key])

    assert document.selection == choice


def test_shift_and_arrows_go_through_the_weights_of_a_neuron(hands: Hands, document: Document) -> None:
    document.select(NeuronChoice(1, 1))
    ring = []
    for _ in range(3):
        hands.key(KEY.Key_Down, SHIFT)
        ring.append(document.selection)

    assert ring == [ParameterChoice(2), ParameterChoice(3), NeuronChoice(1, 1)]


def test_a_bias_leads_to_the_layer_before(qtbot: QtBot, xor: Document) -> None:
    network = xor.experiment.network
    bias = ParameterChoice(network.parameter_index["b2"])
    assert beside(network, bias, -1) == NeuronChoice(0, 0)
    assert beside(network, bias, 1) == NeuronChoice(1, 1)


def test_a_weight_leads_to_the_neurons_at_its_ends(hands: Hands, document: Document) -> None:
    document.select(ParameterChoice(3))  # w4, from i2 to h2
    hands.key(KEY.Key_Left)
    assert document.selection == NeuronChoice(0, 1)

    document.select(ParameterChoice(3))
    hands.key(KEY.Key_Right)
    assert document.selection == NeuronChoice(1, 1)


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_F2])
def test_enter_and_f2_open_the_editor(hands: Hands, document: Document, key: Qt.Key) -> None:
    document.select(ParameterChoice(4))
    hands.key(key)

    assert hands.view.editor.isVisible()


def test_typing_a_number_opens_the_editor_with_it(hands: Hands, document: Document) -> None:
    document.select(ParameterChoice(4))
    hands.type("-")
    hands.type(".5")
    hands.key(KEY.Key_Return)

    assert document.session.moment().state.parameters[4] == -0.5


def test_escape_leaves_the_choice_and_its_own_key_lets_it_go(hands: Hands, document: Document) -> None:
    document.select(ParameterChoice(4))
    hands.key(KEY.Key_Escape)
    assert document.selection == ParameterChoice(4)

    hands.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert document.selection is None


def test_space_runs_and_pauses(hands: Hands, document: Document) -> None:
    document.run.set_rate(5)
    hands.key(KEY.Key_Space)
    assert document.is_running

    hands.key(KEY.Key_Space)
    assert not document.is_running


def test_tab_leaves_the_diagram(qtbot: QtBot, document: Document) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    view, field = DiagramView(document, window), QLineEdit(window)
    layout.addWidget(view)
    layout.addWidget(field)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, KEY.Key_Tab)

    assert field.hasFocus()
    qtbot.keyClick(field, KEY.Key_Backtab)
    assert view.hasFocus()


def test_plus_minus_and_0_zoom_while_nothing_editable_is_chosen(hands: Hands) -> None:
    hands.key(KEY.Key_Plus)
    hands.key(KEY.Key_Plus)
    hands.key(KEY.Key_Minus)
    assert hands.view.zoom == pytest.approx(1.2)

    hands.key(KEY.Key_0)
    assert hands.view.zoom == 1.0


def test_help_knows_every_key() -> None:
    assert all(keys and text for keys, text in KEYS)
    assert len(KEYS) >= 10
