"""What a new network begins as: a worked example with its numbers, or a network that is there, for other numbers."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import zip_longest

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.experiment import Experiment


@dataclass(frozen=True, eq=False)
class StartingPoint:
    """An experiment to begin with, and its parameters (parameter_count,), None where other numbers are wanted."""

    experiment: Experiment
    parameters: Array | None = None

    def taken_over(self, new: Experiment) -> Experiment:
        """Return a new experiment with what fits of this one.

        The names of layers that have the same size; where the numbers are wanted too, the learning rate, the samples
        of as many inputs, outputs and samples, and all settings of a network of the same parameters.
        """
        network = replace(new.network, names=self._names(new), layer_names=self._layer_names(new))
        if self.parameters is None:
            return replace(new, network=network)
        old = self.experiment
        settings = old.settings if self._has_parameters_of(new) else new.settings
        settings = settings.but(learning_rate=old.settings.learning_rate)
        shapes = [(data.inputs.shape, data.targets.shape) for data in (old.data, new.data)]
        data, source = (old.data, old.source) if shapes[0] == shapes[1] else (new.data, new.source)
        if settings.batch_size is not None and settings.batch_size > data.samples:
            settings = settings.but(batch_size=None)
        return replace(new, network=network, settings=settings, data=data, source=source)

    def parameters_for(self, new: Experiment) -> Array:
        """Return the parameters, for a new experiment with the same ones. Raises Problem for another one."""
        if self.parameters is None or not self._has_parameters_of(new):
            text = QT_TRANSLATE_NOOP(
                "Problem", "The example's weights are those of its {sizes} network: choose where others come from."
            )
            raise Problem(text, sizes="-".join(map(str, self.experiment.network.sizes)))
        return self.parameters

    def _has_parameters_of(self, new: Experiment) -> bool:
        return _shape(self.experiment) == _shape(new)

    def _names(self, new: Experiment) -> tuple[tuple[str, ...], ...]:
        """Return the names of each layer, () for one of another size; no layer has any where two would be the same."""
        network = self.experiment.network
        sizes = zip_longest(network.sizes, new.network.sizes)
        if not network.names or len(network.sizes) != len(new.network.sizes):
            return ()
        names = tuple(own if old == now else () for own, (old, now) in zip(network.names, sizes, strict=True))
        named = replace(new.network, names=names)
        times = Counter(name for layer in named.neuron_names for name in layer)
        return names if max(times.values()) == 1 else ()

    def _layer_names(self, new: Experiment) -> tuple[str, ...]:
        """Return the names of the layers, where there are as many."""
        network = self.experiment.network
        return network.layer_names if len(network.sizes) == len(new.network.sizes) else ()


def _shape(experiment: Experiment) -> tuple[object, ...]:
    """Return what says which parameters there are."""
    network = experiment.network
    return network.sizes, tuple(layer.bias for layer in network.layers)
