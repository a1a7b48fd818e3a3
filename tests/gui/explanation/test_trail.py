"""Back and Forward go through what was explained, whatever became of the network since."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.explanation.panel import ExplanationPanel
from bpgui.gui.explanation.trail import MOST, Explained, Trail
from bpgui.session.model.naming_edits import Rename
from bpgui.session.model.structure_edits import AddNeuron, RemoveNeurons

H1, H2, W5 = NeuronChoice(1, 0), NeuronChoice(1, 1), ParameterChoice(4)


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> ExplanationPanel:
    panel = ExplanationPanel(document)
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.show()
    return panel


def visited(panel: ExplanationPanel) -> list[str]:
    """Go all the way back, and name what is explained on the way."""
    found = [panel.title.text()]
    while panel.header.back.isEnabled():
        panel.header.back.click()
        found.append(panel.title.text())
    return found


def test_back_and_forward_go_through_what_was_explained(panel, document):
    for choice in (H1, W5, None):
        document.select(choice)
    assert visited(panel) == ["Forward pass and loss", "w5, weight from h1 to out", "h1", "Forward pass and loss"]
    panel.header.forward.click()
    assert (document.selection, panel.title.text()) == (H1, "h1")
    panel.header.forward.click()
    panel.header.forward.click()
    assert (document.selection, panel.header.forward.isEnabled()) == (None, False)


def test_pages_of_the_list_are_gone_through_too(panel, document):
    document.select(H1)
    document.focus.show_figure(11)
    panel.show_list.setCurrentIndex(panel.show_list.findData("loss"))
    panel.go(-1)
    assert (panel.show_name, document.focus.figure) == ("figure 11", 11)
    panel.go(-1)
    assert (panel.show_name, document.focus.figure, document.selection) == ("moment", None, H1)


def test_something_new_gives_up_what_lay_ahead(panel, document):
    document.select(H1)
    panel.go(-1)
    document.select(H2)
    assert not panel.header.forward.isEnabled()
    assert visited(panel) == ["h2", "Forward pass and loss"]


def test_it_follows_neurons_that_are_renamed_or_move(panel, document):
    document.select(H2)
    document.select(None)
    document.perform(Rename(1, 1, "wide"))
    document.perform(AddNeuron(1, 0))
    panel.go(-1)
    assert (document.selection, panel.title.text()) == (NeuronChoice(1, 2), "wide")


def test_a_removed_neuron_is_gone(panel, document):
    for choice in (H1, H2, W5):
        document.select(choice)
    document.perform(RemoveNeurons(((1, 0),)))  # w5 leads from it
    assert visited(panel) == ["Forward pass and loss", "h2", "Forward pass and loss"]


def test_another_session_begins_anew(panel, document, xor):
    document.select(H1)
    document.open(xor.session)
    assert not panel.header.back.isEnabled()
    panel.go(-1)
    assert document.selection is None


@pytest.mark.parametrize("at", ["formula", "label", "list", "panel"])
def test_mouse_buttons_go_back_and_forward(qtbot: QtBot, panel, document, at):
    document.select(H1)
    heading = next(label for label in panel.findChildren(QLabel, "explanationHeading") if label.isVisible())
    target = {"formula": panel.formulas[0], "label": heading, "list": panel.header, "panel": panel.area.viewport()}[at]
    qtbot.mouseClick(target, Qt.MouseButton.BackButton, pos=QPoint(3, 3))
    assert document.selection is None
    qtbot.mouseClick(target, Qt.MouseButton.ForwardButton, pos=QPoint(3, 3))
    assert document.selection == H1


def test_the_buttons_have_names(panel):
    header = panel.header
    names = [button.accessibleName() for button in (header.back, header.forward, header.reasons)]
    assert names == ["Back", "Forward", "Reasons"]


def test_so_many_are_kept():
    trail = Trail(Explained("moment"))
    for k in range(2 * MOST):
        trail.visit(Explained("moment", ParameterChoice(k)))
    steps = 0
    while trail.can_go(-1):
        trail.go(-1)
        steps += 1
    assert (steps, trail.now) == (MOST - 1, Explained("moment", ParameterChoice(MOST)))


def test_the_same_again_is_no_visit():
    trail = Trail(Explained("moment"))
    trail.visit(Explained("moment"))
    assert not trail.can_go(-1)
