"""What is done with all that is chosen at once: each is one edit, which Undo takes back whole.

Numbers are those of weights, biases, inputs and targets. Cut weights are not there: their numbers and locks stay.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from bpgui.gui.diagram.touch.values import Editable, editable
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.document.typed_numbers import perform_many
from bpgui.gui.widgets.form_dialog import FormDialog, ask
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import Field, typed_number
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import SetCut, SetLocked
from bpgui.session.model.many_numbers import drawn_anew, scaled
from bpgui.session.model.number_edits import OneOfMany


def neurons(document: Document) -> tuple[NeuronChoice, ...]:
    """Return the neurons that are chosen, layer by layer."""
    chosen = (choice for choice in document.chosen if isinstance(choice, NeuronChoice))
    return tuple(sorted(chosen, key=lambda neuron: (neuron.layer, neuron.index)))


def weights(document: Document) -> list[int]:
    """Return the weights that are chosen, cut ones too, by index."""
    parameters = document.session.experiment.network.parameters
    chosen = [choice.index for choice in document.chosen if isinstance(choice, ParameterChoice)]
    return [index for index in chosen if not parameters[index].is_bias]


def parameters(document: Document) -> list[int]:
    """Return the weights and biases that are chosen and not cut, by index."""
    cut = document.session.experiment.settings.cut
    chosen = [choice.index for choice in document.chosen if isinstance(choice, ParameterChoice)]
    return [index for index in chosen if index not in cut]


def numbers(document: Document) -> list[Editable]:
    """Return the numbers that are chosen and can be set."""
    cut, moment = document.session.experiment.settings.cut, document.moment
    there = [choice for choice in document.chosen if not (isinstance(choice, ParameterChoice) and choice.index in cut)]
    found = [editable(moment, choice) for choice in there]
    return [number for number in found if number is not None]


def as_one(document: Document) -> Editable | None:
    """Return the numbers that are chosen, where there are several things, as one that is set for all."""
    found = numbers(document) if len(document.chosen) > 1 else []
    if not found:
        return None
    first = found[0]
    return Editable(first.choice, first.value, lambda value: _changes((number, value) for number in found))


def _changes(wanted: Iterable[tuple[Editable, float]]) -> tuple[OneOfMany, ...]:
    return tuple(change for number, value in wanted for change in number.changes(value))


def set_numbers(document: Document, value: float) -> bool:
    """Set all numbers that are chosen."""
    return perform_many(document, _changes((number, value) for number in numbers(document)))


def scale(document: Document, factor: float) -> bool:
    """Multiply all numbers that are chosen."""
    document.pause()  # they are those that are shown, not those that a run has reached meanwhile
    found = numbers(document)
    values = scaled([number.value for number in found], factor)
    return perform_many(document, _changes(zip(found, values, strict=True)))


def draw_anew(document: Document) -> bool:
    """Draw the chosen weights and biases anew, by the method of the experiment's own initialisation."""
    return perform_many(document, drawn_anew(document.session.experiment, parameters(document)))


def lock(document: Document, *, is_locked: bool) -> bool:
    """Lock the chosen weights and biases, or free them."""
    names = document.session.experiment.network.parameters
    return perform_many(document, [SetLocked(names[index].name, is_locked) for index in parameters(document)])


def cut(document: Document, *, is_cut: bool) -> bool:
    """Cut the chosen weights, or rejoin them."""
    names = document.session.experiment.network.parameters
    return perform_many(document, [SetCut(names[index].name, is_cut) for index in weights(document)])


def toggle_lock(document: Document) -> None:
    """Free the chosen weights and biases where all are locked; else lock them."""
    locked, chosen = document.session.experiment.settings.locked, parameters(document)
    if chosen:
        lock(document, is_locked=not locked[chosen].all())


def toggle_cut(document: Document) -> None:
    """Rejoin the chosen weights where all are cut; else cut them."""
    chosen = weights(document)
    if chosen:
        cut(document, is_cut=not document.session.experiment.settings.cut.issuperset(chosen))


def ask_value(document: Document, parent: QWidget, text: str = "") -> None:
    """Ask for a number, and set all that are chosen to it; `text` is typed into the field."""
    document.pause()
    found = numbers(document)
    same = {number.value for number in found}
    dialog = NumberDialog(parent)
    dialog.ask_value(len(found), text, shortest(same.pop()) if len(same) == 1 else "")
    if ask(dialog):
        set_numbers(document, dialog.value())


def ask_factor(document: Document, parent: QWidget) -> None:
    """Ask for a factor, and multiply all numbers that are chosen by it."""
    document.pause()
    dialog = NumberDialog(parent)
    dialog.ask_factor(len(numbers(document)))
    if ask(dialog):
        scale(document, dialog.value())


@guarded
class NumberDialog(FormDialog):
    """Asks for one number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.setObjectName("numberForMany")
        self.number = Field()
        self.number.textChanged.connect(self._check)

    def ask_value(self, count: int, typed: str, present: str) -> None:
        """Ask for the value of so many numbers: `typed` is typed already, else the `present` one is offered."""
        self._ask(self.tr("Set %Ln number(s)", "", count), self.tr("&Value"))
        self.number.setText(typed or present)
        self._is_typed = bool(typed)

    def ask_factor(self, count: int) -> None:
        """Ask for the factor of so many numbers."""
        self._ask(self.tr("Scale %Ln number(s)", "", count), self.tr("&Factor"))

    def _ask(self, title: str, label: str) -> None:
        self.setWindowTitle(title)
        self.add(label, "numberOfMany", self.number)
        self._is_typed = False
        self._check()

    def setVisible(self, visible: bool) -> None:
        """Go on behind what was typed; what is offered is typed over."""
        super().setVisible(visible)
        if visible and self._is_typed:
            self.number.end(False)

    def value(self) -> float:
        """Return the number. Raises Problem."""
        return typed_number(self.number.text())

    def is_complete(self) -> bool:
        """Whether there is a number."""
        return bool(self.number.text().strip()) and super().is_complete()

    def _check(self) -> None:
        """Say what is wrong with what is typed; nothing is typed at first."""
        try:
            problem = None
            if self.number.text().strip():
                self.value()
        except Problem as found:
            problem = found
        self.say(problem)
