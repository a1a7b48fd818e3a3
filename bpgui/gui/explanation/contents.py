"""What the explanation says: which formulas, in which sections, under which headings. No widgets here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.chain import chain
from bpgui.engine.explain import MOST_ROWS
from bpgui.engine.figures import figure, why_not
from bpgui.engine.network import Network
from bpgui.engine.terms import Formula
from bpgui.gui.document import Document
from bpgui.gui.selection import NeuronChoice, ParameterChoice
from bpgui.gui.words import event_text, layer_text, parameter_text
from bpgui.session.explained import explainer_of
from bpgui.session.moment import Moment, Phase

translate = QCoreApplication.translate

#: Formulas of one section; a large layer has more.
MOST_FORMULAS = 12
#: Neurons in a layer up to which the network is drawn with its symbols (figures 1 to 3).
MOST_DRAWN = 8

#: What can be shown, in the order of the list; figures follow, as "figure 6".
SHOWS = {
    "moment": QT_TRANSLATE_NOOP("Explanation", "This moment"),
    "forward": QT_TRANSLATE_NOOP("Explanation", "Forward pass"),
    "matrix": QT_TRANSLATE_NOOP("Explanation", "Matrix form"),
    "loss": QT_TRANSLATE_NOOP("Explanation", "Loss"),
    "backward": QT_TRANSLATE_NOOP("Explanation", "Backward pass"),
    "update": QT_TRANSLATE_NOOP("Explanation", "Update"),
    "chain": QT_TRANSLATE_NOOP("Explanation", "Chain of the chosen weight"),
}
FIGURES = {
    1: QT_TRANSLATE_NOOP("Explanation", "The error flows back"),
    2: QT_TRANSLATE_NOOP("Explanation", "The network in symbols"),
    3: QT_TRANSLATE_NOOP("Explanation", "The network with its weights"),
    4: QT_TRANSLATE_NOOP("Explanation", "The data"),
    5: QT_TRANSLATE_NOOP("Explanation", "One sample"),
    6: QT_TRANSLATE_NOOP("Explanation", "The forward pass"),
    7: QT_TRANSLATE_NOOP("Explanation", "The loss"),
    8: QT_TRANSLATE_NOOP("Explanation", "What a prediction is made of"),
    9: QT_TRANSLATE_NOOP("Explanation", "Gradient descent"),
    10: QT_TRANSLATE_NOOP("Explanation", "The rule for the last weight"),
    11: QT_TRANSLATE_NOOP("Explanation", "The chain rule for the last weight"),
    12: QT_TRANSLATE_NOOP("Explanation", "The new last weight"),
    13: QT_TRANSLATE_NOOP("Explanation", "The new weight beside it"),
    14: QT_TRANSLATE_NOOP("Explanation", "The chain rule for the first weight"),
    15: QT_TRANSLATE_NOOP("Explanation", "All updates"),
    16: QT_TRANSLATE_NOOP("Explanation", "The updates as matrices"),
    17: QT_TRANSLATE_NOOP("Explanation", "The backward pass in numbers"),
    18: QT_TRANSLATE_NOOP("Explanation", "The forward pass again"),
}
REASONS = {
    "hidden": QT_TRANSLATE_NOOP("Explanation", "This network has no hidden layer, so no chain passes through one."),
    "weights": QT_TRANSLATE_NOOP("Explanation", "Only one weight leads into the first output: it is the last one."),
    "unfolded": QT_TRANSLATE_NOOP(
        "Explanation", "Written with inputs and weights alone, this network's prediction has more than 64 terms."
    ),
    "drawn": QT_TRANSLATE_NOOP("Explanation", "This network has layers of more than 8 neurons; the diagram shows it."),
}


NOTES = {
    7: QT_TRANSLATE_NOOP(
        "Explanation",
        "The prediction comes from the forward pass, the target from the data. The square makes every error count as "
        "positive, and large ones more; the half cancels the 2 that the derivative of the square brings.",
    ),
    8: QT_TRANSLATE_NOOP(
        "Explanation", "The inputs are given by the data: only weights and biases can change the prediction."
    ),
    9: QT_TRANSLATE_NOOP("Explanation", "The weight moves against the derivative, as far as the learning rate says."),
    15: QT_TRANSLATE_NOOP("Explanation", "All updates use the old weights."),
    16: QT_TRANSLATE_NOOP("Explanation", "All updates use the old weights."),
    17: QT_TRANSLATE_NOOP("Explanation", "All updates use the old weights."),
    18: QT_TRANSLATE_NOOP("Explanation", "A star marks the new weights: the same forward pass, with these."),
}


@dataclass(frozen=True)
class Section:
    """Formulas under a heading, or a sentence where there is something to say instead or besides."""

    heading: str
    formulas: list[Formula] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Page:
    """What the panel shows: a title and sections; `drawing` is the figure that is a picture, 1 to 5, or None."""

    title: str
    sections: list[Section]
    drawing: int | None = None


def _t(text: object) -> str:
    """Translate what QT_TRANSLATE_NOOP marks; other texts are found by lupdate only where they are translated."""
    return translate("Explanation", str(text))


def figure_title(number: int) -> str:
    """Return "Figure 6: The forward pass" in the chosen language."""
    return translate("Explanation", "Figure {n}: {title}").format(n=number, title=_t(FIGURES[number]))


def show_title(show: str) -> str:
    """Return what the list calls an entry of SHOWS, or "figure 6"."""
    return _t(SHOWS[show]) if show in SHOWS else figure_title(int(show.removeprefix("figure ")))


def page(document: Document, show: str) -> Page:
    """Return what to show now for an entry of SHOWS, or "figure 1" to "figure 18"."""
    if document.hides is not None and show != "moment":
        note = translate(
            "Explanation", "While you are asked, only what is computed already is explained: see “This moment”."
        )
        return Page(show_title(show), [Section("", note=note)])
    if show.startswith("figure "):
        return _figure_page(document, int(show.removeprefix("figure ")))
    if show == "moment":
        return _moment_page(document)
    writer = Writer(document.moment)
    if show == "chain":
        return Page(show_title(show), list(_chain_sections(document, writer)))
    write: Callable[[], Iterator[Section]] = {
        "forward": writer.forward,
        "matrix": writer.matrices,
        "loss": writer.loss,
        "backward": writer.backward,
        "update": writer.update,
    }[show]
    return Page(show_title(show), list(write()))


def _figure_page(document: Document, number: int) -> Page:
    title, network = figure_title(number), document.experiment.network
    if number <= 3 and max(network.sizes) > MOST_DRAWN:
        return Page(title, [Section("", note=_t(REASONS["drawn"]))])
    if number <= 5:
        return Page(title, [], drawing=number)
    reason = why_not(network, number)
    if reason:
        return Page(title, [Section("", note=_t(REASONS[reason]))])
    chosen = document.selection.index if isinstance(document.selection, ParameterChoice) else None
    sections = [Section("", *_limited(figure(explainer_of(document.moment), number, chosen)))]
    if number in NOTES and (number != 7 or network.loss == "half_square"):
        sections.append(Section("", note=_t(NOTES[number])))
    return Page(title, sections)


def _limited(formulas: list[Formula], most: int = 4 * MOST_FORMULAS) -> tuple[list[Formula], str]:
    """Return the first formulas, and a word on the others."""
    left = len(formulas) - most
    text = (
        translate("Explanation", "… and {n} more: choose a neuron or a weight to see its own.").format(n=left)
        if left > 0
        else ""
    )
    return formulas[:most], text


class Writer:
    """Writes the sections of the phases of a moment."""

    def __init__(self, moment: Moment) -> None:
        self.moment, self.explainer = moment, explainer_of(moment)
        self.network: Network = moment.experiment.network

    def _layers(self) -> range:
        return range(1, len(self.network.sizes))

    def section(self, heading: str, formulas: Iterable[Formula]) -> Section:
        """Return a section, without what is too much for one."""
        return Section(heading, *_limited(list(formulas), MOST_FORMULAS))

    def forward(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every neuron's z and a, a section a layer; of a walk those that are computed."""
        for layer in self._layers():
            neurons = range(self.network.sizes[layer])
            there = [n for n in neurons if not is_walked or self.moment.activation_is_computed(layer, n)]
            if there:
                formulas = (formula for n in there[: MOST_FORMULAS + 1] for formula in self.explainer.forward(layer, n))
                yield self.section(self._heading(translate("Explanation", "Forward: {layer}"), layer), formulas)

    def _heading(self, text: str, layer: int) -> str:
        return text.format(layer=layer_text(layer, len(self.network.sizes)))

    def matrices(self) -> Iterator[Section]:
        """The forward pass and the update of each layer as matrices."""
        for layer in self._layers():
            yield self._matrix_section(
                translate("Explanation", "Forward: {layer}"), layer, self.explainer.forward_matrix(layer)
            )
        for layer in reversed(self._layers()):
            yield self._matrix_section(
                translate("Explanation", "Update: {layer}"), layer, self.explainer.update_matrix(layer)
            )

    def _matrix_section(self, heading: str, layer: int, formulas: list[Formula]) -> Section:
        note = translate("Explanation", "A layer of more than {n} neurons is not written as a matrix here.").format(
            n=MOST_ROWS
        )
        return Section(self._heading(heading, layer), formulas, "" if formulas else note)

    def loss(self) -> Iterator[Section]:
        """The loss of the sample; of its batch too where no walk is still on its way through it."""
        yield Section(translate("Explanation", "Loss"), self.explainer.loss()[: None if self.has_mean else 1])

    def backward(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every delta and the gradients of the parameters into its neuron, from the output back."""
        for layer in reversed(self._layers()):
            neurons = range(self.network.sizes[layer])
            there = [n for n in neurons if not is_walked or self.moment.delta_is_computed(layer, n)]
            if there:
                formulas = (formula for n in there[: MOST_FORMULAS + 1] for formula in self.of_delta(layer, n))
                yield self.section(self._heading(translate("Explanation", "Backward: {layer}"), layer), formulas)

    def of_delta(self, layer: int, neuron: int) -> Iterator[Formula]:
        """A neuron's delta, and the sample's gradients of the parameters into it."""
        yield from self.explainer.delta(layer, neuron)
        for index in self.network.incoming(layer, neuron):
            yield self.explainer.gradient(index)[0]

    def update(self, *, is_walked: bool = False) -> Iterator[Section]:
        """Every new parameter, a section a layer."""
        for layer in self._layers():
            indices = [k for n in range(self.network.sizes[layer]) for k in self.network.incoming(layer, n)]
            there = [k for k in indices if not is_walked or self.moment.update_is_computed(k)]
            if there:
                formulas = (formula for k in there[: MOST_FORMULAS + 1] for formula in self._of_update(k))
                yield self.section(self._heading(translate("Explanation", "Update: {layer}"), layer), formulas)

    def _of_update(self, index: int) -> Iterator[Formula]:
        """The mean of the batch's gradients, where it has several, and the update by it."""
        yield from self.explainer.gradient(index)[1:]
        yield from self.explainer.update(index)

    @property
    def has_mean(self) -> bool:
        """Whether the batch has several samples, and all that its mean is made of is computed."""
        moment = self.moment
        is_done = moment.rung is None or moment.samples_done == len(moment.batch)
        return is_done and not self.explainer.is_alone


def _moment_page(document: Document) -> Page:
    """What the chosen thing, or the phase, is about; in a walk nothing that is not computed yet."""
    moment, choice = document.moment, document.selection
    writer = Writer(moment)
    if isinstance(choice, ParameterChoice):
        network = moment.experiment.network
        title = parameter_text(network, network.parameters[choice.index])
        return Page(title, list(_parameter_sections(document, writer, choice.index)))
    if isinstance(choice, NeuronChoice):
        name = moment.experiment.network.neuron_names[choice.layer][choice.index]
        return Page(name, list(_neuron_sections(moment, writer, choice)))
    if choice is not None:  # a target
        names = moment.experiment.network.neuron_names[-1]
        note = translate("Explanation", "The target is given by the data: sample {n}.").format(n=moment.sample + 1)
        sections = [Section("", note=note), *(writer.loss() if moment.shows_loss else [])]
        return Page(translate("Explanation", "target of {name}").format(name=names[choice.output]), sections)
    return Page(*_phase_page(writer))


def _phase_page(writer: Writer) -> tuple[str, list[Section]]:
    """Title and sections of the phase that is lit."""
    moment = writer.moment
    match moment.phase:
        case Phase.FORWARD:
            return translate("Explanation", "Forward"), list(writer.forward(is_walked=True))
        case Phase.LOSS:
            return translate("Explanation", "Loss"), list(writer.loss()) if moment.shows_loss else []
        case Phase.BACKWARD:
            return translate("Explanation", "Backward"), list(writer.backward(is_walked=True))
        case Phase.UPDATE:
            return translate("Explanation", "Update"), list(writer.update(is_walked=True))
    return translate("Explanation", "Forward pass and loss"), [*writer.forward(), *writer.loss()]


def _neuron_sections(moment: Moment, writer: Writer, choice: NeuronChoice) -> Iterator[Section]:
    if choice.layer == 0:
        yield Section(
            "", note=translate("Explanation", "An input is given by the data: sample {n}.").format(n=moment.sample + 1)
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
        yield writer.section(heading, writer.of_delta(choice.layer, choice.index))


def _parameter_sections(document: Document, writer: Writer, index: int) -> Iterator[Section]:
    moment = writer.moment
    parameter = writer.network.parameters[index]
    if moment.phase is Phase.REST and document.hides is None:
        yield _origin(document, index)
    is_update = moment.phase is Phase.UPDATE
    if moment.phase in (Phase.REST, Phase.UPDATE) or moment.delta_is_computed(parameter.layer, parameter.destination):
        yield from _chain_of(writer, index)
    else:
        yield Section("", note=translate("Explanation", "Its gradient is computed in the backward phase."))
    if moment.phase is Phase.REST or (is_update and moment.update_is_computed(index)):
        heading = translate("Explanation", "Update") if is_update else translate("Explanation", "The update to come")
        yield Section(heading, writer.explainer.update(index))


def _chain_of(writer: Writer, index: int) -> Iterator[Section]:
    yield Section(translate("Explanation", "The chain rule, back from the loss"), chain(writer.explainer, index))
    if writer.has_mean:
        yield Section(translate("Explanation", "Mean over the batch"), writer.explainer.gradient(index)[1:])


def _chain_sections(document: Document, writer: Writer) -> Iterator[Section]:
    choice = document.selection
    if isinstance(choice, ParameterChoice):
        yield from _chain_of(writer, choice.index)
    elif isinstance(choice, NeuronChoice) and choice.layer:
        yield Section(
            translate("Explanation", "What comes back to it"), writer.explainer.delta(choice.layer, choice.index)
        )
    else:
        yield Section(
            "", note=translate("Explanation", "Choose a weight, in the diagram or the outline, to see its chain.")
        )


def _origin(document: Document, index: int) -> Section:
    """Say how the parameter came to its present value: the start, an edit, or the update of the step before."""
    heading = translate("Explanation", "How it came to this value")
    session = document.session
    row, events = session.cursor, {event.row: event for event in session.timeline.events}
    while row in events and _value(document, row, index) == _value(document, row - 1, index):
        row -= 1  # an edit of something else
    if row == 0:
        return Section(heading, note=translate("Explanation", "Training starts with it."))
    if row in events:
        return Section(heading, note=event_text(events[row].text))
    return Section(heading, explainer_of(session.moment_at(row - 1)).update(index))


def _value(document: Document, row: int, index: int) -> float:
    return float(document.timeline.state_at(row).parameters[index])
