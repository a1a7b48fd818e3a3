"""Reset the optimiser: an event after which it remembers nothing, kept by undo and file."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import ResetOptimiser
from bpgui.session.session import Session
from tests.article import START, article


def session_with(optimiser):
    experiment = article()
    return Session(replace(experiment, settings=experiment.settings.but(optimiser=optimiser)), START)


@pytest.mark.parametrize("name", ["momentum", "adam"])
def test_it_remembers_nothing_and_the_parameters_stay(name, tmp_path):
    session = session_with(name)
    session.train(3)
    before = session.timeline.state_at(3)
    session.perform(ResetOptimiser())
    after = session.timeline.state_at(session.cursor)
    assert after.parameters.tobytes() == before.parameters.tobytes()
    assert np.array_equal(after.optimiser, OPTIMISERS[name].start(6))
    assert session.timeline.events[0].text == f"optimiser: {name} -> reset"
    session.train(2)
    save_session(session, tmp_path / "a.bpgui")
    again = load_session(tmp_path / "a.bpgui")
    last = session.timeline.length - 1
    assert again.timeline.state_at(last).vector.tobytes() == session.timeline.state_at(last).vector.tobytes()
    session.undo()
    assert session.timeline.state_at(session.cursor).optimiser.tobytes() == before.optimiser.tobytes()


def test_of_gradient_descent_there_is_nothing_to_reset():
    session = session_with("plain")
    session.train(1)
    assert not session.perform(ResetOptimiser())
