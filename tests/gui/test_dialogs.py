from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.dialogs import ExportDialog, FormDialog, NewNetworkDialog
from bpgui.gui.document import Document


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def can_accept(dialog: FormDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_new_network_is_what_was_asked_for(parent: QWidget) -> None:
    dialog = NewNetworkDialog(parent)
    dialog.sizes.setText("3, 5 2")
    dialog.output.setCurrentIndex(dialog.output.findData("softmax"))
    dialog.loss.setCurrentIndex(dialog.loss.findData("categorical_cross_entropy"))
    network = dialog.experiment().network

    assert network.sizes == (3, 5, 2)
    assert [layer.activation for layer in network.layers] == ["tanh", "softmax"]
    assert network.loss == "categorical_cross_entropy"


@pytest.mark.parametrize("text", ["", "2", "2-0-1", "2-x-1", "2-99999-1", "1.5-2", "-"])
def test_impossible_sizes_are_refused_with_the_reason(parent: QWidget, text: str) -> None:
    dialog = NewNetworkDialog(parent)
    dialog.sizes.setText(text)

    assert not can_accept(dialog)
    assert dialog.wrong.text()


@pytest.mark.parametrize(
    ("output", "losses"),
    [
        ("linear", ["half_square"]),
        ("sigmoid", ["half_square", "binary_cross_entropy"]),
        ("softmax", ["half_square", "categorical_cross_entropy"]),
    ],
)
def test_only_losses_that_go_with_the_output_are_offered(parent: QWidget, output: str, losses: list[str]) -> None:
    dialog = NewNetworkDialog(parent)
    dialog.output.setCurrentIndex(dialog.output.findData(output))

    assert [dialog.loss.itemData(k) for k in range(dialog.loss.count())] == losses


def test_export_options_are_the_checked_boxes(parent: QWidget, document: Document) -> None:
    dialog = ExportDialog(parent, document.experiment, Path("history.csv"))
    dialog.gradients.setChecked(True)
    dialog.z.setChecked(True)
    options = dialog.options()

    assert (options.gradients, options.deltas, options.z, options.a) == (True, False, True, False)


@pytest.mark.parametrize(("text", "samples"), [("", ()), ("1,3", (0, 2)), ("2-4", (1, 2, 3)), ("3,3", (2,))])
def test_samples_are_chosen_by_number(parent: QWidget, iris: Document, text: str, samples: tuple[int, ...]) -> None:
    dialog = ExportDialog(parent, iris.experiment, Path("history.csv"))
    dialog.samples.setText(text)

    assert dialog.options().samples == samples


@pytest.mark.parametrize("text", ["0", "151", "a", "3-", "1-151"])
def test_samples_that_are_not_there_are_refused(parent: QWidget, iris: Document, text: str) -> None:
    dialog = ExportDialog(parent, iris.experiment, Path("history.csv"))
    dialog.samples.setText(text)

    assert not can_accept(dialog)
