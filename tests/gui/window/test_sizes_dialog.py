"""Other sizes: what goes and what is new is said before it holds."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from bpgui.gui.window.sizes_dialog import SizesDialog
from tests.article import article_session


@pytest.fixture
def dialog(qtbot: QtBot) -> SizesDialog:
    dialog = SizesDialog(None, article_session())
    qtbot.addWidget(dialog)
    return dialog


def can_be_kept(dialog: SizesDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_it_begins_with_the_present_sizes(dialog: SizesDialog) -> None:
    assert dialog.field.text() == "2-2-1"
    assert dialog.outcome.text() == "These are the present sizes."


@pytest.mark.parametrize(
    ("typed", "gone", "new", "stay"),
    [
        ("3-2-1", "no neuron; 0", "i3; 2", "6"),
        ("2-1-1", "h2; 3", "no neuron; 0", "3"),
        ("2-3-2", "no neuron; 0", "h3, o2; 6", "6"),
        ("1 12 1", "i2; 2", "h3, h4, h5, h6, h7, h8, 4 more; 20", "4"),
    ],
)
def test_it_says_what_goes_and_what_is_new(dialog: SizesDialog, typed: str, gone: str, new: str, stay: str) -> None:
    dialog.field.setText(typed)
    goes, comes, stays, _ = dialog.outcome.text().splitlines()
    assert goes.startswith(f"Goes: {gone} weight")
    assert comes.startswith(f"New: {new} weight")
    assert stays.startswith(f"{stay} weight")
    assert can_be_kept(dialog)


@pytest.mark.parametrize("typed", ["", "2", "2-0-1", "2-x-1", "2-2000-1"])
def test_what_is_not_possible_is_said(dialog: SizesDialog, typed: str) -> None:
    dialog.field.setText(typed)
    assert dialog.wrong.text()
    assert not dialog.outcome.text()
    assert not can_be_kept(dialog)
