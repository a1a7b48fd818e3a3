import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.learn.quiz_panel import QuizPanel
from bpgui.gui.plots.panel import PlotPanel
from bpgui.gui.window.status import StatusLine
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.formulas.formula_text import sentence
from bpgui.session.learn.exercise import Kind
from bpgui.session.model.edits import SetBatchSize, SetParameter
from bpgui.session.model.settings import OPTIMISER
from bpgui.session.step.ladder import Grain
from tests.gui.conftest import finish_run, quiz_of
from tests.session.builders import batched_session

ARTICLE = [".85", ".48", ".191", "0.3272405", "-.809", "-.68765", "-.38832"]


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> QuizPanel:
    return begin(qtbot, document)


def begin(qtbot: QtBot, document: Document) -> QuizPanel:
    panel = QuizPanel(document, quiz_of(document))
    qtbot.addWidget(panel)
    panel.show()
    quiz_of(document).set_on(True)
    return panel


def type_in(qtbot: QtBot, panel: QuizPanel, text: str) -> None:
    """Answer as a person does, by the keyboard."""
    field = panel.findChild(QLineEdit, "quizAnswer")
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def press(qtbot: QtBot, panel: QuizPanel, name: str) -> None:
    button = panel.findChild(QPushButton, f"quiz{name}")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(panel: QuizPanel, name: str) -> str:
    """Return what a label says to the ear."""
    label = panel.findChild(QLabel, f"quiz{name}")
    assert label is not None
    return label.accessibleName() or label.text()


def right_answer(document: Document) -> str:
    exercise = quiz_of(document).exercise
    assert exercise is not None
    assert document.hides is not None
    return shortest(exercise.value(document.hides))


def test_it_asks_for_the_first_neuron_and_nothing_is_computed_yet(panel: QuizPanel, document: Document) -> None:
    assert said(panel, "Question") == "What is h1?"
    assert document.selection == NeuronChoice(1, 0)
    assert not document.moment.activation_is_computed(1, 0)
    assert not document.moment.shows_loss


@pytest.mark.parametrize("text", [".85", "17/20"])
def test_a_right_answer_moves_on(qtbot: QtBot, panel: QuizPanel, document: Document, text: str) -> None:
    type_in(qtbot, panel, text)

    assert said(panel, "Verdict") == "✓ Right: h1 = 0.85"
    assert said(panel, "Question") == "What is h2?"
    assert [document.moment.activation_is_computed(1, k) for k in (0, 1)] == [True, False]
    assert panel.answer.text() == ""


def test_a_comma_is_offered_as_a_point_and_enter_again_takes_it(qtbot: QtBot, panel: QuizPanel) -> None:
    type_in(qtbot, panel, "0,85")
    assert said(panel, "Verdict") == "“0,85” has a comma: 0.85? Enter again takes it."
    assert said(panel, "Question") == "What is h1?"

    qtbot.keyClick(panel.answer, Qt.Key.Key_Return)
    assert said(panel, "Verdict") == "✓ Right: h1 = 0.85"


def test_a_wrong_answer_names_the_slip_and_stays(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    for text in ARTICLE[:4]:
        type_in(qtbot, panel, text)
    type_in(qtbot, panel, ".809")

    assert said(panel, "Question") == "What is δ of out?"
    assert "prediction − target" in said(panel, "Verdict")
    assert not document.moment.delta_is_computed(2, 0)


def test_gradients_stay_hidden_until_they_are_answered(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    for text in ARTICLE[:5]:
        type_in(qtbot, panel, text)

    assert said(panel, "Question") == "What is the gradient of w5?"
    assert said(panel, "Known") == "δ of out is −0.809."
    assert document.selection == ParameterChoice(4)
    assert not document.moment.delta_is_computed(2, 0)
    for text in ARTICLE[5:]:
        type_in(qtbot, panel, text)
    assert said(panel, "Question") == "What is δ of h1?"
    assert document.moment.delta_is_computed(2, 0)


def test_what_is_no_number_is_told_and_does_not_count(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    type_in(qtbot, panel, "abc")
    assert "abc" in said(panel, "Verdict")
    type_in(qtbot, panel, ".85")
    assert panel.score.text() == "1 of 1 right · 1 at first try"


def kind_action(panel: QuizPanel, name: str) -> QAction:
    action = panel.findChild(QAction, f"quizKind_{name}")
    assert action is not None
    return action


def test_the_score(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    type_in(qtbot, panel, ".85")
    type_in(qtbot, panel, ".9")
    type_in(qtbot, panel, ".48")
    press(qtbot, panel, "Show")
    press(qtbot, panel, "Next")
    press(qtbot, panel, "Skip")

    assert panel.score.text() == "2 of 3 right · 1 at first try · 1 shown"
    assert kind_action(panel, "activation").text() == "Activations · 2/3"
    again = panel.findChild(QAction, "quizAgain")
    assert again is not None
    again.trigger()
    assert panel.score.text() == "No question done yet"


def test_show_me_shows_how_it_is_worked_out_and_waits(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    press(qtbot, panel, "Show")

    assert said(panel, "Verdict") == "Answer: h1 = 0.85"
    assert formulas(panel) == ["h1 = i1 w1 + i2 w2 = 2 × 0.11 + 3 × 0.21 = 0.85"]
    assert said(panel, "Question") == "What is h1?"
    assert panel.answer.isReadOnly()
    assert panel.score.text() == "0 of 1 right · 0 at first try · 1 shown"
    qtbot.keyClick(panel.answer, Qt.Key.Key_Return)
    assert said(panel, "Question") == "What is h2?"
    assert formulas(panel) == []
    assert panel.score.text() == "0 of 1 right · 0 at first try · 1 shown"


def formulas(panel: QuizPanel) -> list[str]:
    """Return the formulas that are shown, as they are said."""
    shown = [view for view in panel.findChildren(FormulaView) if view.isVisible() and view.formula is not None]
    return [sentence(view.formula, view.digits) for view in shown if view.formula is not None]


def test_after_show_me_an_answer_does_not_count(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    press(qtbot, panel, "Show")
    quiz_of(document).answer(".85")
    quiz_of(document).show_answer()
    quiz_of(document).show_hint()
    assert (said(panel, "Question"), said(panel, "HintText")) == ("What is h1?", "")
    assert quiz_of(document).sitting.total() == 1


def test_a_hint_is_the_formula_without_numbers(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    press(qtbot, panel, "Hint")

    assert said(panel, "HintText") == "h1 = i1 w1 + i2 w2"
    assert formulas(panel) == []
    type_in(qtbot, panel, ".9")
    assert said(panel, "HintText") == "h1 = i1 w1 + i2 w2"
    type_in(qtbot, panel, ".85")
    assert (said(panel, "Question"), said(panel, "HintText")) == ("What is h2?", "")
    assert panel.score.text() == "1 of 1 right · 0 at first try · 1 with a hint"


def test_of_a_delta_it_says_what_that_is_until_one_is_answered(
    qtbot: QtBot, panel: QuizPanel, document: Document
) -> None:
    for text in ARTICLE[:4]:
        type_in(qtbot, panel, text)
    assert said(panel, "Known") == "δ of out: how the loss changes with z, the sum that goes into out."
    for text in ARTICLE[4:]:
        type_in(qtbot, panel, text)
    assert said(panel, "Question") == "What is δ of h1?"
    assert panel.known.isHidden()


def test_it_says_how_far_one_is(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    assert panel.progress.text() == "Question 1 of 19"
    kind_action(panel, "activation").trigger()
    assert panel.progress.text() == "Question 1 of 16"
    type_in(qtbot, panel, ".327")
    assert panel.progress.text() == "Question 2 of 16"


def test_of_a_larger_step_it_says_that_it_chooses(qtbot: QtBot) -> None:
    document = Document(load_session(resource_path("examples", "xor.bpgui"), is_example=True))
    panel = begin(qtbot, document)
    assert panel.progress.text() == "Question 1 of 51, from 129 values"
    assert said(panel, "Known") == "Sample 2: i1 = 0, i2 = 1."  # all inputs of the first one are 0


def test_a_sample_without_inputs_says_so(qtbot: QtBot, document: Document) -> None:
    session = load_session(resource_path("examples", "xor.bpgui"), is_example=True)
    session.perform(SetBatchSize(1))
    panel = begin(qtbot, Document(session))
    assert said(panel, "Known") == "Sample 1: all inputs are 0, and so are the products with them."


def test_after_the_last_question_comes_the_next_step(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    for _ in range(19):
        type_in(qtbot, panel, right_answer(document))

    assert (document.moment.state.step, document.timeline.length) == (1, 2)
    assert said(panel, "Question") == "What is h1?"
    assert said(panel, "Verdict") == "✓ Right: new w6 = 0.169"
    assert panel.score.text() == "19 of 19 right · 19 at first try"


def test_a_kind_that_is_left_out_is_not_asked(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    for kind in ("activation", "loss", "gradient", "inner", "update"):
        kind_action(panel, kind).trigger()

    assert said(panel, "Question") == "What is δ of out?"
    assert document.moment.shows_loss
    for _ in range(3):
        type_in(qtbot, panel, right_answer(document))
    assert (said(panel, "Question"), document.moment.state.step) == ("What is δ of out?", 1)
    kind_action(panel, "delta").trigger()
    assert document.hides is None
    assert said(panel, "Question") == "Choose below what to ask for."


def test_who_is_asked_for_an_inner_value_is_told_the_constants_of_its_formula(
    qtbot: QtBot, panel: QuizPanel, document: Document
) -> None:
    document.perform(OPTIMISER.edit("adam"))
    for kind in ("activation", "loss", "delta", "gradient", "update"):
        kind_action(panel, kind).trigger()

    assert said(panel, "Question") == "What is m of w1, the new mean of gradients?"
    assert "m was 0. β1 is 0.9." in panel.known.text()


def test_the_menu_of_kinds_stays_open_while_one_chooses(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    menu = panel.menu
    menu.popup(panel.mapToGlobal(panel.rect().center()))
    for name in ("activation", "loss"):
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(kind_action(panel, name)).center())
    assert menu.isVisible()
    assert quiz_of(document).kinds == frozenset((Kind.DELTA, Kind.GRADIENT, Kind.INNER, Kind.UPDATE))
    menu.close()


def test_an_edit_asks_anew_where_the_cursor_stands(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    type_in(qtbot, panel, ".85")
    document.perform(SetParameter("w1", 0.2))

    assert said(panel, "Question") == "What is h1?"
    assert not document.moment.activation_is_computed(1, 0)
    type_in(qtbot, panel, "1.03")
    assert said(panel, "Verdict") == "✓ Right: h1 = 1.03"


def test_a_jump_asks_anew(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    type_in(qtbot, panel, ".85")
    document.step()
    assert said(panel, "Question") == "What is h1?"
    document.walk(Grain.PHASE)
    assert said(panel, "Question") == "What is the loss?"
    document.to_start()
    assert (said(panel, "Question"), document.moment.state.step) == ("What is h1?", 0)


def test_nothing_is_asked_while_the_network_trains(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    document.run_steps(50)
    assert document.hides is None
    assert panel.answer.isReadOnly()
    finish_run(qtbot, document)

    assert said(panel, "Question") == "What is h1?"
    assert document.moment.state.step == 50


def test_diverged_numbers_are_not_asked_for(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    document.perform(SetParameter("w5", 1e300))

    assert document.hides is None
    assert "diverged" in panel.question.text()


def test_leaving_the_mode_shows_everything_again(panel: QuizPanel, document: Document) -> None:
    quiz_of(document).set_on(False)

    assert document.hides is None
    assert document.moment.shows_loss
    assert document.moment.rung is None


@pytest.mark.parametrize("batch_size", [1, 3, None])
def test_a_whole_step_of_several_samples_can_be_answered(qtbot: QtBot, batch_size: int | None) -> None:
    document = Document(batched_session(batch_size))
    panel = begin(qtbot, document)
    asked = 0
    while document.moment.state.step == 0:
        assert document.hides is not None
        assert document.hides.rows[-1] == document.moment.sample
        type_in(qtbot, panel, right_answer(document))
        asked += 1
        assert said(panel, "Verdict").startswith("✓")
    assert quiz_of(document).sitting.total() == asked


@pytest.mark.parametrize("name", ["xor", "regression", "iris"])
def test_every_example_can_be_asked_about(qtbot: QtBot, name: str) -> None:
    document = Document(load_session(resource_path("examples", f"{name}.bpgui"), is_example=True))
    panel = begin(qtbot, document)
    for _ in range(60):
        type_in(qtbot, panel, right_answer(document))
        assert said(panel, "Verdict").startswith("✓")


def test_the_status_line_gives_nothing_away(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    status = StatusLine(document)
    qtbot.addWidget(status)
    assert "0.191" not in status.where.text()
    assert "0.327" not in status.where.text()


def test_the_plots_give_nothing_of_the_step_away(qtbot: QtBot, document: Document) -> None:
    plots = PlotPanel(document)
    qtbot.addWidget(plots)
    plots.resize(900, 320)
    plots.show()
    qtbot.waitUntil(plots.telling.card.isVisible)
    begin(qtbot, document)
    qtbot.waitUntil(plots.telling.card.isHidden)
    quiz_of(document).set_on(False)
    qtbot.waitUntil(plots.telling.card.isVisible)


def test_the_table_gives_no_prediction_of_other_samples_away(qtbot: QtBot) -> None:
    document = Document(batched_session(3))
    table = DataTable(document)
    qtbot.addWidget(table)
    begin(qtbot, document)
    column = document.experiment.network.inputs + document.experiment.network.outputs
    assert [table.model.index(row, column).data() for row in range(7)] == [None] * 7


def test_a_preview_gives_nothing_away(qtbot: QtBot, panel: QuizPanel, document: Document) -> None:
    document.preview(SetParameter("w1", 0.2))
    assert document.moment.preview
    assert not document.moment.activation_is_computed(1, 0)
    assert not document.moment.shows_loss
    document.preview(None)
    assert said(panel, "Question") == "What is h1?"


@pytest.mark.parametrize("phases", [0, 2])
def test_its_end_returns_to_where_one_was(qtbot: QtBot, document: Document, phases: int) -> None:
    document.step()
    document.step()
    document.seek(1)
    for _ in range(phases):
        document.walk(Grain.PHASE)
    before = (document.session.cursor, document.session.place.stops_done)
    quiz = quiz_of(document)
    quiz.set_on(True)
    for _ in range(40):
        quiz.go_on()
    assert document.session.cursor > 1

    quiz.set_on(False)
    assert (document.session.cursor, document.session.place.stops_done) == before


def test_its_end_stays_in_the_future_of_an_edit(document: Document) -> None:
    document.step()
    quiz = quiz_of(document)
    quiz.set_on(True)
    document.perform(SetParameter("w5", 0.3))
    quiz.set_on(False)
    assert (document.session.cursor, document.session.undo_stack.undoable is None) == (2, False)
