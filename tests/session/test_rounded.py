import numpy as np
import pytest

from bpgui.session import rounded
from bpgui.session.edits import SetLearningRate
from bpgui.session.rounded import Rule, rounded_copy, steps_to_show
from tests.article import article_session
from tests.session.builders import batched_session, rows_of


def test_the_articles_26_hundredths_against_25():
    found = rounded_copy(article_session().timeline, 0, 0, Rule(2), 20)
    assert found.predictions[1, 0] == pytest.approx(0.2557457808, abs=1e-10)
    assert found.rounded_predictions[1, 0] == 0.25
    assert (found.rounded_losses[0], found.losses[0]) == (0.33, pytest.approx(0.3272405))


@pytest.mark.parametrize(("rule", "frozen", "prediction"), [(Rule(2, everything=False), 12, 0.95), (Rule(2), 11, 0.94)])
def test_it_freezes(rule, frozen, prediction):
    found = rounded_copy(article_session().timeline, 0, 0, rule, 40)
    assert (found.frozen, found.rounded_predictions[-1, 0]) == (frozen, prediction)
    assert found.predictions[-1, 0] > 0.999


def test_with_enough_digits_nothing_freezes_and_all_is_exact():
    found = rounded_copy(batched_session().timeline, 0, 2, Rule(17, is_significant=True), 20)
    assert found.frozen is None
    assert found.rounded_predictions.tolist() == found.predictions.tolist()
    assert found.rounded_losses.tolist() == found.losses.tolist()


def test_the_exact_side_is_what_training_records():
    session = batched_session()
    found = rounded_copy(session.timeline, 0, 2, Rule(2), 20)
    session.train(20)
    recorded = [session.timeline.value("loss", row) for row in range(21)]
    assert found.losses.tolist() == recorded


def test_it_goes_from_any_row_with_the_settings_there_and_leaves_the_record_alone():
    session = article_session()
    session.train(3)
    session.perform(SetLearningRate(0.1))
    session.train(5)
    before = rows_of(session.timeline)
    found = rounded_copy(session.timeline, 4, 0, Rule(2), 20)
    assert found.first == 3
    assert found.predictions[1, 0] == pytest.approx(float(session.timeline.value("prediction", 5)), abs=1e-15)
    assert rows_of(session.timeline) == before


def test_half_an_epoch_without_a_move_is_not_frozen():
    session = batched_session(1)
    moving = np.zeros(1)
    assert rounded._frozen([moving + 1, *[moving] * 7], session.experiment) is None
    assert rounded._frozen([moving + 1, *[moving] * 8], session.experiment) == 1


@pytest.mark.parametrize(("trained", "steps"), [(0, 20), (50, 50), (300, 200)])
def test_as_many_steps_as_were_trained(trained, steps):
    session = article_session()
    session.train(trained)
    assert steps_to_show(session.timeline, 0) == steps


def test_a_large_network_takes_fewer_steps(monkeypatch):
    monkeypatch.setattr(rounded, "MOST_NUMBERS", 100)
    assert steps_to_show(article_session().timeline, 0) == 4
