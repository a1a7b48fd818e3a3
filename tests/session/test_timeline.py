import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.engine.training import State, predict
from bpgui.session.edits import SetBatchSize, SetInput, SetLearningRate, SetParameter, SetSeed, SetShuffle, SetTarget
from bpgui.session.problems import Problem
from bpgui.session.timeline import Timeline, output_column
from tests.article import START, article, article_session
from tests.session.builders import batched_session, rows_of


def edited(steps=3):
    """The article after `steps` steps, an edit, and as many steps again."""
    session = article_session()
    session.train(steps)
    session.perform(SetParameter("w5", 0.3))
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
        (0, [0, 1, 2, 3], ""),
        (4, [3, 4, 5, 6], "w5: 0.14 -> 0.3"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "steps", "events"),
    [
        (2, 6, [2, 3, 3, 4], ["", "w5: 0.14 -> 0.3"]),
        (5, 8, [4, 5, 6], [""]),
        (4, 5, [3], ["w5: 0.14 -> 0.3"]),
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


@pytest.mark.parametrize("row", range(0, 40, 3))
@pytest.mark.parametrize("shuffle", [False, True])
def test_training_again_from_any_state_gives_the_same_rows(row, shuffle):
    session = batched_session(2, shuffle=shuffle)
    session.train(10)
    session.perform(SetSeed(8))
    session.train(7)
    session.perform(SetShuffle(not shuffle))
    session.train(5)
    session.perform(SetBatchSize(4))
    session.train(20)
    whole = rows_of(session.timeline)

    again = retrained(session.timeline, row)

    assert rows_of(again) == whole


def retrained(timeline, row):
    """The rows up to `row`, then the events and steps that `timeline` has after it."""
    session = batched_session()
    session.timeline = timeline.fork(row, SetSeed(timeline.experiment_at(row).settings.seed))
    session.timeline = Timeline((*session.timeline._shared,), session.timeline.last, [])
    return replay(session, timeline, row)
