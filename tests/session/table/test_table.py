"""The data table: its columns and cells, sorted, found, copied and pasted."""

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.encode import scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.sentence import Word
from bpgui.session.session import Session
from bpgui.session.step.rightness import rightness
from bpgui.session.table.columns import cell, table_columns
from bpgui.session.table.pasting import copied_cells, pasted, pasted_cells
from bpgui.session.table.rows import RowFilter, found_samples, shown_samples, sorted_samples
from tests.article import article_session


@pytest.fixture
def session() -> Session:
    data = DataSet(
        (
            number_column("id", ColumnRole.IGNORED, [11, 12, 13, 14]),
            number_column("size", ColumnRole.INPUT, [3, 1, 60, 2]),
            category_column("colour", ColumnRole.INPUT, ["red", "Blue", "red", "white"]),
            number_column("t", ColumnRole.TARGET, [0.5, 1.5, 2.5, 4.5]),
        )
    )
    data = scaled(scaled(with_test(data, [2]), 1, ScalingKind.STANDARD), 3, ScalingKind.ZERO_ONE)
    made = article_session()
    made.perform(SetDataSet(data, Word("test"), is_new=True))
    return made


def titles(session: Session, *, as_given: bool) -> list[str]:
    return [f"{column.kind} {column.name}" for column in table_columns(session.experiment, as_given=as_given)]


def test_columns_are_those_of_the_data_set_or_the_neurons(session: Session) -> None:
    assert titles(session, as_given=True) == ["ignored id", "input size", "input colour", "target t", "prediction t"]
    colours = ["input colour=red", "input colour=Blue", "input colour=white"]
    assert titles(session, as_given=False) == ["input size", *colours, "target t", "prediction t"]


def test_cells_are_in_units_the_prediction_too(session: Session) -> None:
    moment = session.moment()
    row = [cell(moment, column, 0) for column in table_columns(session.experiment, as_given=True)]
    assert row[:4] == [11.0, 3.0, "red", 0.5]
    assert row[4] == pytest.approx(0.5 + 4.0 * float(moment.predictions[0, 0]), rel=1e-14)
    seen = [cell(moment, column, 0) for column in table_columns(session.experiment, as_given=False)]
    assert seen[1:5] == [1.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("column", "descending", "expected"),
    [(1, False, [1, 3, 0, 2]), (1, True, [2, 0, 3, 1]), (2, False, [1, 0, 2, 3]), (2, True, [3, 0, 2, 1])],
)
def test_a_view_is_sorted(session: Session, column: int, descending: bool, expected: list[int]) -> None:
    moment = session.moment()
    columns = table_columns(session.experiment, as_given=True)
    assert sorted_samples(moment, columns[column], descending=descending).tolist() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("re", [0, 2]), ("60", [2]), ("BLUE", [1]), ("> 2.4", [0, 2, 3]), ("12", [1]), ("nothing", []), ("", [])],
)
def test_text_and_numbers_are_found(session: Session, text: str, expected: list[int]) -> None:
    columns = [c for c in table_columns(session.experiment, as_given=True) if c.name != "id" or text == "12"][:-1]
    assert np.flatnonzero(found_samples(session.moment(), columns, text)).tolist() == expected


def test_a_number_is_found_as_it_is_rounded(session: Session) -> None:
    columns = table_columns(session.experiment, as_given=True)[-1:]
    value = cell(session.moment(), columns[0], 1)
    assert isinstance(value, float)
    assert found_samples(session.moment(), columns, f"{value:.2f}")[1]
    assert not found_samples(session.moment(), columns, f"{value + 0.02:.2f}")[1]


@pytest.mark.parametrize(
    ("shown", "expected"), [(RowFilter.ALL, [0, 1, 2, 3]), (RowFilter.TEST, [2]), (RowFilter.TRAINING, [0, 1, 3])]
)
def test_training_and_test_samples_are_shown_apart(session: Session, shown: RowFilter, expected: list[int]) -> None:
    moment = session.moment()
    assert np.flatnonzero(shown_samples(moment, shown, rightness(moment))).tolist() == expected
    assert np.flatnonzero(shown_samples(moment, RowFilter.BATCH, None)).tolist() == sorted(moment.batch.tolist())


def put(session: Session, first: int, samples: list[int], text: str) -> tuple[int, int]:
    columns = table_columns(session.experiment, as_given=True)[first:]
    made = pasted(session.experiment, columns, samples, pasted_cells(text))
    session.perform(made.edit)
    return made.left_out, made.added


def cells(session: Session, place: int) -> list[object]:
    assert session.experiment.source is not None
    return [session.experiment.source.columns[place].cell(n) for n in range(session.experiment.data.samples)]


def test_a_block_of_numbers_and_categories_is_one_event(session: Session) -> None:
    session.train(2)
    assert put(session, 1, [1, 2, 3], "7\tred\n8\twhite") == (0, 0)
    assert cells(session, 1) == [3.0, 7.0, 8.0, 2.0]
    assert cells(session, 2) == ["red", "red", "white", "white"]
    assert len(session.timeline.events) == 1
    assert session.steps == 2


def test_a_new_category_and_rows_beyond_the_table_are_added(session: Session) -> None:
    assert put(session, 1, [3], "7\tgreen\t1\t9\n8\tred\t2\t9") == (2, 1)
    assert cells(session, 1) == [3.0, 1.0, 60.0, 7.0, 8.0]
    assert cells(session, 2) == ["red", "Blue", "red", "green", "red"]
    assert cells(session, 0) == [11.0, 12.0, 13.0, 14.0, 0.0]
    session.undo()
    assert cells(session, 2) == ["red", "Blue", "red", "white"]


@pytest.mark.parametrize("text", ["a", "1\tred\t3\t4\t5\t6", "1\t2\n3"])
def test_what_cannot_stand_there_is_refused(session: Session, text: str) -> None:
    with pytest.raises(Problem):
        put(session, 1, [0, 1], text)


@pytest.mark.parametrize("comma", [False, True])
def test_what_is_copied_is_pasted_again(comma: bool) -> None:
    rows: list[list[float | str | None]] = [[1.5, 'say "y"', None], [-2e-9, "two\nlines", "a\tb"]]
    text = copied_cells(rows, comma=comma)
    assert pasted_cells(text)[0] == ["1,5" if comma else "1.5", 'say "y"', ""]
    assert pasted_cells(text)[1][1:] == ["two\nlines", "a\tb"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7 8\n9 1", [["7", "8"], ["9", "1"]]), ("a b\nc d", [["a b"], ["c d"]]), ("1;x\n2;y", [["1", "x"], ["2", "y"]])],
)
def test_blocks_without_tabs(text: str, expected: list[list[str]]) -> None:
    assert pasted_cells(text) == expected
