"""Penalties, clipping and schedules as a person has them: settings, events, rows, file, CSV; bit for bit."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import NewWeights, SetLearningRate, SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.settings import CLIP, DECAY, L1, L2, OPTIMISER, SCHEDULE, SCHEDULE_STEPS, WARM_UP
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain
from bpgui.session.step.rate_curve import rate_curve
from bpgui.session.timeline.column_kinds import LEARNING_RATE, PENALTY
from bpgui.session.timeline.columns import Column
from tests.article import START, article
from tests.session.builders import batched_session, rows_of

MANY = (
    OPTIMISER.edit("adam"),
    L2.edit(0.01),
    CLIP.edit(0.2),
    SCHEDULE.edit("cosine"),
    SCHEDULE_STEPS.edit(12),
    L1.edit(0.001),
    WARM_UP.edit(3),
    DECAY.edit(0.05),
)


def busy_session():
    session = batched_session()
    for edit in MANY:
        session.train(3)
        session.perform(edit)
    session.train(9)
    return session


def rates(session):
    return [session.timeline.value(Column(LEARNING_RATE), row) for row in range(session.timeline.length)]


def test_saved_and_opened_all_rows_have_their_bits(tmp_path):
    session = busy_session()
    save_session(session, tmp_path / "a.bpgui")
    opened = load_session(tmp_path / "a.bpgui")
    assert rows_of(opened.timeline) == rows_of(session.timeline)
    assert rates(opened) == rates(session)


@pytest.mark.parametrize("grain", [Grain.NEURON, Grain.PHASE])
def test_the_walk_takes_the_same_steps(grain):
    session, walked = busy_session(), batched_session()
    for edit in MANY:
        for wanted in range(walked.steps + 1, walked.steps + 4):
            while walked.steps < wanted or walked.place.is_walked:
                walked.walk(grain)
        walked.perform(edit)
    walked.train(9)
    assert rows_of(walked.timeline) == rows_of(session.timeline)


def test_any_row_is_found_again():
    session = busy_session()
    states = [session.timeline.state_at(row).vector.tobytes() for row in range(session.timeline.length)]
    session._memory._most = 2000
    for row in reversed(range(session.timeline.length)):
        session.seek(row)
        assert session.timeline.state_at(row).vector.tobytes() == states[row]


def test_a_schedule_counts_from_the_step_at_which_it_is_set_and_a_typed_rate_keeps_that():
    session = batched_session()
    session.train(5)
    session.perform(SCHEDULE.edit("steps"))
    session.perform(SCHEDULE_STEPS.edit(2))
    session.train(3)
    session.perform(SetLearningRate(8.0))
    session.train(2)
    assert session.experiment.settings.origin == 5
    assert rates(session)[7:] == [0.4, 0.4, 0.2, 0.2, 4.0, 2.0, 2.0]


def test_a_new_timeline_counts_from_its_start():
    session = batched_session()
    session.train(5)
    session.perform(SCHEDULE.edit("steps"))
    session.perform(NewWeights("xavier", 3))
    assert session.experiment.settings.origin == 0
    session.undo()
    assert session.experiment.settings.origin == 5


def test_a_preview_has_the_rate_of_the_edit():
    session = batched_session()
    session.train(5)
    assert session.place.preview(WARM_UP.edit(4)).step.rate == 0.1


def test_events_say_what_changed():
    texts = [event.text for event in busy_session().timeline.events]
    assert texts[1:4] == ["l2: 0 -> 0.01", "clip: off -> 0.2", "schedule: constant -> cosine"]
    assert texts[-1] == "decay: usual -> 0.05"


def test_the_csv_has_rates_and_the_penalty_where_there_is_one(tmp_path):
    session = busy_session()
    write_history(session.timeline, tmp_path / "a.csv", CsvOptions())
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text().splitlines()))
    assert [float(row["learning_rate"]) for row in rows] == rates(session)
    assert [row["penalty"] != "" for row in rows] == [row >= 8 for row in range(len(rows))]
    assert float(rows[-1]["penalty"]) == session.timeline.value(Column(PENALTY), len(rows) - 1)


def test_without_a_penalty_the_csv_has_no_column_for_it(tmp_path):
    session = batched_session()
    session.train(2)
    write_history(session.timeline, tmp_path / "a.csv", CsvOptions())
    assert "penalty" not in (tmp_path / "a.csv").read_text().splitlines()[0]


@pytest.mark.parametrize("edit", [CLIP.edit(0.0), L2.edit(-1.0), SCHEDULE_STEPS.edit(0), WARM_UP.edit(-1)])
def test_what_is_not_possible_is_refused(edit):
    with pytest.raises(Problem):
        batched_session().perform(edit)


def test_loss_and_divergence_do_not_know_the_penalty():
    session = Session(article(), START)
    heavy = Session(replace(article(), settings=article().settings.but(l2=1e9)), START)
    assert heavy.timeline.row(0).losses == session.timeline.row(0).losses


def test_momentum_keeps_its_velocity_when_the_rate_changes():
    """One linear neuron, x = 1, target 0, w = 10: 9, then with the rate 0.01: 8.82."""
    settings = Settings(0.1, np.zeros(1, dtype=bool), optimiser="momentum")
    data = Data(np.ones((1, 1)), np.zeros((1, 1)))
    session = Session(Experiment(Network(1, (Layer(1),)), settings, data), np.array([10.0]))
    session.train(1)
    session.perform(SetLearningRate(0.01))
    session.train(1)
    assert session.timeline.state_at(3).parameters[0] == pytest.approx(8.82, abs=1e-12)


def test_a_curve_begins_where_the_schedule_was_set():
    session = busy_session()
    curve = rate_curve(session.experiment.settings, session.steps)
    assert curve is not None
    assert (curve.steps[0], curve.now) == (session.experiment.settings.origin, session.moment().step.rate)
    assert rate_curve(article().settings, 0) is None


def test_typing_a_parameter_keeps_what_the_optimiser_remembers():
    session = busy_session()
    before = session.timeline.state_at(session.cursor).optimiser.tobytes()
    session.perform(SetParameter("w1", 0.5))
    assert session.timeline.state_at(session.cursor).optimiser.tobytes() == before
