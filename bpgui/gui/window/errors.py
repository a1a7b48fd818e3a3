"""Errors that nobody expected, from any thread: each kind is logged and told once; the program goes on."""

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from bpgui.session.basics.problems import shown
from bpgui.session.basics.user_folders import home_folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fault:
    """One kind of error: in one line, and with the way that led to it."""

    text: str
    trace: str


class Errors(QObject):
    """Takes the place of Python's three hooks. Two errors are of one kind when they are raised at one place."""

    met = Signal(object)  #: an error of a new kind: Fault. Told from the event loop, so never in the middle of a paint
    _caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[object, int] = {}
        self._lock = threading.Lock()
        self._earlier = sys.excepthook, threading.excepthook, sys.unraisablehook
        self._caught.connect(self.met, Qt.ConnectionType.QueuedConnection)

    @property
    def count(self) -> int:
        """How many errors there were."""
        return sum(self._counts.values())

    def install(self) -> None:
        """Begin to catch."""
        sys.excepthook = self._take
        threading.excepthook = lambda args: self._take(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._take(args.exc_type, args.exc_value, args.exc_traceback)

    def remove(self) -> None:
        """Leave errors to those who caught them before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._earlier

    def _take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, *_: object
    ) -> None:
        try:
            self._note(kind, error, trace)
        except BaseException:
            logger.debug("an error could not be told", exc_info=True)

    def _note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        place = (kind, frames[-1].filename, frames[-1].lineno) if frames else (kind, str(error))
        with self._lock:
            self._counts[place] = count = self._counts.get(place, 0) + 1
        if str(count).strip("0") == "1":  # the first, the 10th, the 100th: a paint may fail 60 times a second
            logger.error("unexpected error, for the %d. time", count, exc_info=(kind, error, trace))  # type: ignore[arg-type]
        if count == 1 or any(frame.name == "closeEvent" for frame in frames):  # a window that cannot go is told again
            lines = traceback.format_exception(kind, error, trace)
            self._caught.emit(Fault(_one_line(lines[-1]), _without_home("".join(lines))))


def _one_line(text: str) -> str:
    text = shown(" ".join(_without_home(text).split()))
    return text if len(text) <= 300 else f"{text[:297]}..."


def _without_home(text: str) -> str:
    """Write the person's home as ~: a report may be sent to others."""
    home = home_folder()
    return text if home is None else text.replace(str(home), "~")
