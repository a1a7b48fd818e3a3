from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bpgui.gui.data.cell_clipboard import CellClipboard
from bpgui.gui.data.data_table import DataTable
from bpgui.gui.diagram.touch.values import editable, number_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import TargetChoice
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.session.files.session_file import save_session
from bpgui.session.model.column_edits import with_new_column
from bpgui.session.model.data_edits import EDITED, SetDataSet, duplicated
from bpgui.session.model.edits import SetInput, SetParameter, SetTarget
from bpgui.session.model.sources import data_set_of
from bpgui.session.step.ladder import Grain
from tests.gui.conftest import finish_run, quiz_of


@pytest.fixture
def trying(xor: Document) -> Document:
    """XOR with its first sample's inputs tried, of which one is 0.25 now."""
    xor.try_input(True)
    assert xor.perform(SetInput("i1", 5, 0.25))
    return xor


def test_it_is_shown_and_changes_nothing(trying: Document, tmp_path: Path) -> None:
    assert trying.moment.is_tried
    assert trying.moment.inputs.tolist() == [0.25, 0.0]
    assert not trying.session.is_modified
    assert not trying.session.undo_stack.undoable
    assert trying.timeline.length == 1
    saved, plain = tmp_path / "a.bpgui", tmp_path / "b.bpgui"
    save_session(trying.session, saved)
    trying.try_input(False)
    save_session(trying.session, plain)
    assert saved.read_bytes() == plain.read_bytes()


def test_it_stays_through_steps_runs_edits_and_undo(qtbot: QtBot, trying: Document) -> None:
    trying.step()
    trying.run_steps(50)
    finish_run(qtbot, trying)
    trying.perform(SetParameter("w1", 0.3))
    trying.undo()
    trying.to_start()

    assert trying.moment.is_tried
    assert trying.moment.inputs.tolist() == [0.25, 0.0]


def test_another_sample_is_shown_in_its_place_and_it_again(trying: Document) -> None:
    trying.choose_sample(2)
    assert (trying.moment.shown_sample, trying.moment.is_tried) == (2, False)

    trying.choose_sample(4)
    assert trying.moment.inputs.tolist() == [0.25, 0.0]


def test_a_walk_shows_its_own_sample(trying: Document) -> None:
    trying.walk(Grain.NEURON)
    walked = trying.moment
    assert (walked.is_tried, walked.is_walked) == (False, True)

    trying.choose_sample(4)
    assert trying.moment.is_tried
    assert not trying.moment.in_batch


def test_a_sample_more_leaves_it_and_another_column_ends_it(trying: Document) -> None:
    trying.perform(SetDataSet(duplicated(data_set_of(trying.experiment), [1]), EDITED))
    assert trying.moment.shown_sample == 5
    assert trying.moment.inputs.tolist() == [0.25, 0.0]

    data = data_set_of(trying.experiment)
    trying.perform(SetDataSet(with_new_column(data, 0, data.columns[0].role), EDITED))
    assert trying.moment.trial is None


def test_a_target_that_is_not_given_has_no_number_and_may_get_one(trying: Document) -> None:
    target = TargetChoice(0)
    assert number_of(trying.moment, target) is None

    found = editable(trying.moment, target)
    assert found is not None
    assert trying.perform(found.edit(1.0))
    assert number_of(trying.moment, target) == 1.0
    assert trying.moment.shows_loss


def test_a_drag_of_it_is_a_preview(trying: Document) -> None:
    trying.preview(SetInput("i2", 5, 0.75))
    assert trying.moment.preview
    assert trying.moment.inputs.tolist() == [0.25, 0.75]

    trying.preview(None)
    assert trying.moment.inputs.tolist() == [0.25, 0.0]


def test_the_table_has_a_row_for_it(qtbot: QtBot, trying: Document) -> None:
    table = DataTable(trying)
    qtbot.addWidget(table)
    model = table.model
    assert model.rowCount() == 5
    assert table.view.currentIndex().row() == 4
    role = Qt.ItemDataRole
    spoken = model.headerData(4, Qt.Orientation.Vertical, role.AccessibleTextRole)
    assert spoken == "Input, shown, tried, never trained with"
    assert [model.index(4, column).data() for column in range(3)] == ["0.25", "0", None]
    prediction = trying.moment.values.activations[-1][0, 0]
    assert model.index(4, 3).data() == trying.text(float(prediction))

    assert model.setData(model.index(4, 2), "1")
    assert trying.moment.targets.tolist() == [1.0]
    assert trying.moment.shows_loss
    assert np.array_equal(trying.experiment.data.targets.ravel(), [0, 1, 1, 0])


def test_its_target_is_typed_into_an_empty_cell(qtbot: QtBot, trying: Document) -> None:
    table = DataTable(trying)
    qtbot.addWidget(table)
    table.show()
    table.view.setCurrentIndex(table.model.index(4, 2))
    table.view.edit(table.view.currentIndex())
    editor = table.view.findChild(NumberEdit, "cellEditor")
    assert editor is not None
    assert editor.text() == ""
    qtbot.keyClicks(editor, "1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert trying.moment.targets.tolist() == [1.0]


def test_it_stays_last_in_a_sorted_table_and_delete_ends_it(qtbot: QtBot, trying: Document) -> None:
    table = DataTable(trying)
    qtbot.addWidget(table)
    table._sort(0)
    table._sort(0)
    assert table.model.rows.sample(4) == 4

    table.bar.actions_["delete"].trigger()
    assert trying.trying.trial is None
    assert table.model.rowCount() == 4


def test_a_block_is_pasted_into_its_row_alone(qtbot: QtBot, trying: Document) -> None:
    table = DataTable(trying)
    qtbot.addWidget(table)
    CellClipboard(trying, table.view, table.model).paste_at(4, 0, "0.5\t0.75\n9\t9")

    assert trying.moment.inputs.tolist() == [0.5, 0.75]
    assert trying.experiment.data.samples == 4


def test_while_something_is_asked_it_shows_no_answer(document: Document) -> None:
    document.try_input(True)

    quiz_of(document).set_on(True)
    assert document.hides is not None
    assert document.moment.trial is not None
    assert not document.moment.is_tried


def test_another_session_tries_nothing(trying: Document, document: Document) -> None:
    trying.open(document.session)

    assert trying.moment.trial is None
    assert not trying.perform(SetTarget("out", 99, 1.0))
