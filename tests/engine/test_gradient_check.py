import math

import numpy as np
import pytest

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import batch_loss, run_pass
from bpgui.engine.gradient_check import agreeing_digits, central_difference, loss_along
from bpgui.engine.network import Layer, Network
from bpgui.session.formulas.formula_text import plain
from tests.article import DATA, NETWORK, START
from tests.engine.random_networks import PAIRS, random_cases

#: Central differences of a loss of size 1 tell no gradient more closely than so, relative to max(1, loss).
NOISE = 1e-9


def article_difference(index, h=None):
    return central_difference(NETWORK, START, DATA.inputs, DATA.targets, index, h)


@pytest.mark.parametrize(
    ("index", "gradient"), list(enumerate([-0.22652, -0.33978, -0.2427, -0.36405, -0.68765, -0.38832]))
)
def test_the_articles_gradients_agree_to_ten_digits(index, gradient):
    assert agreeing_digits(article_difference(index).value, gradient) >= 10


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_backpropagation_and_autograd_agree_with_it_in_random_networks(output, loss):
    for case in random_cases(output, loss)[:12]:
        batch = (case.network, case.parameters, case.inputs, case.targets)
        done = run_pass(*batch)
        tolerance = NOISE * max(1.0, batch_loss(done.losses))
        for index in range(0, case.network.parameter_count, 5):
            found = central_difference(*batch, index)
            assert not found.is_at_kink, case.seed
            for gradient in (done.gradient[index], case.reference_gradient[index]):
                is_close = abs(found.value - gradient) <= tolerance
                assert agreeing_digits(found.value, gradient) >= 6 or is_close, (case.seed, index)


def test_h_is_half_the_distance_of_the_two_floats():
    found = article_difference(0, h=1e-3)
    assert (START[0] + 1e-3) - (START[0] - 1e-3) == 2 * found.h


def test_h_grows_with_the_parameter():
    parameters = START.copy()
    parameters[0] = 1e6
    found = central_difference(NETWORK, parameters, DATA.inputs, DATA.targets, 0)
    assert found.h == pytest.approx(6.055, rel=1e-3)


@pytest.mark.parametrize(("activation", "w", "is_at_kink"), [("relu", 1e-7, True), ("relu", 1e-3, False)])
def test_a_kink_between_the_two_points_is_told(activation, w, is_at_kink):
    network = Network(1, (Layer(1, activation),))
    found = central_difference(network, np.array([w]), np.ones((1, 1)), np.ones((1, 1)), 0)
    assert found.is_at_kink is is_at_kink


def test_the_corners_are_where_slopes_jump():
    for name, kind in ACTIVATIONS.items():
        if kind.derivative is not None:
            z = np.linspace(-3.0, 3.0, 6001)
            slopes = np.broadcast_to(kind.derivative(z, kind.value(z)), z.shape)
            jumps = np.flatnonzero(np.abs(np.diff(slopes)) > 0.1)
            assert {round(corner, 2) for corner in z[jumps]} == {*kind.corners}, name


@pytest.mark.parametrize(
    ("a", "b", "digits"),
    [
        (1.0, 1.0, 17),
        (0.0, 0.0, 17),
        (0.0, 1e-9, 0),
        (1.0, -1.0, 0),
        (1.0, 1.0001, 4),
        (-0.68765, -0.68765001, 7),
        (1e300, 1.0001e300, 4),
        (1e-310, 1.01e-310, 2),
        (1.7e308, -1.7e308, 0),
        (math.nan, 1.0, 0),
        (math.inf, 1.0, 0),
    ],
)
def test_agreeing_digits(a, b, digits):
    assert agreeing_digits(a, b) == agreeing_digits(b, a) == digits


@pytest.mark.parametrize("most", [1, 50, 10**6])
def test_the_loss_along_a_parameter_is_that_of_each_value(monkeypatch, most):
    monkeypatch.setattr("bpgui.engine.gradient_check.MAX_NUMBERS", most)
    for output, loss in PAIRS:
        case = random_cases(output, loss)[0]
        batch, values = (case.inputs, case.targets), np.array([-1.0, 0.25, 3.0])
        found = loss_along(case.network, case.parameters, *batch, 1, values)
        for value, along in zip(values, found, strict=True):
            moved = case.parameters.copy()
            moved[1] = value
            assert along == batch_loss(run_pass(case.network, moved, *batch).losses)


def test_a_loss_that_overflows_is_not_an_error():
    assert not np.isfinite(loss_along(NETWORK, START, DATA.inputs, DATA.targets, 0, np.array([1e300]))).any()


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_its_formula_is_what_it_is_made_of(output, loss):
    case = random_cases(output, loss)[0]
    found = central_difference(case.network, case.parameters, case.inputs, case.targets, 0)
    formula = found.formula("w1")
    assert formula.last.evaluate() == formula.left.evaluate() == found.value
    assert plain(formula, 3).startswith("slope = (loss_w1+h − loss_w1−h)/(2 h)")
