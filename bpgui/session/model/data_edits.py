"""Edits of the data: another data set, other samples or columns, another encoding, scaling or split.

They are all one edit, `SetDataSet`: the present data set as a value, changed, and put back. It begins a new timeline.
The network fits the data set afterwards: neurons of columns that stay keep their weights, names and locks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from bpgui.engine.accuracy import AccuracyRule, accuracy_rule
from bpgui.engine.elementary import Array
from bpgui.engine.losses import is_allowed
from bpgui.engine.network import Network
from bpgui.engine.step import Data
from bpgui.session.basics.neuron_names import numbered
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet
from bpgui.session.data.encode import DataNeuron, encoded
from bpgui.session.model.edit import Edit, Outcome
from bpgui.session.model.experiment import Experiment, check_pair, check_sizes
from bpgui.session.model.lineage import Lineage, NeuronPlace
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import code_of, data_set_of, is_plain, neurons_of

#: What was done, where a person changed samples or columns.
EDITED = Word("data table", QT_TRANSLATE_NOOP("Words", "data table"))
#: The output activation and the loss that suit targets of each kind; others are numbers of any size.
SUITED = {
    AccuracyRule.HALF: ("sigmoid", "binary_cross_entropy"),
    AccuracyRule.ALL: ("sigmoid", "binary_cross_entropy"),
    AccuracyRule.LARGEST: ("softmax", "categorical_cross_entropy"),
    AccuracyRule.SIGN: ("tanh", "half_square"),
}


def suited_output(targets: Array) -> tuple[str, str]:
    """Return the output activation and the loss that suit targets (samples, outputs) as a network sees them."""
    rule = accuracy_rule(targets)
    return ("linear", "half_square") if rule is None else SUITED[rule]


@dataclass(frozen=True)
class DataFit:
    """What of the network changes so that it fits a data set: sizes, output activation and loss; and what it sees."""

    network: Network
    lineage: Lineage
    data: Data

    @property
    def changes_output(self) -> bool:
        """Whether the output's activation or the loss is another one."""
        old, new = self.lineage.old, self.network
        return (old.layers[-1].activation, old.loss) != (new.layers[-1].activation, new.loss)


def fit(old: Experiment, data: DataSet, *, is_new: bool = False) -> DataFit:
    """Return the network that fits a data set: hidden layers stay; neurons of columns that stay are the same.

    The output's activation and the loss stay where they are possible, the targets are of the same kind as before, and
    the data set is not a new one.
    Raises Problem for a data set that no network sees, and for too large a network.
    """
    seen = encoded(data)
    before, network = data_set_of(old), old.network
    kinds = [sorted({column.encoding for column in each.of(ColumnRole.TARGET)}) for each in (before, data)]
    activation, loss = network.layers[-1].activation, network.loss
    check_sizes((len(seen.inputs), *network.sizes[1:-1], len(seen.targets)))
    if is_new or kinds[0] != kinds[1] or not _is_possible(activation, loss, seen.data.targets):
        activation, loss = suited_output(seen.data.targets)
    last = replace(network.layers[-1], size=len(seen.targets), activation=activation)
    layers = (*network.layers[:-1], last)
    plain = Network(len(seen.inputs), layers, loss)
    names = [_names(network, 0, seen.inputs, data), *network.neuron_names[1:-1]]
    names.append(_names(network, -1, seen.targets, data))
    named = plain.named(_distinct(names)).with_layer_names(network.layer_names)
    numbers = Data(seen.data.inputs, seen.data.targets, data.test)
    return DataFit(named, Lineage(network, named, _origins(network, named)), numbers)


def _is_possible(activation: str, loss: str, targets: Array) -> bool:
    try:
        check_pair(activation, loss, targets)
    except Problem:
        return False
    return is_allowed(activation, loss) and not (activation == "softmax" and targets.shape[1] < 2)


def _names(network: Network, layer: int, neurons: Sequence[DataNeuron], data: DataSet) -> list[str]:
    """Name the neurons of a layer; one whose column is called like a neuron that is there already keeps that name."""
    present = set(network.neuron_names[layer])
    own = [data.columns[neuron.column].name for neuron in neurons]
    return [name if n.category is None and name in present else n.name for n, name in zip(neurons, own, strict=True)]


def _distinct(names: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put a number behind a name that an earlier neuron has."""
    taken, found = set[str](), list[list[str]]()
    for layer in names:
        found.append([])
        for name in layer:
            free = numbered(name, taken.__contains__)
            taken.add(free)
            found[-1].append(free)
    return found


def _origins(old: Network, new: Network) -> tuple[tuple[NeuronPlace | None, ...], ...]:
    origins: list[tuple[NeuronPlace | None, ...]] = []
    for layer, names in enumerate(new.neuron_names):
        places = {name: (layer, n) for n, name in enumerate(old.neuron_names[layer])}
        is_hidden = 0 < layer < len(new.sizes) - 1
        origins.append(tuple((layer, n) if is_hidden else places.get(name) for n, name in enumerate(names)))
    return tuple(origins)


class SetDataSet(Edit, frozen=True, tag="data_set"):
    """Put another data set in the place of the present one, and fit the network to it.

    `done` says what was done; `is_new` that it was imported or made, and is not the present one, changed.
    """

    data: DataSet
    done: Word
    is_new: bool = False
    begins_timeline: ClassVar[bool] = True

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this data set, and the parameters that survive; new ones are drawn."""
        found = fit(experiment, self.data, is_new=self.is_new)
        network, lineage, data = found.network, found.lineage, found.data
        check_pair(network.layers[-1].activation, network.loss, data.targets)
        locked = lineage.carried(experiment.settings.locked, np.zeros(network.parameter_count, dtype=bool))
        size = experiment.settings.batch_size
        settings = experiment.settings.but(
            locked=locked,
            cut=lineage.carried_places(experiment.settings.cut),
            batch_size=None if size is not None and size >= data.training_count else size,
        )
        after = replace(
            experiment,
            network=network,
            settings=settings,
            data=data,
            source=None if is_plain(self.data) else self.data,
        )
        return after, lineage.carried(parameters, experiment.initialisation.drawn(network))

    def lineage(self, before: Network, after: Network) -> Lineage:
        return Lineage(before, after, _origins(before, after))

    def target(self, network: Network) -> Word:
        return self.done

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return not self.is_new and (self.data is experiment.source or self.data.equals(data_set_of(experiment)))


# Changes of a data set by a person


def with_samples(data: DataSet, at: int, rows: Sequence[Sequence[float | str | None]]) -> DataSet:
    """Return the data set with samples inserted before number `at` (from 0); a row has a cell for each column.

    Raises Problem for a text that is none of a column's categories.
    """
    columns = [_with_cells(column, at, [row[place] for row in rows]) for place, column in enumerate(data.columns)]
    test = tuple(sample if sample < at else sample + len(rows) for sample in data.test)
    return DataSet(tuple(columns), test)


def _with_cells(column: DataColumn, at: int, cells: Sequence[float | str | None]) -> DataColumn:
    if column.numbers is not None:
        values = [np.nan if cell is None else float(cell) for cell in cells]
        return replace(column, numbers=np.insert(column.numbers, at, values))
    if column.codes is not None:
        codes = [-1 if cell is None else code_of(column, str(cell)) for cell in cells]
        return replace(column, codes=np.insert(column.codes, at, codes))
    texts = list(column.texts or ())
    texts[at:at] = ["" if cell is None else str(cell) for cell in cells]
    return replace(column, texts=tuple(texts))


def copied_rows(data: DataSet, samples: Sequence[int]) -> list[list[float | str | None]]:
    """Return the cells of some samples, to be inserted elsewhere."""
    return [[column.cell(sample) for column in data.columns] for sample in samples]


def empty_row(data: DataSet) -> list[float | str | None]:
    """Return a sample to be filled in: zeros, and the first category of each column."""
    return [
        0.0 if column.numbers is not None else column.categories[0] if column.codes is not None else ""
        for column in data.columns
    ]


def duplicated(data: DataSet, samples: Sequence[int]) -> DataSet:
    """Return the data set with copies of some samples behind the last of them; the copies train."""
    return with_samples(data, max(samples) + 1, copied_rows(data, samples))


def with_placed(
    experiment: Experiment, sample: int, inputs: Mapping[int, float], targets: Mapping[int, float]
) -> DataSet:
    """Return the data set with a sample more, the last, which trains: a copy of `sample` with these numbers, in units.

    `inputs` and `targets` are by neuron (from 0); where a neuron stands for a category, that of `sample` stays.
    """
    data = data_set_of(experiment)
    [row] = copied_rows(data, [sample])
    for numbers, neurons in zip((inputs, targets), neurons_of(data), strict=True):
        for neuron, number in numbers.items():
            column = neurons[neuron].column
            if data.columns[column].numbers is not None:
                row[column] = number
    return with_samples(data, data.samples, [row])


def without(data: DataSet, samples: Sequence[int]) -> DataSet:
    """Return the data set without some samples. Raises Problem where no training sample is left."""
    return data.taken(np.setdiff1d(np.arange(data.samples), np.array(samples, dtype=np.intp)))


def moved(data: DataSet, samples: Sequence[int], step: int) -> DataSet:
    """Return the data set with neighbouring samples moved one place up (step -1) or down (1); at an end they stay."""
    first, last = min(samples), max(samples)
    order = list(range(data.samples))
    if step < 0 < first:
        order[first - 1 : last + 1] = [*order[first : last + 1], order[first - 1]]
    elif step > 0 and last + 1 < data.samples:
        order[first : last + 2] = [order[last + 1], *order[first : last + 1]]
    return data.taken(order)
