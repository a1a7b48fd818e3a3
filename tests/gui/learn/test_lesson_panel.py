from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.learn.lesson_panel import LessonPanel
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.moment import Grain, Phase
from tests.gui.conftest import quiz_of

BACKWARD = 9  # the stop about the chain rule


class Language:
    code = "en"


@pytest.fixture
def language() -> Language:
    return Language()


def shown(qtbot: QtBot, document: Document, language: Language) -> LessonPanel:
    panel = LessonPanel(document, lambda: language.code)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, document: Document, language: Language) -> LessonPanel:
    return shown(qtbot, document, language)


def test_it_begins_with_the_first_stop_and_live_numbers(panel: LessonPanel, document: Document) -> None:
    assert panel.count.text() == "1 of 18"
    assert "asked for 1 and says 0.191" in panel.text.toPlainText()
    document.preview(SetParameter("w5", 0.3))
    assert "says 0.327" in panel.text.toPlainText()


def test_entering_a_stop_sets_the_stage(panel: LessonPanel, document: Document) -> None:
    document.step()
    panel.go(BACKWARD)

    assert document.moment.phase is Phase.BACKWARD
    assert document.moment.state.step == 0
    assert document.selection == ParameterChoice(5)
    assert "(−0.809) × 0.48 = −0.388" in panel.text.toPlainText()
    assert panel.text.toPlainText().endswith("Figure 11 of the article")


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Right, 4), (Qt.Key.Key_Left, 2)])
def test_keys_lead_to_the_stops_beside(qtbot: QtBot, panel: LessonPanel, key: Qt.Key, place: int) -> None:
    panel.go(3)
    panel.text.setFocus()
    qtbot.keyClick(panel.text, key, Qt.KeyboardModifier.AltModifier)

    assert panel.stops.currentIndex() == place


def test_there_is_nothing_before_the_first_and_after_the_last(panel: LessonPanel) -> None:
    assert not panel.back.isEnabled()
    panel.go(17)
    assert not panel.next.isEnabled()
    panel.go_on()
    assert panel.count.text() == "18 of 18"


def test_the_list_jumps_to_any_stop(qtbot: QtBot, panel: LessonPanel) -> None:
    panel.stops.setFocus()
    qtbot.keyClick(panel.stops, Qt.Key.Key_End)

    assert panel.count.text() == "18 of 18"


def test_what_is_asked_for_is_done_once_and_stays_done(panel: LessonPanel, document: Document) -> None:
    panel.go(1)
    assert "h1" in panel.task.text()
    document.select(NeuronChoice(1, 0))
    document.select(None)
    assert panel.task.text().startswith("✓ Done")
    assert "h1" in panel.task.text()  # it may say how to take it back
    panel.go(1)
    assert not panel.task.text().startswith("✓")


def test_free_play_does_not_break_it(panel: LessonPanel, document: Document) -> None:
    panel.go(BACKWARD)
    document.perform(SetParameter("w5", 0.3))
    for _ in range(5):
        document.step()
    assert panel.note.isVisible()
    panel.again.click()

    assert document.moment.phase is Phase.BACKWARD
    assert "0.327" in panel.text.toPlainText()  # the prediction with the person's own w5
    document.undo()
    assert not panel.note.isVisible()


def test_another_network_stays_as_it_is(qtbot: QtBot, iris: Document, language: Language) -> None:
    iris.step()
    panel = shown(qtbot, iris, language)
    panel.go(BACKWARD)

    assert iris.moment.state.step == 1
    assert iris.moment.phase is Phase.REST
    assert "(not in this network)" in panel.text.toPlainText()
    assert panel.start_over.isVisible()


def test_beginning_opens_the_lessons_session_only_where_nothing_is_lost(
    qtbot: QtBot, iris: Document, language: Language
) -> None:
    panel = shown(qtbot, iris, language)
    asked: list[Path] = []
    panel.example_requested.connect(asked.append)
    panel.begin()
    assert [path.name for path in asked] == ["article.bpgui"]
    iris.perform(SetParameter("w5", 0.3))
    panel.begin()
    assert len(asked) == 1
    panel.start_over.click()
    assert len(asked) == 2


def test_it_follows_the_language_to_the_same_stop(panel: LessonPanel, language: Language) -> None:
    panel.go(BACKWARD)
    language.code = "zh_CN"
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))

    assert panel.text.accessibleName() == "链式法则"
    assert panel.stops.currentIndex() == BACKWARD


def test_a_faulty_file_is_told_and_loses_nothing(panel: LessonPanel, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("# Mine\n\n## One\n\nThe number {h7}.\n", encoding="utf-8")
    told: list[str] = []
    panel.problem_met.connect(lambda problem: told.append(str(problem)))
    panel.go(4)

    assert not panel.open_file(path)
    assert told == ["“mine.md”, line 5: The lesson's network has no “h7”."]
    assert panel.count.text() == "5 of 18"


def test_a_file_of_ones_own_takes_the_place(panel: LessonPanel, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("# Mine\n\n## One\n\nThe number {h1}.\n", encoding="utf-8")
    panel.go(4)

    assert panel.open_file(path)
    assert panel.count.text() == "1 of 1"
    assert panel.text.toPlainText().split("\n") == ["One", "The number 0.85."]
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert panel.text.accessibleName() == "One"


def test_a_screen_reader_hears_the_numbers(panel: LessonPanel) -> None:
    panel.go(BACKWARD)

    assert panel.text.accessibleName() == "The chain rule"
    assert "gradient of w6 = (−0.809) × 0.48 = −0.388" in panel.text.accessibleDescription()
    assert panel.text.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_panels_of_a_stop_are_asked_for(panel: LessonPanel) -> None:
    asked: list[tuple[str, ...]] = []
    panel.panels_requested.connect(asked.append)
    panel.go(3)

    assert asked == [("data",)]


def test_it_tells_no_number_that_your_turn_asks_for(panel: LessonPanel, document: Document) -> None:
    panel.go(5)
    document.to_start()
    quiz_of(document).set_on(True)

    assert "out = ? × 0.14 + ? × 0.15 = ?" in panel.text.toPlainText()
    quiz_of(document).answer(".85")
    assert "out = 0.85 × 0.14 + ? × 0.15 = ?" in panel.text.toPlainText()
    quiz_of(document).set_on(False)
    assert "= 0.191" in panel.text.toPlainText()


def test_in_a_low_panel_what_to_do_is_scrolled_with_the_text(panel: LessonPanel) -> None:
    panel.resize(300, 700)
    panel.go(1)
    assert panel.task.isVisible()
    panel.resize(300, 250)
    assert not panel.task.isVisible()
    assert "In the diagram press → until h1 has the ring" in panel.text.toPlainText()


def test_a_click_on_a_figure_s_number_shows_it(panel: LessonPanel, document: Document) -> None:
    panel.go(3)
    assert document.focus.figure == 5
    assert panel.text.toPlainText().endswith("Figures 5, 4 of the article")
    panel.text.anchorClicked.emit("figure:4")
    assert document.focus.figure == 4


def test_a_title_that_does_not_fit_ends_in_an_ellipsis_and_is_told_in_full(panel: LessonPanel) -> None:
    panel.go(12)
    panel.resize(panel.minimumSizeHint().width(), 600)
    title = "13. All six at once, from the old weights"
    assert panel.stops.currentText() == title
    assert panel.stops.shown_text().endswith("…")
    assert panel.stops.toolTip().startswith(title)
    panel.stops.showPopup()
    assert panel.stops.view().width() >= panel.stops.view().sizeHintForColumn(0)
    panel.stops.hidePopup()


def test_entering_a_stop_makes_f11_go_by_phases(panel: LessonPanel, document: Document) -> None:
    document.set_grain(Grain.NEURON)
    panel.go(8)
    assert document.grain is Grain.PHASE


def test_after_a_step_the_numbers_before_and_after_it_are_told(panel: LessonPanel, document: Document) -> None:
    panel.go(15)
    assert "from 0.191 to 0.256, and the loss from 0.327 to 0.277" in panel.text.toPlainText()
    document.step()
    panel.refresh()
    assert "from 0.256 to 0.332, and the loss from 0.277 to 0.223" in panel.text.toPlainText()


@pytest.mark.parametrize(("place", "is_told"), [(1, True), (4, False), (7, True), (17, False)])
def test_it_says_that_keys_do_not_go_to_the_diagram_where_they_should(
    qtbot: QtBot, panel: LessonPanel, place: int, is_told: bool
) -> None:
    panel.activateWindow()
    panel.go(place)
    panel.text.setFocus()
    qtbot.waitUntil(panel.text.hasFocus)
    assert ("<b>F7</b> leads to the diagram" in panel.task.text()) == is_told
    panel.text.clearFocus()
    assert "leads to the diagram" not in panel.task.text()
