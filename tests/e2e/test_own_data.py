"""A person's own table: imported, split, trained, saved, opened again and exported, in few actions."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.data.import_dialog import ImportDialog
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger, when_dialog_opens
from tests.e2e.person import Person

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


def type_file(person: Person, path: Path) -> None:
    """Type a name into the file dialog that comes next, and Enter."""
    when_dialog_opens(lambda _dialog: person.type(str(path), Qt.Key.Key_Return), is_active=True)


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """Give the window the keys after a dialog, as a window manager does; the offscreen platform has none."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_from_a_csv_to_predictions_by_keys_alone(qtbot: QtBot, window: MainWindow, flowers: Path) -> None:
    person, document = Person(window), window.document
    keys = Qt.KeyboardModifier
    ctrl, alt, shift = keys.ControlModifier, keys.AltModifier, keys.ShiftModifier

    def split(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        ok = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
        qtbot.waitUntil(ok.isEnabled)
        person.press(Qt.Key.Key_P, alt)  # test samples: a share
        person.press(Qt.Key.Key_Down)
        person.press(Qt.Key.Key_F, alt)  # each class alike
        qtbot.waitUntil(lambda: ok.isEnabled() and dialog.look is not None and dialog.look.plan.split.is_stratified)
        person.press(Qt.Key.Key_I, alt)

    def pick(_dialog: QWidget) -> None:
        when_dialog_opens(split, is_active=True)
        person.type(str(flowers), Qt.Key.Key_Return)

    when_dialog_opens(pick, is_active=True)
    person.press(Qt.Key.Key_I, ctrl | shift)
    assert document.experiment.network.sizes == (2, 2, 3)
    assert len(document.experiment.data.test) == 24

    come_back(qtbot, window)
    person.press(Qt.Key.Key_F5)
    assert document.is_running
    qtbot.waitUntil(lambda: document.session.steps > 20, timeout=20_000)
    person.press(Qt.Key.Key_F5)
    saved, predictions = flowers.with_name("mine.bpgui"), flowers.with_name("predictions.csv")
    type_file(person, saved)
    person.press(Qt.Key.Key_S, ctrl)
    come_back(qtbot, window)
    steps, parameters = document.session.steps, document.moment.parameters.copy()

    type_file(person, saved)
    person.press(Qt.Key.Key_O, ctrl)
    come_back(qtbot, window)
    assert document.session.steps == steps
    assert np.array_equal(document.moment.parameters, parameters)

    type_file(person, predictions)
    person.press(Qt.Key.Key_E, ctrl | shift)
    rows = list(csv.DictReader(predictions.read_text(encoding="utf-8").splitlines()))
    assert [row["set"] for row in rows].count("test") == 24
    assert (len(rows), rows[0]["variety"]) == (120, "setosa")
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
