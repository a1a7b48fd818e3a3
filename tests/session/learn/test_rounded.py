import numpy as np
import pytest

from bpgui.session.learn import rounded
from bpgui.session.learn.rounded import RoundedCopy, Rule, rounded_copy, steps_to_show, written
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.session import Session
from bpgui.session.timeline.column_kinds import LOSS, PREDICTION
from bpgui.session.timeline.columns import Column
from tests.article import article_session
from tests.session.builders import batched_session, rows_of


def copy_of(session: Session, row: int, sample: int, rule: Rule, steps: int) -> RoundedCopy:
    timeline = session.timeline
    found = rounded_copy(timeline.experiment_at(row), timeline.state_at(row), sample, rule, steps)
    assert found is not None
    return found


def test_the_articles_26_hundredths_against_25():
    found = copy_of(article_session(), 0, 0, Rule(2), 20)
    assert found.exact.predictions[1, 0] == pytest.approx(0.2557457808, abs=1e-10)
    assert found.rounded.predictions[1, 0] == 0.25
    assert (found.rounded.losses[0], found.exact.losses[0]) == (0.33, pytest.approx(0.3272405))


@pytest.mark.parametrize(("rule", "frozen", "prediction"), [(Rule(2, everything=False), 12, 0.95), (Rule(2), 11, 0.94)])
def test_it_freezes(rule, frozen, prediction):
    found = copy_of(article_session(), 0, 0, rule, 40)
    assert (found.frozen, found.rounded.predictions[-1, 0]) == (frozen, prediction)
    assert found.exact.predictions[-1, 0] > 0.999


def test_with_enough_digits_nothing_freezes_and_all_is_exact():
    found = copy_of(batched_session(), 0, 2, Rule(17, is_significant=True), 20)
    assert found.frozen is None
    assert found.rounded.predictions.tolist() == found.exact.predictions.tolist()
    assert found.rounded.losses.tolist() == found.exact.losses.tolist()


def test_the_exact_side_is_what_training_records():
    session = batched_session()
    found = copy_of(session, 0, 2, Rule(2), 20)
    session.train(20)
    recorded = [session.timeline.value(Column(LOSS), row) for row in range(21)]
    assert found.exact.losses.tolist() == recorded


def test_it_goes_from_any_row_with_the_settings_there_and_leaves_the_record_alone():
    session = article_session()
    session.train(3)
    session.perform(SetLearningRate(0.1))
    session.train(5)
    before = rows_of(session.timeline)
    found = copy_of(session, 4, 0, Rule(2), 20)
    assert found.first == 3
    assert found.exact.predictions[1, 0] == pytest.approx(
        float(session.timeline.value(Column(PREDICTION), 5)), abs=1e-15
    )
    assert rows_of(session.timeline) == before


def test_half_an_epoch_without_a_move_is_not_frozen():
    session = batched_session(1)
    moving = np.zeros(1)
    assert rounded._frozen(np.array([moving + 1, *[moving] * 7]), session.experiment) is None
    assert rounded._frozen(np.array([moving + 1, *[moving] * 8]), session.experiment) == 1


@pytest.mark.parametrize(("trained", "steps"), [(0, 20), (50, 50), (300, 200)])
def test_as_many_steps_as_were_trained(trained, steps):
    session = article_session()
    session.train(trained)
    assert steps_to_show(session.timeline, 0) == steps


def test_a_large_network_takes_fewer_steps(monkeypatch):
    monkeypatch.setattr(rounded, "MAX_NUMBERS", 100)
    assert steps_to_show(article_session().timeline, 0) == 4


def test_it_says_how_far_it_is_and_can_be_stopped():
    session, told = article_session(), []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 7

    state = session.timeline.state_at(0)
    assert rounded_copy(session.experiment, state, 0, Rule(2), 4, progress) is None
    assert told == [(n, 10) for n in range(1, 8)]


def test_parameters_and_gradients_of_every_step_are_there():
    session = article_session()
    found = copy_of(session, 0, 0, Rule(2), 20)
    assert found.rounded.parameters[:2].tolist() == [
        [0.11, 0.21, 0.12, 0.08, 0.14, 0.15],
        [0.12, 0.23, 0.13, 0.1, 0.17, 0.17],
    ]
    assert found.rounded.gradients[0].tolist() == [-0.22, -0.33, -0.24, -0.36, -0.69, -0.39]
    session.train(1)
    assert found.exact.parameters[1].tolist() == session.timeline.state_at(1).parameters.tolist()
    assert found.exact.gradients[0, 4] == pytest.approx(-0.68765)


@pytest.mark.parametrize(
    ("rule", "value", "text"),
    [
        (Rule(2), 0.5, "0.50"),
        (Rule(2), -0.0, "0.00"),
        (Rule(3), 2.0, "2.000"),
        (Rule(2), 3e20, "3e20"),
        (Rule(2), np.inf, "inf"),
        (Rule(2, is_significant=True), 0.5, "0.5"),
    ],
)
def test_decimals_are_written_out_and_significant_digits_are_not(rule, value, text):
    assert written(value, rule) == text
