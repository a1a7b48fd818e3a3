from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, moved
from bpgui.session.formulas.past_steps import MAX_PAST, past_steps
from bpgui.session.model.edits import SetLocked
from bpgui.session.model.experiment import Experiment
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


@pytest.mark.parametrize("index", [0, 4, 6, 8])  # two weights, two biases
@pytest.mark.parametrize("own", OPTIMISERS)
def test_one_parameter_moves_as_among_all(own, index):
    network = Network(2, (Layer(2, "tanh", True), Layer(1, "linear", True)))
    rng = np.random.default_rng(7)
    settings = Settings(0.3, np.zeros(9, dtype=bool)).but(optimiser=own, clip=0.01, decay=0.2, l2=0.1)
    data = Data(rng.normal(size=(4, 2)), rng.normal(size=(4, 1)))
    session = Session(Experiment(network, settings, data), rng.normal(size=9))
    session.train(3)
    step = session.moment().step
    for row in comparison(step, index):
        vector = step.state.optimiser if row.is_own else OPTIMISERS[row.optimiser].start(9)
        but = step.settings.but(optimiser=row.optimiser)
        after, _ = moved(network, replace(step.state, optimiser=vector), step.gradient, but)
        assert row.new == after[index]


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
