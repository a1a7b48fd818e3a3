"""Confusion and residuals as a person sees them, and what a click in them does."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.data.data_table import DataTable
from bpgui.gui.document.document import Document
from bpgui.gui.response.results_panel import ResultsPanel
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from tests.session.builders import split_session


@pytest.fixture
def document() -> Iterator[Document]:
    found = Document(split_session(None, 12, (0, 3, 4, 8), noise=1.0))
    yield found
    found.close()


def shown(qtbot: QtBot, document: Document) -> ResultsPanel:
    panel = ResultsPanel(document)
    qtbot.addWidget(panel)
    panel.resize(360, 420)
    with qtbot.waitSignal(panel.answered):
        panel.show()
    return panel


def counts(panel: ResultsPanel) -> list[list[int]]:
    table = panel.matrix.table
    cells = [[table.model().index(r, c).data() for c in range(table.columnCount())] for r in range(table.rowCount())]
    return [[int(text.split("\n")[0]) for text in row] for row in cells]


def expected(document: Document, samples: list[int]) -> list[list[int]]:
    moment, found = document.moment, np.zeros((2, 2), dtype=int)
    for sample in samples:
        found[int(moment.experiment.data.targets[sample, 0]), int(moment.predictions[sample, 0] >= 0.5)] += 1
    return found.tolist()


def test_the_matrix_counts_training_or_test_samples_and_follows_the_cursor(qtbot: QtBot, document: Document) -> None:
    panel = shown(qtbot, document)
    training = document.experiment.data.training.tolist()
    assert counts(panel) == expected(document, training)
    document.session.train(60)
    for row in (60, 5):
        with qtbot.waitSignal(panel.answered):
            document.seek(row)
        assert counts(panel) == expected(document, training)
    with qtbot.waitSignal(panel.answered):
        panel.part.setCurrentIndex(1)
        panel.part.activated.emit(1)
    assert counts(panel) == expected(document, [0, 3, 4, 8])


def test_a_cell_shows_its_samples_alone_in_the_table(qtbot: QtBot, document: Document) -> None:
    panel, table = shown(qtbot, document), DataTable(document)
    qtbot.addWidget(table)
    table.show()
    row, column = next((r, c) for r in range(2) for c in range(2) if counts(panel)[r][c])
    panel.matrix.table.setFocus()
    panel.matrix.table.setCurrentCell(row, column)
    qtbot.keyClick(panel.matrix.table, Qt.Key.Key_Return)
    moment = document.moment
    wanted = [
        sample
        for sample in moment.experiment.data.training.tolist()
        if moment.experiment.data.targets[sample, 0] == row and int(moment.predictions[sample, 0] >= 0.5) == column
    ]
    assert [table.model.rows.sample(row) for row in range(table.model.rowCount())] == wanted
    assert document.moment.sample == wanted[0]
    assert table.picked.isVisible()
    said = panel.matrix.table.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"true {row}, predicted {column}: {len(wanted)} samples")
    table.picked.all.click()
    assert table.model.rowCount() == 12


def test_numbers_have_residuals_and_a_click_chooses_the_sample(qtbot: QtBot) -> None:
    network = Network(1, (Layer(1),))
    data = Data(np.array([[1.0], [2.0], [4.0]]), np.array([[1.5], [2.0], [3.0]]))
    document = Document(Session(Experiment(network, Settings(0.1, np.zeros(1, dtype=bool)), data), np.ones(1)))
    panel = shown(qtbot, document)
    panel.grab()
    assert panel.line.text() == "3 samples: root mean square 0.645, mean absolute 0.5"
    [*_, (place, at)] = panel.picture.places()
    qtbot.mouseMove(panel.picture, at.toPoint())
    qtbot.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert (place, document.moment.sample) == (2, 2)
    panel.way.setCurrentIndex(1)
    panel.way.activated.emit(1)
    assert panel.picture.accessibleName() == "Residuals"
    document.close()


@pytest.mark.parametrize("way", [0, 1])
def test_targets_too_large_to_be_drawn_are_left_out_and_counted(qtbot: QtBot, way: int) -> None:
    data = Data(np.array([[1.0], [2.0], [4.0]]), np.array([[1.5], [-1e308], [1e308]]))
    experiment = Experiment(Network(1, (Layer(1),)), Settings(0.1, np.zeros(1, dtype=bool)), data)
    document = Document(Session(experiment, np.ones(1)))
    panel = shown(qtbot, document)
    panel.way.setCurrentIndex(way)
    panel.way.activated.emit(way)
    panel.grab()
    assert [place for place, _ in panel.picture.places()] == [0]
    assert panel.line.text().endswith("; too large to be drawn: 2")
    document.close()
