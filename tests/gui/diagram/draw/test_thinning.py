"""Of more lines than can be told apart the strongest are drawn, and each picture of them is drawn once."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.links import Lines
from bpgui.gui.diagram.draw.thinning import MAX_STRONGEST, is_thinned, most_lines, strongest
from bpgui.gui.document import structure
from bpgui.gui.document.selection import NeuronChoice
from tests.gui.diagram.conftest import shown
from tests.gui.diagram.networks import large_document, network


@pytest.mark.parametrize(("sizes", "is_dense"), [((2, 2, 1), False), ((16, 16, 4), False), ((50, 50), True)])
def test_of_few_lines_all_are_drawn(sizes: tuple[int, ...], is_dense: bool) -> None:
    layout = arrange(network(*sizes), width=760, height=560, metrics=Metrics())
    assert is_thinned(layout) is is_dense
    assert (most_lines(layout, 1) < sizes[0] * sizes[1]) is is_dense


@pytest.mark.parametrize("sizes", [(50,) * 20, (100,) * 10, (500, 500), (1000, 1000)])
def test_lines_do_not_cover_the_ground_more_than_once(sizes: tuple[int, ...]) -> None:
    layout = arrange(network(*sizes), width=760, height=560, metrics=Metrics())
    found = [most_lines(layout, layer) for layer in range(1, len(sizes))]
    lengths = [
        np.abs(np.diff(layout.links(layer).reshape(-1, 2, 2), axis=1)).max(axis=2).mean()
        for layer in range(1, len(sizes))
    ]
    assert np.dot(found, lengths) <= 1.6 * 760 * 560  # and 170 of each pair in any case
    assert max(found) <= MAX_STRONGEST


def test_a_larger_drawing_has_more_lines() -> None:
    rooms = [(700, 500), (1400, 1000), (2800, 2000)]
    layouts = [arrange(network(60, 60), width=w, height=h, metrics=Metrics(), zoom=w / 700) for w, h in rooms]
    found = [most_lines(layout, 1) for layout in layouts]
    assert found == sorted(set(found))


def test_of_equal_lines_some_from_everywhere_are_drawn() -> None:
    chosen = strongest(np.ones(10_000), 500)
    assert np.histogram(chosen, bins=20, range=(0, 10_000))[0].min() >= 20
    assert strongest(np.array([0.1, 0.9, 0.5, 0.7]), 2).tolist() in ([1, 3], [3, 1])


def test_an_edit_of_a_large_network_draws_its_lines_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    document = large_document(40, 40, 40)
    view = shown(qtbot, document, 700, 500)
    view.viewport().grab()
    drawn: list[int] = []
    paint = Lines.paint

    def counted(self: Lines, *arguments: object) -> None:
        drawn.append(self.first)
        paint(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Lines, "paint", counted)
    assert structure.add_neuron(document, 1)
    for _ in range(2):
        view.refresh()
        view.viewport().grab()
    document.select(NeuronChoice(1, 3))
    view.viewport().grab()

    assert drawn == [0, 41 * 40]
