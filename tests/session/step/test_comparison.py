from dataclasses import replace

import pytest

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.formulas.past_steps import MAX_PAST, past_steps
from bpgui.session.model.edits import SetLocked
from bpgui.session.session import Session
from bpgui.session.step.comparison import comparison
from tests.article import START, article


def session_with(name):
    return Session(replace(article(), settings=article().settings.but(optimiser=name)), START)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_each_does_at_the_start_what_a_session_with_it_does(name):
    mine = {row.optimiser: row for row in comparison(session_with("plain").moment().step, 4)}
    other = session_with(name)
    other.train(1)
    assert mine[name].new == float(other.timeline.state_at(1).parameters[4])
    assert mine[name].is_own == (name == "plain")


def test_the_present_one_goes_on_with_what_it_remembers():
    session = session_with("adam")
    session.train(3)
    [own] = [row for row in comparison(session.moment().step, 2) if row.is_own]
    assert own.new == float(session.moment().step.after.parameters[2])


def test_a_locked_parameter_is_moved_by_none():
    session = session_with("adam")
    session.perform(SetLocked("w1", True))
    assert {row.change for row in comparison(session.moment().step, 0)} == {0.0}


def test_past_steps_end_at_an_event():
    session = session_with("adam")
    session.train(2)
    session.perform(SetLocked("w1", True))
    assert [step.state.step for step in past_steps(session.moment(), session.timeline)] == [2]
    session.train(9)
    steps = past_steps(session.moment(), session.timeline)
    assert [step.state.step for step in steps] == list(range(12 - MAX_PAST, 12))
    assert steps[-2].after.vector.tobytes() == steps[-1].state.vector.tobytes()
