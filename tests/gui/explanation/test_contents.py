"""Which formulas are shown when: what is chosen, what the walk has computed, what a figure needs."""

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.training import Data, Settings
from bpgui.gui.document import Document
from bpgui.gui.explanation.contents import FIGURES, SHOWS, Page, page
from bpgui.gui.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.session.edits import SetParameter
from bpgui.session.experiment import Experiment
from bpgui.session.moment import Grain
from bpgui.session.session import Session
from tests.session.builders import batched_session


def kinds(shown: Page) -> list[str]:
    """Name the formulas of a page, section by section."""
    return [formula.kind for section in shown.sections for formula in section.formulas]


@pytest.mark.parametrize(
    ("moves", "found"),
    [
        (0, ["activation"] * 3 + ["loss"]),
        (1, ["activation"]),
        (2, ["activation"] * 2),
        (3, ["activation"] * 3),
        (4, ["loss"]),
        (5, ["delta", "gradient", "gradient"]),
        (7, ["delta", "gradient", "gradient"] * 3),
        (8, ["update"] * 2),
        (10, ["update"] * 6),
    ],
)
def test_a_moment_shows_what_the_walk_has_computed(document: Document, moves: int, found: list[str]) -> None:
    document.set_grain(Grain.NEURON)
    for _ in range(moves):
        document.forward_rung()
    assert kinds(page(document, "moment")) == found


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (NeuronChoice(0, 0), []),
        (NeuronChoice(1, 0), ["activation", "delta", "gradient", "gradient"]),
        (ParameterChoice(0), ["chain", "delta", "update"]),
        (TargetChoice(0), ["loss"]),
    ],
)
def test_a_chosen_thing_is_explained_at_rest(document: Document, choice: Choice, found: list[str]) -> None:
    document.select(choice)
    assert kinds(page(document, "moment")) == found


def test_a_gradient_is_not_told_before_its_phase(document: Document) -> None:
    document.select(ParameterChoice(0))
    document.next_phase()
    assert kinds(page(document, "moment")) == []


def test_a_weight_tells_how_it_came_to_its_value(document: Document) -> None:
    document.select(ParameterChoice(4))
    assert page(document, "moment").sections[0].note == "Training starts with it."
    document.step()
    (formula,) = page(document, "moment").sections[0].formulas
    assert (formula.kind, formula.left.evaluate()) == ("update", document.moment.state.parameters[4])
    document.perform(SetParameter("w5", 0.3))
    assert page(document, "moment").sections[0].note == "w5: 0.17438250000000002 → 0.3"


def test_an_edit_of_something_else_is_not_where_a_value_came_from(document: Document) -> None:
    document.step()
    document.perform(SetParameter("w5", 0.3))
    document.select(ParameterChoice(0))
    assert kinds(page(document, "moment"))[0] == "update"


@pytest.mark.parametrize("show", [*SHOWS, *(f"figure {number}" for number in FIGURES)])
def test_every_page_of_the_article_has_something_to_show(document: Document, show: str) -> None:
    document.select(ParameterChoice(0))
    shown = page(document, show)
    assert shown.title
    assert shown.drawing is not None or kinds(shown)


@pytest.mark.parametrize("show", list(SHOWS))
def test_a_large_layer_shows_its_first_formulas_and_counts_the_others(show: str, qapp: object) -> None:
    document = Document(batched_session())
    assert all(len(section.formulas) <= 12 for section in page(document, show).sections)


@pytest.mark.parametrize(
    ("network", "number", "words"),
    [
        (Network(2, (Layer(1),)), 14, "no hidden layer"),
        (Network(2, (Layer(9), Layer(1))), 2, "more than 8 neurons"),
    ],
)
def test_a_figure_that_does_not_apply_says_why(qapp: object, network: Network, number: int, words: str) -> None:
    shown = page(document_of(network), f"figure {number}")
    assert kinds(shown) == []
    assert words in shown.sections[0].note


def document_of(network: Network) -> Document:
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    data = Data(np.ones((1, network.inputs)), np.ones((1, network.outputs)))
    return Document(Session(Experiment(network, settings, data), np.full(network.parameter_count, 0.5)))


def test_while_one_is_asked_only_this_moment_is_explained(document: Document) -> None:
    document.quiz.set_on(True)
    assert kinds(page(document, "moment")) == []
    assert kinds(page(document, "forward")) == []
    assert page(document, "figure 6").sections[0].note
