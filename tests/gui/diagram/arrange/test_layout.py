"""Nothing overlaps at any size, everything is found where it stands, and what is shown can be read."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from bpgui.engine.network import Network
from bpgui.gui.diagram.arrange.folds import Folding
from bpgui.gui.diagram.arrange.geometry import Layout, NumberPlace, hit, open_stack
from bpgui.gui.diagram.arrange.layout import box_text
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from tests.campaigns import tries
from tests.gui.diagram.networks import everything, heights, metrics, network, networks, overlaps, widths

SMALL, MIDDLE, LARGE = (600, 400), (750, 500), (1300, 750)


def laid_out(net: Network, room: tuple[int, int], zoom: float = 1.0) -> Layout:
    return arrange(net, width=room[0], height=room[1], metrics=Metrics(), zoom=zoom)


@pytest.mark.campaign
@settings(max_examples=tries(100, 3000))
@given(networks(), widths, heights, metrics, st.floats(0.5, 5))
def test_nothing_overlaps_or_leaves_the_room(net, width, height, metrics, zoom):
    layout = arrange(net, width=width * zoom, height=height * zoom, metrics=metrics, zoom=zoom)
    assert overlaps(layout) == []
    room = QRectF(-0.01, -0.01, width * zoom + 0.02, height * zoom + 0.02)
    assert all(room.contains(layout.rect(choice)) for choice in everything(layout) if layout.rect(choice))
    assert room.contains(layout.loss)
    assert all(room.contains(place.frame) for place in layout.layers)


@pytest.mark.campaign
@settings(max_examples=tries(70, 3000))
@given(networks(), widths, heights, metrics, st.data())
def test_an_open_stack_overlaps_nothing(net, width, height, metrics, data):
    layout = arrange(net, width=width, height=height, metrics=metrics)
    layer = data.draw(st.integers(1, len(net.sizes) - 1))
    neuron = NeuronChoice(layer, data.draw(st.integers(0, net.sizes[layer] - 1)))
    slot = data.draw(st.integers(0, layout.slots(layer) - 1))
    layout = open_stack(layout, neuron, slot, is_wide=data.draw(st.booleans()))
    assert overlaps(layout) == []
    if layout.stack is not None:
        assert 0 <= slot - layout.stack.first < len(layout.stack.rects)


@pytest.mark.campaign
@settings(max_examples=tries(70, 3000))
@given(networks(), widths, heights, metrics)
def test_everything_is_hit_at_its_centre(net, width, height, metrics):
    layout = arrange(net, width=width, height=height, metrics=metrics)
    layout = open_stack(layout, NeuronChoice(len(net.sizes) - 1, 0))
    for choice in everything(layout):
        rect = layout.rect(choice)
        if rect is not None:
            assert hit(layout, x=rect.center().x(), y=rect.center().y()) == choice


@given(networks(), widths, heights, metrics)
def test_boxes_are_shown_only_where_their_text_can_be_read(net, width, height, metrics):
    layout = arrange(net, width=width, height=height, metrics=metrics)
    for place in layout.layers:
        if place.boxes is not None:
            size = box_text(place.boxes.height, place.boxes.rows, layout.unit, layout.smallest)
            assert size >= layout.smallest >= 10
            assert place.boxes.height >= place.boxes.rows * 1.2 * size * 0.9


@pytest.mark.parametrize("room", [SMALL, MIDDLE, LARGE])
def test_the_article_shows_all_at_every_common_size(room):
    layout = laid_out(network(2, 2, 1), room)
    assert all(place.boxes is not None and place.boxes.rows == 2 for place in layout.layers[1:])
    assert all(place.label is NumberPlace.INSIDE and place.radius > 28 for place in layout.layers)


@pytest.mark.parametrize("room", [SMALL, MIDDLE, LARGE])
def test_xor_shows_its_boxes_at_every_common_size(room):
    assert all(place.boxes is not None for place in laid_out(network(2, 4, 1, bias=True), room).layers[1:])


def test_a_layer_without_room_hides_its_boxes_and_opens_those_of_one_neuron():
    layout = laid_out(network(4, 8, 3, bias=True), SMALL)
    assert layout.rect(ParameterChoice(0)) is None
    opened = open_stack(layout, NeuronChoice(1, 0))
    assert [opened.rect(ParameterChoice(k)) is not None for k in (0, 3, 4)] == [True, True, False]


def test_a_stack_too_long_for_the_room_shows_the_part_around_the_chosen_box():
    opened = open_stack(laid_out(network(64, 64, 1), MIDDLE), NeuronChoice(1, 3), slot=60)
    assert opened.rect(ParameterChoice(3 * 64 + 60)) is not None
    assert opened.stack.left_out == 64 - len(opened.stack.rects) > 0


def test_zooming_in_brings_the_boxes_out():
    net = network(10, 20, 20, 5)
    assert laid_out(net, MIDDLE).layers[1].boxes is None
    assert laid_out(net, (7500, 5000), zoom=10).layers[1].boxes is not None


def test_boxes_stand_left_of_their_neuron_in_the_order_of_their_sources_bias_last():
    layout = laid_out(network(3, 2, 1, bias=True), LARGE)
    stack = [layout.rect(ParameterChoice(k)) for k in layout.network.incoming(1, 1)]
    assert [box.top() for box in stack] == sorted(box.top() for box in stack)
    assert all(box.right() < layout.rect(NeuronChoice(1, 1)).left() for box in stack)
    assert layout.network.parameters[layout.network.incoming(1, 1)[-1]].is_bias


def test_lines_go_from_the_circle_to_the_box_of_their_weight():
    layout = laid_out(network(2, 2, 1), MIDDLE)
    for weight, line in zip(layout.network.parameters[:4], layout.links(1), strict=True):
        box, source = layout.box(weight), layout.layers[0].circle(weight.source)
        assert line.tolist() == pytest.approx([source.right(), source.center().y(), box.left(), box.center().y()])


def test_lines_end_at_the_neuron_where_boxes_are_hidden():
    layout = laid_out(network(30, 64, 1), MIDDLE)
    assert layout.links(1)[0, 2] == layout.layers[1].x - layout.layers[1].radius


def test_a_layer_that_cannot_be_read_folds_all_but_its_ends_and_what_is_looked_at():
    kept = Folding(kept=(NeuronChoice(0, 400),))
    layout = arrange(network(784, 100, 10), width=750, height=500, metrics=Metrics(), folding=kept)
    folded = laid_out(network(784, 100, 10), MIDDLE)
    assert [len(place.folds) for place in layout.layers] == [2, 1, 0]
    assert all(place.label is not NumberPlace.NOWHERE for place in layout.layers)
    assert layout.rect(NeuronChoice(0, 400)) is not None
    assert folded.rect(NeuronChoice(0, 400)) is None
    assert [len(a.shown) + len(a.folds) for a in layout.layers] == [len(b.shown) + len(b.folds) for b in folded.layers]
    assert layout.linked(1) is not None
    assert len(layout.links(1)) == len(layout.linked(1)) == len(layout.layers[0].shown) * len(layout.layers[1].shown)


def test_an_opened_layer_and_a_large_picture_fold_nothing():
    net = network(50, 50)
    assert not laid_out(net, (1300, 2000)).layers[0].folds
    opened = arrange(net, width=750, height=500, metrics=Metrics(), folding=Folding(opened=frozenset({0})))
    assert [bool(place.folds) for place in opened.layers] == [False, True]


def test_each_target_stands_beside_its_output_and_the_loss_once():
    layout = laid_out(network(4, 8, 3), MIDDLE)
    for output in range(3):
        circle, target = layout.rect(NeuronChoice(2, output)), layout.rect(TargetChoice(output))
        assert target.center().y() == circle.center().y()
        assert target.left() > circle.right()


@pytest.mark.parametrize(("width", "height"), [(340, 280), (600, 300), (1000, 700)])
@pytest.mark.parametrize("sizes", [(2, 2, 1), (8, 12, 12, 4), (4, 6, 3)])
def test_the_loss_stands_above_the_line_from_its_targets(sizes, width, height):
    layout = laid_out(network(*sizes), (width, height))
    assert layout.loss.left() < layout.target_x < layout.loss.right()


def test_a_large_network_is_laid_out_about_as_fast_as_its_numbers_are_sorted():
    numbers, began = np.random.default_rng(0).random((900_000, 4)), time.thread_time()
    np.sort(numbers, axis=None)
    sorted_in, began = time.thread_time() - began, time.thread_time()
    opened = Folding(opened=frozenset(range(3)))
    layout = arrange(network(1000, 900, 100), width=1300, height=750, metrics=Metrics(), folding=opened)
    assert layout.links(1).shape == numbers.shape
    assert time.thread_time() - began < 5 * sorted_in


@pytest.mark.parametrize("sizes", [(2, 2, 1), (3, 2, 1), (2, 3, 1)])
def test_a_textbooks_network_shows_its_boxes_in_a_window_of_1024x700(sizes):
    layout = laid_out(network(*sizes, bias=True), (460, 345))
    assert all(place.boxes is not None and place.label is NumberPlace.INSIDE for place in layout.layers[1:])


@pytest.mark.parametrize("size", [2, 8])
def test_titles_at_the_sides_begin_and_end_with_their_frames(size: int) -> None:
    layers = laid_out(network(size, 2, 1), SMALL).layers
    assert layers[0].title.left() == layers[0].frame.left()
    assert layers[-1].title.right() == layers[-1].frame.right()
