"""Locks on files: they tell which files belong to a process that still runs.

The system gives a lock back when its process ends, however it ends; a process number alone could be another's by then.
"""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def try_lock(handle: int) -> bool:
    """Lock an open file until `handle` is closed; return False where another handle has it locked.

    Raises OSError where this file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def create_locked(path: Path, mode: int = 0o600) -> int | None:
    """Create a file and lock it; return its handle, or None where whoever clears up took it in between.

    Raises FileExistsError where it is there already, OSError where it cannot be created.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        if try_lock(handle) and path.exists():
            return handle
    except OSError:
        return handle  # no locks here: it is told from an abandoned one by its age
    os.close(handle)
    return None
