"""The one way to write a file: whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bpgui.session.problems import QT_TRANSLATE_NOOP, Problem


@contextlib.contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; the file appears, or is replaced, only when the block ends well.

    Writes a temporary file in the same folder, syncs it, replaces, syncs the folder. Follows links and keeps the
    mode of a file that is there. When the block raises, an earlier file is as it was. Raises Problem, naming file and
    reason, when the system refuses, and for what is no file, as a device is none: it would be replaced by one.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        if target.exists() and not target.is_file():
            raise OSError(0, "it is not a file")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fchmod(stream.fileno(), mode) if hasattr(os, "fchmod") else None
            os.fsync(stream.fileno())
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{path}” could not be written: {reason}."),
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder; its replace is durable with the file's own sync
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
