import itertools
import math

import numpy as np
import pytest

from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetLearningRate, SetParameter
from bpgui.session.suitable_speed import LOOK_SECONDS, suitable_rate
from tests.article import article_session
from tests.session.builders import batched_session, rows_of

pytestmark = pytest.mark.usefixtures("kernel")


def looks(count):
    """A clock that allows so many looks ahead, of 1, 2, 4, .. steps, on any machine."""
    return (LOOK_SECONDS * k / count for k in itertools.count()).__next__


def loss_after(session, steps):
    session.train(steps)
    return session.place.training_loss()


@pytest.mark.parametrize("name", ["article", "xor", "regression", "iris"])
def test_after_five_seconds_most_of_the_fall_is_done_and_not_long_ago(name):
    session = load_session(resource_path("examples", f"{name}.bpgui"))
    session.seek(0)
    session.forget_future()
    first = session.place.training_loss()
    rate = suitable_rate(session, looks(11))
    assert 0.5 <= rate < 1000

    halfway = loss_after(session, round(rate * 1.5))
    then = loss_after(session, round(rate * 5) - session.step_number)
    assert then < 0.5 * first
    assert halfway > then


def test_the_article_takes_a_few_steps_a_second():
    assert 1 <= suitable_rate(article_session(), looks(11)) <= 6


def test_divergence_is_something_to_be_seen():
    assert suitable_rate(article_session(1.0), looks(11)) == pytest.approx(3 / 5)


def test_where_nothing_moves_however_far_one_looks_it_is_as_fast_as_it_goes():
    assert suitable_rate(article_session(0.0), looks(15)) == math.inf


@pytest.mark.parametrize("name", ["xor", "iris"])
@pytest.mark.parametrize("count", [3, 5])
def test_a_machine_that_cannot_look_far_runs_at_its_own_pace(name, count):
    session = load_session(resource_path("examples", f"{name}.bpgui"))
    rate = suitable_rate(session, looks(count))
    assert rate == pytest.approx((2**count - 1) / LOOK_SECONDS, rel=0.6)


def test_the_guess_is_made_from_where_the_cursor_stands():
    session = article_session()
    session.train(20)
    session.perform(SetParameter("w5", 2.0))
    here = suitable_rate(session, looks(11))
    session.perform(SetLearningRate(0.001))
    assert suitable_rate(session, looks(14)) > 5 * here


@pytest.mark.parametrize("make", [article_session, lambda: batched_session(3)])
def test_it_leaves_the_session_as_it_is(make):
    session = make()
    session.train(7)
    session.seek(4)
    before = rows_of(session.timeline)
    suitable_rate(session, looks(8))
    assert rows_of(session.timeline) == before
    assert (session.cursor, session.steps) == (4, 7)


def test_a_network_that_has_learned_has_nothing_more_to_show():
    session = article_session()
    session.train(3000)
    assert session.place.training_loss() == pytest.approx(0, abs=1e-20)
    assert not np.isnan(suitable_rate(session, looks(8)))
