"""Every change that a person can make: what it does, and what the history says of it.

An edit is a small value: the window sends it to the session, the undo stack keeps it, and the session file
stores it as an event. It names what it changes as people see it ("w5", "i1", sample 3). Edits that change which
columns a row has, or that start over, begin a new timeline (`begins_timeline`) and are never stored as events.
"""

from dataclasses import replace
from typing import ClassVar

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.initialisation import INITIALISATIONS
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit as Edit
from bpgui.session.model.edit import Outcome, check_known, word_of_layer
from bpgui.session.model.experiment import Experiment, Initialisation, check_output, check_pair, check_sizes
from bpgui.session.model.lineage import Lineage
from bpgui.session.model.number_edits import OneOfMany
from bpgui.session.model.number_edits import SetCell as SetCell
from bpgui.session.model.number_edits import SetCut as SetCut
from bpgui.session.model.number_edits import SetInput as SetInput
from bpgui.session.model.number_edits import SetLocked as SetLocked
from bpgui.session.model.number_edits import SetMany as SetMany
from bpgui.session.model.number_edits import SetParameter as SetParameter
from bpgui.session.model.number_edits import SetTarget as SetTarget
from bpgui.session.model.sentence import Sentence, Statement, Word
from bpgui.session.model.settings import BATCH_SIZE, LEARNING_RATE, SEED, SHUFFLE, SettingEdit


def activation_word(name: str) -> Word:
    """Return an activation as an event says it."""
    return Word(name, ACTIVATIONS[name].word if name in ACTIVATIONS else "")


def loss_word(name: str) -> Word:
    """Return a loss as an event says it."""
    return Word(name, LOSSES[name].word if name in LOSSES else "")


def _with_settings(experiment: Experiment, **changes: object) -> Experiment:
    return replace(experiment, settings=experiment.settings.but(**changes))


class SetLoss(Edit, frozen=True, tag="loss"):
    """Set the loss; where the present output activation does not go with it, the one that does comes along."""

    value: str

    def _output(self, experiment: Experiment) -> str:
        check_known(self.value, LOSSES)
        loss = LOSSES[self.value]
        present = experiment.network.layers[-1].activation
        return present if present in loss.outputs else loss.outputs[0]

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this loss and an output activation that goes with it."""
        output = self._output(experiment)
        check_output(output, experiment.network.outputs)
        check_pair(output, self.value, experiment.data.targets)
        *hidden, last = experiment.network.layers
        network = replace(experiment.network, loss=self.value, layers=(*hidden, replace(last, activation=output)))
        return replace(experiment, network=network), parameters

    def target(self, network: Network) -> Word:
        return Word("loss", QT_TRANSLATE_NOOP("Words", "loss"))

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return experiment.network.loss

    @staticmethod
    def said(value: object) -> Word:
        return loss_word(str(value))

    def sentence(self, experiment: Experiment, parameters: Array) -> Sentence:
        """Say the output activation that comes along too."""
        [loss] = super().sentence(experiment, parameters).statements
        old, new = experiment.network.layers[-1].activation, self._output(experiment)
        what = Word("output activation", QT_TRANSLATE_NOOP("Words", "output activation"))
        other = Statement(what, activation_word(old), activation_word(new))
        return Sentence((loss,) if old == new else (loss, other))


class SetActivation(Edit, frozen=True, tag="activation"):
    """Set the activation of one computed layer (1 = the first hidden layer).

    At the output, a loss that does not go with it gives way to the half square.
    """

    layer: int
    value: str

    def _loss(self, experiment: Experiment) -> str:
        loss = experiment.network.loss
        is_output = self.layer == len(experiment.network.layers)
        return "half_square" if is_output and self.value not in LOSSES[loss].outputs else loss

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this activation."""
        layers = list(experiment.network.layers)
        _check_layer(self.layer, len(layers))
        check_known(self.value, ACTIVATIONS)
        if ACTIVATIONS[self.value].output_only and self.layer < len(layers):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "{name} is for the output layer only."), name=self.value)
        check_output(self.value, layers[self.layer - 1].size)
        layers[self.layer - 1] = replace(layers[self.layer - 1], activation=self.value)
        network = replace(experiment.network, layers=tuple(layers), loss=self._loss(experiment))
        return replace(experiment, network=network), parameters

    def target(self, network: Network) -> Word:
        by_number = QT_TRANSLATE_NOOP("Words", "activation of layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "activation of {layer}")
        return word_of_layer(network, self.layer, "activation of {layer}", by_number, by_name)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return experiment.network.layers[self.layer - 1].activation

    @staticmethod
    def said(value: object) -> Word:
        return activation_word(str(value))

    def sentence(self, experiment: Experiment, parameters: Array) -> Sentence:
        """Say the loss that comes along too."""
        [activation] = super().sentence(experiment, parameters).statements
        old, new = experiment.network.loss, self._loss(experiment)
        other = Statement(SetLoss(new).target(experiment.network), loss_word(old), loss_word(new))
        return Sentence((activation,) if old == new else (activation, other))


def _check_layer(layer: int, layers: int) -> None:
    if not 1 <= layer <= layers:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no layer {n}; layers go from 1 to {count}."), n=layer, count=layers
        )


class SetBias(Edit, frozen=True, tag="bias"):
    """Give the neurons of one computed layer biases (starting at 0), or take them away."""

    layer: int
    bias: bool
    begins_timeline: ClassVar[bool] = True

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment and the parameters and locks that survive."""
        layers = list(experiment.network.layers)
        _check_layer(self.layer, len(layers))
        layers[self.layer - 1] = replace(layers[self.layer - 1], bias=self.bias)
        check_sizes(experiment.network.sizes, [layer.bias for layer in layers])
        network = replace(experiment.network, layers=tuple(layers))
        lineage = Lineage.same_neurons(experiment.network, network)
        locked = lineage.carried(experiment.settings.locked, np.zeros(network.parameter_count, dtype=bool))
        survivors = lineage.carried(parameters, np.zeros(network.parameter_count))
        cut = lineage.carried_places(experiment.settings.cut)
        return _with_settings(replace(experiment, network=network), locked=locked, cut=cut), survivors

    def lineage(self, before: Network, after: Network) -> Lineage | None:
        return Lineage.same_neurons(before, after)

    def target(self, network: Network) -> Word:
        by_number = QT_TRANSLATE_NOOP("Words", "biases of layer {n}")
        by_name = QT_TRANSLATE_NOOP("Words", "biases of {layer}")
        return word_of_layer(network, self.layer, "biases of {layer}", by_number, by_name)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return experiment.network.layers[self.layer - 1].bias

    def after(self) -> object:
        return self.bias

    @staticmethod
    def said(value: object) -> Word:
        return Word("on" if value else "off")


class ResetOptimiser(Edit, frozen=True, tag="reset_optimiser"):
    """Let the optimiser forget all that it remembers, as at the start."""

    resets_optimiser: ClassVar[bool] = True
    since: ClassVar[int] = 2

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return what holds already: what an optimiser remembers is part of the state."""
        return experiment, parameters

    def target(self, network: Network) -> Word:
        return Word("optimiser", QT_TRANSLATE_NOOP("Words", "optimiser"))

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return experiment.settings.optimiser

    def after(self) -> object:
        return "reset"

    @staticmethod
    def said(value: object) -> Word:
        if value == "reset":
            return Word("reset", QT_TRANSLATE_NOOP("Words", "reset"))
        return Word(str(value), OPTIMISERS[str(value)].word)

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        return not OPTIMISERS[experiment.settings.optimiser].inner


class NewWeights(Edit, frozen=True, tag="new_weights"):
    """Start over with freshly drawn weights; locked parameters keep their values."""

    method: str
    seed: int
    begins_timeline: ClassVar[bool] = True

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this initialisation, and the drawn parameters."""
        SEED.values.checked(self.seed, experiment.data)
        check_known(self.method, INITIALISATIONS)
        initialisation = Initialisation(self.method, self.seed)
        drawn = initialisation.all_of(experiment.network)
        after = replace(experiment, initialisation=initialisation)
        return after, np.where(experiment.settings.locked, parameters, drawn)

    def target(self, network: Network) -> Word:
        return Word("weights", QT_TRANSLATE_NOOP("Words", "all weights"))

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return "as they were"

    def after(self) -> object:
        return f"{self.method}, seed {self.seed}"


#: The settings that the program itself sets; `SETTINGS[..].edit` is that of any.
SetLearningRate, SetBatchSize, SetShuffle, SetSeed = LEARNING_RATE.edit, BATCH_SIZE.edit, SHUFFLE.edit, SEED.edit

#: What a session file may hold as an event.
EventEdit = OneOfMany | SetMany | SettingEdit | SetLoss | SetActivation | ResetOptimiser
