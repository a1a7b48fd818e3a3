"""What must not happen while the window is used: exceptions, warnings, hangs, growth, writing elsewhere, leftovers."""

import contextlib
import ctypes
import functools
import gc
import logging
import os
import re
import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from benchmarks.monkey.places import inside
from benchmarks.window import resident

#: Seconds after which the window counts as hanging.
LIMIT = 1.0
#: What is trained again, where the compiled kernel is not ready yet, takes the time that it takes.
REPLAY = "replay"
#: Seconds after which it is told at once, because it may never come back.
FOR_EVER = 30.0
#: What the platform without a screen says of itself; and the page that Qt's print dialog draws in its properties, which
#: takes a quarter of the application's font in points, where ours is in pixels; and that dialog, asked to print to a
#: file without a name.
IGNORED = re.compile(
    r"This plugin does not support (propagateSizeHints|raise|grabbing)|setPointSizeF: .*\(-0\.25"
    r"|QFSFileEngine::open: No file name specified"
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Objects of one class and place that may be more at the end of a life than after its warm-up.
MORE_OBJECTS = 40
#: MB that may be allocated more then. Resident may be more: what is freed leaves holes between what is kept.
MORE_ALLOCATED, MORE_RESIDENT = 20, 120
#: Bytes that an object of Python takes from its own store on average.
BLOCK = 64
C = ctypes.CDLL(None)


@dataclass(frozen=True)
class Weight:
    """What a window takes: MB that it has been given and has not given back, MB of pages in memory, its objects."""

    resident: float
    allocated: float
    objects: Counter[str]


class _Mallinfo(ctypes.Structure):
    """`struct mallinfo2` of glibc."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keep",
        )
    )


class Watch:
    """Tells `tell(kind, text)` of every fault, once each."""

    def __init__(self, tell: Callable[[str, str], None], folder: Path) -> None:
        self._tell, self._folder = tell, folder
        self._told: set[tuple[str, str]] = set()
        self.doing = ""  # what is done in this turn
        self._turn, self._place = (time.monotonic(), _seconds_starved()), ""
        self._has_ended = threading.Event()
        self._best = min(_seconds_of_work() for _ in range(5))
        self._first: Weight | None = None
        self._last: Weight | None = None
        self._lately: deque[Weight] = deque(maxlen=4)  # one may be taken while something is on its way

    def begin(self) -> None:
        """Begin to listen: after the program has set its own hooks, which go on to be called."""
        log = logging.Handler(logging.WARNING)
        log.emit = self._take_record  # type: ignore[method-assign]  # a handler needs no more
        logging.getLogger().addHandler(log)
        logging.captureWarnings(True)  # numpy's too
        sys.excepthook = self._chained(sys.excepthook)
        thread_hook, lost_hook = threading.excepthook, sys.unraisablehook

        def in_thread(args: threading.ExceptHookArgs) -> None:
            self.tell("exception", _said(args.exc_value, args.exc_traceback))
            thread_hook(args)

        def unraisable(args: Any) -> None:
            self.tell("exception", _said(args.exc_value, args.exc_traceback))
            lost_hook(args)

        threading.excepthook, sys.unraisablehook = in_thread, unraisable
        self._former = qInstallMessageHandler(self._take_message)
        sys.addaudithook(self._audit)
        self._turn = (time.monotonic(), _seconds_starved())
        threading.Thread(target=self._look_for_hangs, name="watch", daemon=True).start()

    def tell(self, kind: str, text: str) -> None:
        """Tell of a fault, unless it was told already."""
        key = (kind, re.sub(r"0x[0-9a-f]+|\d+", "#", text))
        if key not in self._told:
            self._told.add(key)
            self._tell(kind, text)

    # Exceptions and warnings

    def _chained(self, former: Callable[..., Any]) -> Callable[..., Any]:
        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            self.tell("exception", _said(error, trace))
            former(kind, error, trace)

        return hook

    def _take_record(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self.tell("exception", _said(error, error.__traceback__))
        else:
            self.tell("log", f"{record.levelname} {record.name}: {record.getMessage()}")

    def _take_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not IGNORED.search(text):
            self.tell("Qt", f"{kind.name}: {text} ({_place_of(traceback.extract_stack()[:-1])})")

    # Writing

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            is_writing = bool(flags & WRITING) if isinstance(flags, int) and flags else set(mode or "") & set("wax+")
            paths = [path] if is_writing else []
        elif event in ("os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"):
            paths = [arguments[0]]
        elif event == "os.rename":
            paths = list(arguments[:2])
        elif event in ("os.link", "os.symlink"):
            paths = [arguments[1]]
        else:
            return
        for path in paths:
            if isinstance(path, str | bytes) and not self._is_ours(os.fsdecode(path)):
                self.tell("written elsewhere", f"{event} {os.fsdecode(path)}")

    def _is_ours(self, path: str) -> bool:
        return path == os.devnull or Path(path).absolute().is_relative_to(self._folder) or path.startswith("/dev/shm/")

    # Hangs

    def turn(self, pause: int = 0) -> None:
        """Note a turn of the event loop; tell when it comes too late. The next one is due after `pause` ms.

        On a busy machine this process waits for a processor, which does not count where the system tells of it; where
        that was most of the time, or the machine is slow now, the rest is given more time.
        """
        (passed, starved), place = self._times(), self._place
        counted = passed - 1.25 * starved
        if place != REPLAY and counted > LIMIT and counted > LIMIT * self._slowness():
            times = f"{passed:.1f} s, {starved:.1f} s of it without a processor"
            self.tell("hang", f"{times}, after {self.doing}; then in {place}")
        self._turn, self._place = (time.monotonic() + pause / 1000, _seconds_starved()), ""

    def _times(self) -> tuple[float, float]:
        """Return the seconds since this turn was due, and those that threads waited for a processor since it began."""
        due, before = self._turn
        now = _seconds_starved()
        return time.monotonic() - due, sum(seconds - before.get(thread, 0.0) for thread, seconds in now.items())

    def _look_for_hangs(self) -> None:
        """Note where the main thread is when its turn takes too long; tell when it takes for ever."""
        main = threading.main_thread().ident or 0
        while not self._has_ended.wait(LIMIT / 10):
            passed, starved = self._times()
            passed -= 1.25 * starved
            if passed > LIMIT and not self._place:
                stack = traceback.extract_stack(sys._current_frames().get(main))
                is_replay = any(frame.name == "replay" for frame in stack)
                self._place = REPLAY if is_replay else _place_of(stack)
            if passed > FOR_EVER and self._place != REPLAY:
                self.tell("hang", f"{passed:.0f} s and more, after {self.doing}; in {self._place}")

    def _slowness(self) -> float:
        """Return how many times longer the same work takes now than it did at best, at least 1."""
        now = _seconds_of_work()
        self._best = min(self._best, now)
        return now / self._best

    # Memory and leftovers

    def weigh(self) -> "Weight":
        """Note memory and objects of a window that has just opened an example, its caches empty."""
        for found in gc.get_objects():
            if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith("bpgui."):
                found.cache_clear()
        QPixmapCache.clear()
        gc.collect()
        if hasattr(C, "malloc_trim"):
            C.malloc_trim(0)
        weight = Weight(resident(), _allocated(), _objects())
        self._lately.append(weight)
        allocated = min(found.allocated for found in self._lately)
        self._last = Weight(min(found.resident for found in self._lately), allocated, weight.objects)
        return weight

    def keep_as_first(self) -> None:
        """Compare with this state at the end."""
        self._first = self._last

    def compare(self) -> None:
        """Tell what has grown since the warm-up: by too many MB, or by more than some objects of a kind."""
        first, last = self._first, self._last
        if first is None or last is None or first is last:
            return
        if last.allocated - first.allocated > MORE_ALLOCATED:
            self.tell("memory", f"{last.allocated:.0f} MB are allocated, {first.allocated:.0f} after the warm-up")
        if last.resident - first.resident > MORE_RESIDENT:
            self.tell("memory", f"{last.resident:.0f} MB are resident, {first.resident:.0f} after the warm-up")
        for name, count in last.objects.items():
            more = count - first.objects[name]
            if more > MORE_OBJECTS:
                self.tell("objects", f"{more} {name} more than after the warm-up ({count})")

    def end(self) -> None:
        """Tell what is left when the window is gone."""
        self._has_ended.set()
        qInstallMessageHandler(self._former)
        until = time.monotonic() + 5
        for thread in threading.enumerate():
            if (
                thread is not threading.main_thread()
                and thread.name != "watch"
                and not isinstance(thread, threading._DummyThread)
            ):
                thread.join(max(0.0, until - time.monotonic()))
                if thread.is_alive():
                    self.tell("left", f"thread {thread.name}")
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                self.tell("left", f"window {widget.metaObject().className()} {widget.objectName()}")


def _allocated() -> float:
    """Return the MB that malloc and Python have given out; 0 where the C library does not tell."""
    if not hasattr(C, "mallinfo2"):
        return 0.0
    C.mallinfo2.restype = _Mallinfo
    found = C.mallinfo2()
    return float(found.uordblks + found.hblkhd + BLOCK * sys.getallocatedblocks()) / 2**20


def _objects() -> Counter[str]:
    """Count the objects of a class by where they are: the most that one parent has, of those that are called alike.

    A menu that was first opened late is no leak, nor are five of them, one in each row; many in one place are.
    """
    windows = QApplication.topLevelWidgets()
    found = Counter(f"window {window.metaObject().className()}" for window in windows)
    children: Counter[tuple[str, str, int]] = Counter()
    for window in (window for window in windows if QObject.parent(window) is None):
        for child in inside(window, QObject):
            parent: Any = QObject.parent(child)
            place = f"{parent.metaObject().className()} {parent.objectName()}"
            children[child.metaObject().className(), place, shiboken6.getCppPointer(parent)[0]] += 1
    for (name, place, _), count in children.items():
        key = f"{name} in {place}"
        found[key] = max(found[key], count)
    return found


def _said(error: BaseException | None, trace: TracebackType | None) -> str:
    """Say an error with the place in the program where it was raised."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__}: {error} ({' > '.join(places[-4:])})"


def _seconds_of_work() -> float:
    """Return how long a little work takes, the median of three."""
    found = []
    for _ in range(3):
        began = time.perf_counter()
        sum(n * n for n in range(30_000))
        found.append(time.perf_counter() - began)
    return sorted(found)[1]


def _seconds_starved() -> dict[str, float]:
    """Return how long each thread has waited for a processor, one of them perhaps with the interpreter's lock.

    Empty where the system does not tell.
    """
    found = {}
    for thread in Path("/proc/self/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # a thread that has just ended
            found[str(thread)] = int(thread.read_text().split()[1]) / 1e9
    return found


def _place_of(stack: Sequence[traceback.FrameSummary]) -> str:
    """Return the innermost frames of a stack."""
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(stack[-6:]))
