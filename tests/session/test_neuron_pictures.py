"""The small pictures inside neurons have the values that the network computes."""

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.engine.training import activations_of
from bpgui.session.model.experiment import Experiment
from bpgui.session.neuron_pictures import POINTS, PicturesQuery, can_be_pictured, neuron_pictures


def pictures(inputs: int, *layers: Layer) -> tuple[Experiment, np.ndarray, tuple[np.ndarray, ...]]:
    rng = np.random.default_rng(4)
    network = Network(inputs, layers)
    data = Data(np.array([[-1.0] * inputs, [1.0] * inputs]), np.zeros((2, layers[-1].size)))
    found = Experiment(network, Settings(0.1, np.zeros(network.parameter_count, dtype=bool)), data)
    parameters = rng.normal(size=network.parameter_count)
    return found, parameters, neuron_pictures(PicturesQuery(found, parameters)).layers


def test_over_two_inputs_each_neuron_has_its_surface() -> None:
    experiment, parameters, found = pictures(2, Layer(3, "tanh", True), Layer(1, "sigmoid", True))
    assert [layer.shape for layer in found] == [(3, POINTS, POINTS), (1, POINTS, POINTS)]
    side = np.linspace(-1.2, 1.2, POINTS)  # a tenth of the range beyond each end
    for up, across in ((0, 0), (5, 20), (32, 1)):
        point = np.array([[side[across], side[up]]])
        values = activations_of(experiment.network, parameters, point, 1)[0]
        assert np.array_equal(found[0][:, up, across], (values + 1) / 2)
        assert found[1][0, up, across] == activations_of(experiment.network, parameters, point, 2)[0, 0]


def test_over_one_input_each_has_its_curve_and_what_is_unbounded_stands_around_zero() -> None:
    experiment, parameters, found = pictures(1, Layer(2, "relu", True), Layer(1))
    assert [layer.shape for layer in found] == [(2, POINTS), (1, POINTS)]
    values = activations_of(experiment.network, parameters, np.linspace(-1.2, 1.2, POINTS)[:, None], 2)[:, 0]
    assert np.abs(found[1][0] - 0.5).max() == 0.5
    assert np.array_equal(np.sign(found[1][0] - 0.5), np.sign(values))


@pytest.mark.parametrize(("inputs", "is_possible"), [(1, True), (2, True), (3, False)])
def test_there_are_pictures_for_one_or_two_inputs(inputs: int, is_possible: bool) -> None:
    network = Network(inputs, (Layer(1),))
    data = Data(np.zeros((1, inputs)), np.zeros((1, 1)))
    assert can_be_pictured(Experiment(network, Settings(0.1, np.zeros(inputs, dtype=bool)), data)) is is_possible
