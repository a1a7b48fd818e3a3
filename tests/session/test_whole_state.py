"""A state is whole: what the optimiser remembers survives record, keyframes, replay, forks, undo and the walk."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.step import Step
from bpgui.session.basics.problems import Problem
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetLearningRate, SetLocked, SetParameter
from bpgui.session.model.settings import OPTIMISER
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


def test_saved_and_opened_every_row_has_its_whole_state(session, tmp_path):
    session.train(5)
    session.perform(SetLearningRate(0.2))
    session.train(5)
    save_session(session, tmp_path / "a.bpgui")
    opened = load_session(tmp_path / "a.bpgui")
    assert recorded(opened) == recorded(session)
    assert np.any(opened.timeline.state_at(11).optimiser)


def test_an_optimiser_chosen_on_the_way_remembers_nothing_yet(remembering, tmp_path):
    session = batched_session()
    session.train(4)
    session.perform(OPTIMISER.edit(REMEMBERING))
    chosen = session.timeline.state_at(5)
    assert [event.text for event in session.timeline.events] == ["optimiser: plain -> remembering"]
    assert (len(chosen.optimiser), np.any(chosen.optimiser)) == (session.experiment.network.parameter_count, False)
    session.train(4)
    assert np.any(session.timeline.state_at(9).optimiser)
    session.perform(OPTIMISER.edit("plain"))
    session.train(2)
    assert not session.timeline.state_at(12).optimiser.size
    save_session(session, tmp_path / "a.bpgui")
    assert recorded(load_session(tmp_path / "a.bpgui")) == recorded(session)


def test_a_preview_of_another_optimiser_is_what_the_edit_makes(remembering):
    session = batched_session()
    session.train(3)
    preview = session.place.preview(OPTIMISER.edit(REMEMBERING))
    session.perform(OPTIMISER.edit(REMEMBERING))
    assert preview.step.after.vector.tobytes() == session.moment().step.after.vector.tobytes()


@pytest.mark.parametrize(("chosen", "version"), [("plain", b'"version": 1'), (REMEMBERING, b'"version": 2')])
def test_the_file_names_an_optimiser_that_earlier_programs_do_not_know(remembering, tmp_path, chosen, version):
    session = batched_session()
    session.perform(OPTIMISER.edit(chosen))
    save_session(session, tmp_path / "a.bpgui")
    content = (tmp_path / "a.bpgui").read_bytes()
    assert (version in content, b"optimiser" in content) == (True, chosen != "plain")


def test_the_file_names_the_version_of_its_events(remembering, tmp_path):
    session = batched_session()
    session.train(1)
    session.perform(OPTIMISER.edit(REMEMBERING))
    save_session(session, tmp_path / "a.bpgui")
    assert b'"version": 2' in (tmp_path / "a.bpgui").read_bytes()


def test_a_file_with_an_optimiser_that_is_not_there_is_refused(session, tmp_path, monkeypatch):
    save_session(session, tmp_path / "a.bpgui")
    monkeypatch.undo()
    with pytest.raises(Problem, match=r"There is no remembering here; there are plain, .*\."):
        load_session(tmp_path / "a.bpgui")
