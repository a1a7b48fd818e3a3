"""The session through edits of the structure and of names: timeline, undo, plots, file."""

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetInput, SetLocked, SetParameter
from bpgui.session.model.naming_edits import Rename
from bpgui.session.model.structure_edits import AddNeuron, InsertLayer, RemoveNeurons
from tests.article import article_session


def test_a_structure_edit_begins_at_state_0_with_the_parameters_at_the_cursor():
    session = article_session()
    session.train(3)
    before = session.timeline.state_at(3).parameters
    change = session.perform(AddNeuron(1, 2))
    assert (session.steps, session.cursor, session.experiment.network.sizes) == (0, 0, (2, 3, 1))
    assert change.lineage is not None
    survivors = change.lineage.sources
    assert np.array_equal(session.timeline.state_at(0).parameters[survivors >= 0], before[survivors[survivors >= 0]])


def test_undo_brings_the_old_network_back_with_all_its_steps_and_plots():
    session = article_session()
    session.plotted = (0, 4)
    session.train(3)
    session.perform(RemoveNeurons(((1, 0),)))
    session.train(2)
    assert session.plotted == ()
    change = session.undo()
    assert (session.steps, session.cursor, session.plotted) == (3, 3, (0, 4))
    assert change.lineage is not None
    assert change.lineage.new == session.experiment.network


def test_plots_follow_what_survives():
    session = article_session()
    session.plotted = (0, 3, 5)  # w1 into h1; w4 into h2; w6 from h2
    session.perform(RemoveNeurons(((1, 0),)))
    assert session.plotted == (1, 2)


def test_where_all_was_plotted_new_parameters_are_too():
    session = article_session()
    session.plotted = tuple(range(6))
    session.perform(InsertLayer(1))
    assert session.plotted == tuple(range(10))


@pytest.fixture
def renamed():
    session = article_session()
    session.perform(SetInput("i1", 1, 2.5))
    session.train(3)
    session.perform(SetInput("i1", 1, 1.5))
    session.train(2)
    session.perform(Rename(0, 0, "left", "i1"))
    return session


def test_a_rename_keeps_all_rows_and_what_events_said(renamed):
    assert (renamed.steps, renamed.timeline.length, renamed.cursor) == (5, 7, 6)
    assert renamed.experiment.network.neuron_names[0] == ("left", "i2")
    assert [event.text for event in renamed.timeline.events] == ["i1[1]: 2.5 -> 1.5"]


def test_experiments_stay_the_same_objects_after_a_rename_however_many_events_there_are(renamed):
    for k in range(300):
        renamed.perform(SetInput("left", 1, float(k)))
    first = [renamed.timeline.experiment_at(row) for row in range(renamed.timeline.length)]
    assert all(renamed.timeline.experiment_at(row) is found for row, found in enumerate(first))


def test_a_rename_is_undone_alone_and_keeps_steps_trained_since(renamed):
    renamed.train(4)
    renamed.undo()
    assert (renamed.steps, renamed.cursor, renamed.experiment.network.neuron_names[0]) == (9, 10, ("i1", "i2"))
    renamed.redo()
    assert (renamed.steps, renamed.experiment.network.neuron_names[0]) == (9, ("left", "i2"))


def test_after_a_rename_edits_and_files_speak_of_the_new_name(renamed, tmp_path):
    renamed.perform(SetInput("left", 1, 4.0))
    renamed.train(1)
    save_session(renamed, tmp_path / "a.bpgui")
    again = load_session(tmp_path / "a.bpgui")
    assert again.experiment.network == renamed.experiment.network
    assert again.steps == renamed.steps
    last = [session.timeline.state_at(session.timeline.length - 1).parameters for session in (again, renamed)]
    assert last[0].tobytes() == last[1].tobytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("h1", "Two neurons are called h1."),
        ("w3", "w3 is the name of a weight or bias."),
        ("a.b", "Perhaps “a b”?"),
        (" . ", "A name has 1 to 40 characters"),
        ("x" * 41, "Perhaps “" + "x" * 40 + "”?"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_a_mended_one(name, reason):
    session = article_session()
    with pytest.raises(Problem) as problem:
        session.perform(Rename(0, 0, name, "i1"))
    assert reason in str(problem.value)
    assert session.undo_stack.undoable is None


def test_a_hidden_name_is_kept_in_the_file(tmp_path):
    session = article_session()
    session.perform(Rename(1, 1, "σ_2", "h2"))
    session.perform(SetLocked("w3", True))
    session.perform(SetParameter("w1", 0.5))
    save_session(session, tmp_path / "a.bpgui")
    assert load_session(tmp_path / "a.bpgui").experiment.network.neuron_names[1] == ("h1", "σ_2")
