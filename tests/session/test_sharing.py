"""An edit costs what it changes, at the largest size too, and every row is what it would be if all were kept."""

import gc
import tracemalloc

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.edits import SetInput, SetLearningRate, SetLocked, SetMany, SetParameter, SetTarget
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.timeline import memory as memory_module
from tests.session.builders import batched_session, rows_of


@pytest.fixture
def little_recent(monkeypatch):
    """Keep little of what was asked for last: at the usual size that takes long to fill."""
    monkeypatch.setattr(memory_module, "RECENT_BYTES", 600_000)


def wide_session(inputs=100, outputs=100, samples=60):
    """Return a session of 10,000 parameters and a table of 12,000 numbers: 80 and 96 kB."""
    network = Network(inputs, (Layer(outputs),))
    rng = np.random.default_rng(3)
    data = Data(rng.normal(size=(samples, inputs)), rng.normal(size=(samples, outputs)))
    settings = Settings(1e-6, np.zeros(network.parameter_count, dtype=bool), 1)
    return Session(Experiment(network, settings, data), rng.normal(size=network.parameter_count) / 100)


def cost_of(session, edits, *, steps=0):
    """Return the bytes that a session keeps for each of these edits, made one after the other."""
    tracemalloc.start()
    try:
        for k, edit in enumerate(edits):
            if k == 8:  # what is kept of the last few is full
                gc.collect()
                before = tracemalloc.get_traced_memory()[0]
            session.perform(edit)
            session.train(steps)
        gc.collect()
        return (tracemalloc.get_traced_memory()[0] - before) / (len(edits) - 8)
    finally:
        tracemalloc.stop()


def forget_recent(session):
    session._memory._recent.clear()
    session._memory._taken = 0


EDITS = {
    "input": lambda k: SetInput("i7", k % 60 + 1, float(k)),
    "target": lambda k: SetTarget("o7", k % 60 + 1, float(k)),
    "parameter": lambda k: SetParameter(f"w{k + 1}", float(k)),
    "lock": lambda k: SetLocked(f"w{k + 1}", True),
    "rate": lambda k: SetLearningRate((k + 1) * 1e-7),
}


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("first", [0, 1])
def test_an_edit_costs_what_it_changes(kind, first, little_recent):
    session = wide_session()
    session.train(first)  # at step 0 it makes another start, later an event
    assert cost_of(session, [EDITS[kind](k) for k in range(24)]) < 10_000


def test_with_training_between_them_edits_stay_within_the_memory(little_recent):
    session = wide_session()
    session._memory._most = 400_000
    assert cost_of(session, [EDITS["rate"](k) for k in range(32)], steps=1) < 30_000
    assert session._memory.spacing > 1


@pytest.mark.parametrize("most", [1, 3000, 1 << 30])
def test_rows_are_the_same_however_much_is_forgotten(most):
    def life(session):
        for k in range(24):
            session.train(k % 3)
            session.perform(SetParameter(f"w{k % 6 + 1}", 0.1 * k))
            session.perform(SetInput("i2", k % 7 + 1, 0.2 * k))
            session.perform(SetMany((SetParameter("w7", 0.01 * k), SetTarget("o1", 3, 0.5 / (k + 1)))))
            if k % 5 == 4:
                session.seek(session.timeline.length - 4)
        session.train(3)
        return session

    rich, poor = batched_session(), batched_session()
    poor._memory._most = most
    life(rich), life(poor)
    poor._memory.balance()
    forget_recent(poor)
    if most == 1:
        assert poor._memory.spacing > 16
    for row in (70, 3, 41, 40, 0, poor.timeline.length - 1):
        forget_recent(poor)
        assert poor.timeline.state_at(row).parameters.tobytes() == rich.timeline.state_at(row).parameters.tobytes()
    assert rows_of(poor.timeline) == rows_of(rich.timeline)
    for _ in range(30):
        rich.undo(), poor.undo()
        forget_recent(poor)
        assert poor.moment().state.parameters.tobytes() == rich.moment().state.parameters.tobytes()
        assert poor.experiment.data.inputs.tobytes() == rich.experiment.data.inputs.tobytes()


def test_many_small_futures_are_balanced_once_in_a_while(monkeypatch):
    session, looked = batched_session(), []
    session._memory._most = 1
    balance = type(session._memory).balance
    monkeypatch.setattr(type(session._memory), "balance", lambda self: looked.append(1) or balance(self))
    session.train(1)
    for k in range(200):
        session.perform(SetParameter("w1", float(k)))
    assert len(looked) < 60


def test_a_row_is_found_on_a_long_path():
    session = batched_session()
    session.train(1)
    for k in range(100):
        session.perform(SetParameter("w1", float(k)))
        session.train(k % 2)
    timeline = session.timeline
    assert [event.edit.value for event in timeline.events] == [float(k) for k in range(100)]
    assert [timeline.events[k].row for k in (0, 50, -1)] == [list(timeline.events)[k].row for k in (0, 50, -1)]
    assert [event.row for event in timeline.events[3:9:2]] == [event.row for event in list(timeline.events)[3:9:2]]
    pieces = list(timeline.pieces(7, 120))
    assert pieces[0].row == 7
    assert sum(piece.last - piece.first for piece in pieces) == 113
    for event in timeline.events:
        assert timeline.state_at(event.row).parameters[0] == event.edit.value
        assert timeline.step_at(event.row) == event.step
