import math

import numpy as np
import pytest

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.backprop import run_pass
from bpgui.engine.losses import LOSSES, is_allowed
from bpgui.engine.network import Layer, Network
from tests.engine.random_networks import HIDDEN, PAIRS


def loss(name, output, z, target):
    z, target = np.array([z], dtype=float), np.array([target], dtype=float)
    return float(LOSSES[name].terms(z, ACTIVATIONS[output].value(z), target).sum())


def delta(name, output, z, target):
    z, target = np.array([z], dtype=float), np.array([target], dtype=float)
    activation = ACTIVATIONS[output]
    return LOSSES[name].delta(z, activation.value(z), target, activation)[0].tolist()


ALLOWED = {
    *(
        (output, loss)
        for output in ACTIVATIONS
        for loss in ("half_square", "square", "mean_square", "absolute", "huber")
    ),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "categorical_cross_entropy"),
}


@pytest.mark.parametrize(
    ("name", "loss", "delta"),
    [
        ("half_square", 0.5 * 4 + 0.5 * 0.25, [2, -0.5]),
        ("square", 4 + 0.25, [4, -1]),
        ("mean_square", (4 + 0.25) / 2, [2, -0.5]),
        ("absolute", 2 + 0.5, [1, -1]),
        ("huber", 1.5 + 0.5 * 0.25, [1, -0.5]),
    ],
)
def test_the_conventions_that_textbooks_differ_in(name, loss, delta):
    predictions, targets, linear = np.array([[3.0, 0.5]]), np.array([[1.0, 1.0]]), ACTIVATIONS["linear"]
    assert LOSSES[name].terms(predictions, predictions, targets).sum() == loss
    assert LOSSES[name].delta(predictions, predictions, targets, linear)[0].tolist() == delta


def test_the_slope_of_the_absolute_loss_is_0_at_0():
    assert LOSSES["absolute"].error(np.ones(1), np.ones(1), 1.0).tolist() == [0.0]


@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("name", LOSSES)
def test_no_other_pair_is_allowed(name, output):
    assert is_allowed(output, name) == ((output, name) in ALLOWED)


@pytest.mark.parametrize(
    ("name", "output", "z", "target", "expected"),
    [
        ("half_square", "linear", [0.191], [1.0], 0.3272405),
        ("half_square", "linear", [3.0, -1.0], [1.0, 1.0], 4.0),
        ("half_square", "softmax", [0.0, 0.0], [1.0, 0.0], 0.25),
        ("binary_cross_entropy", "sigmoid", [0.0], [0.3], math.log(2)),
        ("binary_cross_entropy", "sigmoid", [0.0, 0.0], [0.0, 1.0], 2 * math.log(2)),
        ("categorical_cross_entropy", "softmax", [0.0, 0.0], [1.0, 0.0], math.log(2)),
        ("categorical_cross_entropy", "softmax", [0.0, 0.0, 0.0], [2.0, 1.0, 0.0], 3 * math.log(3)),
    ],
)
def test_value(name, output, z, target, expected):
    assert loss(name, output, z, target) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("name", "output", "z", "target", "expected"),
    [
        ("half_square", "linear", [0.191], [1.0], [-0.809]),
        ("half_square", "sigmoid", [0.0], [1.0], [-0.125]),
        ("binary_cross_entropy", "sigmoid", [0.0], [1.0], [-0.5]),
        ("categorical_cross_entropy", "softmax", [0.0, 0.0], [1.0, 0.0], [-0.5, 0.5]),
        ("categorical_cross_entropy", "softmax", [0.0, 0.0], [2.0, 1.0], [-0.5, 0.5]),
    ],
)
def test_delta(name, output, z, target, expected):
    assert delta(name, output, z, target) == pytest.approx(expected, rel=1e-15)


def test_binary_cross_entropy_grows_with_z_where_the_prediction_rounds_to_the_wrong_end():
    assert loss("binary_cross_entropy", "sigmoid", [800.0], [0.0]) == 800.0


def test_binary_cross_entropy_keeps_its_digits_near_zero():
    assert loss("binary_cross_entropy", "sigmoid", [40.0], [1.0]) == pytest.approx(math.exp(-40), rel=1e-15)


def test_categorical_cross_entropy_is_finite_where_a_prediction_is_zero():
    assert loss("categorical_cross_entropy", "softmax", [800.0, -800.0], [0.0, 1.0]) == 1600.0


@pytest.mark.parametrize(("output", "name"), PAIRS)
@pytest.mark.parametrize("target", [[0.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 1.0]])
@pytest.mark.parametrize("z", [[800.0, -800.0], [-800.0, 800.0], [800.0, 800.0], [-800.0, -800.0]])
def test_loss_and_gradient_are_finite_at_800(output, name, target, z):
    network = Network(1, (Layer(2, output, bias=True),), name)
    parameters = np.array([*z, 0.0, 0.0])

    done = run_pass(network, parameters, np.ones((1, 1)), np.array([target]))

    assert done.zs[0][0].tolist() == z
    assert np.isfinite(done.losses).all()
    assert np.isfinite(done.gradient).all()


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(("output", "name"), PAIRS)
def test_loss_and_gradient_are_finite_behind_hidden_neurons_at_800(output, name, hidden):
    network = Network(1, (Layer(2, hidden, bias=True), Layer(2, output)), name)
    parameters = np.array([800.0, -800.0, 1.0, -1.0, 0.5, 1.0, 0.0, 0.0])

    done = run_pass(network, parameters, np.ones((1, 1)), np.array([[1.0, 0.0]]))

    assert np.isfinite(done.losses).all()
    assert np.isfinite(done.gradient).all()


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("half_square", -math.inf, math.inf),
        ("binary_cross_entropy", 0.0, 1.0),
        ("categorical_cross_entropy", 0.0, math.inf),
    ],
)
def test_each_loss_says_which_targets_it_takes(name, low, high):
    assert (LOSSES[name].lowest_target, LOSSES[name].highest_target) == (low, high)
