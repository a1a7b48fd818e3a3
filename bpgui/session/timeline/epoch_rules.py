"""Stop rules that look at the test loss and the accuracies, in rows that begin an epoch.

Whether one is met at a row follows from the record alone, so a run stops at the same step however it is cut into
pieces, and wherever it is run.
"""

from collections.abc import Iterator

from bpgui.session.stops import EpochRules
from bpgui.session.timeline.column_kinds import TEST_ACCURACY, TEST_LOSS, TRAIN_ACCURACY
from bpgui.session.timeline.columns import ColumnKind
from bpgui.session.timeline.segment import Segment

#: What each rule looks at.
WATCHED = {"patience": TEST_LOSS, "train_accuracy": TRAIN_ACCURACY, "test_accuracy": TEST_ACCURACY}


def watched(rules: EpochRules, segment: Segment) -> Iterator[ColumnKind]:
    """Yield the columns of a segment that some rules look at."""
    for name, kind in WATCHED.items():
        if getattr(rules, name) is not None and kind in segment.kinds:
            yield kind


def met(rules: EpochRules, segment: Segment, row: int) -> frozenset[str]:
    """Name the rules that are met at a row of a segment; none where no epoch begins."""
    passes = segment.passes
    if not passes.begins_epoch(row):
        return frozenset()
    found, kinds = set(), set(watched(rules, segment))
    if rules.patience is not None and TEST_LOSS in kinds and _has_not_fallen(segment, row, rules.patience):
        found.add("patience")
    for name, share in (("train_accuracy", rules.train_accuracy), ("test_accuracy", rules.test_accuracy)):
        if share is not None and WATCHED[name] in kinds and passes.value(WATCHED[name], row) >= share:
            found.add(name)
    return frozenset(found)


def _has_not_fallen(segment: Segment, row: int, patience: int) -> bool:
    passes = segment.passes
    rows = passes.epochs_before(row, patience)
    if len(rows) < patience:
        return False
    return not passes.falls(TEST_LOSS, rows[0], range(rows[0] + rows.step, row + 1, rows.step))


def is_at_hand(rules: EpochRules, segment: Segment, row: int) -> bool:
    """Whether `met` answers without passes that take longer than a person notices."""
    passes, rows = segment.passes, [row]
    if rules.patience is not None:
        rows += passes.epochs_before(row, rules.patience)
    slow = [kind for kind in watched(rules, segment) if passes.are_long(kind, len(rows))]
    return not any(passes.is_unknown(kind, at) for kind in slow for at in rows)


class Watch:
    """Fires the rules of a run at the first row that meets one; what is met already is silent until it is unmet."""

    def __init__(self, rules: EpochRules, silent: frozenset[str] | None = None) -> None:
        """Watch; `silent` None finds out at the first row which are met there."""
        self.rules, self.silent = rules, silent

    def begin(self, segment: Segment, row: int) -> None:
        """Stand at a row, where a run begins."""
        if self.silent is None:
            self.silent = met(self.rules, segment, row) if self.rules else frozenset()

    def look(self, segment: Segment, row: int) -> str:
        """Return the rule that fires at the next row, "" for none."""
        if not self.rules or not segment.passes.begins_epoch(row):
            return ""
        found, silent = met(self.rules, segment, row), self.silent or frozenset()
        self.silent = silent & found
        return next((name for name in WATCHED if name in found - silent), "")
