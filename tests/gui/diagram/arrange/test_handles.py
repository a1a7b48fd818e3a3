"""The controls of the structure: none lies on another one, on a neuron, box or the loss, or outside the room."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from bpgui.gui.diagram.arrange.geometry import open_stack
from bpgui.gui.diagram.arrange.handles import Act, Handle, counter, handle_at, handles, near, title_room
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.document.selection import NeuronChoice
from tests.campaigns import tries
from tests.gui.diagram.networks import discs, heights, metrics, network, networks, plates, widths


def reaches(rect: QRectF, x: float, y: float, radius: float) -> bool:
    dx = max(rect.left() - x, x - rect.right(), 0)
    dy = max(rect.top() - y, y - rect.bottom(), 0)
    return dx * dx + dy * dy < (radius - 1e-6) ** 2


@pytest.mark.campaign
@settings(max_examples=tries(50, 3000))
@given(networks(), widths, heights, metrics, st.data())
def test_controls_overlap_nothing(net, width, height, metrics, data):
    layout = arrange(net, width=width, height=height, metrics=metrics)
    if data.draw(st.booleans()):
        layer = data.draw(st.integers(1, len(net.sizes) - 1))
        layout = open_stack(layout, NeuronChoice(layer, data.draw(st.integers(0, net.sizes[layer] - 1))))
    found = handles(layout)
    counters = [rect for layer in range(len(net.sizes)) if not (rect := counter(layout, layer)).isEmpty()]
    plain = [rect for handle, rect in found.items() if handle.act not in (Act.ADD, Act.REMOVE)] + counters
    assert not [(a, b) for a, b in combinations(plain, 2) if a.intersects(b.adjusted(0.01, 0.01, -0.01, -0.01))]
    room = QRectF(-0.01, -0.01, width + 0.02, height + 0.02)
    for layer, pill in enumerate(counter(layout, layer) for layer in range(len(net.sizes))):
        text = title_room(layout.layers[layer])
        assert pill.isEmpty() or text.center().y() + layout.title_text / 2 <= pill.top() + 0.01
    for rect in plain:
        assert room.contains(rect)
        assert not any(reaches(rect, *disc) for disc in discs(layout).tolist())
        for left, top, right, bottom in plates(layout).tolist():
            assert not rect.intersects(QRectF(left, top, right - left, bottom - top).adjusted(0.01, 0.01, -0.01, -0.01))


@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 4, 1), (4, 8, 3), (8, 12, 12, 4)])
@pytest.mark.parametrize("room", [(480, 330), (600, 400), (1300, 750)])
def test_common_networks_have_all_controls_at_every_common_size(sizes, room):
    found = handles(arrange(network(*sizes), width=room[0], height=room[1], metrics=Metrics()))
    wanted = {Handle(act, layer) for layer in range(len(sizes)) for act in (Act.MENU, Act.ADD, Act.REMOVE, Act.GHOST)}
    wanted |= {Handle(Act.INSERT, layer) for layer in range(1, len(sizes))}
    missing = wanted - set(found)
    assert set(found) <= wanted
    assert not missing or (
        max(sizes) == 12 and room == (480, 330) and {handle.act for handle in missing} == {Act.GHOST}
    )


def test_controls_are_found_where_they_stand_in_the_order_of_the_layers():
    layout = arrange(network(2, 3, 1), width=700, height=500, metrics=Metrics())
    found = handles(layout)
    assert [handle_at(found, rect.center().x(), rect.center().y()) for rect in found.values()] == list(found)
    assert all(a.layer <= b.layer for a, b in pairwise(found))


def test_quiet_controls_show_themselves_near_the_mouse():
    layout = arrange(network(2, 3, 1), width=700, height=500, metrics=Metrics())
    hidden, gap = layout.layers[1].frame, layout.layers[0].frame.right() + 3
    assert near(layout, hidden.center().x(), hidden.center().y()) == {Handle(Act.GHOST, 1)}
    assert near(layout, gap, hidden.top()) == {Handle(Act.INSERT, 1)}
    assert near(layout, hidden.center().x(), 0) == frozenset()


def test_an_open_stack_begins_below_the_counters():
    layout = open_stack(arrange(network(9, 1), width=200, height=193, metrics=Metrics(digits=2)), NeuronChoice(1, 0))
    assert layout.stack is not None
    assert layout.stack.rects[0].top() >= counter(layout, 0).bottom()
