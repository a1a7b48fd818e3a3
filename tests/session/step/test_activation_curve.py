from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.activation_curve import Flatness, activation_curve


def moment_of(activation, weight, inputs=(1.0,)):
    network = Network(1, (Layer(1, activation), Layer(1)))
    data = Data(np.array([[x] for x in inputs]), np.ones((len(inputs), 1)))
    settings = Settings(0.1, np.zeros(2, dtype=bool))
    return Session(Experiment(network, settings, data), np.array([weight, 1.0])).moment()


@pytest.mark.parametrize("name", [name for name, entry in ACTIVATIONS.items() if entry.derivative is not None])
def test_the_curve_goes_through_the_neurons_own_point(name):
    curve = activation_curve(moment_of(name, 0.75), 1, 0)
    assert (curve.z, curve.tangent(curve.z)) == (0.75, curve.a)
    assert np.interp(0.75, curve.zs, curve.values) == pytest.approx(curve.a, abs=1e-3)
    assert np.interp(0.75, curve.zs, curve.slopes) == pytest.approx(curve.slope, abs=1e-2)


@pytest.mark.parametrize(
    ("activation", "weight", "inputs", "flatness"),
    [
        ("sigmoid", 0.5, (1.0,), Flatness.WELL),
        ("sigmoid", 8.0, (1.0,), Flatness.SATURATED),
        ("tanh", -4.0, (1.0,), Flatness.SATURATED),
        ("linear", 9.0, (1.0,), Flatness.WELL),
        ("leaky_relu", -1.0, (1.0,), Flatness.SATURATED),
        ("relu", -1.0, (1.0,), Flatness.DEAD),
        ("relu", -1.0, (1.0, -1.0), Flatness.OFF),
        ("hard_tanh", 3.0, (1.0, 2.0), Flatness.DEAD),
        ("hard_tanh", 3.0, (1.0, 0.1), Flatness.OFF),
    ],
)
def test_what_there_is_to_say_of_the_slope(activation, weight, inputs, flatness):
    assert activation_curve(moment_of(activation, weight, inputs), 1, 0).flatness is flatness


def test_a_softmax_has_no_curve_of_one_neuron():
    network = Network(1, (Layer(2, "softmax"),), "categorical_cross_entropy")
    data = Data(np.ones((1, 1)), np.array([[1.0, 0.0]]))
    session = Session(Experiment(network, Settings(0.1, np.zeros(2, dtype=bool)), data), np.zeros(2))
    assert activation_curve(session.moment(), 1, 0) is None
    assert replace(session.moment()) is not None
