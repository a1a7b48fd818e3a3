"""The timeline: every row of one future of the training, and its forks.

A *segment* is what training did between two events; its first row is state 0 or the event itself. A *timeline* is a
path through segments. An edit forks it: the new timeline shares the rows up to the cursor and goes on with a segment of
its own, the old one stays whole. Views and exporters know a timeline only as `TimelineView`.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import BatchSums, State
from bpgui.engine.training import loss_rule
from bpgui.session.basics.kept import kept_with_first
from bpgui.session.model.edit import Outcome
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.beginning import Origin
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.column_kinds import TRAIN_LOSS
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.epoch_rules import Watch
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.path import Event, Events, Node
from bpgui.session.timeline.segment import Segment

#: Parts of segments that a picture shows one by one.
MAX_SHOWN = 512


@dataclass(frozen=True)
class Piece:
    """Rows `first` to `last` - 1 of a segment, the first of which is row `row` of a timeline."""

    segment: Segment
    first: int
    last: int
    row: int


@dataclass(frozen=True)
class Names:
    """What neurons and layers, as in a network, and the columns of the data set are called by now."""

    network: Network
    columns: tuple[str, ...]

    @classmethod
    def of(cls, experiment: Experiment) -> "Names":
        """Return the names in an experiment; one without a data set behind its samples names no columns."""
        source = experiment.source
        return cls(experiment.network, () if source is None else tuple(column.name for column in source.columns))


@kept_with_first(2)
def _named(experiment: Experiment, names: Names) -> Experiment:
    """Return an experiment in which all is called so: the same one each time, for those who compare."""
    source = experiment.source
    if source is not None:
        pairs = zip(source.columns, names.columns, strict=True)
        source = replace(source, columns=tuple(replace(column, name=name) for column, name in pairs))
    return replace(experiment, network=experiment.network.called_as(names.network), source=source)


def _differing(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {old: new for old, new in pairs if old != new}


class TimelineView(Protocol):
    """The small interface through which views and exporters see a timeline. Rows count from 0."""

    @property
    def length(self) -> int:
        """Number of rows, at least 1."""

    @property
    def events(self) -> Sequence[Event]:
        """All events, by row."""

    @property
    def kinds(self) -> frozenset[ColumnKind]:
        """The kinds of columns that some of its rows have."""

    def is_awaited(self, column: Column, row: int) -> bool:
        """Whether a column's value at a row is still to be brought."""

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Return rows first to last - 1, in blocks."""

    def series(self, column: Column, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column for rows first to last - 1, in about `width` points or fewer."""

    def is_sampled(self, column: Column, first: int, last: int) -> bool:
        """Whether `series` tells of some of these rows by samples only, until they are trained again."""


class Timeline:
    """One future: a path through segments, of which only the last one grows. It shares what it has of others."""

    def __init__(self, end: Node, names: Names | None = None) -> None:
        """Take the path that ends with a node; `names` has what is named otherwise by now, None where nothing is."""
        self._end, self._names = end, names

    @classmethod
    def begin(
        cls, experiment: Experiment, parameters: Array, memory: Memory | None = None, origin: Origin | None = None
    ) -> "Timeline":
        """Return a timeline that stands at state 0; `memory` is what all timelines of a session share.

        Where an edit made this start of another one, `origin` is what it made it of.
        """
        experiment = experiment.scheduled_from(None, 0)
        return cls(Node(Segment(experiment, experiment.start(parameters), "", memory, origin)))

    @property
    def first(self) -> Segment:
        """The segment in which state 0 is."""
        return self._end.at_number(0).segment

    @property
    def last(self) -> Segment:
        """The segment that grows."""
        return self._end.segment

    @property
    def events(self) -> Sequence[Event]:
        """All events, by row."""
        return Events(self._end)

    def edits_as_named_now(self) -> Iterator[Edit]:
        """Yield the edit of each event, in which neurons have the names that they have now."""
        for event in self.events:
            if self._names is None:
                yield event.edit
                continue
            then, now = Names.of(self._node(event.row).segment.experiment), self._names
            neurons = zip(chain(*then.network.neuron_names), chain(*now.network.neuron_names), strict=True)
            columns = zip(then.columns, now.columns, strict=True)
            yield event.edit.renamed(_differing(neurons), _differing(columns))

    @property
    def kinds(self) -> frozenset[ColumnKind]:
        """The kinds of columns that some of its rows have."""
        return self._end.kinds

    @property
    def length(self) -> int:
        """Number of rows."""
        return self._end.row + self._end.segment.length

    def _node(self, row: int) -> Node:
        if not 0 <= row < self.length:
            raise IndexError(f"row {row} of {self.length}")
        return self._end.at_row(row)

    def locate(self, row: int) -> tuple[Segment, int]:
        """Return the segment in which a row lies, and which of its rows that is."""
        node = self._node(row)
        return node.segment, row - node.row

    def origin_at(self, row: int) -> Origin:
        """Return a row as what an edit makes another segment of."""
        return Origin(*self.locate(row))

    def renamed(self, experiment: Experiment) -> "Timeline":
        """Return the same rows, with the names that an experiment has."""
        return Timeline(self._end, Names.of(experiment))

    def fork(self, row: int, edit: Edit, outcome: Outcome | None = None) -> "Timeline":
        """Return the future in which `edit` was made at `row`; this timeline stays as it is.

        `outcome` is what the edit makes of that row, where it was applied already. Raises Problem where the edit is not
        possible there.
        """
        node = self._node(row)
        node.check_room(edit)
        segment, at = node.segment, row - node.row
        before, state = self.experiment_at(row), segment.state(at)
        experiment, parameters = outcome or edit.apply(before, state.parameters)
        experiment = experiment.scheduled_from(before, state.step)
        sentence = edit.sentence(before, state.parameters)
        origin = Origin(segment, at)
        after = experiment.going_on(state, parameters, before)
        if edit.resets_optimiser:
            after = replace(after, optimiser=experiment.start(parameters).optimiser)
        last = Segment(experiment, after, str(sentence), self.last.memory, origin)
        return Timeline(Node(last, row + 1, Event(row + 1, state.step, sentence, edit), node), self._names)

    def cut(self, row: int) -> "Timeline":
        """Return the future that ends at `row`, without an event; this timeline stays as it is."""
        node = self._node(row)
        last = node.segment.going_on_from(row - node.row)
        if row == node.row:
            return Timeline(Node(last, row, node.event, node.before), self._names)
        return Timeline(Node(last, row, None, node), self._names)

    def experiment_at(self, row: int) -> Experiment:
        """Return the experiment that holds at a row."""
        experiment = self.locate(row)[0].experiment
        return experiment if self._names is None else _named(experiment, self._names)

    def state_at(self, row: int) -> State:
        """Return the state at a row, exactly as it was."""
        segment, local = self.locate(row)
        return segment.state(local)

    def step_at(self, row: int) -> int:
        """Return the step number of a row."""
        segment, local = self.locate(row)
        return segment.place.step + local

    def epoch_at(self, row: int) -> int:
        """Return the epoch of a row."""
        segment, local = self.locate(row)
        return segment.epoch(local)

    def is_event(self, row: int) -> bool:
        """Whether an event leads to a row, not a step."""
        return row > 0 and self.step_at(row) == self.step_at(row - 1)

    def first_of_epoch(self, row: int) -> int:
        """Return the first row of a row's epoch."""
        return bisect_left(range(row + 1), self.epoch_at(row), key=self.epoch_at)

    def epoch_end(self, row: int) -> int:
        """Return the step number at which a row's epoch ends, on the record or, past its end, by training."""
        after = row + bisect_right(range(row, self.length), self.epoch_at(row), key=self.epoch_at)
        if after < self.length:
            return self.step_at(after)
        state, experiment = self.last.last, self.last.experiment
        samples = experiment.data.training_count
        return state.step + -(-(samples - state.position) // (experiment.settings.batch_size or samples))

    def row(self, row: int) -> Block:
        """Return one row; the last few are kept at hand."""
        segment, local = self.locate(row)
        return replace(segment.row(local), first=row)

    def value(self, column: Column, row: int) -> float:
        """Return a column's value at a row. Raises KeyError for one that is not there."""
        segment, local = self.locate(row)
        return segment.value(column, local)

    def is_awaited(self, column: Column, row: int) -> bool:
        """Whether a column's value at a row needs a pass over many samples, for which `value` would wait."""
        segment, local = self.locate(row)
        return segment.awaits(column, local)

    def batch_sums(self, row: int) -> BatchSums:
        """Return what is known of the batch of the step from a row."""
        segment, local = self.locate(row)
        return segment.beginning.batch_sums(local)

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
        return self._pieces(first, last, math.inf)

    def shown_pieces(self, first: int, last: int) -> Iterator[Piece]:
        """Yield those that a picture of rows first to last - 1 shows: of very many, some stand for all."""
        return self._pieces(first, last, MAX_SHOWN)

    def _pieces(self, first: int, last: int, most: float) -> Iterator[Piece]:
        first, last = max(first, 0), min(last, self.length)
        if first >= last:
            return
        nodes, step = self._node(last - 1).since(self._node(first)), 1
        while len(nodes) > most * step:
            step *= 2
        for k in sorted({*range(0, len(nodes), step), len(nodes) - 1}) if step > 1 else range(len(nodes)):
            node, end = nodes[k], nodes[k + 1].row if k + 1 < len(nodes) else last
            row = max(first, node.row)
            yield Piece(node.segment, row - node.row, end - node.row, row)

    def series(self, column: Column, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        """Return (steps, minima, maxima) of a column, as blocks of equal length where there are more rows than `width`.

        A block never spans an event, so its jump stays visible; of more events than a screen can show, some stand for
        all. A column that some rows do not have is nan there.
        """
        size, shown = max(1, -(-(last - first) // max(width, 1))), self.shown_pieces(first, last)
        parts = [piece.segment.series(column, piece.first, piece.last, size) for piece in shown]
        steps, minima, maxima = (np.concatenate(part) for part in zip(*parts or [(np.zeros(0),) * 3], strict=True))
        return steps, minima, maxima

    def is_sampled(self, column: Column, first: int, last: int) -> bool:
        """Whether some of rows first to last - 1 are known from samples only."""
        return any(piece.segment.lacks(column, piece.first, piece.last) for piece in self.shown_pieces(first, last))

    def first_met(self, watch: Watch, first: int, last: int) -> tuple[int, str] | None:
        """Return the first of rows first to last - 1 at which a rule fires, and its name; None where none does."""
        for piece in self.pieces(first, last):
            begin, length = piece.segment.passes.epochs
            start = piece.first + (begin - piece.first) % length
            for row in range(max(start, begin), piece.last, length):
                name = watch.look(piece.segment, row)
                if name:
                    return piece.row + row - piece.first, name
        return None

    def first_below(self, below: float | None, armed: bool, first: int, last: int) -> tuple[int | None, bool]:
        """Return the first of rows first to last - 1 at which the loss rule fires, or None, and whether it is armed.

        Only rows of blocks in which the training loss crosses `below` are looked at one by one.
        """
        if below is None:
            return None, armed
        for piece in self.pieces(first, last):
            if piece.first == 0:
                piece.segment.beginning.measure()
            starts, minima, maxima = piece.segment.series(Column(TRAIN_LOSS), piece.first, piece.last, 1)
            rows = [*(starts - piece.segment.place.step).astype(int).tolist(), piece.last]
            for k, (low, high) in enumerate(zip(minima, maxima, strict=True)):
                if (armed and low < below) or (not armed and high >= below):
                    for block in piece.segment.blocks(rows[k], rows[k + 1], rows[k]):
                        for row, train_loss in enumerate(block.train_losses.tolist(), block.first):
                            fires, armed = loss_rule(below, armed, train_loss)
                            if fires:
                                return piece.row + row - piece.first, armed
        return None, armed
