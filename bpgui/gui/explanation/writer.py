"""The sections of the explanation: which formulas stand under which heading, and whose they are. No widgets here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.formulas.chain import chain
from bpgui.engine.formulas.explain import BATCH_KINDS, MAX_ROWS
from bpgui.engine.formulas.matrices import backward_matrix, batch_gradient_matrix, gradient_matrix
from bpgui.engine.network import Network
from bpgui.engine.terms import Formula, Matrix, Quantity
from bpgui.gui.widgets.words import layer_title
from bpgui.session.formulas.explained import explainer_of
from bpgui.session.step.moment import Moment, Phase

translate = QCoreApplication.translate

#: Formulas of one section; a large layer has more.
MAX_FORMULAS = 12
#: What is said of those that a section has no room for.
BEFORE = QT_TRANSLATE_NOOP("Explanation", "Computed before, and left out here: {names}. Choose one to see its own.")
AFTER = QT_TRANSLATE_NOOP("Explanation", "… and the same for {names}: choose one to see its own.")
MORE = QT_TRANSLATE_NOOP("Explanation", "… and more: choose a neuron or a weight to see its own.")
#: Kinds of formulas that a phase of the walk computes.
NEW_IN = {
    Phase.FORWARD: ("pre_activation", "activation"),
    Phase.BACKWARD: ("delta", "gradient", "chain"),
    Phase.UPDATE: ("batch_gradient", "penalty", "clipped", "remembered", "corrected", "step", "update", "locked"),
}
#: Writes the formulas of a neuron, by its layer and place.
Writes = Callable[[int, int], Iterable[Formula]]


@dataclass(frozen=True)
class Section:
    """Formulas under a heading, with a sentence before or behind them; or a sentence alone."""

    heading: str
    formulas: list[Formula] = field(default_factory=list)
    note: str = ""
    lead: str = ""


class Writer:
    """Writes the sections of the phases of a moment; no formula is made that is not shown."""

    def __init__(self, moment: Moment) -> None:
        self.moment, self.explainer = moment, explainer_of(moment)
        self.network: Network = moment.experiment.network

    # Whose formulas they are

    def told_apart(self, sections: Iterable[Section]) -> Iterator[Section]:
        """Say of each section whether it is about one sample or the mean of the batch, where these differ."""
        for section in sections:
            if self.explainer.is_alone or not section.formulas:
                yield section
                continue
            parts = [list(part) for _, part in groupby(section.formulas, lambda formula: formula.kind in BATCH_KINDS)]
            for k, part in enumerate(parts):
                is_last = k == len(parts) - 1
                yield replace(
                    section,
                    heading=self._whose(section.heading if k == 0 else "", is_of_batch=part[0].kind in BATCH_KINDS),
                    formulas=part,
                    note=section.note if is_last else "",
                    lead=section.lead if k == 0 else "",
                )

    def _whose(self, heading: str, *, is_of_batch: bool) -> str:
        n, count = self.moment.sample + 1, len(self.explainer.batch)
        if not is_of_batch and self.moment.is_tried:
            text = translate("Explanation", "the input that is tried")
        elif not is_of_batch and self.moment.in_batch:
            text = translate("Explanation", "sample {n} alone")
        elif not is_of_batch:
            text = translate("Explanation", "sample {n} alone, not in this batch")
        elif count > 1:
            text = translate("Explanation", "mean of the {count} samples of the batch")
        else:
            text, n = translate("Explanation", "sample {n}, the batch of this step"), int(self.explainer.batch[0]) + 1
        text = text.format(n=n, count=count)
        return f"{heading} · {text}" if heading else text[:1].upper() + text[1:]

    # What is too much for a section

    def of_neurons(
        self, heading: str, layer: int, neurons: Sequence[int], write: Writes, *, keeps_last: bool = False
    ) -> Section:
        """Return the formulas of the first neurons of a layer, or the last ones, as many as a section holds."""
        formulas: list[Formula] = []
        is_cut, count = False, 0
        for neuron in reversed(neurons) if keeps_last else neurons:
            made = list(islice(write(layer, neuron), MAX_FORMULAS + 1))
            if formulas and len(formulas) + len(made) > MAX_FORMULAS:
                break
            is_cut = len(made) > MAX_FORMULAS
            made = made[:MAX_FORMULAS]
            formulas = made + formulas if keeps_last else formulas + made
            count += 1
        if keeps_last:
            return Section(heading, formulas, lead=self._told_of(layer, neurons[: len(neurons) - count], BEFORE))
        left_out = self._told_of(layer, neurons[count:], AFTER)
        return Section(heading, formulas, translate("Explanation", str(MORE)) if is_cut else left_out)

    def _told_of(self, layer: int, neurons: Sequence[int], text: object) -> str:
        """Say which neurons are left out."""
        names = [self.network.shown_names[layer][neuron] for neuron in neurons]
        if len(names) > 3:
            names = [f"{names[0]} … {names[-1]}"]
        return translate("Explanation", str(text)).format(names=", ".join(names)) if names else ""

    def _keeps_last(self, phase: Phase, layer: int, count: int) -> bool:
        """Whether the last of a layer's `count` neurons are new in a walk, and the others are not."""
        groups = [group for group in self.moment.latest if (group.phase, group.layer) == (phase, layer)]
        return self.moment.phase is phase and sum(len(group.neurons) for group in groups) < count

    def _layers(self) -> range:
        return range(1, len(self.network.sizes))

    def _by_layer(
        self,
        heading: str,
        phase: Phase,
        layers: Iterable[int],
        is_there: Callable[[int, int], bool] | None,
        write: Writes,
    ) -> Iterator[Section]:
        """A section a layer; `is_there` says which neurons a walk has computed, None outside one."""
        for layer in layers:
            neurons = range(self.network.sizes[layer])
            there = [n for n in neurons if is_there is None or is_there(layer, n)]
            if there:
                keeps_last = is_there is not None and self._keeps_last(phase, layer, len(there))
                title = heading.format(layer=layer_title(self.network, layer))
                yield self.of_neurons(title, layer, there, write, keeps_last=keeps_last)

    # The phases

    def forward(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every neuron's z and a, a section a layer; of a walk those that are computed."""
        is_there = self.moment.activation_is_computed if is_walked else None
        heading = translate("Explanation", "Forward: {layer}")
        yield from self._by_layer(heading, Phase.FORWARD, self._layers(), is_there, self.explainer.forward)

    def loss(self, *, has_heading: bool = True) -> Iterator[Section]:
        """The loss of the sample; of its batch too where no walk is still on its way through it."""
        formulas = self.explainer.loss() if self.has_mean else [self.explainer.sample_loss()]
        yield Section(translate("Explanation", "Loss") if has_heading else "", formulas)
        if self.is_awaited():
            yield self.of_awaited()

    def backward(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every delta and the gradients of the parameters into its neuron, from the output back."""
        is_there = self.moment.delta_is_computed if is_walked else None
        heading = translate("Explanation", "Backward: {layer}")
        yield from self._by_layer(heading, Phase.BACKWARD, reversed(self._layers()), is_there, self.of_delta)

    def of_delta(self, layer: int, neuron: int) -> Iterator[Formula]:
        """A neuron's delta, and the sample's gradients of the parameters into it."""
        yield from self.explainer.delta(layer, neuron)
        for index in self.network.incoming(layer, neuron):
            yield self.explainer.sample_gradient(index)

    def update(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every new parameter, a section a layer."""
        is_there = self._is_begun if is_walked else None
        heading = translate("Explanation", "Update: {layer}")
        yield from self._by_layer(heading, Phase.UPDATE, self._layers(), is_there, self._of_update)

    def _is_begun(self, layer: int, neuron: int) -> bool:
        incoming = self.network.incoming(layer, neuron)
        return len(incoming) > 0 and self.moment.stages_done(incoming[0]) > 0

    def _of_update(self, layer: int, neuron: int) -> Iterator[Formula]:
        """The mean of the batch's gradients, where it has several, and the update by it."""
        for index in self.network.incoming(layer, neuron):
            yield from self.explainer.batch_gradient(index)
            yield from self.update_of(index)

    def update_of(self, index: int) -> list[Formula]:
        """The update of a parameter; within a walk as many of its stages as are computed."""
        moment, done = self.moment, self.moment.stages_done(index)
        if moment.phase is not Phase.UPDATE or done == moment.ladder.stages or self.explainer.settings.locked[index]:
            return self.explainer.update(index)
        parts = list(self.explainer.update_stages(index).values())[:done]
        return [formula for part in parts for formula in part]

    @property
    def has_mean(self) -> bool:
        """Whether the batch has several samples, and all that its mean is made of is computed."""
        moment = self.moment
        is_done = moment.rung is None or moment.samples_done == len(moment.batch)
        return is_done and not self.explainer.is_alone and not self.is_awaited()

    def is_awaited(self, index: int | None = None) -> bool:
        """Whether the mean of the batch, or what a parameter needs of it, is still on its way."""
        return not self.moment.step.is_ready(index)

    def of_awaited(self) -> Section:
        """Say that the batch is large."""
        text = translate("Explanation", "The mean of the {count} samples of the batch is being computed …")
        return Section("", note=text.format(count=len(self.explainer.batch)))

    def chain(self, index: int) -> Iterator[Section]:
        """The chain of a parameter, and the mean of its gradients where there is one."""
        yield Section(translate("Explanation", "The chain rule, back from the loss"), chain(self.explainer, index))
        if self.has_mean:
            yield Section(translate("Explanation", "Gradient"), self.explainer.batch_gradient(index))

    # Matrices

    def matrices(self) -> Iterator[Section]:
        """The forward pass, the way back and the update of each layer as matrices."""
        explainer = self.explainer
        for layer in self._layers():
            yield self._as_matrix(translate("Explanation", "Forward: {layer}"), layer, explainer.forward_matrix(layer))
        for layer in reversed(self._layers()):
            yield self._as_matrix(
                translate("Explanation", "Backward: {layer}"),
                layer,
                [
                    *backward_matrix(explainer, layer),
                    *gradient_matrix(explainer, layer),
                    *batch_gradient_matrix(explainer, layer),
                ],
            )
        for layer in reversed(self._layers()):
            yield self._as_matrix(translate("Explanation", "Update: {layer}"), layer, explainer.update_matrix(layer))

    def _as_matrix(self, heading: str, layer: int, formulas: list[Formula]) -> Section:
        text = translate("Explanation", "A layer of more than {n} neurons is not written as a matrix here.")
        heading = heading.format(layer=layer_title(self.network, layer))
        return Section(heading, formulas, "" if formulas else text.format(n=MAX_ROWS))


def limited(formulas: list[Formula], most: int) -> Section:
    """Return a section without a heading of the first formulas, and a word on the others."""
    return Section("", formulas[:most], translate("Explanation", str(MORE)) if len(formulas) > most else "")


def is_newest(moment: Moment, formula: Formula) -> bool:
    """Whether the last move of the walk computed this."""
    left = formula.left.children()[0] if isinstance(formula.left, Matrix) else formula.left
    if formula.kind not in NEW_IN.get(moment.phase, ()) or not isinstance(left, Quantity):
        return False
    if moment.phase is Phase.UPDATE and left.parameter is not None:
        return _is_newest_stage(moment, formula.kind, left)
    place = left.neuron
    if left.parameter is not None:
        parameter = moment.experiment.network.parameters[left.parameter]
        place = (parameter.layer, parameter.destination)
    groups = [group for group in moment.latest if group.phase is moment.phase]
    return any(place == (group.layer, neuron) for group in groups for neuron in group.neurons)


def _is_newest_stage(moment: Moment, kind: str, left: Quantity) -> bool:
    """Whether a formula of an update is of a stage that the last move computed; the mean comes before the first."""
    assert left.parameter is not None
    newest = moment.newest_stages(left.parameter)
    if kind == "batch_gradient":
        return 0 in newest
    if moment.experiment.settings.locked[left.parameter]:
        return len(newest) > 0
    parts = list(explainer_of(moment).update_stages(left.parameter).values())[newest.start : newest.stop]
    names = [one.left.symbol for part in parts for one in part if isinstance(one.left, Quantity)]
    return left.symbol in names
