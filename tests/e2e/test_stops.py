"""A run that is to stop, steps that are forgotten, and going to a step, by menu, keys and the notice's button."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.stops import StopRules
from bpgui.session.timeline.column_kinds import TEST_LOSS
from bpgui.session.timeline.columns import Column
from tests.e2e.conftest import find, trigger, when_dialog_opens
from tests.gui.conftest import finish_run
from tests.session.builders import split_session


@pytest.fixture
def stopped(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window after a run that its stop rule ended at step 32."""
    window.activateWindow()
    window.document.set_stops(StopRules(step=32))
    window.document.run_steps(32)
    finish_run(qtbot, window.document)
    return window


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window.diagram, key)


def test_one_key_too_many_takes_no_step(qtbot: QtBot, stopped: MainWindow) -> None:
    press(qtbot, stopped, Qt.Key.Key_F5)

    assert not stopped.document.is_running
    assert stopped.document.session.steps == 32
    assert "stop at step 32" in stopped.notice.text()


@pytest.mark.parametrize("way", ["key", "button"])
def test_run_on_runs_on(qtbot: QtBot, stopped: MainWindow, way: str) -> None:
    stopped.document.run.set_rate(1000.0)
    press(qtbot, stopped, Qt.Key.Key_F5)
    if way == "key":
        press(qtbot, stopped, Qt.Key.Key_F5)
    else:
        find(stopped.notice, QAbstractButton, "noticeOffer").click()
    qtbot.waitUntil(lambda: stopped.document.session.steps > 33)

    assert stopped.notice.text() == ""
    stopped.document.pause()


def test_the_offer_to_run_on_goes_when_the_cursor_does(qtbot: QtBot, stopped: MainWindow) -> None:
    press(qtbot, stopped, Qt.Key.Key_F5)
    trigger(stopped, "to_start")

    assert stopped.notice.text() == ""


def test_forgotten_steps_are_told_and_undo_is_offered(stopped: MainWindow) -> None:
    stopped.document.seek_step(10)
    trigger(stopped, "forget")
    assert stopped.document.session.steps == 10
    assert "Steps 11 to 32" in stopped.notice.text()
    assert stopped.actions_["undo"].text() == "&Undo: forgotten steps after 10"
    assert not stopped.actions_["forget"].isEnabled()

    find(stopped.notice, QAbstractButton, "noticeOffer").click()
    assert stopped.document.session.steps == 32


def test_early_stopping_offers_the_row_of_the_least_test_loss(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    document.open(split_session(None, 12, (0, 3, 4, 8), noise=1.0))
    document.perform(SetLearningRate(1.5))
    document.set_stops(StopRules(patience=4))
    document.run.rate, document.run.guesses_rate = math.inf, False
    document.toggle_run()
    finish_run(qtbot, document)
    losses = [document.timeline.value(Column(TEST_LOSS), row) for row in range(document.timeline.length)]

    find(window.notice, QAbstractButton, "noticeOffer").click()

    assert document.session.cursor == losses.index(min(losses)) == len(losses) - 5
    assert window.notice.text() == ""


def test_the_offer_to_undo_goes_when_undo_means_something_else(stopped: MainWindow) -> None:
    stopped.document.seek_step(10)
    trigger(stopped, "forget")
    trigger(stopped, "undo")

    assert stopped.notice.text() == ""


def test_go_to_step(qtbot: QtBot, stopped: MainWindow) -> None:
    def answer(dialog: QWidget) -> None:
        field = find(dialog, QSpinBox, "step")
        assert field.text() == "32"
        qtbot.keyClicks(field.lineEdit(), "33")
        assert not find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        field.selectAll()
        qtbot.keyClicks(field.lineEdit(), "7")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    when_dialog_opens(answer, is_active=True)  # its number is chosen then, so that the keys replace it
    trigger(stopped, "go_to_step")

    assert stopped.document.session.step_number == 7
