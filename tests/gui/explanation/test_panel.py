"""The explanation follows what is on screen: the walk, the choice, the cursor, the digits, the question asked."""

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.rungs import forward_rung
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.explanation.panel import ExplanationPanel
from bpgui.gui.explanation.titles import FIGURES, SHOWS
from bpgui.gui.formula.reasons import reason_text
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.formula.words import symbol_words
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.formulas.formula_text import plain, sentence
from bpgui.session.model.naming_edits import Rename
from bpgui.session.model.settings import OPTIMISER
from bpgui.session.step.moment import Grain
from tests.gui.conftest import quiz_of


def shown(qtbot: QtBot, document: Document) -> ExplanationPanel:
    panel = ExplanationPanel(document)
    qtbot.addWidget(panel)
    panel.resize(340, 500)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> ExplanationPanel:
    return shown(qtbot, document)


def choose(panel: ExplanationPanel, show: str) -> None:
    panel.show_list.setCurrentIndex(panel.show_list.findData(show))


def lines(panel: ExplanationPanel) -> list[str]:
    """Write what is shown, the last line of each formula with its left side."""
    found = []
    for view in panel.formulas:
        assert view.formula is not None
        first, *_, last = plain(view.formula, view.digits).splitlines()
        found.append(f"{first.split(' = ')[0]} {last.strip()}")
    return found


def test_at_rest_it_explains_the_forward_pass_and_the_loss(panel):
    assert lines(panel) == ["h1 = 0.85", "h2 = 0.48", "prediction = 0.191", "loss = 0.327"]


def test_it_follows_the_walk_neuron_by_neuron(panel, document):
    document.set_grain(Grain.NEURON)
    found = []
    for _ in range(5):
        forward_rung(document)
        found.append(lines(panel))
    assert found[:4] == [
        ["h1 = 0.85"],
        ["h1 = 0.85", "h2 = 0.48"],
        ["h1 = 0.85", "h2 = 0.48", "prediction = 0.191"],
        ["loss = 0.327"],
    ]
    assert found[4] == ["δ = −0.809", "∂loss/∂w5 = −0.688", "∂loss/∂w6 = −0.388"]


def test_what_is_new_is_marked(panel, document):
    document.set_grain(Grain.NEURON)
    forward_rung(document)
    forward_rung(document)
    assert [view.is_newest for view in panel.formulas] == [False, True]


def test_within_an_update_the_newest_inner_value_is_marked(panel, document):
    document.perform(OPTIMISER.edit("adam"))
    document.set_grain(Grain.PHASE)
    for _ in range(3):
        forward_rung(document)
    document.set_grain(Grain.NEURON)
    marked = []
    for _ in range(6):
        forward_rung(document)
        marked.append([plain(view.formula, 3).split(" = ")[0] for view in panel.formulas if view.is_newest])
    hats = [[f"{letter}\u0302_w1", f"{letter}\u0302_w2"] for letter in "mv"]
    assert marked == [[], ["*v_w1", "*v_w2"], *hats, ["Δ_w1", "Δ_w2"], ["*w1", "*w2"]]


def test_it_follows_steps_and_the_cursor(panel, document):
    document.step()
    assert lines(panel)[2] == "prediction ≈ 0.256"
    document.seek(0)
    assert lines(panel)[2] == "prediction = 0.191"


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        (NeuronChoice(1, 0), "h1 = 0.85"),
        (ParameterChoice(0), "∂loss/∂w1 = −0.227"),
        (TargetChoice(0), "loss = 0.327"),
    ],
)
def test_it_explains_what_is_chosen_and_goes_back(panel, document, choice, first):
    document.select(choice)
    assert lines(panel)[0] == first
    panel.whole.click()
    assert (document.selection, lines(panel)[0]) == (None, "h1 = 0.85")


def read(panel: ExplanationPanel) -> str:
    """Return what is read of the formulas."""
    return " ".join(view.accessibleName() for view in (*panel.formulas, panel.proof.formula))


def test_reasons_stand_beside_the_lines_and_can_be_switched_off(qtbot: QtBot, panel, document):
    document.select(ParameterChoice(0))
    height = panel.formulas[0].height()
    said = "(chain rule)", "(chain rule; δ of out, computed before; f′ = 1)", "(slope between two points near by)"
    qtbot.waitUntil(lambda: all(reason in read(panel) for reason in said))
    panel.header.reasons.click()
    assert not document.focus.reasons
    qtbot.waitUntil(lambda: not any(reason in read(panel) for reason in said))
    assert panel.formulas[0].height() < height
    document.focus.show_reasons(True)
    assert panel.header.reasons.isChecked()


@pytest.mark.parametrize(
    ("name", "title"), [("out", "out: the prediction"), ("prediction", "prediction"), ("price", "price")]
)
def test_the_output_s_name_and_that_of_its_value_stand_together(panel, document, name, title):
    if name != "out":
        document.perform(Rename(2, 0, name))
    document.select(NeuronChoice(2, 0))
    assert panel.title.text() == title


def test_an_input_is_given(panel, document):
    document.select(NeuronChoice(0, 1))
    notes = [label.text() for label in panel.findChildren(QLabel, "explanationNote") if label.isVisible()]
    assert (panel.title.text(), notes) == ("i2", ["An input is given by the data: sample 1."])


def test_a_chosen_weight_is_proved_too(panel, document):
    assert not panel.proof.isVisible()
    document.select(ParameterChoice(4))
    assert panel.proof.isVisible()


def test_a_term_under_the_mouse_is_lit_everywhere(qtbot, panel, document):
    first = panel.formulas[0]
    rect = next(rect for rect, term in first.terms if term.parameter == 1)
    qtbot.mouseMove(first, rect.center().toPoint())
    assert document.hovered == ParameterChoice(1)
    qtbot.mouseMove(first, QPoint(first.width() - 1, first.height() - 1))
    assert document.hovered is None


def test_what_is_lit_elsewhere_is_lit_here(panel, document):
    before = panel.formulas[0].grab().toImage()
    document.hover(ParameterChoice(0))
    assert panel.formulas[0].grab().toImage() != before


def test_a_delta_is_one_click_from_its_own_unfolding(qtbot, panel, document):
    document.select(ParameterChoice(0))
    choose(panel, "chain")
    view = panel.formulas[0]
    rect = next(rect for rect, term in view.terms if getattr(term.symbol, "below", "") == "h1")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert lines(panel) == ["δ_h1 = −0.113"]


@pytest.mark.parametrize("name", ["article", "iris"])
def test_every_entry_of_the_list_shows_something(qtbot, document, iris, name):
    panel = shown(qtbot, document if name == "article" else iris)
    panel._document.select(ParameterChoice(0))
    empty = []
    for show in (*SHOWS, *(f"figure {number}" for number in FIGURES)):
        choose(panel, show)
        texts = [label for label in panel.findChildren(QLabel, "explanationNote") if label.isVisible() and label.text()]
        if not (panel.formulas or texts or panel.picture.isVisible()):
            empty.append(show)
    assert empty == []


@pytest.mark.parametrize("number", FIGURES)
def test_every_figure_can_be_asked_for(panel, document, number):
    document.focus.show_figure(number)
    assert panel.show_name == f"figure {number}"
    assert panel.picture.isVisible() == (number <= 5)
    document.focus.show_figure(None)
    assert panel.show_name == "moment"


def test_the_list_tells_the_document_which_figure_is_shown(panel, document):
    choose(panel, "figure 11")
    assert document.focus.figure == 11
    choose(panel, "loss")
    assert (document.focus.figure, lines(panel)) == (None, ["loss = 0.327"])


def test_more_digits_are_shown_at_once(panel, document):
    document.step()
    document.set_digits(6)
    assert lines(panel)[2] == "prediction = 0.255746"


def test_a_question_hides_all_that_would_answer_it(panel, document):
    choose(panel, "forward")
    quiz_of(document).set_on(True)
    assert lines(panel) == []
    choose(panel, "moment")
    assert lines(panel) == []
    quiz_of(document).set_on(False)


def test_out_of_sight_it_waits(panel, document, monkeypatch):
    panel.hide()
    monkeypatch.setattr("bpgui.gui.explanation.panel.page", lambda *_: pytest.fail("nobody looks"))
    document.step()
    monkeypatch.undo()
    panel.show()
    assert lines(panel)[2] == "prediction ≈ 0.256"


def test_another_session_is_explained_with_its_own_names(qtbot, panel, document, iris):
    document.open(iris.session)
    assert "sepal length" in plain(panel.formulas[0].formula, 3)


@pytest.mark.parametrize("choice", [None, NeuronChoice(1, 3)])
def test_what_the_walk_has_just_computed_is_in_view(qtbot, xor, choice):
    panel = shown(qtbot, xor)
    xor.set_grain(Grain.NEURON)
    xor.select(choice)
    for _ in range(11):
        forward_rung(xor)
    newest = next(view for view in panel.formulas if plain(view.formula, 3).startswith("δ_h4"))
    top = newest.mapTo(panel.area.viewport(), QPoint()).y()
    assert 0 <= top < panel.area.viewport().height() - 40


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_is_too_tall_is_seen_from_its_heading(qtbot, iris, scale):
    look.apply("light", scale)
    panel = shown(qtbot, iris)
    panel.resize(400, 420)
    iris.set_grain(Grain.PHASE)
    for _ in range(3):
        forward_rung(iris)
    newest = panel.formulas[0]  # all are new
    heading = newest.parentWidget().heading
    tops = [widget.mapTo(panel.area.viewport(), QPoint()).y() for widget in (heading, newest)]
    look.apply("light", 1.0)
    assert heading.text()
    assert 0 <= tops[0] < tops[1] < 120


def test_choosing_goes_to_what_the_walk_has_just_computed(qtbot, xor):
    panel = shown(qtbot, xor)
    xor.set_grain(Grain.PHASE)
    for _ in range(3):
        forward_rung(xor)
    xor.select(NeuronChoice(1, 3))
    delta = next(view for view in panel.formulas if plain(view.formula, 3).startswith("δ_h4"))
    assert 0 <= delta.mapTo(panel.area.viewport(), QPoint()).y() < panel.area.viewport().height() - 40


def test_the_list_names_the_weights_of_another_network(panel, document, xor):
    document.open(xor.session)
    assert panel.show_list.itemText(panel.show_list.findData("figure 12")) == "Figure 12: The new w12"


@pytest.mark.parametrize("number", FIGURES)
def test_no_figure_needs_scrolling_sideways(qtbot, xor, number):
    panel = shown(qtbot, xor)
    choose(panel, f"figure {number}")
    assert panel.area.widget().width() <= panel.area.viewport().width()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_drawing_can_be_seen_whole(panel, number):
    choose(panel, f"figure {number}")
    assert panel.picture.height() <= panel.area.viewport().height()


def test_in_a_walk_the_proof_waits_for_the_gradient(panel, document):
    document.select(ParameterChoice(4))
    seen = []
    for _ in range(3):
        document.walk(Grain.PHASE)
        panel.refresh()
        seen.append(panel.proof.isVisible())
    assert seen == [False, False, True]


def test_from_a_figure_a_button_leads_back_to_what_is_chosen(panel, document):
    document.select(ParameterChoice(0))
    document.focus.show_figure(6)
    assert panel.whole.text() == "This moment"
    panel.whole.click()
    assert (panel.show_name, document.selection, document.focus.figure) == ("moment", ParameterChoice(0), None)
    assert panel.whole.text() == "Whole step"


def test_a_panel_of_no_width_is_possible(qtbot: QtBot, panel: ExplanationPanel) -> None:
    panel.area.setMinimumWidth(0)
    panel.area.setParent(None)
    qtbot.addWidget(panel.area)
    panel.area.resize(8, 300)
    panel.area.show()
    assert panel.area.viewport().width() < 20
    panel.refresh()


def test_a_scroll_bar_is_seen_where_something_scrolls_and_its_room_stays(qtbot: QtBot, panel: ExplanationPanel) -> None:
    bar, rooms, inks = panel.area.verticalScrollBar(), [], []
    for height, is_whole in ((1400, True), (300, False)):
        panel.resize(340, height)
        qtbot.waitUntil(partial(lambda whole: (bar.maximum() == 0) == whole, is_whole))
        picture = bar.grab().toImage()
        colours = {picture.pixel(picture.width() // 2, y) for y in range(picture.height())}
        rooms.append(panel.area.viewport().width())
        inks.append(len(colours))
    assert rooms[0] == rooms[1]
    assert inks[0] == 1 < inks[1]


def tops(panel: ExplanationPanel) -> dict[FormulaView, int]:
    """Return where each formula in sight stands."""
    area = panel.area.viewport()
    found = {view: view.mapTo(area, QPoint()).y() for view in panel.formulas}
    return {view: top for view, top in found.items() if -view.height() < top < area.height()}


@pytest.fixture
def deep(qtbot: QtBot, xor: Document) -> ExplanationPanel:
    """Explain many more formulas than are in sight."""
    panel = shown(qtbot, xor)
    choose(panel, "update")
    return panel


def test_only_what_is_in_sight_is_laid_out(deep):
    settled = {view for view in deep.formulas if view.is_settled}
    assert set(tops(deep)) <= settled < set(deep.formulas)


@pytest.mark.parametrize("way", [1, -1])
def test_what_comes_into_sight_is_laid_out_and_nothing_jumps(deep, way):
    bar = deep.area.verticalScrollBar()
    bar.setValue(0 if way > 0 else bar.maximum())
    for _ in range(60):
        before, at = tops(deep), bar.value()
        bar.setValue(at + way * 70)
        after = tops(deep)
        assert all(view.is_settled for view in after)
        moved = {before[view] - after[view] for view in before.keys() & after.keys()}
        assert len(moved) == 1
        assert moved == {way * 70} or bar.value() in (0, bar.maximum())
    assert {view.is_settled for view in deep.formulas} == {True}


def test_a_picture_of_the_whole_has_all_of_it(qtbot, xor, deep):
    tall = shown(qtbot, xor)
    tall.resize(deep.width(), 20000)
    choose(tall, "update")
    for _ in range(2):
        height = deep.drawing().size().height()
        assert [view.geometry() for view in deep.formulas] == [view.geometry() for view in tall.formulas]
        assert height > deep.formulas[-1].parentWidget().geometry().bottom()
        xor.step()


def test_out_of_sight_a_formula_is_read_and_copied(deep):
    last = deep.formulas[-1]
    name = QAccessible.queryAccessibleInterface(last).text(QAccessible.Text.Name)
    said = sentence(last.formula, last.digits, words=symbol_words(), reason=reason_text)
    last.copy_plain()
    QToolTip.hideText()
    assert name == last.accessibleName() == said
    assert QGuiApplication.clipboard().text() == plain(last.formula, last.digits, reason=reason_text)
    assert not last.is_settled


def test_the_room_is_used_by_what_comes_into_sight_later(deep):
    for width in (700, 340):
        deep.resize(width, 500)
        assert {view for view in deep.formulas if view.is_settled} >= set(tops(deep))
    wide = max(view.width() for view in tops(deep))
    assert wide <= deep.area.viewport().width()


@pytest.mark.parametrize("width", [240, 260])
def test_a_heading_of_two_lines_pushes_no_formula_over_another(qtbot, document, width):
    document.open(load_session(resource_path("examples", "xor.bpgui")))
    panel = shown(qtbot, document)
    panel.resize(width, 500)
    QCoreApplication.processEvents()
    bottoms = [0, *(view.geometry().bottom() for view in panel.formulas)]
    tops = [view.geometry().top() for view in panel.formulas]
    heading = panel.formulas[0].parent().heading

    assert heading.height() > 1.5 * heading.fontMetrics().height()
    assert [top for top, before in zip(tops[1:4], bottoms[1:], strict=False) if top <= before] == []


class Eye(QObject):
    """Counts the paints of a widget in which one of the views is less high than it has to be."""

    def __init__(self, panel: ExplanationPanel) -> None:
        super().__init__(panel)
        self.panel, self.squeezed = panel, 0
        panel._body.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            sections = [section for section in self.panel._sections if not section.isHidden()]
            self.squeezed += any(section.height() < section.minimumSizeHint().height() for section in sections)
        return False


def test_what_grows_is_never_painted_squeezed(qtbot: QtBot, panel: ExplanationPanel, document: Document) -> None:
    qtbot.waitExposed(panel)
    document.set_grain(Grain.PHASE)
    eye = Eye(panel)
    for _ in range(4):
        forward_rung(document)
        for choice in (ParameterChoice(1), NeuronChoice(1, 0), None):  # the first has a proof
            document.select(choice)
            for _ in range(4):
                QCoreApplication.processEvents()
    assert eye.squeezed == 0


def test_a_panel_that_is_not_on_the_screen_has_a_picture(qtbot, document):
    panel = ExplanationPanel(document)
    qtbot.addWidget(panel)
    assert panel.drawing().size().height() >= panel.height() / 2
