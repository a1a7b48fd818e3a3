"""The network's next number is the person's to find."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.learn.quiz_panel import QuizPanel
from bpgui.gui.learn.quiz_words import name_of
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.start import make_window
from bpgui.session.basics.resources import resource_path
from bpgui.session.learn.exercise import Kind
from tests.e2e.conftest import find, trigger


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: scores and kinds of questions stay."""
    return fresh


def is_asked(window: MainWindow) -> bool:
    return window.document.hides is not None


def is_seen(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def is_seen_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_step_is_worked_out_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "your_turn")
    answer = find(window, QLineEdit, "quizAnswer")
    verdict = find(window, QLabel, "quizVerdict")
    qtbot.waitUntil(answer.hasFocus)
    for text in (".85", ".48", ".191", ".327", "-.809", "-.688", "-.388", "-.113", "-.227", "-.34", "-.121"):
        qtbot.keyClicks(answer, text)
        qtbot.keyClick(answer, Qt.Key.Key_Return)
        assert verdict.text().startswith("✓"), (text, verdict.text())
    for text in ("-.243", "-.364", ".121", ".227", ".132", ".098", ".174", ".169"):
        qtbot.keyClicks(answer, text)
        qtbot.keyClick(answer, Qt.Key.Key_Return)
        assert verdict.text().startswith("✓"), (text, verdict.text())

    assert window.document.moment.state.step == 1
    assert find(window, QLabel, "quizScore").text() == "19 of 19 right · 19 at first try"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_small_window_has_room_for_all_of_it(qtbot: QtBot, window: MainWindow, language: str) -> None:
    window.resize(1024, 700)
    trigger(window, f"language_{language}")
    trigger(window, "your_turn")
    answer, scroll = find(window, QLineEdit, "quizAnswer"), find(window, QScrollArea, "quizScroll")
    for text in (".85", ".48", ".191", ".327", "-.809", "-.6"):
        qtbot.keyClicks(answer, text)
        qtbot.keyClick(answer, Qt.Key.Key_Return)
    seen_whole(qtbot, window, "Check", "Hint", "Show", "Skip", "Kinds")
    qtbot.mouseClick(find(window, QPushButton, "quizShow"), Qt.MouseButton.LeftButton)
    seen_whole(qtbot, window, "Next", "Kinds")
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    verdict = find(window, QLabel, "quizVerdict")
    assert verdict.visibleRegion().boundingRect().height() >= verdict.heightForWidth(verdict.width())


def seen_whole(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    for name in names:
        button = find(window, QPushButton, f"quiz{name}")
        qtbot.waitUntil(lambda: is_seen_whole(button))  # noqa: B023  it is called before the next turn
        assert button.height() >= button.minimumSizeHint().height()
        assert button.width() >= button.minimumSizeHint().width()


def test_what_a_lesson_shows_does_not_cover_the_question(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "your_turn")
    trigger(window, "lesson")
    lesson = window.lesson
    for _ in lesson.lesson.stops[1:]:
        lesson.go_on()
        qtbot.waitUntil(lambda: is_seen(find(window, QLabel, "quizQuestion")))


def test_closing_the_dock_ends_the_mode(window: MainWindow) -> None:
    action, dock = find(window, QAction, "action_your_turn"), find(window, QDockWidget, "quiz_dock")
    assert dock.isHidden()
    trigger(window, "your_turn")
    assert is_asked(window)
    dock.close()

    assert not is_asked(window)
    assert not action.isChecked()
    trigger(window, "your_turn")
    assert is_asked(window)
    trigger(window, "your_turn")
    assert dock.isHidden()
    assert window.diagram.hasFocus()


def test_the_mode_is_off_after_a_start(window: MainWindow, tmp_path: Path) -> None:
    trigger(window, "your_turn")
    window.document.session.mark_saved()
    window.close()
    other = make_window(tmp_path / "settings.json")
    try:
        assert find(other, QDockWidget, "quiz_dock").isHidden()
        assert not is_asked(other)
    finally:
        other.document.session.mark_saved()
        other.close()
        other.deleteLater()


def test_docks_below_that_have_no_room_left_get_no_size_of_0(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    quiz, *below = (find(window, QDockWidget, f"{name}_dock") for name in ("quiz", "experiment", "explanation", "data"))
    window.resize(900, 500)
    trigger(window, "your_turn")
    monkeypatch.setattr(QuizPanel, "sizeHint", lambda _panel: QSize(300, 2000))
    for dock in below:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, Qt.Orientation.Vertical)
        dock.show()
    trigger(window, "your_turn")
    trigger(window, "your_turn")  # a warning of Qt fails
    qtbot.wait(50)
    assert quiz.isVisible()


@pytest.mark.parametrize(
    ("name", "asked", "typed", "said"),
    [
        ("rgu", (Kind.UPDATE, "w1"), ".09916", {"en": "updated already", "zh_CN": "已经更新过"}),
        ("prakash", (Kind.ACTIVATION, "o1"), ".2698", {"en": "z divided by the sum of all z", "zh_CN": "z 除以"}),
        (
            "softmax",
            (Kind.ACTIVATION, "o1"),
            ".561",
            {"en": "A product of a weighted sum", "zh_CN": "少了一个乘积"},
        ),
        ("han", (Kind.DELTA, "out"), ".1312", {"en": "only the sign is not", "zh_CN": "符号"}),
        (
            "article",
            (Kind.UPDATE, "w1"),
            ".122135",
            {"en": "added up for another neuron", "zh_CN": "另一个神经元"},
        ),
        ("article", (Kind.ACTIVATION, "out"), ".2533", {"en": "rounded too early", "zh_CN": "舍入得太早"}),
    ],
)
def test_what_a_source_got_wrong_is_named_in_both_languages(
    qtbot: QtBot, window: MainWindow, name: str, asked: tuple[Kind, str], typed: str, said: dict[str, str]
) -> None:
    window.files.open_path(resource_path("examples", f"{name}.bpgui"), is_example=True)
    window.document.set_digits(6)
    if typed == ".2533":
        window.document.step()
    trigger(window, "your_turn")
    answer, verdict, quiz = find(window, QLineEdit, "quizAnswer"), find(window, QLabel, "quizVerdict"), window.quiz
    while quiz.question is not None and quiz.exercise is not None:
        if (quiz.question.kind, name_of(quiz.exercise.network, quiz.question)) == asked:
            break
        quiz.answer(repr(quiz.exercise.value(quiz.question)))
    qtbot.keyClicks(answer, typed)
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    for language, words in said.items():
        trigger(window, f"language_{language}")
        qtbot.waitUntil(partial(lambda words: words in verdict.text(), words))
