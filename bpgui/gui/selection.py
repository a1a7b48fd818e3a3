"""What can be chosen, in diagram, outline and table alike."""

from dataclasses import dataclass

from bpgui.engine.network import Network


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
