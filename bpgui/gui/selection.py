"""What can be chosen, in diagram, outline and table alike."""

from dataclasses import dataclass


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
