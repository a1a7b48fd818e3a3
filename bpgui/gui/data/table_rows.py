"""Which samples the rows of the table stand for: all in their order, or sorted, filtered and found."""

from collections.abc import Sequence

import numpy as np

from bpgui.gui.widgets.number_edit import comma_is_decimal
from bpgui.session.data.dataset import Codes
from bpgui.session.step.moment import Moment
from bpgui.session.step.rightness import Rightness
from bpgui.session.table.columns import TableColumn
from bpgui.session.table.rows import Mask, RowFilter, found_samples, shown_samples, sorted_samples


class TableRows:
    """The order of the rows. It is arranged when it is asked for, so that no row runs away under what is typed."""

    def __init__(self, samples: int) -> None:
        self._samples = samples
        self._order: Codes | None = None  # the sample of each row; None: all, in their order
        self._rows: Codes | None = None  # the row of each sample, -1 where it has none
        self.sorted_by: TableColumn | None = None
        self.is_descending = False
        self.shown = RowFilter.ALL
        self.picked: Sequence[int] | None = None  # the only samples that are shown; None: no other view picked any
        self.text, self.only_found = "", False
        self.has_trial = False  # a last row, behind all others, for what is tried
        self.found: Mask | None = None  # which samples have what is looked for; None: nothing is looked for

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._samples if self._order is None else len(self._order)

    @property
    def with_trial(self) -> int:
        """How many rows there are with the one for what is tried."""
        return self.count + self.has_trial

    @property
    def is_arranged(self) -> bool:
        """Whether rows are in another order than the samples, or some samples have none."""
        return self._order is not None

    def sample(self, row: int) -> int:
        """Return the sample of a row, from 0; what is tried is the sample behind the last."""
        if self.has_trial and row == self.count:
            return self._samples
        return row if self._order is None else int(self._order[row])

    def row(self, sample: int) -> int:
        """Return the row of a sample, -1 where it has none."""
        if self.has_trial and sample == self._samples:
            return self.count
        if self._rows is None:
            return sample if sample < self._samples else -1
        return int(self._rows[sample])

    def cycle(self, column: TableColumn) -> None:
        """Sort by a column: ascending, then descending, then in the order of training again."""
        if self.sorted_by != column:
            self.sorted_by, self.is_descending = column, False
        elif not self.is_descending:
            self.is_descending = True
        else:
            self.sorted_by = None

    def arrange(self, moment: Moment, columns: Sequence[TableColumn], rightness: Rightness | None) -> bool:
        """Sort and filter anew; say whether rows stand for other samples than before."""
        before, count = self._order, self._samples
        self._samples = samples = moment.experiment.data.samples
        if self.sorted_by is not None and self.sorted_by not in columns:
            self.sorted_by = None
        self.found = found_samples(moment, columns, self.text, comma=comma_is_decimal()) if self.text.strip() else None
        shows = None if self.shown is RowFilter.ALL else shown_samples(moment, self.shown, rightness)
        if self.picked is not None:
            is_picked = np.zeros(samples, dtype=bool)
            is_picked[list(self.picked)] = True
            shows = is_picked if shows is None else shows & is_picked
        if self.found is not None and self.only_found:
            shows = self.found if shows is None else shows & self.found
        order = None
        if self.sorted_by is not None:
            order = sorted_samples(moment, self.sorted_by, descending=self.is_descending)
            order = order if shows is None else order[shows[order]]
        elif shows is not None:
            order = np.flatnonzero(shows)
        self._order, self._rows = order, None
        if order is not None:
            self._rows = np.full(samples, -1, dtype=np.intp)
            self._rows[order] = np.arange(len(order))
        if before is None or order is None:
            return before is not order or count != samples
        return not np.array_equal(before, order)

    def finds(self, sample: int) -> bool:
        """Whether a sample has what is looked for."""
        return self.found is not None and sample < len(self.found) and bool(self.found[sample])

    def found_rows(self) -> Codes:
        """Return the rows that have what is looked for, ascending."""
        if self.found is None:
            return np.zeros(0, dtype=np.intp)
        return np.flatnonzero(self.found if self._order is None else self.found[self._order])
