"""What can be chosen, in diagram, outline and table alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpgui.engine.network import Network
from bpgui.session.model.lineage import Lineage


@dataclass(frozen=True)
class NeuronChoice:
    """A neuron: its layer (0 = inputs) and its place in the layer."""

    layer: int
    index: int


@dataclass(frozen=True)
class ParameterChoice:
    """A weight or bias, by its place in the parameter vector."""

    index: int


@dataclass(frozen=True)
class TargetChoice:
    """The target of one output neuron."""

    output: int


Choice = NeuronChoice | ParameterChoice | TargetChoice


def has(network: Network, choice: Choice | None) -> bool:
    """Whether a choice, or none, is possible in a network."""
    if isinstance(choice, NeuronChoice):
        return choice.layer < len(network.sizes) and choice.index < network.sizes[choice.layer]
    if isinstance(choice, TargetChoice):
        return choice.output < network.outputs
    return choice is None or choice.index < network.parameter_count


def follow(choice: Choice | None, lineage: Lineage) -> Choice | None:
    """Return the same thing in a changed network, None where it is not there any more."""
    if isinstance(choice, NeuronChoice):
        place = lineage.neuron(choice.layer, choice.index)
        return None if place is None else NeuronChoice(*place)
    if isinstance(choice, TargetChoice):
        place = lineage.neuron(len(lineage.old.sizes) - 1, choice.output)
        return None if place is None or place[0] < len(lineage.new.sizes) - 1 else TargetChoice(place[1])
    index = None if choice is None else lineage.parameter(choice.index)
    return None if index is None else ParameterChoice(index)


def between(network: Network, first: Choice, last: Choice) -> Iterator[Choice]:
    """Yield all from one thing to another of its kind, both of them too, in the order of the outline.

    Of two kinds there is nothing between. There may be a million: only what is asked for is made.
    """
    if type(first) is not type(last):
        yield from (first, last)
        return
    start, stop = sorted((_place(network, first), _place(network, last)))
    if isinstance(first, TargetChoice):
        yield from map(TargetChoice, range(start[0], stop[0] + 1))
        return
    for layer in range(start[0], stop[0] + 1):
        for neuron in range(network.sizes[layer]):
            if not start[:2] <= (layer, neuron) <= stop[:2]:
                continue
            if isinstance(first, NeuronChoice):
                yield NeuronChoice(layer, neuron)
                continue
            for slot, index in enumerate(network.incoming(layer, neuron)):
                if start <= (layer, neuron, slot) <= stop:
                    yield ParameterChoice(index)


def _place(network: Network, choice: Choice) -> tuple[int, ...]:
    """Return where a thing stands in the outline, among its kind."""
    if isinstance(choice, NeuronChoice):
        return choice.layer, choice.index
    if isinstance(choice, TargetChoice):
        return (choice.output,)
    parameter = network.parameters[choice.index]
    slot = network.sizes[parameter.layer - 1] if parameter.source is None else parameter.source
    return parameter.layer, parameter.destination, slot


def layer_mates(network: Network, choice: Choice) -> Iterator[Choice]:
    """Yield all things of a thing's kind in its layer; of a weight or bias, all that lead into the layer."""
    if isinstance(choice, TargetChoice):
        yield from map(TargetChoice, range(network.outputs))
        return
    layer = choice.layer if isinstance(choice, NeuronChoice) else network.parameters[choice.index].layer
    for neuron in range(network.sizes[layer]):
        if isinstance(choice, NeuronChoice):
            yield NeuronChoice(layer, neuron)
        else:
            yield from map(ParameterChoice, network.incoming(layer, neuron))


def next_number(network: Network, choice: Choice, step: int) -> Choice | None:
    """Return the number after (1) or before (-1) this one, in the order of the outline; None where there is none.

    The inputs come first, then each neuron's weights and bias. The targets are a row of their own: they are data, and
    data come last.
    """
    if isinstance(choice, TargetChoice):
        output = choice.output + step
        return TargetChoice(output) if 0 <= output < network.outputs else None
    if isinstance(choice, NeuronChoice):
        neuron = choice.index + step
        if choice.layer or neuron < 0:
            return None
        is_input = neuron < network.inputs
        return NeuronChoice(0, neuron) if is_input else ParameterChoice(network.incoming(1, 0)[0])
    parameter = network.parameters[choice.index]
    layer, neuron = parameter.layer, parameter.destination
    stack = network.incoming(layer, neuron)
    place = stack.index(choice.index) + step
    if 0 <= place < len(stack):
        return ParameterChoice(stack[place])
    neuron += step
    if not 0 <= neuron < network.sizes[layer]:
        layer += step
        neuron = 0 if step > 0 else network.sizes[layer] - 1
    if layer == 0:
        return NeuronChoice(0, network.inputs - 1)
    if layer == len(network.sizes):
        return None
    return ParameterChoice(network.incoming(layer, neuron)[0 if step > 0 else -1])


def last_parameter(network: Network) -> ParameterChoice:
    """Return the last weight or bias in the order of the outline."""
    return ParameterChoice(network.incoming(len(network.sizes) - 1, network.outputs - 1)[-1])


def choice_named(network: Network, name: str) -> Choice | None:
    """Return what has this name, "h1", "w5" or "target" (the first output's); None where nothing has."""
    if name == "target":
        return TargetChoice(0)
    if name in network.parameter_index:
        return ParameterChoice(network.parameter_index[name])
    for layer, names in enumerate(network.neuron_names):
        if name in names:
            return NeuronChoice(layer, names.index(name))
    return None


def name_of(network: Network, choice: Choice | None) -> str:
    """Return the name that `choice_named` knows a choice by, "" for nothing."""
    if isinstance(choice, ParameterChoice):
        return network.parameters[choice.index].name
    if isinstance(choice, NeuronChoice):
        return network.neuron_names[choice.layer][choice.index]
    return "target" if choice == TargetChoice(0) else ""
