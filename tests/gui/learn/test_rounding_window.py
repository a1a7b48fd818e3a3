import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.learn import rounding_window
from bpgui.gui.learn.rounding_tables import Cell, RoundingTable
from bpgui.gui.learn.rounding_window import ROUNDED, RoundingWindow
from bpgui.gui.widgets.theme import look
from bpgui.session.model.edits import SetParameter
from tests.article import article_session
from tests.gui.conftest import finish_run, quiz_of
from tests.session.builders import rows_of


@pytest.fixture
def window(qtbot: QtBot, document: Document) -> RoundingWindow:
    window = RoundingWindow(document)
    qtbot.addWidget(window)
    window.show()
    settle(window)
    return window


def settle(window: RoundingWindow) -> None:
    """Wait for the copy that is being made."""
    loop = QEventLoop()
    while window.work.is_busy:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def texts(table: RoundingTable, place: int) -> list[str]:
    model = table.model()
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def rows(table: RoundingTable) -> int:
    return int(table.model().rowCount())


def row(window: RoundingWindow, place: int) -> list[str]:
    return texts(window.table, place)


def test_the_article_s_26_hundredths_against_25(window: RoundingWindow) -> None:
    assert row(window, 0) == ["0", "0.191", "0.19", "0.327", "0.33"]
    assert row(window, 1) == ["1", "0.256", "0.25", "0.277", "0.28"]
    assert window.sentence.text() == (
        "At step 1: exact 0.256, which rounded once is 0.26; rounded all the way it is 0.25. "
        "From step 11 on nothing moves any more: every update is rounded away. It stays at 0.94."
    )
    assert window.accessibleDescription() == window.sentence.text()


def test_by_netflows_rule_it_stays_at_95_hundredths_from_step_12(window: RoundingWindow) -> None:
    window.everything.setChecked(False)
    settle(window)
    assert "From step 12 on" in window.sentence.text()
    assert "stays at 0.95" in window.sentence.text()


def test_significant_digits_begin_with_the_shown_ones(window: RoundingWindow, document: Document) -> None:
    document.set_digits(4)
    window.unit.setCurrentIndex(1)
    settle(window)
    assert window.places.value() == 4
    assert row(window, 1)[ROUNDED] == "0.2557"


def test_more_decimals_freeze_later(window: RoundingWindow) -> None:
    window.places.setValue(12)
    settle(window)
    assert "Up to step 20 the rounded training still moves." in window.sentence.text()


def test_it_goes_from_the_cursor_and_touches_nothing(qtbot: QtBot, window: RoundingWindow, document: Document) -> None:
    document.run_steps(30)
    finish_run(qtbot, document)
    document.seek_step(5)
    before = rows_of(document.timeline)
    window.begin.setCurrentIndex(1)
    settle(window)
    assert row(window, 0)[0] == "5"
    assert rows_of(document.timeline) == before
    assert document.session.cursor == 5


def test_it_follows_edits_and_digits(window: RoundingWindow, document: Document) -> None:
    window.begin.setCurrentIndex(1)
    settle(window)
    document.perform(SetParameter("w5", 0.999))
    settle(window)
    assert row(window, 0)[ROUNDED] == "0.92"
    document.set_digits(5)
    assert row(window, 0)[1] == "0.92115"


def test_numbers_that_are_not_the_exact_ones_rounded_are_red(window: RoundingWindow) -> None:
    cells = [window.table.model().index(place, ROUNDED) for place in (0, 1)]
    colours = [cell.data(Qt.ItemDataRole.ForegroundRole).name() for cell in cells]
    assert colours == [look.theme.text.lower(), look.theme.error_line.lower()]


def test_copying_takes_all_rows_in_full_or_the_chosen_ones(qtbot: QtBot, window: RoundingWindow) -> None:
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Step\tExact prediction\tRounded prediction\tExact loss\tRounded loss"
    assert lines[2].startswith("1\t0.25574578")
    assert len(lines) == 22
    window.table.selectRow(1)
    qtbot.keyClick(window.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == lines[2:3]


def test_each_output_has_a_column_of_its_own_when_copied(qtbot: QtBot, iris: Document) -> None:
    window = RoundingWindow(iris)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    settle(window)
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    title, first = QGuiApplication.clipboard().text().splitlines()[:2]
    assert title.count("\t") == first.count("\t") == 8
    assert row(window, 0)[ROUNDED].count(",") == 2


def test_it_does_nothing_while_it_is_hidden(window: RoundingWindow, document: Document) -> None:
    before = window.work.copy
    window.hide()
    document.perform(SetParameter("w5", 0.9))
    assert window.work.copy is before


def test_it_tells_nothing_while_the_person_is_asked(window: RoundingWindow, document: Document) -> None:
    quiz_of(document).set_on(True)
    assert (window.work.copy, rows(window.table)) == (None, 0)
    quiz_of(document).set_on(False)
    settle(window)
    assert rows(window.table) == 21


def test_decimals_are_written_out_as_on_paper(window: RoundingWindow, document: Document) -> None:
    document.perform(SetParameter("w5", 0.0))
    document.perform(SetParameter("w6", 0.0))
    window.begin.setCurrentIndex(1)
    settle(window)
    assert row(window, 0)[ROUNDED] == "0.00"
    assert row(window, 0)[4] == "0.50"


def test_the_parameters_and_gradients_of_the_row_looked_at_stand_below(window: RoundingWindow) -> None:
    assert texts(window.parameters, 4)[:3] == ["w5", "0.174", "0.17"]
    window.table.selectRow(0)
    assert texts(window.parameters, 0) == ["w1", "0.11", "0.11", "−0.227", "−0.22"]
    assert texts(window.parameters, 4) == ["w5", "0.14", "0.14", "−0.688", "−0.69"]
    assert window.sentence.text().startswith("At step 0: exact 0.191, rounded 0.19.")


def test_gradients_that_are_not_rounded_are_shown_like_exact_ones(window: RoundingWindow) -> None:
    window.everything.setChecked(False)
    settle(window)
    window.table.selectRow(0)
    assert texts(window.parameters, 4)[3:] == ["−0.688", "−0.689"]  # -0.81 × 0.85


def test_the_parameters_are_copied_in_full(qtbot: QtBot, window: RoundingWindow) -> None:
    window.table.selectRow(0)
    window.parameters.setFocus()
    qtbot.keyClick(window.parameters, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Parameter\tExact value\tRounded value\tExact gradient\tRounded gradient"
    assert lines[6].startswith("w6\t0.15\t0.15\t-0.388319")
    assert len(lines) == 7


def test_a_large_network_shows_its_first_parameters(monkeypatch: pytest.MonkeyPatch, window: RoundingWindow) -> None:
    monkeypatch.setattr(rounding_window, "MAX_PARAMETERS", 4)
    window.table.selectRow(2)
    below = window.findChild(QLabel, "roundingBelow")
    assert below is not None
    assert below.text().endswith("These are the first 4 of 6.")
    assert rows(window.parameters) == 4


@pytest.mark.parametrize("is_hidden", [False, True])
@pytest.mark.parametrize("outputs", [1, 3])
def test_it_shows_the_session_that_is_open(
    window: RoundingWindow,
    document: Document,
    xor: Document,
    iris: Document,
    outputs: int,
    *,
    is_hidden: bool,
) -> None:
    window.setHidden(is_hidden)
    document.open((xor if outputs == 1 else iris).session)
    look.changed.emit()
    window.retranslate()
    assert rows(window.table) == 0
    window.show()
    settle(window)
    assert rows(window.parameters) == document.experiment.network.parameter_count
    assert row(window, 0)[1].count(",") == outputs - 1


def test_a_session_with_fewer_steps_or_another_rule_leaves_no_row_of_the_old(
    window: RoundingWindow, document: Document
) -> None:
    document.session.train(30)
    window.refresh()
    settle(window)
    window.table.selectRow(29)
    document.open(article_session())
    assert rows(window.table) == 0
    settle(window)
    assert rows(window.table) == 21


def test_the_last_of_several_wishes_is_shown(window: RoundingWindow) -> None:
    for places in (5, 3, 2, 4):
        window.places.setValue(places)
    settle(window)
    assert row(window, 1)[ROUNDED] == "0.2557"


def test_hiding_it_ends_the_work(window: RoundingWindow) -> None:
    window.places.setValue(7)
    window.hide()
    assert not window.work.is_busy


def test_only_what_is_seen_is_written(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, iris: Document) -> None:
    window = RoundingWindow(iris)
    qtbot.addWidget(window)
    window.show()
    iris.session.train(250)
    window.refresh()
    settle(window)
    written: list[int] = []
    cell = window.parameters.numbers._cell

    def noted(place: int, column: int) -> Cell:
        if column:
            written.append(place)
        return cell(place, column)

    monkeypatch.setattr(window.parameters.numbers, "_cell", noted)
    iris.choose_sample(7)
    settle(window)
    window.parameters.viewport().repaint()
    assert 0 < max(written) < rows(window.parameters) - 1
