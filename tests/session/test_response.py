"""What a picture shows is what the engine computes, at every point of it."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.backprop import forward
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.resources import resource_path
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.session_file import load_session
from bpgui.session.model.experiment import Experiment
from bpgui.session.response import (
    MAX_DOTS,
    MAX_POINTS,
    MIN_POINTS,
    ResponseQuery,
    activations_at,
    dots_of,
    neurons_shown,
    points_for,
    response,
    telling_inputs,
)

RNG = np.random.default_rng(5)


def experiment_of(network, inputs, targets, test=(), source=None):
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    return Experiment(network, settings, Data(inputs, targets, test), source=source)


def parameters_of(experiment):
    return RNG.normal(size=experiment.network.parameter_count)


@pytest.fixture
def flower():
    """2 of 3 inputs vary; three classes."""
    network = Network(3, (Layer(4, "tanh", True), Layer(3, "softmax", True)), "categorical_cross_entropy")
    return experiment_of(network, RNG.normal(size=(9, 3)), np.eye(3)[np.arange(9) % 3], test=(1, 5))


@pytest.fixture
def in_units():
    """One input in thousands and one target in hundreds, both scaled."""
    x, y = np.linspace(1000.0, 3000.0, 12), np.linspace(-200.0, 500.0, 12) ** 2
    source = DataSet((number_column("x", ColumnRole.INPUT, x), number_column("y", ColumnRole.TARGET, y)))
    source = scaled(scaled(source, 0, ScalingKind.STANDARD), 1, ScalingKind.MINUS_ONE_ONE)
    data = encoded(source).data
    return experiment_of(Network(1, (Layer(3, "tanh", True), Layer(1))), data.inputs, data.targets, source=source)


def grid_of(query):
    """The inputs of every point, written out one by one."""
    count, data = points_for(query), query.experiment.data
    sides = [np.linspace(axis.low, axis.high, count) for axis in query.axes]
    rows = []
    for place in np.ndindex(*(count,) * len(sides)):
        row = data.inputs[query.sample].copy()
        for axis, side, k in zip(query.axes, sides, reversed(place), strict=True):
            row[axis.neuron] = axis.scaling.to_network(side[k])
        rows.append(row)
    return np.array(rows)


@pytest.mark.parametrize("is_compiled", [False, True])
@pytest.mark.parametrize("shown", [None, (2, 1), (1, 3)])
@pytest.mark.parametrize("inputs", [(0, 1), (2, 0)])
def test_every_point_is_the_engines(flower, shown, inputs, is_compiled, request):
    if is_compiled:
        request.getfixturevalue("kernel")
    query = ResponseQuery(flower, parameters_of(flower), shown, inputs, sample=4)

    found = response(query).values

    activations = forward(flower.network, query.parameters, grid_of(query))[1]
    wanted = activations[-1] if shown is None else activations[shown[0]][:, shown[1]]
    assert found.tobytes() == np.ascontiguousarray(wanted).tobytes()


def test_a_curve_is_in_units(in_units):
    query = ResponseQuery(in_units, parameters_of(in_units), (2, 0), (0,))

    found, axis = response(query), query.axes[0]

    assert (axis.low, axis.high) == pytest.approx((800.0, 3200.0))
    predictions = forward(in_units.network, query.parameters, grid_of(query))[1][-1]
    assert found.values.tobytes() == in_units.source.columns[1].scaling.to_units(predictions[:, 0]).tobytes()
    assert found.low <= in_units.source.columns[1].numbers.min()
    assert found.high >= in_units.source.columns[1].numbers.max()


def test_hovering_and_the_picture_say_the_same(in_units):
    query = ResponseQuery(in_units, parameters_of(in_units), (2, 0), (0,))
    found = response(query)
    across = np.linspace(query.axes[0].low, query.axes[0].high, len(found.values))

    assert query.values_at(across[[7]]).tolist() == found.values[[7]].tolist()


def test_samples_stand_where_their_numbers_are(in_units):
    query = ResponseQuery(in_units, parameters_of(in_units), (2, 0), (0,))

    dots = dots_of(query)

    np.testing.assert_allclose(dots.places[:, 0], np.linspace(200, 2200, 12) / 2400)
    np.testing.assert_allclose(dots.targets[:, 0], in_units.source.columns[1].numbers, rtol=1e-12, atol=1e-9)
    own = forward(in_units.network, query.parameters, in_units.data.inputs[[3]])[1][-1][:, 0]
    assert activations_at(query, np.array([3])) == in_units.source.columns[1].scaling.to_units(own)


def test_the_largest_output_wins_and_its_borders_part_the_classes(flower):
    query = ResponseQuery(flower, parameters_of(flower), None, (0, 1))

    found = response(query)

    assert (found.classes == found.values.argmax(axis=2)).all()
    ordered = np.sort(found.values, axis=2)
    np.testing.assert_array_equal(found.lead, ordered[..., 2] - ordered[..., 1])
    x, y = (axis.low + (axis.high - axis.low) * found.lines[0].pieces[..., k] for k, axis in enumerate(query.axes))
    at_border = query.values_at(x.ravel(), y.ravel())
    np.testing.assert_allclose(at_border[:, 0], at_border[:, 1:].max(axis=1), atol=2e-2)


@pytest.mark.parametrize(("targets", "border"), [((0.0, 1.0), 0.5), ((-1.0, 1.0), 0.0), ((0.2, 0.7), None)])
def test_a_border_is_where_classes_part(targets, border):
    network = Network(2, (Layer(3, "tanh", True), Layer(1, "tanh", True)))
    experiment = experiment_of(network, RNG.normal(size=(4, 2)), np.array(targets * 2)[:, None])
    found = response(ResponseQuery(experiment, parameters_of(experiment), (2, 0), (0, 1)))

    assert found.border == border
    assert [line.value for line in found.lines if line.is_border] == ([] if border is None else [border])


def test_what_can_be_shown(flower, in_units):
    assert neurons_shown(flower, 2)[:4] == (None, (2, 0), (2, 1), (2, 2))
    assert len(neurons_shown(flower, 2)) == 1 + 3 + 4
    assert neurons_shown(in_units, 1) == ((2, 0), (1, 0), (1, 1), (1, 2))


def test_test_samples_are_told_apart(flower):
    dots = dots_of(ResponseQuery(flower, parameters_of(flower), None, (0, 1)))

    assert np.flatnonzero(dots.is_test).tolist() == [1, 5]
    assert dots.classes.tolist() == [0, 1, 2] * 3


def test_of_many_samples_some_are_drawn_and_always_the_chosen_one(flower):
    many = experiment_of(flower.network, RNG.normal(size=(9001, 3)), np.eye(3)[np.arange(9001) % 3])

    dots = dots_of(ResponseQuery(many, parameters_of(many), None, (0, 1), sample=4323))

    assert 4323 in dots.samples
    assert MAX_DOTS <= len(dots.samples) <= MAX_DOTS + 1


def test_of_many_inputs_the_two_that_tell_most_come_first(flower):
    iris = load_session(resource_path("examples", "iris.bpgui"), is_example=True).experiment

    assert telling_inputs(iris) == (2, 3)
    assert telling_inputs(replace(flower, data=Data(np.ones((2, 3)), np.eye(3)[:2]))) == (0, 1)


def test_categories_are_axes_from_0_to_1():
    colours = category_column("colour", ColumnRole.INPUT, ["red", "green", "blue", "red"])
    source = DataSet((colours, number_column("y", ColumnRole.TARGET, [0.0, 1.0, 0.0, 1.0])))
    data = encoded(source).data
    experiment = experiment_of(Network(3, (Layer(1),)), data.inputs, data.targets, source=source)

    axes = ResponseQuery(experiment, np.zeros(3), (1, 0), (0, 2)).axes

    assert [(axis.low, axis.high) for axis in axes] == [(-0.1, 1.1), (-0.1, 1.1)]


@pytest.mark.parametrize("size", [1e300, np.inf, np.nan])
@pytest.mark.parametrize("shown", [None, (2, 1), (1, 3)])
def test_a_network_that_diverged_is_shown_as_it_is(flower, size, shown):
    query = ResponseQuery(flower, np.full(flower.network.parameter_count, size), shown, (0, 1))

    found = response(query)

    assert np.isfinite([found.low, found.high]).all()
    assert found.low < found.high


@pytest.mark.parametrize("numbers", [[[3.0], [3.0]], [[0.0], [0.0]], [[-1e308], [1e308]]])
def test_any_range_has_room(numbers):
    experiment = experiment_of(Network(1, (Layer(1),)), np.array(numbers), np.zeros((2, 1)))
    axis = ResponseQuery(experiment, np.zeros(1), (1, 0), (0,)).axes[0]

    assert np.isfinite(axis.high - axis.low)
    assert axis.low < max(min(numbers)[0], -1e300) <= min(max(numbers)[0], 1e300) < axis.high


def test_large_networks_get_fewer_points_and_fewer_while_they_move(flower):
    wide = Network(3, (Layer(1000, "relu"), Layer(900, "relu"), Layer(3)))
    large = experiment_of(wide, flower.data.inputs, flower.data.targets)
    query = ResponseQuery(large, np.zeros(1), (3, 0), (0, 1))

    assert points_for(ResponseQuery(flower, np.zeros(1), None, (0, 1), is_moving=True)) == MAX_POINTS
    assert MIN_POINTS == points_for(replace(query, is_moving=True)) < points_for(query) < MAX_POINTS
