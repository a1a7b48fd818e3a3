"""Which formulas are shown when: what is chosen, what the walk has computed, what a figure needs."""

import numpy as np
import pytest

from bpgui.engine.formulas.explain import BATCH_KINDS, Explainer
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.engine.terms import Formula
from bpgui.gui.document.document import Document
from bpgui.gui.document.rungs import forward_rung
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.explanation.contents import Page, page
from bpgui.gui.explanation.titles import FIGURES, SHOWS
from bpgui.gui.explanation.writer import Section, Writer
from bpgui.session.formulas.formula_text import PlainWriter
from bpgui.session.model.edits import SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.moment import Grain
from tests.gui.conftest import quiz_of
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
        forward_rung(document)
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
    document.walk(Grain.PHASE)
    assert kinds(page(document, "moment")) == []


def test_a_weight_tells_how_it_came_to_its_value(document: Document) -> None:
    document.select(ParameterChoice(4))
    assert page(document, "moment").sections[0].note == "Training starts with it."
    document.step()
    (formula,) = page(document, "moment").sections[0].formulas
    assert (formula.kind, formula.left.evaluate()) == ("update", document.moment.state.parameters[4])
    document.perform(SetParameter("w5", 0.3))
    assert page(document, "moment").sections[0].note == "w5: 0.174 → 0.3"


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
def test_a_section_has_no_more_formulas_than_can_be_read(show: str, iris: Document) -> None:
    assert all(len(section.formulas) <= 12 for section in page(iris, show).sections)


def test_a_large_layer_shows_its_first_neurons_and_counts_the_others(iris: Document) -> None:
    section = page(iris, "update").sections[0]
    assert [formula.left.evaluate() for formula in section.formulas[1::2]] == [
        Writer(iris.moment).explainer.new_leaf(k).value for k in iris.experiment.network.incoming(1, 0)
    ]
    assert section.note == "… and the same for h2 … h6: choose one to see its own."


@pytest.mark.parametrize(
    ("moves", "newest", "lead"),
    [
        (13, ["δ_h3", "∂loss(1)/∂w5", "∂loss(1)/∂w6", "∂loss(1)/∂b3"], ""),
        (14, ["δ_h4", "∂loss(1)/∂w7", "∂loss(1)/∂w8", "∂loss(1)/∂b4"], "left out here: h1."),
    ],
)
def test_a_walk_keeps_what_is_newest(xor: Document, moves: int, newest: list[str], lead: str) -> None:
    walk_by_neurons(xor, moves - 3)
    section = page(xor, "moment").sections[-1]
    assert lefts(section)[-len(newest) :] == newest
    assert lead in section.lead


def test_a_walk_keeps_the_newest_updates(xor: Document) -> None:
    ladder = xor.moment.ladder
    walk_by_neurons(xor, 4 * ladder.sample_stops + 4)
    section = page(xor, "moment").sections[-1]
    assert lefts(section)[-1] == "*b4"
    assert section.lead == "Computed before, and left out here: h1, h2. Choose one to see its own."


def walk_by_neurons(document: Document, moves: int) -> None:
    document.set_grain(Grain.NEURON)
    for _ in range(moves):
        forward_rung(document)


def lefts(section: Section) -> list[str]:
    """Write the left sides of a section's formulas."""
    return [PlainWriter(3).write(formula.left) for formula in section.formulas]


# Of one sample, or the mean of several


@pytest.mark.parametrize(
    ("show", "headings"),
    [
        ("loss", ["Sample 1 alone", "Mean of the 4 samples of the batch"]),
        ("chain", [
            "The chain rule, back from the loss · sample 1 alone",
            "Gradient · mean of the 4 samples of the batch",
        ]),
        ("figure 12", ["Mean of the 4 samples of the batch", ""]),
        ("figure 17", ["Sample 1 alone", "Mean of the 4 samples of the batch", ""]),
    ],
)  # fmt: skip
def test_a_section_says_whose_its_formulas_are(xor: Document, show: str, headings: list[str]) -> None:
    xor.select(ParameterChoice(0))
    assert [section.heading for section in page(xor, show).sections] == headings


def test_every_formula_of_a_batch_stands_under_a_heading_that_says_whose_it_is(xor: Document) -> None:
    xor.select(ParameterChoice(0))
    for show in (*SHOWS, *(f"figure {number}" for number in FIGURES)):
        for section in page(xor, show).sections:
            kinds = {formula.kind in BATCH_KINDS for formula in section.formulas}
            assert kinds <= {"mean of the 4 samples" in section.heading.lower()}


def test_a_sample_from_outside_the_batch_is_told_from_it(qapp: object) -> None:
    document = Document(batched_session(1, shuffle=False))
    document.choose_sample(2)
    headings = [section.heading for section in page(document, "figure 17").sections]
    assert headings[:2] == ["Sample 3 alone, not in this batch", "Sample 1, the batch of this step"]


def test_where_the_sample_is_the_batch_nothing_needs_to_be_said(document: Document) -> None:
    assert [section.heading for section in page(document, "loss").sections] == [""]  # the page is called so


# Figures


@pytest.mark.parametrize(
    ("number", "title"),
    [(12, "Figure 12: The new w6"), (13, "Figure 13: The new w5"), (14, "Figure 14: The chain rule for w1")],
)
def test_a_figure_names_the_weight_that_it_is_about(document: Document, number: int, title: str) -> None:
    assert page(document, f"figure {number}").title == title


def test_every_figure_says_what_is_new_in_it(document: Document) -> None:
    notes = [page(document, f"figure {number}").sections[-1].note for number in FIGURES]
    assert all(notes)
    assert len(set(notes)) == len(notes)


def test_figure_12_of_a_batch_speaks_of_the_mean(xor: Document) -> None:
    assert "the mean of what each of them asks for" in page(xor, "figure 12").sections[-1].note


@pytest.mark.parametrize("show", ["moment", "forward", "backward", "figure 6", "figure 18"])
def test_of_a_wide_network_only_what_is_shown_is_made(qapp: object, show: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, method = [], Explainer.forward

    def forward(explainer: Explainer, layer: int, neuron: int) -> list[Formula]:
        made.append((layer, neuron))
        return method(explainer, layer, neuron)

    monkeypatch.setattr(Explainer, "forward", forward)
    page(document_of(Network(40, (Layer(100, "tanh"), Layer(10, "tanh")))), show)
    assert len(made) <= 24


def test_the_matrix_form_goes_forward_back_and_to_the_update(document: Document) -> None:
    assert [section.heading for section in page(document, "matrix").sections] == [
        "Forward: Hidden layer", "Forward: Output layer", "Backward: Output layer", "Backward: Hidden layer",
        "Update: Output layer", "Update: Hidden layer",
    ]  # fmt: skip
    assert kinds(page(document, "matrix")).count("gradient_matrix") == 2


def test_a_target_says_that_the_loss_is_still_to_come(document: Document) -> None:
    document.walk(Grain.PHASE)
    document.select(TargetChoice(0))
    assert page(document, "moment").sections[-1].note == "Not computed yet."


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
    quiz_of(document).set_on(True)
    assert kinds(page(document, "moment")) == []
    assert kinds(page(document, "forward")) == []
    assert page(document, "figure 6").sections[0].note


@pytest.mark.parametrize(("phases", "is_said"), [(0, False), (1, True), (3, True), (4, False), (5, False), (6, True)])
def test_in_a_walk_a_page_says_that_it_is_of_the_whole_step(document, phases, is_said):
    for _ in range(phases):
        document.walk(Grain.PHASE)
    for show in ("figure 6", "loss", "update"):
        notes = [section.note for section in page(document, show).sections]
        assert ("This is of the whole step, also of what the walk has not come to yet." in notes) == is_said


@pytest.mark.parametrize("number", [11, 15, 17])
def test_a_figure_of_one_sample_of_a_batch_says_so(xor, number):
    assert "this sample" in page(xor, f"figure {number}").sections[-1].note
