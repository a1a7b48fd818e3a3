"""On its way from one layout to the next each neuron goes from where it was to where it is, and is never elsewhere."""

import pytest

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.arrange.sliding import between, can_slide
from tests.gui.diagram.networks import network

NAMES = (("a", "b"), ("c", "d", "e"), ("f",))


def laid_out(*names: tuple[str, ...], width: int = 700) -> Layout:
    net = network(*map(len, names)).named(names)
    return arrange(net, width=width, height=500, metrics=Metrics())


def place(layout: Layout, name: str) -> tuple[float, float]:
    for names, layer in zip(layout.network.neuron_names, layout.layers, strict=True):
        if name in names:
            return layer.x, float(layer.ys[names.index(name)])
    raise AssertionError(name)


@pytest.mark.parametrize(
    "after", [(("a", "b"), ("c", "e"), ("f",)), (("a", "b"), ("e", "c", "d"), ("f",)), (("a", "b"), ("f",))]
)
def test_it_begins_where_neurons_were_and_ends_where_they_are(after: tuple[tuple[str, ...], ...]) -> None:
    old, new = laid_out(*NAMES), laid_out(*after)
    assert can_slide(old, new)
    for name in (name for names in after for name in names):
        assert place(between(old, new, 0.0), name) == pytest.approx(place(old, name))
        assert place(between(old, new, 1.0), name) == pytest.approx(place(new, name))
        middle = [(a + b) / 2 for a, b in zip(place(old, name), place(new, name), strict=True)]
        assert place(between(old, new, 0.5), name) == pytest.approx(middle)


def test_a_new_neuron_stands_where_it_will() -> None:
    old, new = laid_out(*NAMES), laid_out(("a", "b"), ("c", "d", "e", "x"), ("f",))
    assert place(between(old, new, 0.0), "x")[1] == pytest.approx(place(new, "x")[1])


@pytest.mark.parametrize(
    "after",
    [
        laid_out(*NAMES),
        laid_out(("a", "b"), ("c", "d", "new"), ("f",)),
        laid_out(("a",), ("c",), ("f",), width=800),
        arrange(network(100, 1), width=700, height=500, metrics=Metrics()),
    ],
    ids=["the same", "renamed", "another room", "too many"],
)
def test_what_does_not_slide(after: Layout) -> None:
    assert not can_slide(laid_out(*NAMES), after)
