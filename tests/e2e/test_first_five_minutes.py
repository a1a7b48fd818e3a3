"""The tour of the README, from the window to the CSV."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QSlider, QTreeView
from pytestqt.qtbot import QtBot

from bpgui.cli import train
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.resources import resource_path
from bpgui.session.stops import StopRules
from tests.article import edits_made
from tests.e2e.conftest import find, trigger, when_dialog_opens

W5 = 4


def edit_w5(qtbot: QtBot, window: MainWindow, text: str) -> None:
    tree = find(window, QTreeView, "outlineTree")
    tree.setFocus()
    tree.setCurrentIndex(window.outline.model.index_of(ParameterChoice(W5), column=1))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = find(tree, NumberEdit, "cellEditor")
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def export(window: MainWindow, path: Path) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, QDialog)
        find(dialog, QLineEdit, "path").setText(str(path))
        dialog.accept()

    when_dialog_opens(fill)
    trigger(window, "export")


def status(window: MainWindow) -> str:
    return find(window, QLabel, "statusWhere").text()


def test_it_opens_on_the_article(window: MainWindow) -> None:
    assert status(window) == "Step 0 of 0  ·  loss 0.327  ·  prediction 0.191 (target 1)"
    assert window.windowTitle() == "article.bpgui[*] - bpgui"


def test_one_step_moves_w1_with_the_old_weights(window: MainWindow) -> None:
    trigger(window, "step")

    assert window.document.moment.state.parameters[0] == pytest.approx(0.121326, abs=1e-15)
    assert "prediction 0.256" in status(window)


def test_edit_run_rewind_undo_export(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    document = window.document
    edit_w5(qtbot, window, "0.3")
    document.set_stops(StopRules(loss=1e-11))
    window.toolbar.speed.setValue(100)
    trigger(window, "run")
    qtbot.waitUntil(lambda: not document.is_running, timeout=20_000)
    assert document.moment.loss < 1e-11

    slider = find(window, QSlider, "timelineSlider")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert status(window).startswith("Step 3 of")
    assert "in the past" in status(window)

    edit_w5(qtbot, window, "0.1")
    trigger(window, "undo")
    assert document.moment.state.step == 3
    assert edits_made(document.session) == ["w5: 0.14 -> 0.3"]

    export(window, tmp_path / "history.csv")
    with (tmp_path / "history.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["step"], row["event"]) for row in rows[:2]] == [("0", ""), ("1", "")]
    assert float(rows[-1]["loss"]) < 1e-11
    assert float(rows[0]["w5"]) == 0.3


def test_redo_returns_with_all_steps(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(5):
        trigger(window, "step")
    edit_w5(qtbot, window, "0.3")
    for _ in range(5):
        trigger(window, "step")
    trigger(window, "undo")
    assert find(window, QLabel, "statusHint").text() == "Redo brings back steps 6 to 10"

    trigger(window, "redo")
    assert status(window).startswith("Step 10 of 10")


@pytest.mark.parametrize("example", ["article", "xor", "iris"])
def test_window_and_command_line_write_the_same_bytes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, example: str
) -> None:
    path = resource_path("examples", f"{example}.bpgui")
    window.files.open_path(path, is_example=True)
    window.document.run_steps(30)
    qtbot.waitUntil(lambda: not window.document.is_running, timeout=20_000)
    export(window, tmp_path / "window.csv")
    assert train.main([str(path), "--steps", "30", "--csv", str(tmp_path / "headless.csv")]) == 0

    assert (tmp_path / "window.csv").read_bytes() == (tmp_path / "headless.csv").read_bytes()
