"""The one way to read a file that a person named: only what is a file, and only as much as is allowed."""

import errno
import os
import stat
from pathlib import Path

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.system_words import reason_of, refused


def read_file(path: Path, most: int) -> bytes:
    """Return the content of a file of at most `most` bytes. Raises Problem with the reason alone, without the name.

    A pipe or a device is refused at once: its end might never come.
    """
    try:
        _check_is_file(path.stat().st_mode)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            _check_is_file(os.fstat(handle).st_mode)  # what was looked at before may have been replaced
            content = stream.read(most + 1)
    except OSError as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The system says: {reason}."), reason=reason_of(error)) from error
    except ValueError as error:  # there is a zero character in the name
        raise Problem(QT_TRANSLATE_NOOP("Problem", "No file can have this name.")) from error
    if len(content) > most:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It is larger than {most} MB."), most=most >> 20)
    return content


def _check_is_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise refused(errno.EISDIR)
    if not stat.S_ISREG(mode):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It is not a file but a pipe or a device."))
