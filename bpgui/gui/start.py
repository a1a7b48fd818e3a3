"""Starting the window: the application, its settings, the first session, and what happens after the first paint."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from bpgui.gui.document import Document
from bpgui.gui.i18n import Languages
from bpgui.gui.main_window import MainWindow
from bpgui.gui.preferences import load_preferences, preferences_path
from bpgui.gui.theme import look
from bpgui.session.compiled import WarmUp
from bpgui.session.files import load_session
from bpgui.session.resources import resource_path

logger = logging.getLogger(__name__)


class ErrorHook(QObject):
    """Logs what nobody caught, and tells the window of it, once for each kind."""

    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def __call__(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """Take the place of sys.excepthook."""
        logger.error("unexpected error", exc_info=(kind, error, traceback))
        text = f"{kind.__name__}: {error}"
        if text not in self._seen:
            self._seen.add(text)
            self.failed.emit(text)


def make_window(preferences_file: Path) -> MainWindow:
    """Make the main window on the article's example; a QApplication must be there."""
    preferences, languages = load_preferences(preferences_file), Languages()
    languages.apply(preferences.language)
    look.apply(preferences.theme, preferences.text_size / 100)
    document = Document(load_session(resource_path("examples", "article.bpgui"), is_example=True))
    return MainWindow(document, preferences, preferences_file, languages)


def run_window(path: Path | None) -> int:
    """Open the window, on a session file or on the article's example, and return the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("bpgui")
    app.setStyle("Fusion")
    window = make_window(preferences_path())
    hook = ErrorHook()
    hook.failed.connect(window.tell_error)
    sys.excepthook = hook
    window.show()
    warm_ups: list[WarmUp] = []

    def after_first_paint() -> None:
        window.load_plots()
        warm_ups.append(WarmUp())

    QTimer.singleShot(0, window, after_first_paint)
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.files.open_path(path))
    # A run beside a busy window waits for the interpreter's lock after each chunk; shorter turns give it its speed.
    sys.setswitchinterval(0.0005)
    try:
        return int(app.exec())
    finally:
        for warm_up in warm_ups:
            warm_up.stop()
