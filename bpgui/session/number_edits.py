"""Edits of single numbers, parameters, inputs and targets, and of many of them at once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.edit import Edit, Outcome, finite, index_of
from bpgui.session.experiment import Experiment, check_pair
from bpgui.session.problems import QT_TRANSLATE_NOOP, Problem

#: An event's text says this many of many changes.
MOST_SAID = 3


class _Numbers:
    """All numbers that can be set; a table is copied before the first change in it."""

    def __init__(self, experiment: Experiment, parameters: Array) -> None:
        network, data = experiment.network, experiment.data
        self._experiment = experiment
        self._tables: dict[str, Array] = {"parameter": parameters, "input": data.inputs, "target": data.targets}
        self._copied: set[str] = set()
        self.parameters = network.parameter_index

    @cached_property
    def inputs(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self._experiment.network.neuron_names[0])}

    @cached_property
    def outputs(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self._experiment.network.neuron_names[-1])}

    def changed(self, kind: str) -> Array:
        """Return the table of this kind, to be changed."""
        if kind not in self._copied:
            self._tables[kind] = self._tables[kind].copy()
            self._copied.add(kind)
        return self._tables[kind]

    def row(self, kind: str, sample: int) -> Array:
        """Return the numbers of a sample, counted from 1, to be changed."""
        table = self.changed(kind)
        if not 1 <= sample <= len(table):
            text = QT_TRANSLATE_NOOP("Problem", "There is no sample {n}; there are {count}.")
            raise Problem(text, n=sample, count=len(table))
        return np.asarray(table[sample - 1])

    def outcome(self) -> Outcome:
        """Return what holds now. Raises Problem for targets that the loss has no use for."""
        experiment, inputs, targets = self._experiment, self._tables["input"], self._tables["target"]
        if "target" in self._copied:
            check_pair(experiment.network.layers[-1].activation, experiment.network.loss, targets)
        if self._copied & {"input", "target"}:
            experiment = replace(experiment, data=replace(experiment.data, inputs=inputs, targets=targets))
        return experiment, self._tables["parameter"]


class NumberEdit(Edit, frozen=True):
    """Sets one number."""

    def put(self, numbers: _Numbers) -> None:
        """Set it."""
        raise NotImplementedError

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment and parameters with this number in changed copies."""
        return _with([self], experiment, parameters)


def _with(changes: Iterable[NumberEdit], experiment: Experiment, parameters: Array) -> Outcome:
    numbers = _Numbers(experiment, parameters)
    for change in changes:
        change.put(numbers)
    return numbers.outcome()


class SetParameter(NumberEdit, frozen=True, tag="parameter"):
    """Set one weight or bias."""

    name: str
    value: float

    def put(self, numbers: _Numbers) -> None:
        numbers.changed("parameter")[index_of(numbers.parameters, self.name)] = finite(self.value)

    def target(self) -> str:
        return self.name

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return float(parameters[index_of(experiment.network.parameter_index, self.name)])


class SetInput(NumberEdit, frozen=True, tag="input"):
    """Set the input of one neuron for one sample (counted from 1)."""

    neuron: str
    sample: int
    value: float

    def put(self, numbers: _Numbers) -> None:
        numbers.row("input", self.sample)[index_of(numbers.inputs, self.neuron)] = finite(self.value)

    def target(self) -> str:
        return f"{self.neuron}[{self.sample}]"

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return float(experiment.data.inputs[self.sample - 1, index_of(experiment.network.neuron_names[0], self.neuron)])


class SetTarget(NumberEdit, frozen=True, tag="target"):
    """Set the target of one output neuron for one sample (counted from 1)."""

    neuron: str
    sample: int
    value: float

    def put(self, numbers: _Numbers) -> None:
        numbers.row("target", self.sample)[index_of(numbers.outputs, self.neuron)] = finite(self.value)

    def target(self) -> str:
        return f"target {self.neuron}[{self.sample}]"

    def before(self, experiment: Experiment, parameters: Array) -> object:
        column = index_of(experiment.network.neuron_names[-1], self.neuron)
        return float(experiment.data.targets[self.sample - 1, column])


class SetMany(Edit, frozen=True, tag="many"):
    """Set many numbers at once, each of them one time: one edit, and one event."""

    changes: tuple[SetParameter | SetInput | SetTarget, ...]

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment and parameters with all these numbers in changed copies."""
        times = Counter(change.target() for change in self.changes)
        for name, count in times.most_common(1):
            if count > 1:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "{name} is set twice at once."), name=name)
        return _with(self.changes, experiment, parameters)

    def target(self) -> str:
        return _first_of([change.target() for change in self.changes], ", ")

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return not self._real(experiment, parameters)

    def text(self, experiment: Experiment, parameters: Array) -> str:
        """Say up to three of the changes, and how many more there are: "w1: 0.1 -> 0.2; w2: 0 -> 1"."""
        real = self._real(experiment, parameters)
        texts = [change.text(experiment, parameters) for change in real[:MOST_SAID]]
        return _first_of([*texts, *(change.target() for change in real[MOST_SAID:])], "; ")

    def _real(self, experiment: Experiment, parameters: Array) -> list[SetParameter | SetInput | SetTarget]:
        return [change for change in self.changes if not change.changes_nothing(experiment, parameters)]

    def within(self, experiment: Experiment, parameters: Array) -> Edit:
        """Return the edit that this is once what holds already is left out: a single change is one of its own kind."""
        real = self._real(experiment, parameters)
        return real[0] if len(real) == 1 else SetMany(tuple(real))


def _first_of(texts: Sequence[str], between: str) -> str:
    more = len(texts) - MOST_SAID
    said = between.join(texts[:MOST_SAID])
    return f"{said} (and {more} more)" if more > 0 else said
