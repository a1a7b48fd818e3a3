import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole
from bpgui.session.data.encode import encoded
from bpgui.session.data.generate import GENERATORS, generated


def made(name, number, noise=0.0, size=None, seed=1):
    return encoded(generated(name, np.random.default_rng(seed), number, noise, size)).data


@pytest.mark.parametrize("name", GENERATORS)
def test_each_makes_so_many_finite_samples_and_a_seed_the_same(name):
    usual = GENERATORS[name]
    data = made(name, 61, usual.noise)

    assert data.samples == 61
    assert np.isfinite(data.inputs).all()
    assert np.array_equal(made(name, 61, usual.noise).inputs, data.inputs)
    assert np.array_equal(made(name, 61, usual.noise).targets, data.targets)
    assert not np.array_equal(made(name, 61, 0.5).inputs, made(name, 61, 0.5, seed=2).inputs) or name in {
        "polynomial",
        "sine",
        "step",
    }


@pytest.mark.parametrize("name", GENERATORS)
def test_one_sample_is_enough(name):
    assert made(name, 1).samples == 1


@pytest.mark.parametrize(
    ("name", "targets"),
    [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0])],
)
def test_gates(name, targets):
    data = made(name, 4)

    assert data.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.targets.ravel().tolist() == targets
    noisy = made(name, 6, 0.1)
    assert noisy.targets.ravel().tolist() == [*targets, *targets[:2]]
    assert not np.array_equal(noisy.inputs[:4], data.inputs)


def test_parity():
    data = made("parity", 16, size=4)

    assert data.targets.ravel().tolist() == (data.inputs.sum(axis=1) % 2).tolist()


def test_circles_and_moons_are_where_they_are():
    circles, moons = made("circles", 100), made("moons", 100)
    radius = np.hypot(*circles.inputs.T)

    assert radius == pytest.approx(1 - 0.5 * circles.targets.ravel())
    upper = moons.targets.ravel() == 0
    assert np.hypot(*moons.inputs[upper].T) == pytest.approx(1)
    assert np.hypot(*(moons.inputs[~upper] - [1, 0.5]).T) == pytest.approx(1)
    assert (moons.inputs[upper, 1] >= 0).all()
    assert (moons.inputs[~upper, 1] <= 0.5).all()


def test_the_spirals_are_each_others_mirror():
    data = made("spirals", 100)
    first, second = data.inputs[0::2], data.inputs[1::2]

    assert first == pytest.approx(-second)
    assert np.hypot(*first.T).tolist() == sorted(np.hypot(*first.T), reverse=True)


def test_curves():
    sine, cubic, step = made("sine", 41), made("polynomial", 41), made("step", 5)

    assert sine.targets == pytest.approx(np.sin(sine.inputs))
    assert cubic.targets == pytest.approx(4 * cubic.inputs**3 - 3 * cubic.inputs)
    assert step.targets.ravel().tolist() == [0, 0, 1, 1, 1]
    assert made("step", 9, size=2).targets.ravel().tolist() == [0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1]


def test_gaussians_have_their_classes():
    data = generated("gaussians", np.random.default_rng(0), 9, 0.0, 3)

    assert data.columns[2].categories == ("A", "B", "C")
    assert np.hypot(*encoded(data).data.inputs.T) == pytest.approx(1)


def test_digits_are_all_ten_in_their_order():
    data = generated("digits", np.random.default_rng(0), 5000, 0.0)

    assert data.samples == 1797
    assert data.of(ColumnRole.TARGET)[0].categories == tuple("0123456789")
    seen = encoded(data).data
    assert (seen.inputs.min(), seen.inputs.max(), seen.inputs.shape) == (0, 16, (1797, 64))
    assert seen.targets.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert encoded(generated("digits", np.random.default_rng(0), 3, 0.0)).data.targets.shape == (3, 10)


@pytest.mark.parametrize(
    ("name", "number", "noise", "size"),
    [("waves", 9, 0, None), ("xor", 0, 0, None), ("xor", 10**9, 0, None), ("xor", 4, -1, None), ("xor", 4, 0, 3)],
)
def test_what_cannot_be_made_is_said(name, number, noise, size):
    with pytest.raises(Problem):
        generated(name, np.random.default_rng(0), number, noise, size)
