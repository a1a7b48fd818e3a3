"""A window that tests hand on: to make one takes as long as five tests of it."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget

from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.preferences import Preferences, save_preferences
from bpgui.gui.window.start import make_window
from bpgui.session.basics.resources import resource_path
from bpgui.session.undo import UndoStack

#: A window's controls and actions: what each has on the screen.
Standing = dict[str, tuple[object, ...]]
SIZE = 1440, 900


class SpareWindow:
    """Keeps a window from one test to the next, as long as it can be brought to stand as a new one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._window: MainWindow | None = None
        self._as_new: Standing = {}

    def take(self) -> MainWindow:
        """Return a window that stands as a new one."""
        if self._window is not None:
            begin_anew(self._window, self._as_new)
            if not self._as_new.items() <= standing(self._window).items():
                self.drop()
        if self._window is None:
            self._window = started(self._folder / "settings.json")
            settle()
            self._as_new = standing(self._window)
        return self._window

    def drop(self) -> None:
        """End the window."""
        if self._window is not None:
            close(self._window)
            self._window = None


def started(settings: Path, *, text_size: int = 100, language: Literal["en", "zh_CN"] = "en") -> MainWindow:
    """Return a window with all its panels."""
    save_preferences(Preferences(animation="off", text_size=text_size, language=language), settings)
    window = make_window(settings)
    window.resize(*SIZE)
    window.show()
    window.load_panels()
    window.load_plots()
    return window


def settle() -> None:
    """Let all find its place: docks need some turns of the event loop."""
    for _ in range(3):
        QApplication.processEvents()


def begin_anew(window: MainWindow, as_new: Standing) -> None:
    """Do what a person would to have everything as after a start."""
    document = window.document
    document.pause()
    document.editors.drop()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    for action in window.findChildren(QAction):
        name = action.objectName()
        if name in as_new and action.isChecked() != as_new[name][0]:
            action.trigger()
    document.session.undo_stack = UndoStack()
    document.session.mark_saved()
    window.files.open_path(resource_path("examples", "article.bpgui"), is_example=True)
    document.select(None)
    window.explanation.show_list.setCurrentIndex(0)
    window.resize(*SIZE)
    settle()
    if panels(window) != {name: as_new[name] for name in panels(window)}:
        find_action(window, "reset_layout").trigger()
        settle()
    window.activateWindow()  # as showing it does
    window.diagram.setFocus()
    settle()


def standing(window: MainWindow) -> Standing:
    """Return what the menus say, which panels are seen where, and whether the window gets the keys."""
    actions = [action for action in window.findChildren(QAction) if action.objectName().startswith("action_")]
    return {
        **{action.objectName(): (action.isChecked(), action.isEnabled(), action.text()) for action in actions},
        **panels(window),
        window.objectName(): (window.isActiveWindow(), window.diagram.hasFocus()),
    }


def panels(window: MainWindow) -> Standing:
    """Return which panels are seen where."""
    found: Standing = {}
    for widget in (*window.findChildren(QDockWidget), window.toolbar):
        is_seen = not widget.visibleRegion().isEmpty()
        found[widget.objectName()] = (is_seen, widget.geometry().getRect() if is_seen else ())
    return found


def find_action(window: MainWindow, name: str) -> QAction:
    """Return an entry of a menu."""
    action = window.findChild(QAction, f"action_{name}")
    assert action is not None, name
    return action


def close(window: MainWindow) -> None:
    """End a window, whatever it holds."""
    find_action(window, "language_en").trigger()  # for the next one, where this one spoke another
    window.document.pause()
    window.document.editors.drop()
    window.document.session.undo_stack = UndoStack()  # nothing to ask for
    window.document.session.mark_saved()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
