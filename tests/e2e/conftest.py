"""The real main window, driven as a person would."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from bpgui.gui.widgets.theme import look
from bpgui.gui.window.main_window import MainWindow
from tests.conftest import PASSED, address, top_level_widgets
from tests.e2e.spare_window import SpareWindow, close, started

Kind = TypeVar("Kind", bound=QObject)


@pytest.fixture(scope="package")
def spare(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpareWindow]:
    """The window that tests hand on."""
    spare = SpareWindow(tmp_path_factory.mktemp("spare"))
    yield spare
    spare.drop()


@pytest.fixture
def window(spare: SpareWindow, leaves_nothing_behind: set[int], request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """The window on the article's example, with its plots, as it stands a moment after the start."""
    window = spare.take()
    leaves_nothing_behind.update(map(address, top_level_widgets()))
    yield window
    if not request.node.stash.get(PASSED, False):
        spare.drop()


@pytest.fixture
def fresh(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The same of its own, for tests of how it starts and ends; it keeps its settings in `tmp_path`."""
    window = started(tmp_path / "settings.json")
    QApplication.processEvents()
    yield window
    close(window)


@pytest.fixture
def sized(qapp: QApplication, tmp_path: Path, text: int, language: Literal["en", "zh_CN"]) -> Iterator[MainWindow]:
    """The same with a test's size of text and language from its start on."""
    window = started(tmp_path / "settings.json", text_size=text, language=language)
    yield window
    close(window)
    look.apply("system", 1.0)


def find(window: QWidget, kind: type[Kind], name: str) -> Kind:
    """Return the control with this objectName."""
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def trigger(window: QWidget, name: str) -> None:
    """Choose an entry of a menu."""
    find(window, QAction, f"action_{name}").trigger()


def when_dialog_opens(act: Callable[[QWidget], None], *, is_active: bool = False) -> None:
    """Act on the next modal dialog, and close it where that fails; with `is_active` only once it gets the keys."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or (is_active and QApplication.activeWindow() is not dialog):
            QTimer.singleShot(10, look)
            return
        try:
            act(dialog)
        except BaseException:  # the test fails with it; an open dialog would keep it waiting for ever
            dialog.close()
            raise

    QTimer.singleShot(0, look)
