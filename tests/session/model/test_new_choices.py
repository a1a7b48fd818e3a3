"""What a new network has where nobody chose."""

import pytest

from bpgui.session.model.new_choices import losses_of, usual_loss


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
