"""The timeline: every row of one future of the training, and its forks.

A *segment* is what training did between two events; its first row is state 0 or the event itself. A *timeline* is a
path through segments. An edit forks it: the new timeline shares the rows up to the cursor and goes on with a segment of
its own, the old one stays whole. Views and exporters know a timeline only as `TimelineView`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.training import State, loss_rule
from bpgui.session.edits import Edit
from bpgui.session.experiment import Experiment
from bpgui.session.segment import Block, Memory, Segment


@dataclass(frozen=True)
class Event:
    """An edit in the record: the row it made, the step number there, its text, and the edit."""

    row: int
    step: int
    text: str
    edit: Edit


@dataclass(frozen=True)
class Piece:
    """Rows `first` to `last` - 1 of a segment, the first of which is row `row` of a timeline."""

    segment: Segment
    first: int
    last: int
    row: int


class TimelineView(Protocol):
    """The small interface through which views and exporters see a timeline. Rows count from 0."""

    @property
    def length(self) -> int:
        """Number of rows, at least 1."""

    @property
    def events(self) -> Sequence[Event]:
        """All events, by row."""

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Return rows first to last - 1, in blocks."""

    def series(self, name: str, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column for rows first to last - 1, in about `width` points or fewer."""

    def is_sampled(self, name: str, first: int, last: int) -> bool:
        """Whether `series` tells of some of these rows by samples only, until they are trained again."""


class Timeline:
    """One future: a path through segments, of which only the last one grows."""

    def __init__(self, shared: Sequence[tuple[Segment, int]], last: Segment, events: Sequence[Event] = ()) -> None:
        """Take `shared` as (segment, rows taken of it), then the whole of `last`; `events` are those of all."""
        self._shared = tuple(shared)
        self.last = last
        self._starts = list(accumulate((taken for _, taken in self._shared), initial=0))
        self.events = events

    @classmethod
    def begin(cls, experiment: Experiment, parameters: Array, memory: Memory | None = None) -> "Timeline":
        """Return a timeline that stands at state 0; `memory` is what all timelines of a session share."""
        return cls((), Segment(experiment, experiment.start(parameters), memory=memory))

    @property
    def length(self) -> int:
        """Number of rows."""
        return self._starts[-1] + self.last.length

    def _locate(self, row: int) -> tuple[Segment, int]:
        if not 0 <= row < self.length:
            raise IndexError(f"row {row} of {self.length}")
        piece = bisect_right(self._starts, row) - 1
        segment = self._shared[piece][0] if piece < len(self._shared) else self.last
        return segment, row - self._starts[piece]

    def fork(self, row: int, edit: Edit) -> "Timeline":
        """Return the future in which `edit` was made at `row`; this timeline stays as it is.

        Raises Problem where the edit is not possible there.
        """
        segment, local = self._locate(row)
        state = segment.state(local)
        experiment, parameters = edit.apply(segment.experiment, state.parameters)
        text = edit.text(segment.experiment, state.parameters)
        piece = bisect_right(self._starts, row) - 1
        changed = replace(state, parameters=parameters)
        events = [*(event for event in self.events if event.row <= row), Event(row + 1, state.step, text, edit)]
        last = Segment(experiment, changed, text, self.last.memory)
        return Timeline((*self._shared[:piece], (segment, local + 1)), last, events)

    def cut(self, row: int) -> "Timeline":
        """Return the future that ends at `row`, without an event; this timeline stays as it is."""
        segment, local = self._locate(row)
        piece = bisect_right(self._starts, row) - 1
        shared = [*self._shared[:piece], *([(segment, local)] if local else [])]
        events = [event for event in self.events if event.row <= row]
        return Timeline(shared, segment.going_on_from(local), events)

    def experiment_at(self, row: int) -> Experiment:
        """Return the experiment that holds at a row."""
        return self._locate(row)[0].experiment

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""
        segment, local = self._locate(row)
        return segment.state(local)

    def step_at(self, row: int) -> int:
        """Return the step number of a row."""
        segment, local = self._locate(row)
        return segment.first.step + local

    def epoch_at(self, row: int) -> int:
        """Return the epoch of a row."""
        segment, local = self._locate(row)
        return segment.epoch(local)

    def row(self, row: int) -> Block:
        """Return one row; the last few are kept at hand."""
        segment, local = self._locate(row)
        return replace(segment.row(local), first=row)

    def value(self, name: str, row: int) -> float:
        """Return a column's value at a row. Raises KeyError, ValueError or IndexError for one that is not there."""
        segment, local = self._locate(row)
        return segment.value(name, local)

    def row_of_step(self, step: int) -> int:
        """Return the last row that has this step number; the nearest row for a step that is not there."""
        rows = range(self.length)
        return max(bisect_right(rows, step, key=self.step_at) - 1, 0)

    def first_row_of_step(self, step: int) -> int:
        """Return the first row that has this step number; the nearest row for a step that is not there."""
        return min(bisect_left(range(self.length), step, key=self.step_at), self.length - 1)

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Return rows first to last - 1, in blocks that never span an event."""
        for piece in self.pieces(first, last):
            yield from piece.segment.blocks(piece.first, piece.last, piece.row)

    def pieces(self, first: int, last: int) -> Iterator[Piece]:
        """Yield the parts of segments in which rows first to last - 1 lie."""
        row = max(first, 0)
        last = min(last, self.length)
        while row < last:
            segment, local = self._locate(row)
            number = bisect_right(self._starts, row) - 1
            end = self._starts[number + 1] if number < len(self._shared) else self.length
            taken = min(end, last) - row
            yield Piece(segment, local, local + taken, row)
            row += taken

    def series(self, name: str, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column, as blocks of equal length where there are more rows than `width`.

        A block never spans an event, so its jump stays visible. A column that some rows do not have is nan there.
        """
        size = max(1, -(-(last - first) // max(width, 1)))
        parts = [piece.segment.series(name, piece.first, piece.last, size) for piece in self.pieces(first, last)]
        steps, minima, maxima = (np.concatenate(column) for column in zip(*parts or [(np.zeros(0),) * 3], strict=True))
        return steps, minima, maxima

    def is_sampled(self, name: str, first: int, last: int) -> bool:
        """Whether some of rows first to last - 1 are known from samples only."""
        return any(piece.segment.lacks(name, piece.first, piece.last) for piece in self.pieces(first, last))

    def first_below(self, below: float | None, armed: bool, first: int, last: int) -> tuple[int | None, bool]:
        """Return the first of rows first to last - 1 at which the loss rule fires, or None, and whether it is armed.

        Only rows of blocks in which the training loss crosses `below` are looked at one by one.
        """
        if below is None:
            return None, armed
        for piece in self.pieces(first, last):
            starts, minima, maxima = piece.segment.series("train_loss", piece.first, piece.last, 1)
            rows = [*(starts - piece.segment.first.step).astype(int).tolist(), piece.last]
            for k, (low, high) in enumerate(zip(minima, maxima, strict=True)):
                if (armed and low < below) or (not armed and high >= below):
                    for block in piece.segment.blocks(rows[k], rows[k + 1], rows[k]):
                        for row, train_loss in enumerate(block.train_losses.tolist(), block.first):
                            fires, armed = loss_rule(below, armed, train_loss)
                            if fires:
                                return piece.row + row - piece.first, armed
        return None, armed
