"""Whatever a segment forgets, every row comes back as it was, bit for bit."""

import gc
import math
import tracemalloc

import numpy as np
import pytest

from bpgui.engine.training import Columns, Record, advance_readably
from bpgui.session.model.edits import SetLearningRate, SetParameter
from bpgui.session.timeline import segment as segment_module
from bpgui.session.timeline.column_kinds import GRADIENT, LOSS, PARAMETER, PREDICTION, TARGET
from bpgui.session.timeline.column_names import column_named
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.memory import Memory
from tests.article import article_session
from tests.session.builders import batched_session, rows_of

STEPS = 300
compiled = pytest.mark.usefixtures("kernel")


def the_record(session, steps):
    """Train the readable engine from a session's last row, keeping every number of every row."""
    experiment, state = session.experiment, session.timeline.state_at(session.cursor)
    wanted = Columns(experiment.watched, np.arange(experiment.network.parameter_count), every=1)
    record = Record(experiment.network, wanted, steps, math.inf)
    advance_readably(experiment.network, state, experiment.settings, experiment.data, steps, record)
    return record


def short_of_memory(session, most=6000):
    """Let a session that has not begun keep next to nothing."""
    session._memory._most = most
    return session


def test_a_step_takes_the_memory_of_a_step():
    session = article_session()
    session.train(3)
    tracemalloc.start()
    session.perform(SetLearningRate(0.1))
    session.train(1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000


@compiled
@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("samples", [7, 12])
@pytest.mark.parametrize("most", [1, 3000, 100_000_000])
def test_replay_is_the_record(shuffle, samples, most):
    check_replay(shuffle, samples, most)


def test_replay_by_the_readable_engine_is_the_record_too():
    check_replay(shuffle=True, samples=7, most=3000)


def check_replay(shuffle, samples, most):
    session = short_of_memory(batched_session(5, shuffle=shuffle, samples=samples), most)
    record = the_record(session, STEPS)
    session.train(STEPS)
    session._memory.balance()
    assert session.timeline.last.keyframes.every > 1 or most > 10_000
    found = rows_of(session.timeline, 1)
    for name in ("losses", "train_losses", "predictions", "parameters", "gradients"):
        assert found[name] == getattr(record, name).tobytes(), name
    for row in (STEPS, 1, 250, 77, 78, 76, 123):
        assert session.timeline.state_at(row).parameters.tobytes() == record.states[row - 1].tobytes()


@compiled
def test_futures_keep_their_steps_when_memory_is_short():
    rich, poor = batched_session(), short_of_memory(batched_session())
    for session in (rich, poor):
        session.train(200)
        session.perform(SetLearningRate(0.1))
        session.train(100)
        session.seek(120)
        session.perform(SetParameter("w1", 0.5))
        session.train(50)
        session._memory.balance()
    assert poor.timeline.last.keyframes.every > rich.timeline.last.keyframes.every == 1
    assert rows_of(poor.timeline) == rows_of(rich.timeline)
    for session in (rich, poor):
        session.undo()
    assert rows_of(poor.timeline) == rows_of(rich.timeline)


@compiled
def test_memory_stays_within_its_bound_however_long_and_however_many_futures():
    session = short_of_memory(article_session(), 20_000)
    for k in range(12):
        session.train(500)
        session.perform(SetLearningRate(0.01 + 0.001 * k))
    session._memory.balance()
    assert sum(segment.nbytes for segment in session._memory._segments) <= 20_000


def test_a_future_that_nobody_holds_gives_its_memory_back():
    session = article_session()
    session.train(10)
    session.perform(SetLearningRate(0.1))
    session.undo()
    session.perform(SetLearningRate(0.2))
    gc.collect()
    assert len(session._memory._segments) == 2


def test_nothing_to_forget_is_no_endless_loop():
    memory = Memory(1)
    session = article_session()
    memory.add(session.timeline.last)
    assert session.timeline.last.nbytes > 1


def test_a_value_needs_no_training_again_where_it_is_at_hand(monkeypatch):
    session = article_session()
    session.plotted = (4,)
    session.train(100)
    columns = [column_named(session.experiment, name) for name in ("loss", "w5", "grad_w5", "prediction")]
    expected = {column: session.timeline.row(100).column(column)[0] for column in columns}
    monkeypatch.setattr(segment_module, "advance", lambda *_: pytest.fail("trained again"))
    assert {column: session.timeline.value(column, 100) for column in expected} == expected
    assert session.timeline.value(Column(TARGET), 57) == 1.0
    assert math.isfinite(session.timeline.value(Column(LOSS), 57))


# Columns that were not recorded


@compiled
@pytest.mark.parametrize("column", [Column(PARAMETER, 2), Column(GRADIENT, 2)])
def test_a_newly_chosen_parameter_is_sampled_from_keyframes(column):
    session = short_of_memory(article_session(), 4000)
    session.train(STEPS)
    session._memory.balance()
    timeline = session.timeline
    assert timeline.last.keyframes.every > 1
    assert timeline.is_sampled(column, 0, timeline.length)
    steps, minima, maxima = timeline.series(column, 0, timeline.length, 1000)
    exact = np.concatenate([block.column(column) for block in timeline.rows(0, timeline.length)])
    known = ~np.isnan(minima)
    assert 10 < np.count_nonzero(known) < STEPS
    np.testing.assert_array_equal(minima[known], exact[steps[known].astype(int)])
    np.testing.assert_array_equal(maxima, minima)


def test_a_sample_that_is_not_recorded_is_told_by_keyframes():
    session = batched_session(samples=12)
    assert not len(session.experiment.watched)
    session.train(60)
    exact = np.concatenate([block.column(Column(PREDICTION, 1, 6)) for block in session.timeline.rows(0, 61)])
    assert session.timeline.is_sampled(Column(PREDICTION, 1, 6), 0, 61)
    assert not session.timeline.is_sampled(Column(PREDICTION, 1, 0), 0, 61)
    steps, minima, _ = session.timeline.series(Column(PREDICTION, 1, 6), 0, 61, 1000)
    np.testing.assert_array_equal(minima, exact[steps.astype(int)])


# The loss rule along the record


@compiled
@pytest.mark.parametrize("most", [1, 100_000_000])
@pytest.mark.parametrize("armed", [False, True])
@pytest.mark.parametrize("below", [0.3, 0.1, 0.012, 1e-9, 5.0])
def test_the_first_row_below_is_found_without_looking_at_all(most, armed, below):
    session = short_of_memory(article_session(0.1), most)
    session.perform(SetParameter("w5", 2.0))
    session.train(60)
    session._memory.balance()
    losses = np.concatenate([block.train_losses for block in session.timeline.rows(0, 62)])
    expected, is_armed = None, armed
    for row, loss in enumerate(losses.tolist()):
        if is_armed and loss < below:
            expected = row
            break
        is_armed = is_armed or loss >= below
    assert session.timeline.first_below(below, armed, 0, 62) == (expected, is_armed)
