"""File > Generate data: each kind at its usual numbers, and what cannot be made."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.data.generate_dialog import GENERATOR_WORDS, GenerateDialog
from bpgui.gui.document.document import Document
from bpgui.session.data.generate import GENERATORS


@pytest.fixture
def dialog(qtbot: QtBot, document: Document) -> GenerateDialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = GenerateDialog(parent, document)
    made.parent_kept = parent  # type: ignore[attr-defined]  # lives as long as the dialog
    made.show()
    return made


def settled(qtbot: QtBot, dialog: GenerateDialog) -> bool:
    qtbot.waitUntil(lambda: not dialog._soon.isActive())
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


@pytest.mark.parametrize("name", GENERATORS)
def test_each_kind_can_be_taken_as_it_is(qtbot: QtBot, dialog: GenerateDialog, document: Document, name: str) -> None:
    dialog.kind.setCurrentIndex(dialog.kind._values.index(name))
    assert settled(qtbot, dialog)
    assert not dialog.picture.grab().isNull()
    assert document.perform(dialog.edit())
    assert document.experiment.data.samples == GENERATORS[name].number


def test_every_kind_has_a_word() -> None:
    assert set(GENERATOR_WORDS) == set(GENERATORS)


def test_noise_is_a_number_within_bounds(qtbot: QtBot, dialog: GenerateDialog) -> None:
    dialog.noise.setText("much")
    assert not settled(qtbot, dialog)
    assert dialog.wrong.text()
    dialog.noise.setText("0.2")
    assert settled(qtbot, dialog)


def test_the_seed_and_the_split_are_heeded(qtbot: QtBot, dialog: GenerateDialog) -> None:
    first = dialog.edit().data.columns[0].numbers
    dialog.again.click()
    assert settled(qtbot, dialog)
    second = dialog.edit().data.columns[0].numbers
    assert first is not None
    assert second is not None
    assert first.tolist() != second.tolist()

    dialog.split.kind.setCurrentIndex(2)
    assert settled(qtbot, dialog)
    assert dialog.edit().data.test == tuple(range(190, 200))


def test_what_was_typed_last_counts(dialog: GenerateDialog) -> None:
    dialog.number.setValue(30)
    dialog.accept()
    assert dialog.edit().data.samples == 30
