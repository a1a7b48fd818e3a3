"""Errors that nobody expected: caught from anywhere, told once a kind, and never the end of the program."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QSpacerItem, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.window.errors import Errors, Fault
from bpgui.gui.window.reports import About, ErrorReport


@pytest.fixture
def met(qtbot: QtBot) -> Iterator[list[Fault]]:
    """The kinds of errors that are told while the hooks are in place."""
    errors = Errors()
    found: list[Fault] = []
    errors.met.connect(found.append)
    errors.install()
    yield found
    errors.remove()


def fail() -> None:
    raise ValueError("one\ntwo")


class Dying:
    def __del__(self) -> None:
        fail()


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def where_nobody_can_raise() -> None:
    Dying()
    gc.collect()


def in_a_method_of_qt() -> None:
    item = guarded(type("Item", (QSpacerItem,), {"sizeHint": lambda item: fail()}))(1, 1)
    item.sizeHint()


@pytest.mark.logs("unexpected error")
@pytest.mark.parametrize("where", [in_a_slot, in_a_thread, where_nobody_can_raise, in_a_method_of_qt])
def test_an_error_is_told_wherever_it_was_raised(qtbot: QtBot, met: list[Fault], where: Callable[[], None]) -> None:
    where()
    assert met == []  # told from the event loop, not where it happened
    qtbot.waitUntil(lambda: bool(met))
    assert [fault.text for fault in met] == ["ValueError: one two"]
    assert "in fail" in met[0].trace


@pytest.mark.logs("unexpected error")
def test_a_kind_is_told_once_and_logged_at_times(
    qtbot: QtBot, met: list[Fault], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(25):
        in_a_slot()
    qtbot.waitUntil(lambda: bool(met))
    qtbot.wait(20)
    assert len(met) == 1
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 2  # the 1st and the 10th


@pytest.mark.logs("unexpected error")
def test_errors_of_a_paint_do_not_come_back_by_their_own_window(qtbot: QtBot, met: list[Fault]) -> None:
    @guarded
    class Canvas(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawLine(0, 0, 1, 1)
            fail()

    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    for _ in range(5):
        canvas.repaint()
    qtbot.waitUntil(lambda: bool(met))
    report = ErrorReport(canvas)
    report.tell(met[0])
    qtbot.wait(20)
    assert len(met) == 1
    assert report.isVisible()
    assert not report.isModal()


@pytest.mark.logs("unexpected error")
def test_a_window_that_cannot_close_is_told_each_time(qtbot: QtBot, met: list[Fault]) -> None:
    @guarded
    class Stuck(QWidget):
        def closeEvent(self, event: object) -> None:
            fail()

    stuck = Stuck()
    qtbot.addWidget(stuck, before_close_func=lambda widget: None)
    for _ in range(2):
        stuck.close()
    qtbot.waitUntil(lambda: len(met) == 2)


@pytest.fixture
def report(qtbot: QtBot) -> Iterator[ErrorReport]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield ErrorReport(parent)
    del parent


def button(report: QWidget, name: str) -> QPushButton:
    found = report.findChild(QPushButton, name)
    assert found is not None
    return found


def test_all_kinds_are_told_in_one_window(report: ErrorReport) -> None:
    report.tell(Fault("ValueError: <b>one</b>", "trace of one"))
    report.tell(Fault("KeyError: two", "trace of two"))
    sentence = report.findChild(QLabel, "reportSentence")
    details = report.findChild(QPlainTextEdit, "reportDetails")
    assert sentence is not None
    assert details is not None
    assert "KeyError: two" in sentence.text()
    assert details.isHidden()
    button(report, "moreOfError").click()
    assert not details.isHidden()
    button(report, "copyReport").click()
    copied = QGuiApplication.clipboard().text()
    assert all(part in copied for part in ("trace of one", "trace of two", "Python: ", "Compiled kernel: "))
    button(report, "goOn").click()
    assert not report.isVisible()
    report.tell(Fault("TypeError: three", "trace of three"))
    assert "trace of one" not in details.toPlainText()
    report.close()


def test_about_says_what_runs_here_and_copies_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    about = About(parent)
    about.show()
    button(about, "copyReport").click()
    lines = [line.partition(": ")[0] for line in QGuiApplication.clipboard().text().splitlines()]
    assert {"bpgui", "Python", "PySide6 and Qt", "numpy", "numba", "Compiled kernel"} <= set(lines)
    button(about, "closeAbout").click()
    assert not about.isVisible()
