import numpy as np
import pytest

from bpgui.engine.gradient_check import Penalty, agreeing_digits, central_difference
from bpgui.engine.network import Layer, Network
from bpgui.engine.objective import clipped, norm, penalty, penalty_slope, with_penalty
from bpgui.engine.step import Data, Settings, State, Step, next_state
from tests.article import DATA, NETWORK, START


def test_the_penalty_of_two_weights():
    assert penalty(np.array([3.0, -4.0]), 0.1, 0.01) == pytest.approx(0.05 * 25 + 0.01 * 7)


def test_its_slope_is_zero_at_zero():
    assert penalty_slope(np.array([2.0, 0.0, -2.0]), 0.5, 0.25).tolist() == [1.25, 0.0, -1.25]


def test_biases_cost_nothing():
    found = with_penalty(np.ones(3), np.array([1.0, 1.0, 9.0]), 2, 0.5, 0.0)
    assert found.tolist() == [1.5, 1.5, 1.0]


def test_locked_parameters_do_not_count_in_the_length():
    assert norm(np.array([3.0, 4.0, 100.0]), np.array([False, False, True])) == 5.0


@pytest.mark.parametrize(
    ("longest", "expected"), [(None, [3.0, 4.0]), (5.0, [3.0, 4.0]), (1.0, [3.0 * 0.2, 4.0 * 0.2])]
)
def test_a_gradient_is_shortened_where_it_is_longer(longest, expected):
    assert clipped(np.array([3.0, 4.0]), np.zeros(2, dtype=bool), longest).tolist() == expected


def one_step(w, **how):
    network = Network(1, (Layer(1),))
    settings = Settings(0.1, np.zeros(1, dtype=bool), **how)
    return float(next_state(network, State(0, 0, 0, np.array([w])), np.array([w]), settings, 1).parameters[0])


def test_decay_shrinks_the_old_weight_for_any_optimiser():
    assert one_step(10.0, decay=0.01) == pytest.approx(10.0 * (1 - 0.001) - 1.0)


def test_a_clipped_step_is_as_long_as_it_may_be():
    assert one_step(10.0, clip=0.5) == pytest.approx(10.0 - 0.05)


@pytest.mark.parametrize("index", range(6))
def test_the_gradient_is_checked_against_the_objective(index):
    settings = Settings(0.05, np.zeros(6, dtype=bool), l2=0.3, l1=0.05)
    step = Step(NETWORK, State(0, 0, 0, START), settings, DATA)
    found = central_difference(NETWORK, START, DATA.inputs, DATA.targets, index, penalty=Penalty(0.3, 0.05))
    assert agreeing_digits(found.value, float(step.gradient[index])) >= 8
    alone = central_difference(NETWORK, START, DATA.inputs, DATA.targets, index)
    assert agreeing_digits(alone.value, float(step.gradient[index])) < 3


def test_the_corner_of_the_absolute_value_is_told():
    network, data = Network(1, (Layer(1),)), Data(np.ones((1, 1)), np.ones((1, 1)))
    found = central_difference(network, np.array([1e-9]), data.inputs, data.targets, 0, penalty=Penalty(0.0, 1.0))
    assert found.is_at_kink
