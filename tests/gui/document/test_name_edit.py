"""A neuron's name is typed where it stands, kept, returned, refused with the reason, mended."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.name_edit import NameEdit
from bpgui.gui.document.selection import NeuronChoice
from bpgui.session.model.structure_edits import AddNeuron

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def field(qtbot: QtBot, document: Document) -> NameEdit:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(400, 300)
    field = NameEdit(document, ground)
    ground.show()
    field.open(NeuronChoice(1, 0), QRect(100, 100, 50, 50))
    return field


def names(document: Document) -> tuple[str, ...]:
    return document.experiment.network.neuron_names[1]


@pytest.mark.parametrize(
    ("typed", "key", "name"), [("σ_1", ENTER, "σ_1"), ("σ_1", ESCAPE, "h1"), ("", ENTER, "h1"), ("out", ESCAPE, "h1")]
)
def test_enter_keeps_and_escape_returns(
    field: NameEdit, document: Document, typed: str, key: Qt.Key, name: str
) -> None:
    field.selectAll()
    field.insert(typed)
    QTest.keyClick(field, key)

    assert names(document)[0] == name
    assert not field.isVisible()


@pytest.mark.parametrize(("typed", "reason"), [("h2", "Two neurons"), ("w1", "weight or bias"), ("a.b", "Perhaps")])
def test_a_refused_name_stays_typed_with_the_reason(
    field: NameEdit, document: Document, typed: str, reason: str
) -> None:
    field.setText("")
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, ENTER)

    assert field.isVisible()
    assert field.text() == typed
    assert reason in field.accessibleDescription()
    assert names(document) == ("h1", "h2")
    QTest.keyClick(field, ESCAPE)


def test_enter_again_takes_the_mended_name(field: NameEdit, document: Document) -> None:
    field.setText("")
    QTest.keyClicks(field, "a.b")
    QTest.keyClick(field, ENTER)
    QTest.keyClick(field, ENTER)

    assert names(document)[0] == "a b"


def test_a_command_keeps_what_is_typed_or_is_not_done(field: NameEdit, document: Document) -> None:
    field.setText("")
    QTest.keyClicks(field, "h2")
    assert not document.perform(AddNeuron(1, 2))

    field.setText("")
    QTest.keyClicks(field, "sum")
    assert document.perform(AddNeuron(1, 2))
    assert names(document) == ("sum", "h2", "h3")


def test_undo_takes_back_what_is_typed(field: NameEdit, document: Document) -> None:
    QTest.keyClicks(field, "x")
    document.undo()

    assert not field.isVisible()
    assert names(document) == ("h1", "h2")


def test_a_layer_is_named_in_place_of_its_title(field: NameEdit, document: Document) -> None:
    field.open(1, QRect(100, 20, 90, 20))
    assert (field.text(), field.placeholderText()) == ("", "Hidden layer")
    QTest.keyClicks(field, "x.y")
    QTest.keyClick(field, ENTER)
    QTest.keyClick(field, ENTER)

    assert document.experiment.network.layer_name(1) == "x y"
    field.open(1, QRect(100, 20, 90, 20))
    field.setText("")
    field.setModified(True)
    QTest.keyClick(field, ENTER)
    assert document.experiment.network.layer_names == ()


def test_a_key_that_comes_to_a_closed_field_does_nothing(field: NameEdit, document: Document) -> None:
    field.drop()
    QTest.keyClick(field, Qt.Key.Key_X)
    assert not field.is_open
    assert names(document) == ("h1", "h2")
