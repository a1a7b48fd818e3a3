"""Edits of single numbers, of locks and of cuts, and of many of them at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit, Outcome, finite, index_of
from bpgui.session.model.experiment import Experiment, check_pair, check_target
from bpgui.session.model.sentence import MAX_SAID, Sentence, Word
from bpgui.session.model.sources import data_set_of, given, with_cells, with_numbers


class _Numbers:
    """What some changes set: each place of parameters, inputs and targets with its new number, locks and cuts."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment, network = experiment, experiment.network
        self.names = network.parameter_index
        self.parameters: dict[int, float] = {}
        self.inputs: dict[tuple[int, int], float] = {}
        self.targets: dict[tuple[int, int], float] = {}
        self.cells: dict[tuple[int, int], float | str] = {}
        self.locks: dict[int, bool] = {}
        self.cuts: dict[int, bool] = {}

    @cached_property
    def input_names(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self._experiment.network.neuron_names[0])}

    @cached_property
    def output_names(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self._experiment.network.neuron_names[-1])}

    @cached_property
    def columns(self) -> dict[str, int]:
        return {column.name: k for k, column in enumerate(data_set_of(self._experiment).columns)}

    def cell(self, sample: int, names: dict[str, int], name: str) -> tuple[int, int]:
        """Return the place in a table of a sample, counted from 1, and a neuron. Raises Problem."""
        samples = self._experiment.data.samples
        if not 1 <= sample <= samples:
            text = QT_TRANSLATE_NOOP("Problem", "There is no sample {n}; there are {count}.")
            raise Problem(text, n=sample, count=samples)
        return sample - 1, index_of(names, name)

    def outcome(self, parameters: Array) -> Outcome:
        """Return what holds with these numbers. Raises Problem for targets that the loss has no use for."""
        experiment = self._experiment
        if self.locks or self.cuts:
            settings = experiment.settings.with_locks(self.locks, self.cuts)
            experiment = replace(experiment, settings=settings)
        self._check_cuts(experiment)
        if self.inputs or self.targets:
            experiment = with_numbers(experiment, self.inputs, self.targets)
        for (sample, output), value in self.targets.items():
            seen = value if experiment.source is None else float(experiment.data.targets[sample, output])
            check_target(experiment.network.loss, sample, seen)
        if self.cells:
            experiment = with_cells(experiment, self.cells)
            check_pair(experiment.network.layers[-1].activation, experiment.network.loss, experiment.data.targets)
        numbers = self.parameters | dict.fromkeys(self.cuts, 0.0)
        if numbers:
            parameters = parameters.copy()
            parameters[list(numbers)] = list(numbers.values())
        return experiment, parameters

    def _check_cuts(self, experiment: Experiment) -> None:
        """Raise Problem where a weight that is cut would be moved or freed."""
        free = {k for k, is_locked in self.locks.items() if not is_locked}
        for index in sorted(experiment.settings.cut & (self.parameters.keys() | free)):
            text = QT_TRANSLATE_NOOP("Problem", "{name} is cut; rejoin it first.")
            raise Problem(text, name=experiment.network.parameters[index].name)


class SetNumber(Edit, frozen=True):
    """Sets one number."""

    def put(self, numbers: _Numbers) -> None:
        """Set it."""
        raise NotImplementedError

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment and parameters with this number, which share what they can."""
        return _with([self], experiment, parameters)


def _with(changes: Iterable[SetNumber], experiment: Experiment, parameters: Array) -> Outcome:
    numbers = _Numbers(experiment)
    for change in changes:
        change.put(numbers)
    return numbers.outcome(parameters)


class SetParameter(SetNumber, frozen=True, tag="parameter"):
    """Set one weight or bias."""

    name: str
    value: float

    def put(self, numbers: _Numbers) -> None:
        numbers.parameters[index_of(numbers.names, self.name)] = finite(self.value)

    def target(self, network: Network) -> Word:
        return Word(self.name)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return float(parameters[index_of(experiment.network.parameter_index, self.name)])


def _cell_word(name: str, sample: int) -> Word:
    """Name a number of a sample: `i1[3]` in file and CSV."""
    return Word(f"{name}[{sample}]", QT_TRANSLATE_NOOP("Words", "{name}, sample {n}"), {"name": name, "n": sample})


class SetInput(SetNumber, frozen=True, tag="input"):
    """Set the input of one neuron for one sample (counted from 1)."""

    neuron: str
    sample: int
    value: float

    def renamed(self, names: Mapping[str, str], columns: Mapping[str, str]) -> "SetInput":
        return SetInput(names.get(self.neuron, self.neuron), self.sample, self.value)

    def put(self, numbers: _Numbers) -> None:
        numbers.inputs[numbers.cell(self.sample, numbers.input_names, self.neuron)] = finite(self.value)

    def target(self, network: Network) -> Word:
        return _cell_word(self.neuron, self.sample)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return given(experiment, 0, index_of(experiment.network.neuron_names[0], self.neuron), self.sample - 1)


class SetTarget(SetNumber, frozen=True, tag="target"):
    """Set the target of one output neuron for one sample (counted from 1)."""

    neuron: str
    sample: int
    value: float

    def renamed(self, names: Mapping[str, str], columns: Mapping[str, str]) -> "SetTarget":
        return SetTarget(names.get(self.neuron, self.neuron), self.sample, self.value)

    def put(self, numbers: _Numbers) -> None:
        numbers.targets[numbers.cell(self.sample, numbers.output_names, self.neuron)] = finite(self.value)

    def target(self, network: Network) -> Word:
        text = QT_TRANSLATE_NOOP("Words", "target of {name}, sample {n}")
        return Word(f"target {self.neuron}[{self.sample}]", text, {"name": self.neuron, "n": self.sample})

    def before(self, experiment: Experiment, parameters: Array) -> object:
        column = index_of(experiment.network.neuron_names[-1], self.neuron)
        return given(experiment, -1, column, self.sample - 1)


class SetCell(SetNumber, frozen=True, tag="cell"):
    """Set one cell of the data set, a number or a category, for one sample (counted from 1)."""

    column: str
    sample: int
    value: float | str
    since: ClassVar[int] = 2

    def renamed(self, names: Mapping[str, str], columns: Mapping[str, str]) -> "SetCell":
        return SetCell(columns.get(self.column, self.column), self.sample, self.value)

    def put(self, numbers: _Numbers) -> None:
        value = self.value if isinstance(self.value, str) else finite(self.value)
        numbers.cells[numbers.cell(self.sample, numbers.columns, self.column)] = value

    def target(self, network: Network) -> Word:
        return _cell_word(self.column, self.sample)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        columns = data_set_of(experiment).columns
        return columns[index_of(tuple(column.name for column in columns), self.column)].cell(self.sample - 1)


class SetLocked(SetNumber, frozen=True, tag="lock"):
    """Lock one parameter against updates, or free it."""

    name: str
    locked: bool

    def put(self, numbers: _Numbers) -> None:
        numbers.locks[index_of(numbers.names, self.name)] = self.locked

    def target(self, network: Network) -> Word:
        return Word(f"lock {self.name}", QT_TRANSLATE_NOOP("Words", "lock of {name}"), {"name": self.name})

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return bool(experiment.settings.locked[index_of(experiment.network.parameter_index, self.name)])

    def after(self) -> object:
        return self.locked

    @staticmethod
    def said(value: object) -> Word:
        if value:
            return Word("locked", QT_TRANSLATE_NOOP("Words", "locked"))
        return Word("free", QT_TRANSLATE_NOOP("Words", "free"))


class SetCut(SetNumber, frozen=True, tag="cut"):
    """Cut one weight, so that it is not there, or rejoin it: then it is 0 and free."""

    name: str
    cut: bool
    since: ClassVar[int] = 2

    def put(self, numbers: _Numbers) -> None:
        if self.name.startswith("b") and self.name in numbers.names:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Only weights can be cut; {name} is a bias."), name=self.name)
        numbers.cuts[index_of(numbers.names, self.name)] = self.cut

    def target(self, network: Network) -> Word:
        return Word(f"connection {self.name}", QT_TRANSLATE_NOOP("Words", "connection {name}"), {"name": self.name})

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return index_of(experiment.network.parameter_index, self.name) in experiment.settings.cut

    def after(self) -> object:
        return self.cut

    @staticmethod
    def said(value: object) -> Word:
        if value:
            return Word("cut", QT_TRANSLATE_NOOP("Words", "cut"))
        return Word("joined", QT_TRANSLATE_NOOP("Words", "joined"))


#: What can be made together with others.
OneOfMany = SetParameter | SetInput | SetTarget | SetCell | SetLocked | SetCut


class SetMany(Edit, frozen=True, tag="many"):
    """Set many numbers, locks and cuts at once, each of them one time: one edit, and one event."""

    changes: tuple[OneOfMany, ...]
    since: ClassVar[int] = 2

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment and parameters with all these numbers, which share what they can."""
        times = Counter(change.target(experiment.network).name for change in self.changes)
        for name, count in times.most_common(1):
            if count > 1:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "{name} is set twice at once."), name=name)
        return _with(self.changes, experiment, parameters)

    def renamed(self, names: Mapping[str, str], columns: Mapping[str, str]) -> "SetMany":
        return SetMany(tuple(change.renamed(names, columns) for change in self.changes))  # type: ignore[misc]  # of its own kind

    def targets(self, network: Network) -> tuple[Word, ...]:
        return tuple(change.target(network) for change in self.changes)

    @property
    def count(self) -> int:
        """How many changes it is."""
        return len(self.changes)

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return not self._real(experiment, parameters)

    def sentence(self, experiment: Experiment, parameters: Array) -> Sentence:
        """Say up to three of the changes, and how many more there are: "w1: 0.1 -> 0.2; w2: 0 -> 1"."""
        real = self._real(experiment, parameters)
        said = [change.sentence(experiment, parameters).statements for change in real[:MAX_SAID]]
        return Sentence(tuple(statement for [statement] in said), max(len(real) - MAX_SAID, 0))

    def _real(self, experiment: Experiment, parameters: Array) -> list[OneOfMany]:
        return [change for change in self.changes if not change.changes_nothing(experiment, parameters)]

    def within(self, experiment: Experiment, parameters: Array) -> Edit:
        """Return the edit that this is once what holds already is left out: a single change is one of its own kind."""
        real = self._real(experiment, parameters)
        return real[0] if len(real) == 1 else SetMany(tuple(real))
