"""What the last move of the walk computed, in words: for the status line and for the ear."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QCoreApplication

from bpgui.gui.document.document import Document
from bpgui.session.formulas.formula_text import STAGE_SYMBOLS
from bpgui.session.step.ladder import Group
from bpgui.session.step.moment import Moment, Phase

#: So many numbers are named, no more.
MAX_NAMED = 4


def latest_text(document: Document) -> str:
    """Return what the last move computed in the phase where it ended: "Forward: h1 = 0.85"; "" where it did nothing."""
    moment = document.moment
    groups = [group for group in moment.latest if group.phase is moment.phase]
    if not groups:
        return ""
    parts = (part for group in groups for part in _parts(document, moment, group))
    named, left = ", ".join(islice(parts, MAX_NAMED)), sum(_count(moment, group) for group in groups) - MAX_NAMED
    if left > 0:
        named = QCoreApplication.translate("Latest", "{named} and {n} more").format(named=named, n=left)
    return _sentence(moment.phase).format(what=named)


def _sentence(phase: Phase) -> str:
    return {
        Phase.FORWARD: QCoreApplication.translate("Latest", "Forward: {what}"),
        Phase.LOSS: QCoreApplication.translate("Latest", "Loss: {what}"),
        Phase.BACKWARD: QCoreApplication.translate("Latest", "Backward: {what}"),
        Phase.UPDATE: QCoreApplication.translate("Latest", "Update: {what}"),
    }[phase]


def _count(moment: Moment, group: Group) -> int:
    """Return how many numbers there are of a group."""
    network = moment.experiment.network
    each = len(network.incoming(group.layer, 0)) if group.phase is Phase.UPDATE else 1
    return each * len(group.neurons)


def _parts(document: Document, moment: Moment, group: Group) -> Iterator[str]:
    """Yield what was computed of each neuron."""
    values, layer, text = moment.values, group.layer, document.text
    names = moment.experiment.network.shown_names[layer]
    for neuron in group.neurons:
        match group.phase:
            case Phase.FORWARD:
                yield f"{names[neuron]} = {text(values.activations[layer][0, neuron])}"
            case Phase.LOSS:
                loss = text(values.output_losses[0, neuron])
                yield loss if len(names) == 1 else f"{names[neuron]}: {loss}"
            case Phase.BACKWARD:
                yield f"δ {names[neuron]} = {text(values.deltas[layer - 1][0, neuron])}"
            case Phase.UPDATE:
                yield from _updates(document, moment, layer, neuron)


def _updates(document: Document, moment: Moment, layer: int, neuron: int) -> Iterator[str]:
    """Yield the old and new values of a neuron's parameters, or the inner value at which its update stands."""
    if moment.after is None:
        return
    network = moment.experiment.network
    for index in network.incoming(layer, neuron):
        done = moment.stages_done(index)
        if 0 < done < moment.ladder.stages:
            name = moment.stage_names[done - 1]
            symbol = f"{STAGE_SYMBOLS[name]}_{network.parameters[index].name}"
            yield f"{symbol} = {document.text(float(moment.stages[name][index]))}"
            continue
        old, new = moment.state.parameters[index], moment.after[index]
        yield f"{network.parameters[index].name} {document.text(old)} → {document.text(new)}"
