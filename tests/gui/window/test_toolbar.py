"""The toolbar's speed, what can be pressed, and what it gives up where the window is narrow."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.window.menus import Actions
from bpgui.gui.window.toolbar import FASTEST, SLOWEST, UNLIMITED, MainToolBar, position_at, rate_at
from bpgui.session.model.settings import SETTINGS


def test_the_slider_goes_evenly_by_factor_from_the_slowest_to_the_fastest_and_then_without_limit() -> None:
    assert [rate_at(0), rate_at(UNLIMITED - 1), rate_at(UNLIMITED)] == pytest.approx([SLOWEST, FASTEST, math.inf])
    factors = {round(rate_at(k + 1) / rate_at(k), 9) for k in range(UNLIMITED - 1)}
    assert len(factors) == 1


@pytest.mark.parametrize("position", range(UNLIMITED + 1))
def test_each_position_is_that_of_its_speed(position: int) -> None:
    assert position_at(rate_at(position)) == position


@pytest.mark.parametrize(("rate", "position"), [(0.0, 0), (0.1, 0), (1e9, UNLIMITED - 1), (math.inf, UNLIMITED)])
def test_other_speeds_have_the_nearest_position_and_only_no_limit_has_the_last(rate: float, position: int) -> None:
    assert position_at(rate) == position


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def toolbar(window: QMainWindow, document: Document) -> MainToolBar:
    toolbar = MainToolBar(document, Actions(window, window.menuBar(), document.settle), window)
    window.addToolBar(toolbar)
    window.show()
    return toolbar


def enabled(toolbar: MainToolBar) -> set[str]:
    return {name for name in ("to_start", "back", "to_end") if toolbar._actions[name].isEnabled()}


def test_what_leads_somewhere_can_be_pressed(toolbar: MainToolBar, document: Document) -> None:
    assert enabled(toolbar) == set()
    document.step()
    document.step()
    toolbar.refresh()
    assert enabled(toolbar) == {"to_start", "back"}
    document.back()
    toolbar.refresh()
    assert enabled(toolbar) == {"to_start", "back", "to_end"}
    document.seek_step(0)
    toolbar.refresh()
    assert enabled(toolbar) == {"to_end"}


def test_the_speed_is_that_of_the_slider_and_the_slider_that_of_the_speed(
    toolbar: MainToolBar, document: Document
) -> None:
    toolbar.speed.setValue(50)
    assert document.run.rate == rate_at(50)
    document.run.set_rate(math.inf)
    toolbar._show_speed()
    assert (toolbar.speed.value(), toolbar._speed_text.text()) == (UNLIMITED, "fastest")


def test_the_learning_rate_is_the_documents(qtbot: QtBot, toolbar: MainToolBar, document: Document) -> None:
    assert toolbar.learning_rate.text() == "0.05"
    toolbar.learning_rate.setFocus()
    toolbar.learning_rate.selectAll()
    qtbot.keyClicks(toolbar.learning_rate, "0.2")
    qtbot.keyClick(toolbar.learning_rate, Qt.Key.Key_Return)
    assert document.experiment.settings.learning_rate == 0.2


def test_in_a_narrow_window_texts_go_before_the_speed_and_never_the_learning_rate(
    window: QMainWindow, toolbar: MainToolBar, document: Document
) -> None:
    document.perform(SETTINGS["schedule"].edit("cosine"))
    QApplication.processEvents()

    def shown(width: int) -> tuple[bool, ...]:
        window.resize(width, 100)
        QApplication.processEvents()
        button = toolbar.findChild(QToolButton, "button_step")
        assert button is not None
        has_text = button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        has_words, has_rate_now = toolbar._rate_label.text() != "a", not toolbar.rate_now.isHidden()
        return has_text, not toolbar._speed_text.isHidden(), not toolbar.speed.isHidden(), has_words, has_rate_now

    found = [shown(width) for width in range(1600, 200, -20)]
    assert list(dict.fromkeys(found)) == [
        (True, True, True, True, True),
        (True, False, True, True, True),
        (False, True, True, True, True),
        (False, False, True, True, True),
        (False, False, False, True, True),
        (False, False, False, False, True),
        (False, False, False, False, False),
    ]
