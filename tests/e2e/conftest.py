"""The real main window, driven as a person would."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.preferences import Preferences, save_preferences
from bpgui.gui.window.start import make_window
from bpgui.session.basics.resources import resource_path
from bpgui.session.undo import UndoStack

Kind = TypeVar("Kind", bound=QObject)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the article's example, with its plots, as it stands a moment after the start."""
    window = started(tmp_path / "settings.json")
    qtbot.waitExposed(window)
    yield window
    close(window)


@pytest.fixture(scope="module")
def kept(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window for all tests of a module that change nothing of it but the session: to make one takes long."""
    window = started(tmp_path_factory.mktemp("kept") / "settings.json")
    QApplication.processEvents()
    yield window
    close(window)


def begin_anew(window: MainWindow) -> None:
    """Show the article's example as a start does, whatever a test before left."""
    document = window.document
    document.pause()
    document.editors.drop()
    document.session.mark_saved()
    window.files.open_path(resource_path("examples", "article.bpgui"), is_example=True)
    trigger(window, "language_en")
    document.select(None)
    window.outline.show()
    window.resize(1440, 900)
    window.diagram.setFocus()
    QApplication.processEvents()


def started(settings: Path) -> MainWindow:
    """Return a window with all its panels."""
    save_preferences(Preferences(animation="off"), settings)
    window = make_window(settings)
    window.resize(1440, 900)
    window.show()
    window.load_panels()
    window.load_plots()
    return window


def close(window: MainWindow) -> None:
    """End a window, whatever it holds."""
    trigger(window, "language_en")  # for the next one, where this one spoke another
    window.document.pause()
    window.document.editors.drop()
    window.document.session.undo_stack = UndoStack()  # nothing to ask for
    window.document.session.mark_saved()
    window.close()
    window.deleteLater()
    QApplication.processEvents()


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
