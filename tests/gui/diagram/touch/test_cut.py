"""A weight is cut and rejoined in the diagram: by key and menu; its line goes, and all views say so."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.draw.links import Lines
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.touch.tips import tip
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.session.step.ladder import Grain


def test_the_key_x_cuts_and_rejoins(qtbot: QtBot, view: DiagramView, document: Document) -> None:
    document.select(ParameterChoice(2))
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert document.session.experiment.settings.cut == {2}
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert document.session.experiment.settings.cut == frozenset()


def test_its_line_and_the_way_back_are_not_drawn(qtbot: QtBot, view: DiagramView, document: Document) -> None:
    document.select(ParameterChoice(4))
    qtbot.keyClick(view, Qt.Key.Key_X)
    for _ in range(3):
        document.walk(Grain.PHASE)
    shown = pull(document.moment)
    lines = Lines(view.arrangement, 2)
    assert lines.groups(shown)[0] == -1
    assert lines.groups(shown)[1] >= 0
    assert lines.returns(shown).tolist() == [1]


def test_its_line_does_not_come_back_where_its_neuron_is_chosen(
    qtbot: QtBot, view: DiagramView, document: Document
) -> None:
    document.select(ParameterChoice(4))
    qtbot.keyClick(view, Qt.Key.Key_X)

    def colours() -> list[int]:
        view.refresh()
        picture = view.viewport().grab().toImage()
        found = []
        for source in range(2):
            start, end = view.arrangement.link(2, 0, source)
            found.append(picture.pixel(view.mapFromScene(start + (end - start) * 0.1)))
        return found

    document.select(None)
    before = colours()
    document.select(NeuronChoice(2, 0))
    after = colours()
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_the_tooltip_says_so(qtbot: QtBot, view: DiagramView, document: Document) -> None:
    document.select(ParameterChoice(2))
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert "cut" in tip(document, ParameterChoice(2))
