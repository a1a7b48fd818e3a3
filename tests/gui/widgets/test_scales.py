"""Ticks and ranges of values."""

import numpy as np
import pytest

from bpgui.gui.widgets.scales import ValueScale, fitted


@pytest.mark.parametrize(
    ("low", "high", "from_zero", "ends"),
    [
        (0.191, 1.0, False, (0.0, 1.0)),
        (0.1, 0.327, True, (0.0, 0.4)),
        (0.0, 0.0, True, (0.0, 1.0)),
        (3.0, 3.0, False, (1.0, 5.0)),
        (-2.0, -2.0, False, (-3.0, -1.0)),
    ],
)
def test_values_are_shown_between_round_ends(low, high, from_zero, ends):
    scale = fitted(low, high, False, from_zero)
    assert (scale.low, scale.high) == pytest.approx(ends)


@pytest.mark.parametrize("is_log", [False, True])
@pytest.mark.parametrize(
    ("low", "high"), [(1e-300, 2e-300), (5e-324, 1e-10), (1e99, 1e100), (0.1, 0.1), (1.0, 1.0 + 1e-15), (1e-30, 1e30)]
)
def test_any_values_can_be_shown(low, high, is_log):
    scale = fitted(low, high, is_log, False)
    units = scale.unit(np.array([low, high]))
    assert ((units >= -1e-6) & (units <= 1 + 1e-6)).all()
    ticks = scale.ticks(4)
    assert 1 <= len(ticks) <= 12
    assert len({text for _, text in ticks}) == len(ticks)


@pytest.mark.parametrize("is_log", [False, True])
@pytest.mark.parametrize(("low", "high"), [(1.0, 1e308), (1e200, 1e300), (1.0, np.inf)])
def test_a_scale_ends_where_nothing_can_be_drawn(low, high, is_log):
    scale = fitted(low, high, is_log, False)
    assert (100 if is_log else 1e100) <= scale.high <= (101 if is_log else 2e100)
    assert scale.ticks(4)


def test_both_signs_beyond_all_that_can_be_drawn_have_a_scale():
    assert (fitted(-1e308, 1e308, False, False).low, fitted(-1e308, 1e308, False, False).high) == (-1e100, 1e100)


def test_ticks_are_plain_numbers():
    assert [text for _, text in ValueScale(0, 1).ticks(4)] == ["0", "0.25", "0.5", "0.75", "1"]
    assert [text for _, text in ValueScale(-4, 0, is_log=True).ticks(4)] == ["0.0001", "0.001", "0.01", "0.1", "1"]
    assert [text for _, text in ValueScale(0, 2e-9).ticks(4)] == ["0", "5×10⁻¹⁰", "1×10⁻⁹", "1.5×10⁻⁹", "2×10⁻⁹"]


def test_what_cannot_be_drawn_is_nan():
    units = ValueScale(0, 1).unit(np.array([0.5, np.nan, np.inf, -np.inf, 1e200]))
    assert units[0] == 0.5
    assert np.isnan(units[1:]).all()
    logged = ValueScale(-2, 0, is_log=True).unit(np.array([1.0, 0.1, 0.0, -1.0]))
    np.testing.assert_allclose(logged[:2], [1.0, 0.5])
    assert np.isnan(logged[2:]).all()
