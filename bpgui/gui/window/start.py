"""Starting the window: the application, its settings, the first session, and what happens after the first paint."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import Languages
from bpgui.gui.widgets.theme import look
from bpgui.gui.window.error_teller import ErrorTeller
from bpgui.gui.window.errors import Errors
from bpgui.gui.window.garbage import GarbageCollection
from bpgui.gui.window.interruption import INTERRUPTED, Interruption
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.preferences import aside_path, load_preferences, preferences_path, set_aside
from bpgui.gui.window.start_mark import StartMark
from bpgui.session.basics.atomic import remove_litter
from bpgui.session.basics.problems import shown
from bpgui.session.basics.resources import resource_path
from bpgui.session.basics.work import Work
from bpgui.session.files.session_file import load_session

#: Why a start begins with default settings.
Beginning = Literal["", "damaged", "failed", "safe"]
logger = logging.getLogger(__name__)

#: Milliseconds from the last panel to the warm-up, which would keep it from being painted.
CALM = 300


@guarded
class AfterFirstPaint(QObject):
    """What can wait until the diagram can be seen: the panels, the plots, and then the compiled kernel."""

    began = Signal()  #: the first paint is done
    _compiling, _prepared = Signal(bool), Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stop: Callable[[], None] = lambda: None
        self._compiling.connect(window.teller.preparation)
        self._prepared.connect(self._tell_of_kernel)
        window.diagram.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin when the first paint is done."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load)
        return False

    def _load(self) -> None:
        self.began.emit()
        self._window.load_panels()
        QTimer.singleShot(0, self, self._load_plots)

    def _load_plots(self) -> None:
        self._window.load_plots()
        self._window.recovery.offer()
        folders = {preferences_path().parent, *(path.parent for path in self._window.preferences.recent_paths)}
        # A folder that is far away may keep whoever looks waiting: nothing waits for this thread.
        Work(lambda _: [*map(remove_litter, folders)], "litter", is_awaited=False, may_be_left=True)
        QTimer.singleShot(CALM, self, self._warm_up)

    def _warm_up(self) -> None:
        from bpgui.session.compiled import WarmUp

        self._stop = WarmUp(self._compiling.emit, self._prepared.emit).stop

    def _tell_of_kernel(self) -> None:
        from bpgui.session.compiled import notice

        problem = notice()
        if problem is not None:
            self._window.teller.kernel(problem)

    def stop(self) -> None:
        """End what goes on in the background."""
        self._stop()


def make_window(preferences_file: Path, beginning: Beginning = "") -> MainWindow:
    """Make the main window on the article's example; a QApplication must be there.

    It begins with default settings where `beginning` gives a reason for that, and says so.
    """
    if beginning:
        set_aside(preferences_file)
    preferences, is_damaged = load_preferences(preferences_file)
    languages = Languages()
    languages.apply(preferences.language)
    look.apply(preferences.theme, preferences.text_size / 100)
    document = Document(load_session(resource_path("examples", "article.bpgui"), is_example=True))
    window = MainWindow(document, preferences, preferences_file, languages)
    window.teller.first_words = _first_words("damaged" if is_damaged else beginning, aside_path(preferences_file))
    return window


def _first_words(beginning: Beginning, kept: Path) -> str:
    """Say why this start has other settings than the last one, and where those are."""
    texts = {
        "damaged": QCoreApplication.translate("Start", "The settings were damaged; what could not be read began anew."),
        "failed": QCoreApplication.translate(
            "Start", "The last start ended before its window appeared, so this one began with default settings."
        ),
        "safe": QCoreApplication.translate("Start", "This start began with default settings, as asked."),
    }
    words = [texts[beginning]] if beginning else []
    if beginning and kept.exists():
        text = QCoreApplication.translate("Start", "The earlier ones are kept in {path}.")
        words.append(text.format(path=shown(str(kept))))
    return " ".join(words)


def _begin(window: MainWindow, path: Path | None) -> None:
    if path is not None:
        window.files.open_path(path)
    window.teller.begin()


def _log_qt(kind: QtMsgType, _place: QMessageLogContext, text: str) -> None:
    """Log what Qt says."""
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
    logging.getLogger("qt").log(levels.get(kind, logging.WARNING), "%s", text)


def run_window(path: Path | None, *, is_safe: bool = False) -> int:
    """Open the window, on a session file or on the article's example, and return the exit code.

    `is_safe` begins with default settings, as does a start after one that got no window.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("bpgui")
    app.setStyle("Fusion")
    errors = Errors()
    errors.install()
    qInstallMessageHandler(_log_qt)
    garbage = GarbageCollection()
    mark = StartMark(preferences_path().parent)
    window = make_window(preferences_path(), "safe" if is_safe else "failed" if mark.is_after_failure else "")
    ErrorTeller(errors, window)
    # Qt counts windows to know the last one, and may miss it where a dialog of a cancelled export closes meanwhile.
    window.closed.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    later = AfterFirstPaint(window)
    later.began.connect(mark.remove)
    interruption = Interruption()
    interruption.pressed.connect(window.end)
    interruption.pressed.connect(lambda: app.exit(INTERRUPTED))
    window.show()
    QTimer.singleShot(0, window, lambda: _begin(window, path))
    # A run beside a busy window waits for the interpreter's lock after each chunk; shorter turns give it its speed.
    sys.setswitchinterval(0.0005)
    try:
        return int(app.exec())
    finally:
        mark.remove()
        later.stop()
        interruption.stop()
        garbage.stop()
        qInstallMessageHandler(None)
        errors.remove()
