"""The lesson's place in the window: its dock, its menu entries, and the panels that a stop wants to be seen."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QMainWindow, QWidget

from bpgui.gui.learn.lesson_panel import LessonPanel
from bpgui.gui.window.file_actions import FileActions
from bpgui.session.basics.resources import lesson_path


class LessonRoom(QObject):
    """Opens the lesson, beside a diagram to which the focus goes back and forth."""

    def __init__(
        self,
        window: QMainWindow,
        panel: LessonPanel,
        docks: Mapping[str, QDockWidget],
        files: FileActions,
        diagram: QWidget,
    ) -> None:
        super().__init__(window)
        self._window, self._panel, self._docks, self._files, self._diagram = window, panel, docks, files, diagram
        panel.example_requested.connect(self._open_example)
        panel.panels_requested.connect(self._show_panels)
        docks["lesson"].toggleViewAction().toggled.connect(self._give_room)
        self._give_room(not docks["lesson"].isHidden())

    def show(self) -> None:
        """Open the lesson; when it is open, go from it to the diagram or from elsewhere to it."""
        dock, focus = self._docks["lesson"], QApplication.focusWidget()
        if focus is not None and self._panel.isAncestorOf(focus):
            self._diagram.setFocus()
            return
        was_hidden = dock.isHidden()
        dock.show()
        dock.raise_()
        if was_hidden:
            self._panel.begin()
        self._panel.text.setFocus()

    def open(self) -> None:
        """Ask for a lesson file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a lesson"), self._files.folder(), self.tr("Lessons (*.md)")
        )
        if name:
            self.open_path(Path(name))

    def open_optimisers(self) -> None:
        """Open the lesson's second part."""
        self.open_path(lesson_path(self._panel.language, "optimisers"))

    def open_path(self, path: Path) -> None:
        """Open a lesson file; where it is faulty the present lesson stays."""
        if self._panel.open_file(path):
            dock = self._docks["lesson"]
            dock.show()
            dock.raise_()
            self._panel.begin()
            self._panel.text.setFocus()

    def _open_example(self, path: Path) -> None:
        if self._files.open_path(path, is_example=True):
            self._panel.set_stage()

    def _show_panels(self, names: tuple[str, ...]) -> None:
        is_asked = ["quiz"] if self._docks["quiz"].toggleViewAction().isChecked() else []
        for name in (*(name for name in names if name in self._docks), "lesson", *is_asked):
            self._docks[name].show()
            self._docks[name].raise_()

    def _give_room(self, is_open: bool) -> None:
        """Let the left side reach to the bottom while the lesson is open, and be mostly the lesson's."""
        areas = Qt.DockWidgetArea
        side = areas.LeftDockWidgetArea if is_open else areas.BottomDockWidgetArea
        self._window.setCorner(Qt.Corner.BottomLeftCorner, side)
        docks = [self._docks["data"], self._docks["lesson"]]
        # While a kept layout is put back, one of them may not stand in it yet; its size is kept with it.
        if is_open and all(self._window.dockWidgetArea(dock) == areas.LeftDockWidgetArea for dock in docks):
            self._window.resizeDocks(docks, [1, 4], Qt.Orientation.Vertical)
