import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.background import run_in_background, time_left
from bpgui.gui.window import file_actions
from bpgui.gui.window.dialogs import ExportDialog
from bpgui.gui.window.file_actions import FileActions, local_path
from bpgui.gui.window.preferences import Preferences, load_preferences
from bpgui.gui.window.start import make_window
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.resources import resource_path
from bpgui.session.basics.work import Work
from bpgui.session.files import history_csv
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import load_session, save_copy
from bpgui.session.model.edits import SetParameter
from bpgui.session.session import Session
from bpgui.session.timeline.column_kinds import GRADIENT
from bpgui.session.timeline.futures import Timeline
from tests.campaigns import tries

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


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


def test_a_file_is_written_beside_the_window(
    files: FileActions, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: list[threading.Thread] = []

    def noted(*arguments: object) -> None:
        writers.append(threading.current_thread())
        save_copy(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(file_actions, "save_copy", noted)
    document.save(tmp_path / "mine.bpgui")
    document.perform(SetParameter("w5", 0.3))
    assert files.save()

    assert len(writers) == 1
    assert writers[0] is not threading.current_thread()
    assert not document.session.is_modified
    assert load_session(tmp_path / "mine.bpgui").moment().state.parameters[4] == 0.3


def test_saving_that_is_cancelled_changes_no_file(
    files: FileActions, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(_parent: QWidget, _title: str, work: Callable[[Work[None]], None], _amount: object) -> None:
        def act(task: Work[None]) -> None:
            task.cancel()
            work(task)

        Work(act, "background").result()

    document.save(tmp_path / "mine.bpgui")
    document.perform(SetParameter("w5", 0.3))
    before = (tmp_path / "mine.bpgui").read_bytes()
    monkeypatch.setattr(file_actions, "run_in_background", cancelled)

    assert not files.save()
    assert document.session.is_modified
    assert (tmp_path / "mine.bpgui").read_bytes() == before


def test_a_damaged_file_loses_nothing(qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path) -> None:
    path, session = tmp_path / "bad.bpgui", document.session
    rest = '"parameters": {}, "data": {"inputs": [], "targets": []}, "settings": {"learning_rate": 1}'
    path.write_text(f'{{"format": "bpgui-session", "version": 1, "network": {{"inputs": "two"}}, {rest}}}')

    with qtbot.waitSignal(files.problem_met) as met:
        assert not files.open_path(path)

    assert "network.inputs" in str(met.args[0])
    assert document.session is session


def test_what_is_edited_while_a_file_is_read_is_asked_for(
    files: FileActions, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, read = document.session, files.load

    def slowly(path: Path, *, is_example: bool = False) -> Session:
        document.perform(SetParameter("w5", 0.3))
        return read(path, is_example=is_example)

    monkeypatch.setattr(files, "load", slowly)
    answer(QMessageBox.StandardButton.Cancel)
    assert not files.open_path(resource_path("examples", "xor.bpgui"), is_example=True)
    assert document.session is edited


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
    assert load_session(tmp_path / "mine.bpgui").timeline.state_at(0).parameters[4] == 0.3


def test_an_untouched_example_that_ran_is_no_change(files: FileActions, document: Document) -> None:
    files.open_path(resource_path("examples", "article.bpgui"), is_example=True)
    document.step()

    assert files.may_close()


@pytest.mark.parametrize(("button", "content"), [("Yes", b"{"), ("No", b"earlier")])
def test_a_file_that_only_the_suffix_makes_another_one_is_asked_for(
    files: FileActions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, content: bytes
) -> None:
    """Qt asks of the name that was typed."""
    (tmp_path / "mine.bpgui").write_bytes(b"earlier")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    answer(QMessageBox.StandardButton[button])

    assert files.save_as() is (button == "Yes")
    assert (tmp_path / "mine.bpgui").read_bytes().startswith(content)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_is_not_utf_8_is_opened_saved_remembered_and_closed(qtbot: QtBot, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.bpgui"))
    shutil.copy(resource_path("examples", "xor.bpgui"), path)
    window = make_window(tmp_path / "settings.json")
    qtbot.addWidget(window)

    assert window.files.open_path(path)
    window.document.step()
    assert window.files.save()
    assert window.close()
    assert load_session(path).steps == 1
    loaded, _ = load_preferences(tmp_path / "settings.json")
    assert loaded.recent_paths == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
@pytest.mark.parametrize("name", [b"/a/\xff\xfe.bpgui", "/a/历史 %.bpgui".encode(), "/a/\ufffd.bpgui".encode()])
def test_a_dropped_file_may_have_any_name(name: bytes) -> None:
    assert local_path(QUrl.fromEncoded(b"file://" + quote_from_bytes(name).encode())) == Path(os.fsdecode(name))


@pytest.mark.skipif(os.name != "posix", reason="there are homes everywhere else")
def test_a_user_without_name_and_home(files: FileActions, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: object) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", unknown)

    assert files.folder() == ""


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


def test_a_failed_export_asks_again_with_all_that_was_chosen(
    qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, then it is not."""
    full, seen = [True], list[tuple[str, bool, bool]]()

    def write(*arguments: object) -> None:
        if full.pop() if full else False:
            raise Problem("The disk is full.")
        write_history(*arguments)  # type: ignore[arg-type]

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        seen.append((dialog.wrong.text(), dialog.more[GRADIENT].isChecked(), dialog.path.text() == str(path)))
        dialog.more[GRADIENT].setChecked(True)
        dialog.path.setText(str(path))
        if full:
            QTimer.singleShot(300, accept)
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()

    path = tmp_path / "window.csv"
    monkeypatch.setattr("bpgui.gui.window.file_actions.write_history", write)
    QTimer.singleShot(0, accept)
    files.export()

    assert seen == [("", False, False), ("The disk is full.", True, True)]
    assert b"grad_w1" in path.read_bytes()


def test_the_export_is_what_the_session_writes(
    qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path
) -> None:
    document.step()
    with qtbot.waitSignal(files.told):
        files.export_to(tmp_path / "window.csv", CsvOptions(frozenset({GRADIENT})))
    write_history(document.timeline, tmp_path / "direct.csv", CsvOptions(frozenset({GRADIENT})))

    assert (tmp_path / "window.csv").read_bytes() == (tmp_path / "direct.csv").read_bytes()


# Long exports


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports take five milliseconds a row."""

    def write(timeline: Timeline, path: Path, options: CsvOptions, progress: Progress, cancelled: Cancelled) -> None:
        def slowly(rows: int) -> None:
            progress(rows)
            time.sleep(0.005)

        write_history(timeline, path, options, slowly, cancelled)

    monkeypatch.setattr(history_csv, "PIECE_CELLS", 1)
    monkeypatch.setattr(file_actions, "write_history", write)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A file that an export would replace."""
    path = tmp_path / "csv" / "history.csv"
    path.parent.mkdir()
    path.write_bytes(b"earlier")
    return path


def assert_untouched(earlier: Path) -> None:
    """Nothing goes on, and nothing was left behind."""
    assert [thread.name for thread in threading.enumerate() if thread.name == "background"] == []
    assert earlier.read_bytes() == b"earlier"
    assert list(earlier.parent.iterdir()) == [earlier]


def test_a_long_export_says_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, files: FileActions, document: Document, slow: None, earlier: Path
) -> None:
    document.session.train(2000)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QProgressDialog):
            QTimer.singleShot(10, look)
            return
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.findChildren(QPushButton)[0].click()

    look()
    with qtbot.waitSignal(files.told) as told:
        files.export_to(earlier, CsvOptions())

    assert re.search(r"\n[1-9]\d* of 2,?001 row\(?s\)?, .*\d+ s left$", seen[0]), seen
    assert "cancelled" in str(told.args)
    assert_untouched(earlier)


@pytest.mark.campaign
def test_closing_the_window_ends_an_export(qtbot: QtBot, slow: None, earlier: Path, tmp_path: Path) -> None:
    """With and without the progress dialog being there already."""
    session = load_session(resource_path("examples", "article.bpgui"), is_example=True)
    session.train(2000)
    for delay in (60, 250) * tries(2, 100):
        window = make_window(tmp_path / "settings.json")
        window.document.open(session)
        window.show()
        told: list[str] = []
        window.files.told.connect(told.append)
        QTimer.singleShot(delay, window.close)
        window.files.export_to(earlier, CsvOptions())

        assert (window.isVisible(), len(told)) == (False, 1)
        assert_untouched(earlier)
        window.deleteLater()
        QApplication.processEvents()


PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from bpgui.gui.window import file_actions
from bpgui.gui.window import start
from bpgui.session.basics.work import Cancelled
from bpgui.session.files.history_csv import CsvOptions

def write(timeline, path, options, progress, cancelled):
    while not cancelled():
        time.sleep(0.01)
    print("cancelled")
    raise Cancelled

def with_export(path, beginning, make=start.make_window):
    window = make(path, beginning)
    QTimer.singleShot(300, window, lambda: window.files.export_to(path.with_name("a.csv"), CsvOptions()))
    QTimer.singleShot(int(sys.argv[2]), window, window.close)
    return window

file_actions.write_history, start.make_window = write, with_export
start.preferences_path = lambda: Path(sys.argv[1]) / "settings.json"
sys.exit(start.run_window(None))
"""


@pytest.mark.parametrize("delay", [400, 1200])
def test_the_program_ends_when_its_window_is_closed_during_an_export(tmp_path: Path, delay: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(delay)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stdout) == (0, "cancelled\n")
    assert "Traceback" not in done.stderr


def test_work_ends_with_the_application(files: FileActions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something ended all event loops: the work is told, and waited for."""
    monkeypatch.setattr(QEventLoop, "exec", lambda _loop: 0)
    ended = []

    def wait(work: Work[None]) -> None:
        while not work.rest(60.0):
            pass
        ended.append(True)

    run_in_background(files._window, "Working...", wait, lambda done, total: f"{done}/{total}")

    assert ended == [True]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s left"), (11.2, "12 s left"), (61, "1 min 1 s left"), (7260, "2 h 1 min left")]
)
def test_the_time_that_is_left(qapp: object, seconds: float, text: str) -> None:
    assert time_left(seconds) == text


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


@pytest.mark.parametrize("name", ["mine.csv", "mine.TSV", "mine.xlsx", "mine.dat"])
def test_a_table_is_told_of_and_nothing_is_lost(
    qtbot: QtBot, files: FileActions, document: Document, tmp_path: Path, name: str
) -> None:
    session = document.session
    with qtbot.waitSignal(files.table_met) as met:
        assert not files.open_path(tmp_path / name)
    assert met.args == [tmp_path / name]
    assert document.session is session
