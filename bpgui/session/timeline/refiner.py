"""Training long histories again for those who look closely, in a thread, a piece at a time.

Views show an envelope or samples at once; the refiner brings what is missing, first the part that is looked at, then
the rest. The thread only trains; what it found is taken in on the caller's thread, by `poll`.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from bpgui.session.basics.work import Work
from bpgui.session.timeline.column_kinds import LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.futures import Timeline
from bpgui.session.timeline.passes import MAX_CLOSE, MAX_SAMPLED
from bpgui.session.timeline.segment import Segment
from bpgui.session.timeline.series import Series

#: Seconds of work that one piece aims at.
PIECE_SECONDS = 0.05
#: A window reaches this share of the view beyond either side, so that small moves find it ready.
MARGIN = 0.5
#: Blocks of a window, more than any view and its margins have.
MAX_WINDOW = 1 << 15


@dataclass(frozen=True)
class View:
    """What somebody looks at: columns of rows `first` to `last` - 1 of a timeline, in about `width` points."""

    timeline: Timeline
    columns: tuple[Column, ...]
    first: int
    last: int
    width: int


@dataclass
class MissingRows:
    """Rows `first` to `last` - 1 that some columns of a segment lack, to be brought in blocks of `size` rows.

    Where row 0 is to be measured, which serves all columns, or passes are to be made, none are named.
    """

    segment: Segment
    columns: tuple[Column, ...]
    first: int
    last: int
    size: int
    is_window: bool


class Refiner:
    """Brings what a view lacks. `fills` says whether columns are to be completed beyond what is looked at."""

    def __init__(self) -> None:
        """Have nothing to do."""
        self.fills = True
        self._view: View | None = None
        self._piece: MissingRows | None = None
        self._work: Work[dict[Column, Series]] | None = None
        self._rows = 256

    def look(self, view: View | None) -> None:
        """Bring what this view lacks from now on, nothing where it is None."""
        self._view = view

    @property
    def is_busy(self) -> bool:
        """Whether something is missing that is being brought."""
        return self._work is not None

    def poll(self) -> bool:
        """Take in what was found, go on with what is missing next; say whether something was found."""
        if self._work is not None and self._work.is_going_on:
            return False
        is_better = self._take()
        piece = next_piece(self._view, self._rows, self.fills) if self._view else None
        if piece is not None:
            self._piece, self._work = piece, Work(partial(self._find, piece), "refiner")
        return is_better

    def stop(self) -> None:
        """Forget the view and end the thread."""
        self._view = None
        if self._work is not None:
            self._work.stop()
        self._take()

    def _take(self) -> bool:
        piece, work, self._piece, self._work = self._piece, self._work, None, None
        if piece is None or work is None:
            return False
        try:
            found = work.result()
        except BaseException:
            self._view = None
            raise
        for column, series in found.items():
            envelope = piece.segment.envelope(column)
            if piece.is_window:
                envelope.look_closely(series)
            else:
                envelope.fill(series)
        return bool(found) or not piece.columns

    def _find(self, piece: MissingRows, work: Work[dict[Column, Series]]) -> dict[Column, Series]:
        if not piece.columns:
            if piece.segment.passes.is_asked:
                piece.segment.passes.bring(PIECE_SECONDS, lambda: work.is_cancelled)
            else:
                piece.segment.beginning.measure()
            return {}
        began = time.perf_counter()
        found = self._train_again(piece, work)
        seconds = max(time.perf_counter() - began, 1e-4)
        self._rows = max(16, min(1 << 20, int(self._rows * min(4.0, PIECE_SECONDS / seconds))))
        return {} if work.is_cancelled else found

    def _train_again(self, piece: MissingRows, work: Work[dict[Column, Series]]) -> dict[Column, Series]:
        found = {column: Series(piece.first, piece.size, MAX_WINDOW) for column in piece.columns}
        if piece.first == 0:
            for column, series in found.items():
                series.extend(np.array([piece.segment.value(column, 0)]))
        recording = piece.segment.recording(piece.columns)
        for record in piece.segment.replay(max(piece.first, 1), piece.last, recording.wanted):
            for series, values in zip(found.values(), recording.values(record), strict=True):
                series.extend(values)
            if work.is_cancelled:
                break
        return found


def next_piece(view: View, most: int, fills: bool) -> MissingRows | None:
    """Return the next rows, at most about `most`, that a view lacks; None where it lacks nothing."""
    size = max(1, (view.last - view.first) // max(view.width, 1))
    size = 1 << (size.bit_length() - 1)
    gap: MissingRows | None = None
    for place in view.timeline.shown_pieces(view.first, view.last):
        segment = place.segment
        is_late = place.first == 0 and segment.beginning.is_awaited
        if segment.passes.is_asked or (is_late and any(column.kind.is_measured for column in view.columns)):
            return MissingRows(segment, (), 0, 1, 1, is_window=False)
        if segment.length == 1:  # no more than an event
            continue
        columns = tuple(column for column in view.columns if column.changes(segment.experiment))
        slow = {column for column in columns if segment.passes.are_long(column.kind, MAX_SAMPLED)}
        if place.last - place.first > MAX_CLOSE:  # samples tell enough of them
            columns = tuple(column for column in columns if column not in slow)
        found = _window(segment, columns, place.first, place.last, size, most)
        if found is not None:
            return found
        gap = gap or _gap(segment, [column for column in columns if column not in slow], most)
    return gap if fills else None


def _window(
    segment: Segment, columns: Sequence[Column], first: int, last: int, size: int, most: int
) -> MissingRows | None:
    """Return what is missing between the view and the blocks that are coarser than it can show."""
    wanted: dict[int, list[Column]] = {}
    room = int((last - first) * MARGIN)
    low, high = max(first - room, 0), min(last + room, segment.length)
    for column in columns:
        if segment.envelope(column).is_fine(first, last, size, segment.length):
            continue
        window = segment.envelope(column).window
        is_good = window is not None and window.size <= size and window.first <= first <= window.end
        start = window.end if window is not None and is_good else low
        if start < last:
            wanted.setdefault(start, []).append(column)
    if not wanted:
        return None
    start = min(wanted)
    return MissingRows(segment, tuple(wanted[start]), start, min(start + most, high), size, is_window=True)


def _gap(segment: Segment, columns: Sequence[Column], most: int) -> MissingRows | None:
    """Return the first rows that some columns never recorded."""
    gaps: dict[tuple[int, int], list[Column]] = {}
    for column in columns:
        gap = segment.envelope(column).missing(segment.length)
        if gap is not None:
            gaps.setdefault(gap, []).append(column)
    if not gaps:
        return None
    first, last = min(gaps)
    size = min(segment.block_size(Column(LOSS)), 1 << 20)
    return MissingRows(segment, tuple(gaps[first, last]), first, min(first + most, last), size, is_window=False)
