"""What the diagram says in words: full names, tooltips with full digits, and one spoken sentence of the moment."""

import html

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.network import Network
from bpgui.gui.diagram.touch.values import number_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.last_move_text import latest_text
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.plain_text import rich_tip
from bpgui.gui.widgets.words import neuron_text, parameter_text, target_text
from bpgui.session.basics.numbers import readable, shortest
from bpgui.session.step.moment import Moment, Phase

PHASE_WORDS = {
    Phase.REST: QT_TRANSLATE_NOOP("Diagram", "At rest."),
    Phase.FORWARD: QT_TRANSLATE_NOOP("Diagram", "Forward phase."),
    Phase.LOSS: QT_TRANSLATE_NOOP("Diagram", "Loss phase."),
    Phase.BACKWARD: QT_TRANSLATE_NOOP("Diagram", "Backward phase."),
    Phase.UPDATE: QT_TRANSLATE_NOOP("Diagram", "Update phase."),
}
#: So many outputs are spoken, no more.
MAX_SPOKEN = 4


def full_name(network: Network, choice: Choice) -> str:
    """Return what a thing is called in full: "w5, weight from h1 to out", "h1, hidden neuron", "target of out"."""
    if isinstance(choice, ParameterChoice):
        return parameter_text(network, network.parameters[choice.index])
    if isinstance(choice, NeuronChoice):
        return neuron_text(network, choice.layer, choice.index)
    return target_text(network, choice.output)


def tip(document: Document, choice: Choice) -> str:
    """Return the tooltip of a thing: its full name and all its numbers in full digits."""
    moment = document.moment
    lines = [full_name(moment.experiment.network, choice)]
    if isinstance(choice, ParameterChoice):
        lines += _parameter_lines(moment, choice.index)
    elif isinstance(choice, NeuronChoice) and choice.layer:
        lines += _neuron_lines(moment, choice)
    else:
        lines.append(_plain(number_of(moment, choice)))
    if isinstance(choice, TargetChoice) and moment.loss_is_computed(choice.output):
        text = QCoreApplication.translate("Diagram", "adds to the loss: {value}")
        lines.append(text.format(value=_full(moment.values.output_losses[0, choice.output])))
    return _html([line for line in lines if line])


def loss_tip(document: Document) -> str:
    """Return the tooltip of the loss box."""
    moment = document.moment
    first = QCoreApplication.translate("Diagram", "Loss (the article calls it error)")
    lines = [first]
    if moment.shows_loss:
        text = QCoreApplication.translate("Diagram", "of sample {n}: {value}")
        if moment.is_tried:
            text = QCoreApplication.translate("Diagram", "of what is tried: {value}")
        lines.append(text.format(n=moment.sample + 1, value=_full(moment.sample_loss)))
        if moment.rung is None and len(moment.batch) > 1:
            text = QCoreApplication.translate("Diagram", "of the batch: {value}")
            lines.append(text.format(value=_full(moment.loss) if moment.loss_is_ready else "…"))
    else:
        lines.append(not_computed())
    return _html(lines)


def not_computed() -> str:
    """Say that the walk has not come to a number."""
    return QCoreApplication.translate("Diagram", "not computed yet")


def _html(lines: list[str]) -> str:
    """Return lines of plain text as HTML that is not wrapped, the first one bold."""
    first, *rest = map(html.escape, lines)
    return rich_tip((f"<b>{first}</b>", *rest))


def _plain(value: float | None) -> str:
    return "" if value is None else _full(value)


def _neuron_lines(moment: Moment, choice: NeuronChoice) -> list[str]:
    layer, neuron = choice.layer, choice.index
    if not moment.activation_is_computed(layer, neuron):
        return [not_computed()]
    lines = [
        f"z = {_full(moment.values.zs[layer - 1][0, neuron])}",
        f"a = {_full(moment.values.activations[layer][0, neuron])}",
    ]
    if moment.delta_is_computed(layer, neuron):
        lines.append(f"δ = {_full(moment.values.deltas[layer - 1][0, neuron])}")
    return lines


def in_and_out(document: Document, choice: NeuronChoice) -> str:
    """Return what goes into a computed neuron's activation function and what comes out: "z 0.99, a 0.729"."""
    moment = document.moment
    if not choice.layer or not moment.activation_is_computed(choice.layer, choice.index):
        return ""
    z = moment.values.zs[choice.layer - 1][0, choice.index]
    a = moment.values.activations[choice.layer][0, choice.index]
    return f"z {document.text(z)}, a {document.text(a)}"


def _parameter_lines(moment: Moment, index: int) -> list[str]:
    lines = [_full(moment.parameters[index])]
    if moment.update_is_computed(index):
        lines = [f"{_full(moment.state.parameters[index])} → {lines[0]}"]
    if index in moment.experiment.settings.cut:
        lines = [QCoreApplication.translate("Diagram", "cut: the network is without it")]
    elif moment.experiment.settings.locked[index]:
        lines.append(QCoreApplication.translate("Diagram", "locked: training does not move it"))
    found = moment.experiment.network.parameters[index]
    if moment.in_batch and moment.delta_is_computed(found.layer, found.destination):
        text = QCoreApplication.translate("Diagram", "gradient: {value}")
        if len(moment.batch) > 1:
            text = QCoreApplication.translate("Diagram", "gradient of sample {n}: {value}")
        lines.append(text.format(n=moment.sample + 1, value=_full(moment.values.gradient[index])))
        if len(moment.batch) > 1:
            text = QCoreApplication.translate("Diagram", "batch so far: {value}, {done} of {batch}")
            value = _full(moment.gradient_so_far[index])
            lines.append(text.format(value=value, done=moment.samples_done, batch=len(moment.batch)))
    return lines


def summary(document: Document) -> str:
    """Return one sentence of the moment for the ear: phase, predictions with their targets, loss."""
    moment = document.moment
    parts = [QCoreApplication.translate("Diagram", str(PHASE_WORDS[moment.phase])), latest_text(document)]
    names = moment.experiment.network.shown_names[-1]
    if moment.shows_forward:
        predictions, targets = moment.values.activations[-1][0], moment.targets
        text = QCoreApplication.translate("Diagram", "Prediction of {name} {value}, target {target}.")
        for name, value, target in list(zip(names, predictions, targets, strict=True))[:MAX_SPOKEN]:
            parts.append(text.format(name=name, value=document.text(value), target=document.text(target)))
    if moment.shows_loss:
        text = QCoreApplication.translate("Diagram", "Loss {value}.")
        parts.append(text.format(value=document.text(moment.sample_loss)))
    return " ".join(part for part in parts if part)


def _full(value: float) -> str:
    """Return all digits of a number, as they are read."""
    return readable(shortest(value))
