"""The mark of a start that goes on: one that is found later, abandoned, is of a start that ended before its window."""

import contextlib
import logging
import os
import secrets
import time
from pathlib import Path

from bpgui.session.basics.locks import create_locked, try_lock

PREFIX, SUFFIX = "start-", ".mark"
#: Seconds after which a mark is abandoned where the file system knows no locks.
OLD = 120.0
logger = logging.getLogger(__name__)


class StartMark:
    """A locked file in the settings' folder, from the beginning of a start to its first paint."""

    def __init__(self, folder: Path) -> None:
        """Set the mark; where that is not possible the program starts without."""
        self._path: Path | None = None
        self._handle: int | None = None
        self.is_after_failure = _remove_abandoned(folder)  #: whether a start before this one got no window
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._path = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
            self._handle = create_locked(self._path)
        except OSError as reason:
            logger.info("no mark of this start: %s", reason)

    def remove(self) -> None:
        """Take the mark away: this start got its window."""
        if self._handle is None or self._path is None:
            return
        if os.name == "nt":
            os.close(self._handle)  # Windows removes no open file
        with contextlib.suppress(OSError):
            self._path.unlink()
        if os.name != "nt":
            os.close(self._handle)
        self._handle = None


def _remove_abandoned(folder: Path) -> bool:
    """Remove the marks of starts that do not go on; say whether there was one."""
    found = False
    for path in sorted(folder.glob(f"{PREFIX}*{SUFFIX}")):
        with contextlib.suppress(OSError):
            if _is_abandoned(path):
                path.unlink()
                found = True
    return found


def _is_abandoned(path: Path) -> bool:
    handle = os.open(path, os.O_RDWR)
    try:
        return try_lock(handle)
    except OSError:
        return time.time() - os.fstat(handle).st_mtime > OLD
    finally:
        os.close(handle)
