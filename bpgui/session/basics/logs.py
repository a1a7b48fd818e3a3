"""The log: what happened in this start and the ones before, for whoever looks for a fault."""

import faulthandler
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from bpgui.engine.shown import shown
from bpgui.session.basics.user_folders import state_folder

#: Bytes of one log file, and how many older ones stay.
MAX_BYTES, OLDER = 1_000_000, 3
LOG, CRASHES = "bpgui.log", "crashes.log"
logger = logging.getLogger(__name__)


class HarmlessFormatter(logging.Formatter):
    """Writes names that are logged, and those in a traceback, so that none acts on the terminal that shows them."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record."""
        return "\n".join(map(shown, super().format(record).split("\n")))


def log_folder() -> Path | None:
    """Return the folder of the logs, made if need be; None where nothing can be written."""
    state = state_folder()
    if state is None:
        return None
    folder = state / "logs"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder


@contextmanager
def kept_log(*, debug: bool = False) -> Iterator[None]:
    """Write what is logged into the log file too, and where the interpreter is if the process crashes.

    With `debug` more is logged, and all of it goes to the terminal as well. Where nothing can be written (no folder,
    a full disk) the program goes on without.
    """
    root, folder = logging.getLogger(), log_folder()
    level, to_terminal = root.level, [(h, h.level) for h in root.handlers if type(h) is logging.StreamHandler]
    handler = None if folder is None else _file_handler(folder / LOG)
    crashes = None if folder is None or faulthandler.is_enabled() else _opened(folder / CRASHES)
    is_loud, logging.raiseExceptions = logging.raiseExceptions, debug
    for other, _ in to_terminal:
        other.setLevel(logging.DEBUG if debug else logging.WARNING)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    if handler is not None:
        root.addHandler(handler)
    if crashes is not None:
        _tell_of_crash(crashes)
        faulthandler.enable(crashes)
    try:
        yield
    finally:
        if crashes is not None:
            faulthandler.disable()
            crashes.close()
        if handler is not None:
            root.removeHandler(handler)
            handler.close()
        for other, old in to_terminal:
            other.setLevel(old)
        root.setLevel(level)
        logging.raiseExceptions = is_loud


def _file_handler(path: Path) -> logging.Handler | None:
    try:
        handler = RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=OLDER, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        return None
    handler.setFormatter(HarmlessFormatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    return handler


def _opened(path: Path) -> TextIO | None:
    try:
        return path.open("a+", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None


def _tell_of_crash(crashes: TextIO) -> None:
    """Log what an earlier start wrote as it crashed, and empty the file for this one."""
    try:
        crashes.seek(0)
        left = crashes.read()
        crashes.truncate(0)
    except OSError as reason:
        left = str(reason)
    if left.strip():
        logger.info("an earlier start ended in a crash:\n%s", left)
    logger.info("start of %s", sys.argv[0])
