"""How far a command is, on one line of the terminal."""

import math
import shutil
import time
from collections.abc import Callable
from typing import TextIO

#: Seconds between two looks of the progress line, and before the first.
PROGRESS_SECONDS = 0.1


class Progress:
    """One line on a terminal, rewritten; nothing where the stream is none."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._shown, self._next = "", time.monotonic() + PROGRESS_SECONDS

    @property
    def is_due(self) -> bool:
        """Whether it is time for another look."""
        return self._stream is not None and time.monotonic() >= self._next

    def show(self, text: str) -> None:
        """Put `text` in place of the line."""
        if self._stream is None:
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + text.ljust(len(self._shown)))
        self._stream.flush()
        self._shown, self._next = text, time.monotonic() + PROGRESS_SECONDS

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._shown:
            self._stream.write("\r" + " " * len(self._shown) + "\r")
            self._stream.flush()
            self._shown = ""


class Countdown:
    """A progress line of one piece of work: how much is done, and how long the rest takes at this pace."""

    def __init__(self, progress: Progress, verb: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress, self._verb, self._clock = progress, verb, clock
        self._began = clock()

    def show(self, done: int, of: int, more: str = "") -> None:
        """Say that `done` of `of` is done, when a look is due."""
        if not self._progress.is_due:
            return
        left = (self._clock() - self._began) * (of - done) / done if done else math.nan
        parts = [f"{self._verb}: {done:,} of {of:,}".replace(",", " "), more, _duration(left)]
        self._progress.show(", ".join(part for part in parts if part))


def _duration(seconds: float) -> str:
    if math.isnan(seconds):
        return ""
    whole = math.ceil(seconds)
    minutes, hours = whole // 60, whole // 3600
    if hours:
        return f"{hours} h {minutes % 60} min left"
    return f"{minutes} min {whole % 60} s left" if minutes else f"{whole} s left"
