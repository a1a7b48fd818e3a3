"""What stands out of a wide layer, and the heads of narrow ones."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw import neurons
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.items import HighlightItem
from bpgui.gui.diagram.draw.links import MANY
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.draw.stage import Stage, write_name
from bpgui.gui.diagram.draw.thinning import strongest
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.theme import LIGHT
from tests.gui.diagram.networks import large_document


class Counted(QPainter):
    """A painter that notes the width of each single line."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.widths: list[float] = []

    def drawLine(self, *ends: object) -> None:  # noqa: N802  Qt calls it so
        self.widths.append(self.pen().widthF())


def stage_of(*sizes: int, width: float = 700, height: float = 500) -> Stage:
    document, ink = large_document(*sizes), Ink()
    layout = arrange(document.experiment.network, width=width, height=height, metrics=ink.metrics(3))
    return Stage(layout, pull(document.moment), ink, LIGHT)


@pytest.mark.parametrize("sizes", [(784, 3), (6, 3)])
def test_of_many_lines_of_the_chosen_neuron_the_strongest_are_drawn_thin(qapp: object, sizes: tuple[int, ...]) -> None:
    stage = stage_of(*sizes, height=8000)
    stage.chosen = NeuronChoice(1, 1)
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = Counted(image)
    HighlightItem(stage).draw(painter, QRectF(0, 0, 700, 500))
    painter.end()
    assert len(painter.widths) == min(MANY, sizes[0])
    weights = [stage.layout.parameter(1, 1, n) for n in stage.layout.layers[0].shown]
    thickness = stage.shown.thickness[weights]
    if sizes[0] > MANY:
        expected = [1.0 + 0.8 * float(thickness[k]) for k in strongest(thickness, MANY)]
        assert sorted(painter.widths) == pytest.approx(sorted(expected), abs=0.01)
    else:
        assert min(painter.widths) >= 1.4


@pytest.mark.parametrize(
    ("sizes", "titles"),
    [
        ((3, *[4] * 18, 2), [str(k) for k in range(1, 19)]),
        ((3, 4, 2), ["Input", "Hidden · Tanh", "Output · Tanh"]),
    ],
)
def test_layers_too_narrow_for_their_heads_have_their_numbers(
    qapp: object, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...], titles: list[str]
) -> None:
    stage, written = stage_of(*sizes, width=560, height=320), []
    monkeypatch.setattr(neurons, "write_name", lambda *args: written.append(args[3]))
    image = QImage(560, 320, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for layer in range(len(sizes)):
        title = "Input" if not layer else "Output" if layer == len(sizes) - 1 else "Hidden"
        neurons.paint_frame(painter, stage, layer, title, "Tanh" if layer else "")
    painter.end()
    assert written == titles


@pytest.mark.parametrize(("part", "sizes", "is_whole"), [(1.0, {16}, True), (0.8, {11, 12}, True), (0.5, {10}, False)])
def test_a_name_is_written_smaller_before_it_is_shortened(
    qapp: object, monkeypatch: pytest.MonkeyPatch, part: float, sizes: set[int], is_whole: bool
) -> None:
    stage, image = stage_of(2, 1), QImage(200, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    texts: list[str] = []
    monkeypatch.setattr(painter, "drawText", lambda *given: texts.append(given[-1]))
    write_name(painter, stage, QRectF(0, 0, part * stage.ink.width("prediction", 16), 30), "prediction", 16)
    size = painter.font().pixelSize()
    painter.end()
    assert size in sizes
    assert (texts == ["prediction"]) == is_whole
    assert texts[0].startswith("pr")
