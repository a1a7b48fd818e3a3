"""Data in and out, as a person does it: import, paste."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.window.file_actions import FileActions
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: Files that are tables; all others are taken for sessions.
DATA_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".data", ".xlsx", ".ods"})


class DataFiles(QObject):
    """What the File menu does with data."""

    told = Signal(str)  #: something was done: a sentence for the notice
    problem_met = Signal(object)  #: something could not be done: Problem

    def __init__(self, document: Document, files: FileActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._files, self._window = document, files, window
        self._folder = ""  # where the last table was

    def import_file(self) -> None:
        """Ask for a table and import it."""
        self._document.pause()
        patterns = " ".join(f"*{suffix}" for suffix in sorted(DATA_SUFFIXES))
        kinds = ";;".join((self.tr("Tables ({patterns})").format(patterns=patterns), self.tr("All files (*)")))
        folder = self._folder or self._files.folder()
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import data"), folder, kinds)
        if name:
            self.import_path(Path(name))

    def import_path(self, path: Path) -> None:
        """Import a table; what is there stays until Import is pressed, and Undo brings it back."""
        self._folder = str(path.parent)
        self._import(path)

    def paste(self) -> None:
        """Import the table in the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._import(text.encode("utf-8", errors="replace"))
        else:
            self.problem_met.emit(Problem(QT_TRANSLATE_NOOP("Problem", "There is no text in the clipboard.")))

    def _import(self, source: Path | bytes) -> None:
        from bpgui.gui.data.import_dialog import ImportDialog

        self._document.pause()
        dialog = ImportDialog(self._window, self._document, source)
        try:
            if dialog.exec() == ImportDialog.DialogCode.Accepted and self._document.perform(dialog.edit()):
                self.told.emit(self._imported_text())
        finally:
            dialog.reader.stop()
            dialog.deleteLater()

    def _imported_text(self) -> str:
        data = self._document.experiment.data
        if not data.test:
            return self.tr("%Ln sample(s) imported; Undo brings the old ones back.", "", data.samples)
        text = self.tr(
            "%Ln sample(s) imported, {test} of them for testing; Undo brings the old ones back.", "", data.samples
        )
        return text.format(test=len(data.test))
