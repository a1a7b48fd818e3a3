"""Nothing overlaps or leaves the room, with all its texts and numbers as they are painted: any network at any size."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from bpgui.engine.elementary import Array
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.boxes import paint_boxes
from bpgui.gui.diagram.draw.handles import paint_handles
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.neurons import paint_folds, paint_frame, paint_loss, paint_neurons, paint_targets
from bpgui.gui.diagram.draw.notes import paint_band
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.draw.stage import Sheet, Stage, numbers_of
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from tests.campaigns import tries
from tests.gui.diagram.networks import discs, overlaps, plates

#: Pixels that a glyph may reach beyond its measure.
SLACK = 1.5


class Noted(QPainter):
    """A painter that notes where each text stands."""

    texts: list[tuple[str, QRectF]]

    def drawText(self, *args: object) -> None:  # type: ignore[override]  # noqa: N802  Qt calls it so
        place, text = args[0], str(args[-1])
        ink = QFontMetricsF(self.font()).tightBoundingRect(text)
        if isinstance(place, QPointF):
            ink.translate(place)
        elif isinstance(place, QRectF):
            metrics = QFontMetricsF(self.font())
            whole = metrics.boundingRect(place, int(args[1]), text)  # type: ignore[call-overload]
            ink.translate(whole.left(), whole.top() + metrics.ascent())
        if not ink.isEmpty():
            self.texts.append((text, ink.adjusted(SLACK, SLACK, -SLACK, -SLACK)))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A network of up to 8 layers of up to 20 neurons, somewhere in its walk; its numbers may be of any size."""
    sizes = draw(st.lists(st.integers(1, 20), min_size=2, max_size=8))
    kinds = st.tuples(st.sampled_from(["linear", "tanh", "relu"]), st.booleans())
    layers = tuple(Layer(size, *draw(kinds)) for size in sizes[1:])
    network, rng = Network(sizes[0], layers), np.random.default_rng(draw(st.integers(0, 99)))
    if draw(st.booleans()):
        network = network.named([[f"petal width {layer} {n}" for n in range(size)] for layer, size in enumerate(sizes)])
    spread = draw(st.sampled_from([0.1, 1.0, 30.0]))
    data = Data(rng.normal(size=(3, sizes[0])) * spread, rng.normal(size=(3, sizes[-1])))
    locked = np.zeros(network.parameter_count, dtype=bool)
    session = Session(Experiment(network, Settings(0.1, locked), data), rng.normal(size=locked.size))
    session.walk_to(int(draw(st.floats(0, 1)) * session.moment().ladder.stops))
    return session


def painted(stage: Stage) -> list[tuple[str, QRectF]]:
    """Paint everything, and return every text with where it stands."""
    layout, image = stage.layout, QImage(1, 1, QImage.Format.Format_RGB32)
    painter = Noted(image)
    painter.texts = []
    sheet = Sheet(painter, stage, QRectF(0, 0, layout.size.width(), layout.size.height()))
    for layer in range(len(layout.layers)):
        paint_frame(painter, stage, layer, "Hidden layer 1", "Tanh")
        paint_boxes(sheet, layer)
        paint_neurons(sheet, layer)
        paint_folds(sheet, layer)
    paint_targets(sheet, "target")
    paint_loss(sheet, "Loss, sample 1", "Loss")
    paint_band(painter, stage)
    paint_handles(painter, stage)
    for numbers in numbers_of(sheet):
        numbers.write(painter, stage)
    painter.end()
    return painter.texts


def faults(stage: Stage) -> list[str]:
    """Name what overlaps, what leaves the room, and what leaves the circle or box that it stands in."""
    layout, texts = stage.layout, painted(stage)
    (x, y, r), frames = discs(layout).T, plates(layout).T
    words = [text for text, _ in texts]
    mine = np.array([rect.getCoords() for _, rect in texts]).reshape(-1, 4).T
    things = np.hstack([np.array([x - r, y - r, x + r, y + r]), frames])
    room = np.array([[0.0], [0.0], [layout.size.width()], [layout.size.height()]])
    found = [f"{words[k]!r} leaves the room" for k in np.flatnonzero(~_within(mine, room)[:, 0])]
    found += [f"{words[a]!r} over {words[b]!r}" for a, b in np.argwhere(np.triu(_meet(mine, mine), 1))]
    found += [f"{words[k]!r} at an edge" for k, _ in np.argwhere(_meet(mine, things) & ~_within(mine, things))]
    return found


def _meet(a: Array, b: Array) -> NDArray[np.bool_]:
    """Say of each two rectangles (4, n) and (4, m) whether they have something in common."""
    is_across = (a[0][:, None] < b[2]) & (b[0] < a[2][:, None])
    return np.asarray(is_across & (a[1][:, None] < b[3]) & (b[1] < a[3][:, None]))


def _within(a: Array, b: Array) -> NDArray[np.bool_]:
    """Say of each rectangle of the one kind whether it lies in one of the other."""
    is_across = (a[0][:, None] >= b[0]) & (a[2][:, None] <= b[2])
    return np.asarray(is_across & (a[1][:, None] >= b[1]) & (a[3][:, None] <= b[3]))


@pytest.mark.campaign
@settings(max_examples=tries(20, 1500))
@given(sessions(), st.integers(420, 2200), st.integers(300, 1300), st.sampled_from([1.0, 1.5, 2.0]))
def test_no_text_overlaps_another_or_leaves_its_place(
    qapp: object, session: Session, width: int, height: int, scale: float
) -> None:
    ink, moment = Ink(scale), session.moment()
    layout = arrange(moment.experiment.network, width=width, height=height, metrics=ink.metrics(3))
    stage = Stage(layout, pull(moment), ink, LIGHT, has_controls=True)
    assert overlaps(layout) == []
    assert faults(stage) == []
