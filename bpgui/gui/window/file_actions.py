"""Opening, saving and exporting, as a person does it: with questions before anything is lost, and reasons."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QLocale, QObject, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.background import run_in_background
from bpgui.gui.widgets.plain_text import message_box
from bpgui.gui.window.preferences import Preferences
from bpgui.session.basics.atomic import remove_litter
from bpgui.session.basics.file_names import TABLE_SUFFIXES, is_table, typed_path
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem, shown
from bpgui.session.basics.user_folders import home_folder
from bpgui.session.basics.work import Cancelled, Work
from bpgui.session.files.history_csv import CsvOptions, chosen_rows, write_history
from bpgui.session.files.recovery import FoundCopy
from bpgui.session.files.session_file import Snapshot, load_session, save_copy
from bpgui.session.session import Session

T = TypeVar("T")
#: Called with the steps done and the steps in all; answers False when the person has cancelled.
Progress = Callable[[int, int], bool]


class FileActions(QObject):
    """What the File menu does."""

    recent_changed = Signal()  #: the recent files are others
    created = Signal()  #: a new network was made: its numbers are to be typed
    told = Signal(str)  #: something was done: a sentence for the notice
    problem_met = Signal(object)  #: something could not be done: Problem
    table_met = Signal(object)  #: a file to be opened is a table of data, to be imported: Path

    def __init__(self, document: Document, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._preferences, self._window = document, preferences, window

    # Sessions

    def new(self) -> None:
        """Ask for a network and open it."""
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.new_network import NewNetworkDialog

        dialog = NewNetworkDialog(self._window, self._document.session)
        if not ask(dialog):
            return
        session = dialog.session()
        if self.may_close():
            self._document.open(session)
            self.created.emit()

    def open(self) -> None:
        """Ask for a session file and open it, or for a table, which is imported."""
        tables = " ".join(f"*{suffix}" for suffix in sorted(TABLE_SUFFIXES))
        kinds = (
            self.tr("Sessions and tables ({patterns})").format(patterns=f"*.bpgui {tables}"),
            self.tr("bpgui sessions (*.bpgui)"),
            self.tr("All files (*)"),
        )
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), self.folder(), ";;".join(kinds))
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, *, is_example: bool = False) -> bool:
        """Open a session file; what is open stays when that is not possible. Of a table it is told: see `table_met`."""
        if is_table(path):
            self.table_met.emit(path)
            return False
        if not self.may_close():
            return False
        left = self._edited()
        try:
            session = self.load(path, is_example=is_example)
        except Problem as problem:
            self._forget_if_gone(path)
            self.problem_met.emit(problem)
            return False
        if self._edited() != left and not self.may_close():
            return False  # something was done before the dialog of the progress came
        self._document.open(session)
        if not is_example:
            self._remember(path)
        return True

    def _edited(self) -> tuple[object, ...]:
        """Return what is another one when something was opened or edited."""
        return self._document.session, self._document.session.undo_stack.undoable

    def load(self, path: Path, *, is_example: bool = False) -> Session:
        """Read a session file, with progress while it trains again. Raises Problem."""

        def read(progress: Progress) -> Session:
            remove_litter(path.parent)
            return load_session(path, progress, is_example=is_example)

        return self._with_progress(read)

    def _with_progress(self, read: Callable[[Progress], T]) -> T:
        title = self.tr("Training to where the session was...")
        return run_in_background(self._window, title, lambda work: read(work.tell), self._steps_text)

    def restore(self, copy: FoundCopy) -> bool:
        """Open what a recovery copy holds; what is open stays when that is not possible."""
        if not self.may_close():
            return False
        try:
            session = self._with_progress(copy.load)
        except Problem as problem:
            self.problem_met.emit(problem)
            return False
        if session is not None:
            self._document.open(session)
        return session is not None

    def open_made(self, make: Callable[[Progress], Session | None]) -> bool:
        """Open a session that is trained now; what is open stays when that is not wanted, or cancelled."""
        if not self.may_close():
            return False
        session = self._with_progress(make)
        if session is not None:
            self._document.open(session)
        return session is not None

    def _steps_text(self, done: int, total: int) -> str:
        return self.tr("{done} of %Ln step(s)", "", total).format(done=QLocale().toString(done))

    def save(self) -> bool:
        """Save to the session's file; ask for one where it has none."""
        path = self._document.session.path
        return self.save_as() if path is None else self._save_to(path)

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        path = self._asked_path(self.tr("Save the session"))
        return path is not None and self._save_to(path)

    def save_copy(self) -> None:
        """Ask for a file and save a copy to it; the session stays as it is, unsaved changes and all."""
        path = self._asked_path(self.tr("Save a copy"))
        if path is None:
            return
        try:
            self._write(Snapshot.of(self._document.session), path)
        except Problem as problem:
            self.problem_met.emit(problem)
        except Cancelled:
            self.told.emit(self.tr("Saving was cancelled; no file was changed."))
        else:
            self.told.emit(self.tr("Saved a copy as {name}.").format(name=shown(str(path))))

    def _asked_path(self, title: str) -> Path | None:
        session = self._document.session
        offered = session.path or Path(self.folder(), session.title or "session.bpgui")
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, shown(str(offered)), self.tr("bpgui sessions (*.bpgui)")
        )
        if not name:
            return None
        try:
            path = typed_path(name, ".bpgui")
        except Problem as problem:
            self.problem_met.emit(problem)
            return None
        was_asked = path == Path(name)  # Qt has asked of that one
        return path if was_asked or self.may_replace(path, title) else None

    def _save_to(self, path: Path) -> bool:
        try:
            self._document.save(path, self._write)
        except Problem as problem:
            self.problem_met.emit(problem)
            return False
        except Cancelled:
            self.told.emit(self.tr("Saving was cancelled; no file was changed."))
            return False
        self._remember(path)
        self.told.emit(self.tr("Saved {name}.").format(name=shown(path.name)))
        return True

    def _write(self, snapshot: Snapshot, path: Path) -> None:
        """Write a session's file in a thread: a large one takes a second. Raises Problem, Cancelled."""

        def write(work: Work[None]) -> None:
            save_copy(snapshot, path, work.raise_if_cancelled)

        run_in_background(self._window, self.tr("Saving..."), write, self._steps_text)

    def may_close(self) -> bool:
        """Ask what becomes of unsaved changes; say whether the session may go."""
        if not self._document.settle():
            return False
        self._document.pause()
        if not self._document.session.is_modified:
            return True
        buttons = QMessageBox.StandardButton
        session = self._document.session
        name = session.path.name if session.path else session.title or self.tr("Untitled")
        text = self.tr("“{name}” has unsaved changes.").format(name=shown(name))
        box = message_box(self._window, QMessageBox.Icon.Question, "", text)
        box.setObjectName("unsaved")
        box.setInformativeText(self.tr("Save them?"))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    # The history

    def export(self) -> None:
        """Ask what to export and where, and write it; where that fails, ask again with all that was chosen."""
        from bpgui.gui.window.dialogs import ExportDialog

        self._document.pause()
        session = self._document.session
        stem = session.path.stem if session.path else "history"
        path = Path(session.path.parent if session.path else self.folder(), f"{shown(stem)}.csv")
        dialog = ExportDialog(self._window, session.timeline, path)
        try:
            while dialog.exec() == ExportDialog.DialogCode.Accepted:
                path = dialog.file()
                if self.may_replace(path, dialog.windowTitle()):
                    problem = self.export_to(path, dialog.options())
                    if problem is None:
                        return
                    dialog.say_failed(problem)
        finally:
            dialog.deleteLater()

    def export_to(self, path: Path, options: CsvOptions) -> Problem | None:
        """Write the history to `path`; an earlier file stays when that fails or is cancelled. Return why it failed."""
        timeline = self._document.timeline

        def write(work: Work[int]) -> int:
            count = chosen_rows(timeline, options).count
            write_history(timeline, path, options, lambda rows: work.tell(rows, count), lambda: work.is_cancelled)
            return count

        try:
            rows = run_in_background(self._window, self.tr("Exporting the history..."), write, self._rows_text)
        except Problem as problem:
            self.problem_met.emit(problem)
            return problem
        except Cancelled:
            self.told.emit(self.tr("The export was cancelled; no file was changed."))
        else:
            self.told.emit(self.tr("Exported %Ln row(s) to {path}.", "", rows).format(path=shown(str(path))))
        return None

    def _rows_text(self, done: int, total: int) -> str:
        return self.tr("{done} of %Ln row(s)", "", total).format(done=QLocale().toString(done))

    def may_replace(self, path: Path, title: str) -> bool:
        """Ask where there is a file already."""
        if not path.exists():
            return True
        buttons = QMessageBox.StandardButton
        text = self.tr("{name} exists. Replace it?").format(name=shown(path.name))
        box = message_box(self._window, QMessageBox.Icon.Question, title, text)
        box.setStandardButtons(buttons.Yes | buttons.No)
        box.setDefaultButton(buttons.No)
        answer = box.exec()
        box.deleteLater()
        return answer == buttons.Yes

    # Recent files

    def open_recent(self, path: Path) -> None:
        """Open a recent file; one that is gone leaves the list."""
        if self._forget_if_gone(path):
            text = QT_TRANSLATE_NOOP("Problem", "“{path}” is not there any more.")
            self.problem_met.emit(Problem(text, path=str(path)))
        else:
            self.open_path(path)

    def clear_recent(self) -> None:
        """Forget all recent files."""
        self._preferences.recent = []
        self.recent_changed.emit()

    def _remember(self, path: Path) -> None:
        self._preferences.remember(path)
        self.recent_changed.emit()

    def _forget_if_gone(self, path: Path) -> bool:
        """Forget a file that is not there; say whether it is gone."""
        try:
            if path.exists():
                return False
        except OSError:  # nobody may look
            return False
        self._preferences.forget(path)
        self.recent_changed.emit()
        return True

    def folder(self) -> str:
        """Return where a dialog for files begins: where the last one was, or at home."""
        recent = self._preferences.recent_paths
        return str(recent[0].parent if recent else home_folder() or "")


def local_path(url: QUrl) -> Path:
    """Return the file that a local URL names. Qt's own answer has no bytes that are not UTF-8."""
    name = url.toLocalFile()
    if "\ufffd" in name:
        encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        return Path(os.fsdecode(unquote_to_bytes(encoded)))
    return Path(name)
