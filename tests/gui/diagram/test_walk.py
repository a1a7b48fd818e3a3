"""The diagram on every rung of the ladder: what is computed lights up, what is not yet is not there."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.draw.flow import MAX_TOKENS, PACES
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.touch.tips import not_computed, summary, tip
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.last_move_text import latest_text
from bpgui.gui.document.rungs import back_rung, forward_rung
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.widgets.theme import look
from bpgui.session.model.number_edits import SetCut
from bpgui.session.step.moment import Grain
from tests.gui.diagram.conftest import Hands, shown
from tests.gui.diagram.networks import large_document


def walk(document: Document, moves: int, grain: Grain = Grain.NEURON) -> None:
    document.set_grain(grain)
    for _ in range(moves):
        forward_rung(document)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (1, [(0.85, None), (None, None), (None, None)]),
        (3, [(0.85, None), (0.48, None), (0.191, None)]),
        (5, [(0.85, None), (0.48, None), (0.191, -0.809)]),
        (6, [(0.85, -0.11326), (0.48, None), (0.191, -0.809)]),
    ],
)
def test_values_not_computed_yet_are_blank(
    document: Document, moves: int, expected: list[tuple[float | None, float | None]]
) -> None:
    walk(document, moves)
    now = pull(document.moment)
    found = [(now.activation(layer, k), now.delta(layer, k)) for layer, k in ((1, 0), (1, 1), (2, 0))]
    exact = [value for pair in expected for value in pair]
    assert [value for pair in found for value in pair] == [pytest.approx(value) for value in exact]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (4, [None] * 6),
        (5, [None, None, None, None, -0.68765, -0.38832]),
        (6, [-0.22652, -0.33978, None, None, -0.68765, -0.38832]),
        (8, [0.121326, 0.226989, -0.2427, -0.36405, -0.68765, -0.38832]),
    ],
)
def test_boxes_show_the_gradient_and_then_the_new_value(
    document: Document, moves: int, expected: list[float | None]
) -> None:
    walk(document, moves)
    now = pull(document.moment)
    assert [now.second(k) for k in range(6)] == [pytest.approx(value) for value in expected]
    assert now.is_new is None or now.is_new.tolist() == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("moves", "grain", "lit"),
    [
        (0, Grain.NEURON, None),
        (1, Grain.NEURON, [True, False, False]),
        (1, Grain.LAYER, [True, True, False]),
        (1, Grain.PHASE, [True, True, True]),
        (5, Grain.NEURON, [False, False, True]),
        (1, Grain.SAMPLE, [True, True, True]),
        (10, Grain.NEURON, [False, False, True]),
    ],
)
def test_what_the_last_move_computed_is_lit(document: Document, moves: int, grain: Grain, lit: list[bool]) -> None:
    walk(document, moves, grain)
    found = pull(document.moment).lit
    assert (None if found is None else found.tolist()) == lit


def pixel(view: DiagramView, image: QImage, layer: int, neuron: int) -> QColor:
    """Return the colour inside a neuron, below its number."""
    circle = view.arrangement.layers[layer].circle(neuron)
    return image.pixelColor((circle.center() + QPointF(0, 0.8 * circle.height() / 2)).toPoint())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_neuron_that_is_not_computed_is_hollow(qtbot: QtBot, document: Document, theme: str) -> None:
    look.apply(theme, 1.0)
    view = shown(qtbot, document)
    walk(document, 1)
    view.refresh()
    image = view.viewport().grab().toImage()
    colours = [pixel(view, image, layer, k).name() for layer, k in ((0, 0), (1, 0), (1, 1), (2, 0))]
    hollow, hidden = QColor(look.theme.panel).name(), QColor(look.theme.neuron(1, 3)).name()
    look.apply("light", 1.0)
    assert colours[1:] == [hidden, hollow, hollow]
    assert colours[0] not in (hollow, hidden)


@pytest.mark.parametrize("grain", [Grain.NEURON, Grain.LAYER, Grain.SAMPLE])
def test_every_move_is_another_picture(qtbot: QtBot, document: Document, grain: Grain) -> None:
    view, pictures = shown(qtbot, document), []
    while document.session.step_number == 0:
        walk(document, 1, grain)
        view.refresh()
        image = view.viewport().grab().toImage()
        pictures.append(bytes(image.constBits()))
    assert len(set(pictures)) == len(pictures) > 1


def test_large_networks_are_drawn_on_every_rung(qtbot: QtBot) -> None:
    document = large_document(16, 16, 2)
    view = shown(qtbot, document)
    for grain in (Grain.NEURON, Grain.LAYER, Grain.NEURON, Grain.PHASE, Grain.NEURON, Grain.NEURON, Grain.NEURON):
        walk(document, 1, grain)
        view.refresh()
        assert not view.viewport().grab().isNull()


@pytest.mark.parametrize(
    ("moves", "grain", "text"),
    [
        (0, Grain.NEURON, ""),
        (1, Grain.NEURON, "Forward: h1 = 0.85"),
        (1, Grain.PHASE, "Forward: h1 = 0.85, h2 = 0.48, out = 0.191"),
        (4, Grain.NEURON, "Loss: 0.327"),
        (5, Grain.NEURON, "Backward: δ out = −0.809"),
        (8, Grain.NEURON, "Update: w1 0.11 → 0.121, w2 0.21 → 0.227"),
        (4, Grain.PHASE, "Update: w1 0.11 → 0.121, w2 0.21 → 0.227, w3 0.12 → 0.132, w4 0.08 → 0.0982 and 2 more"),
    ],
)
def test_the_last_move_in_words(document: Document, moves: int, grain: Grain, text: str) -> None:
    walk(document, moves, grain)
    assert latest_text(document) == text
    assert text in summary(document)


def test_tooltips_and_copies_know_nothing_of_what_is_not_computed(document: Document) -> None:
    walk(document, 1)
    assert "0.85" in tip(document, NeuronChoice(1, 0))
    assert not_computed() in tip(document, NeuronChoice(1, 1))
    walk(document, 7)
    assert "0.11 → 0.121" in tip(document, ParameterChoice(0))
    assert "→" not in tip(document, ParameterChoice(4))


# The animation


@pytest.fixture
def flowing(view: DiagramView) -> DiagramView:
    view.flow.set_pace("normal")
    return view


def test_it_is_off_unless_it_is_asked_for(view: DiagramView, document: Document) -> None:
    walk(document, 1)
    assert not view.flow.shows(document.moment)


def test_the_value_appears_when_the_tokens_arrive(qtbot: QtBot, flowing: DiagramView, document: Document) -> None:
    walk(document, 1)
    assert flowing.flow.animation.duration() == PACES["normal"]
    flowing.refresh()
    assert flowing._stage.shown.activation(1, 0) is None
    moving = flowing.viewport().grab().toImage()

    flowing.flow.animation.setCurrentTime(PACES["normal"])

    assert flowing._stage.shown.activation(1, 0) == pytest.approx(0.85)
    assert flowing.viewport().grab().toImage() != moving
    assert not flowing.flow.shows(document.moment)


def test_no_token_runs_along_a_cut_weight(flowing: DiagramView, document: Document) -> None:
    document.perform(SetCut("w1", True))
    flowing.refresh()
    walk(document, 1)
    assert [len(leg.ways) for leg in flowing.flow._legs] == [1]


def test_a_phase_lights_up_layer_by_layer(flowing: DiagramView, document: Document) -> None:
    walk(document, 1, Grain.PHASE)
    animation = flowing.flow.animation
    animation.setCurrentTime(animation.duration() * 3 // 4)
    stage = flowing._stage
    assert [stage.shown.activation(1, 0), stage.shown.activation(2, 0)] == [pytest.approx(0.85), None]
    flowing.flow.finish()


def test_the_next_move_ends_it_at_once(flowing: DiagramView, document: Document) -> None:
    walk(document, 2)
    assert flowing._stage.shown.activation(1, 0) == pytest.approx(0.85)
    back_rung(document)
    flowing.refresh()
    assert not flowing.flow.shows(document.moment)
    assert flowing._stage.shown.activation(1, 0) == pytest.approx(0.85)
    assert flowing.flow.animation.state() == flowing.flow.animation.State.Stopped


@pytest.mark.parametrize("moves", [4, 8, 10])
def test_loss_and_update_send_no_tokens(flowing: DiagramView, document: Document, moves: int) -> None:
    flowing.flow.set_pace("off")
    walk(document, moves - 1)
    flowing.flow.set_pace("slow")
    walk(document, 1)
    assert not flowing.flow.shows(document.moment)


def test_a_step_shows_the_way_of_its_sample_and_then_the_new_state(flowing: DiagramView, document: Document) -> None:
    document.step()
    animation = flowing.flow.animation
    animation.setCurrentTime(1)
    assert flowing._stage.shown.activation(2, 0) is None
    animation.setCurrentTime(animation.duration() - 1)
    assert flowing._stage.shown.delta(2, 0) == pytest.approx(-0.809)
    animation.setCurrentTime(animation.duration())
    assert flowing._stage.shown.activation(2, 0) == pytest.approx(0.2557457808075)


def test_a_click_ends_it(flowing: DiagramView, document: Document, hands: Hands) -> None:
    walk(document, 1)
    hands.click(NeuronChoice(1, 0))
    assert not flowing.flow.shows(document.moment)


def test_of_many_lines_the_strongest_send_tokens(qtbot: QtBot) -> None:
    document = large_document(16, 16, 2)
    view = shown(qtbot, document)
    view.flow.set_pace("fast")
    walk(document, 1, Grain.LAYER)
    [leg] = view.flow._legs
    assert len(leg.ways) == MAX_TOKENS
    weights = np.abs(document.moment.state.parameters[: 16 * 16])
    limit = np.sort(weights)[-MAX_TOKENS]
    assert limit > np.median(weights)
    view.flow.finish()
