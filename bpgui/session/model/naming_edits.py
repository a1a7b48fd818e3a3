"""Neurons and layers get other names: an entry of the undo history, but no event and no other training."""

from collections import Counter
from dataclasses import replace
from typing import ClassVar

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.neuron_names import is_possible, mended
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit, Outcome, word_of_layer
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import with_column_named


class Rename(Edit, frozen=True, tag="rename"):
    """Give a neuron another name; "" gives it its default name back."""

    layer: int
    neuron: int
    name: str
    before_name: str = ""
    keeps_rows: ClassVar[bool] = True

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this name. Raises Problem for a name that is taken or cannot be carried."""
        network = experiment.network
        if not 0 <= self.layer < len(network.sizes) or not 0 <= self.neuron < network.sizes[self.layer]:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no such neuron."))
        name = self.name.strip() or network.default_names[self.layer][self.neuron]
        check_name(name)
        names = [list(layer) for layer in network.neuron_names]
        names[self.layer][self.neuron] = name
        if Counter(name for layer in names for name in layer)[name] > 1:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Two neurons are called {name}."), name=name)
        if name in network.parameter_index:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "{name} is the name of a weight or bias."), name=name)
        renamed = replace(experiment, network=network.named(names))
        return with_column_named(renamed, self.layer, self.neuron, name), parameters

    def target(self, network: Network) -> Word:
        text = QT_TRANSLATE_NOOP("Words", "rename {name}")
        return Word(f"rename {self.before_name}", text, {"name": self.before_name})

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return self.apply(experiment, parameters)[0].network.neuron_names == experiment.network.neuron_names


class RenameLayer(Edit, frozen=True, tag="rename_layer"):
    """Give a layer (0 = inputs) another name; "" takes its name away."""

    layer: int
    name: str
    keeps_rows: ClassVar[bool] = True

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this name. Raises Problem for a name that is taken or cannot be carried."""
        network, name = experiment.network, self.name.strip()
        if not 0 <= self.layer < len(network.sizes):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no such layer."))
        names = [network.layer_name(layer) for layer in range(len(network.sizes))]
        names[self.layer] = name
        if name:
            check_name(name)
            if names.count(name) > 1:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "Two layers are called {name}."), name=name)
        return replace(experiment, network=network.with_layer_names(names)), parameters

    def target(self, network: Network) -> Word:
        by_number = QT_TRANSLATE_NOOP("Words", "rename layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "rename {layer}")
        return word_of_layer(network, self.layer, "rename {layer}", by_number, by_name)

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return self.apply(experiment, parameters)[0].network.layer_names == experiment.network.layer_names


def check_name(name: str) -> None:
    """Raise Problem for a name that files and CSV cannot carry; it offers the nearest one that they can."""
    if not is_possible(name):
        if not mended(name):
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", 'A name has 1 to 40 characters, none of . , : " [ ] or a line break.')
            )
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", 'A name has 1 to 40 characters, none of . , : " [ ] or a line break. Perhaps “{name}”?'
            ),
            name=mended(name),
        )
