"""The network's next number is the person's to find."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from bpgui.gui.main_window import MainWindow
from bpgui.gui.start import make_window
from tests.e2e.conftest import find, trigger


def is_asked(window: MainWindow) -> bool:
    return window.document.hides is not None


def test_a_step_is_worked_out_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "your_turn")
    answer = find(window, QLineEdit, "quizAnswer")
    verdict = find(window, QLabel, "quizVerdict")
    qtbot.waitUntil(answer.hasFocus)
    for text in (".85", ".48", ".191", ".327", "-.809", "-.688", "-.388", "-.113", "-.227", "-.34", "-.121"):
        qtbot.keyClicks(answer, text)
        qtbot.keyClick(answer, Qt.Key.Key_Return)
        assert verdict.text().startswith("✓"), (text, verdict.text())
    for text in ("-.243", "-.364", ".121", ".227", ".132", ".098", ".174", ".169"):
        qtbot.keyClicks(answer, text)
        qtbot.keyClick(answer, Qt.Key.Key_Return)
        assert verdict.text().startswith("✓"), (text, verdict.text())

    assert window.document.moment.state.step == 1
    assert find(window, QLabel, "quizScore").text() == "19 of 19 right · 19 at once"


def test_closing_the_dock_ends_the_mode(window: MainWindow) -> None:
    action, dock = find(window, QAction, "action_your_turn"), find(window, QDockWidget, "quiz_dock")
    assert dock.isHidden()
    trigger(window, "your_turn")
    assert is_asked(window)
    dock.close()

    assert not is_asked(window)
    assert not action.isChecked()
    trigger(window, "your_turn")
    assert is_asked(window)
    trigger(window, "your_turn")
    assert dock.isHidden()
    assert window.diagram.hasFocus()


def test_the_mode_is_off_after_a_start(window: MainWindow, tmp_path: Path) -> None:
    trigger(window, "your_turn")
    window.document.session.mark_saved()
    window.close()
    other = make_window(tmp_path / "settings.json")
    try:
        assert find(other, QDockWidget, "quiz_dock").isHidden()
        assert not is_asked(other)
    finally:
        other.document.session.mark_saved()
        other.close()
        other.deleteLater()
