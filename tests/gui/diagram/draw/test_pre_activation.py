"""What goes into a nonlinear neuron stands with what comes out: in its circle, above it, else beside the chosen one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.pre_activation import ZPlace, card_text, z_place
from bpgui.gui.diagram.draw.shown import NumberKind, pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.step.ladder import Phase
from tests.gui.diagram.networks import large_document
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
