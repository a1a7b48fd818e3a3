"""The one way to write a file: whole or not at all, and without litter when the process is killed meanwhile."""

import contextlib
import errno
import functools
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bpgui.session.basics.locks import create_locked, try_lock
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.system_words import NOT_A_FILE, READ_ONLY, reason_of, refused

#: What our temporary files are called. Their writer holds a lock on them.
PREFIX, SUFFIX = ".bpgui-", ".part"
#: Seconds after which a temporary file is abandoned where the file system knows no locks.
OLD = 24 * 3600.0


@contextlib.contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; the file appears, or is replaced, only when the block ends well.

    Writes a temporary file in the same folder, syncs it, replaces, syncs the folder. Follows links; keeps the mode of a
    file that is there, and its owner where the system allows. When the block raises, an earlier file is as it was.
    Removes what killed writers left in the folder. Raises Problem, naming file and reason, when the system refuses,
    and for what is no file, as a device is none: it would be replaced by one.
    """
    try:
        target = _target(path)
        if target.exists() and not target.is_file():
            raise OSError(0, NOT_A_FILE)
        remove_litter(target.parent)
        with _Part(target.parent, 0o600 if target.exists() else 0o666) as part:
            yield part.stream
            part.stream.flush()
            _keep_owner_and_mode(part.stream.fileno(), target)
            os.fsync(part.stream.fileno())
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, READ_ONLY)
            part.become(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{path}” could not be written: {reason}."),
            path=str(path),
            reason=reason_of(error),
        ) from error


def _target(path: Path) -> Path:
    """Return what links lead to."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # there is a zero character in it
        raise refused(errno.EINVAL) from error


def remove_litter(folder: Path) -> None:
    """Remove the temporary files of writers that are gone; those of running ones, and all other files, stay."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(PREFIX) and path.suffix == SUFFIX:
                with contextlib.suppress(OSError):
                    _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags)
    try:
        is_abandoned = try_lock(handle)
    except OSError:
        is_abandoned = time.time() - os.fstat(handle).st_mtime > OLD
    finally:
        if os.name == "nt":
            os.close(handle)  # Windows removes no open file
    try:
        if is_abandoned:
            path.unlink()
    finally:
        if os.name != "nt":
            os.close(handle)


class _Part:
    """A temporary file in a folder, which goes with the block. On Linux it has no name until it is whole."""

    def __init__(self, folder: Path, mode: int) -> None:
        self._folder, self._mode = folder, mode
        self._path: Path | None = None
        is_nameless = _takes_nameless(str(folder), folder.stat().st_dev)
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, mode) if is_nameless else self._open_named()
        self.stream: BinaryIO = os.fdopen(handle, "wb")

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self.stream.close()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _open_named(self) -> int:
        handle = None
        while handle is None:
            self._path = self._folder / _new_name()
            handle = create_locked(self._path, self._mode)
        return handle

    def become(self, target: Path) -> None:
        """Take the place of `target`."""
        if self._path is None:
            self._path = self._folder / _new_name()
            _give_name(self.stream.fileno(), self._path)
        if os.name == "nt":
            self.stream.close()  # Windows renames no open file
        self._path.replace(target)
        self._path = None


def _new_name() -> str:
    return f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"


def _give_name(handle: int, path: Path) -> None:
    """Give a nameless file its name, and the lock that goes with it."""
    with contextlib.suppress(OSError):
        try_lock(handle)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Only with dst_dir_fd does Python call linkat(), which follows the link in /proc to the file.
        os.link(f"/proc/self/fd/{handle}", path.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


@functools.lru_cache(64)
def _takes_nameless(folder: str, _device: int) -> bool:
    """Say whether a file can be made without a name here and get one later: not every file system has it."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    path = Path(folder, _new_name())
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
        try:
            _give_name(handle, path)
        finally:
            os.close(handle)
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _keep_owner_and_mode(handle: int, target: Path) -> None:
    """Give an open file what an earlier one at `target` has. A group that cannot be kept gets no more than others."""
    if os.name == "nt" or not target.exists():
        return
    before = target.stat()
    mode = before.st_mode & 0o777
    for owner, group in ((before.st_uid, -1), (-1, before.st_gid)):
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, group)
    if os.fstat(handle).st_gid != before.st_gid:
        mode = mode & ~0o070 | (mode & 0o007) << 3
    os.fchmod(handle, mode)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder; its replace is durable with the file's own sync
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
