import copy
import json
import math
import random
import re
from typing import Any

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.data import dataset
from bpgui.session.files import session_file as files
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import (
    NewWeights,
    SetActivation,
    SetBatchSize,
    SetBias,
    SetInput,
    SetLearningRate,
    SetLocked,
    SetLoss,
    SetMany,
    SetParameter,
    SetSeed,
    SetShuffle,
    SetTarget,
)
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from tests.article import START, article, article_session
from tests.campaigns import tries
from tests.session.builders import batched_session, rows_of
from tests.session.timeline.test_refiner import refined

MINIMAL: dict[str, Any] = {
    "format": "bpgui-session",
    "version": 1,
    "network": {"inputs": 2, "layers": [{"size": 2}, {"size": 1}]},
    "parameters": {"w1": 0.11, "w2": 0.21, "w3": 0.12, "w4": 0.08, "w5": 0.14, "w6": 0.15},
    "data": {"inputs": [[2, 3]], "targets": [[1]]},
    "settings": {"learning_rate": 0.05},
}
FULL = MINIMAL | {
    "network": {
        "inputs": 2,
        "layers": [{"size": 2, "activation": "tanh", "bias": True}, {"size": 1, "activation": "sigmoid"}],
        "loss": "binary_cross_entropy",
        "input_names": ["left", "right"],
        "output_names": ["both"],
    },
    "parameters": MINIMAL["parameters"] | {"b1": 0, "b2": -1e-3},
    "data": {"inputs": [[0, 1], [1, 1], [1, 0]], "targets": [[0], [1], [0.5]]},
    "settings": {"learning_rate": 0.3, "batch_size": 2, "shuffle": True, "seed": 7, "locked": ["b2"]},
    "stop": {"step": 40, "loss": 0.01},
    "events": [
        {"step": 2, "edit": {"change": "parameter", "name": "w5", "value": 0.5}},
        {"step": 9, "edit": {"change": "target", "neuron": "both", "sample": 1, "value": 0.25}},
    ],
    "steps": 12,
    "cursor": 7,
}


@pytest.fixture
def opened(tmp_path):
    """Open what a file would hold: bytes, or anything that JSON can say."""

    def open_it(content, progress=lambda _done, _all: True):
        path = tmp_path / "a.bpgui"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return load_session(path, progress)

    return open_it


def but(path, value, base=FULL):
    """Return a copy of a file in which one field is another; `...` leaves it out."""
    changed = copy.deepcopy(base)
    *folders, name = path
    place = changed
    for key in folders:
        place = place[key]
    if value is ...:
        del place[name]
    else:
        place[name] = value
    return changed


def everything(session):
    """What a session is: its rows, its start, its cursor and its rules."""
    timeline = session.timeline
    experiment = timeline.experiment_at(0)
    settings = experiment.settings
    return rows_of(timeline) | {
        "network": experiment.network,
        "data": (experiment.data.inputs.tolist(), experiment.data.targets.tolist()),
        "settings": (settings.learning_rate, settings.batch_size, settings.shuffle, settings.seed),
        "locked": settings.locked.tolist(),
        "edits": [event.edit for event in timeline.events],
        "cursor": session.cursor,
        "stops": session.stops,
    }


def reopened(session, folder):
    save_session(session, folder / "a.bpgui")
    return load_session(folder / "a.bpgui")


# Round trips


@pytest.mark.parametrize(("is_many", "version"), [(False, 1), (True, 2)])
def test_the_oldest_version_that_can_say_it_is_written(tmp_path, is_many, version):
    session, edit = article_session(), SetParameter("w1", 0.5)
    session.step()
    session.perform(SetMany((edit, SetParameter("w2", 0.5))) if is_many else edit)
    save_session(session, tmp_path / "a.bpgui")
    assert json.loads((tmp_path / "a.bpgui").read_bytes())["version"] == version


def test_the_smallest_file_is_the_article(opened):
    session = opened(MINIMAL)
    assert everything(session) == everything(article_session())
    assert (session.is_modified, session.is_example) == (False, False)


def test_every_field_is_read(opened):
    session = opened(FULL)
    network, settings = session.timeline.experiment_at(0).network, session.timeline.experiment_at(0).settings
    assert network.neuron_names == (("left", "right"), ("h1", "h2"), ("both",))
    assert [(layer.size, layer.activation, layer.bias) for layer in network.layers] == [
        (2, "tanh", True),
        (1, "sigmoid", False),
    ]
    assert (network.loss, settings.learning_rate, settings.batch_size) == ("binary_cross_entropy", 0.3, 2)
    assert (settings.shuffle, settings.seed, np.flatnonzero(settings.locked).tolist()) == (True, 7, [7])
    assert (session.stops, session.steps, session.cursor) == (StopRules(40, 0.01), 12, 7)
    assert [event.text for event in session.timeline.events][1] == "target both[1]: 0 -> 0.25"


def edited():
    session = batched_session()
    edits = [
        *[SetParameter("w1", 1 / 3), SetInput("i1", 2, -0.5), SetTarget("o2", 7, 0.125), SetLocked("b1", True)],
        *[SetLearningRate(0.2), SetBatchSize(2), SetBatchSize(None), SetShuffle(False), SetShuffle(True), SetSeed(5)],
        *[SetLoss("binary_cross_entropy"), SetActivation(1, "relu"), SetBatchSize(4)],
        SetMany((SetParameter("w1", 0.25), SetInput("i1", 2, 0.5), SetTarget("o2", 7, 0.75), SetParameter("b1", -1.0))),
    ]
    for steps, edit in enumerate(edits):
        session.train(steps % 4)
        session.perform(edit)
    session.train(20)
    session.seek(11)
    session.stops = StopRules(step=100)
    return session


def began_again():
    session = article_session()
    session.train(5)
    session.perform(SetBias(1, True))
    session.perform(NewWeights("he", 3))
    session.train(2)
    return session


def named():
    network = Network(1, (Layer(1),), names=(("\u8f93\u5165",), ("a & b's",)))
    settings = Settings(0.1, np.zeros(1, dtype=bool))
    return Session(Experiment(network, settings, Data(np.ones((1, 1)), np.ones((1, 1)))), np.array([0.5]))


@pytest.mark.parametrize("make", [article_session, edited, began_again, named, lambda: batched_session(None)])
def test_what_is_saved_opens_as_it_was(make, tmp_path):
    session = make()
    assert everything(reopened(session, tmp_path)) == everything(session)


def test_saving_what_was_opened_gives_the_same_bytes(tmp_path):
    save_session(edited(), tmp_path / "a.bpgui")
    save_session(load_session(tmp_path / "a.bpgui"), tmp_path / "b.bpgui")
    assert (tmp_path / "a.bpgui").read_bytes() == (tmp_path / "b.bpgui").read_bytes()


def test_numbers_that_are_none_are_kept(tmp_path):
    start = np.array([math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308])
    session = reopened(Session(article(), start), tmp_path)
    assert session.timeline.state_at(0).parameters.tobytes() == start.tobytes()


def test_a_session_that_diverged_opens_again(tmp_path):
    session = article_session(1.0)
    session.train(1000)
    assert everything(reopened(session, tmp_path)) == everything(session)


def test_a_session_that_went_on_after_it_had_diverged_opens_again(tmp_path):
    session = article_session(1.0)
    session.train(1000)
    for k in range(1, 7):
        session.perform(SetParameter(f"w{k}", 0.1))
    session.perform(SetLearningRate(0.05))
    session.train(10)
    assert everything(reopened(session, tmp_path)) == everything(session)


def test_numbers_of_numpy_in_an_edit_are_saved(tmp_path):
    """A window that nudges a parameter gets one of numpy's numbers from the state."""
    session = article_session()
    session.perform(SetParameter("w5", START[4] + 0.25))
    session.perform(SetInput("i1", np.int64(1), np.float64(4.0)))
    assert everything(reopened(session, tmp_path)) == everything(session)


def test_only_the_present_future_is_saved(tmp_path):
    session = article_session()
    session.train(5)
    session.perform(SetLearningRate(0.1))
    session.undo()
    assert list(reopened(session, tmp_path).timeline.events) == []


def test_saving_makes_it_the_sessions_file(tmp_path):
    session = Session(article(), START, is_example=True)
    session.perform(SetLearningRate(0.1))
    save_session(session, tmp_path / "a.bpgui")
    assert (session.path, session.is_example, session.is_modified) == (tmp_path / "a.bpgui", False, False)


def test_a_failed_save_changes_nothing(tmp_path):
    session = article_session()
    session.train(3)
    with pytest.raises(Problem, match="could not be written"):
        save_session(session, tmp_path / "gone" / "a.bpgui")
    assert (session.path, session.is_modified) == (None, True)


def test_an_example_has_no_file_of_its_own(tmp_path):
    save_session(article_session(), tmp_path / "a.bpgui")
    session = load_session(tmp_path / "a.bpgui", is_example=True)
    assert (session.path, session.is_example) == (None, True)


def test_a_row_of_data_is_a_line(tmp_path):
    save_session(batched_session(), tmp_path / "a.bpgui")
    text = (tmp_path / "a.bpgui").read_text(encoding="utf-8")
    assert len(re.findall(r"^ +\[-?[\d.]+, -?[\d.]+\],?$", text, re.MULTILINE)) == 14
    assert json.loads(text)["format"] == "bpgui-session"


def test_an_editors_byte_order_mark_does_no_harm(opened):
    assert opened(b"\xef\xbb\xbf" + json.dumps(MINIMAL).encode()).steps == 0


def test_a_cursor_behind_the_end_stands_at_the_end(opened):
    assert opened(but(["cursor"], 99)).cursor == 14


# Damaged and hostile files


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["version"], 0, "version"),
        (["version"], "1", "version"),
        (["version"], True, "version"),
        (["colour"], 1, "The field colour is not known."),
        (["network"], ..., "The field network is missing."),
        (["network"], [], "network"),
        (["network", "inputs"], 0, "network.inputs"),
        (["network", "inputs"], 2.5, "network.inputs"),
        (["network", "inputs"], 1001, "network"),
        (["network", "inputs"], 10**30, "network.inputs"),
        (["network", "layers"], [], "network.layers"),
        (["network", "layers"], [{"size": 1}] * 20, "network"),
        (["network", "layers", 1], 3, "network.layers[1]"),
        (["network", "layers", 1, "size"], -1, "network.layers[1].size"),
        (["network", "layers", 0, "size"], 2**40, "network"),
        (["network", "layers", 1, "activation"], "sine", "network.layers[1].activation"),
        (["network", "layers", 0, "activation"], "softmax", "network.layers[0].activation"),
        (["network", "layers", 1, "activation"], "softmax", "network.layers[1].activation"),
        (["network", "layers", 0, "activation"], "x" * 10**5, "network.layers[0].activation"),
        (["network", "layers", 0, "bias"], "yes", "network.layers[0].bias"),
        (["network", "layers", 1, "activation"], "tanh", "network.loss"),
        (["network", "loss"], "hinge", "network.loss"),
        (["network", "loss"], None, "network.loss"),
        (["network", "input_names"], ["a"], "network.input_names"),
        (["network", "input_names"], ["a", "a"], "network.input_names"),
        (["network", "input_names", 1], "a.b", "network.input_names[1]"),
        (["network", "input_names", 1], "", "network.input_names[1]"),
        (["network", "input_names", 1], "x" * 41, "network.input_names[1]"),
        (["network", "output_names", 0], "out\n", "network.output_names[0]"),
        (["network", "output_names", 0], "h1", "network"),
        (["parameters"], [1, 2], "parameters"),
        (["parameters", "w5"], ..., "parameters.w5"),
        (["parameters", "w7"], 1.0, "parameters.w7"),
        (["parameters", "w5"], "0.1", "parameters.w5"),
        (["parameters", "w5"], None, "parameters.w5"),
        (["parameters", "w5"], [1], "parameters.w5"),
        (["parameters", "w5"], 10**400, "parameters.w5"),
        (["parameters", "x" * 10**5], 1, "parameters.xxx"),
        (["data", "inputs"], [], "data.inputs"),
        (["data", "inputs"], "none", "data.inputs"),
        (["data", "inputs", 1], [1], "data.inputs[1]"),
        (["data", "inputs", 1, 0], "a", "data.inputs[1][0]"),
        (["data", "inputs", 1, 0], 10**400, "data.inputs[1][0]"),
        (["data", "targets"], [[0], [1]], "data.targets"),
        (["data", "targets", 2], [1, 2], "data.targets[2]"),
        (["data", "targets", 2], [1.5], "data.targets"),
        (["settings", "learning_rate"], ..., "In settings: The field learning_rate is missing."),
        (["settings", "learning_rate"], -0.1, "settings.learning_rate"),
        (["settings", "learning_rate"], "fast", "settings.learning_rate"),
        (["settings", "batch_size"], 0, "settings.batch_size"),
        (["settings", "batch_size"], 4, "settings.batch_size"),
        (["settings", "batch_size"], "half", "settings.batch_size"),
        (["settings", "shuffle"], 1, "settings.shuffle"),
        (["settings", "seed"], -1, "settings.seed"),
        (["settings", "seed"], 10**30, "settings.seed"),
        (["settings", "locked"], ["w1", "w9"], "settings.locked[1]"),
        (["stop", "step"], 0, "stop.step"),
        (["stop", "loss"], 0, "stop.loss"),
        (["stop", "loss"], "low", "stop.loss"),
        (["events", 1, "step"], 1, "events[1].step"),
        (["events", 1, "step"], 13, "events[1].step"),
        (["events", 1, "step"], -1, "events[1].step"),
        (["events", 1, "edit"], {}, "events[1].edit"),
        (["events", 1, "edit", "change"], "magic", "events[1].edit.change"),
        (["events", 1, "edit", "change"], "bias", "events[1].edit.change"),
        (["events", 1, "edit", "neuron"], "h1", "events[1].edit"),
        (["events", 1, "edit", "sample"], 0, "events[1].edit"),
        (["events", 1, "edit", "sample"], 10**30, "events[1].edit"),
        (["events", 1, "edit", "value"], 7, "events[1].edit"),
        (["events", 0, "edit", "value"], 10**400, "events[0].edit.value"),
        (["events", 0, "edit", "name"], "x" * 10**5, "events[0].edit"),
        (["steps"], -1, "steps"),
        (["steps"], 1.5, "steps"),
        (["steps"], 10**30, "steps"),
        (["steps"], 10**12, "steps"),
        (["cursor"], -1, "cursor"),
        (["cursor"], "end", "cursor"),
    ],
)
def test_a_wrong_field_is_named(path, value, field, opened):
    with pytest.raises(Problem) as caught:
        opened(but(path, value))
    sentence = str(caught.value)
    assert sentence.startswith("“a.bpgui” cannot be opened. ")
    assert field in sentence
    assert len(sentence) < 1000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a bpgui session"),
        (b"null", "not a bpgui session"),
        (b"[1, 2]", "not a bpgui session"),
        (b'"text"', "not a bpgui session"),
        (b"{}", "not a bpgui session"),
        (b'{"format": "other"}', "not a bpgui session"),
        (b'{"format": {"deep": []}}', "not a bpgui session"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a bpgui session"),
        (b"\xff\xfe{\x00}\x00", "not a bpgui session"),
        (b'{"format": "bpgui-session", "version": 3}', "written by a newer bpgui (version 3)"),
        (b'{"format": "bpgui-session", "version": 1' + b"0" * 30 + b"}", "written by a newer bpgui"),
        (b'{"format": "bpgui-session", "version": 1' + b"0" * 5000 + b"}", "In version: "),
        (b'{"format": "bpgui-session"}', "The field version is missing."),
        (b'{"format": "bpgui-session", "version": 1e400}', "In version: "),
        (b'{"format": "bpgui-session", "a": "\xff"}', "The field a is not known."),
        (b'{"format": "bpgui-session", "version": 1, "steps": NaN}', "It is no JSON: line "),
        (b'{"format": "bpgui-session", "version": 1, "steps": Infinity}', "It is no JSON: line "),
        (b'{"format": "bpgui-session", "version": 1,}', "It is no JSON: line "),
        (b'{"format": "bpgui-session", "version": 1} {}', "It is no JSON: line "),
        (b'{"format": "bpgui-session", // comment\n "version": 1}', "It is no JSON: line "),
        (b'{"format": "bpgui-session", "a": ' + b"[" * 10**6, "nested too deeply"),
        (b'{"format": "bpgui-session", "a": ' + b'{"a":' * 10**6, "nested too deeply"),
        (b"[" * 10**6, "not a bpgui session"),
        (b'{"a":' * 10**6, "nested too deeply"),
    ],
)
def test_what_is_no_session_at_all(content, reason, opened):
    with pytest.raises(Problem, match=re.escape(reason)):
        opened(content)


def test_a_file_that_is_too_large_is_not_read_to_its_end(opened, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(Problem, match="larger than"):
        opened(FULL)


def test_more_numbers_than_can_be_held(opened, monkeypatch):
    monkeypatch.setattr(dataset, "MAX_CELLS", 8)
    with pytest.raises(Problem, match=re.escape("The samples have 9 cells; at most 8 are possible.")):
        opened(FULL)


@pytest.mark.parametrize(("path", "reason"), [("gone.bpgui", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read(path, reason, tmp_path):
    with pytest.raises(Problem, match=reason):
        load_session(tmp_path / path)


def test_training_that_ends_before_the_steps_of_the_file(opened):
    file = but(["settings", "learning_rate"], 1.0, MINIMAL) | {"steps": 10}
    with pytest.raises(Problem, match=re.escape("ends at step 3 (diverged), before the 10 steps")):
        opened(file)


def test_training_that_ends_before_an_event_of_the_file(opened):
    event = {"step": 5, "edit": {"change": "learning_rate", "value": 0.1}}
    file = but(["settings", "learning_rate"], 1.0, MINIMAL) | {"steps": 10, "events": [event]}
    with pytest.raises(Problem, match=re.escape("In events[0].step: ")):
        opened(file)


def test_every_beginning_of_a_file_is_refused(opened, tmp_path):
    save_session(opened(FULL), tmp_path / "saved.bpgui")
    content = (tmp_path / "saved.bpgui").read_bytes().rstrip()
    for length in range(len(content)):
        with pytest.raises(Problem):
            opened(content[:length])


HOSTILE = [
    *[b"0", b"-1", b"1e400", b"-1e-400", b"1" + b"0" * 40, b"0.5", b"99", b"1001", b"NaN", b"null", b"true", b"[]"],
    *[
        b"{}",
        b'""',
        b'"all"',
        b'"w1"',
        b'"softmax"',
        b'"NaN"',
        b'"\\ud800"',
        b'"\xff"',
        b"[[]]",
        b'"' + b"x" * 99 + b'"',
    ],
]


def mutated(content, rng):
    """Put a hostile value in the place of some value, and disturb some bytes."""
    values = list(re.finditer(rb'(?<=[\[:, ])("[^"]*"(?!:)|-?[\d.e]+|true)', content))
    for value in rng.sample(values, rng.choice([0, 1, 1, 2])):
        content = content.replace(value[0], rng.choice(HOSTILE), 1)
    changed = bytearray(content)
    for _ in range(rng.choice([0, 0, 1, 3])):
        place = rng.randrange(len(changed))
        changed[place : place + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    return bytes(changed)


def outcome(opened, content):
    try:
        session = opened(content, lambda done, _all: done < 50)
        assert session.moment().values  # what a window asks for first
    except Problem as problem:
        return str(problem)
    return "opened"


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(tries(6, 100)))
def test_100_mutations_of_a_file_open_or_are_refused(seed, opened):
    """Whatever it says, a file makes a session or a Problem, never another exception or an endless wait."""
    rng, content = random.Random(seed), json.dumps(FULL).encode()
    outcomes = {outcome(opened, mutated(content, rng)) for _ in range(100)}
    assert "opened" in outcomes
    assert len(outcomes) > 20


# Progress


def test_progress_hears_how_far_it_is(opened):
    heard = []
    opened(FULL | {"steps": 300}, lambda done, steps: heard.append((done, steps)) or True)
    assert heard == sorted(heard)
    assert {steps for _, steps in heard} == {300}
    assert heard[0][0] == 0


@pytest.mark.parametrize("at", [0, 1, 2, 5, 30])
def test_cancelled_it_stands_at_state_0(opened, at):
    session = opened(FULL | {"steps": 5_000_000, "cursor": 9}, lambda done, _all: done < at)
    assert (session.timeline.length, session.cursor, session.is_modified) == (1, 0, False)
    assert (list(session.timeline.events), session.stops) == ([], StopRules(40, 0.01))


def test_many_events_can_be_cancelled_too(opened):
    event = {"step": 0, "edit": {"change": "learning_rate", "value": 0.1}}
    answers = iter([True] * 10 + [False])
    session = opened(MINIMAL | {"events": [event] * 100_000}, lambda _done, _all: next(answers))
    assert session.timeline.length == 1


def test_of_very_many_events_nothing_is_kept_for_plots_and_they_are_drawn_as_they_were(tmp_path, monkeypatch):
    session = edited()
    columns, length = session.recorded_columns(), session.timeline.length
    monkeypatch.setattr(files, "MAX_SHOWN", 1)
    found = reopened(session, tmp_path)
    pieces = [piece.segment for piece in found.timeline.pieces(0, length)][:-1]

    assert pieces
    assert sum(len(segment._envelopes) for segment in pieces) == 0
    refined(found, columns, 0, length, 1000)
    for column in columns:
        wanted = session.timeline.series(column, 0, length, 1000)
        assert all(map(np.array_equal, found.timeline.series(column, 0, length, 1000), wanted, [True] * 3))


def test_nothing_to_train_asks_nobody(opened):
    opened(MINIMAL, lambda _done, _all: pytest.fail("asked"))
