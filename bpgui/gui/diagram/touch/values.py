"""The numbers that can be edited on the diagram, and the edits they stand for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.session.model.edits import Edit, SetInput, SetMany, SetParameter, SetTarget
from bpgui.session.model.number_edits import OneOfMany
from bpgui.session.step.moment import Moment


@dataclass(frozen=True)
class Editable:
    """A number that a person may change: what it belongs to, what it is, and the changes that another one makes.

    Where several are set to one number, it is the first of them.
    """

    choice: Choice
    value: float
    changes: Callable[[float], tuple[OneOfMany, ...]]

    def edit(self, value: float) -> Edit:
        """Return the edit that sets it."""
        changes = self.changes(value)
        return changes[0] if len(changes) == 1 else SetMany(changes)


def editable(moment: Moment, choice: Choice | None) -> Editable | None:
    """Return the number of a parameter, input or target; None for all that is computed."""
    network, sample = moment.experiment.network, moment.shown_sample
    if isinstance(choice, ParameterChoice):
        name = network.parameters[choice.index].name
        return Editable(choice, float(moment.parameters[choice.index]), lambda value: (SetParameter(name, value),))
    if isinstance(choice, TargetChoice):
        output = network.neuron_names[-1][choice.output]
        value = float(np.nan_to_num(moment.targets[choice.output]))  # one that is not given begins at 0
        return Editable(choice, value, lambda value: (SetTarget(output, sample + 1, value),))
    if isinstance(choice, NeuronChoice) and choice.layer == 0:
        neuron = network.neuron_names[0][choice.index]
        value = float(moment.inputs[choice.index])
        return Editable(choice, value, lambda value: (SetInput(neuron, sample + 1, value),))
    return None


def number_of(moment: Moment, choice: Choice) -> float | None:
    """Return the number that a thing shows, None where none is computed yet."""
    if isinstance(choice, NeuronChoice) and choice.layer:
        is_computed = moment.activation_is_computed(choice.layer, choice.index)
        return float(moment.values.activations[choice.layer][0, choice.index]) if is_computed else None
    found = editable(moment, choice)
    is_missing = isinstance(choice, TargetChoice) and np.isnan(moment.targets[choice.output])
    return None if found is None or is_missing else found.value
