"""What all segments of a session share: how much they may keep, and what was asked for last."""

import itertools
import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Protocol

from bpgui.engine.step import State

#: What keyframes, starts and envelopes of all the futures of a session may take together.
MEMORY_BYTES = 56 << 20
#: States, rows and samples that were asked for last: how many are kept, and what they may take.
MAX_RECENT, RECENT_BYTES = 64, 64 << 20


class Keeper(Protocol):
    """A segment, as what keeps numbers and can forget some of them."""

    @property
    def nbytes(self) -> int:
        """What it keeps takes so much."""

    @property
    def depth(self) -> int:
        """How many starts after which was trained lie before its own."""

    def shrink(self) -> bool:
        """Forget a part of what can be trained again; say whether there was anything to forget."""

    def forget_start(self) -> None:
        """Keep the state of its start no longer, where that can be trained again from an earlier one."""


class Memory:
    """How much the segments of a session may keep; and what was asked for last, by segment (its `serial`) and kind."""

    def __init__(self, most: int | None = None) -> None:
        """Allow `most` bytes."""
        self._most = MEMORY_BYTES if most is None else most
        self._segments: weakref.WeakSet[Keeper] = weakref.WeakSet()
        self._total = self._looked_at = self._taken = 0
        self._recent: OrderedDict[tuple[int, str, Hashable], tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._serials = itertools.count()
        #: Of starts that lie behind each other in time, every so many-th is kept.
        self.spacing = 1

    def serial(self) -> int:
        """Return a number for a new segment."""
        return next(self._serials)

    # What may be kept

    def add(self, segment: Keeper) -> None:
        """Count a segment too, for as long as something holds it."""
        self._segments.add(segment)
        self.grew(segment.nbytes)

    @property
    def grain(self) -> int:
        """By how many bytes a segment may grow before it says so."""
        return self._most >> 6

    def grew(self, nbytes: int) -> None:
        """Note that a segment keeps so much more, and balance where that may be too much.

        What cannot be forgotten is not looked at again before there is a quarter more of it: so many small segments
        cost no more than their number.
        """
        self._total += nbytes
        if self._total > max(self._most, self._looked_at + self._looked_at // 4):
            self.balance()

    def balance(self) -> None:
        """Let the largest segments forget every second keyframe, or merge blocks, and then starts, until all fit."""
        sizes = {segment: segment.nbytes for segment in self._segments}
        able = dict(sizes)
        while able and sum(sizes.values()) > self._most:
            largest = max(able, key=able.__getitem__)
            if largest.shrink():
                sizes[largest] = able[largest] = largest.nbytes
            else:
                del able[largest]
        deepest = max((segment.depth for segment in sizes), default=0)
        while sum(sizes.values()) > self._most and self.spacing <= deepest:
            self.spacing *= 2
            for segment in sizes:
                segment.forget_start()
                sizes[segment] = segment.nbytes
        self._total = self._looked_at = sum(sizes.values())

    # What was asked for last

    def remember(self, serial: int, kind: str, key: Hashable, found: Any, nbytes: int) -> None:
        """Keep what was found until enough else is asked for."""
        with self._lock:
            self._taken += nbytes - self._recent.pop((serial, kind, key), (None, 0))[1]
            self._recent[serial, kind, key] = found, nbytes
            while len(self._recent) > 1 and (len(self._recent) > MAX_RECENT or self._taken > RECENT_BYTES):
                self._taken -= self._recent.popitem(last=False)[1][1]

    def recall(self, serial: int, kind: str, key: Hashable) -> Any:
        """Return what was kept, or None."""
        with self._lock:
            found = self._recent.get((serial, kind, key))
            if found is None:
                return None
            self._recent.move_to_end((serial, kind, key))
            return found[0]

    def latest_state(self, serial: int, row: int) -> tuple[int, State] | None:
        """Return the latest kept state of a segment up to a row, and its row."""
        with self._lock:
            rows = [key[2] for key in self._recent if key[:2] == (serial, "state") and isinstance(key[2], int)]
            latest = max((found for found in rows if found <= row), default=None)
            return None if latest is None else (latest, self._recent[serial, "state", latest][0])
