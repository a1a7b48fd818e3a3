"""An error that nobody expected, in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QGraphicsItem, QPushButton
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.guard import unguarded
from bpgui.gui.window.error_teller import ErrorTeller
from bpgui.gui.window.errors import Errors
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.reports import ErrorReport
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetParameter
from tests.e2e.conftest import find


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: errors and their reports go with it."""
    return fresh


@pytest.fixture
def errors(window: MainWindow) -> Iterator[Errors]:
    errors = Errors()
    errors.install()
    ErrorTeller(errors, window)
    yield errors
    errors.remove()


def fail() -> None:
    raise LookupError("nobody expected this")


def report_of(qtbot: QtBot, window: MainWindow) -> ErrorReport:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: window.findChild(ErrorReport) is not None)
    return find(window, ErrorReport, "errorReport")


def test_no_object_of_the_window_is_unguarded(window: MainWindow) -> None:
    kinds = {type(thing) for thing in shiboken6.getAllValidWrappers() if isinstance(thing, QObject | QGraphicsItem)}
    assert {kind: list(unguarded(kind)) for kind in kinds if unguarded(kind)} == {}


@pytest.mark.logs("unexpected error")
def test_a_run_goes_on_while_an_error_is_told(qtbot: QtBot, window: MainWindow, errors: Errors) -> None:
    window.document.toggle_run()
    report = report_of(qtbot, window)
    length = window.document.timeline.length
    qtbot.waitUntil(lambda: window.document.timeline.length > length)
    assert report.isVisible()
    find(report, QPushButton, "goOn").click()
    assert window.document.is_running


@pytest.mark.logs("unexpected error")
def test_a_copy_is_saved_and_the_session_stays_as_it_is(
    qtbot: QtBot, window: MainWindow, errors: Errors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.document.perform(SetParameter("w5", 0.25))
    copy = tmp_path / "copy.bpgui"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(copy), ""))
    report = report_of(qtbot, window)
    find(report, QPushButton, "saveCopy").click()
    assert load_session(copy).timeline.state_at(0).parameters[4] == 0.25
    assert (window.document.session.path, window.document.session.is_modified) == (None, True)
    report.close()


@pytest.mark.logs("unexpected error")
@pytest.mark.parametrize("is_broken", [False, True])
def test_quit_closes_the_window_or_ends_without_it(
    qtbot: QtBot, window: MainWindow, errors: Errors, monkeypatch: pytest.MonkeyPatch, is_broken: bool
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("bpgui.gui.window.error_teller.QCoreApplication.exit", ended.append)
    if is_broken:
        monkeypatch.setattr(window.files, "may_close", fail)
    find(report_of(qtbot, window), QPushButton, "quitAfterError").click()
    assert (window.isVisible(), ended) == ((True, [1]) if is_broken else (False, []))
    monkeypatch.undo()
