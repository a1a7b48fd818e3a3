import math

import numpy as np
import pytest

from bpgui.engine.elementary import ascending_sum, exp, log, log1p, tanh

FUNCTIONS = [(exp, math.exp), (log, math.log), (log1p, math.log1p), (tanh, math.tanh)]
SAMPLES = np.random.default_rng(1).uniform(1e-3, 20.0, (37, 6))


@pytest.mark.parametrize(("ours", "exact"), FUNCTIONS)
def test_agrees_with_the_c_library_to_two_units_in_the_last_place(ours, exact):
    expected = np.vectorize(exact)(SAMPLES)
    assert np.all(np.abs(ours(SAMPLES) - expected) <= 2 * np.spacing(np.abs(expected)))


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
