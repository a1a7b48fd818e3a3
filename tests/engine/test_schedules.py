"""The rate of each step, from its formula, and as the contract says."""

import math

import numpy as np
import pytest

from bpgui.engine.schedules import SCHEDULES, rate_at, rates_of
from bpgui.engine.step import Settings

FORMULAS = {
    "constant": lambda a, j, s: a,
    "steps": lambda a, j, s: a * s.step_factor ** (j // s.schedule_steps),
    "exponential": lambda a, j, s: a * s.exponential_factor**j,
    "inverse": lambda a, j, s: a / (1 + s.inverse_decay * j),
    "cosine": lambda a, j, s: (
        s.last_rate + (a - s.last_rate) * (1 + math.cos(math.pi * j / s.schedule_steps)) / 2
        if j < s.schedule_steps
        else s.last_rate
    ),
}


def with_schedule(name, **constants):
    return Settings(0.3, np.zeros(1, dtype=bool), schedule=name, **constants)


@pytest.mark.parametrize("warm_up", [0, 1, 7])
@pytest.mark.parametrize("origin", [0, 40])
@pytest.mark.parametrize("name", SCHEDULES)
def test_rates_are_those_of_the_formula(name, origin, warm_up):
    settings = with_schedule(name, origin=origin, warm_up=warm_up, schedule_steps=9, last_rate=0.02)
    rates = rates_of(settings, origin, 60)
    for j, rate in enumerate(rates.tolist()):
        expected = 0.3 * (j + 1) / warm_up if j < warm_up else FORMULAS[name](0.3, j - warm_up, settings)
        assert rate == pytest.approx(expected, rel=1e-13), j


@pytest.mark.parametrize("name", SCHEDULES)
def test_one_step_has_the_bits_of_many(name):
    settings = with_schedule(name, warm_up=3, schedule_steps=50, last_rate=0.01)
    many = rates_of(settings, 5, 200)
    assert [rate_at(settings, 5 + k) for k in range(200)] == many.tolist()


def test_after_the_warm_up_the_rate_is_the_one_that_was_set():
    assert rates_of(with_schedule("constant", warm_up=4), 0, 6).tolist() == [0.075, 0.15, 0.3 * 3 / 4, 0.3, 0.3, 0.3]


def test_after_its_steps_the_cosine_keeps_the_last_rate():
    settings = with_schedule("cosine", schedule_steps=10, last_rate=0.1)
    assert rates_of(settings, 10, 3).tolist() == [0.1] * 3
    assert rate_at(settings, 5) == pytest.approx(0.2)


def test_far_away_nothing_overflows_or_takes_long():
    assert rate_at(with_schedule("exponential"), 10**9) == 0.0
    assert rate_at(with_schedule("exponential", exponential_factor=1.0), 10**9) == 0.3
