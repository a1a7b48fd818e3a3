"""A person's own table: imported, split, trained, saved, opened again and exported, in few actions."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFileDialog, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.data.import_dialog import ImportDialog
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger, when_dialog_opens

#: What a person may need.
MOST_ACTIONS = 25


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    """Three clouds of 40 flowers each, as a file from the net has them."""
    rng = np.random.default_rng(4)
    centres = {"setosa": (5.0, 1.5), "versicolor": (6.0, 4.3), "virginica": (6.6, 5.6)}
    rows = [f"{x:.1f},{y:.1f},{name}" for name, c in centres.items() for x, y in c + rng.normal(0, 0.2, (40, 2))]
    path = tmp_path / "flowers.csv"
    path.write_text("sepal.length,petal.length,variety\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


class Person:
    """Counts what is done: a key, a click, or a name that is typed."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window, self.actions = qtbot, window, 0

    def choose(self, name: str) -> None:
        """Press the keys of a menu's entry, or choose it."""
        self.actions += 1
        trigger(self.window, name)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        self.actions += 1
        self.qtbot.keyClick(widget, key)

    def name_file(self, monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
        """Type a name, and Enter."""
        self.actions += 2
        monkeypatch.setattr(QFileDialog, method, lambda *_: (str(path), ""))


def test_from_a_csv_to_predictions_in_less_than_25_actions(
    qtbot: QtBot, window: MainWindow, flowers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(qtbot, window)

    def split(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        button = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
        qtbot.waitUntil(button.isEnabled)
        person.key(find(dialog, QComboBox, "split"), Qt.Key.Key_Down)
        person.key(find(dialog, QCheckBox, "stratified"), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: button.isEnabled() and dialog.look is not None and dialog.look.plan.split.is_stratified)
        person.key(button, Qt.Key.Key_Space)

    person.name_file(monkeypatch, "getOpenFileName", flowers)
    when_dialog_opens(split)
    person.choose("import_data")
    document = window.document
    assert document.experiment.network.sizes == (2, 2, 3)
    assert len(document.experiment.data.test) == 24

    document.run.rate, document.run.guesses_rate = 1e6, False
    person.choose("run")
    qtbot.waitUntil(lambda: document.session.steps > 20, timeout=20_000)
    person.choose("run")
    saved = flowers.with_name("mine.bpgui")
    person.name_file(monkeypatch, "getSaveFileName", saved)
    person.choose("save")
    steps, parameters = document.session.steps, document.moment.parameters.copy()

    person.name_file(monkeypatch, "getOpenFileName", saved)
    person.choose("open")
    assert document.session.steps == steps
    assert np.array_equal(document.moment.parameters, parameters)

    predictions = flowers.with_name("predictions.csv")
    person.name_file(monkeypatch, "getSaveFileName", predictions)
    person.choose("export_predictions")
    with predictions.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 120
    assert [row["set"] for row in rows].count("test") == 24
    assert rows[0]["variety"] == "setosa"
    assert person.actions < MOST_ACTIONS


def press(dialog: QWidget, button: QDialogButtonBox.StandardButton) -> None:
    find(dialog, QDialogButtonBox, "buttons").button(button).click()


def test_a_dropped_table_is_imported_and_escape_changes_nothing(
    qtbot: QtBot, window: MainWindow, flowers: Path
) -> None:
    before, seen = window.document.experiment, []
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(flowers))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)

    def cancel(dialog: QWidget) -> None:
        seen.append(dialog.objectName())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_dialog_opens(cancel)
    window.dropEvent(event)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    assert seen == ["importData"]
    assert window.document.experiment is before


def test_a_table_is_pasted_and_a_run_pauses(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("a\tb\tt\n1\t2\t3\n2\t3\t5\n")

    def accept(dialog: QWidget) -> None:
        assert not window.document.is_running
        button = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
        qtbot.waitUntil(button.isEnabled)
        button.click()

    trigger(window, "run")
    when_dialog_opens(accept)
    trigger(window, "paste_data")
    assert window.document.experiment.data.inputs.tolist() == [[1.0, 2.0], [2.0, 3.0]]
    trigger(window, "undo")
    assert window.document.experiment.data.samples == 1


def test_data_are_generated(qtbot: QtBot, window: MainWindow) -> None:
    def accept(dialog: QWidget) -> None:
        find(dialog, QPushButton, "drawAgain").click()
        press(dialog, QDialogButtonBox.StandardButton.Ok)

    when_dialog_opens(accept)
    trigger(window, "generate_data")
    assert window.document.experiment.data.samples == 200
    assert find(window, QTableView, "dataTable").model().rowCount() == 200
    assert find(window, QAction, "action_undo").isEnabled()
