"""What becomes of an error that nobody expected: it is told, and the person chooses what follows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from bpgui.gui.window.errors import Errors, Fault
from bpgui.gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from bpgui.gui.window.reports import ErrorReport


class ErrorTeller(QObject):
    """Tells of each kind in one window, whatever else goes on."""

    def __init__(self, errors: Errors, window: MainWindow) -> None:
        super().__init__(window)
        self._errors, self._window = errors, window
        self._report: ErrorReport | None = None
        errors.met.connect(self._tell)

    def _tell(self, fault: Fault) -> None:
        from bpgui.gui.window.reports import ErrorReport  # which is never needed as a rule

        if self._report is None:
            self._report = ErrorReport(self._window)
            self._report.save_asked.connect(self._window.files.save_copy)
            self._report.quit_asked.connect(self._quit)
        self._report.tell(fault)

    def _quit(self) -> None:
        """Close the window as always; where that meets an error, end without a question."""
        before = self._errors.count
        self._window.close()
        if self._errors.count > before:
            try:
                self._window.end()
            finally:
                QCoreApplication.exit(1)
