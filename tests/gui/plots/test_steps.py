"""The part of the steps that is shown, on both kinds of axis."""

import numpy as np
import pytest

from bpgui.gui.plots.steps import StepRange


def made(last: int, *, is_log: bool = True) -> StepRange:
    steps = StepRange()
    steps.grow(last)
    steps.set_log(is_log)
    return steps


def test_zooming_keeps_the_step_in_its_place_and_ends_at_all():
    steps = StepRange()
    steps.grow(1000)
    assert (steps.first, steps.last) == (0, 1000)
    steps.zoom(0.5, 200)
    assert (steps.first, steps.last) == (100, 600)
    assert not steps.follows
    steps.pan(-1e6)
    assert (steps.first, steps.last) == (0, 500)
    steps.reveal(800)
    assert steps.first <= 800 <= steps.last
    steps.zoom(1e6, 0)
    assert (steps.first, steps.last) == (0, 1000)
    assert steps.follows


@pytest.mark.parametrize("last", [20, 30, 33, 999, 1_000_000])
def test_step_ticks_are_few_and_whole(last):
    steps = StepRange()
    steps.grow(last)
    ticks = steps.ticks(12)
    assert 3 <= len(ticks) <= 13
    assert all(isinstance(tick, int) for tick in ticks)


@pytest.mark.parametrize("is_log", [False, True])
@pytest.mark.parametrize("last", [20, 1000, 67_000_000])
def test_shares_and_steps_go_both_ways(last, is_log):
    steps = made(last, is_log=is_log)
    every = np.linspace(0, last, 11)
    np.testing.assert_allclose(steps.at(steps.share(every)), every, rtol=1e-9, atol=1e-6)
    assert (steps.share(0.0), steps.share(float(last))) == (0, pytest.approx(1))


def test_on_a_logarithmic_axis_each_power_of_ten_has_the_same_room():
    steps = made(67_000_000)
    places = [float(steps.share(10.0**k)) for k in range(2, 8)]
    np.testing.assert_allclose(np.diff(places), 1 / np.log10(67_000_001), rtol=0.02)
    assert steps.share(32.0) > 0.19


@pytest.mark.parametrize("is_log", [False, True])
@pytest.mark.parametrize("factor", [0.8, 0.01, 1e-12, 1.25, 1e9])
@pytest.mark.parametrize("about", [0.0, 3.0, 500.0, 1000.0])
def test_any_zoom_shows_steps_that_there_are(factor, about, is_log):
    steps = made(1000, is_log=is_log)
    for _ in range(3):
        steps.zoom(factor, about)
        assert 0 <= steps.first < steps.last <= 1000
        assert steps.last - steps.first >= 4 - 1e-9
        assert steps.follows == ((steps.first, steps.last) == (0, 1000))


def test_a_step_that_is_kept_stays_in_view_at_its_side():
    steps = made(1000, is_log=False)
    for _ in range(20):
        steps.zoom(0.8, 400, keep=10)
        assert steps.first <= 10 <= steps.last
    assert steps.last - 10 > 10 - steps.first


@pytest.mark.parametrize("last", [20, 33, 999, 54_321, 67_000_000])
@pytest.mark.parametrize("count", [3, 6, 12])
def test_logarithmic_ticks_are_few_round_and_apart(last, count):
    steps = made(last)
    ticks = steps.ticks(count)
    assert 2 <= len(ticks) <= 2 * count + 1
    assert all(tick == 0 or str(tick).strip("0") in "1235" for tick in ticks)
    assert np.diff([float(steps.share(float(tick))) for tick in ticks]).min() >= 0.5 / count - 1e-9


def test_a_narrow_part_of_a_logarithmic_axis_has_ticks_too():
    steps = made(67_000_000)
    steps.zoom(0.001, 5_000_000)
    assert len(steps.ticks(6)) >= 2


@pytest.mark.parametrize("is_log", [False, True])
def test_steps_until_one_are_at_least_20_and_all_of_them_follow(is_log):
    steps = made(1000, is_log=is_log)
    steps.show_until(40.0)
    assert (steps.first, steps.last, steps.follows) == (0, 40, False)
    steps.show_until(3.0)
    assert steps.last == 20
    steps.show_until(5000.0)
    assert (steps.last, steps.follows) == (1000, True)
