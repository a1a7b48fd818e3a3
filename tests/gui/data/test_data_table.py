import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.data.table_header import TableHeader
from bpgui.gui.document.document import Document
from bpgui.gui.document.number_views import longest_number
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.session.model.edits import SetBatchSize, SetInput, SetParameter
from bpgui.session.model.experiment import new_experiment
from bpgui.session.model.naming_edits import Rename
from bpgui.session.session import Session
from tests.article import edits_made
from tests.session.builders import batched_session


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> DataTable:
    table = DataTable(document)
    qtbot.addWidget(table)
    table.show()
    table.view.setFocus()
    return table


def type_into(qtbot: QtBot, table: DataTable, column: int, text: str) -> None:
    table.view.setCurrentIndex(table.model.index(0, column))
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    editor = table.view.findChild(NumberEdit, "cellEditor")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def texts(table: DataTable) -> list[object]:
    return [table.model.index(0, column).data() for column in range(table.model.columnCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, iris: Document, qtbot: QtBot) -> None:
    table = DataTable(iris)
    qtbot.addWidget(table)
    qtmodeltester.check(table.model)


def test_predictions_stand_beside_targets(table: DataTable) -> None:
    assert texts(table) == ["2", "3", "1", "0.191"]


@pytest.mark.parametrize(("column", "event"), [(0, "i1[1]: 2 -> 2.5"), (2, "target out[1]: 1 -> 2.5")])
def test_a_typed_number_is_one_event(
    qtbot: QtBot, table: DataTable, document: Document, column: int, event: str
) -> None:
    type_into(qtbot, table, column, "2.5")

    assert edits_made(document.session) == [event]
    assert texts(table)[column] == "2.5"


def test_nonsense_leaves_the_editor_open_and_the_value_alone(
    qtbot: QtBot, table: DataTable, document: Document
) -> None:
    type_into(qtbot, table, 0, "abc")

    assert table.view.findChild(NumberEdit, "cellEditor") is not None
    assert document.timeline.length == 1


@pytest.mark.parametrize(("text", "kept", "sample"), [("2.5", 2.5, 2), ("nonsense", 0.0, 0)])
def test_another_sample_is_shown_once_what_is_typed_is_kept(
    qtbot: QtBot, xor: Document, text: str, kept: float, sample: int
) -> None:
    table = DataTable(xor)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.view.setCurrentIndex(table.model.index(0, 0))
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    editor = table.view.findChild(NumberEdit, "cellEditor")
    assert editor is not None
    qtbot.keyClicks(editor, text)
    xor.choose_sample(2)
    assert table.view.currentIndex().row() == xor.moment.sample == sample
    assert xor.session.experiment.data.inputs[0, 0] == kept
    assert editor.isVisible() == (sample == 0)


def test_predictions_cannot_be_edited(table: DataTable) -> None:
    assert not table.model.flags(table.model.index(0, 3)) & Qt.ItemFlag.ItemIsEditable


def test_the_current_row_chooses_the_sample(qtbot: QtBot, iris: Document) -> None:
    table = DataTable(iris)
    qtbot.addWidget(table)
    table.show()

    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)

    assert iris.moment.sample == 1
    assert str(table.model.headerData(1, Qt.Orientation.Vertical)).startswith("▸")


def test_the_batch_is_marked(qtbot: QtBot, iris: Document) -> None:
    table = DataTable(iris)
    qtbot.addWidget(table)
    marked = [n for n in range(150) if "•" in str(table.model.headerData(n, Qt.Orientation.Vertical))]

    assert marked == sorted(int(n) for n in iris.moment.batch)
    assert "• in the batch" in table.marks.text()


def test_marks_are_explained_where_there_are_any(qtbot: QtBot, table: DataTable, document: Document) -> None:
    assert table.marks.isHidden()
    document.open(batched_session(3))
    assert not table.marks.isHidden()
    document.perform(SetBatchSize(None))
    assert table.marks.isHidden()


def test_copy_gives_full_digits(qtbot: QtBot, table: DataTable, document: Document) -> None:
    document.step()
    table.view.setCurrentIndex(table.model.index(0, 3))
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "0.2557457808075"


def test_cells_say_what_they_hold(table: DataTable) -> None:
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert table.model.index(0, 3).data(role) == "pred. of sample 1"


def test_a_screen_reader_can_write(table: DataTable, document: Document) -> None:
    assert table.model.setData(table.model.index(0, 0), "2.5")
    assert edits_made(document.session) == ["i1[1]: 2 -> 2.5"]


@pytest.mark.parametrize("width", [150, 250, 600])
def test_no_number_is_cut_off(table: DataTable, document: Document, width: int) -> None:
    table.resize(width, 120)
    document.perform(SetParameter("w5", -0.123456))
    assert_nothing_is_cut_off(table)


def assert_nothing_is_cut_off(table: DataTable) -> None:
    for column in range(table.model.columnCount()):
        assert table.view.columnWidth(column) >= table.view.sizeHintForColumn(column)


@pytest.mark.parametrize(("inputs", "are_narrow"), [(5, True), (30, True), (70, False)])
def test_columns_of_short_numbers_are_narrow(table: DataTable, document: Document, inputs: int, are_narrow: bool):
    table.resize(400, 200)
    document.open(Session(new_experiment((inputs, 1), ["linear"], [False], "half_square", 3), np.ones(inputs)))
    longest = longest_number(table.view, document.digits)
    assert (table.view.columnWidth(0) < longest) is are_narrow
    assert table.view.minimumWidth() == 0  # what the smaller table before asked for
    assert table.view.columnWidth(table.model.columnCount() - 1) >= table.view.sizeHintForColumn(inputs + 1)


def test_of_thousands_of_columns_none_is_measured_again_before_it_can_have_changed(
    table: DataTable, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    of_section = TableHeader.sectionSizeFromContents

    def size(header: TableHeader, section: int) -> QSize:
        measured.append(section)
        return of_section(header, section)

    monkeypatch.setattr(TableHeader, "sectionSizeFromContents", size)
    document.open(Session(new_experiment((70, 1), ["linear"], [False], "half_square", 3), np.ones(70)))
    assert len(set(measured)) == 72
    measured.clear()
    document.perform(SetInput("i2", 1, -0.000123456))
    assert len(measured) < 72
    document.set_digits(6)
    assert len(set(measured)) == 72


@pytest.mark.parametrize("inputs", [5, 30])
def test_of_many_columns_no_number_is_cut_off_either(table: DataTable, document: Document, inputs: int) -> None:
    table.resize(250, 120)
    document.set_digits(6)
    document.open(Session(new_experiment((inputs, 1), ["linear"], [False], "half_square", 3), np.full(inputs, -1 / 7)))
    document.perform(SetInput("i2", 1, -0.000123456))

    assert_nothing_is_cut_off(table)


def test_predictions_have_room_while_they_change(table: DataTable, document: Document) -> None:
    table.resize(160, 120)
    document.perform(SetParameter("w5", 0.0))
    document.perform(SetParameter("w6", 0.0))
    document.run.set_rate(1.0)
    document.toggle_run()
    document.session.train(3)
    table.refresh()

    assert document.is_running
    assert_nothing_is_cut_off(table)
    document.pause()


def test_all_of_what_is_typed_can_be_seen(qtbot: QtBot, table: DataTable) -> None:
    table.resize(400, 120)
    table.view.setCurrentIndex(table.model.index(0, 0))
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    editor = table.view.findChild(NumberEdit, "cellEditor")
    assert editor is not None
    qtbot.keyClicks(editor, "0.123456789012")

    text = editor.fontMetrics().horizontalAdvance(editor.text())
    assert editor.cursorRect().center().x() > text  # nothing has been scrolled out at the left
    editor.cancel()


@pytest.mark.parametrize(
    ("text", "notice"),
    [("7\t8\t9", ""), ("7\t8\t9\t0.191", "Left out, because predictions are computed: 1 number(s)")],
)
def test_numbers_on_predictions_are_left_out_and_that_is_said(
    qtbot: QtBot, table: DataTable, document: Document, text: str, notice: str
) -> None:
    said: list[str] = []
    document.problem_met.connect(lambda problem: said.append(str(problem)))
    table.view.setCurrentIndex(table.model.index(0, 0))
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert texts(table)[:3] == ["7", "8", "9"]
    assert [words[: len(notice)] for words in said] == [notice] * bool(notice)


@pytest.mark.parametrize("widths", [(150, 600), (600, 150), (150, 600, 800, 150)])
def test_the_last_column_takes_the_room_that_is_left_at_any_width(
    qtbot: QtBot, table: DataTable, document: Document, widths: tuple[int, ...]
) -> None:
    document.perform(Rename(0, 0, "longer_than_before"))
    header, viewport = table.view.horizontalHeader(), table.view.viewport()
    for width in widths:
        table.resize(width, 200)
        QApplication.processEvents()

    assert (header.length() == viewport.width()) is (widths[-1] > 150)


@pytest.mark.parametrize(("name", "lines"), [("i1", 1), ("sepal length", 2), ("a long name of five", 2)])
def test_a_name_of_several_words_stands_in_two_lines(
    table: DataTable, document: Document, name: str, lines: int
) -> None:
    one_line = table.header.sectionSizeFromContents(0).height()
    document.perform(Rename(0, 0, name))
    size, metrics = table.header.sectionSizeFromContents(0), table.header.fontMetrics()
    assert size.height() == one_line + (lines - 1) * metrics.height()
    assert lines == 1 or size.width() < metrics.horizontalAdvance(name) + 50


def test_a_name_of_two_words_makes_a_column_no_wider_than_its_longer_word(qtbot: QtBot, iris: Document) -> None:
    table = DataTable(iris)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    header = table.header
    metrics = header.fontMetrics()

    assert metrics.horizontalAdvance("length") < header.sectionSize(0) < metrics.horizontalAdvance("sepal length")
    arrows, triangle = header.sign_rect(0, 0), header.sign_rect(0, 1)
    assert not arrows.intersects(triangle)
    assert arrows.bottom() < triangle.top()  # the one above the other
