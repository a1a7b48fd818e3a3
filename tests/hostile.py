"""Names and texts that try to be more than text, and a watch over what they make the program open."""

import contextlib
import ctypes
import functools
import os
import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What a neuron may be called in a session file, at most 40 characters of it.
NAME = re.compile(r'[^\s.,"\[\]:]([^.,"\[\]:\n\r\t]*[^\s.,"\[\]:])?')
PIECES = (
    "<img src={bait}>",
    "<table background={bait}>x",
    "<a href={bait}>x</a>",
    "<a href=//host/share/x>x</a>",
    "<img src=//host/share/x>",
    "<b>bold</b>",
    "<p>",
    "<qt>x",
    "<?xml x",
    "</table></td>",
    "<style>*{{display:none}}</style>",
    "<!-- ",
    "&lt;img src={bait}>",
    "&#60;b&#62;",
    "&amp;&nbsp;",
    "&x && y",
    "%1 %n %Ln {{0}} {{name}} %s",
    "**a** *b* `c`",
    "=1+1",
    "=cmd|' /C x'!A0",
    "+1",
    "-1",
    "@x",
    "a; =1",
    "a -> b; c",
    "\x1bPq\x1b\\",
    "\x1b(0",
    "\x9b31m",
    "\x9d0;title\x9c",
    "a\x07\x08\x00\x7fb",
    "a\x0b\x0c\x85\u2028\u2029b",
    "a\u202egnp",
    "a\u2066\u2067\u2068b",
    "\u200e\u200f\u061cx",
    "a\u200b\ufeff\xad\u2060b",
    "\U000e0061\U000e0062x",
    "\ue000{{0}}\ue001",
    "\ufffe\uffff",
    "\\input x",
    "$x^2_3$ ~ #",
    "e\u0301\u0316\u0327" * 3,
    "宽" * 40,
    "𝕎" * 40,
    "👩\u200d🔬" * 13,
    "שלום عربى",
    "W" * 40,
    "'\"`",
)
#: What only the name of a file, a title or a typed text can have.
MORE_PIECES = (
    "[*]",
    "x[*][*]",
    "http://127.0.0.1:9/x",
    "file://{bait}",
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "a.b, c: d",
    " - ",
)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
#: inotify's flag.
IN_OPEN = 0x20


def names(seed: int, count: int, bait: str) -> list[str]:
    """Return different names that a session file may have."""
    rng, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        text = "".join(rng.choice(PIECES).format(bait=bait) for _ in range(rng.choice([1, 1, 2, 3])))
        text = re.sub(r'[.,"\[\]:\n\r\t]', "", text)[:40].strip()
        if NAME.fullmatch(text):
            found[text] = None
    return list(found)


def texts(seed: int, count: int, bait: str) -> list[str]:
    """Return texts of any characters, for lessons and fields."""
    rng = random.Random(seed)
    pieces = (*PIECES, *MORE_PIECES)
    return ["".join(rng.choice(pieces).format(bait=bait) for _ in range(rng.randint(1, 3))) for _ in range(count)]


def file_names(seed: int, count: int, bait: str, *, is_utf8: bool = False) -> list[str]:
    """Return names that a file of a POSIX system may have, some of them no UTF-8."""
    rng = random.Random(seed)
    ends = [b""] if is_utf8 else [b"", b"", b"\xe9\xff"]
    found = (os.fsencode(re.sub("[/\x00]", "", text)) for text in texts(seed, count, bait))
    cut = [name[: rng.choice([30, 60, 100])].decode(errors="ignore") + os.fsdecode(rng.choice(ends)) for name in found]
    return [f"{name}.bpgui" for name in cut]


class _Audit:
    """What Python reaches for beside files; Python keeps a hook for the life of the process."""

    events = (
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "webbrowser.open",
    )

    def __init__(self) -> None:
        self.seen: list[str] | None = None
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.seen is not None and event in self.events:
            self.seen.append(f"{event} {arguments!r:.200}")


_audit = functools.cache(_Audit)


@contextmanager
def watched(bait: Path) -> Iterator[list[str]]:
    """Watch who opens a file, Python or Qt (on Linux), and which addresses and programs Python reaches for."""
    seen = _audit().seen = []
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    notes = -1 if libc is None else libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if libc is not None:
        assert libc.inotify_add_watch(notes, os.fsencode(bait), IN_OPEN) >= 0
    try:
        yield seen
    finally:
        _audit().seen = None
        if notes >= 0:
            with contextlib.suppress(BlockingIOError):  # nothing was opened
                seen.append(f"{bait} was opened: {os.read(notes, 4096)!r}")
            os.close(notes)
