"""Names of files as text. On Linux a name is bytes, which need not be UTF-8; Python keeps them as lone surrogates.

Neither JSON nor Qt takes a lone surrogate, so a name that has one is kept as `file:` and its bytes in percent form.
"""

import errno
import os
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.system_words import reason_of, refused

SCHEME = "file:"
#: Files that are tables of data; all others are taken for sessions.
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".data", ".dat", ".xlsx", ".ods"})


def is_table(path: Path) -> bool:
    """Whether a file is a table of data, by its name."""
    return path.suffix.lower() in TABLE_SUFFIXES


def path_to_text(path: Path) -> str:
    """Return an absolute path as text that any program can keep; `text_to_path` returns it again."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return SCHEME + quote_from_bytes(os.fsencode(path))
    return text


def text_to_path(text: str) -> Path:
    """Return the path that `path_to_text` made a text of."""
    return Path(os.fsdecode(unquote_to_bytes(text[len(SCHEME) :])) if text.startswith(SCHEME) else text)


def absolute(path: Path) -> Path:
    """Return `path` from the root on, without links; as it is where that cannot be found out."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # the folder is gone, or links lead in a circle
        return path


def _brief(text: str) -> str:
    """Leave out the middle of a long name: a sentence in a dialog is not to be wider than a window."""
    return text if len(text) <= 60 else f"{text[:35]}…{text[-20:]}"


def typed_path(text: str, suffix: str) -> Path:
    """Return the file that a person typed, `suffix` added where it has none.

    Raises Problem where there can be no such file.
    """
    try:
        path = Path(text).expanduser()
        is_named = path.name not in ("", "..") and not text.endswith(("/", os.sep))
        if is_named and not path.suffix and not path.is_dir():
            path = path.with_name(path.name + suffix)
        if not text:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Write the name of a file."))
        if "\0" in text:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "No file can have this name."))
        if not is_named or path.is_dir():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{path}” is a folder; write the name of a file."), path=_brief(text)
            )
        if not path.parent.is_dir():
            raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no folder “{path}”."), path=_brief(str(path.parent)))
        path.exists()  # fails where the name is too long
        if not os.access(path.parent, os.W_OK):
            raise refused(errno.EACCES)
    except RuntimeError as error:
        sentence = QT_TRANSLATE_NOOP("Problem", "“{path}” is in the home folder of a user who is not known here.")
        raise Problem(sentence, path=_brief(text)) from error
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP("Problem", "“{path}” could not be written: {reason}.")
        raise Problem(sentence, path=_brief(text), reason=reason_of(error)) from error
    return path
