"""Edits of the structure: survivors keep numbers, locks and names; what should change nothing changes nothing."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from bpgui.engine.backprop import forward
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.model.experiment import Experiment, Initialisation
from bpgui.session.model.structure_edits import (
    AddNeuron,
    DuplicateNeuron,
    InsertLayer,
    MoveNeuron,
    RemoveLayer,
    RemoveNeurons,
    Resize,
)

NETWORK = Network(2, (Layer(3, "tanh", bias=True), Layer(2, "sigmoid"), Layer(2, "linear", bias=True)))
EDITS = [
    AddNeuron(0, 1),
    AddNeuron(1, 0),
    AddNeuron(2, 2, silent=False),
    AddNeuron(3, 1),
    RemoveNeurons(((1, 1),)),
    RemoveNeurons(((0, 0), (1, 0), (1, 2), (3, 1))),
    DuplicateNeuron(0, 1),
    DuplicateNeuron(1, 1),
    DuplicateNeuron(3, 0),
    MoveNeuron(0, 0, 1),
    MoveNeuron(1, 0, 2),
    MoveNeuron(3, 1, 0),
    InsertLayer(1),
    InsertLayer(2, size=4, activation="relu", bias=True),
    InsertLayer(3),
    RemoveLayer(1),
    RemoveLayer(2),
    Resize((3, 2, 4, 1)),
    Resize((2, 3, 2, 5, 2)),
    Resize((1, 2)),
]


@pytest.fixture
def experiment():
    rng = np.random.default_rng(1)
    locked = rng.random(NETWORK.parameter_count) < 0.5
    data = Data(rng.normal(size=(5, 2)), rng.normal(size=(5, 2)))
    return Experiment(NETWORK, Settings(0.1, locked), data, Initialisation("uniform", 3))


@pytest.fixture
def parameters():
    return np.random.default_rng(2).normal(size=NETWORK.parameter_count)


def by_names(network, vector):
    """Return each number by the names of what it connects; a bias by its neuron."""
    found = {}
    for parameter in network.parameters:
        names = network.neuron_names
        source = "" if parameter.source is None else names[parameter.layer - 1][parameter.source]
        found[source, names[parameter.layer][parameter.destination]] = vector[parameter.index]
    return found


def predictions(experiment, parameters):
    return forward(experiment.network, parameters, experiment.data.inputs)[1][-1]


@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_survivors_keep_values_locks_and_names(edit, experiment, parameters):
    after, moved = edit.apply(experiment, parameters)
    before = by_names(experiment.network, parameters), by_names(experiment.network, experiment.settings.locked)
    now = by_names(after.network, moved), by_names(after.network, after.settings.locked)
    survivors = edit.lineage(experiment.network, after.network).sources >= 0
    assert {*before[0]} & {*now[0]} == {
        pair for pair, stays in by_names(after.network, survivors).items() if stays
    } or (
        isinstance(edit, InsertLayer)  # whose weights lead from other neurons
    )
    for old, new in zip(before, now, strict=True):
        assert all(old[pair] == new[pair] for pair in {*old} & {*new})


@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_no_two_neurons_have_one_name(edit, experiment, parameters):
    names = [name for layer in edit.apply(experiment, parameters)[0].network.neuron_names for name in layer]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_the_way_back_finds_every_survivor(edit, experiment, parameters):
    lineage = edit.lineage(experiment.network, edit.apply(experiment, parameters)[0].network)
    back = lineage.inverse()
    for new, old in enumerate(lineage.sources.tolist()):
        if old >= 0:
            assert (back.sources[old], lineage.parameter(old), back.parameter(new)) == (new, new, old)
    assert np.count_nonzero(back.sources >= 0) == np.count_nonzero(lineage.sources >= 0)


@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_columns_of_data_go_with_their_neurons(edit, experiment, parameters):
    after, _ = edit.apply(experiment, parameters)
    for layer, name in ((0, "inputs"), (-1, "targets")):
        old = dict(zip(experiment.network.neuron_names[layer], getattr(experiment.data, name).T, strict=True))
        new = dict(zip(after.network.neuron_names[layer], getattr(after.data, name).T, strict=True))
        assert all(np.array_equal(old[neuron], new[neuron]) for neuron in {*old} & {*new})
        if not isinstance(edit, DuplicateNeuron):
            assert all(not new[neuron].any() for neuron in {*new} - {*old})


@pytest.mark.parametrize("edit", [AddNeuron(1, 0), AddNeuron(2, 1), InsertLayer(1), InsertLayer(2), InsertLayer(3)])
def test_a_silent_neuron_or_an_identity_layer_leaves_every_prediction_to_the_bit(edit, experiment, parameters):
    after, moved = edit.apply(experiment, parameters)
    assert predictions(after, moved).tobytes() == predictions(experiment, parameters).tobytes()


def test_a_halved_copy_leaves_every_prediction_to_rounding(experiment, parameters):
    after, moved = DuplicateNeuron(1, 1, halved=True).apply(experiment, parameters)
    assert predictions(after, moved) == pytest.approx(predictions(experiment, parameters), rel=1e-14)


def test_a_move_leaves_every_prediction_to_rounding(experiment, parameters):
    after, moved = MoveNeuron(1, 0, 2).apply(experiment, parameters)
    assert predictions(after, moved) == pytest.approx(predictions(experiment, parameters), rel=1e-14)


def test_new_weights_are_those_of_a_full_draw_at_the_new_sizes(experiment, parameters):
    edit = AddNeuron(1, 3, silent=False)
    after, moved = edit.apply(experiment, parameters)
    fresh = edit.lineage(experiment.network, after.network).sources < 0
    assert np.array_equal(moved[fresh], Initialisation("uniform", 3).all_of(after.network)[fresh])


def test_where_zeros_were_asked_for_new_neurons_use_xavier(experiment, parameters):
    zeros = replace(experiment, initialisation=Initialisation("zeros", 3))
    after, moved = AddNeuron(1, 3, silent=False).apply(zeros, parameters)
    xavier = replace(experiment, initialisation=Initialisation("xavier", 3))
    assert np.array_equal(moved, AddNeuron(1, 3, silent=False).apply(xavier, parameters)[1])
    assert after.initialisation == zeros.initialisation


@pytest.mark.parametrize(
    ("sizes", "edits", "names"),
    [
        ((2, 3, 1), [RemoveNeurons(((1, 1),))], (("i1", "i2"), ("h1", "h3"), ("out",))),
        ((2, 3, 1), [RemoveNeurons(((1, 1),)), AddNeuron(1, 2)], (("i1", "i2"), ("h1", "h3", "h4"), ("out",))),
        ((2, 2, 1), [InsertLayer(1)], (("i1", "i2"), ("h1_1", "h1_2"), ("h1", "h2"), ("out",))),
        ((2, 2, 1), [AddNeuron(2, 1)], (("i1", "i2"), ("h1", "h2"), ("out", "o2"))),
        ((1, 2, 2), [RemoveNeurons(((2, 0),))], (("i1",), ("h1", "h2"), ("o2",))),
        ((1, 2, 2), [DuplicateNeuron(1, 0)], (("i1",), ("h1", "h3", "h2"), ("o1", "o2"))),
        ((1, 2, 2), [MoveNeuron(1, 0, 1), MoveNeuron(1, 0, 1)], (("i1",), ("h1", "h2"), ("o1", "o2"))),
    ],
)
def test_names(sizes, edits, names):
    network = Network(sizes[0], tuple(map(Layer, sizes[1:])))
    data = Data(np.ones((1, sizes[0])), np.ones((1, sizes[-1])))
    after = Experiment(network, Settings(0.1, np.zeros(network.parameter_count, dtype=bool)), data)
    moved = np.zeros(network.parameter_count)
    for edit in edits:
        after, moved = edit.apply(after, moved)
    assert after.network.neuron_names == names


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (RemoveNeurons(((0, 0), (0, 1))), "A network needs an input."),
        (RemoveNeurons(((3, 0), (3, 1))), "A network needs an output."),
        (RemoveNeurons(((2, 0), (2, 1))), "The layer would be empty; remove the layer instead."),
        (RemoveLayer(0), "Only a hidden layer can be removed."),
        (RemoveLayer(3), "Only a hidden layer can be removed."),
        (InsertLayer(0), "A layer can be inserted between two layers only."),
        (AddNeuron(1, 5), "There is no such neuron."),
        (MoveNeuron(4, 0, 0), "There is no such neuron."),
        (Resize((2, 1001, 2)), "At most 20 layers of at most 1000 neurons can be shown."),
    ],
)
def test_what_cannot_be_is_refused_before_anything_changes(edit, reason, experiment, parameters):
    with pytest.raises(Problem, match=reason):
        edit.apply(experiment, parameters)


def test_a_softmax_keeps_two_outputs():
    network = Network(1, (Layer(2, "softmax"),), "categorical_cross_entropy")
    data = Data(np.ones((1, 1)), np.array([[0.0, 1.0]]))
    start = Experiment(network, Settings(0.1, np.zeros(2, dtype=bool)), data)
    with pytest.raises(Problem, match="A softmax over one output is always 1"):
        RemoveNeurons(((1, 0),)).apply(start, np.zeros(2))


def test_sizes_of_layers_follow(experiment, parameters):
    after, moved = Resize((3, 2, 4, 1)).apply(experiment, parameters)
    assert after.network.sizes == (3, 2, 4, 1)
    assert len(moved) == sum(n * m for n, m in pairwise(after.network.sizes)) + 2 + 1
