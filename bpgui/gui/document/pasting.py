"""What becomes of pasted numbers: the edit that they stand for where they are put."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.document.typed_numbers import perform_many
from bpgui.gui.widgets.number_edit import typed_block
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.blocks import (
    NumberBlock,
    inputs_from,
    layer_parameters,
    neuron_parameters,
    parameters_from,
    targets_from,
)
from bpgui.session.model.edits import SetInput, SetParameter, SetTarget


def paste(document: Document, window: QWidget, place: Choice | int | None, text: str) -> None:
    """Set numbers from a choice on, or a whole layer's; of a table of weights it is asked which way it is to be read.

    A row or a column goes on from a weight (or bias) by number, into a neuron by source, over a sample's inputs or
    targets.
    """
    if not document.settle():
        return
    try:
        if place is None:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Choose first where the numbers go: a weight, bias or neuron."))
        block = typed_block(text)
        layer = _layer(document, place, block)
        if layer:
            _ask_for_layer(document, window, layer, block)
        else:
            perform_many(document, _changes(document, place, [value for row in block for value in row]))
    except Problem as problem:
        document.problem_met.emit(problem)


def _layer(document: Document, place: Choice | int, block: NumberBlock) -> int:
    """Return the computed layer whose weights a block is to be: one was chosen, or it has rows and columns; else 0."""
    if isinstance(place, int) and place:
        return place
    if min(len(block), len(block[0])) == 1:
        return 0
    if isinstance(place, ParameterChoice):
        return document.experiment.network.parameters[place.index].layer
    if isinstance(place, NeuronChoice) and place.layer:
        return place.layer
    raise Problem(QT_TRANSLATE_NOOP("Problem", "One row or one column of numbers is needed here."))


def _ask_for_layer(document: Document, window: QWidget, layer: int, block: NumberBlock) -> None:
    from bpgui.gui.document.matrix_dialog import MatrixDialog
    from bpgui.gui.widgets.form_dialog import ask

    document.pause()
    network = document.experiment.network
    dialog = MatrixDialog(window, network, layer, block)
    if ask(dialog):
        perform_many(document, layer_parameters(network, layer, dialog.matrix()))


def _changes(
    document: Document, place: Choice | int, numbers: Sequence[float]
) -> Sequence[SetParameter | SetInput | SetTarget]:
    network, sample = document.experiment.network, document.moment.shown_sample + 1
    if isinstance(place, ParameterChoice):
        return parameters_from(network, place.index, numbers)
    if isinstance(place, TargetChoice):
        return targets_from(network, sample, place.output, numbers)
    if isinstance(place, NeuronChoice) and place.layer:
        return neuron_parameters(network, place.layer, place.index, numbers)
    return inputs_from(network, sample, place.index if isinstance(place, NeuronChoice) else 0, numbers)
