from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.backprop import batch_loss, run_pass
from bpgui.session.model.edits import SetLocked, SetParameter
from bpgui.session.model.settings import OPTIMISER
from bpgui.session.step.moment import Grain, Phase
from bpgui.session.step.proof import FEW_POINTS, POINTS, is_proved, proof_of
from tests.article import article_session
from tests.session.builders import batched_session


def test_the_articles_w5():
    proof = proof_of(article_session().moment(), 4)
    assert (proof.old, proof.new) == (0.14, pytest.approx(0.1743825, abs=1e-15))
    assert proof.analytic == pytest.approx(-0.68765, abs=1e-15)
    assert proof.digits >= 10
    assert not proof.is_at_kink
    assert proof.loss == pytest.approx(0.3272405, abs=1e-15)
    assert proof.new_loss == pytest.approx(0.5 * (0.191 + 0.85 * (0.1743825 - 0.14) - 1.0) ** 2, abs=1e-15)


def test_the_step_of_the_gradient_alone_stands_beside_the_other():
    session = article_session()
    assert proof_of(session.moment(), 4).is_descent

    session.perform(OPTIMISER.edit("adam"))

    proof = proof_of(session.moment(), 4)
    assert not proof.is_descent
    assert (proof.descended, proof.new) == pytest.approx((0.1743825, 0.19), abs=1e-8)


def test_the_curve_lies_around_the_weight_and_the_tangent_touches_it():
    proof = proof_of(article_session().moment(), 4)
    middle = POINTS // 2
    assert len(proof.values) == len(proof.losses) == POINTS
    assert proof.values[middle] == pytest.approx(proof.old)
    assert proof.losses[middle] == pytest.approx(proof.loss)
    assert proof.tangent(proof.old) == proof.loss
    assert proof.values[0] < proof.old < proof.new < proof.values[-1]


def test_the_gradient_is_that_of_the_step_s_batch_whatever_sample_is_chosen():
    session = batched_session(3)
    moment = session.moment()
    outside = next(s for s in range(7) if s not in moment.batch)
    session.choose_sample(outside)
    proof, data, network = proof_of(session.moment(), 2), moment.experiment.data, moment.experiment.network
    done = run_pass(network, moment.state.parameters, data.inputs[moment.batch], data.targets[moment.batch])
    assert proof.analytic == done.gradient[2]
    assert proof.loss == batch_loss(done.losses)
    assert proof.samples == 3


def test_after_the_update_it_is_still_that_of_the_old_parameters():
    session = article_session()
    before = proof_of(session.moment(), 4)
    for _ in range(4):
        session.walk(Grain.PHASE)
    after = proof_of(session.moment(), 4)
    assert session.moment().phase is Phase.UPDATE
    assert (after.old, after.new, after.analytic) == (before.old, before.new, before.analytic)


def test_a_locked_parameter_stays_and_has_its_gradient_all_the_same():
    session = article_session()
    session.perform(SetLocked("w5", True))
    proof = proof_of(session.moment(), 4)
    assert (proof.old, proof.new, proof.new_loss) == (0.14, 0.14, proof.loss)
    assert proof.analytic == pytest.approx(-0.68765)
    assert proof.values[0] < 0.14 < proof.values[-1]


def test_it_follows_a_preview():
    session = article_session()
    proof = proof_of(session.place.preview(SetParameter("w5", 0.5)), 4)
    assert proof.old == 0.5


def test_numbers_that_overflow_are_not_an_error():
    session = article_session()
    session.perform(SetParameter("w5", 1e200))
    proof = proof_of(session.moment(), 4)
    assert proof.digits == 0
    assert not np.isfinite(proof.loss)


def test_a_large_batch_has_fewer_points():
    moment = batched_session(None, samples=30_000).moment()
    assert len(proof_of(moment, 0).values) == FEW_POINTS


def test_a_difference_that_rounding_explains_is_told():
    session = article_session()
    proof = proof_of(session.moment(), 4)
    assert proof.is_within_noise
    assert not replace(proof, numeric=-0.6).is_within_noise


@pytest.mark.parametrize(
    ("moves", "proved"), [(0, "w1 w5"), (1, ""), (3, ""), (4, ""), (5, "w5"), (6, "w1 w5"), (9, "w1 w5")]
)
def test_in_a_walk_it_waits_for_the_gradient(moves, proved):
    session = article_session()
    for _ in range(moves):
        session.walk(Grain.NEURON)
    moment = session.moment()
    assert [name for name, index in (("w1", 0), ("w5", 4)) if is_proved(moment, index)] == proved.split()


def test_in_a_walk_over_several_samples_it_waits_for_the_last():
    session = batched_session(3)
    found = []
    for _ in range(10):
        session.walk(Grain.PHASE)
        found.append(is_proved(session.moment(), 0))
    assert found == [False] * 8 + [True] * 2
