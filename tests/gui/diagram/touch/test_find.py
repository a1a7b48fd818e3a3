"""A neuron or weight is found by its name, in a field over the diagram."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice


@pytest.mark.parametrize(("typed", "chosen"), [("h2", NeuronChoice(1, 1)), ("w5", ParameterChoice(4))])
def test_enter_chooses_what_is_found(view: DiagramView, document: Document, typed: str, chosen: Choice) -> None:
    view.finder.begin()
    QTest.keyClicks(view.finder, typed)
    QTest.keyClick(view.finder, Qt.Key.Key_Return)

    assert document.selection == chosen
    assert not view.finder.isVisible()
    assert view.hasFocus()


def test_what_is_nowhere_leaves_the_field_open(view: DiagramView, document: Document) -> None:
    view.finder.begin()
    QTest.keyClicks(view.finder, "nowhere")
    QTest.keyClick(view.finder, Qt.Key.Key_Return)

    assert view.finder.isVisible()
    assert document.selection is None
    QTest.keyClick(view.finder, Qt.Key.Key_Escape)
    assert not view.finder.isVisible()


def test_one_of_the_offers_is_chosen(view: DiagramView, document: Document) -> None:
    view.finder.begin()
    QTest.keyClicks(view.finder, "h")
    completer = view.finder.completer()
    model = completer.completionModel()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts == ["h1, hidden neuron", "h2, hidden neuron"]

    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert document.selection == NeuronChoice(1, 1)
