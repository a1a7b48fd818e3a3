import math

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, number_column
from bpgui.session.data.encode import scaled
from bpgui.session.data.scaling import ScalingKind, fitted
from bpgui.session.data.split import split_last

KINDS = list(ScalingKind)


def sum_of(values):
    """Add as the contract says: one after the other."""
    total = 0.0
    for value in values:
        total += value
    return total


@pytest.mark.parametrize("seed", range(5))
def test_a_standard_score_has_the_mean_and_population_variance_by_ascending_sample(seed):
    values = np.random.default_rng(seed).normal(100, 30, 501)

    scaling = fitted(ScalingKind.STANDARD, values)

    mean = sum_of(values) / 501
    assert scaling.first == mean
    assert scaling.second == math.sqrt(sum_of([(x - mean) * (x - mean) for x in values]) / 501)
    # scikit-learn's StandardScaler has numpy's mean and var
    assert scaling.to_network(values) == pytest.approx((values - values.mean()) / values.std(), abs=1e-12)


@pytest.mark.parametrize(("kind", "low"), [(ScalingKind.ZERO_ONE, 0.0), (ScalingKind.MINUS_ONE_ONE, -1.0)])
def test_min_max_is_as_the_contract_writes_it(kind, low):
    values = np.array([3.0, -1.5, 7.25, 0.1])

    seen = fitted(kind, values).to_network(values)

    assert seen.tolist() == [low + (1 - low) * ((x + 1.5) / (7.25 + 1.5)) for x in values]
    assert (seen.min(), seen.max()) == (low, 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_units_come_back(kind):
    values = np.random.default_rng(3).normal(5, 2, 200)
    scaling = fitted(kind, values)

    assert scaling.to_units(scaling.to_network(values)) == pytest.approx(values, abs=1e-12)


@pytest.mark.parametrize(("kind", "seen"), [*zip(KINDS, [0.1, 0.0, 0.0, -1.0], strict=True)])
def test_a_constant_column_becomes_0_or_the_lowest(kind, seen):
    scaling = fitted(kind, np.full(10, 0.1))  # ten times 0.1 does not add up to 1

    assert scaling.to_network(np.array([0.1, 0.1])).tolist() == [seen, seen]
    assert scaling.to_units(np.array([seen])).tolist() == [0.1]


@pytest.mark.parametrize("kind", [ScalingKind.STANDARD, ScalingKind.ZERO_ONE])
def test_numbers_that_are_too_large_are_refused(kind):
    with pytest.raises(Problem, match="column big are too large"):
        fitted(kind, np.array([1.5e308, -1.5e308]), "big")


def test_only_training_samples_are_fitted():
    values = [1.0, 2.0, 6.0, 1e9]
    data = split_last(DataSet((number_column("a", ColumnRole.INPUT, values),)), 1)

    scaling = scaled(data, 0, ScalingKind.STANDARD).columns[0].scaling

    assert scaling == fitted(ScalingKind.STANDARD, np.array(values[:3]))
