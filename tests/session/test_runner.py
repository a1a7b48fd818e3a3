import math
import threading

import numpy as np
import pytest

from bpgui.session import runner as runner_module
from bpgui.session.model.edits import SetLearningRate, SetParameter
from bpgui.session.runner import CHUNK_SECONDS, Hold, Pace, Runner, met_rules, next_chunk
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from bpgui.session.timeline.segment import MAX_CHUNK
from bpgui.session.timeline.trainer import Trainer
from tests.article import article_session
from tests.session.builders import batched_session, finish, rows_of, run


def ruled(rate=0.05, **rules):
    session = article_session(rate)
    session.stops = StopRules(**rules)
    return session


# How a run ends


def test_a_goal_is_reached_exactly():
    session = article_session()
    halt = run(session, goal=321)
    assert (halt.reason, halt.step, session.timeline.length, session.cursor) == ("done", 321, 322, 321)


def test_a_goal_behind_the_cursor_ends_at_once():
    session = article_session()
    session.train(5)
    assert (run(session, goal=3).reason, session.steps) == ("done", 5)


def test_a_goal_at_the_cursor_moves_nothing_in_the_past():
    session = article_session()
    session.train(5)
    session.seek(3)
    assert (run(session, goal=3).reason, session.cursor) == ("done", 3)


def test_after_n_steps_it_stops_exactly_there():
    halt = run(ruled(step=77))
    assert (halt.reason, halt.step) == ("step", 77)


@pytest.mark.parametrize("most", [1, 2, 7, MAX_CHUNK])
def test_the_loss_rule_stops_at_the_exact_state_whatever_the_chunk(most, monkeypatch):
    monkeypatch.setattr(runner_module, "MAX_CHUNK", most)
    session = ruled(loss=0.001)
    halt = run(session)
    expected = article_session().train(1000, below=0.001).ended
    assert (halt, session.steps) == (expected, expected.step)


@pytest.mark.parametrize("most", [1, 2, 7, MAX_CHUNK])
def test_divergence_stops_at_the_exact_state_whatever_the_chunk(most, monkeypatch):
    monkeypatch.setattr(runner_module, "MAX_CHUNK", most)
    session = article_session(1.0)
    halt = run(session)
    assert (halt.reason, halt.step, session.steps, session.timeline.length) == ("diverged", 3, 3, 4)


def test_from_a_diverged_row_a_run_ends_at_once():
    session = article_session(1.0)
    run(session)
    assert (run(session).reason, session.timeline.length) == ("diverged", 4)


def test_a_goal_goes_before_stop_rules():
    halt = run(ruled(step=5, loss=0.3), goal=20)
    assert (halt.reason, halt.step) == ("done", 20)


# Rules that are met already


def test_a_step_rule_behind_the_cursor_does_not_fire():
    session = ruled(step=5, loss=0.01)
    session.train(6)
    assert met_rules(session) == {"step"}
    assert run(session).reason == "loss"


def test_a_loss_rule_that_is_met_already_does_not_fire_until_it_has_been_unmet():
    """The loss goes 0.003, 0.023, 0.177, 0.495, 0.033."""
    session = ruled(0.5, loss=0.05)
    for k, value in enumerate(2.2 * session.moment().state.parameters, 1):
        session.perform(SetParameter(f"w{k}", float(value)))
    assert met_rules(session) == {"loss"}
    halt = run(session)
    assert (halt.reason, halt.step) == ("loss", 4)


def test_rules_that_are_not_met_hold_no_run():
    assert not Hold().keeps(ruled(step=5, loss=0.01))


def test_in_the_middle_of_an_epoch_a_rule_is_judged_by_the_whole_training_loss():
    session = batched_session(3)
    session.train(1)
    session.stops = StopRules(loss=session.place.training_loss() * 1.01)
    assert met_rules(session) == {"loss"}


def met(step=5, loss=None, at=8):
    session = ruled(step=step, loss=loss)
    session.train(at)
    return session


def test_a_met_rule_keeps_a_run_from_beginning_until_it_is_asked_for_again():
    hold, session = Hold(), met()
    assert hold.keeps(session)
    assert hold.rules == {"step"}
    assert not hold.keeps(session)
    assert not hold.rules


def test_after_running_on_the_rule_is_silent_until_it_has_been_unmet():
    hold, session = Hold(), met()
    hold.keeps(session)
    hold.keeps(session)
    session.train(3)
    assert not hold.keeps(session)

    session.seek_step(2)
    assert not hold.lets_go(session)
    session.seek_step(6)
    assert hold.keeps(session)


@pytest.mark.parametrize("move", [lambda s: s.seek(6), lambda s: setattr(s, "stops", StopRules(step=7)), Session.step])
def test_asking_again_elsewhere_or_under_other_rules_is_asking_anew(move):
    hold, session = Hold(), met()
    hold.keeps(session)
    move(session)
    assert hold.lets_go(session)
    assert not hold.rules
    assert hold.keeps(session)


def test_an_offer_stays_while_nothing_moves():
    hold, session = Hold(), met()
    hold.keeps(session)
    session.choose_sample(0)
    assert not hold.lets_go(session)
    assert hold.rules == {"step"}


def test_each_rule_is_silent_for_itself():
    hold, session = Hold(), met(step=5, loss=1e-6, at=8)
    hold.keeps(session)
    hold.keeps(session)
    session.train(200)
    assert hold.keeps(session)
    assert hold.rules == {"loss"}


def test_a_changed_rule_is_not_silent_any_more():
    hold, session = Hold(), met()
    hold.keeps(session)
    hold.keeps(session)
    old, session.stops = session.stops, StopRules(step=6)
    hold.note_rules(old, session.stops)
    assert hold.keeps(session)


def test_a_loss_rule_that_was_unmet_on_the_way_is_not_silent_any_more():
    session = ruled(0.5, loss=0.05)
    for k, value in enumerate(2.2 * session.moment().state.parameters, 1):
        session.perform(SetParameter(f"w{k}", float(value)))
    hold = Hold()
    assert (hold.keeps(session), hold.keeps(session)) == (True, False)
    runner = Runner(session, math.inf)
    assert finish(runner).reason == "loss"
    hold.note_end(runner)
    assert hold.keeps(session)


# In the past


def test_in_the_past_a_run_walks_the_record_before_it_trains_on():
    session = article_session()
    session.train(20)
    session.perform(SetParameter("w5", 0.3))
    session.train(20)
    before = rows_of(session.timeline)["events"]
    session.seek(5)
    halt = run(session, goal=60)
    assert (halt.step, session.timeline.length) == (60, 62)
    assert rows_of(session.timeline)["events"] == before


def test_a_goal_inside_the_record_trains_nothing():
    session = article_session()
    session.train(20)
    session.seek(5)
    assert (run(session, goal=12).step, session.cursor, session.steps) == (12, 12, 20)


def test_a_loss_rule_stops_inside_the_record():
    session = ruled(loss=0.01)
    session.train(100)
    session.seek(0)
    halt = run(session)
    assert (halt.reason, halt.step) == ("loss", article_session().train(100, below=0.01).ended.step)


def test_more_rows_than_one_poll_walks(monkeypatch):
    monkeypatch.setattr(runner_module, "MIN_ROWS", 10)
    session = article_session()
    session.train(35)
    session.seek(0)
    runner, cursors = Runner(session, math.inf, 33), []
    while runner.poll() is None:
        cursors.append(session.cursor)
    assert (cursors, session.cursor) == ([10, 20, 30], 33)


# The thread


def test_a_run_that_is_suspended_goes_on_with_the_same_rows():
    session, whole = batched_session(), batched_session()
    whole.train(400)
    runner = Runner(session, math.inf, 400)
    for _ in range(5):
        runner.poll()
        runner.suspend()
    finish(runner)
    assert rows_of(session.timeline) == rows_of(whole.timeline)


def test_an_edit_between_two_polls_forks_and_the_run_goes_on():
    session = article_session()
    runner = Runner(session, math.inf, 500)
    runner.poll()
    runner.suspend()
    at = session.step_number
    session.perform(SetLearningRate(0.01))
    finish(runner)
    assert [(event.step, event.text) for event in session.timeline.events] == [(at, "learning_rate: 0.05 -> 0.01")]
    assert session.steps == 500


def test_suspending_ends_the_thread_and_keeps_what_it_did():
    session = article_session()
    runner = Runner(session, math.inf)
    while session.steps < 10:
        runner.poll()
    runner.suspend()
    assert not [thread for thread in threading.enumerate() if thread.name == "training"]
    assert session.cursor == session.steps >= 10


def test_what_breaks_in_the_thread_is_raised_where_it_is_polled(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("broken")

    monkeypatch.setattr(Trainer, "train", broken)
    with pytest.raises(ZeroDivisionError, match="broken"):
        run(article_session(), goal=5)


def test_rows_appear_only_when_polled():
    session = article_session()
    runner = Runner(session, math.inf)
    runner.poll()
    length = session.timeline.length
    for _ in range(1000):
        assert session.timeline.length == length
    runner.suspend()


# Pace


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("rate", "seconds", "due"),
    [(2.0, 0.4, 0), (2.0, 0.5, 1), (2.0, 1.9, 3), (1000.0, 0.25, 250), (math.inf, 0.0, math.inf)],
)
def test_how_many_steps_are_due(rate, seconds, due):
    pace = Pace(rate, clock := Clock())
    clock.now = seconds
    assert pace.due() == due


def test_steps_that_were_taken_are_not_due():
    pace = Pace(10.0, clock := Clock())
    clock.now = 1.0
    pace.took(4)
    assert pace.due() == 6
    pace.took(8)
    assert pace.due() == 0


def test_how_long_until_the_next_step():
    pace = Pace(2.0, clock := Clock())
    clock.now = 0.125
    assert pace.seconds_to_next() == 0.375
    pace.took(1)
    assert pace.seconds_to_next() == 0.875
    clock.now = 5.0
    assert pace.seconds_to_next() == 0.0
    assert Pace(math.inf, clock).seconds_to_next() == 0.0


def test_at_a_pace_no_more_steps_are_taken_than_are_due():
    session = article_session()
    runner = Runner(session, 1.0, 10)
    runner._pace = Pace(1.0, clock := Clock())
    clock.now = 3.5
    while session.steps < 3:
        runner.poll()
    runner.suspend()
    assert session.steps == 3


def test_in_the_past_the_pace_is_kept_and_events_cost_nothing():
    session = article_session()
    session.train(2)
    session.perform(SetParameter("w5", 0.3))
    session.train(5)
    session.seek(0)
    runner = Runner(session, 1.0)
    runner._pace = Pace(1.0, clock := Clock())
    for clock.now, cursor in ((0.0, 0), (1.0, 1), (3.0, 4), (3.9, 4)):
        runner.poll()
        assert session.cursor == cursor


def test_a_rule_that_was_unmet_before_a_pause_fires_after_it():
    session = ruled(0.5, loss=0.05)
    for k, value in enumerate(2.2 * session.moment().state.parameters, 1):
        session.perform(SetParameter(f"w{k}", float(value)))
    runner = Runner(session, 1.0)
    runner._pace = Pace(1.0, clock := Clock())
    clock.now = 3.5
    while session.steps < 3:
        runner.poll()
    runner.set_rate(math.inf)
    assert finish(runner).step == 4


def test_another_rate_goes_on_from_where_the_run_is():
    session = article_session()
    runner = Runner(session, 1e-9, 50)
    runner.poll()
    assert session.steps == 0
    runner.set_rate(math.inf)
    assert (finish(runner).step, session.steps) == (50, 50)


@pytest.mark.parametrize(
    ("chunk", "seconds", "expected"),
    [
        (8, CHUNK_SECONDS / 4, 16),
        (8, CHUNK_SECONDS, 8),
        (8, 3 * CHUNK_SECONDS, 4),
        (1, 100.0, 1),
        (MAX_CHUNK, 0.0, MAX_CHUNK),
    ],
)
def test_chunks_grow_and_shrink_with_the_time_they_take(chunk, seconds, expected):
    assert next_chunk(chunk, seconds) == expected


def test_a_run_records_what_the_rows_of_a_step_record():
    session = batched_session()
    run(session, goal=5)
    train_losses = np.concatenate([block.train_losses for block in session.timeline.rows(0, 6)])
    assert np.isnan(train_losses).tolist() == [False, True, True, False, True, True]
