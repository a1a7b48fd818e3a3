"""Networks, rooms and every shape of a layout, for the tests of the diagram."""

import numpy as np
from hypothesis import strategies as st

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session


def network(*sizes: int, bias: bool = False, activation: str = "tanh") -> Network:
    return Network(sizes[0], tuple(Layer(size, activation, bias) for size in sizes[1:]))


def large_document(*sizes: int) -> Document:
    """A document with random weights and one sample of zeros."""
    net = network(*sizes)
    data = Data(np.zeros((1, sizes[0])), np.zeros((1, sizes[-1])))
    locked = np.zeros(net.parameter_count, dtype=bool)
    weights = np.random.default_rng(3).normal(size=net.parameter_count)
    return Document(Session(Experiment(net, Settings(0.1, locked), data), weights))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    sizes = draw(st.lists(st.integers(1, 14), min_size=2, max_size=6))
    biases = draw(st.lists(st.booleans(), min_size=len(sizes) - 1, max_size=len(sizes) - 1))
    layers = tuple(Layer(size, "linear", bias) for size, bias in zip(sizes[1:], biases, strict=True))
    return Network(sizes[0], layers)


widths, heights = st.integers(60, 2200), st.integers(40, 1500)
metrics = st.builds(Metrics, scale=st.sampled_from([1.0, 1.25, 1.6, 2.0]), digits=st.integers(2, 17))


def everything(layout: Layout) -> list[Choice]:
    """Every neuron, target and parameter."""
    neurons = [NeuronChoice(k, n) for k, place in enumerate(layout.layers) for n in range(len(place.ys))]
    targets = [TargetChoice(n) for n in range(layout.network.outputs)]
    return [*neurons, *targets, *map(ParameterChoice, range(layout.network.parameter_count))]


def discs(layout: Layout) -> np.ndarray:
    """All circles: rows of x, y, radius."""
    choices = [choice for choice in everything(layout) if not isinstance(choice, ParameterChoice)]
    rects = [rect for rect in map(layout.rect, choices) if rect is not None]
    return np.array([(r.center().x(), r.center().y(), r.width() / 2) for r in rects])


def plates(layout: Layout) -> np.ndarray:
    """All rectangles: the boxes that are shown and the loss; rows of left, top, right, bottom."""
    parameters = map(ParameterChoice, range(layout.network.parameter_count))
    rects = [rect for rect in map(layout.rect, parameters) if rect is not None]
    return np.array([(r.left(), r.top(), r.right(), r.bottom()) for r in [*rects, layout.loss]])


def overlaps(layout: Layout) -> list[str]:
    """Name the kinds of things that overlap."""
    slack = 1e-6
    circles, rects = discs(layout), plates(layout)
    x, y, r = circles.T
    distance = np.hypot(x[:, None] - x, y[:, None] - y) - (r[:, None] + r)
    left, top, right, bottom = rects.T
    across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    dx = np.maximum(np.maximum(left - x[:, None], x[:, None] - right), 0)
    dy = np.maximum(np.maximum(top - y[:, None], y[:, None] - bottom), 0)
    found = []
    if (np.triu(distance < -slack, 1)).any():
        found.append("circles")
    if np.triu((across > slack) & (down > slack), 1).any():
        found.append("boxes")
    if (np.hypot(dx, dy) < r[:, None] - slack).any():
        found.append("a circle and a box")
    return found
