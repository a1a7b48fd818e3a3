"""What holds for every kind of column, those to come among them: what its entry says is what rows say."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.inside import stages
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain
from bpgui.session.timeline import samples as samples_module
from bpgui.session.timeline import series as series_module
from bpgui.session.timeline.column_kinds import (
    GRADIENT,
    INSIDE,
    KINDS,
    LOSS,
    OF_EXPERIMENT,
    OF_PARAMETER,
    PARAMETER,
    PREDICTION,
    TARGET,
    TRAIN_LOSS,
)
from bpgui.session.timeline.columns import Column, ColumnKind
from tests.article import article_session
from tests.remembering import REMEMBERING, remembering
from tests.session.builders import batched_session
from tests.session.timeline.test_refiner import refined
from tests.session.timeline.test_segment import short_of_memory

STEPS = 60
#: A kind that rows do not record and that no parameters tell: the largest gradient of a row.
LARGEST = ColumnKind(
    "largest", OF_EXPERIMENT, read=lambda _, rows, __: np.abs(rows.gradients).max(axis=1, keepdims=True)
)
#: The number that a test's optimiser remembers of each parameter.
VELOCITY = ColumnKind(
    "velocity_", OF_PARAMETER, read=lambda _, rows, __: rows.inner, state_start=lambda network: network.parameter_count
)
__all__ = ["remembering"]


def last_column(kind, experiment):
    """Return the last column of a kind, of sample 5 where samples have their own."""
    return list(kind.columns(experiment, [4]))[-1]


def session_with(kind, samples):
    """Return a session that has a kind of columns, where some settings give it one; else it has a plain optimiser."""
    session = batched_session(samples=samples)
    for name in ("plain", "momentum", "rmsprop", "amsgrad"):
        settings = replace(session.experiment.settings, optimiser=name, l2=0.01, clip=0.3, warm_up=5)
        changed = replace(session.experiment, settings=settings)
        if kind.exists(changed):
            break
    return Session(changed, session.timeline.state_at(0).parameters)


def row_by_row(session, column):
    return np.concatenate([block.column(column) for block in session.timeline.rows(0, session.timeline.length)])


@pytest.fixture(params=[*KINDS, LARGEST], ids=repr)
def kind(request):
    return request.param


@pytest.mark.usefixtures("kernel")
@pytest.mark.parametrize("samples", [7, 12])
@pytest.mark.parametrize("most", [1500, 100_000_000])
def test_samples_are_some_of_the_rows_and_the_refiner_brings_the_others(kind, samples, most, monkeypatch):
    """Of few keyframes or of all; with predictions that rows record, and with such that they do not."""
    monkeypatch.setattr(series_module, "MAX_BLOCKS", 16)
    session = short_of_memory(session_with(kind, samples), most)
    session.train(STEPS)
    session._memory.balance()
    column, timeline = last_column(kind, session.experiment), session.timeline
    if not column.exists(session.experiment):
        assert np.isnan(timeline.series(column, 0, STEPS + 1, 1000)[1]).all()
        return

    exact = row_by_row(session, column)
    steps, minima, maxima = timeline.series(column, 0, STEPS + 1, 1000)
    if timeline.is_sampled(column, 0, STEPS + 1):
        known = ~np.isnan(minima)
        np.testing.assert_array_equal(minima[known], exact[steps[known].astype(int)])
        np.testing.assert_array_equal(maxima, minima)
    refined(session, [column], 0, STEPS + 1, 1000)

    assert not timeline.is_sampled(column, 0, STEPS + 1)
    np.testing.assert_array_equal(timeline.series(column, 0, STEPS + 1, 1000)[1], exact)
    assert [timeline.value(column, row) for row in (0, 7, STEPS)] == pytest.approx(
        exact[[0, 7, STEPS]], rel=0, nan_ok=True
    )


def test_columns_are_the_same_bits_one_by_one_and_all_of_some_samples(kind):
    session = session_with(kind, 12)
    session.train(5)
    [block] = session.timeline.rows(1, 6)
    experiment, samples = session.experiment, (11, 0, 4)
    if not kind.exists(experiment):
        return
    columns = list(kind.columns(experiment, samples))
    together = kind.values(experiment, block, samples)

    assert together.shape == (5, len(columns)) == (5, kind.count(experiment, samples))
    for k, column in enumerate(columns):
        assert block.column(column).tobytes() == together[:, k].tobytes()


def test_a_record_tells_of_columns_that_rows_record_and_of_others_together():
    session = batched_session(samples=12)
    columns = [Column(PREDICTION, 1, 6), Column(LOSS), Column(LARGEST), Column(PARAMETER, 3), Column(GRADIENT, 5)]
    session.train(20)
    segment = session.timeline.last
    recording = segment.recording(columns)
    expected = np.stack([row_by_row(session, column)[1:] for column in columns])
    records = [
        (recording.values(record), *recording.fold(record, 4)) for record in segment.replay(1, 21, recording.wanted)
    ]

    [(values, minima, maxima)] = records
    assert values.tobytes() == expected.tobytes()
    edges = [0, 3, 7, 11, 15, 19]  # rows 1 to 3, 4 to 7, ..
    assert minima.tobytes() == np.minimum.reduceat(expected, edges, axis=1).tobytes()
    assert maxima.tobytes() == np.maximum.reduceat(expected, edges, axis=1).tobytes()


def test_a_constant_column_changes_by_events_only():
    session = article_session()
    session.train(3)
    session.perform(SetLearningRate(0.1))
    session.train(1)
    [rate] = (Column(kind) for kind in KINDS if kind.heading == "learning_rate")
    assert session.timeline.series(rate, 0, 6, 100)[1].tolist() == [0.05] * 4 + [0.1] * 2
    assert not session.timeline.is_sampled(rate, 0, 6)


@pytest.mark.parametrize(
    "column", [Column(PARAMETER, -1), Column(GRADIENT, 6), Column(PREDICTION, 0, 1), Column(TARGET, 1)]
)
def test_a_column_that_is_not_there_is_refused(column):
    session = article_session()
    assert not column.exists(session.experiment)
    with pytest.raises(KeyError):
        session.timeline.value(column, 0)


def test_a_kind_that_nothing_tells_how_to_read_is_refused():
    with pytest.raises(ValueError, match="nothing says how"):
        ColumnKind("nothing", OF_EXPERIMENT)


@pytest.mark.parametrize("most", [1, 100_000_000])
def test_what_the_optimiser_remembers_is_a_column(remembering, most):
    plain = batched_session()
    settings = replace(plain.experiment.settings, optimiser=REMEMBERING)
    session = Session(replace(plain.experiment, settings=settings), plain.timeline.state_at(0).parameters)
    short_of_memory(session, most).train(STEPS)
    session._memory.balance()
    exact = [session.timeline.state_at(row).optimiser[3] for row in range(STEPS + 1)]
    column, timeline = Column(VELOCITY, 3), session.timeline

    steps, minima, _ = timeline.series(column, 0, STEPS + 1, 1000)
    assert minima.tolist() == [exact[int(step)] for step in steps]
    refined(session, [column], 0, STEPS + 1, 1000)
    assert timeline.series(column, 0, STEPS + 1, 1000)[1].tolist() == row_by_row(session, column).tolist() == exact


@pytest.mark.parametrize("most", [1500, 100_000_000])
@pytest.mark.parametrize("optimiser", ["momentum", "adam", "amsgrad", "adamw"])
def test_the_inside_of_updates_is_the_explanations_in_plots_and_beyond_a_fork(optimiser, most):
    plain = batched_session()
    settings = replace(plain.experiment.settings, optimiser=optimiser, clip=0.2, warm_up=4)
    session = Session(replace(plain.experiment, settings=settings), plain.timeline.state_at(0).parameters)
    short_of_memory(session, most).train(40)
    session.seek(25)
    session.perform(SetLearningRate(0.2))
    session.train(20)
    session._memory.balance()
    kinds = [kind for kind in INSIDE if kind.exists(session.experiment)]
    columns = [Column(kind, 3) for kind in kinds]
    refined(session, columns, 0, session.timeline.length, 1000)
    found = [session.timeline.series(column, 0, session.timeline.length, 1000)[1] for column in columns]

    assert found[0].shape == (47,)
    for row in range(session.timeline.length):
        session.seek(row)
        wanted = stages(session.moment().step)
        assert [column[row] for column in found] == [wanted[kind.heading.removesuffix("_")][3] for kind in kinds]


def test_a_long_batch_is_waited_for_only_in_a_thread(monkeypatch):
    """Where a step takes longer than a person notices, what it computes is brought."""
    session = session_with(INSIDE[1], 12)
    session.train(10)
    monkeypatch.setattr(samples_module, "MAX_AT_ONCE", 1)
    column, timeline = Column(INSIDE[1], 3), session.timeline
    known = timeline.series(column, 0, 11, 1000)[1]
    assert np.isnan(known[1:]).all()
    assert timeline.is_awaited(column, 10)
    assert np.isnan(timeline.series(column, 10, 11, 1)[1])
    refined(session, [column], 0, 11, 1000)
    assert not timeline.is_awaited(column, 10)
    assert timeline.series(column, 0, 11, 1000)[1].tolist() == row_by_row(session, column).tolist()


# In a walk


def moments_of(session):
    """Walk the step after the last row; yield the moment at each stop, the last at the end of its update."""
    for done in range(session.moment().ladder.stops):
        session.walk_to(done)
        yield session.moment()
    session.walk(Grain.NEURON)
    yield session.moment()


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (Column(PARAMETER), 0),
        (Column(TARGET), 0),
        (Column(PREDICTION, 1, 6), 0),  # of a sample that is not in the batch
        (Column(PREDICTION, 1, 0), 5),
        (Column(PREDICTION, 1, 1), 0),  # and hidden again while its own forward phase is walked
        (Column(LOSS), 19),
        (Column(TRAIN_LOSS), 19),
        (Column(GRADIENT, 3), 24),
        (Column(INSIDE[3], 3), 29),  # it takes the whole update
    ],
)
def test_a_value_is_hidden_until_the_walk_has_computed_it(column, first):
    """The batch is samples 0 and 1: five stops forward, two for the loss, five backward each; then five to update."""
    session = batched_session(2, shuffle=False)
    *during, end = moments_of(session)
    shown = [done for done, moment in enumerate(during) if not column.is_hidden(moment, is_asked=False)]
    walks_again = range(12, 17) if column == Column(PREDICTION, 1, 1) else ()

    assert shown == [done for done in range(first, 29) if done not in walks_again]
    assert column.is_hidden(end, is_asked=False) == (column.kind not in (PARAMETER, TARGET))


def test_while_something_is_asked_only_the_walked_sample_is_shown():
    session = batched_session(2, shuffle=False)
    for moment in moments_of(session):
        for column in (
            Column(LOSS),
            Column(TRAIN_LOSS),
            Column(GRADIENT, 3),
            *(Column(PREDICTION, 0, s) for s in range(7)),
        ):
            is_walked = column.kind is PREDICTION and column.sample == moment.walked_sample
            assert column.is_hidden(moment, is_asked=True) == (
                column.is_hidden(moment, is_asked=False) or not is_walked
            )
        assert not Column(PARAMETER).is_hidden(moment, is_asked=True)
