"""Weights that are cut are not there: 0, locked, and kept so by every edit but rejoining."""

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import NewWeights, SetCut, SetLocked, SetMany, SetParameter
from bpgui.session.model.structure_edits import RemoveNeurons
from tests.article import article_session


@pytest.fixture
def session():
    session = article_session()
    session.train(2)
    session.perform(SetCut("w3", True))
    return session


def parameters(session):
    return session.timeline.state_at(session.cursor).parameters


def test_a_cut_is_an_event_that_says_so(session):
    assert [event.text for event in session.timeline.events] == ["connection w3: joined -> cut"]
    assert (parameters(session)[2], session.experiment.settings.locked[2]) == (0.0, True)


def test_training_does_not_move_it(session):
    session.train(5)
    assert parameters(session)[2] == 0.0


def test_rejoined_it_is_0_and_free_and_learns(session):
    session.perform(SetCut("w3", False))
    assert (parameters(session)[2], session.experiment.settings.locked[2]) == (0.0, False)
    session.train(1)
    assert parameters(session)[2] != 0.0


@pytest.mark.parametrize("edit", [SetParameter("w3", 1.0), SetLocked("w3", False)])
def test_it_is_neither_set_nor_freed(session, edit):
    with pytest.raises(Problem, match="w3 is cut"):
        session.perform(edit)


def test_a_bias_cannot_be_cut(session):
    with pytest.raises(Problem):
        session.perform(SetCut("b1", True))


def test_many_are_cut_locked_and_set_as_one_edit(session):
    session.perform(SetMany((SetCut("w1", True), SetLocked("w2", True), SetParameter("w5", 0.5))))
    assert np.flatnonzero(session.experiment.settings.locked).tolist() == [0, 1, 2]
    assert (parameters(session)[0], parameters(session)[4]) == (0.0, 0.5)
    session.undo()
    assert session.experiment.settings.cut == {2}


def test_new_weights_leave_it_cut(session):
    session.perform(NewWeights("uniform", 1))
    assert (parameters(session)[2], session.experiment.settings.cut) == (0.0, {2})


def test_it_follows_its_neurons(session):
    session.perform(RemoveNeurons(((1, 0),)))
    assert session.experiment.settings.cut == {0}
    session.undo()
    assert session.experiment.settings.cut == {2}


def test_it_is_kept_in_the_file(session, tmp_path):
    session.perform(RemoveNeurons(((1, 0),)))
    session.train(1)
    save_session(session, tmp_path / "a.bpgui")
    again = load_session(tmp_path / "a.bpgui")
    assert again.experiment.settings.cut == {0}
    assert parameters(again).tobytes() == parameters(session).tobytes()
