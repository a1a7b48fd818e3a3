from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.window.dialogs import ExportDialog, GoToStepDialog, StepsDialog, size_text
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.model.edits import SetParameter
from bpgui.session.timeline.column_kinds import GRADIENT, Z


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def can_accept(dialog: FormDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_export_options_are_the_checked_boxes(parent: QWidget, document: Document) -> None:
    dialog = ExportDialog(parent, document.timeline, Path("history.csv"))
    for name in ("gradients", "z"):
        box = dialog.findChild(QCheckBox, name)
        assert box is not None
        box.setChecked(True)

    assert dialog.options().more == {GRADIENT, Z}


@pytest.mark.parametrize(("text", "samples"), [("", ()), ("1,3", (0, 2)), ("2-4", (1, 2, 3)), ("3,3", (2,))])
def test_samples_are_chosen_by_number(parent: QWidget, iris: Document, text: str, samples: tuple[int, ...]) -> None:
    dialog = ExportDialog(parent, iris.timeline, Path("history.csv"))
    dialog.samples.setText(text)

    assert dialog.options().samples == samples


@pytest.mark.parametrize("text", ["0", "151", "a", "3-", "1-151"])
def test_samples_that_are_not_there_are_refused(parent: QWidget, iris: Document, text: str) -> None:
    dialog = ExportDialog(parent, iris.timeline, Path("history.csv"))
    dialog.samples.setText(text)

    assert not can_accept(dialog)


@pytest.mark.parametrize("text", ["", "~nouser/x.csv", "/", ".", "x" * 300, "gone/a.csv", "zero\0.csv"])
def test_a_file_that_cannot_be_written_is_refused_in_one_sentence(
    parent: QWidget, document: Document, text: str
) -> None:
    dialog = ExportDialog(parent, document.timeline, Path("history.csv"))
    dialog.path.setText(text)
    said = dialog.wrong.text()

    assert said.endswith(".")
    assert not can_accept(dialog)
    assert dialog.sizeHint().width() < 700
    dialog.path.setText("history.csv")
    assert can_accept(dialog)


@pytest.fixture
def trained(document: Document) -> Document:
    """Steps 0 to 20, with an edit at step 10."""
    document.session.train(10)
    document.session.perform(SetParameter("w5", 0.3))
    document.session.train(10)
    return document


def test_all_rows_are_exported_unless_fewer_are_asked_for(parent: QWidget, trained: Document, tmp_path: Path) -> None:
    options = ExportDialog(parent, trained.timeline, Path("history.csv")).options()
    write_history(trained.timeline, tmp_path / "asked.csv", options)
    write_history(trained.timeline, tmp_path / "all.csv", CsvOptions())

    assert (tmp_path / "asked.csv").read_bytes() == (tmp_path / "all.csv").read_bytes()


@pytest.mark.parametrize(
    ("first", "last", "every", "rows"), [(0, 20, 1, 22), (5, 15, 1, 12), (5, 15, 5, 4), (0, 20, 9, 5), (20, 20, 20, 1)]
)
def test_the_dialog_says_how_many_rows_there_will_be(
    parent: QWidget, trained: Document, first: int, last: int, every: int, rows: int
) -> None:
    dialog = ExportDialog(parent, trained.timeline, Path("history.csv"))
    dialog.from_step.setValue(first)
    dialog.to_step.setValue(last)
    dialog.every.setValue(every)

    assert dialog.estimate.text().startswith(f"{rows} row")
    assert dialog.estimate.accessibleName() == dialog.estimate.text()


def test_the_size_follows_the_columns(parent: QWidget, trained: Document) -> None:
    dialog = ExportDialog(parent, trained.timeline, Path("history.csv"))
    before = dialog.estimate.text()
    dialog.more[GRADIENT].click()

    assert dialog.estimate.text() != before


def test_rows_that_end_before_they_begin_are_refused(parent: QWidget, trained: Document) -> None:
    dialog = ExportDialog(parent, trained.timeline, Path("history.csv"))
    dialog.from_step.setValue(6)
    dialog.to_step.setValue(5)

    assert not can_accept(dialog)
    assert (dialog.wrong.text() != "", dialog.estimate.text()) == (True, "")


@pytest.mark.parametrize(
    ("size", "text"), [(145, "145 bytes"), (1449, "1.4 kB"), (14490, "14 kB"), (226_000_000, "226 MB")]
)
def test_a_size_is_said_to_about_two_digits(qapp: object, size: int, text: str) -> None:
    assert size_text(size) == text


def test_every_control_of_the_export_has_a_name(parent: QWidget, trained: Document) -> None:
    dialog = ExportDialog(parent, trained.timeline, Path("history.csv"))
    controls = [*dialog.findChildren(QSpinBox), *dialog.findChildren(QCheckBox), dialog.path, dialog.browse]

    assert [
        control.objectName() for control in controls if not (control.objectName() and control.accessibleName())
    ] == []


def test_a_whole_number_that_is_none_keeps_the_dialog_open(parent: QWidget, qtbot: QtBot) -> None:
    dialog = StepsDialog(parent)
    dialog.show()
    qtbot.keyClicks(dialog.steps.lineEdit(), "1.5")
    assert not can_accept(dialog)
    qtbot.keyClick(dialog.steps, Qt.Key.Key_Return)
    assert dialog.isVisible()

    dialog.steps.selectAll()
    qtbot.keyClicks(dialog.steps.lineEdit(), "15")
    assert can_accept(dialog)
    qtbot.keyClick(dialog.steps, Qt.Key.Key_Return)
    assert dialog.steps.value() == 15
    dialog.close()


@pytest.mark.parametrize("name", ["steps", "step", "fromStep"])
def test_a_dialog_begins_in_its_first_field_and_tab_ends_at_the_buttons(
    qtbot: QtBot, parent: QWidget, document: Document, name: str
) -> None:
    dialogs = {
        "steps": lambda: StepsDialog(parent),
        "step": lambda: GoToStepDialog(parent, 3, 7),
        "fromStep": lambda: ExportDialog(parent, document.timeline, Path("history.csv")),
    }
    dialog = dialogs[name]()
    with qtbot.waitActive(dialog):
        dialog.show()
    field = QApplication.focusWidget()
    assert isinstance(field, QSpinBox)
    assert (field.objectName(), field.lineEdit().selectedText()) == (name, field.text())

    qtbot.keyClick(field, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    dialog.reject()


def test_a_number_that_is_typed_at_once_and_enter_are_the_answer(qtbot: QtBot, parent: QWidget) -> None:
    dialog = GoToStepDialog(parent, 3, 7)
    with qtbot.waitActive(dialog):
        dialog.show()
    qtbot.keyClicks(QApplication.focusWidget(), "5")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert dialog.step.value() == 5
