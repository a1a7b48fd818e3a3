import numpy as np
import pytest

from bpgui.engine.backprop import (
    Pass,
    backward,
    batch_loss,
    forward,
    hidden_delta,
    output_delta,
    output_losses,
    pre_activation,
    run_pass,
    sample_losses,
    update,
)
from bpgui.engine.network import Layer, Network
from tests.article import DATA, NETWORK, ORACLE, START, agrees
from tests.engine import one_by_one
from tests.engine.random_networks import PAIRS, random_case, random_cases

RATE = 0.1
H = 1e-6


# The article


@pytest.mark.parametrize("exact", ORACLE)
def test_a_pass_gives_the_articles_numbers(exact):
    done = run_pass(NETWORK, np.array(exact["weights"], dtype=float), DATA.inputs, DATA.targets)

    assert agrees(done.activations[1], [exact["h1"], exact["h2"]])
    assert agrees(done.activations[2], [exact["prediction"]])
    assert agrees(done.losses, [exact["loss"]])
    assert agrees(done.deltas[1], [exact["delta"]])
    assert agrees(done.gradient, exact["gradients"])


def test_the_first_update_takes_all_gradients_at_the_old_weights():
    done = run_pass(NETWORK, START, DATA.inputs, DATA.targets)
    moved = update(START, 0.05 * done.gradient, np.zeros(6, dtype=bool))
    assert agrees(moved, ORACLE[1]["weights"])


# 1,000 random networks


def error(found, expected):
    """The largest difference, relative to max(1, |expected|)."""
    return np.max(np.abs(found - expected) / np.maximum(1.0, np.abs(expected)), initial=0.0)


def gradient_of(case):
    return run_pass(case.network, case.parameters, case.inputs, case.targets).gradient


def test_there_are_1000_networks_of_1_to_5_layers_and_batches_of_1_to_7():
    cases = [case for pair in PAIRS for case in random_cases(*pair)]
    assert len(cases) >= 1000
    assert {len(case.network.layers) for case in cases} == {1, 2, 3, 4, 5}
    assert {len(case.inputs) for case in cases} == {1, 2, 3, 4, 5, 6, 7}
    assert {layer.bias for case in cases for layer in case.network.layers} == {True, False}


@pytest.mark.parametrize("pair", PAIRS)
def test_gradients_agree_with_autograd(pair):
    errors = {case.seed: error(gradient_of(case), case.reference_gradient) for case in random_cases(*pair)}
    assert {seed: e for seed, e in errors.items() if not e <= 1e-12} == {}


@pytest.mark.parametrize("pair", PAIRS)
def test_gradients_agree_with_central_differences(pair):
    errors = {case.seed: difference_error(case) for case in random_cases(*pair)}
    assert {seed: e for seed, e in errors.items() if not e <= 1e-6} == {}


def difference_error(case):
    """In one pass, in which each row is a sample beside parameters of which one is moved up or down."""
    samples, count = len(case.inputs), case.network.parameter_count
    moved = case.parameters + H * np.concatenate([np.eye(count), -np.eye(count)])
    inputs, targets = (np.tile(array, (2 * count, 1)) for array in (case.inputs, case.targets))
    zs, activations = forward(case.network, np.repeat(moved, samples, axis=0), inputs)
    losses = sample_losses(output_losses(case.network, zs, activations[-1], targets))
    up, down = losses.reshape(2, count, samples).mean(axis=2)
    return error(gradient_of(case), (up - down) / (2 * H))


def engine_step(case):
    free = np.zeros(case.network.parameter_count, dtype=bool)
    return update(case.parameters, RATE * gradient_of(case), free)


def in_place_step(case):
    """A classic mistake: each layer moves before the delta of the layer below is taken through its weights."""
    network, parameters = case.network, case.parameters.copy()
    zs, activations = forward(network, parameters, case.inputs)
    delta = output_delta(network, zs, activations[-1], case.targets)
    for layer in range(len(network.layers) - 1, -1, -1):
        biases = network.biases(parameters, layer)
        network.weights(parameters, layer)[...] -= RATE * activations[layer].T @ delta / len(delta)
        biases -= RATE * delta.mean(axis=0)[: biases.size]  # an empty view where there are none
        if layer:
            weights = network.weights(parameters, layer)
            delta = hidden_delta(network, layer - 1, weights, delta, zs[layer - 1], activations[layer])
    return parameters


def check_step(step, cases):
    for case in cases:
        assert error(step(case), case.parameters - RATE * case.reference_gradient) <= 1e-14, case.seed


@pytest.mark.parametrize("pair", PAIRS)
def test_a_whole_step_goes_against_autograds_gradient_at_the_old_parameters(pair):
    check_step(engine_step, random_cases(*pair))


@pytest.mark.parametrize("pair", PAIRS)
def test_an_in_place_step_fails_that_check(pair):
    deep = [case for case in random_cases(*pair) if len(case.network.layers) > 1]
    flat = [case for case in random_cases(*pair) if len(case.network.layers) == 1]

    check_step(in_place_step, flat)  # with one layer there is nothing to mistake
    with pytest.raises(AssertionError):
        check_step(in_place_step, deep)


# The order of arithmetic


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("output", ["linear", "relu", "leaky_relu"])
def test_the_gradient_has_the_bits_of_a_calculation_one_by_one(seed, output):
    case = random_case(seed, output, "half_square")
    exact = tuple(Layer(layer.size, output, layer.bias) for layer in case.network.layers)
    network = Network(case.network.inputs, exact)

    found = run_pass(network, case.parameters, case.inputs, case.targets).gradient

    assert found.tolist() == one_by_one.gradient(network, case.parameters, case.inputs, case.targets)


def test_z_starts_at_the_bias_and_adds_by_ascending_source():
    z = pre_activation(np.array([[1.0, 1.0, 1.0]]), np.array([[1e16], [-1e16], [1.0]]), np.array([1.0]))
    assert z.tolist() == [[1.0]]  # (1 + 1e16) - 1e16 + 1; any other order gives 0 or 2


def test_a_batch_loss_is_the_mean_summed_in_the_order_of_the_samples():
    assert batch_loss(np.array([1e16, 1.0, 1.0, -1e16])) == 0.0


def test_a_gradient_sums_by_ascending_sample():
    network = Network(1, (Layer(1),))
    inputs = np.array([[1e16], [1.0], [1.0], [-1e16]])
    assert run_pass(network, np.zeros(1), inputs, np.full((4, 1), -1.0)).gradient.tolist() == [0.0]


# Batches


def bits(values):
    return [np.asarray(value).tobytes() for value in values]


@pytest.mark.parametrize("pair", PAIRS)
def test_each_sample_of_a_batch_has_the_bits_it_has_alone(pair):
    for case in random_cases(*pair):
        together = run_pass(case.network, case.parameters, case.inputs, case.targets)
        for k in range(len(case.inputs)):
            alone = run_pass(case.network, case.parameters, case.inputs[[k]], case.targets[[k]])
            assert bits(sample_of(alone, 0)) == bits(sample_of(together, k)), case.seed


def sample_of(done: Pass, k: int):
    return [array[k] for array in (*done.zs, *done.activations, done.losses, *done.deltas)]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_row_with_its_own_parameters_has_the_bits_of_a_pass_of_its_own(pair):
    for case in random_cases(*pair)[:60]:
        many = case.parameters * np.linspace(-1.0, 2.0, len(case.inputs))[:, None]
        zs, activations = forward(case.network, many, case.inputs)
        deltas = backward(case.network, many, zs, activations, case.targets)
        for k, own in enumerate(many):
            alone = run_pass(case.network, own, case.inputs[[k]], case.targets[[k]])
            rows = [array[k] for array in (*zs, *activations, *deltas)]
            assert bits(rows) == bits(array[0] for array in (*alone.zs, *alone.activations, *alone.deltas)), case.seed


# The update


def test_locked_parameters_stay_and_the_others_move():
    moved = update(np.array([1.0, 2.0]), np.array([1.0, 1.0]), np.array([True, False]))
    assert moved.tolist() == [1.0, 1.0]


def test_an_update_changes_no_array():
    parameters, gradient = np.array([1.0]), np.array([10.0])
    update(parameters, gradient, np.array([False]))
    assert (parameters[0], gradient[0]) == (1.0, 10.0)


def test_a_locked_parameter_stays_where_its_gradient_is_nan():
    assert update(np.array([1.0]), np.array([np.nan]), np.array([True])).tolist() == [1.0]
