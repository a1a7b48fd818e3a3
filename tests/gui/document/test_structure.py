"""What is done with neurons and layers, and what is chosen afterwards."""

import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.document import structure
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice

H1, H2 = NeuronChoice(1, 0), NeuronChoice(1, 1)


def hidden(document: Document) -> tuple[str, ...]:
    return document.experiment.network.neuron_names[1]


def test_a_neuron_is_added_beside_another_and_chosen(document: Document) -> None:
    assert structure.add_beside(document, H1)
    assert hidden(document) == ("h1", "h3", "h2")
    assert document.selection == NeuronChoice(1, 1)


def test_the_undo_history_names_the_neuron(document: Document) -> None:
    structure.add_neuron(document, 1)
    entry = document.session.undo_stack.undoable
    assert entry is not None
    assert str(entry.subject()) == "add neuron h3"


@pytest.mark.parametrize(("removed", "chosen", "left"), [(H1, H1, ("h2",)), (H2, H1, ("h1",))])
def test_after_a_removed_neuron_its_neighbour_is_chosen(
    document: Document, removed: NeuronChoice, chosen: NeuronChoice, left: tuple[str, ...]
) -> None:
    document.select(removed)
    assert structure.remove_neurons(document, removed)
    assert hidden(document) == left
    assert document.selection == chosen


@pytest.mark.parametrize("removed", [H1, H2])
def test_the_neighbour_is_chosen_in_one_with_the_removal(document: Document, removed: NeuronChoice) -> None:
    document.select(removed)
    told: list[Choice | None] = []
    document.selection_changed.connect(lambda: told.append(document.selection))
    structure.remove_neurons(document, removed)
    assert told == [H1]  # told of though it may stand where the removed one stood, and never as nothing chosen


def test_several_neurons_go_at_once(document: Document) -> None:
    structure.add_neuron(document, 1)
    assert structure.remove_neurons(document, H1, H2)
    assert hidden(document) == ("h3",)
    document.undo()
    assert hidden(document) == ("h1", "h2", "h3")


@pytest.mark.parametrize("halved", [True, False])
def test_a_copy_stands_below_and_may_change_nothing(document: Document, halved: bool) -> None:
    before = document.moment.loss
    assert structure.duplicate(document, H1, halved=halved)
    assert (document.moment.loss == pytest.approx(before, abs=1e-15)) == halved
    assert document.selection == NeuronChoice(1, 1)


def test_a_neuron_moves_within_its_layer_and_stays_chosen(document: Document) -> None:
    document.select(H1)
    assert structure.move(document, H1, 1)
    assert hidden(document) == ("h2", "h1")
    assert document.selection == H2
    assert not structure.move(document, H2, 1)


def test_a_layer_comes_and_goes(document: Document) -> None:
    assert structure.insert_layer(document, 1)
    assert hidden(document) == ("h1_1", "h1_2")
    assert structure.remove_layer(document, 1)
    assert hidden(document) == ("h1", "h2")


def test_what_cannot_be_done_is_told(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.problem_met):
        assert not structure.remove_neurons(document, NeuronChoice(2, 0))
    with qtbot.waitSignal(document.problem_met):
        assert not structure.insert_layer(document, 0)


@pytest.mark.parametrize(
    ("choice", "neuron"), [(ParameterChoice(2), H2), (TargetChoice(0), NeuronChoice(2, 0)), (H1, H1), (None, None)]
)
def test_the_neuron_that_a_choice_stands_for(
    document: Document, choice: Choice | None, neuron: NeuronChoice | None
) -> None:
    assert structure.neuron_of(document, choice) == neuron
