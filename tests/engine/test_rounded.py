import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.engine.rounded import Rule, rounded_pass, rounded_step
from bpgui.engine.step import Settings
from tests.article import DATA, NETWORK, START, settings, start
from tests.engine.random_networks import PAIRS, random_cases

#: netflow.js rounds neurons, the output's error and weights to two decimals.
NETFLOW = Rule(2, everything=False)


def predictions(rule, steps):
    state, found = start(), []
    for _ in range(steps):
        found.append(rounded_pass(NETWORK, state.parameters, DATA.inputs, DATA.targets, rule).activations[-1][0, 0])
        state, *_ = rounded_step(NETWORK, state, settings(), DATA, rule)
    return found


@pytest.mark.parametrize(
    ("rule", "value", "rounded"),
    [
        (Rule(2), 0.191, 0.19),
        (Rule(2), -0.038832, -0.04),
        (Rule(2), 0.004, 0.0),
        (Rule(3, is_significant=True), 0.0138832, 0.0139),
        (Rule(3, is_significant=True), 123456.0, 123000.0),
        (Rule(2), np.inf, np.inf),
    ],
)
def test_a_rule_rounds_to_the_nearest(rule, value, rounded):
    assert rule(np.array([[value]])).tolist() == [[rounded]]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("rule", "value", "rounded"),
    [
        (Rule(2), 0.125, 0.13),  # printed it would be 0.12, whose last digit is even
        (Rule(2), 0.285, 0.29),  # the float is a little less
        (Rule(2), 0.1 + 0.2 - 0.005, 0.3),  # 0.29500000000000004
        (Rule(2), 0.57 * 0.5, 0.29),
        (Rule(2), 0.28499999999999, 0.28),
        (Rule(1), 1.25, 1.3),
        (Rule(2, is_significant=True), 125.0, 130.0),
        (Rule(2, is_significant=True), 1250.0, 1300.0),
        (Rule(2, is_significant=True), 0.00000125, 0.0000013),
        (Rule(2, is_significant=True), 2.5e20, 2.5e20),
        (Rule(3), 0.125, 0.125),
        (Rule(2), 0.005, 0.01),
    ],
)
def test_a_tie_goes_up_as_on_paper(rule, value, rounded, sign):
    assert rule(np.array([sign * value])).tolist() == [sign * rounded]


def test_by_netflows_rule_the_article_freezes_at_95_hundredths_from_update_12():
    found = predictions(NETFLOW, 40)
    assert found[:12] == [0.19, 0.25, 0.32, 0.4, 0.49, 0.58, 0.68, 0.77, 0.84, 0.9, 0.93, 0.95]
    assert set(found[11:]) == {0.95}


@pytest.mark.parametrize("rule", [Rule(2), Rule(2, is_significant=True), NETFLOW])
def test_with_two_places_the_second_prediction_is_25_hundredths(rule):
    assert predictions(rule, 2) == [0.19, 0.25]


def test_every_stored_number_is_rounded():
    done = rounded_pass(NETWORK, START, DATA.inputs, DATA.targets, Rule(2))
    for numbers in (*done.zs, *done.activations, done.output_losses, done.losses, *done.deltas, done.gradient):
        assert np.round(numbers, 2).tolist() == numbers.tolist()
    assert done.gradient.tolist() == [-0.22, -0.33, -0.24, -0.36, -0.69, -0.39]


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_with_all_digits_it_is_the_exact_pass(output, loss):
    case = random_cases(output, loss)[0]
    what = (case.network, case.parameters, case.inputs, case.targets)
    exact, by_hand = run_pass(*what), rounded_pass(*what, Rule(17, is_significant=True))
    assert by_hand.gradient.tolist() == exact.gradient.tolist()
    assert by_hand.losses.tolist() == exact.losses.tolist()


def test_locked_parameters_stay():
    locked = Settings(0.05, np.array([True] * 5 + [False]))
    moved, loss, gradient = rounded_step(NETWORK, start(), locked, DATA, Rule(2))
    assert moved.parameters.tolist() == [0.11, 0.21, 0.12, 0.08, 0.14, 0.17]
    assert (moved.step, loss) == (1, 0.33)
    assert gradient.tolist() == [-0.22, -0.33, -0.24, -0.36, -0.69, -0.39]


@pytest.mark.parametrize("places", [1, 2, 5, 17])
def test_many_numbers_at_once_are_rounded_as_one_by_one(places):
    rng, rule = np.random.default_rng(places), Rule(places)
    values = np.concatenate([rng.normal(size=500), rng.integers(-500, 500, 500) / 200, [1e300, np.inf, -np.inf, -0.0]])
    assert rule(values).tolist() == [rule._one(value) for value in values.tolist()]
    assert np.isnan(rule(np.array([np.nan, 1.0]))).tolist() == [True, False]
