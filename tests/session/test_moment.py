import numpy as np
import pytest

from bpgui.session.edits import SetLocked
from bpgui.session.moment import Phase, Rung, rung_at
from tests.article import START, article_session
from tests.session.builders import batched_session

PHASES = ["forward", "loss", "backward"]


def at(rung, session=None):
    """Return the moment after `rung` presses of "phase" (0: at rest)."""
    session = session or article_session()
    for _ in range(rung):
        session.next_phase()
    return session.moment()


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_the_rungs_of_a_step(batch):
    found = [rung_at(number, batch) for number in range(3 * batch + 1)]
    expected = [Rung(Phase(phase), place) for place in range(batch) for phase in PHASES]
    assert found == [*expected, Rung(Phase.UPDATE, batch - 1)]


@pytest.mark.parametrize(
    ("rung", "phase", "shown"),
    [
        (0, Phase.REST, ("forward", "loss")),
        (1, Phase.FORWARD, ("forward",)),
        (2, Phase.LOSS, ("forward", "loss")),
        (3, Phase.BACKWARD, ("forward", "loss", "deltas", "gradients")),
        (4, Phase.UPDATE, ("forward", "loss")),
        (5, Phase.FORWARD, ("forward",)),
    ],
)
def test_what_is_not_computed_yet_is_not_shown(rung, phase, shown):
    moment = at(rung)
    assert moment.phase is phase
    kinds = ("forward", "loss", "deltas", "gradients")
    assert tuple(kind for kind in kinds if getattr(moment, f"shows_{kind}")) == shown


def test_a_sample_from_outside_the_batch_shows_its_own_pass_and_no_gradients():
    session = batched_session(2, shuffle=False)
    at(3, session)
    session.choose_sample(5)
    moment = session.moment()
    assert (moment.in_batch, moment.shows_loss, moment.shows_gradients) == (False, True, False)


def test_a_sample_from_outside_shows_its_loss_while_another_goes_forward():
    session = batched_session(2, shuffle=False)
    at(1, session)
    assert not session.moment().shows_loss
    session.choose_sample(5)
    assert session.moment().shows_loss


def test_a_samples_gradient_belongs_to_its_own_loss():
    """No 1/B: it does not know of the batch."""
    session = batched_session(None)
    gradients = []
    for sample in range(7):
        session.choose_sample(sample)
        gradients.append(session.moment().values.gradient)
    [block] = session.timeline.rows(0, 1)
    assert np.sum(gradients, axis=0) / 7 == pytest.approx(block.gradients[0], rel=1e-14)


@pytest.mark.parametrize(("rung", "done"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (6, 2), (8, 2), (9, 3), (10, 3)])
def test_how_many_samples_of_the_batch_are_done(rung, done):
    assert at(rung, batched_session(3)).samples_done == done


def test_the_gradient_so_far_ends_as_the_one_that_the_update_uses():
    session = batched_session(3)
    [block] = session.timeline.rows(0, 1)
    assert at(9, session).gradient_so_far.tolist() == block.gradients[0].tolist()
    session.next_phase()
    assert session.moment().gradient_so_far.tolist() == block.gradients[0].tolist()


def test_the_gradient_so_far_is_the_sum_over_the_batch_size():
    session = batched_session(3)
    first = at(3, session)
    assert first.gradient_so_far.tolist() == (first.values.gradient / 3).tolist()


def test_before_any_backward_phase_the_gradient_so_far_is_zero():
    assert not at(2, batched_session(3)).gradient_so_far.any()


def test_the_update_is_old_minus_rate_times_gradient():
    moment = at(10, batched_session(3))
    rate = moment.experiment.settings.learning_rate
    expected = moment.before.parameters - rate * moment.gradient_so_far
    assert moment.state.parameters.tolist() == expected.tolist()


def test_a_locked_parameter_shows_its_gradient_and_stays():
    session = article_session()
    session.perform(SetLocked("w5", True))
    moment = at(4, session)
    assert moment.gradient_so_far[4] == pytest.approx(-0.68765, abs=1e-15)
    assert moment.state.parameters[4] == START[4]


def test_the_batch_of_an_update_is_the_one_it_was_made_from():
    session = batched_session(3, shuffle=False)
    assert at(10, session).batch.tolist() == [0, 1, 2]
    session.seek(1)
    assert session.moment().batch.tolist() == [3, 4, 5]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_the_loss_is_the_one_of_the_row(steps):
    session = batched_session(3)
    session.train(steps)
    assert session.moment().loss == session.row_loss()


def test_predictions_are_those_of_the_row():
    session = batched_session(3)
    session.train(4)
    [block] = session.timeline.rows(4, 5)
    assert session.moment().predictions.tolist() == block.predictions[0].tolist()


def test_the_loss_of_the_sample_is_its_own():
    session = batched_session(None)
    losses = []
    for sample in range(7):
        session.choose_sample(sample)
        losses.append(session.moment().sample_loss)
    assert np.mean(losses) == pytest.approx(session.row_loss(), rel=1e-15)


def test_numbers_too_large_for_floats_are_shown_without_a_warning():
    session = article_session(1e200)
    session.train(5)
    moment = session.moment()
    assert not np.isfinite(moment.loss)
    assert not np.isfinite(moment.values.gradient).all()
    assert moment.predictions.shape == (1, 1)
