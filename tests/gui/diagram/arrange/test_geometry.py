"""The questions that are asked of a layout, answered by hand for small networks."""

import numpy as np
import pytest

from bpgui.gui.diagram.arrange.geometry import Layout, hit, open_stack, second_width
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from tests.gui.diagram.networks import network


def laid_out(*sizes: int, bias: bool = False, width: int = 1300, height: int = 750) -> Layout:
    return arrange(network(*sizes, bias=bias), width=width, height=height, metrics=Metrics())


@pytest.mark.parametrize("bias", [False, True])
def test_a_slot_and_the_place_in_the_parameter_vector_lead_to_each_other(bias: bool) -> None:
    layout = laid_out(3, 4, 2, bias=bias)
    for layer in (1, 2):
        for neuron in range(layout.network.sizes[layer]):
            incoming = list(layout.network.incoming(layer, neuron))
            slots = range(layout.slots(layer))
            assert [layout.parameter(layer, neuron, slot) for slot in slots] == incoming
            assert [layout.slot(layout.network.parameters[index]) for index in incoming] == list(slots)


def test_the_inputs_have_no_slots_and_biases_come_after_all_weights() -> None:
    layout = laid_out(3, 4, 2, bias=True)
    assert (layout.slots(0), layout.weights) == (0, 3 * 4 + 4 * 2)
    assert layout.network.parameters[layout.weights].is_bias


@pytest.mark.parametrize(
    ("choice", "is_held"),
    [
        (NeuronChoice(0, 1), True),
        (NeuronChoice(0, 2), False),
        (NeuronChoice(3, 0), False),
        (TargetChoice(0), True),
        (TargetChoice(1), False),
        (ParameterChoice(5), True),
        (ParameterChoice(6), False),
        (None, False),
    ],
)
def test_what_there_is_in_a_network(choice: Choice | None, is_held: bool) -> None:
    assert laid_out(2, 2, 1).holds(choice) is is_held


@pytest.mark.parametrize(("sizes", "has_boxes"), [((2, 3, 1), True), ((30, 64, 1), False)])
def test_one_line_ends_where_it_ends_among_all(sizes: tuple[int, ...], has_boxes: bool) -> None:
    layout = laid_out(*sizes, width=750, height=500)
    assert (layout.layers[1].boxes is not None) is has_boxes
    places, sources = layout.linked(1), layout.network.sizes[0]
    for neuron, source in ((0, 0), (2, 1)):
        begin, end = layout.link(1, neuron, source)
        weight = neuron * sources + source
        line = layout.links(1)[weight if places is None else int(np.searchsorted(places, weight))]
        assert [*begin.toTuple(), *end.toTuple()] == pytest.approx(line.tolist())


def test_a_line_into_an_open_stack_ends_at_its_box() -> None:
    layout = open_stack(laid_out(4, 8, 3, bias=True, width=600, height=400), NeuronChoice(1, 2))
    box = layout.rect(ParameterChoice(layout.parameter(1, 2, 3)))
    assert box is not None
    assert layout.link(1, 2, 3)[1].toTuple() == pytest.approx((box.left(), box.center().y()))


def test_a_stack_opens_only_where_boxes_are_hidden() -> None:
    layout = laid_out(2, 2, 1)
    assert open_stack(layout, NeuronChoice(1, 0)).stack is None
    hidden = laid_out(4, 8, 3, width=600, height=400)
    assert open_stack(hidden, NeuronChoice(0, 0)).stack is None
    opened = open_stack(hidden, NeuronChoice(1, 0))
    assert opened.stack is not None
    assert open_stack(opened, None).stack is None


def test_a_point_hits_the_circle_that_holds_it_and_nothing_beside_it() -> None:
    layout = laid_out(2, 2, 1)
    circle = layout.layers[0].circle(0)
    x, y, radius = circle.center().x(), circle.center().y(), layout.layers[0].radius
    assert hit(layout, x=x - 0.99 * radius, y=y) == NeuronChoice(0, 0)
    assert hit(layout, x=x - 0.8 * radius, y=y - 0.8 * radius) is None  # in the square, outside the circle
    assert hit(layout, x=x - radius - 7, y=y) is None


def test_between_two_boxes_of_a_stack_there_is_nothing() -> None:
    layout = laid_out(2, 2, 1)
    boxes = layout.layers[1].boxes
    assert boxes is not None
    first = boxes.rect(1, 0)
    x, below = first.center().x(), first.bottom() + (boxes.pitch - boxes.height) / 2
    assert hit(layout, x=x, y=first.bottom() - 0.1) == ParameterChoice(2)
    assert hit(layout, x=x, y=below) is None
    assert hit(layout, x=x, y=first.top() + boxes.pitch + 0.1) == ParameterChoice(3)


def test_a_second_number_takes_its_width_an_arrow_and_a_tag() -> None:
    assert second_width(30.0, 10.0, 8.0) == pytest.approx(30 + 12 + 8.8)
