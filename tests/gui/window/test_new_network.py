"""File > New: what is chosen is what is made, and what the picture shows."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.cli import new
from bpgui.engine.initialisation import initial_parameters
from bpgui.gui.document.document import Document
from bpgui.gui.window.new_network import NewNetworkDialog
from bpgui.session.basics.examples import example_names
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.experiment import Initialisation
from bpgui.session.stops import StopRules


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[NewNetworkDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewNetworkDialog(parent)
    dialog.show()
    yield dialog
    dialog.reject()


def can_accept(dialog: NewNetworkDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def choose(dialog: NewNetworkDialog, layer: int, activation: str) -> None:
    """Choose the activation of a computed layer as a person does."""
    field = dialog.layers.activations[layer - 1]
    field.setCurrentIndex(field.findData(activation))
    field.activated.emit(field.currentIndex())


def paste(dialog: NewNetworkDialog, text: str, order: str = "names") -> None:
    dialog.source.setCurrentIndex(dialog.source.findData("pasted"))
    dialog.order.setCurrentIndex(dialog.order.findData(order))
    dialog.pasted.setPlainText(text)


def losses(dialog: NewNetworkDialog) -> list[str]:
    return [dialog.loss.itemData(k) for k in range(dialog.loss.count())]


def test_a_new_network_is_what_was_asked_for(dialog: NewNetworkDialog) -> None:
    dialog.sizes.setText("3, 5 4 2")
    choose(dialog, 1, "relu")
    choose(dialog, 3, "softmax")
    dialog.layers.biases[1].click()
    dialog.loss.setCurrentIndex(dialog.loss.findData("categorical_cross_entropy"))
    dialog.samples.setValue(7)
    experiment = dialog.session().experiment

    assert experiment.network.sizes == (3, 5, 4, 2)
    assert [layer.activation for layer in experiment.network.layers] == ["relu", "tanh", "softmax"]
    assert [layer.bias for layer in experiment.network.layers] == [True, False, True]
    assert experiment.network.loss == "categorical_cross_entropy"
    assert experiment.data.samples == 7


@pytest.mark.parametrize("text", ["", "2", "2-0-1", "2-x-1", "2-99999-1", "1.5-2", "-"])
def test_impossible_sizes_are_refused_with_the_reason(dialog: NewNetworkDialog, text: str) -> None:
    dialog.sizes.setText(text)

    assert not can_accept(dialog)
    assert dialog.wrong.text()


def test_what_sizes_biases_and_output_make_together_is_checked(dialog: NewNetworkDialog) -> None:
    dialog.sizes.setText("1000-1000")
    assert not can_accept(dialog)
    dialog.layers.biases[0].click()
    assert can_accept(dialog)

    dialog.sizes.setText("2-1")
    choose(dialog, 1, "softmax")
    assert not can_accept(dialog)
    assert "always 1" in dialog.wrong.text()


ALWAYS = ["half_square", "square", "mean_square", "absolute", "huber"]


@pytest.mark.parametrize(
    ("output", "offered"),
    [
        ("linear", ALWAYS),
        ("sigmoid", [*ALWAYS, "binary_cross_entropy"]),
        ("softmax", [*ALWAYS, "categorical_cross_entropy"]),
    ],
)
def test_only_losses_that_go_with_the_output_are_offered(
    dialog: NewNetworkDialog, output: str, offered: list[str]
) -> None:
    choose(dialog, 2, output)

    assert losses(dialog) == offered


def test_a_layer_that_becomes_a_hidden_one_gets_a_hidden_one_s_activation(
    qtbot: QtBot, dialog: NewNetworkDialog
) -> None:
    dialog.sizes.clear()
    qtbot.keyClicks(dialog.sizes, "3-2-1")

    assert [layer.activation for layer in dialog.experiment().network.layers] == ["tanh", "linear"]


def test_what_was_chosen_stays_while_sizes_are_typed(dialog: NewNetworkDialog) -> None:
    choose(dialog, 1, "sigmoid")
    dialog.layers.biases[0].click()
    dialog.sizes.setText("2-8-8-1")
    layers = dialog.experiment().network.layers

    assert (layers[0].activation, layers[0].bias) == ("sigmoid", False)
    assert [layer.activation for layer in layers[1:]] == ["tanh", "linear"]


def test_random_weights_are_those_of_the_seed_that_is_shown(dialog: NewNetworkDialog) -> None:
    dialog.again.click()
    session = dialog.session()
    drawn = initial_parameters(session.experiment.network, "xavier", np.random.default_rng(1))

    assert dialog.seed.text() == "1"
    assert np.array_equal(session.timeline.state_at(0).parameters, drawn)


def test_weights_to_be_typed_are_0(dialog: NewNetworkDialog) -> None:
    dialog.source.setCurrentIndex(dialog.source.findData("typed"))

    assert not dialog.session().timeline.state_at(0).parameters.any()
    assert not dialog.seed.isVisible()


@pytest.mark.parametrize(
    ("order", "first"),
    [("names", [1, 2, 3, 4, 5, 6, 7, 8]), ("into", [1, 2, 3, 4, 5, 6, 9, 10]), ("from", [1, 3, 5, 2, 4, 6, 9, 10])],
)
def test_pasted_weights_go_where_the_order_says(dialog: NewNetworkDialog, order: str, first: list[int]) -> None:
    dialog.sizes.setText("3-2-1")
    paste(dialog, "1 2\n3 4\n5 6\n7 8\n9 10\n11", order)

    assert dialog.session().timeline.state_at(0).parameters[:8].tolist() == first


@pytest.mark.parametrize(("text", "said"), [("1 2 x", "Number 3"), ("1 " * 18, "These are 18 numbers")])
def test_wrong_weights_are_refused_with_the_reason(dialog: NewNetworkDialog, text: str, said: str) -> None:
    paste(dialog, text)

    assert not can_accept(dialog)
    assert said in dialog.wrong.text()


def test_the_picture_is_of_the_network_that_will_be_made(qtbot: QtBot, dialog: NewNetworkDialog) -> None:
    dialog.sizes.setText("3-2-1")
    paste(dialog, ".15 .2 .25")
    qtbot.waitUntil(lambda: dialog.picture.arrangement.network.sizes == (3, 2, 1))
    shown = dialog.picture.document

    assert shown.moment.parameters[:3].tolist() == [0.15, 0.2, 0.25]
    assert dialog.summary.text().startswith("11 parameter")


def test_tab_goes_from_above_to_below(qtbot: QtBot, dialog: NewNetworkDialog) -> None:
    dialog.activateWindow()
    dialog.sizes.setText("3-2-2-1")
    dialog.sizes.setFocus()
    names = []
    for _ in range(10):
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())

    layers = [f"{kind}{k}" for k in (1, 2, 3) for kind in ("activation", "bias")]
    assert names == [*layers, "loss", "samples", "source", "method"]


@pytest.mark.parametrize(("width", "is_below"), [(1100, False), (560, True)])
def test_the_picture_stands_below_where_room_is_short(
    qtbot: QtBot, dialog: NewNetworkDialog, width: int, is_below: bool
) -> None:
    dialog.resize(width, 640)
    qtbot.waitUntil(dialog.picture.isVisible)
    QApplication.processEvents()
    form = dialog.sizes.mapTo(dialog, dialog.sizes.rect().bottomRight())
    picture = dialog.picture.geometry()

    assert (picture.top() > form.y()) == is_below
    assert (picture.left() > form.x()) != is_below
    assert picture.width() >= 300


def test_neurons_that_are_added_later_are_drawn_as_these_were(dialog: NewNetworkDialog) -> None:
    dialog.method.setCurrentIndex(dialog.method.findData("he"))
    dialog.seed.setValue(5)

    assert dialog.session().experiment.initialisation == Initialisation("he", 5)


def test_the_command_line_makes_the_same_bits(dialog: NewNetworkDialog, tmp_path: Path) -> None:
    dialog.sizes.setText("3-4-2")
    choose(dialog, 1, "relu")
    choose(dialog, 2, "softmax")
    dialog.seed.setValue(7)
    save_session(dialog.session(), tmp_path / "window.bpgui")

    arguments = ["3-4-2", "--activation", "relu,softmax", "--seed", "7", "-o", str(tmp_path / "command.bpgui")]
    assert new.main(arguments) == 0

    assert (tmp_path / "command.bpgui").read_bytes() == (tmp_path / "window.bpgui").read_bytes()


# Start from


def start_from(dialog: NewNetworkDialog, name: str | None) -> None:
    dialog.start.setCurrentIndex(dialog.start.findData(name))


@pytest.fixture
def beside_iris(qtbot: QtBot, iris: Document) -> Iterator[NewNetworkDialog]:
    """The dialog while Iris is open."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewNetworkDialog(parent, iris.session)
    dialog.show()
    yield dialog
    dialog.reject()


@pytest.mark.parametrize("name", example_names())
def test_an_example_is_a_start_with_its_numbers(dialog: NewNetworkDialog, name: str, tmp_path: Path) -> None:
    start_from(dialog, name)
    example = load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)
    example.stops = StopRules()  # a new network has none
    for session, file in ((dialog.session(), "new"), (example, "example")):
        save_session(session, tmp_path / file)

    assert can_accept(dialog)
    assert (tmp_path / "new").read_bytes() == (tmp_path / "example").read_bytes()


def test_where_an_example_comes_from_is_said(dialog: NewNetworkDialog) -> None:
    assert not dialog.about.isVisible()

    start_from(dialog, "mazur")
    assert dialog.about.isVisible()
    assert dialog.about.text().startswith("Matt Mazur: ")
    assert dialog.about.accessibleName() == dialog.about.text()

    start_from(dialog, None)
    assert not dialog.about.isVisible()


def test_an_example_that_is_changed_asks_for_other_weights(dialog: NewNetworkDialog) -> None:
    start_from(dialog, "rgu")
    dialog.sizes.setText("2-3-1")
    assert not can_accept(dialog)
    assert "2-2-1" in dialog.wrong.text()

    dialog.source.setCurrentIndex(dialog.source.findData("random"))
    assert can_accept(dialog)
    experiment = dialog.session().experiment
    assert experiment.network.sizes == (2, 3, 1)
    assert experiment.data.inputs.tolist() == [[0.35, 0.9]]


def test_another_start_takes_the_example_s_weights_away(dialog: NewNetworkDialog) -> None:
    start_from(dialog, "rgu")
    assert dialog.source.currentData() == "example"

    start_from(dialog, None)
    assert dialog.source.findData("example") == -1
    assert can_accept(dialog)
    assert dialog.session().experiment.data.inputs.tolist() != [[0.35, 0.9]]


def test_this_network_with_other_numbers(beside_iris: NewNetworkDialog) -> None:
    start_from(beside_iris, "present")
    made, iris = beside_iris.session(), load_session(resource_path("examples", "iris.bpgui"))

    assert made.experiment.network == iris.experiment.network
    assert made.experiment.data.samples == 150
    assert made.experiment.data.inputs[0].tolist() != iris.experiment.data.inputs[0].tolist()
    assert made.timeline.state_at(0).parameters.tolist() != iris.timeline.state_at(0).parameters.tolist()
    assert beside_iris.source.currentData() == "random"


def test_without_an_open_session_there_is_no_such_start(dialog: NewNetworkDialog) -> None:
    assert dialog.start.findData("present") == -1


def test_the_first_thing_typed_are_the_sizes_and_what_to_start_from_is_above(
    qtbot: QtBot, dialog: NewNetworkDialog
) -> None:
    assert dialog.focusWidget() is dialog.sizes

    qtbot.keyClick(dialog.sizes, Qt.Key.Key_Backtab)
    assert dialog.focusWidget() is dialog.start
