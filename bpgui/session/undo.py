"""The undo history: what the person edited. Training never appears here."""

from dataclasses import dataclass

from bpgui.engine.network import Network
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP
from bpgui.session.model.edits import Edit
from bpgui.session.model.lineage import Lineage
from bpgui.session.model.sentence import Subject, Word
from bpgui.session.timeline.futures import Timeline


class ForgetSteps(Edit, frozen=True):
    """Forget the steps after one: an entry of the undo history only, no event."""

    step: int

    def target(self, network: Network) -> Word:  # noqa: ARG002  an edit like others
        """Say what was done."""
        text = QT_TRANSLATE_NOOP("Words", "forgotten steps after {step}")
        return Word(f"forgotten steps after {self.step}", text, {"step": self.step})


@dataclass(frozen=True)
class Entry:
    """One edit: the future it left, the row it was made at there, and the future it made.

    Where the neurons or parameters are others after it, `lineage` says which are which, and `plotted` are those
    (by index) that were plotted before.
    """

    edit: Edit
    before: Timeline
    row: int
    after: Timeline
    lineage: Lineage | None = None
    plotted: tuple[int, ...] = ()

    def subject(self) -> Subject:
        """Name what the edit changes, as the network before it calls that."""
        return self.edit.subject(self.before.experiment_at(self.row).network)


@dataclass(frozen=True)
class Former:
    """A future that an edit replaced: its timeline, the row from which it goes another way, and what was edited."""

    timeline: Timeline
    row: int
    subject: Subject


class UndoStack:
    """Entries that can be undone and redone, and which of them stands in the saved file."""

    def __init__(self) -> None:
        """Start empty and clean."""
        self._entries: list[Entry] = []
        self._done = 0
        self._clean: int | None = 0
        self._former: tuple[Former | None, ...] = ()  # not looked for yet

    def push(self, entry: Entry) -> None:
        """Add an edit; what could be redone is dropped."""
        if self._clean is not None and self._clean > self._done:
            self._clean = None  # the saved point cannot be reached any more
        del self._entries[self._done :]
        self._entries.append(entry)
        self._move(1)

    @property
    def undoable(self) -> Entry | None:
        """The entry that Undo would take back."""
        return self._entries[self._done - 1] if self._done else None

    @property
    def redoable(self) -> Entry | None:
        """The entry that Redo would bring back."""
        return self._entries[self._done] if self._done < len(self._entries) else None

    @property
    def former(self) -> Former | None:
        """The future that the last of the present edits in a past replaced, which goes on beyond where it was made.

        None where there is none, and where its neurons or parameters were others.
        """
        if not self._former:
            self._former = (self._find_former(),)
        return self._former[0]

    def _find_former(self) -> Former | None:
        for entry in reversed(self._entries[: self._done]):
            if entry.lineage is not None:
                return None
            row = 0 if entry.edit.begins_timeline else entry.row
            is_past = row < entry.before.length - 1 and not entry.edit.keeps_rows
            if is_past and not isinstance(entry.edit, ForgetSteps):
                return Former(entry.before, row, entry.subject())
        return None

    def undo_steps(self, timeline: Timeline) -> int | None:
        """Return how many steps the timeline has that Undo would bring back, where an edit has just begun this one.

        None where none has, or where something was trained since.
        """
        entry = self.undoable
        is_fresh = timeline.step_at(timeline.length - 1) == 0
        if entry is None or not entry.edit.begins_timeline or timeline is not entry.after or not is_fresh:
            return None
        return entry.before.step_at(entry.before.length - 1)

    def redo_steps(self) -> tuple[int, int] | None:
        """Return the first and last step number that Redo would bring back, None if it brings back no steps."""
        entry = self.redoable
        if entry is None:
            return None
        first = 1 if entry.edit.begins_timeline else entry.before.step_at(entry.row) + 1
        last = entry.after.step_at(entry.after.length - 1)
        return (first, last) if last >= first else None

    def step_back(self) -> None:
        """Note that the last entry was undone."""
        self._move(-1)

    def step_forward(self) -> None:
        """Note that the next entry was redone."""
        self._move(1)

    def _move(self, by: int) -> None:
        self._done += by
        self._former = ()

    @property
    def is_clean(self) -> bool:
        """Whether the edits are those of the saved file."""
        return self._clean == self._done

    def mark_clean(self) -> None:
        """Note that the present edits were saved."""
        self._clean = self._done
