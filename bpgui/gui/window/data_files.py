"""Data in and out, as a person does it: import, paste, make, predictions."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.background import run_in_background
from bpgui.gui.window.file_actions import FileActions
from bpgui.session.basics.file_names import TABLE_SUFFIXES, typed_path
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem, shown
from bpgui.session.basics.work import Cancelled
from bpgui.session.files.predictions_csv import write_predictions

if TYPE_CHECKING:
    from bpgui.gui.data.generate_dialog import GenerateDialog
    from bpgui.gui.data.import_dialog import ImportDialog


class DataFiles(QObject):
    """What the File menu does with data."""

    told = Signal(str)  #: something was done: a sentence for the notice
    problem_met = Signal(object)  #: something could not be done: Problem

    def __init__(self, document: Document, files: FileActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._files, self._window = document, files, window
        self._folder = ""  # where the last table was
        # Once what opened it is over: a dialog would keep a start or a drop waiting.
        files.table_met.connect(self.import_path, Qt.ConnectionType.QueuedConnection)

    def import_file(self) -> None:
        """Ask for a table and import it."""
        self._document.pause()
        patterns = " ".join(f"*{suffix}" for suffix in sorted(TABLE_SUFFIXES))
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
            if dialog.exec() == ImportDialog.DialogCode.Accepted:
                self._put(dialog, self.tr("Imported: {samples}; Undo brings the old ones back."))
        finally:
            dialog.reader.stop()
            dialog.deleteLater()

    def generate(self) -> None:
        """Ask for made data and put them in place."""
        from bpgui.gui.data.generate_dialog import GenerateDialog
        from bpgui.gui.widgets.form_dialog import ask

        self._document.pause()
        dialog = GenerateDialog(self._window, self._document)
        if ask(dialog):
            self._put(dialog, self.tr("Generated: {samples}; Undo brings the old ones back."))

    def _put(self, dialog: "ImportDialog | GenerateDialog", told: str) -> None:
        """Put the data set of a dialog in place and tell of it."""
        edit = dialog.edit()
        if self._document.perform(edit):
            self.told.emit(told.format(samples=", ".join(dialog.becomes.samples_texts(edit.data))))

    def export_predictions(self) -> None:
        """Ask for a file and write the predictions at the cursor to it."""
        self._document.pause()
        session = self._document.session
        stem = session.path.stem if session.path else "session"
        folder = session.path.parent if session.path else self._files.folder()
        offered = str(Path(folder, f"{shown(stem)}-predictions.csv"))
        title = self.tr("Export predictions")
        name, _ = QFileDialog.getSaveFileName(self._window, title, offered, self.tr("CSV files (*.csv)"))
        if name:
            self.export_predictions_to(Path(name))

    def export_predictions_to(self, path: Path) -> None:
        """Write them; an earlier file stays when that fails or is cancelled."""
        moment = self._document.session.moment()
        experiment, parameters = moment.experiment, moment.state.parameters
        write = lambda work: write_predictions(path, experiment, parameters, tell=work.tell)  # noqa: E731
        try:
            path = typed_path(str(path), ".csv")
            count = run_in_background(self._window, self.tr("Exporting predictions..."), write, self._samples_text)
        except Problem as problem:
            self.problem_met.emit(problem)
        except Cancelled:
            self.told.emit(self.tr("The export was cancelled; no file was changed."))
        else:
            self.told.emit(self.tr("Predictions of %Ln sample(s) written to {path}.", "", count).format(path=path))

    def _samples_text(self, done: int, total: int) -> str:
        return self.tr("{done} of %Ln sample(s)", "", total).format(done=QLocale().toString(done))
