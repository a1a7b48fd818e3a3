import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.recovery_dialog import RecoveryDialog
from bpgui.gui.window.start import make_window
from bpgui.session.files import recovery
from bpgui.session.files.recovery import OwnCopy, find
from bpgui.session.files.session_file import Snapshot, save_session
from bpgui.session.model.edits import SetParameter
from bpgui.session.session import Session
from tests.article import article_session
from tests.e2e.conftest import find as control
from tests.e2e.conftest import trigger, when_dialog_opens


@pytest.fixture
def folder(home: Path) -> Path:
    found = recovery.recovery_folder()
    assert found is not None
    return found


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(tmp_path / "settings.json")
    window.show()
    yield window
    window.document.pause()
    window.document.session.mark_saved()
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def copies(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.glob("*")) if folder.is_dir() else []


WRITTEN = [".data", ".json", ".lock", ".start"]


def edit(window: MainWindow, value: float = 0.3) -> None:
    assert window.document.perform(SetParameter("w5", value))


def leave(folder: Path, tmp_path: Path, name: str = "mine.bpgui") -> Session:
    """Leave a copy, as a process does that is killed."""
    session = article_session()
    session.train(3)
    save_session(session, tmp_path / name)
    session.perform(SetParameter("w5", 0.25))
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    assert own._lock is not None
    os.close(own._lock)
    return session


def dialog_of(window: MainWindow) -> RecoveryDialog:
    return control(window, RecoveryDialog, "recovery")


def titles(dialog: RecoveryDialog) -> list[str]:
    model = control(dialog, QTreeWidget, "recoveryList").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def is_offered(window: MainWindow) -> bool:
    QApplication.processEvents()
    return window.findChild(RecoveryDialog) is not None


# The copy of this session


def test_a_change_is_written_soon_and_removed_when_it_is_taken_back(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    edit(window)
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)
    trigger(window, "undo")
    qtbot.waitUntil(lambda: ".json" not in copies(folder))


def test_ctrl_c_leaves_it_and_ends_a_run(window: MainWindow, folder: Path) -> None:
    edit(window)
    window.document.toggle_run()
    window.end()
    assert copies(folder) == WRITTEN
    assert not window.document.is_running


def test_saving_removes_it(qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path) -> None:
    edit(window)
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)
    window.document.save(tmp_path / "mine.bpgui")
    assert ".json" not in copies(folder)


def test_closing_removes_it(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    edit(window)
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)
    when_dialog_opens(lambda box: box.button(QMessageBox.StandardButton.Discard).click())  # type: ignore[attr-defined]
    assert window.close()
    assert copies(folder) == []


def test_an_untouched_example_that_ran_needs_no_copy(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    trigger(window, "step")
    qtbot.wait(600)
    assert copies(folder) == []


def test_what_a_run_adds_is_written_at_the_pause(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    edit(window)
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)
    trigger(window, "step")
    [head] = folder.glob("*.json")
    qtbot.waitUntil(lambda: b'"steps":1' in head.read_bytes())


# What was left


def test_what_was_left_is_offered_with_its_title_and_restored(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    leave(folder, tmp_path)
    window.recovery.offer()
    dialog = dialog_of(window)
    assert titles(dialog) == ["mine.bpgui"]

    control(dialog, QPushButton, "restore").click()

    session = window.document.session
    assert session.timeline.events[0].edit == SetParameter("w5", 0.25)
    assert (session.path, session.is_modified) == (tmp_path / "mine.bpgui", True)
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)
    assert not is_offered(window)
    assert find(folder) == []  # the copy that is there is this session's own
    trigger(window, "save")
    assert ".json" not in copies(folder)
    assert window.close()
    assert copies(folder) == []


def test_what_is_dismissed_is_gone(window: MainWindow, folder: Path, tmp_path: Path) -> None:
    leave(folder, tmp_path)
    window.recovery.offer()
    control(dialog_of(window), QPushButton, "dismiss").click()

    assert copies(folder) == []
    assert not is_offered(window)


def test_it_is_offered_once_and_stays_in_the_menu(window: MainWindow, folder: Path, tmp_path: Path) -> None:
    leave(folder, tmp_path)
    window.recovery.offer()
    control(dialog_of(window), QPushButton, "later").click()
    assert not is_offered(window)

    window.recovery.offer()
    assert not is_offered(window)
    trigger(window, "recover")
    assert is_offered(window)


def test_several_are_restored_one_by_one(window: MainWindow, folder: Path, tmp_path: Path) -> None:
    leave(folder, tmp_path, "one.bpgui")
    leave(folder, tmp_path, "two.bpgui")
    window.recovery.offer()
    assert titles(dialog_of(window)) == ["two.bpgui", "one.bpgui"]
    control(dialog_of(window), QPushButton, "restore").click()
    assert titles(dialog_of(window)) == ["one.bpgui"]


def test_one_that_cannot_be_restored_stays(window: MainWindow, folder: Path, tmp_path: Path) -> None:
    leave(folder, tmp_path)
    [start] = folder.glob("*.start")
    start.write_bytes(b"{")
    before = window.document.session
    window.recovery.offer()
    control(dialog_of(window), QPushButton, "restore").click()

    assert "“mine.bpgui” cannot be restored" in window.notice.text()
    assert window.document.session is before
    assert is_offered(window)
    assert copies(folder) == WRITTEN


def test_nothing_to_recover_is_said(window: MainWindow) -> None:
    trigger(window, "recover")
    assert window.notice.text() == "There is nothing to recover."


# Off


def test_the_menu_switches_copies_off_and_erases_them(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    leave(folder, tmp_path)
    edit(window)
    qtbot.waitUntil(lambda: len(copies(folder)) == 8)
    trigger(window, "keep_copy")
    assert [path.name for path in folder.iterdir()] == [recovery.OFF]
    edit(window, 0.4)
    qtbot.wait(600)
    assert [path.name for path in folder.iterdir()] == [recovery.OFF]

    trigger(window, "keep_copy")
    qtbot.waitUntil(lambda: copies(folder) == WRITTEN)


def test_without_a_place_there_is_no_copy(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "state_folder", lambda: None)
    window = make_window(tmp_path / "settings.json")
    qtbot.addWidget(window)
    edit(window)

    assert not control(window, QAction, "action_keep_copy").isEnabled()
    window.recovery.show()
    assert window.notice.text() == "There is nothing to recover."
    window.document.session.mark_saved()
