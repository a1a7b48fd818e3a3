import math

import numpy as np
import pytest

from bpgui.engine.elementary import ascending_sum, cos, exp, log, log1p, tanh

FUNCTIONS = [(exp, math.exp), (log, math.log), (log1p, math.log1p), (tanh, math.tanh), (cos, math.cos)]
SAMPLES = np.random.default_rng(1).uniform(1e-3, 20.0, (37, 6))
MANY = 300_000

needs_more_digits = pytest.mark.skipif(
    np.finfo(np.longdouble).nmant < 60, reason="no longer floats to compare with here"
)


def magnitudes(rng, lowest, highest):
    return 10.0 ** rng.uniform(lowest, highest, MANY)


@needs_more_digits
@pytest.mark.parametrize(
    ("ours", "exact", "draw"),
    [
        (exp, np.exp, lambda rng: rng.uniform(-745.0, 709.7, MANY)),
        (exp, np.exp, lambda rng: rng.uniform(-40.0, 0.0, MANY)),
        (exp, np.exp, lambda rng: rng.uniform(-1.0, 1.0, MANY)),
        (tanh, np.tanh, lambda rng: rng.uniform(-0.4, 0.4, MANY)),
        (tanh, np.tanh, lambda rng: rng.uniform(-3.0, 3.0, MANY)),
        (tanh, np.tanh, lambda rng: rng.uniform(-22.0, 22.0, MANY)),
        (tanh, np.tanh, lambda rng: -magnitudes(rng, -310, 2)),
        (log, np.log, lambda rng: magnitudes(rng, -320, 308)),
        (log, np.log, lambda rng: rng.uniform(0.5, 2.0, MANY)),
        (log1p, np.log1p, lambda rng: rng.uniform(-1.0 + 1e-9, 1.0, MANY)),
        (log1p, np.log1p, lambda rng: magnitudes(rng, -320, 308)),
        (log1p, np.log1p, lambda rng: -magnitudes(rng, -320, -0.01)),
        (cos, np.cos, lambda rng: rng.uniform(-4.0, 4.0, MANY)),
        (cos, np.cos, lambda rng: rng.uniform(-1e6, 1e6, MANY)),
    ],
)
def test_within_three_units_in_the_last_place(ours, exact, draw):
    x = draw(np.random.default_rng(0))
    with np.errstate(all="ignore"):
        expected = exact(x.astype(np.longdouble))
        units = np.abs(ours(x) - expected) / np.spacing(np.abs(expected.astype(np.float64)))
    assert units.max() < 3


@pytest.mark.parametrize(("ours", "exact"), FUNCTIONS)
def test_agrees_with_the_c_library(ours, exact):
    expected = np.vectorize(exact)(SAMPLES)
    assert np.all(np.abs(ours(SAMPLES) - expected) <= 3 * np.spacing(np.abs(expected)))


INF, NAN = math.inf, math.nan
SMALLEST = 5e-324


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        *[(exp, x, y) for x, y in [(0.0, 1.0), (-0.0, 1.0), (INF, INF), (-INF, 0.0), (NAN, NAN)]],
        *[(exp, x, y) for x, y in [(SMALLEST, 1.0), (709.79, INF), (-745.1, SMALLEST), (-745.2, 0.0), (-1e308, 0.0)]],
        *[(log, x, y) for x, y in [(1.0, 0.0), (0.0, -INF), (-0.0, -INF), (INF, INF), (-1.0, NAN), (NAN, NAN)]],
        *[(log, x, y) for x, y in [(SMALLEST, -744.4400719213812), (-INF, NAN), (1.7e308, 709.7268368932282)]],
        *[(log1p, x, x) for x in (0.0, -0.0, SMALLEST, -SMALLEST, 1e-310, INF, NAN)],
        *[(log1p, x, y) for x, y in [(-1.0, -INF), (-1.1, NAN), (-INF, NAN), (1.7e308, 709.7268368932282)]],
        *[(tanh, x, x) for x in (0.0, -0.0, SMALLEST, -SMALLEST, -1e-310, NAN)],
        *[(tanh, x, y) for x, y in [(INF, 1.0), (-INF, -1.0), (1e308, 1.0), (-20.0, -1.0)]],
    ],
)
def test_special_values(function, x, expected):
    with np.errstate(all="raise", under="ignore"):
        found = float(function(np.array([x]))[0])
    assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    ("function", "x", "bits"),
    [
        (exp, [-0.7, 1.0, -30.5], ["0x1.fc80db9dd5542p-2", "0x1.5bf0a8b14576ap+1", "0x1.ff3864232b407p-45"]),
        (log, [0.1, 3.0, 1e-300], ["-0x1.26bb1bbb55515p+1", "0x1.193ea7aad030ap+0", "-0x1.5963447f87fb5p+9"]),
        (log1p, [-0.5, 1e-05, 0.3], ["-0x1.62e42fefa39efp-1", "0x1.4f8aea9ae7316p-17", "0x1.0ca937be1b9dbp-2"]),
        (tanh, [-0.2, 0.7, 3.0], ["-0x1.9439830b3a590p-3", "0x1.356fb17af2e91p-1", "0x1.fd77d111a0b00p-1"]),
    ],
)
def test_the_bits_are_the_same_for_ever(function, x, bits):
    assert [value.hex() for value in function(np.array(x)).tolist()] == bits


@pytest.mark.parametrize(("ours", "exact"), FUNCTIONS)
@pytest.mark.parametrize("view", [SAMPLES[:, 2:3], SAMPLES.T, SAMPLES[::3, ::2], SAMPLES[::-1]])
def test_a_strided_array_gives_the_bits_of_its_elements_alone(ours, exact, view):
    alone = [ours(np.array([[value]]))[0, 0] for value in view.ravel()]
    assert ours(view).ravel().tolist() == alone


def test_sums_go_from_the_first_column_to_the_last():
    terms = np.array([[1e16, 1.0, 1.0, -1e16, 1.0]])
    assert ascending_sum(terms).tolist() == [[1.0]]


def test_a_sum_over_many_columns_is_not_taken_in_pairs():
    terms = np.random.default_rng(2).normal(size=(1, 1000))
    total = 0.0
    for term in terms[0].tolist():
        total += term
    assert ascending_sum(terms).tolist() == [[total]]
