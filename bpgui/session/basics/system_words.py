"""Why the system refuses a file, in words that can be translated."""

import os

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: What Linux, macOS and Windows say most often, letter by letter.
KNOWN = (
    QT_TRANSLATE_NOOP("Problem", "No such file or directory"),
    QT_TRANSLATE_NOOP("Problem", "Permission denied"),
    QT_TRANSLATE_NOOP("Problem", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Problem", "No space left on device"),
    QT_TRANSLATE_NOOP("Problem", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Problem", "File too large"),
    QT_TRANSLATE_NOOP("Problem", "File name too long"),
    QT_TRANSLATE_NOOP("Problem", "Filename too long"),
    QT_TRANSLATE_NOOP("Problem", "Read-only file system"),
    QT_TRANSLATE_NOOP("Problem", "Is a directory"),
    QT_TRANSLATE_NOOP("Problem", "Not a directory"),
    QT_TRANSLATE_NOOP("Problem", "File exists"),
    QT_TRANSLATE_NOOP("Problem", "Input/output error"),
    QT_TRANSLATE_NOOP("Problem", "Invalid argument"),
    QT_TRANSLATE_NOOP("Problem", "Too many open files"),
    QT_TRANSLATE_NOOP("Problem", "Too many levels of symbolic links"),
    QT_TRANSLATE_NOOP("Problem", "Resource temporarily unavailable"),
    QT_TRANSLATE_NOOP("Problem", "Broken pipe"),
    QT_TRANSLATE_NOOP("Problem", "Cannot allocate memory"),
)
NOT_A_FILE = QT_TRANSLATE_NOOP("Problem", "it is not a file")
READ_ONLY = QT_TRANSLATE_NOOP("Problem", "the file is read-only")


def reason_of(error: OSError) -> Problem | str:
    """Return what the system says: as a Problem where it can be translated, else in its own words."""
    said = error.strerror or str(error)
    return Problem(said) if said in (*KNOWN, NOT_A_FILE, READ_ONLY) else said


def refused(number: int) -> OSError:
    """Return the system's error of this number, to be raised."""
    return OSError(number, os.strerror(number))
