"""Reasons beside the lines of formulas are said in words."""

import pytest

from bpgui.engine.losses import LOSSES
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.reasons import Reason, Why
from bpgui.gui.formula.reasons import REASONS, REASONS_OF, reason_text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (Reason(Why.CHAIN_RULE), "chain rule"),
        (Reason(Why.BACK, "h1"), "chain rule; δ of h1, computed before"),
        (Reason(Why.SLOPE_IS, "tanh"), "derivative of tanh"),
        (Reason(Why.SLOPE_IS, "leaky_relu"), "derivative of leaky ReLU"),
        (Reason(Why.ACTIVATION_IS, "silu"), "definition of SiLU"),
        (Reason(Why.LOSS_SLOPE, "half_square"), "the half cancels the 2 of the square"),
        (Reason(Why.LOSS_SLOPE, "categorical_cross_entropy"), "derivative of the loss"),
        (Reason(Why.NUMBERS), "numbers put in"),
        (Reason(Why.BIAS), "bias: its input is 1"),
        (Reason(Why.GRADIENT, "tanh"), "δ of tanh, computed before, × input"),  # a neuron's name
        (Reason(Why.GRADIENT, "{x}"), "δ of {x}, computed before, × input"),
    ],
)
def test_what_it_says(reason, text):
    assert reason_text(reason) == text


def test_every_reason_has_words():
    assert {*REASONS} == {*Why}


def test_losses_and_optimisers_have_words_of_their_own():
    losses = {about for why, about in REASONS_OF if why is Why.LOSS}
    steps = {about for why, about in REASONS_OF if why is Why.STEP}
    assert (losses, steps) == ({*LOSSES}, {*OPTIMISERS} - {"plain"})
