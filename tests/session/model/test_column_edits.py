"""Columns of the data set: added, duplicated, moved, removed, renamed."""

from collections.abc import Callable

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.column_edits import (
    RenameColumn,
    moved_column,
    with_column_copy,
    with_new_column,
    without_column,
)
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.edits import SetCell, SetInput
from bpgui.session.model.naming_edits import Rename
from bpgui.session.model.sentence import Word
from bpgui.session.session import Session
from tests.article import article_session

DATA = DataSet(
    (
        number_column("size", ColumnRole.INPUT, [1, 2, 3]),
        category_column("colour", ColumnRole.INPUT, ["red", "blue", "white"]),
        number_column("note", ColumnRole.IGNORED, [7, 8, 9]),
        number_column("t", ColumnRole.TARGET, [0, 1, 0]),
    )
)


def session_with(data: DataSet = DATA) -> Session:
    session = article_session()
    session.perform(SetDataSet(data, Word("test"), is_new=True))
    return session


def names(session: Session) -> list[str]:
    assert session.experiment.source is not None
    return [column.name for column in session.experiment.source.columns]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: with_new_column(data, 1, ColumnRole.INPUT), ["size", "x5", "colour", "note", "t"]),
        (lambda data: with_column_copy(data, 0), ["size", "size copy", "colour", "note", "t"]),
        (lambda data: without_column(data, 1), ["size", "note", "t"]),
        (lambda data: moved_column(data, 0, 1), ["colour", "size", "note", "t"]),
        (lambda data: moved_column(data, 0, -1), ["size", "colour", "note", "t"]),
    ],
)
def test_a_column_changes_as_one_edit_and_weights_of_others_stay(
    change: Callable[[DataSet], DataSet], expected: list[str]
) -> None:
    session = session_with()
    network, before = session.experiment.network, session.moment().parameters
    weight = before[[p.name for p in network.parameters].index("w1")]
    session.perform(SetDataSet(change(DATA), Word("test")))
    assert names(session) == expected
    network = session.experiment.network
    at = network.neuron_names[0].index("size")
    assert network.weights(session.moment().parameters, 0)[at, 0] == weight
    if expected != [column.name for column in DATA.columns]:
        session.undo()
    assert session.moment().parameters.tolist() == before.tolist()


@pytest.mark.parametrize("place", [3])
def test_the_last_target_stays(place: int) -> None:
    with pytest.raises(Problem, match="last target"):
        without_column(DATA, place)


@pytest.mark.parametrize(
    ("place", "neurons"),
    [
        (0, (("new", "colour=red", "colour=blue", "colour=white"), ("t",))),
        (1, (("size", "new=red", "new=blue", "new=white"), ("t",))),
        (2, (("size", "colour=red", "colour=blue", "colour=white"), ("t",))),
        (3, (("size", "colour=red", "colour=blue", "colour=white"), ("new",))),
    ],
)
def test_a_renamed_column_keeps_all_rows_and_names_its_neurons(place: int, neurons: object, tmp_path: object) -> None:
    session = session_with()
    old = names(session)[place]
    session.train(3)
    session.perform(RenameColumn(place, "new", old))
    assert names(session)[place] == "new"
    assert session.steps == 3
    found = session.experiment.network.neuron_names
    assert (found[0], found[-1]) == neurons
    session.undo()
    assert names(session)[place] == old
    session.redo()
    assert names(session)[place] == "new"


def test_events_of_a_renamed_column_are_replayed_from_a_file(tmp_path) -> None:
    session = session_with()
    session.train(2)
    session.perform(SetCell("colour", 1, "blue"))
    session.perform(SetInput("size", 2, 5.0))
    session.train(2)
    session.perform(RenameColumn(1, "hue", "colour"))
    session.perform(RenameColumn(0, "length", "size"))
    save_session(session, tmp_path / "mine.bpgui")
    again = load_session(tmp_path / "mine.bpgui")
    assert names(again) == ["length", "hue", "note", "t"]
    assert again.moment().parameters.tolist() == session.moment().parameters.tolist()
    assert again.experiment.network.neuron_names == session.experiment.network.neuron_names


def test_a_renamed_neuron_renames_its_column_of_numbers() -> None:
    session = session_with()
    session.perform(Rename(0, 0, "length", "size"))
    assert names(session)[0] == "length"
    session.perform(Rename(0, 1, "red", "colour=red"))
    assert names(session)[1] == "colour"


@pytest.mark.parametrize("name", ["colour", "a.b", ""])
def test_a_name_that_is_taken_or_cannot_be_carried_is_refused(name: str) -> None:
    session = session_with()
    with pytest.raises(Problem):
        session.perform(RenameColumn(0, name, "size"))
    assert names(session)[0] == "size"


def test_without_a_data_set_a_column_is_its_neuron() -> None:
    session = article_session()
    session.perform(RenameColumn(1, "second", "i2"))
    assert session.experiment.network.neuron_names[0] == ("i1", "second")
    session.perform(RenameColumn(2, "goal", "out"))
    assert session.experiment.network.neuron_names[-1] == ("goal",)
