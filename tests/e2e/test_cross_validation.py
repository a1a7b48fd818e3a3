"""A rate is found in the real window, its training opened, and the table saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from bpgui.gui.cross_validation.window import ValidationWindow
from bpgui.gui.data.data_table import DataTable
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.resources import resource_path
from tests.e2e.conftest import trigger


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: a window beside it stays."""
    return fresh


def begun(qtbot: QtBot, window: MainWindow) -> ValidationWindow:
    window.files.open_path(resource_path("examples", "xor.bpgui"), is_example=True)
    trigger(window, "cross_validate")
    found = window.findChild(ValidationWindow)
    assert found is not None
    found.fields.folds.setValue(2)
    found.fields.epochs.setValue(4)
    qtbot.mouseClick(found.begin, Qt.MouseButton.LeftButton)
    return found


def test_rates_are_tried_and_a_training_opens_as_a_session(qtbot: QtBot, window: MainWindow, tmp_path, monkeypatch):
    found = begun(qtbot, window)
    table = window.findChild(DataTable)
    assert table is not None
    assert " · " in str(table.model.headerData(0, Qt.Orientation.Vertical))
    qtbot.waitUntil(lambda: not found.work.is_busy, timeout=60_000)
    assert len(found.work.results) == 20
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "rates.csv"), ""))
    qtbot.mouseClick(found.save, Qt.MouseButton.LeftButton)
    assert len((tmp_path / "rates.csv").read_text("utf-8").splitlines()) == 11

    training, results = found._asked, found.work.results
    assert training is not None
    qtbot.mouseClick(found.open_it, Qt.MouseButton.LeftButton)

    session = window.document.session
    assert session.steps == results[training].steps == 4
    assert session.experiment.settings.learning_rate == training.value
    assert len(session.experiment.data.test) == 2
    assert str(session.place.training_loss()) == results[training].train
    assert not session.is_modified
    assert not found.use.isEnabled()


def test_a_window_that_closes_ends_its_processes(qtbot: QtBot, window: MainWindow) -> None:
    found = begun(qtbot, window)
    qtbot.waitUntil(lambda: found.work._trainings is not None, timeout=20_000)

    window.close()

    qtbot.waitUntil(lambda: not found.work.is_busy, timeout=20_000)
