"""The kernel's layout is the one that docs/kernel.md shows by hand."""

import numpy as np
import pytest

from bpgui.engine.kernel import one_pass
from bpgui.engine.network import Layer, Network
from tests.article import NETWORK


def test_weights_stand_in_rows_of_fours_by_destination():
    assert one_pass.plan_of(NETWORK).places.tolist() == [0, 1, 4, 5, 8, 9]


def test_biases_follow_after_all_weights():
    plan = one_pass.plan_of(Network(2, (Layer(3, "tanh", bias=True), Layer(1))))
    assert (plan.weights.tolist(), plan.biases.tolist()) == ([0, 12], [16, -1])
    assert plan.places[-3:].tolist() == [16, 17, 18]


@pytest.mark.parametrize(("count", "width"), [(1, 4), (4, 4), (5, 8)])
def test_rows_are_as_long_as_the_next_four(count, width):
    assert one_pass.padded(count) == width


def test_a_pass_has_room_for_all_its_numbers():
    plan = one_pass.plan_of(NETWORK)
    assert len(one_pass.room_for(plan, 4)) == 4 * (3 * 5 + 4 + 1 + 1) + 2
    assert np.count_nonzero(one_pass.room_for(plan, 4)) == 0
