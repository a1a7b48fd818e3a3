"""Presentation: what it shows, and that everything is as before when it ends, however it ends."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.theme import look
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: the panel that was shown last is shown again."""
    return fresh


def _visible(window: MainWindow) -> list[str]:
    docks = window.findChildren(QDockWidget)
    return sorted(dock.objectName() for dock in docks if dock.isVisible())


def _state(window: MainWindow) -> tuple[object, ...]:
    return _visible(window), window.menuBar().isVisible(), window.isFullScreen(), look.scale


def _places(window: MainWindow) -> list[QRect]:
    return [dock.geometry() for dock in window.findChildren(QDockWidget) if dock.isVisible()]


def test_one_panel_and_large_text_fill_the_screen(window: MainWindow) -> None:
    trigger(window, "presentation")
    assert _state(window) == (["explanation_dock"], False, True, 1.5)
    assert QApplication.overrideCursor() is not None
    window.presentation.leave()


def test_another_panel_takes_the_place(window: MainWindow) -> None:
    trigger(window, "presentation")
    box = window.presentation.panel
    for name, visible in (("plots", ["plots_dock"]), ("", [])):
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        assert _visible(window) == visible
    window.presentation.leave()


def test_the_panel_is_chosen_in_a_narrow_window_too(window: MainWindow) -> None:
    trigger(window, "presentation")
    window.resize(800, 800)
    QApplication.processEvents()
    box = window.presentation.panel
    seen, whole = box.visibleRegion().boundingRect(), box.rect()
    window.presentation.leave()
    assert seen == whole


def _by_escape(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.diagram, Qt.Key.Key_Escape)


def _by_menu(window: MainWindow, qtbot: QtBot) -> None:
    trigger(window, "presentation")


@pytest.mark.parametrize("leave", [_by_escape, _by_menu])
def test_all_is_as_before_afterwards(
    window: MainWindow, qtbot: QtBot, leave: Callable[[MainWindow, QtBot], None]
) -> None:
    find(window, QDockWidget, "outline_dock").hide()
    QApplication.processEvents()
    before, places = _state(window), _places(window)
    trigger(window, "presentation")
    window.diagram.setFocus()
    leave(window, qtbot)
    assert _state(window) == before
    qtbot.waitUntil(lambda: _places(window) == places)
    assert QApplication.overrideCursor() is None
    assert not window.actions_["presentation"].isChecked()


def test_a_layout_that_is_reset_ends_it(window: MainWindow) -> None:
    trigger(window, "presentation")
    trigger(window, "reset_layout")
    assert not window.presentation.is_on
    assert "plots_dock" in _visible(window)


def test_what_is_kept_for_the_next_start_is_the_layout_of_before(window: MainWindow) -> None:
    before = _visible(window)
    trigger(window, "presentation")
    window.close()
    assert not window.presentation.is_on
    window.show()
    assert _visible(window) == before


@pytest.mark.parametrize("order", [("whole_dock", "presentation"), ("presentation", "whole_dock")])
def test_a_panel_that_was_the_whole_window_goes_back_too(window: MainWindow, order: tuple[str, str]) -> None:
    before = _state(window)
    for name in order:
        trigger(window, name)
    if order[1] == "presentation":
        assert window.diagram.isVisible()
    window.presentation.leave()
    assert _state(window) == before
    assert window.diagram.isVisible()
