"""Numbers are edited where they stand: typed, refused, scrubbed, copied, locked."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.session.model.edits import SetLoss, SetTarget
from tests.article import edits_made
from tests.gui.diagram.conftest import Hands

W5, I1, OUT, TARGET = ParameterChoice(4), NeuronChoice(0, 0), NeuronChoice(2, 0), TargetChoice(0)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def w5(document: Document) -> float:
    return float(document.session.moment().state.parameters[4])


def is_previewed(document: Document) -> bool:
    return document.moment.preview


def edits(document: Document) -> list[str]:
    return edits_made(document.session)


def test_a_click_opens_the_editor_and_enter_keeps_one_edit(hands: Hands, document: Document) -> None:
    hands.click(W5)
    assert hands.view.editor.isVisible()
    assert hands.view.editor.text() == "0.14"

    hands.type("0.3")
    hands.key(Qt.Key.Key_Return)

    assert w5(document) == 0.3
    assert edits(document) == ["w5: 0.14 -> 0.3"]
    assert not hands.view.editor.isVisible()
    assert hands.view.hasFocus()


def test_one_undo_takes_a_typed_number_back(hands: Hands, document: Document) -> None:
    hands.click(W5)
    hands.type("0.3")
    hands.key(Qt.Key.Key_Return)
    document.undo()

    assert w5(document) == 0.14
    assert document.session.undo_stack.undoable is None


def test_prediction_follows_what_is_typed_and_escape_returns_it(hands: Hands, document: Document) -> None:
    hands.click(W5)
    hands.type("0.3")
    assert is_previewed(document)
    assert document.moment.values.activations[-1][0, 0] == pytest.approx(0.327)

    hands.key(Qt.Key.Key_Escape)

    assert not is_previewed(document)
    assert w5(document) == 0.14
    assert edits(document) == []
    assert hands.view.hasFocus()


def test_nonsense_is_refused_with_a_reason_and_the_old_value_stays(hands: Hands, document: Document) -> None:
    hands.click(W5)
    hands.type("zero")
    hands.key(Qt.Key.Key_Return)

    assert hands.view.editor.isVisible()
    assert "zero" in hands.view.editor.accessibleDescription()
    assert w5(document) == 0.14


def test_an_impossible_target_is_refused_there_and_then(hands: Hands, document: Document) -> None:
    document.perform(SetLoss("binary_cross_entropy"))
    hands.click(TARGET)
    hands.type("1.5")

    assert "1.5" in hands.view.editor.accessibleDescription()
    hands.key(Qt.Key.Key_Escape)
    assert document.experiment.data.targets[0, 0] == 1


def test_a_click_elsewhere_keeps_what_was_typed(hands: Hands, document: Document) -> None:
    hands.click(W5)
    hands.type("0.3")
    hands.click(NeuronChoice(1, 0))

    assert w5(document) == 0.3
    assert document.selection == NeuronChoice(1, 0)


def test_a_press_on_another_widget_keeps_what_was_typed_first(hands: Hands, document: Document, qtbot: QtBot) -> None:
    button = QPushButton("step", hands.view)  # takes no focus
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(document.step)
    button.show()
    hands.click(W5)
    hands.type("0.3")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert edits(document) == ["w5: 0.14 -> 0.3"]
    assert document.session.step_number == 1


@pytest.mark.parametrize(
    ("choice", "event"), [(I1, "i1[1]: 2 -> 7"), (TARGET, "target out[1]: 1 -> 7"), (W5, "w5: 0.14 -> 7")]
)
def test_weights_inputs_and_targets_can_be_edited(hands: Hands, document: Document, choice: Choice, event: str) -> None:
    hands.click(choice)
    hands.type("7")
    hands.key(Qt.Key.Key_Return)

    assert edits(document) == [event]


def test_a_computed_neuron_is_chosen_but_not_edited(hands: Hands, document: Document) -> None:
    hands.click(OUT)

    assert document.selection == OUT
    assert not hands.view.editor.isVisible()


def test_opening_an_editor_pauses_a_run(hands: Hands, document: Document, qtbot: QtBot) -> None:
    document.run.set_rate(50)
    document.toggle_run()
    hands.click(W5)

    assert not document.is_running


def test_the_editor_says_what_it_edits(hands: Hands) -> None:
    hands.click(W5)

    assert hands.view.editor.accessibleName() == "w5, weight from h1 to out"


def test_the_editor_goes_with_its_place_when_the_diagram_is_zoomed(hands: Hands) -> None:
    hands.click(W5)
    hands.view.set_zoom(2.0)
    box = hands.view.arrangement.rect(W5)

    assert box is not None
    assert hands.view.editor.geometry().contains(hands.view.mapFromScene(box.center()))


def test_an_editor_closes_when_another_moment_is_shown(hands: Hands, document: Document) -> None:
    hands.click(W5)
    hands.type("0.3")
    document.step()

    assert not hands.view.editor.isVisible()
    assert not is_previewed(document)


def test_a_drag_scrubs_with_everything_following_and_makes_one_event(hands: Hands, document: Document) -> None:
    hands.drag(W5, 20, 20, 20, 4)
    assert is_previewed(document)
    assert edits(document) == []

    hands.release(hands.point)

    assert edits(document) == ["w5: 0.14 -> 0.25"]
    assert not is_previewed(document)
    assert not hands.view.editor.isVisible()


@pytest.mark.parametrize(("keys", "value"), [(SHIFT, 0.34), (CTRL, 0.142)])
def test_shift_scrubs_faster_and_ctrl_finer(
    hands: Hands, document: Document, keys: Qt.KeyboardModifier, value: float
) -> None:
    hands.drag(W5, 20, 8, keys=keys)
    hands.release(hands.point)

    assert w5(document) == value


def test_escape_cancels_a_scrub(hands: Hands, document: Document) -> None:
    hands.drag(W5, 20, 40)
    hands.key(Qt.Key.Key_Escape)
    hands.release(hands.point)

    assert w5(document) == 0.14
    assert edits(document) == []


def test_a_scrub_stops_at_the_last_possible_number(hands: Hands, document: Document) -> None:
    document.perform(SetLoss("binary_cross_entropy"))
    document.perform(SetTarget("out", 1, 0.9))
    hands.drag(TARGET, 20, *(4 for _ in range(8)))
    assert document.moment.experiment.data.targets[0, 0] == 0.98
    for _ in range(20):
        hands.point += QPoint(4, 0)
        hands.move(hands.point)
    hands.release(hands.point)

    assert document.experiment.data.targets[0, 0] == 1


def test_copying_gives_full_digits(hands: Hands, document: Document) -> None:
    document.select(OUT)
    hands.key(Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "0.191"


def test_l_locks_and_frees_a_weight(hands: Hands, document: Document) -> None:
    document.select(W5)
    hands.key(Qt.Key.Key_L)
    assert bool(document.experiment.settings.locked[4])

    hands.key(Qt.Key.Key_L)
    assert not document.experiment.settings.locked[4]


#: The offscreen platform has no windows that could be raised.
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def menu_of(view: DiagramView, choice: Choice, qtbot: QtBot) -> QMenu:
    view.show_menu(choice, view.mapToGlobal(QPoint(10, 10)))
    menu = view.findChild(QMenu, "diagramMenu")
    assert isinstance(menu, QMenu)
    return menu


def trigger(menu: QMenu, name: str) -> None:
    action = next(action for action in menu.actions() if action.objectName() == name)
    menu.close()
    action.trigger()


@OFFSCREEN
def test_the_menu_of_a_weight(view: DiagramView, document: Document, qtbot: QtBot) -> None:
    document.plotting.choose(())
    trigger(menu_of(view, W5, qtbot), "togglePlotted")
    assert document.plotting.parameters == (4,)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    trigger(menu_of(view, W5, qtbot), "toggleLock")
    assert bool(document.experiment.settings.locked[4])


@OFFSCREEN
def test_the_menu_of_a_neuron_plots_its_incoming_weights(view: DiagramView, document: Document, qtbot: QtBot) -> None:
    trigger(menu_of(view, NeuronChoice(1, 1), qtbot), "plotIncoming")

    assert document.plotting.parameters == (2, 3)


@OFFSCREEN
def test_the_menu_key_opens_the_menu_of_what_is_chosen(view: DiagramView, document: Document) -> None:
    document.select(W5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), view.mapToGlobal(QPoint(1, 1)))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu, "diagramMenu")

    assert isinstance(menu, QMenu)
    assert [a.objectName() for a in menu.actions() if a.objectName()] == [
        "editValue",
        "copyNumber",
        "pasteNumbers",
        "toggleLock",
        "toggleCut",
        "togglePlotted",
    ]
    menu.close()
