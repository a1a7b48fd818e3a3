"""Layers get names: kept through edits of the structure, undo and files; refused, with the reason, where they clash."""

import json
from pathlib import Path

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetActivation, SetBias
from bpgui.session.model.naming_edits import RenameLayer
from bpgui.session.model.structure_edits import AddNeuron, InsertLayer, RemoveLayer, RemoveNeurons, Resize
from tests.article import article_session


def named(*names):
    """The article's session, with names for its first layers."""
    session = article_session()
    for layer, name in enumerate(names):
        session.perform(RenameLayer(layer, name))
    return session


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (SetActivation(1, "tanh"), "activation of encoder"),
        (SetBias(1, True), "biases of encoder"),
        (SetActivation(2, "tanh"), "activation of layer 2"),
        (RenameLayer(1, "σ"), "rename encoder"),
        (RenameLayer(2, "σ"), "rename layer 2"),
        (AddNeuron(1, 0), "add a neuron to encoder"),
        (InsertLayer(1), "insert a layer before encoder"),
        (RemoveLayer(1), "remove encoder"),
    ],
)
def test_the_undo_history_calls_a_layer_by_its_name(edit, text):
    session = named("", "encoder")
    session.perform(edit)
    assert str(session.undo_stack.undoable.subject()) == text
    session.undo()
    assert str(session.undo_stack.redoable.subject()) == text


def test_an_event_calls_a_layer_by_its_name():
    session = named("", "encoder")
    session.train(1)
    session.perform(SetActivation(1, "tanh"))
    assert [str(event.sentence) for event in session.timeline.events] == ["activation of encoder: linear -> tanh"]


def test_a_name_keeps_all_rows_and_is_one_undo():
    session = article_session()
    session.train(3)
    session.perform(RenameLayer(1, "encoder_1"))

    assert session.experiment.network.layer_names == ("", "encoder_1", "")
    assert session.steps == 3
    session.undo()
    assert session.experiment.network.layer_names == ()
    session.redo()
    assert session.experiment.network.layer_name(1) == "encoder_1"


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        (AddNeuron(1, 0), ("x", "σ", "")),
        (RemoveNeurons(((1, 0),)), ("x", "σ", "")),
        (InsertLayer(1), ("x", "", "σ", "")),
        (InsertLayer(2), ("x", "σ", "", "")),
        (RemoveLayer(1), ("x", "")),
        (Resize((3, 1, 2, 1)), ("x", "σ", "", "")),
    ],
)
def test_layers_that_survive_keep_their_names(edit, names):
    session = named("x", "σ")
    session.perform(edit)
    found = session.experiment.network

    assert tuple(map(found.layer_name, range(len(found.sizes)))) == names
    session.undo()
    assert session.experiment.network.layer_names == ("x", "σ", "")


@pytest.mark.parametrize(
    ("layer", "name", "reason"),
    [(2, "x", "Two layers"), (1, "a.b", "Perhaps “a b”"), (1, "n" * 41, "1 to 40"), (9, "y", "no such layer")],
)
def test_a_name_that_cannot_be_is_refused(layer, name, reason):
    session = named("x")
    with pytest.raises(Problem) as raised:
        session.perform(RenameLayer(layer, name))
    assert reason in str(raised.value)
    assert session.experiment.network.layer_names == ("x", "", "")


def test_a_name_that_a_layer_has_already_is_no_edit():
    session = named("x")
    assert not session.perform(RenameLayer(0, " x "))


def test_a_file_keeps_the_names(tmp_path: Path):
    path = tmp_path / "a.bpgui"
    save_session(named("x", "σ"), path)
    assert json.loads(path.read_bytes())["version"] == 2
    assert load_session(path).experiment.network.layer_names == ("x", "σ", "")


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["x"], "Expected 3 names"),
        (["x", "x", ""], "Two layers are called x"),
        (["a.b", "", ""], "network.layer_names[0]"),
        ([1, "", ""], "network.layer_names[0]"),
    ],
)
def test_a_file_with_wrong_names_is_refused(tmp_path: Path, names, reason):
    path = tmp_path / "a.bpgui"
    save_session(article_session(), path)
    content = json.loads(path.read_bytes())
    content["version"], content["network"]["layer_names"] = 2, names
    path.write_text(json.dumps(content))

    with pytest.raises(Problem) as raised:
        load_session(path)
    assert reason in str(raised.value)
