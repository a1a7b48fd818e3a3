"""What the explanation says: the page of each entry of its list. No widgets here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from bpgui.engine.formulas.figures import figure, why_not
from bpgui.engine.formulas.leaves import neuron_symbol
from bpgui.engine.formulas.unfolded import unfolded
from bpgui.engine.network import Network
from bpgui.engine.symbols import Symbol
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.explanation.titles import REASONS, figure_note, figure_title, show_title, t
from bpgui.gui.explanation.writer import Section, Writer, limited
from bpgui.gui.widgets.words import event_text, parameter_text, target_text
from bpgui.session.formulas.past_steps import past_steps
from bpgui.session.step.moment import Moment, Phase

translate = QCoreApplication.translate

#: Formulas of one figure.
MAX_OF_FIGURE = 24
#: Neurons in a layer up to which the network is drawn with its symbols (figures 1 to 3).
MAX_DRAWN = 8


#: Entries of the list that need the whole batch, and figures that need one sample only.
OF_BATCH, OF_SAMPLE = ("update", "matrix", "chain"), (6,)


@dataclass(frozen=True)
class Page:
    """What the panel shows: a title and sections; `drawing` is the figure that is a picture, 1 to 5, or None."""

    title: str
    sections: list[Section]
    drawing: int | None = None


def page(document: Document, show: str) -> Page:
    """Return what to show now for an entry of SHOWS, or "figure 1" to "figure 18"."""
    title = show_title(show, document.experiment.network)
    if document.hides is not None and show != "moment":
        note = translate(
            "Explanation", "While you are asked, only what is computed already is explained: see “This moment”."
        )
        return Page(title, [Section("", note=note)])
    if show == "moment":
        return _moment_page(document, Writer(document.moment))
    found = _whole_page(document, show)
    if document.moment.rung is not None and not document.moment.is_updated and found.drawing is None:
        note = translate("Explanation", "This is of the whole step, also of what the walk has not come to yet.")
        return replace(found, sections=[Section("", note=note), *found.sections])
    return found


def _whole_page(document: Document, show: str) -> Page:
    """Return a page about the whole step, whatever of it is walked."""
    if show.startswith("figure "):
        return _figure_page(document, int(show.removeprefix("figure ")))
    writer = Writer(document.moment)
    if show in OF_BATCH and writer.is_awaited(_chosen(document)):
        return Page(show_title(show, document.experiment.network), [writer.of_awaited()])
    pages: dict[str, Callable[[], Iterator[Section]]] = {
        "forward": writer.forward,
        "matrix": writer.matrices,
        "loss": partial(writer.loss, has_heading=False),
        "backward": writer.backward,
        "update": writer.update,
        "chain": lambda: _chain_sections(document, writer),
    }
    return Page(show_title(show, document.experiment.network), list(writer.told_apart(pages[show]())))


def _figure_page(document: Document, number: int) -> Page:
    network, writer = document.experiment.network, Writer(document.moment)
    title = figure_title(number, network)
    is_too_wide = number <= 3 and max(network.sizes) > MAX_DRAWN
    reason = "drawn" if is_too_wide else why_not(network, number)
    if reason:
        return Page(title, [Section("", note=t(REASONS[reason]))])
    note = Section("", note=figure_note(number, network, is_mean=not writer.explainer.is_alone))
    if number <= 5:
        return Page(title, [note], drawing=number)
    chosen = _chosen(document)
    if number not in OF_SAMPLE and writer.is_awaited(chosen):
        return Page(title, [writer.of_awaited(), note])
    formulas = figure(writer.explainer, number, chosen, MAX_OF_FIGURE + 1)
    return Page(title, [*writer.told_apart([limited(formulas, MAX_OF_FIGURE)]), note])


def _chosen(document: Document) -> int | None:
    return document.selection.index if isinstance(document.selection, ParameterChoice) else None


def _moment_page(document: Document, writer: Writer) -> Page:
    """What the chosen thing, or the phase, is about; in a walk nothing that is not computed yet."""
    choice, network = document.selection, writer.network
    if isinstance(choice, ParameterChoice):
        title = parameter_text(network, network.parameters[choice.index])
        if writer.is_awaited(choice.index):
            return Page(title, [writer.of_awaited()])
        is_told = document.moment.phase is Phase.REST and document.hides is None
        before = list(_origin(document, choice.index)) if is_told else []
        found = [*before, *writer.told_apart(_parameter_sections(writer, choice.index))]
        return Page(title, [*found, *_unfolded_sections(document, choice.index)])
    if isinstance(choice, NeuronChoice):
        title = neuron_title(network, choice)
        sections = _neuron_sections(writer, choice)
    elif isinstance(choice, TargetChoice):
        title = target_text(network, choice.output)
        sections = _target_sections(writer)
    else:
        title, sections = _phase_page(writer)
    return Page(title, list(writer.told_apart(sections)))


def neuron_title(network: Network, choice: NeuronChoice) -> str:
    """Return a neuron's name; of the only output also what formulas, table and plots call its value."""
    name = network.shown_names[choice.layer][choice.index]
    is_called_so = neuron_symbol(network, choice.layer, choice.index) == Symbol("prediction")
    if not is_called_so or name == "prediction":
        return name
    return translate("Explanation", "{name}: the prediction").format(name=name)


def _phase_page(writer: Writer) -> tuple[str, Iterator[Section]]:
    """Title and sections of the phase that is lit."""
    moment = writer.moment
    match moment.phase:
        case Phase.FORWARD:
            return translate("Explanation", "Forward"), writer.forward(is_walked=True)
        case Phase.LOSS:
            found = writer.loss(has_heading=False) if moment.shows_loss else iter(())
            return translate("Explanation", "Loss"), found
        case Phase.BACKWARD:
            return translate("Explanation", "Backward"), writer.backward(is_walked=True)
        case Phase.UPDATE:
            return translate("Explanation", "Update"), writer.update(is_walked=True)
    return translate("Explanation", "Forward pass and loss"), _at_rest(writer)


def _tried(moment: Moment) -> str:
    """Say of what is tried that it is no sample."""
    return translate("Explanation", "It is tried: no training knows of it.") if moment.is_tried else ""


def _at_rest(writer: Writer) -> Iterator[Section]:
    yield from writer.forward()
    if writer.moment.shows_loss:  # what is tried may have no target
        yield from writer.loss()


def _target_sections(writer: Writer) -> Iterator[Section]:
    yield Section(
        "",
        note=_tried(writer.moment)
        or translate("Explanation", "The target is given by the data: sample {n}.").format(n=writer.moment.sample + 1),
    )
    if writer.moment.shows_loss:
        yield from writer.loss()
    elif not writer.moment.has_targets:
        yield Section(
            translate("Explanation", "Loss"), note=translate("Explanation", "There is none without a target.")
        )
    else:
        yield Section(translate("Explanation", "Loss"), note=translate("Explanation", "Not computed yet."))


def _neuron_sections(writer: Writer, choice: NeuronChoice) -> Iterator[Section]:
    moment = writer.moment
    if choice.layer == 0:
        yield Section(
            "",
            note=_tried(moment)
            or translate("Explanation", "An input is given by the data: sample {n}.").format(n=moment.sample + 1),
        )
        return
    is_computed = moment.activation_is_computed(choice.layer, choice.index)
    formulas = writer.explainer.forward(choice.layer, choice.index) if is_computed else []
    yield Section(
        translate("Explanation", "Forward"),
        formulas,
        "" if is_computed else translate("Explanation", "Not computed yet."),
    )
    if moment.phase is Phase.REST or moment.delta_is_computed(choice.layer, choice.index):
        heading = (
            translate("Explanation", "Backward, in the step to come")
            if moment.phase is Phase.REST
            else translate("Explanation", "Backward")
        )
        yield writer.of_neurons(heading, choice.layer, [choice.index], writer.of_delta)


def _parameter_sections(writer: Writer, index: int) -> Iterator[Section]:
    moment = writer.moment
    parameter = writer.network.parameters[index]
    is_update = moment.phase is Phase.UPDATE
    if moment.phase in (Phase.REST, Phase.UPDATE) or moment.delta_is_computed(parameter.layer, parameter.destination):
        yield from writer.chain(index)
    else:
        yield Section("", note=translate("Explanation", "Its gradient is computed in the backward phase."))
    if moment.phase is Phase.REST or (is_update and moment.stages_done(index)):
        heading = translate("Explanation", "Update") if is_update else translate("Explanation", "The update to come")
        yield Section(heading, writer.update_of(index))


def _unfolded_sections(document: Document, index: int) -> Iterator[Section]:
    """What the optimiser remembers of a parameter after this step, by the gradients of the steps that led to it."""
    moment = document.moment
    is_told = document.hides is None and (moment.phase is Phase.REST or moment.update_is_computed(index))
    if not is_told or moment.experiment.settings.locked[index]:
        return
    formulas = unfolded(past_steps(moment, document.timeline), index)
    if formulas:
        text = translate("Explanation", "The number in brackets is that of the step; g is the gradient that it got.")
        yield Section(translate("Explanation", "What it remembers, unfolded over past steps"), formulas, note=text)


def _chain_sections(document: Document, writer: Writer) -> Iterator[Section]:
    choice = document.selection
    if isinstance(choice, ParameterChoice):
        yield from writer.chain(choice.index)
    elif isinstance(choice, NeuronChoice) and choice.layer:
        yield Section(
            translate("Explanation", "What comes back to it"), writer.explainer.delta(choice.layer, choice.index)
        )
    else:
        yield Section(
            "", note=translate("Explanation", "Choose a weight, in the diagram or the outline, to see its chain.")
        )


def _origin(document: Document, index: int) -> Iterator[Section]:
    """Say how the parameter came to its present value: the start, an edit, or the update of the step before."""
    heading = translate("Explanation", "How it came to this value")
    session = document.session
    row, events = session.cursor, {event.row: event for event in session.timeline.events}
    while row in events and _value(document, row, index) == _value(document, row - 1, index):
        row -= 1  # an edit of something else
    if row == 0:
        yield Section(heading, note=translate("Explanation", "Training starts with it."))
    elif row in events:
        yield Section(heading, note=event_text(events[row].sentence, document.digits))
    else:
        before = Writer(session.place.at(row - 1).moment())
        if before.is_awaited():
            yield Section(heading, note=translate("Explanation", "The update of the step before led to it."))
            return
        yield from before.told_apart([Section(heading, before.explainer.update(index))])


def _value(document: Document, row: int, index: int) -> float:
    return float(document.timeline.state_at(row).parameters[index])
