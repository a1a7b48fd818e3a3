"""The future that an edit in the past replaced stays at hand, to be compared with the present one."""

import pytest

from bpgui.session.model.edit import Edit
from bpgui.session.model.edits import NewWeights, SetBias, SetLearningRate, SetParameter
from bpgui.session.model.naming_edits import Rename
from bpgui.session.session import Session
from bpgui.session.timeline.futures import Timeline
from tests.article import article_session

EDIT = SetLearningRate(0.3)


def edited(row: int, edit: Edit = EDIT) -> tuple[Session, Timeline]:
    """Return a session in which an edit was made at a row of 20, and the future that it left."""
    session = article_session()
    session.train(20)
    session.seek(row)
    before = session.timeline
    session.perform(edit)
    return session, before


@pytest.mark.parametrize("row", [0, 5, 19])
def test_an_edit_in_the_past_leaves_a_former_future(row: int) -> None:
    session, before = edited(row)
    former = session.former
    assert former is not None
    assert former.timeline is before
    assert (former.row, former.timeline.length, str(former.subject)) == (row, 21, "learning_rate")
    session.train(50)
    assert session.former is former


def test_new_weights_leave_all_that_was_trained() -> None:
    session, before = edited(20, NewWeights("xavier", 5))
    former = session.former
    assert former is not None
    assert (former.timeline, former.row) == (before, 0)


def test_an_edit_at_the_end_replaces_nothing() -> None:
    assert edited(20)[0].former is None


def test_it_goes_and_comes_with_undo_and_redo() -> None:
    session, before = edited(5)
    found = []
    for move in (session.undo, session.redo):
        move()
        found.append(session.former and session.former.timeline)
    assert found == [None, before]


def test_what_was_trained_on_before_redo_is_part_of_it() -> None:
    session, before = edited(20)
    session.undo()
    session.train(7)
    session.redo()
    assert session.former is not None
    assert (session.former.timeline, session.former.row, before.length) == (before, 20, 28)


@pytest.mark.parametrize("edit", [Rename(1, 0, "left"), SetParameter("w5", 0.3)])
def test_a_name_and_an_edit_at_the_end_leave_the_one_before(edit: Edit) -> None:
    session, before = edited(5)
    session.train(3)
    session.perform(edit)
    assert session.former is not None
    assert session.former.timeline is before


def test_another_edit_in_the_past_leaves_its_own() -> None:
    session, _ = edited(5)
    session.train(3)
    second = session.timeline
    session.seek(2)
    session.perform(SetParameter("w5", 0.3))
    assert session.former is not None
    assert (session.former.timeline, session.former.row) == (second, 2)


def test_other_parameters_are_not_compared() -> None:
    session, _ = edited(5)
    session.perform(SetBias(1, bias=True))
    assert session.former is None


def test_what_is_forgotten_is_not_shown() -> None:
    session = article_session()
    session.train(20)
    session.seek(5)
    session.forget_future()
    assert session.former is None
