import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.session.basics.problems import Problem
from bpgui.session.model.blocks import (
    inputs_from,
    layer_matrix,
    layer_parameters,
    matrix_of,
    neuron_parameters,
    parameters_from,
    targets_from,
)
from bpgui.session.model.number_edits import SetMany, SetParameter

#: 2-3-1 with biases: w1..w9, b1..b4.
NETWORK = Network(2, (Layer(3, "tanh", True), Layer(1, "linear", True)))
SQUARE = Network(2, (Layer(2), Layer(1)))


def said(changes):
    return " ".join(f"{change.target(NETWORK).name}={change.value:g}" for change in changes)


@pytest.mark.parametrize(
    ("index", "numbers", "text"),
    [(0, [1, 2, 3], "w1=1 w2=2 w3=3"), (5, [1, 2], "w6=1 w7=2"), (9, [1, 2, 3, 4], "b1=1 b2=2 b3=3 b4=4")],
)
def test_a_row_goes_on_from_a_weight_or_bias_by_number(index, numbers, text):
    assert said(parameters_from(NETWORK, index, numbers)) == text


@pytest.mark.parametrize(("index", "count"), [(8, 1), (12, 1)])
def test_weights_do_not_run_over_into_biases_nor_beyond_the_end(index, count):
    with pytest.raises(Problem, match=f"has 2 numbers; there are {count} places"):
        parameters_from(NETWORK, index, [1, 2])


def test_a_row_goes_into_a_neuron_its_bias_last():
    assert said(neuron_parameters(NETWORK, 1, 1, [1, 2, 3])) == "w3=1 w4=2 b2=3"
    with pytest.raises(Problem, match="has 4 numbers; there are 3 places"):
        neuron_parameters(NETWORK, 1, 1, [1, 2, 3, 4])


BLOCK = [[0.15, 0.25], [0.2, 0.3]]


@pytest.mark.parametrize(
    ("rows_are_sources", "text"), [(True, "w1=0.15 w2=0.2 w3=0.25 w4=0.3"), (False, "w1=0.15 w2=0.25 w3=0.2 w4=0.3")]
)
def test_a_square_can_be_read_both_ways(rows_are_sources, text):
    matrix = layer_matrix(SQUARE, 1, BLOCK, rows_are_sources=rows_are_sources)
    assert said(layer_parameters(SQUARE, 1, matrix)) == text


@pytest.mark.parametrize(
    ("shape", "from_rows", "into_rows"),
    [((2, 3), True, False), ((3, 2), False, True), ((3, 3), True, True), ((4, 3), False, False)],
)
def test_a_layers_block_must_fit_with_or_without_biases(shape, from_rows, into_rows):
    block = np.arange(12.0)[: shape[0] * shape[1]].reshape(shape).tolist()
    for rows_are_sources, fits in ((True, from_rows), (False, into_rows)):
        if fits:
            layer_matrix(NETWORK, 1, block, rows_are_sources=rows_are_sources)
        else:
            with pytest.raises(Problem, match=f"columns.*, not {shape[0]} and {shape[1]}"):
                layer_matrix(NETWORK, 1, block, rows_are_sources=rows_are_sources)


@pytest.mark.parametrize(
    ("rows_are_sources", "reason"),
    [
        (True, "2 rows, or one more with the biases, and 3 columns, not 5 and 5"),
        (False, "3 rows and 2 columns, or one more with the biases, not 5 and 5"),
    ],
)
def test_of_a_layer_with_biases_both_shapes_are_named(rows_are_sources, reason):
    with pytest.raises(Problem, match=reason):
        layer_matrix(NETWORK, 1, np.zeros((5, 5)), rows_are_sources=rows_are_sources)


def test_a_copied_layer_is_the_same_when_it_is_pasted():
    parameters = np.arange(13.0)
    block = matrix_of(NETWORK, 1, parameters)
    assert block == [[0, 2, 4], [1, 3, 5], [9, 10, 11]]
    matrix = layer_matrix(NETWORK, 1, block, rows_are_sources=True)
    changes = layer_parameters(NETWORK, 1, matrix)
    assert all(parameters[NETWORK.parameter_index[change.name]] == change.value for change in changes)
    assert len(changes) == 9


def test_inputs_and_targets_of_a_sample():
    assert said(inputs_from(NETWORK, 3, 0, [1, 2])) == "i1[3]=1 i2[3]=2"
    assert said(targets_from(NETWORK, 3, 0, [1])) == "target out[3]=1"
    with pytest.raises(Problem, match="has 2 numbers; there are 1 places"):
        inputs_from(NETWORK, 3, 1, [1, 2])


def test_the_changes_make_one_edit():
    edit = SetMany(tuple(parameters_from(SQUARE, 0, [1.0, 2.0])))
    assert edit.changes == (SetParameter("w1", 1.0), SetParameter("w2", 2.0))
