import math

import numpy as np
import pytest

from bpgui.engine.initialisation import INITIALISATIONS, initial_parameters
from bpgui.engine.network import Layer, Network

WIDE = Network(40, (Layer(60, bias=True), Layer(10, bias=True)))


def draw(method, network=WIDE, seed=1):
    return initial_parameters(network, method, np.random.default_rng(seed))


def test_these_are_offered():
    assert list(INITIALISATIONS) == ["uniform", "xavier", "he", "zeros"]


@pytest.mark.parametrize(
    ("method", "layer", "bound"),
    [("uniform", 0, 1.0), ("uniform", 1, 1.0), ("xavier", 0, math.sqrt(6 / 100)), ("xavier", 1, math.sqrt(6 / 70))],
)
def test_uniform_draws_fill_their_interval(method, layer, bound):
    weights = WIDE.weights(draw(method), layer)
    assert np.abs(weights).max() <= bound
    assert np.abs(weights).max() >= 0.97 * bound
    assert abs(weights.mean()) <= 0.1 * bound


@pytest.mark.parametrize(("layer", "deviation"), [(0, math.sqrt(2 / 40)), (1, math.sqrt(2 / 60))])
def test_he_is_normal_with_a_deviation_by_fan_in(layer, deviation):
    weights = WIDE.weights(draw("he"), layer)
    assert weights.std() == pytest.approx(deviation, rel=0.1)
    assert np.abs(weights).max() > 2.5 * deviation


def test_zeros_are_zeros():
    assert not draw("zeros").any()


@pytest.mark.parametrize("method", INITIALISATIONS)
def test_biases_start_at_zero(method):
    assert not WIDE.biases(draw(method), 0).any()


@pytest.mark.parametrize("method", ["uniform", "xavier", "he"])
def test_a_seed_repeats_its_draw_and_another_does_not(method):
    assert draw(method).tolist() == draw(method).tolist()
    assert draw(method).tolist() != draw(method, seed=2).tolist()


def test_numbers_are_drawn_in_the_order_of_the_parameters_names():
    network = Network(2, (Layer(2), Layer(1)))
    expected = np.random.default_rng(1).uniform(-1.0, 1.0, 6)
    assert draw("uniform", network).tolist() == expected.tolist()
