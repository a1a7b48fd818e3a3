import math

import numpy as np
import pytest

from bpgui.engine.activations import ACTIVATIONS, LEAK
from bpgui.engine.terms import Number

LN2 = math.log(2.0)


def value(name, *z):
    return ACTIVATIONS[name].value(np.array([z], dtype=float))[0].tolist()


def slope(name, z):
    z = np.array([[float(z)]])
    return float(ACTIVATIONS[name].backward(np.ones((1, 1)), z, ACTIVATIONS[name].value(z))[0, 0])


def test_these_are_offered():
    first = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus"]
    assert list(ACTIVATIONS) == [*first, "elu", "silu", "gelu", "hard_tanh", "softmax"]


def test_only_softmax_is_for_outputs_alone():
    assert [name for name, kind in ACTIVATIONS.items() if kind.output_only] == ["softmax"]


@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("linear", [-1.5, 0.0, 2.0], [-1.5, 0.0, 2.0]),
        ("sigmoid", [0.0, -800.0, 800.0], [0.5, 0.0, 1.0]),
        ("tanh", [0.0, -800.0, 800.0], [0.0, -1.0, 1.0]),
        ("relu", [-1.5, 0.0, 2.0], [0.0, 0.0, 2.0]),
        ("leaky_relu", [-1.5, 0.0, 2.0], [-0.015, 0.0, 2.0]),
        ("softplus", [0.0, -800.0, 800.0], [LN2, 0.0, 800.0]),
        ("elu", [-800.0, 0.0, 800.0], [-1.0, 0.0, 800.0]),
        ("silu", [-800.0, 0.0, 800.0], [0.0, 0.0, 800.0]),
        ("gelu", [-800.0, 0.0, 800.0], [0.0, 0.0, 800.0]),
        ("hard_tanh", [-1.5, -1.0, 0.25, 1.0, 1.5], [-1.0, -1.0, 0.25, 1.0, 1.0]),
        ("softmax", [7.0, 7.0], [0.5, 0.5]),
        ("softmax", [800.0, -800.0], [1.0, 0.0]),
        ("softmax", [3.0], [1.0]),
    ],
)
def test_value(name, z, a):
    assert value(name, *z) == a


@pytest.mark.parametrize("z", [LN2, 3 * LN2])
def test_sigmoid_is_one_over_one_plus_e_to_minus_z(z):
    odds = math.exp(z)
    assert value("sigmoid", z, -z) == pytest.approx([odds / (1 + odds), 1 / (1 + odds)], rel=1e-15)


@pytest.mark.parametrize("z", [-30.0, -0.5, 0.25, 3.0])
def test_softplus_is_ln_of_one_plus_e_to_z(z):
    assert value("softplus", z) == pytest.approx([math.log1p(math.exp(z))], rel=1e-15)
    assert slope("softplus", z) == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-15)


@pytest.mark.parametrize("z", [-4.0, -0.5, 0.25, 3.0])
def test_smooth_ones_are_those_of_their_papers(z):
    """Clevert et al. 2016, Elfwing et al. 2018, Hendrycks and Gimpel 2016."""
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
    assert value("elu", z) == pytest.approx([z if z > 0 else math.expm1(z)], rel=1e-15)
    assert value("silu", z) == pytest.approx([z / (1 + math.exp(-z))], rel=1e-15)
    assert value("gelu", z) == pytest.approx([0.5 * z * (1 + math.tanh(inner))], rel=1e-11)
    assert value("gelu", z)[0] == pytest.approx(z * 0.5 * (1 + math.erf(z / math.sqrt(2))), abs=5e-4)


def test_softmax_shares_in_proportion_to_e_to_z():
    assert value("softmax", 0.0, LN2, 2 * LN2) == pytest.approx([1 / 7, 2 / 7, 4 / 7], rel=1e-15)


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [
        ("linear", 3.0, 1.0),
        ("sigmoid", 0.0, 0.25),
        ("sigmoid", 800.0, 0.0),
        ("tanh", 0.0, 1.0),
        ("tanh", -800.0, 0.0),
        ("relu", -1.0, 0.0),
        ("relu", 0.0, 0.0),
        ("relu", 1e-300, 1.0),
        ("leaky_relu", -1.0, LEAK),
        ("leaky_relu", 0.0, LEAK),
        ("leaky_relu", 1e-300, 1.0),
        ("elu", 0.0, 1.0),
        ("elu", -800.0, 0.0),
        ("silu", 0.0, 0.5),
        ("silu", 800.0, 1.0),
        ("silu", -800.0, 0.0),
        ("gelu", 0.0, 0.5),
        ("gelu", 800.0, 1.0),
        ("gelu", -800.0, 0.0),
        ("hard_tanh", 0.5, 1.0),
        ("hard_tanh", 1.0, 0.0),
        ("hard_tanh", -1.0, 0.0),
        ("softplus", 0.0, 0.5),
        ("softplus", 800.0, 1.0),
        ("softplus", -800.0, 0.0),
        ("softmax", 5.0, 0.0),
    ],
)
def test_slope(name, z, expected):
    assert slope(name, z) == expected


def test_the_leak_is_one_hundredth():
    assert LEAK == 0.01


def test_softmax_goes_back_through_its_full_jacobian():
    z, upstream = np.array([[0.3, -0.2, 0.9]]), np.array([[0.5, -1.0, 2.0]])
    p = ACTIVATIONS["softmax"].value(z)
    jacobian = np.diag(p[0]) - np.outer(p[0], p[0])

    delta = ACTIVATIONS["softmax"].backward(upstream, z, p)

    assert delta[0] == pytest.approx(jacobian @ upstream[0], abs=1e-16)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nan_passes_through(name):
    assert np.isnan(value(name, 0.5, math.nan)[1])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_results_are_new_arrays(name):
    z = np.array([[0.25, 0.75]])
    a = ACTIVATIONS[name].value(z)
    upstream = np.ones_like(z)
    assert not np.shares_memory(a, z)
    assert not np.shares_memory(ACTIVATIONS[name].backward(upstream, z, a), upstream)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_entry_states_its_name_and_a_word(name):
    assert ACTIVATIONS[name].name == name
    assert ACTIVATIONS[name].word


@pytest.mark.parametrize("z", [-800.0, -0.7, 0.0, 0.3, 800.0])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_formulas_say_what_is_computed(name, z):
    entry, a = ACTIVATIONS[name], value(name, z)[0]
    number = Number(z)
    assert entry.formula(number, (number,)).evaluate() == pytest.approx(a, rel=1e-14, abs=1e-15)
    if entry.slope is not None:
        assert entry.slope(number, Number(a)).evaluate() == pytest.approx(slope(name, z), rel=1e-14, abs=1e-15)
    elif entry.jacobian is None:
        assert slope(name, z) == 1.0
