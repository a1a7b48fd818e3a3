"""Tab leads to what can be seen, and nowhere else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger

DOCKS = ("data", "outline", "explanation", "experiment", "plots", "lesson", "quiz", "response")


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: docks are put anywhere."""
    return fresh


def arrange(window: MainWindow, arrangement: str) -> None:
    """Put docks to the front, away, or all behind one another."""
    docks = {name: find(window, QDockWidget, f"{name}_dock") for name in DOCKS}
    if arrangement == "all in one":
        for name in DOCKS[1:]:
            docks[name].show()
            window.tabifyDockWidget(docks["data"], docks[name])
    elif arrangement == "floating":
        docks["explanation"].setFloating(True)
    elif arrangement in DOCKS:
        trigger(window, {"lesson": "lesson", "quiz": "your_turn"}.get(arrangement, f"panel_{arrangement}"))
        docks[arrangement].show()
        docks[arrangement].raise_()
    QApplication.processEvents()


def is_seen(widget: QWidget) -> bool:
    """Whether anything of a control is on the screen; what scrolls covers the control itself with its viewport."""
    shown = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not shown.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("arrangement", "key"),
    [
        *((name, Qt.Key.Key_Tab) for name in ("as it starts", "experiment", "response", "quiz", "lesson", "floating")),
        *((name, Qt.Key.Key_Backtab) for name in ("as it starts", "lesson", "all in one")),
    ],
)
def test_every_stop_of_tab_can_be_seen(qtbot: QtBot, window: MainWindow, arrangement: str, key: Qt.Key) -> None:
    arrange(window, arrangement)
    window.diagram.setFocus()
    first, stops, unseen = QApplication.focusWidget(), 0, list[str]()
    while (focus := QApplication.focusWidget()) is not None and (focus is not first or not stops):
        stops += 1
        unseen += [] if is_seen(focus) else [focus.objectName()]
        qtbot.keyClick(focus, key)
        assert stops < 200
    assert (unseen, stops >= 5) == ([], True)


@pytest.mark.parametrize("arrangement", ["as it starts", "experiment", "quiz", "lesson"])
def test_the_focus_can_be_seen_on_every_stop(qtbot: QtBot, window: MainWindow, arrangement: str) -> None:
    arrange(window, arrangement)
    window.diagram.setFocus()
    first, unmarked = QApplication.focusWidget(), list[str]()
    while (focus := QApplication.focusWidget()) is not None and (focus is not first or not unmarked):
        marked = focus.grab().toImage()
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        unmarked += [f"{type(focus).__name__} {focus.objectName()}"] if focus.grab().toImage() == marked else [""]

    assert [name for name in unmarked if name] == []
