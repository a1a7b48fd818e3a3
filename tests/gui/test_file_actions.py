from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.document import Document
from bpgui.gui.file_actions import FileActions
from bpgui.gui.preferences import Preferences
from bpgui.session.edits import SetParameter
from bpgui.session.files import load_session
from bpgui.session.history_csv import CsvOptions, write_history
from bpgui.session.problems import Problem
from bpgui.session.resources import resource_path
from bpgui.session.session import Session


@pytest.fixture
def files(qtbot: QtBot, document: Document) -> FileActions:
    window = QWidget()
    qtbot.addWidget(window)
    actions = FileActions(document, Preferences(), window)
    actions.window_kept = window  # type: ignore[attr-defined]  # lives as long as the actions
    return actions


def answer(button: QMessageBox.StandardButton) -> None:
    """Press a button of the message box that is about to open."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(button).click()

    QTimer.singleShot(0, press)


def test_what_is_saved_can_be_opened(files: FileActions, document: Document, tmp_path: Path) -> None:
    document.step()
    document.perform(SetParameter("w5", 0.3))
    document.save(tmp_path / "mine.bpgui")
    document.open(load_session(resource_path("examples", "xor.bpgui")))

    assert files.open_path(tmp_path / "mine.bpgui")
    assert document.moment.state.parameters[4] == 0.3
    assert document.timeline.events[0].text.endswith("-> 0.3")


def test_a_damaged_file_loses_nothing(qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path) -> None:
    path, session = tmp_path / "bad.bpgui", document.session
    path.write_text('{"format": "bpgui-session", "version": 1, "network": {"inputs": "two"}}')

    with qtbot.waitSignal(files.problem_met) as met:
        assert not files.open_path(path)

    assert "$.network.inputs" in str(met.args[0])
    assert document.session is session


@pytest.mark.parametrize(
    ("button", "may_close"),
    [(QMessageBox.StandardButton.Discard, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_unsaved_changes_are_asked_for(
    files: FileActions, document: Document, button: QMessageBox.StandardButton, may_close: bool
) -> None:
    document.perform(SetParameter("w5", 0.3))
    answer(button)

    assert files.may_close() is may_close


def test_saving_when_asked_keeps_the_changes(files: FileActions, document: Document, tmp_path: Path) -> None:
    document.save(tmp_path / "mine.bpgui")
    document.perform(SetParameter("w5", 0.3))
    answer(QMessageBox.StandardButton.Save)

    assert files.may_close()
    assert load_session(tmp_path / "mine.bpgui").timeline.length == 2


def test_an_untouched_example_that_ran_is_no_change(files: FileActions, document: Document) -> None:
    files.open_path(resource_path("examples", "article.bpgui"), is_example=True)
    document.step()

    assert files.may_close()


def broken_write(path: Path) -> Path:
    return path / "gone" / "history.csv"


@pytest.mark.parametrize("place", [broken_write])
def test_an_export_that_fails_names_file_and_reason(
    qtbot: QtBot, files: FileActions, tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    path = place(tmp_path)
    with qtbot.waitSignal(files.problem_met) as met:
        files.export_to(path, CsvOptions())

    assert isinstance(met.args[0], Problem)
    assert str(path) in str(met.args[0])
    assert "No such file or directory" in str(met.args[0])


def test_the_export_is_what_the_session_writes(
    qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path
) -> None:
    document.step()
    with qtbot.waitSignal(files.told):
        files.export_to(tmp_path / "window.csv", CsvOptions(gradients=True))
    write_history(document.timeline, tmp_path / "direct.csv", CsvOptions(gradients=True))

    assert (tmp_path / "window.csv").read_bytes() == (tmp_path / "direct.csv").read_bytes()


def test_recent_files_are_remembered_and_forgotten(
    qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "mine.bpgui"
    document.save(path)
    files.open_path(path)
    assert files._preferences.recent == [str(path)]

    path.unlink()
    with qtbot.waitSignal(files.problem_met):
        files.open_recent(path)
    assert files._preferences.recent == []


def test_opening_can_be_a_long_replay(files: FileActions, document: Document, tmp_path: Path) -> None:
    document.session.train(2000)
    document.save(tmp_path / "long.bpgui")
    loaded: Session = files.load(tmp_path / "long.bpgui")

    assert loaded.steps == 2000
    assert (loaded.timeline.state_at(2000).parameters == document.timeline.state_at(2000).parameters).all()
