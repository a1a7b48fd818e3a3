"""The numbers of one moment by name: "h1", "w5", "delta out", "gradient w5", "new w5". docs/lessons.md lists them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import State
from bpgui.session.step.moment import Moment


def neuron_at(network: Network, name: str) -> tuple[int, int]:
    """Return the layer (0 = inputs) of the neuron with this name and its place there. Raises KeyError."""
    for layer, names in enumerate(network.neuron_names):
        if name in names:
            return layer, names.index(name)
    raise KeyError(name)


class Quantities:
    """What can be read at a moment, of its chosen sample; each number is one that the engine computes.

    A plain name is of the state shown. "old", "new", "delta" and "gradient" are of the step that is walked or, at
    rest, comes next: "old" before its update, "new" after it; so are the stages of its update ("m_hat w5", "step w5").
    "before" is before the step that led to the state shown.
    """

    def __init__(self, moment: Moment, before: Callable[[], Moment | None] = lambda: None) -> None:
        """Read from this moment; `before` is asked for the one before the last step, None where there was none."""
        self._moment, self._find_before = moment, before

    def __getitem__(self, name: str) -> float:
        """Return the number of this name. Raises KeyError where the network has none."""
        kind, _, of = name.partition(" ")
        network = self._moment.experiment.network
        stage, index = self._inner(name)
        if stage:
            inner = self._remembered[stage] if kind == "old" else self._moment.stages[stage]
            return float(inner[index])
        if kind in ("old", "new") and of:
            return _plain(self._old if kind == "old" else self._new, of)
        if kind == "before" and of:
            return _plain(self._before, of)
        if kind == "gradient":
            return float(self._moment.step.gradient[network.parameter_index[of]])
        if kind not in ("z", "delta") or not of:
            return _plain(self._moment, name)
        layer, place = neuron_at(network, of)
        if layer == 0:
            raise KeyError(name)
        values = self._moment.values.zs if kind == "z" else self._old.values.deltas
        return float(values[layer - 1][0, place])

    def is_computed(self, name: str) -> bool:
        """Whether the walk has come to the number of this name; what is given always is there. Raises KeyError."""
        kind, _, of = name.partition(" ")
        moment, network = self._moment, self._moment.experiment.network
        stage, index = self._inner(name)
        if stage:
            return kind == "old" or moment.stages_done(index) > moment.stage_names.index(stage)
        if kind == "new" and of not in ("target", "learning_rate", "step", *network.neuron_names[0]):
            return of in network.parameter_index and moment.update_is_computed(network.parameter_index[of])
        if kind in ("old", "new") and of:
            return self.is_computed(of)
        if kind == "before" and of:
            return self.is_computed(of) or self._before is not self._moment
        if kind == "gradient":
            found = network.parameters[network.parameter_index[of]]
            is_last = moment.rung is None or moment.rung.place == len(moment.batch) - 1
            return is_last and moment.delta_is_computed(found.layer, found.destination)
        if kind in ("z", "delta") and of:
            layer, place = neuron_at(network, of)
            if kind == "z":
                return moment.activation_is_computed(layer, place)
            return moment.delta_is_computed(layer, place)
        if name == "loss":
            return moment.batch_loss_is_computed
        if name in ("target", "learning_rate", "step") or name in network.parameter_index:
            return True
        last = (len(network.layers), 0)
        return moment.activation_is_computed(*(last if name == "prediction" else neuron_at(network, name)))

    def _inner(self, name: str) -> tuple[str, int]:
        """Return the stage of the update that a name is about, "" for none, and the parameter (by index)."""
        stage, _, of = name.removeprefix("old ").partition(" ")
        known = self._remembered if name.startswith("old ") else self._moment.stage_names[:-1]
        if not of or stage not in known:
            return "", 0
        return stage, self._moment.experiment.network.parameter_index[of]

    @cached_property
    def _remembered(self) -> dict[str, Array]:
        """What the optimiser remembers before the step, by name."""
        moment = self._moment
        optimiser = OPTIMISERS[moment.experiment.settings.optimiser]
        inner, _ = optimiser.parts(moment.step.state.optimiser, moment.experiment.network.parameter_count)
        return dict(zip(optimiser.inner, inner, strict=True))

    @cached_property
    def _before(self) -> Moment:
        return self._find_before() or self._moment

    @cached_property
    def _old(self) -> Moment:
        return self._at(self._moment.state)

    @cached_property
    def _new(self) -> Moment:
        return self._at(replace(self._old.state, parameters=self._moment.step.after.parameters))

    def _at(self, state: State) -> Moment:
        """Return this moment as it would be at rest in `state`, with its loss computed anew."""
        return Moment(self._moment.row, state, self._moment.experiment, self._moment.sample)


def _plain(moment: Moment, name: str) -> float:
    """Return a number of a moment's own state. Raises KeyError."""
    network, sample = moment.experiment.network, moment.sample
    if name in network.parameter_index:
        parameters: Array = moment.state.parameters
        return float(parameters[network.parameter_index[name]])
    if name == "loss":
        return moment.loss
    if name == "learning_rate":
        return moment.step.rate
    if name == "step":
        return float(moment.state.step)
    if name in ("prediction", "target"):
        values = moment.values.activations[-1] if name == "prediction" else moment.experiment.data.targets[[sample]]
        return float(values[0, 0])
    layer, place = neuron_at(network, name)
    return float(moment.values.activations[layer][0, place])
