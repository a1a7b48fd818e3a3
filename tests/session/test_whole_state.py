"""A state is whole: what the optimiser remembers survives record, keyframes, replay, forks, undo and the walk."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.step import Step
from bpgui.session.model.edits import SetLocked, SetParameter
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain
from tests.remembering import REMEMBERING, remembering
from tests.session.builders import batched_session

__all__ = ["remembering"]


@pytest.fixture
def session(remembering) -> Session:
    plain = batched_session()
    experiment = replace(plain.experiment, settings=replace(plain.experiment.settings, optimiser=REMEMBERING))
    return Session(experiment, plain.timeline.state_at(0).parameters)


def vectors(session: Session, steps: int) -> list[bytes]:
    """Return the state's vector before each step and after the last, taken one by one from the session's state 0."""
    experiment, state = session.timeline.experiment_at(0), session.timeline.state_at(0)
    found = [state.vector.tobytes()]
    for _ in range(steps):
        state = Step(experiment.network, state, experiment.settings, experiment.data).after
        found.append(state.vector.tobytes())
    return found


def recorded(session: Session) -> list[bytes]:
    return [session.timeline.state_at(row).vector.tobytes() for row in range(session.timeline.length)]


def test_every_row_has_its_whole_state(session):
    session.train(20)
    assert recorded(session) == vectors(session, 20)
    assert np.any(session.timeline.state_at(20).optimiser)


def test_replay_from_few_keyframes_gives_the_whole_state(session):
    session._memory._most = 2000
    session.train(60)
    assert session.timeline.last.keyframes.every > 1
    assert recorded(session) == vectors(session, 60)


def test_a_fork_goes_on_with_what_was_remembered_there(session):
    session.train(5)
    whole = vectors(session, 9)
    session.seek(3)
    session.perform(SetParameter("w1", 0.5))
    assert (
        session.timeline.state_at(session.cursor).optimiser.tobytes()
        == session.timeline.state_at(3).optimiser.tobytes()
    )
    session.undo()
    session.train(6)
    assert recorded(session) == whole


def test_a_locked_parameter_forgets_with_the_next_step(session):
    session.train(3)
    session.perform(SetLocked("w1", True))
    session.train(2)
    assert session.timeline.state_at(session.cursor).optimiser[0] == 0.0


@pytest.mark.parametrize("grain", [Grain.NEURON, Grain.PHASE, Grain.SAMPLE])
def test_the_walk_takes_the_same_steps(session, grain):
    while session.steps < 4:
        session.walk(grain)
    assert recorded(session) == vectors(session, 4)


def test_the_walk_shows_the_parameters_that_are_recorded(session):
    session.train(2)
    for _ in range(3 * 3 + 1):
        session.walk(Grain.PHASE)
    assert session.moment().parameters.tobytes() == session.timeline.state_at(3).parameters.tobytes()


def test_memory_counts_the_whole_state(session):
    session.train(1)
    plain = batched_session()
    plain.train(1)
    assert session.timeline.last.keyframes.nbytes == 2 * plain.timeline.last.keyframes.nbytes
