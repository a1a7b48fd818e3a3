"""Numbers of rows that need a pass over many samples: test loss and accuracies.

Who looks at them does not wait: `ask` notes what is missing, and a thread brings it, the newest request first. In
between nothing is known of them.
"""

import math
import threading
import time
from collections.abc import Callable, Sequence
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.step import State, is_long
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.columns import ColumnKind
from bpgui.session.timeline.series import Blocks

#: Numbers that are kept, and that may wait; older ones are forgotten.
MAX_KNOWN, MAX_ASKED = 1 << 14, 512
#: Rows of a segment that stand for all of them in a plot; and rows that are few enough to be looked at one by one.
MAX_SAMPLED, MAX_CLOSE = 256, 4096


class Passes:
    """Those of one segment, whose row 0 is `place`; `state` finds the state at a row. A number is known for a kind."""

    def __init__(self, experiment: Experiment, place: State, state: Callable[[int], State]) -> None:
        """Know nothing."""
        self._experiment, self._place, self._state = experiment, place, state
        self._known: dict[tuple[ColumnKind, int], float] = {}
        self._asked: dict[tuple[ColumnKind, int], None] = {}
        self._lowest: dict[ColumnKind, int] = {}
        self._lock = threading.Lock()

    def are_long(self, kind: ColumnKind, rows: int = 1) -> bool:
        """Whether the numbers of so many rows take longer than a person notices."""
        experiment = self._experiment
        return kind.passes is not None and is_long(experiment.network, rows * kind.passes(experiment))

    def begins_epoch(self, row: int) -> bool:
        """Whether a row begins an epoch; others have no such number."""
        begin, length = self.epochs
        return row >= begin and not (row - begin) % length

    def is_unknown(self, kind: ColumnKind, row: int) -> bool:
        """Whether a number is there that nobody has computed yet."""
        return (kind, row) not in self._known and self.begins_epoch(row)

    def value(self, kind: ColumnKind, row: int) -> float:
        """Return a number, computed where it is not known; nan where no epoch begins."""
        if not self.begins_epoch(row):
            return math.nan
        found = self._known.get((kind, row))
        return self.note(kind, [row], self._state(row).parameters[None])[0] if found is None else found

    def note(self, kind: ColumnKind, rows: Sequence[int], parameters: Array) -> list[float]:
        """Compute and keep the numbers of rows that begin epochs, whose `parameters` (rows, count) are at hand."""
        assert kind.compute is not None
        found: list[float] = kind.compute(self._experiment, parameters, (0,))[:, 0].tolist()
        with self._lock:
            for row, value in zip(rows, found, strict=True):
                self._known[kind, row] = value
            while len(self._known) > MAX_KNOWN:
                del self._known[next(iter(self._known))]
        return found

    def falls(self, kind: ColumnKind, before: int, rows: range) -> bool:
        """Whether the number of any of `rows` is below that of a row `before` them.

        Where the least one is, is remembered: row after row, one look is enough until that row is the one before.
        """
        least, at = self.value(kind, before), self._lowest.get(kind, -1)
        if at not in rows or not self.value(kind, at) < least:
            at = self._lowest[kind] = min(rows, key=partial(self._rank, kind))
        return self.value(kind, at) < least

    def _rank(self, kind: ColumnKind, row: int) -> tuple[bool, float]:
        value = self.value(kind, row)
        return math.isnan(value), value

    def ask(self, kind: ColumnKind, row: int) -> float:
        """Return a number if it is known; else nan, and it is brought."""
        found = self._known.get((kind, row))
        if found is not None or not self.begins_epoch(row):
            return math.nan if found is None else found
        with self._lock:
            self._asked.pop((kind, row), None)
            self._asked[kind, row] = None
            if len(self._asked) > MAX_ASKED:
                del self._asked[next(iter(self._asked))]
        return math.nan

    @property
    def is_asked(self) -> bool:
        """Whether something waits."""
        return bool(self._asked)

    def bring(self, seconds: float, is_cancelled: Callable[[], bool]) -> None:
        """Compute what waits, in whatever thread, for about so long."""
        end = time.perf_counter() + seconds
        while not is_cancelled():
            with self._lock:
                if not self._asked:
                    return
                (kind, row), _ = self._asked.popitem()
            self.value(kind, row)
            if time.perf_counter() > end:
                return

    @cached_property
    def epochs(self) -> tuple[int, int]:
        """The first row that begins an epoch, and how many rows an epoch has."""
        data, settings = self._experiment.data, self._experiment.settings
        size = min(settings.batch_size or data.training_count, data.training_count)
        begin = -(-(data.training_count - self._place.position) // size) if self._place.position else 0
        return begin, -(-data.training_count // size)

    def epochs_before(self, row: int, count: int) -> range:
        """Return the rows, ascending, at which the `count` epochs before that of a row begin; fewer at the start."""
        begin, length = self.epochs
        return range(row - min(count, (row - begin) // length) * length, row, length)

    def epochs_within(self, first: int, last: int) -> NDArray[np.int64]:
        """Return rows first to last - 1 that begin an epoch."""
        begin, length = self.epochs
        return np.arange(begin + max(0, -(-(first - begin) // length)) * length, last, length, dtype=np.int64)

    def sampled(self, kind: ColumnKind, first: int, last: int, size: int) -> Blocks:
        """Return what is known of rows that stand for rows first to last - 1; the others are brought."""
        rows = self.sampled_rows(first, last, min(MAX_SAMPLED, max(1, (last - first) // size)))
        if not len(rows):
            return np.array([first]), np.array([np.nan]), np.array([np.nan])
        values = np.array([self.ask(kind, int(row)) for row in rows])
        return rows, values, values

    def sampled_rows(self, first: int, last: int, most: int) -> NDArray[np.int64]:
        """Return at most about `most` of rows first to last - 1 that begin an epoch, the same ones as rows go on."""
        begin, length = self.epochs
        low, high = max(0, -(-(first - begin) // length)), max(0, -(-(last - begin) // length))
        stride = 1 << max(0, -(-(high - low) // max(most, 1)) - 1).bit_length()
        return begin + length * np.arange(-(-low // stride) * stride, high, stride, dtype=np.int64)
