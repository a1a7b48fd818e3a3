"""What a person does with neurons and layers, from any view: the edits, and what is chosen after.

Each returns whether it could be done; why not is told as of every edit.
"""

from collections.abc import Callable
from functools import partial

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.document.typed_numbers import perform_many
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import Edit
from bpgui.session.model.many_numbers import drawn_anew
from bpgui.session.model.structure_edits import (
    AddNeuron,
    DuplicateNeuron,
    InsertLayer,
    MoveNeuron,
    RemoveLayer,
    RemoveNeurons,
    Resize,
)


def neuron_of(document: Document, choice: Choice | None) -> NeuronChoice | None:
    """Return the neuron that a choice stands for: a weight's is the one it leads into, a target's its output."""
    network = document.session.experiment.network
    if isinstance(choice, ParameterChoice):
        parameter = network.parameters[choice.index]
        return NeuronChoice(parameter.layer, parameter.destination)
    if isinstance(choice, TargetChoice):
        return NeuronChoice(len(network.sizes) - 1, choice.output)
    return choice


def _perform(document: Document, edit: Callable[[], Edit], then: NeuronChoice | None = None) -> bool:
    """Make an edit and choose what `then` says; the run that goes on pauses, because its timeline ends."""
    if not document.settle():
        return False
    document.pause()
    try:
        made = edit()
    except Problem as problem:
        document.tell(partial(document.problem_met.emit, problem))
        return False
    return document.perform(made, then)


def add_neuron(document: Document, layer: int) -> bool:
    """Add a neuron at the end of a layer; the choice stays where it is."""
    network = document.session.experiment.network
    return _perform(document, lambda: AddNeuron.at(network, layer, network.sizes[layer]))


def add_beside(document: Document, neuron: NeuronChoice) -> bool:
    """Add a neuron below another one, and choose it."""
    network, place = document.session.experiment.network, neuron.index + 1
    return _perform(document, lambda: AddNeuron.at(network, neuron.layer, place), NeuronChoice(neuron.layer, place))


def remove_neurons(document: Document, *neurons: NeuronChoice) -> bool:
    """Remove neurons; of one the neighbour is chosen afterwards."""
    network = document.session.experiment.network
    places = tuple((neuron.layer, neuron.index) for neuron in neurons)
    names = tuple(network.neuron_names[layer][index] for layer, index in places)
    then = None
    if len(neurons) == 1 and document.selection == neurons[0]:
        layer, index = places[0]
        then = NeuronChoice(layer, min(index, network.sizes[layer] - 2))
    return _perform(document, lambda: RemoveNeurons(places, names), then)


def duplicate(document: Document, neuron: NeuronChoice, *, halved: bool = False) -> bool:
    """Add a copy of a neuron below it, and choose it; `halved`: with half of the outgoing weights each."""
    name = document.session.experiment.network.neuron_names[neuron.layer][neuron.index]
    edit = DuplicateNeuron(neuron.layer, neuron.index, name, halved)
    return _perform(document, lambda: edit, NeuronChoice(neuron.layer, neuron.index + 1))


def can_move(document: Document, neuron: NeuronChoice, step: int) -> bool:
    """Whether a neuron has a neighbour above (-1) or below (1) it."""
    return 0 <= neuron.index + step < document.session.experiment.network.sizes[neuron.layer]


def move(document: Document, neuron: NeuronChoice, step: int) -> bool:
    """Move a neuron up (-1) or down (1) in its layer; it stays chosen. At the end nothing is done."""
    if not can_move(document, neuron, step):
        return False
    name = document.session.experiment.network.neuron_names[neuron.layer][neuron.index]
    return _perform(document, lambda: MoveNeuron(neuron.layer, neuron.index, neuron.index + step, name))


def set_size(document: Document, layer: int, size: int) -> bool:
    """Give a layer another number of neurons; the first ones stay."""
    network = document.session.experiment.network
    old = network.sizes[layer]
    if size == old + 1:
        return add_neuron(document, layer)
    if size == old - 1:
        return remove_neurons(document, NeuronChoice(layer, size))
    sizes = (*network.sizes[:layer], size, *network.sizes[layer + 1 :])
    return size != old and _perform(document, lambda: Resize(sizes))


def draw_layer(document: Document, layer: int) -> bool:
    """Draw the weights and biases into a layer anew; those that are locked or cut stay."""
    document.pause()
    experiment = document.session.experiment
    neurons = range(experiment.network.sizes[layer])
    into = [index for neuron in neurons for index in experiment.network.incoming(layer, neuron)]
    free = [index for index in into if not experiment.settings.locked[index]]
    return perform_many(document, drawn_anew(experiment, free))


def insert_layer(document: Document, layer: int) -> bool:
    """Insert a hidden layer in front of layer `layer` that changes nothing yet: linear, with identity weights."""
    return _perform(document, lambda: InsertLayer(layer))


def remove_layer(document: Document, layer: int) -> bool:
    """Remove a hidden layer."""
    return _perform(document, lambda: RemoveLayer(layer))
