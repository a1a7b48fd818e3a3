"""Recovery copies: from them a session comes back that was not saved when its process was killed.

A copy is a session file in parts, of one name, in the user's state folder: `.data` and `.start` (network, settings and
parameters at step 0) may be large and seldom change; `.json` has the rest (events, steps, cursor, where it was saved)
and names the parts that it goes with. `.lock` is locked while their process runs; a later one takes unlocked parts.
"""

import contextlib
import itertools
import logging
import operator
import os
import secrets
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import msgspec

from bpgui.engine.elementary import Array
from bpgui.session.basics.atomic import atomic_writer, remove_litter
from bpgui.session.basics.file_names import path_to_text, text_to_path
from bpgui.session.basics.locks import create_locked, try_lock
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.basics.user_folders import state_folder
from bpgui.session.files.data_file import data_file
from bpgui.session.files.file_format import Count, SessionFile, StopFile, decoded
from bpgui.session.files.json_words import complaint
from bpgui.session.files.session_file import MAX_BYTES, Snapshot, event_files, replayed, session_file
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session

#: Seconds that a copy is kept for somebody to take it.
MAX_AGE = 30 * 24 * 3600.0
#: Rows of data that are written as text at a time: other threads wait for it.
ROWS = 2000
OFF, OFFERED = "off", ".offered"
logger = logging.getLogger(__name__)


class _Head(msgspec.Struct, kw_only=True):
    """The file `.json`; `start` and `data` are the names of the parts that it goes with."""

    format: Literal["bpgui-recovery"] = "bpgui-recovery"
    version: Literal[1] = 1
    time: float
    pid: int
    path: str | None
    title: str
    start: str
    data: str
    stop: StopFile
    events: msgspec.Raw
    steps: Count
    cursor: Count


def recovery_folder() -> Path | None:
    """Return where copies are, None where there is no place for them."""
    state = state_folder()
    return state and state / "recovery"


# The setting


def is_on(folder: Path) -> bool:
    """Whether copies are kept. That stands beside them, so that it holds for all copies of the program that run."""
    return not (folder / OFF).exists()


def switch(folder: Path, *, on: bool) -> None:
    """Keep copies or not; those that are there, of whatever process, are erased. Raises OSError."""
    if on:
        (folder / OFF).unlink(missing_ok=True)
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / OFF).touch()
    _erase(path for path in folder.iterdir() if path.name != OFF)


def _erase(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


# Writing


class OwnCopy:
    """The copy of this process's session. One thread at a time may call it."""

    def __init__(self, folder: Path) -> None:
        """Write into `folder`, which need not be there yet."""
        self._folder = folder
        self._lock: int | None = None
        self._name = ""
        self._parts: dict[str, tuple[str, tuple[object, ...]]] = {}
        self._numbers = itertools.count(1)

    def write(self, snapshot: Snapshot) -> bool:
        """Write the copy, in place of the one before; say whether it was, as it is not where that is switched off.

        Raises Problem and OSError; the copy before is then as it was.
        """
        if not is_on(self._folder):
            self.remove()
            return False
        self._claim()
        first = snapshot.timeline.first
        experiment = snapshot.timeline.experiment_at(0)
        data = self._write_part(".data", (experiment.data, experiment.source), lambda: _data(experiment))
        start = self._write_part(".start", (first, experiment), lambda: _start(snapshot))
        self._write_head(snapshot, start, data)
        present = {start, data, *(self._path(suffix).name for suffix in (".json", ".lock"))}
        _erase(path for path in self._folder.glob(f"{self._name}.*") if path.name not in present)
        return True

    def withdraw(self) -> None:
        """Leave nothing to find: the session is saved. Parts that stay make the next writing short."""
        if self._lock is not None:
            _erase([self._path(".json")])

    def remove(self) -> None:
        """Remove all of the copy."""
        if self._lock is not None:
            _erase_copy(self._folder, self._name)
            os.close(self._lock)
            _erase([self._path(".lock")])  # Windows removes no open file
        self._lock = None
        self._parts.clear()

    def _claim(self) -> None:
        """Hold a lock; begin with another name where somebody erased the present one."""
        if self._lock is not None and not self._path(".lock").exists():
            self.remove()
        while self._lock is None:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._name = secrets.token_hex(8)
            self._lock = create_locked(self._path(".lock"))

    def _path(self, suffix: str) -> Path:
        return self._folder / f"{self._name}{suffix}"

    def _write_part(self, suffix: str, of: tuple[object, ...], content: Callable[[], bytes]) -> str:
        """Write what only `of` decides, unless it is there; return the file's name."""
        known = self._parts.get(suffix)
        if known is not None and all(map(operator.is_, known[1], of)):
            return known[0]
        name = f"{self._name}.{next(self._numbers)}{suffix}"
        with atomic_writer(self._folder / name) as stream:
            stream.write(content())
        self._parts[suffix] = name, of
        return name

    def _write_head(self, snapshot: Snapshot, start: str, data: str) -> None:
        head = _Head(
            time=time.time(),
            pid=os.getpid(),
            path=None if snapshot.path is None else path_to_text(snapshot.path),
            title=snapshot.title.encode("utf-8", "replace").decode(),
            start=start,
            data=data,
            stop=StopFile.of(snapshot.stops),
            events=msgspec.Raw(_encoded(event_files(snapshot.timeline))),
            steps=snapshot.steps,
            cursor=snapshot.cursor,
        )
        with atomic_writer(self._path(".json")) as stream:
            stream.write(_encoded(head))


def _start(snapshot: Snapshot) -> bytes:
    file = session_file(snapshot, has_data=False)
    file.events, file.steps, file.cursor = msgspec.Raw(b"[]"), 0, 0
    return _encoded(file)


def _data(experiment: Experiment) -> bytes:
    data = experiment.data
    if experiment.source is not None:
        return _encoded(data_file(experiment))
    inputs, targets, test = _table(data.inputs), _table(data.targets), _encoded([n + 1 for n in data.test])
    return b'{"inputs":%b,"targets":%b,"test":%b}' % (inputs, targets, test)


def _table(rows: Array) -> bytes:
    """Write a table a piece at a time: the interpreter is not held for as long as all of it takes."""
    pieces = (msgspec.json.encode(rows[first : first + ROWS].tolist())[1:-1] for first in range(0, len(rows), ROWS))
    return b"[" + b",".join(pieces) + b"]"


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=lambda number: number.item())  # an edit may hold one of numpy's


# Finding


class FoundCopy:
    """A copy whose process is gone. It is held, so that no other program offers it too, until it is let go."""

    def __init__(self, folder: Path, name: str, head: _Head, lock: int) -> None:
        """Hold the copy `name` by its lock."""
        self._folder, self._name, self._head, self._lock = folder, name, head, lock
        self.time = min(head.time, time.time())  #: seconds since 1970
        self.path = None if head.path is None else text_to_path(head.path)
        self.title = head.title if self.path is None else self.path.name

    @property
    def was_offered(self) -> bool:
        """Whether a start has offered it already."""
        return (self._folder / f"{self._name}{OFFERED}").exists()

    def note_offered(self) -> None:
        """Note that this start has offered it."""
        with contextlib.suppress(OSError):
            (self._folder / f"{self._name}{OFFERED}").touch()

    def load(self, progress: Callable[[int, int], bool] = lambda _done, _all: True) -> Session | None:
        """Return the session, trained again to where it was; None where `progress` answers False.

        It is not saved, and Save goes where it went. Raises Problem; the copy stays in any case.
        """
        is_wanted = True

        def going_on(done: int, steps: int) -> bool:
            nonlocal is_wanted
            is_wanted = progress(done, steps)
            return is_wanted

        try:
            session = replayed(self._file(), self.path or Path(self.title), going_on, is_example=False)
        except Problem as problem:
            sentence = QT_TRANSLATE_NOOP("Problem", "“{name}” cannot be restored. {reason}")
            raise Problem(sentence, name=self.title, reason=problem) from problem
        session.path, session.title = self.path, self.title
        session.mark_unsaved()
        return session if is_wanted else None

    def _file(self) -> SessionFile:
        """Put the parts together and read them as the session file that they are."""
        head = self._head
        start, data = (read_file(self._folder / Path(name).name, MAX_BYTES) for name in (head.start, head.data))
        try:
            entries = msgspec.json.decode(start, type=dict[str, msgspec.Raw])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise complaint(error, start) from error
        entries["data"] = msgspec.Raw(data)
        for name in ("events", "steps", "cursor", "stop"):
            entries[name] = msgspec.Raw(msgspec.json.encode(getattr(head, name)))
        return decoded(msgspec.json.encode(entries))

    def discard(self) -> None:
        """Erase the copy."""
        _erase_copy(self._folder, self._name)
        self.let_go()
        _erase([self._folder / f"{self._name}.lock"])  # Windows removes no open file

    def let_go(self) -> None:
        """Hold it no longer; what is left of it a later start may find."""
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1


def find(folder: Path) -> list[FoundCopy]:
    """Return the copies of processes that are gone, the latest first; erase those that are too old."""
    remove_litter(folder)
    found: list[FoundCopy] = []
    for path in folder.glob("*.lock") if folder.is_dir() else ():
        try:
            handle = os.open(path, os.O_RDWR)
        except OSError:
            continue
        copy = _copy(folder, path, handle)
        if copy is None:
            os.close(handle)
        else:
            found.append(copy)
    return sorted(found, key=lambda copy: -copy.time)


def _copy(folder: Path, lock: Path, handle: int) -> FoundCopy | None:
    head_path = lock.with_suffix(".json")
    try:
        if not try_lock(handle):
            return None
        head = msgspec.json.decode(read_file(head_path, MAX_BYTES), type=_Head)
        written = head.time
    except OSError as reason:
        logger.info("recovery copy %s not taken: %s", lock.stem, reason)  # no locks here: it may be another process's
        return None
    except (Problem, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as reason:
        logger.info("recovery copy %s not read: %s", lock.stem, reason)
        head, written = None, lock.stat().st_mtime if head_path.exists() else 0.0
    if time.time() - written > MAX_AGE:
        _erase_copy(folder, lock.stem)
        return None
    return None if head is None else FoundCopy(folder, lock.stem, head, handle)


def _erase_copy(folder: Path, name: str) -> None:
    """Erase all files of a copy, the lock last."""
    _erase(sorted(folder.glob(f"{name}.*"), key=lambda path: path.suffix == ".lock"))
