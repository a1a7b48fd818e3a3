"""Cross-validation in the window: opens its window, and what that asks for: a training as a session, a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow

from bpgui.gui.document.document import Document
from bpgui.gui.window.file_actions import FileActions
from bpgui.gui.window.menus import Actions
from bpgui.session.basics.file_names import typed_path
from bpgui.session.basics.numbers import display, readable
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Results, write_csv
from bpgui.session.session import Session


class ValidationRoom(QObject):
    """What the menu entry does, and what its window asks of others."""

    def __init__(self, document: Document, actions: Actions, files: FileActions, window: QMainWindow) -> None:
        super().__init__(window)
        self._document, self._files, self._window = document, files, window
        actions.connect("cross_validate", self.show)

    def show(self) -> None:
        """Bring the window."""
        from bpgui.gui.cross_validation.window import ValidationWindow

        found = self._window.findChild(ValidationWindow)
        if found is None:
            found = ValidationWindow(self._document, self._window)
            found.training_asked.connect(self.open)
            found.csv_asked.connect(self.save)
            self._window.destroyed.connect(found.work.stop)
        found.show()
        found.raise_()
        found.activateWindow()

    def open(self, plan: ValidationPlan, training: Training) -> None:
        """Open a training as a session: its samples, its start, and all of its steps."""
        from bpgui.session.cross_validation.training import train

        def made(progress: Callable[[int, int], bool]) -> Session | None:
            session, _ = train(plan, training, progress)
            if session.steps < plan.steps(session) and not progress(session.steps, plan.steps(session)):
                return None
            session.title = self.tr("fold {n}, {setting} {value}").format(
                n=training.fold + 1, setting=plan.setting, value=readable(display(training.value, 4))
            )
            session.mark_saved()
            return session

        self._files.open_made(made)

    def save(self, plan: ValidationPlan, results: Results) -> None:
        """Ask for a file and write all numbers to it."""
        session = self._document.session
        stem = session.path.stem if session.path else "session"
        folder = session.path.parent if session.path else self._files.folder()
        offered = str(Path(folder, f"{shown(stem)}-cross-validation.csv"))
        title, kinds = self.tr("Save the cross-validation"), self.tr("CSV files (*.csv)")
        name, _ = QFileDialog.getSaveFileName(self._window, title, offered, kinds)
        if not name:
            return
        try:
            path = typed_path(name, ".csv")
            write_csv(plan, results, path)
        except Problem as problem:
            self._files.problem_met.emit(problem)
        else:
            self._files.told.emit(self.tr("Saved {name}.").format(name=shown(path.name)))
