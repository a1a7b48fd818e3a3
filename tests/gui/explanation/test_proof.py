import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.explanation.proof import ProofView
from bpgui.gui.widgets.theme import look
from bpgui.session.formulas.formula_text import plain
from bpgui.session.model.edits import NewWeights, SetActivation, SetLocked, SetParameter
from bpgui.session.model.settings import OPTIMISER
from bpgui.session.step.proof import POINTS
from tests.gui.conftest import quiz_of


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> ProofView:
    document.select(ParameterChoice(4))
    view = ProofView(document)
    qtbot.addWidget(view)
    view.resize(340, 400)
    view.show()
    return view


def text(view: ProofView, name: str) -> str:
    label = view.findChild(QLabel, name)
    assert label is not None
    return label.text()


def pictured(view: ProofView) -> QImage:
    return view.plot.grab().toImage()


def test_both_gradients_stand_there_with_the_digits_that_agree(view: ProofView) -> None:
    assert text(view, "proofBackpropagation") == "−0.68765"
    assert text(view, "proofDifference").startswith("−0.6876499999")
    assert view.proof is not None
    assert text(view, "proofVerdict") == f"They agree to {view.proof.digits} digits."


def layout_items() -> list[QWidgetItem]:
    return [item for item in Shiboken.getAllValidWrappers() if isinstance(item, QWidgetItem)]


def test_no_object_outlives_the_layout_item_that_it_stands_for(qtbot: QtBot, document: Document) -> None:
    before = layout_items()
    document.select(ParameterChoice(4))
    view = ProofView(document)
    qtbot.addWidget(view)

    for room in (120, 500, 120):
        view.set_room(room)

    assert [item for item in layout_items() if item not in before] == []


def test_the_caption_says_what_the_step_does(view: ProofView) -> None:
    assert "moves w5 by 0.0344 to 0.174" in text(view, "proofCaption")
    assert "changes the loss by −0.0232 to 0.304" in text(view, "proofCaption")


def test_the_step_of_the_gradient_alone_is_told_and_drawn_where_it_is_another(
    view: ProofView, document: Document
) -> None:
    assert "alone (red)" not in text(view, "proofCaption")

    document.perform(OPTIMISER.edit("adam"))

    assert "moves w5 by 0.05 to 0.19;" in text(view, "proofCaption")
    assert text(view, "proofCaption").endswith("The gradient alone (red) would move it by 0.0344.")


def test_a_screen_reader_gets_all_numbers(view: ProofView) -> None:
    for part in ("Backpropagation: -0.68765", "They agree to", "to 0.174"):
        assert part in view.accessibleDescription()
    assert view.plot.accessibleName()


def test_it_follows_selection_edits_and_previews(view: ProofView, document: Document) -> None:
    document.select(ParameterChoice(0))
    assert text(view, "proofBackpropagation") == "−0.22652"
    document.perform(SetParameter("w1", 1.0))
    assert view.proof is not None
    assert view.proof.old == 1.0
    document.preview(SetParameter("w1", 2.0))
    assert view.proof.old == 2.0


@pytest.mark.parametrize("choice", [None, NeuronChoice(1, 0)])
def test_without_a_parameter_it_asks_for_one(view: ProofView, document: Document, choice: NeuronChoice | None) -> None:
    document.select(choice)
    assert view.proof is None
    assert text(view, "proofVerdict") == "Choose a weight or bias."
    assert not view.plot.isVisible()


def test_a_locked_weight_stays(view: ProofView, document: Document) -> None:
    document.perform(SetLocked("w5", True))
    assert "leaves w5 where it is" in text(view, "proofCaption")


def test_a_kink_is_told(view: ProofView, document: Document) -> None:
    document.perform(SetActivation(1, "relu"))
    document.perform(SetParameter("w1", 0.0))
    document.perform(SetParameter("w2", 1e-7))
    document.select(ParameterChoice(1))
    assert "corner" in text(view, "proofVerdict")


def test_it_does_nothing_while_it_is_hidden(view: ProofView, document: Document) -> None:
    view.hide()
    before = view.proof
    document.step()
    assert view.proof is before
    view.show()
    assert view.proof is not before


def test_hovering_and_the_arrow_keys_read_the_curve(qtbot: QtBot, view: ProofView) -> None:
    assert view.plot.reading() == ""
    qtbot.mouseMove(view.plot, QPoint(view.plot.width() - 1, 50))
    assert view.plot.read == POINTS - 1
    qtbot.keyClick(view.plot, Qt.Key.Key_Left)
    assert view.plot.reading().startswith("w5 = 0.306")
    assert view.accessibleDescription() in view.plot.accessibleDescription()
    assert view.plot.reading() in view.plot.accessibleDescription()


def test_it_is_drawn_in_the_present_colours(view: ProofView) -> None:
    light = pictured(view)
    look.apply("dark", 1.0)
    assert pictured(view) != light
    look.apply("light", 1.0)


@pytest.mark.parametrize("w5", [1e80, 1e200])
def test_numbers_that_are_too_large_leave_the_plot_empty(view: ProofView, document: Document, w5: float) -> None:
    document.perform(SetParameter("w5", w5))
    drawn = pictured(view)
    view.plot.show_proof(None)
    assert pictured(view) == drawn
    assert (text(view, "proofVerdict") == "The loss is too large here to be compared.") == (w5 == 1e200)


def test_another_network_is_no_problem(view: ProofView, document: Document) -> None:
    document.perform(NewWeights("zeros", 1))
    assert text(view, "proofVerdict") == "They agree in all digits."


def test_it_tells_nothing_while_the_person_is_asked(view: ProofView, document: Document) -> None:
    quiz_of(document).set_on(True)
    document.select(ParameterChoice(4))
    assert view.proof is None
    assert text(view, "proofVerdict") == "Hidden until you have answered."
    quiz_of(document).set_on(False)
    assert view.proof is not None


def test_the_difference_is_written_out_with_its_losses_and_h(view: ProofView) -> None:
    formula = view.formula.formula
    assert formula is not None
    lines = plain(formula, view.formula.digits).splitlines()
    assert lines[0] == "slope = (loss_w5+h − loss_w5−h)/(2 h)"
    assert lines[1].strip() == "= (0.327236336 − 0.327244664)/(2 × 6.05545445e−6)"


def test_it_says_whose_gradient_it_is(qtbot: QtBot, view: ProofView, iris: Document) -> None:
    assert not view.of.isVisible()
    iris.select(ParameterChoice(0))
    other = ProofView(iris)
    qtbot.addWidget(other)
    other.show()
    assert "mean over the 10 samples" in other.of.text()
    assert other.accessibleDescription().startswith(other.of.text())


@pytest.mark.parametrize(("room", "is_beside"), [(400, True), (150, False)])
def test_numbers_stand_below_their_names_where_the_room_is_narrow(view: ProofView, room: int, is_beside: bool) -> None:
    view.set_room(room)
    QApplication.processEvents()
    name, number = view.findChild(QLabel, "proofName"), view.findChild(QLabel, "proofBackpropagation")
    assert name is not None
    assert number is not None
    assert (number.x() > name.x()) is is_beside
    assert (number.y() > name.y()) is not is_beside


def test_other_digits_need_no_other_proof(view: ProofView, document: Document) -> None:
    before = view.proof

    document.set_digits(7)
    assert view.proof is before

    document.perform(SetParameter("w5", 0.2))
    assert view.proof is not before
