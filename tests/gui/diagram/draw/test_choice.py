"""Thousands of chosen weights: their lines are drawn once, their rings are looked up only where boxes are."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw import choice
from bpgui.gui.diagram.draw.choice import ChosenLines, layers_of, ringed
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.diagram.draw.thinning import DENSE, most_lines
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.theme import LIGHT
from tests.gui.diagram.networks import large_document, network

ROOM = QRectF(0, 0, 700, 500)


def layout_of(*sizes: int) -> Layout:
    return arrange(network(*sizes, bias=True), width=ROOM.width(), height=ROOM.height(), metrics=Metrics())


def test_a_weight_leads_into_its_layer() -> None:
    layout = layout_of(3, 4, 2)
    into = [layout.network.parameters[k].layer for k in range(layout.weights)]
    assert layers_of(layout, np.arange(layout.weights)).tolist() == into


@pytest.mark.parametrize("sizes", [(2, 2, 1), (60, 60, 60)])
def test_rings_are_around_what_is_shown(sizes: tuple[int, ...]) -> None:
    layout = layout_of(*sizes)
    choices: list[Choice] = [
        NeuronChoice(1, 0),
        TargetChoice(0),
        *map(ParameterChoice, range(layout.network.parameter_count)),
    ]
    places = [(layout.rect(one), isinstance(one, ParameterChoice)) for one in choices]
    assert ringed(layout, choices) == [(rect, is_box) for rect, is_box in places if rect is not None]


def test_rings_of_weights_without_boxes_are_not_even_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = layout_of(60, 60, 60)
    monkeypatch.setattr(Layout, "rect", lambda _layout, found: pytest.fail(str(found)))
    assert ringed(layout, [ParameterChoice(k) for k in range(layout.weights)]) == []


@pytest.mark.parametrize("size", [10, 60])
def test_of_many_chosen_lines_the_strongest_are_drawn_and_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    document = large_document(size, size, size)
    layout = arrange(document.experiment.network, width=ROOM.width(), height=ROOM.height(), metrics=Metrics())
    stage = Stage(layout, pull(document.moment), Ink(), LIGHT)
    stage.also = tuple(ParameterChoice(k) for k in range(layout.weights))
    drawn: list[int] = []
    monkeypatch.setattr(choice, "_draw", lambda _painter, _stage, ends, _groups: drawn.append(len(ends)))
    image, lines = QImage(700, 500, QImage.Format.Format_RGB32), ChosenLines()
    painter = QPainter(image)
    for _ in range(3):
        lines.paint(painter, stage, ROOM)
    painter.end()

    assert drawn == [sum(min(size * size, max(DENSE, most_lines(layout, layer))) for layer in (1, 2))]
