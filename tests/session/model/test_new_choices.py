"""What a new network has where nobody chose."""

import pytest

from bpgui.engine.activations import ACTIVATIONS
from bpgui.session.model.new_choices import activations_of, losses_of, usual_loss


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("linear", "half_square"),
        ("tanh", "half_square"),
        ("sigmoid", "binary_cross_entropy"),
        ("softmax", "categorical_cross_entropy"),
    ],
)
def test_the_usual_loss_is_the_one_made_for_the_output(output, loss):
    assert usual_loss(output) == loss
    assert loss in losses_of(output)


def test_the_usual_activations_come_first_and_none_is_left_out():
    assert activations_of(is_output=True)[:3] == ["linear", "sigmoid", "softmax"]
    assert sorted(activations_of(is_output=True)) == sorted(ACTIVATIONS)
    assert activations_of(is_output=False)[:2] == ["tanh", "sigmoid"]
    assert "softmax" not in activations_of(is_output=False)
