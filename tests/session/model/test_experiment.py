import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.engine.initialisation import initial_parameters
from bpgui.session.basics.problems import Problem
from bpgui.session.model.experiment import check_output, check_pair, check_sizes, new_experiment, parse_sizes
from tests.article import START, article
from tests.session.builders import batched_session


@pytest.mark.parametrize("text", ["2-4-1", "2,4,1", "2 4 1", " 2 - 4 - 1 ", "2\u20134\u20131", "02-4-1"])
def test_sizes_as_people_write_them(text):
    assert parse_sizes(text) == (2, 4, 1)


@pytest.mark.parametrize("text", ["", "-", "two-one", "2.5-1", "2-4x-1", "\u00b2-1", "2-123456789-1", "2-+4-1"])
def test_what_is_no_list_of_sizes_is_refused(text):
    with pytest.raises(Problem, match="Write the layer sizes like 2-4-1"):
        parse_sizes(text)


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        ((2,), "at least two layers"),
        ((2, 0, 1), "at least one neuron"),
        ((1,) * 21, "At most 20 layers of at most 1000 neurons"),
        ((2, 1001, 1), "At most 20 layers of at most 1000 neurons"),
        ((1000, 1000, 1), "1002001 parameters; at most 1000000"),
        ((1000, 1000), "1001000 parameters; at most 1000000"),
    ],
)
def test_sizes_that_cannot_be_are_refused(sizes, reason):
    with pytest.raises(Problem, match=reason):
        check_sizes(sizes, [True] * (len(sizes) - 1))


@pytest.mark.parametrize("sizes", [(1, 1), (1,) * 20, (1000, 900, 90)])
def test_sizes_up_to_the_limits_are_possible(sizes):
    check_sizes(sizes, [True] * (len(sizes) - 1))


def test_a_million_weights_are_possible_without_biases():
    made = new_experiment((1000, 1000), ["linear"], [False], "half_square")
    assert made.network.parameter_count == 1_000_000
    assert parse_sizes("1000-1000") == (1000, 1000)
    with pytest.raises(Problem, match="1001000 parameters"):
        new_experiment((1000, 1000), ["linear"], [True], "half_square")


def test_a_softmax_needs_two_outputs():
    check_output("softmax", 2)
    check_output("sigmoid", 1)
    with pytest.raises(Problem, match="over one output is always 1"):
        check_output("softmax", 1)


@pytest.mark.parametrize(
    ("output", "loss", "target", "reason"),
    [
        ("linear", "binary_cross_entropy", 0.5, "binary_cross_entropy needs one of these output activations: sigmoid"),
        ("sigmoid", "categorical_cross_entropy", 0.5, "output activations: softmax"),
        ("sigmoid", "binary_cross_entropy", 1.5, "targets from 0 to 1; sample 2 has 1.5"),
        ("sigmoid", "binary_cross_entropy", np.nan, "sample 2 has nan"),
        ("softmax", "categorical_cross_entropy", -0.5, "targets from 0 to inf; sample 2 has -0.5"),
    ],
)
def test_pairs_that_do_not_go_together_are_refused(output, loss, target, reason):
    with pytest.raises(Problem, match=reason):
        check_pair(output, loss, np.array([[0.0], [target]]))


@pytest.mark.parametrize(
    ("output", "loss", "target"),
    [
        ("linear", "half_square", -7.0),
        ("sigmoid", "binary_cross_entropy", 1.0),
        ("softmax", "categorical_cross_entropy", 3.0),
    ],
)
def test_pairs_that_go_together(output, loss, target):
    check_pair(output, loss, np.array([[target]]))


@pytest.mark.parametrize(("samples", "watched"), [(1, 1), (8, 8), (9, 0)])
def test_predictions_are_recorded_while_they_are_at_most_16(samples, watched):
    assert batched_session(samples=samples).experiment.watched.tolist() == list(range(watched))


def test_an_experiment_starts_at_step_0():
    state = article().start(START)
    assert (state.step, state.epoch, state.position, state.epoch_seed) == (0, 0, 0, None)


def test_a_new_experiment_is_as_asked_for():
    kinds = ["tanh", "relu", "softmax"]
    made = new_experiment((2, 4, 5, 3), kinds, [True, False, True], "categorical_cross_entropy", samples=5)
    assert made.network.sizes == (2, 4, 5, 3)
    assert [layer.activation for layer in made.network.layers] == kinds
    assert [layer.bias for layer in made.network.layers] == [True, False, True]
    assert (made.data.inputs.shape, made.data.targets.shape) == ((5, 2), (5, 3))
    assert not made.settings.locked.any()


def test_a_new_experiment_s_samples_are_no_zeros():
    made = new_experiment((2, 4, 1), ["tanh", "sigmoid"], [True, True], "binary_cross_entropy", samples=4)
    assert made.data.inputs.tolist() == [[0.5, 1.0], [1.0, 0.5], [1.0, 1.0], [0.5, 0.5]]
    assert made.data.targets.tolist() == [[1.0], [0.0], [1.0], [0.0]]


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "loss"),
    [
        ((1, 1), "tanh", "linear", "half_square"),
        ((2, 4, 1), "tanh", "tanh", "half_square"),
        ((12, 3, 4), "sigmoid", "softmax", "categorical_cross_entropy"),
    ],
)
def test_from_the_first_sample_of_a_new_experiment_every_gradient_flows(sizes, hidden, output, loss):
    kinds = [hidden] * (len(sizes) - 2) + [output]
    made = new_experiment(sizes, kinds, [True] * len(kinds), loss)
    parameters = initial_parameters(made.network, "xavier", np.random.default_rng(0))
    gradient = run_pass(made.network, parameters, made.data.inputs, made.data.targets).gradient
    assert np.all(gradient != 0)


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "loss"),
    [
        ((2,), "tanh", "linear", "half_square"),
        ((2, 2, 1), "softmax", "linear", "half_square"),
        ((2, 2, 1), "tanh", "tanh", "binary_cross_entropy"),
        ((2, 2, 1), "tanh", "softmax", "half_square"),
    ],
)
def test_a_new_experiment_that_cannot_be_is_refused(sizes, hidden, output, loss):
    with pytest.raises(Problem):
        new_experiment(sizes, [hidden] * (len(sizes) - 2) + [output], [False] * (len(sizes) - 1), loss)
