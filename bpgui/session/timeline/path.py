"""The path of a timeline: segments, each behind the one that it forked from. Futures share what they have in common.

An edit adds one node, whatever was before. Each node knows the node before it and one further back (skip pointers,
Myers 1983), so that a row is found in a logarithmic number of steps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edits import Edit
from bpgui.session.model.sentence import Sentence
from bpgui.session.timeline.columns import ColumnKind
from bpgui.session.timeline.segment import Segment

#: What a timeline may have, and so a file: events, and changes in all of them.
MAX_EVENTS, MAX_CHANGES = 100_000, 500_000


@dataclass(frozen=True)
class Event:
    """An edit in the record: the row it made, the step number there, what it says, and the edit."""

    row: int
    step: int
    sentence: Sentence
    edit: Edit

    @property
    def text(self) -> str:
        """What it says in row and CSV."""
        return str(self.sentence)


class Node:
    """A segment, the row of the timeline at which it begins, and the event that made it.

    There is none where the segment is the first, or goes on from a row behind which the steps were forgotten. `number`
    counts the events up to here, `changes` what they changed, `depth` the nodes before this one.
    """

    __slots__ = ("_kinds", "before", "changes", "depth", "event", "jump", "number", "row", "segment")

    def __init__(self, segment: Segment, row: int = 0, event: Event | None = None, before: "Node | None" = None):
        """Stand behind `before`."""
        self.segment, self.row, self.event, self.before = segment, row, event, before
        self._kinds: frozenset[ColumnKind] | None = None
        self.number: int = 0 if before is None else before.number + (event is not None)
        self.changes: int = (0 if before is None else before.changes) + (0 if event is None else event.edit.count)
        self.depth: int = 0 if before is None else before.depth + 1
        self.jump: Node = self
        if before is not None:
            near, far = before.jump, before.jump.jump
            self.jump = far if before.depth - near.depth == near.depth - far.depth else before

    def check_room(self, edit: Edit) -> None:
        """Raise Problem where an event of this edit would be one too many, or change too much."""
        if self.number >= MAX_EVENTS:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "At most {most} events can be kept."), most=MAX_EVENTS)
        if self.changes + edit.count > MAX_CHANGES:
            what = QT_TRANSLATE_NOOP("Problem", "All events would set {count} numbers; at most {most} are possible.")
            raise Problem(what, count=self.changes + edit.count, most=MAX_CHANGES)

    def at_row(self, row: int) -> "Node":
        """Return the node, this one or one before it, in which a row lies."""
        node = self
        while node.row > row and node.before is not None:
            node = node.jump if node.jump.row > row else node.before
        return node

    def at_number(self, number: int) -> "Node":
        """Return the node of the event with a number, which count from 1; 0 is the first node."""
        node = self
        while node.number > number and node.before is not None:
            node = node.jump if node.jump.number >= number else node.before
        while node.event is None and node.before is not None:
            node = node.before
        return node

    @property
    def kinds(self) -> frozenset[ColumnKind]:
        """The kinds of columns that some row up to here has."""
        later, node = list[Node](), self
        while node._kinds is None and node.before is not None:
            later.append(node)
            node = node.before
        found = node._kinds = node.segment.kinds if node._kinds is None else node._kinds
        known = node.segment.experiment
        for after in reversed(later):
            if after.segment.experiment is not known:  # most events change parameters alone
                known = after.segment.experiment
                found = found if after.segment.kinds <= found else found | after.segment.kinds
            after._kinds = found
        return found

    def since(self, first: "Node") -> "list[Node]":
        """Return the nodes from `first` to this one."""
        found = [self]
        while found[-1] is not first and found[-1].before is not None:
            found.append(found[-1].before)
        return found[::-1]


class Events(Sequence[Event]):
    """The events up to a node, in order."""

    def __init__(self, last: Node) -> None:
        self._last = last

    def __len__(self) -> int:
        return self._last.number

    def __iter__(self) -> Iterator[Event]:
        return (node.event for node in self._last.since(self._last.at_number(0)) if node.event is not None)

    @overload
    def __getitem__(self, index: int) -> Event: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Event]: ...

    def __getitem__(self, index: int | slice) -> Event | Sequence[Event]:
        if isinstance(index, slice):
            return list(self)[index]
        event = self._last.at_number(range(1, len(self) + 1)[index]).event
        assert event is not None
        return event
