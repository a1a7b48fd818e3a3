"""What a new network takes over of a worked example, or of the network that is open."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.session.basics.examples import example_names
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.experiment import new_experiment
from bpgui.session.model.starting_point import StartingPoint


def example(name):
    session = load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)
    return StartingPoint(session.experiment, session.timeline.state_at(0).parameters)


def new_like(experiment, **changes):
    """Make a new experiment of the same shape, but for `changes`."""
    network = experiment.network
    asked = {
        "sizes": network.sizes,
        "activations": [layer.activation for layer in network.layers],
        "biases": [layer.bias for layer in network.layers],
        "loss": network.loss,
        "samples": experiment.data.samples,
    }
    return new_experiment(**asked | changes)


@pytest.mark.parametrize("name", example_names())
def test_an_example_that_is_not_changed_is_the_example(name):
    start = example(name)
    made = start.taken_over(new_like(start.experiment))

    assert made.network == start.experiment.network
    assert made.data is start.experiment.data
    assert made.settings is not None
    assert made.settings.learning_rate == start.experiment.settings.learning_rate
    assert np.array_equal(made.settings.locked, start.experiment.settings.locked)
    assert made.settings.batch_size == start.experiment.settings.batch_size
    assert start.parameters_for(made) is start.parameters


def test_other_sizes_keep_what_fits():
    start = example("iris")
    made = start.taken_over(new_like(start.experiment, sizes=(4, 9, 3)))

    assert (made.network.sizes, made.network.neuron_names[0]) == ((4, 9, 3), start.experiment.network.neuron_names[0])
    assert made.network.neuron_names[1] == tuple(f"h{n}" for n in range(1, 10))
    assert made.data is start.experiment.data
    assert made.settings.learning_rate == start.experiment.settings.learning_rate
    assert made.settings.locked.shape == (made.network.parameter_count,)
    with pytest.raises(Problem, match="4-6-3"):
        start.parameters_for(made)


def test_fewer_samples_are_new_ones_and_no_batch_is_larger():
    start = example("iris")
    made = start.taken_over(new_like(start.experiment, samples=5))

    assert made.data.samples == 5
    assert made.settings.batch_size is None


@pytest.mark.parametrize("biases", [[True, False], [True, True]])
def test_other_biases_need_other_weights(biases):
    start = example("article")
    made = start.taken_over(new_like(start.experiment, biases=biases))

    with pytest.raises(Problem, match="2-2-1"):
        start.parameters_for(made)


def test_this_network_with_other_numbers_keeps_names_and_no_number():
    old = example("iris").experiment
    start, new = StartingPoint(old), new_like(old)
    made = start.taken_over(new)

    assert made.network == old.network
    assert made.data is new.data
    assert made.settings is new.settings
    with pytest.raises(Problem):
        start.parameters_for(made)


def test_names_that_would_be_there_twice_are_not_taken_over():
    old = example("article").experiment
    old = replace(old, network=replace(old.network, names=(("h1", "h2"), ("x", "y"), ("p",))))
    start = StartingPoint(old)

    assert start.taken_over(new_like(old)).network.names == old.network.names
    assert start.taken_over(new_like(old, sizes=(2, 3, 1))).network.names == ()
    assert start.taken_over(new_experiment((2, 1), ["linear"], [False], "half_square")).network.names == ()
