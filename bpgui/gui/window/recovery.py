"""Recovery copies in the window: written in the background after each change, offered at the start after a crash."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.words import problem_text
from bpgui.gui.window.file_actions import FileActions
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.system_words import reason_of
from bpgui.session.basics.work import Work
from bpgui.session.files import recovery
from bpgui.session.files.recovery import FoundCopy, OwnCopy
from bpgui.session.files.session_file import Snapshot

if TYPE_CHECKING:
    from bpgui.gui.window.recovery_dialog import RecoveryDialog

#: Milliseconds from a change to its copy; steps of a run alone can be trained again, and wait longer.
SOON, LATER = 250, 5000
logger = logging.getLogger(__name__)


class Recovery(QObject):
    """Keeps a copy of the session while it is not saved, and brings those back that were left."""

    told = Signal(str)  #: something was done or is not possible: a sentence for the notice

    def __init__(self, document: Document, files: FileActions, keeps: QAction, window: QWidget) -> None:
        """`keeps` is the menu's entry that switches copies on and off."""
        super().__init__(window)
        self._document, self._files, self._window = document, files, window
        self._folder = recovery.recovery_folder()
        self._own = None if self._folder is None else OwnCopy(self._folder)
        self._kept: tuple[object, ...] | None = None  #: what the copy that is there was made of
        self._restored: FoundCopy | None = None
        self._dialog: RecoveryDialog | None = None
        self._work: Work[None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)
        for fact in (
            document.session_opened,
            document.timeline_changed,
            document.undo_changed,
            document.running_changed,
        ):
            fact.connect(self._look)
        keeps.setCheckable(True)
        keeps.setEnabled(self._folder is not None)
        keeps.setChecked(self._folder is not None and recovery.is_on(self._folder))
        keeps.triggered.connect(self._switch)

    # The copy of this session

    def _needs_copy(self) -> bool:
        session = self._document.session
        return session.is_modified or (session.path is None and not session.is_example)

    def _state(self) -> tuple[object, ...]:
        """Return what has to change for another copy to be due; steps last."""
        session = self._document.session
        return session, session.timeline, session.stops, session.path, session.steps

    def _look(self) -> None:
        """Have a copy written, or removed, where the session is not as it was."""
        if self._own is None:
            return
        if not self._needs_copy():
            self._withdraw()
            return
        state = self._state()
        if state != self._kept:
            is_run = self._document.is_running and self._kept is not None and state[:-1] == self._kept[:-1]
            delay = LATER if is_run else SOON
            if not self._timer.isActive() or self._timer.remainingTime() > delay:
                self._timer.start(delay)

    def _write(self) -> None:
        own = self._own
        if own is None or not self._needs_copy():
            return
        if self._work is not None and self._work.is_going_on:
            self._timer.start(SOON)
            return
        self._kept, snapshot = self._state(), Snapshot.of(self._document.session)
        restored, self._restored = self._restored, None
        self._work = Work(lambda _: _write(own, snapshot, restored), "recovery", is_awaited=False)

    def _withdraw(self) -> None:
        self._timer.stop()
        self._wait()
        if self._kept is not None and self._own is not None:
            self._own.withdraw()
        if self._restored is not None:
            self._restored.discard()
        self._kept, self._restored = None, None

    def _wait(self) -> None:
        if self._work is not None:
            self._work.join()

    def keep(self) -> None:
        """Write the copy that is due, and leave it: the program ends, and nobody was asked."""
        if self._timer.isActive():
            self._timer.stop()
            self._wait()
            self._write()
        self._wait()

    def close(self) -> None:
        """Remove the copy: the session is saved, or its changes are not wanted."""
        self._withdraw()
        if self._own is not None:
            self._own.remove()

    def _switch(self, on: bool) -> None:
        self._wait()
        self._kept = None
        try:
            assert self._folder is not None
            recovery.switch(self._folder, on=on)
        except OSError as error:
            reason = problem_text(Problem("{reason}", reason=reason_of(error)))
            self.told.emit(self.tr("Recovery copies cannot be switched: {reason}.").format(reason=reason))
        else:
            if not on:
                self.told.emit(self.tr("Recovery copies are off, and all that were there are erased."))
        self._look()

    # Those that were left

    def offer(self) -> None:
        """Offer what was left by starts before this one, once."""
        self._show(lambda copy: not copy.was_offered)

    def show(self) -> None:
        """Show all that was left."""
        if not self._show(lambda _: True):
            self.told.emit(self.tr("There is nothing to recover."))

    def _show(self, is_wanted: Callable[[FoundCopy], bool]) -> bool:
        if self._dialog is None:
            from bpgui.gui.window.recovery_dialog import RecoveryDialog

            found = [] if self._folder is None else recovery.find(self._folder)
            copies = [copy for copy in found if is_wanted(copy)]
            for copy in found:
                if copy not in copies:
                    copy.let_go()
            if not copies:
                return False
            self._dialog = RecoveryDialog(copies, self._window)
            self._dialog.restore_requested.connect(self._restore)
            self._dialog.finished.connect(self._forget_dialog)
        self._dialog.show()
        self._dialog.raise_()
        return True

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _restore(self, copy: FoundCopy) -> None:
        """Open what a copy holds. It is erased only when it is written anew as this session's own."""
        if self._files.restore(copy):
            if self._dialog is not None:
                self._dialog.take(copy)
            self._restored = copy
            self._timer.start(0)


def _write(own: OwnCopy, snapshot: Snapshot, restored: FoundCopy | None) -> None:
    """Write a copy, in a thread; the one that the session was restored from is then not needed any more."""
    try:
        if own.write(snapshot) and restored is not None:
            restored.discard()
    except (OSError, Problem) as reason:
        logger.info("no recovery copy: %s", reason)
    finally:
        if restored is not None:
            restored.let_go()
