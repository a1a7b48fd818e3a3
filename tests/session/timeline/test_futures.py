import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.engine.step import State
from bpgui.engine.training import Columns, Record, advance_readably, predict
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import (
    SetBatchSize,
    SetInput,
    SetLearningRate,
    SetParameter,
    SetSeed,
    SetShuffle,
    SetTarget,
)
from bpgui.session.model.settings import OPTIMISER
from bpgui.session.timeline import futures
from bpgui.session.timeline.column_kinds import PARAMETER, PREDICTION, TARGET
from bpgui.session.timeline.column_names import column_named
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import Timeline
from tests.article import START, article, article_session
from tests.session.builders import batched_session, rows_of


def edited(steps=3):
    """The article after `steps` steps, an edit, and as many steps again."""
    session = article_session()
    session.train(steps)
    session.perform(SetLearningRate(0.1))
    session.train(steps)
    return session.timeline


def facts(state: State):
    return (state.step, state.epoch, state.position, state.epoch_seed, state.parameters.tolist())


def test_a_timeline_begins_with_one_row():
    timeline = Timeline.begin(article(), START)
    assert (timeline.length, list(timeline.events)) == (1, [])
    assert facts(timeline.state_at(0)) == (0, 0, 0, None, START.tolist())


def test_rows_come_in_blocks_under_one_experiment():
    blocks = list(edited().rows(0, 8))
    assert [(block.first, block.steps.tolist(), block.event) for block in blocks] == [
        (0, [0], ""),
        (1, [1, 2, 3], ""),
        (4, [3], "learning_rate: 0.05 -> 0.1"),
        (5, [4, 5, 6], ""),
    ]


@pytest.mark.parametrize(
    ("first", "last", "steps", "events"),
    [
        (2, 6, [2, 3, 3, 4], ["", "learning_rate: 0.05 -> 0.1", ""]),
        (5, 8, [4, 5, 6], [""]),
        (4, 5, [3], ["learning_rate: 0.05 -> 0.1"]),
        (6, 99, [5, 6], [""]),
        (-5, 1, [0], [""]),
        (3, 3, [], []),
        (99, 100, [], []),
    ],
)
def test_any_rows(first, last, steps, events):
    blocks = list(edited().rows(first, last))
    assert [step for block in blocks for step in block.steps.tolist()] == steps
    assert [block.event for block in blocks] == events


@pytest.mark.parametrize("row", [-1, 8])
def test_a_row_that_is_not_there(row):
    with pytest.raises(IndexError):
        edited().state_at(row)


@pytest.mark.parametrize(("step", "row"), [(0, 0), (2, 2), (3, 4), (4, 5), (6, 7), (7, 7), (-1, 0)])
def test_the_last_row_of_a_step(step, row):
    assert edited().row_of_step(step) == row


@pytest.mark.parametrize("row", range(0, 46, 3))
@pytest.mark.parametrize("shuffle", [False, True])
def test_training_on_from_any_state_gives_the_rows_that_follow(row, shuffle):
    """Whatever was changed in the middle of an epoch: a state knows how its epoch goes on."""
    session = batched_session(2, shuffle=shuffle)
    for edit, steps in ((SetSeed(8), 10), (SetShuffle(not shuffle), 7), (SetBatchSize(4), 5), (SetSeed(9), 19)):
        session.train(steps)
        session.perform(edit)
    session.train(1)
    piece = next(session.timeline.pieces(row + 1, session.timeline.length))
    [block] = piece.segment.blocks(max(piece.first, 1), piece.last, 0)
    experiment, count = block.experiment, len(block.steps)
    everything = Columns(experiment.watched, np.arange(experiment.network.parameter_count))
    record = Record(experiment.network, everything, count, 1.0)
    before = piece.segment.state(max(piece.first, 1) - 1)

    advance_readably(experiment.network, before, experiment.settings, experiment.data, count, record)

    for name in ("losses", "train_losses", "predictions", "parameters", "gradients"):
        assert getattr(record, name).tobytes() == getattr(block, name).tobytes(), name


def test_a_state_is_a_copy():
    timeline = edited()
    timeline.state_at(2).parameters[:] = 0.0
    assert timeline.state_at(2).parameters.all()


# Forks


def test_a_fork_shares_the_rows_up_to_it_and_leaves_the_old_timeline():
    old = edited()
    before = rows_of(old)
    new = old.fork(5, SetLearningRate(0.2))
    assert rows_of(old) == before
    assert new.length == 7
    assert [facts(new.state_at(row)) for row in range(6)] == [facts(old.state_at(row)) for row in range(6)]


def test_a_fork_before_an_event_does_not_have_it():
    new = edited().fork(2, SetLearningRate(0.2))
    assert [(event.row, event.step, event.text) for event in new.events] == [(3, 2, "learning_rate: 0.05 -> 0.2")]


def test_a_fork_at_an_event_comes_after_it():
    new = edited().fork(4, SetLearningRate(0.2))
    assert [(event.row, event.step) for event in new.events] == [(4, 3), (5, 3)]


def test_events_at_one_state_keep_their_order():
    timeline = Timeline.begin(article(), START)
    for k in range(4):
        timeline = timeline.fork(k, SetParameter("w1", float(k)))
    assert [event.text for event in timeline.events] == ["w1: 0.11 -> 0", "w1: 0 -> 1", "w1: 1 -> 2", "w1: 2 -> 3"]


def test_of_very_many_events_some_stand_for_all_in_a_picture(monkeypatch):
    monkeypatch.setattr(futures, "MAX_SHOWN", 8)
    timeline = Timeline.begin(article(), START)
    for k in range(40):
        timeline = timeline.fork(k, SetParameter("w1", float(k)))
    steps, minima, maxima = timeline.series(Column(PARAMETER), 0, 41, 1000)
    assert minima.tolist() == maxima.tolist() == [0.11, 7.0, 15.0, 23.0, 31.0, 39.0]
    assert len(steps) == 6
    assert [block.first for block in timeline.rows(0, 41)] == list(range(41))


def test_the_kinds_are_those_of_all_events_up_to_the_end():
    timeline = Timeline.begin(article(), START)
    for k, name in enumerate(("momentum", "plain")):
        timeline = timeline.fork(k, OPTIMISER.edit(name))
    assert {"velocity_", "step_"} <= {kind.heading for kind in timeline.kinds}
    other = timeline.fork(0, OPTIMISER.edit("rmsprop"))
    assert {"s_", "step_"} <= {kind.heading for kind in other.kinds}
    assert "velocity_" not in {kind.heading for kind in other.kinds}


def test_a_refused_edit_forks_nothing():
    with pytest.raises(Problem):
        edited().fork(2, SetParameter("w9", 1.0))


def test_an_event_keeps_position_and_epoch():
    session = batched_session(2)
    session.train(5)
    session.perform(SetParameter("w1", 0.5))
    before, after = session.timeline.state_at(5), session.timeline.state_at(6)
    assert facts(after)[:4] == facts(before)[:4]


def test_the_row_of_an_event_is_measured_under_what_it_changed():
    session = article_session(learning_rate=0.0)
    session.train(1)
    session.perform(SetTarget("out", 1, 0.0))
    losses = np.concatenate([block.losses for block in session.timeline.rows(1, 3)])
    assert losses == pytest.approx([0.3272405, 0.191**2 / 2], abs=1e-15)


# Columns


def test_columns_of_the_article():
    session = article_session()
    session.train(1)
    block = session.timeline.row(0)
    first = {
        name: block.column(column_named(block.experiment, name))[0]
        for name in ("loss", "train_loss", "prediction", "target", "w5", "grad_w5")
    }
    expected = {"loss": 0.3272405, "train_loss": 0.3272405, "prediction": 0.191, "target": 1.0, "w5": 0.14}
    assert first == pytest.approx(expected | {"grad_w5": -0.68765}, abs=1e-15)


@pytest.mark.parametrize("samples", [7, 9])
def test_a_prediction_is_the_same_whether_rows_record_it_or_not(samples):
    session = batched_session(samples=samples)
    session.train(20)
    [block] = session.timeline.rows(1, 21)
    network, inputs = block.experiment.network, block.experiment.data.inputs
    alone = [predict(network, own, inputs[[4]])[0, 1] for own in block.parameters]
    assert block.column(Column(PREDICTION, 1, 4)).tolist() == alone


def test_a_target_changes_with_its_event():
    session = batched_session()
    session.train(1)
    session.perform(SetTarget("o1", 2, 0.75))
    columns = [block.column(Column(TARGET, 0, 1)).tolist() for block in session.timeline.rows(1, 3)]
    assert columns[0] != columns[1] == [0.75]


def test_a_recorded_gradient_is_that_of_the_rows_batch():
    session = batched_session(3)
    session.train(4)
    [block] = session.timeline.rows(4, 5)
    state, data = session.timeline.state_at(4), block.experiment.data
    batch = session.moment().batch
    done = run_pass(block.experiment.network, state.parameters, data.inputs[batch], data.targets[batch])
    assert block.gradients[0].tolist() == done.gradient.tolist()


def test_an_input_that_changes_changes_the_predictions_from_there_on():
    session = article_session(learning_rate=0.0)
    session.train(1)
    session.perform(SetInput("i1", 1, 0.0))
    predictions = [block.column(Column(PREDICTION))[0] for block in session.timeline.rows(1, 3)]
    assert predictions == pytest.approx([0.191, 0.63 * 0.14 + 0.24 * 0.15], abs=1e-15)
