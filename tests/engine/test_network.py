import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from tests.article import NETWORK, START

DEEP = Network(2, (Layer(3, "tanh", bias=True), Layer(2, "relu"), Layer(2, "softmax", bias=True)))


@pytest.mark.parametrize(
    ("name", "layer", "source", "destination"),
    [("w1", 1, 0, 0), ("w2", 1, 1, 0), ("w3", 1, 0, 1), ("w4", 1, 1, 1), ("w5", 2, 0, 0), ("w6", 2, 1, 0)],
)
def test_the_articles_weights_stand_where_its_figure_has_them(name, layer, source, destination):
    parameter = NETWORK.parameters[NETWORK.parameter_index[name]]
    assert (parameter.layer, parameter.source, parameter.destination) == (layer, source, destination)


def test_weights_are_numbered_by_destination_then_source():
    assert NETWORK.weights(START, 0).tolist() == [[0.11, 0.12], [0.21, 0.08]]


def test_names_are_all_weights_then_all_biases():
    expected = [f"w{k}" for k in range(1, 17)] + [f"b{k}" for k in range(1, 6)]
    assert [parameter.name for parameter in DEEP.parameters] == expected
    assert [parameter.index for parameter in DEEP.parameters] == list(range(21))


@pytest.mark.parametrize("name", ["w0", "b0", "w01", "w17", "b6", "w", "", "x1", "w\u00b2", "w-1", "w1 ", "W1"])
def test_a_name_that_no_parameter_has(name):
    assert name not in DEEP.parameter_index
    with pytest.raises(KeyError):
        DEEP.parameter_index[name]


def test_parameters_are_a_sequence():
    assert DEEP.parameters[-1].name == "b5"
    assert [parameter.name for parameter in DEEP.parameters[15:18]] == ["w16", "b1", "b2"]
    assert dict(DEEP.parameter_index) == {parameter.name: parameter.index for parameter in DEEP.parameters}
    with pytest.raises(IndexError):
        DEEP.parameters[21]


def test_biases_are_numbered_by_neuron_and_only_where_there_are_any():
    biases = [(p.layer, p.destination) for p in DEEP.parameters if p.is_bias]
    assert biases == [(1, 0), (1, 1), (1, 2), (3, 0), (3, 1)]


def test_every_name_stands_at_its_place_in_the_layers_own_view():
    vector = np.arange(21.0)
    for p in DEEP.parameters:
        biases, weights = DEEP.biases(vector, p.layer - 1), DEEP.weights(vector, p.layer - 1)
        assert p.index == (biases[p.destination] if p.is_bias else weights[p.source, p.destination])


def test_a_view_of_many_vectors_has_their_axes_first():
    vectors = np.arange(42.0).reshape(2, 21)
    assert DEEP.weights(vectors, 0).shape == (2, 2, 3)
    assert DEEP.biases(vectors, 1).shape == (2, 0)
    assert DEEP.weights(vectors, 2)[1].tolist() == DEEP.weights(vectors[1], 2).tolist()


def test_views_write_through():
    vector = np.zeros(21)
    DEEP.weights(vector, 1)[2, 0] = 1.0
    DEEP.biases(vector, 2)[1] = 2.0
    assert np.flatnonzero(vector).tolist() == [8, 20]


@pytest.mark.parametrize(
    ("network", "names"),
    [
        (NETWORK, (("i1", "i2"), ("h1", "h2"), ("out",))),
        (Network(1, (Layer(2),)), (("i1",), ("o1", "o2"))),
        (DEEP, (("i1", "i2"), ("h1_1", "h1_2", "h1_3"), ("h2_1", "h2_2"), ("o1", "o2"))),
        (Network(1, (Layer(1),), names=(("age",), ("fee",))), (("age",), ("fee",))),
    ],
)
def test_neuron_names(network, names):
    assert network.neuron_names == names


@pytest.mark.parametrize(
    ("inputs", "layers", "loss", "reason"),
    [
        (2, (), "half_square", "an input and an output layer"),
        (0, (Layer(1),), "half_square", "at least one neuron"),
        (2, (Layer(0),), "half_square", "at least one neuron"),
        (2, (Layer(2, "softmax"), Layer(1)), "half_square", "output layer only"),
        (2, (Layer(1, "softmax"),), "half_square", "always 1"),
        (2, (Layer(1, "linear"),), "binary_cross_entropy", "not offered with a linear"),
        (2, (Layer(1, "sigmoid"),), "categorical_cross_entropy", "not offered with a sigmoid"),
    ],
)
def test_what_cannot_be_built_is_refused(inputs, layers, loss, reason):
    with pytest.raises(ValueError, match=reason):
        Network(inputs, layers, loss)


def test_sizes_and_outputs():
    assert (DEEP.sizes, DEEP.outputs, DEEP.parameter_count) == ((2, 3, 2, 2), 2, 21)


@pytest.mark.parametrize(
    ("network", "layer", "neuron", "names"),
    [
        (NETWORK, 0, 1, []),
        (NETWORK, 1, 1, ["w3", "w4"]),
        (NETWORK, 2, 0, ["w5", "w6"]),
        (DEEP, 1, 2, ["w5", "w6", "b3"]),
        (DEEP, 2, 0, ["w7", "w8", "w9"]),
        (DEEP, 3, 1, ["w15", "w16", "b5"]),
    ],
)
def test_what_leads_into_a_neuron(network, layer, neuron, names):
    assert [network.parameters[index].name for index in network.incoming(layer, neuron)] == names


def test_shown_names_write_out_what_is_not_seen():
    network = Network(1, (Layer(1),), names=(("a\x1bb",), ("宽",)))
    assert network.neuron_names == (("a\x1bb",), ("宽",))
    assert network.shown_names == ((r"a\x1bb",), ("宽",))
