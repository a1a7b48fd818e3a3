"""What goes into a nonlinear neuron stands with what comes out: in its circle, above it, else beside the chosen one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.pre_activation import ZPlace, card_place, card_places, card_text, z_place
from bpgui.gui.diagram.draw.shown import NumberKind, pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.step.ladder import Phase
from tests.gui.diagram.networks import everything, heights, large_document, metrics, network, networks, widths
from tests.gui.diagram.test_room import INK, MIDDLE, SMALL, spots, stage_of, stop

LARGE = (1400, 800)
H3 = NeuronChoice(1, 2)


def example(name: str) -> Document:
    return Document(load_session(resource_path("examples", f"{name}.bpgui"), is_example=True))


@pytest.mark.parametrize(
    ("name", "room", "places"),
    [
        ("article", MIDDLE, [ZPlace.NOWHERE, ZPlace.NOWHERE]),
        ("xor", MIDDLE, [ZPlace.INSIDE, ZPlace.INSIDE]),
        ("xor", SMALL, [ZPlace.CARD, ZPlace.ABOVE]),
        ("iris", LARGE, [ZPlace.INSIDE, ZPlace.ABOVE]),
        ("softmax", SMALL, [ZPlace.ABOVE, ZPlace.ABOVE]),
    ],
)
def test_z_stands_where_there_is_room(qapp: object, name: str, room: tuple[int, int], places: list[ZPlace]) -> None:
    stage = stage_of(example(name), room)
    assert [z_place(stage, layer) for layer in (0, 1, 2)] == [ZPlace.NOWHERE, *places]


def test_every_computed_neuron_has_a_marked_z(qapp: object) -> None:
    found = spots(example("xor"), MIDDLE)[NumberKind.Z]
    assert {(spot.index, spot.prefix) for spot in found} == {(k, "z ") for k in range(5)}


def test_a_z_that_the_walk_has_not_computed_is_absent(qapp: object) -> None:
    document = example("xor")
    stop(document, Phase.FORWARD, 2)
    found = spots(document, MIDDLE)
    assert {spot.index for spot in found[NumberKind.Z]} == {0, 1}
    assert card_text(stage_of(document, SMALL), H3) == ""


def test_the_numbers_are_those_of_the_pass(qapp: object) -> None:
    document = example("xor")
    shown = pull(document.moment)
    np.testing.assert_array_equal(shown.numbers(NumberKind.Z), np.concatenate(document.moment.values.zs, axis=1)[0])


@pytest.mark.parametrize(("name", "room"), list(product(["xor", "iris", "softmax"], [SMALL, MIDDLE, LARGE])))
def test_a_z_covers_no_other_number(qapp: object, name: str, room: tuple[int, int]) -> None:
    document = example(name)
    stop(document, Phase.BACKWARD, document.moment.ladder.neurons, len(document.moment.batch) - 1)
    found, loss = spots(document, room), stage_of(document, room).layout.loss
    others = [spot.rect for kind, there in found.items() if kind is not NumberKind.Z for spot in there]
    for spot in found.get(NumberKind.Z, []):
        inner = spot.rect.adjusted(1, 1, -1, -1)
        assert not any(inner.intersects(rect.adjusted(1, 1, -1, -1)) for rect in [*others, loss])


@pytest.mark.parametrize(("digits", "text"), [(3, "z \u22120.134"), (2, "z \u22120.13")])
def test_the_chosen_neuron_says_its_z_beside_it_where_its_circle_has_no_room(
    qapp: object, digits: int, text: str
) -> None:
    document = example("xor")
    document.choose_sample(1)
    stage = replace(stage_of(document, SMALL), digits=digits)
    assert card_text(stage, H3) == text
    assert card_text(stage, NeuronChoice(0, 1)) == card_text(stage_of(document, MIDDLE), H3) == ""


def test_a_tiny_neuron_says_its_name_z_and_a(qapp: object) -> None:
    document = large_document(4, 90, 2)
    network = document.experiment.network
    layout = arrange(network, width=MIDDLE[0], height=300, metrics=INK.metrics(3))
    stage = Stage(layout, pull(document.moment), INK, LIGHT)
    assert card_text(stage, NeuronChoice(1, 0)) == "h1  z 0  a 0"
    assert card_text(stage, NeuronChoice(0, 0)) == ""


def edges(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def covered(layout: Layout, cards: list[QRectF]) -> list[float]:
    """Return how much each card covers of circles, boxes and the loss, by looking at all of them."""
    found = [rect for rect in map(layout.rect, everything(layout)) if rect is not None]
    left, top, right, bottom = np.array([edges(rect) for rect in [*found, layout.loss]]).T
    corners = [edges(card) for card in cards]
    wide = [np.clip(np.minimum(right, x2) - np.maximum(left, x1), 0, None) for x1, _, x2, _ in corners]
    high = [np.clip(np.minimum(bottom, y2) - np.maximum(top, y1), 0, None) for _, y1, _, y2 in corners]
    return [float((width * height).sum()) for width, height in zip(wide, high, strict=True)]


@settings(max_examples=40)
@given(networks(), widths, heights, metrics, st.floats(2, 16), st.data())
def test_a_card_covers_as_little_as_any_of_its_places_and_nothing_where_one_is_free(
    net, width, height, metrics, wide, data
):
    layout = arrange(net, width=width, height=height, metrics=metrics)
    layer = data.draw(st.integers(1, len(net.sizes) - 1))
    neuron = NeuronChoice(layer, data.draw(st.sampled_from(layout.layers[layer].shown.tolist())))
    places = card_places(layout, neuron, wide * layout.smallest)
    card = card_place(layout, neuron, wide * layout.smallest)
    [least], found = covered(layout, [card]), covered(layout, places)
    assert card in places
    assert least == pytest.approx(min(found), abs=1e-6)
    if card.width() + 4 <= width and card.height() + 4 <= height:
        assert QRectF(0, 0, width, height).contains(card)


@pytest.mark.parametrize(
    ("sizes", "room", "scale"),
    [((2, 4, 1), (430, 300), 2.0), ((4, 8, 3), (430, 300), 1.0), ((5,) * 10, (1400, 800), 1.0)],
)
def test_at_usual_sizes_a_card_hides_no_neighbour_and_no_target(sizes, room, scale):
    layout = arrange(network(*sizes), width=room[0], height=room[1], metrics=Metrics(scale=scale))
    neurons = [NeuronChoice(layer, n) for layer in range(1, len(sizes)) for n in layout.layers[layer].shown.tolist()]
    cards = [card_place(layout, neuron, 12 * layout.smallest) for neuron in neurons]
    assert covered(layout, cards) == [0.0] * len(cards)


def test_a_card_stands_right_of_its_neuron_where_nothing_is_there():
    layout = arrange(network(1, 1, 1), width=1400, height=800, metrics=Metrics())
    circle, card = layout.layers[1].circle(0), card_place(layout, NeuronChoice(1, 0), 40)
    assert (card.left(), card.center().y()) == (circle.right() + 5, circle.center().y())
