"""A timeline that keeps no states: every row is answered from a formula."""

from collections.abc import Iterator

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.step import BatchSums, State
from bpgui.session.model.edits import SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sentence import Sentence, Statement, Word
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.column_kinds import KINDS, LOSS, PARAMETER, PREDICTION, TARGET, TRAIN_LOSS
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.path import Event
from tests.article import article


class FakeTimeline:
    """Rows without events but one: at row `event_row`, w5 jumps. Loss is 1 / (1 + row), zero from `zero_from` on."""

    def __init__(self, length: int, event_row: int, zero_from: int | None = None) -> None:
        self.length, self.event_row, self.zero_from = length, event_row, zero_from
        sentence = Sentence((Statement(Word("w5"), Word("0.14"), Word("0.3")),))
        self.events = (Event(event_row, event_row - 1, sentence, SetParameter("w5", 0.3)),)
        self.experiment = article()
        self.states_asked: list[int] = []
        self.rows_read = 0

    def value(self, column: Column, row: int) -> float:
        """Return a column's value at one row."""
        return float(self.values(column, np.array([row]))[0])

    def values(self, column: Column, rows: Array) -> Array:
        """Return a column's values at some rows."""
        if column.kind in (LOSS, TRAIN_LOSS):
            return np.where(rows >= (self.zero_from or np.inf), 0.0, 1 / (1 + rows))
        if column.kind is TARGET:
            return np.ones(len(rows))
        if column.kind is PREDICTION:
            return 1 - 0.8 / (1 + rows)
        return (column.number + 1) / 10 + np.where(rows >= self.event_row, 0.5, 0.0) + 0 * rows

    @property
    def kinds(self) -> frozenset[ColumnKind]:
        return frozenset(kind for kind in KINDS if kind.exists(self.experiment_at(0)))

    def is_sampled(self, column: Column, first: int, last: int) -> bool:
        return False

    # What the session asks of its timeline

    def shown_pieces(self, first: int, last: int) -> Iterator[object]:
        """Nothing here can be trained again."""
        return iter(())

    def is_awaited(self, column: Column, row: int) -> bool:
        return False

    def batch_sums(self, row: int) -> BatchSums:
        return BatchSums()

    def step_at(self, row: int) -> int:
        return row - (row >= self.event_row)

    def row_of_step(self, step: int) -> int:
        return min(step + (step >= self.event_row - 1), self.length - 1)

    def experiment_at(self, row: int) -> Experiment:
        return self.experiment

    def state_at(self, row: int) -> State:
        self.states_asked.append(row)
        weights = np.array([self.value(Column(PARAMETER, k), row) for k in range(6)])
        return State(self.step_at(row), row, 0, weights)

    def rows(self, first: int, last: int) -> Iterator[Block]:
        self.rows_read += last - first
        for part in self._pieces(first, last):
            weights = np.stack([self.values(Column(PARAMETER, k), part) for k in range(6)], axis=1)
            yield Block(
                first=int(part[0]),
                event=self.events[0].text if part[0] == self.event_row else "",
                experiment=self.experiment,
                steps=self._steps(part),
                epochs=part,
                positions=np.zeros_like(part),
                losses=self.values(Column(LOSS), part),
                train_losses=self.values(Column(LOSS), part),
                predictions=self.values(Column(PREDICTION), part).reshape(-1, 1, 1),
                parameters=weights,
                gradients=weights,
                inner=np.zeros((len(part), 0)),
            )

    def series(self, column: Column, first: int, last: int, width: int) -> tuple[Array, Array, Array]:
        size = max(1, -(-(last - first) // width))
        found = []
        for part in self._pieces(first, min(last, self.length)):
            starts = part[::size]
            ends = np.minimum(starts + size - 1, part[-1])
            both = self.values(column, starts), self.values(column, ends)  # every formula is monotonic between events
            found.append((self._steps(starts).astype(float), np.fmin(*both), np.fmax(*both)))
        found = found or [(np.zeros(0), np.zeros(0), np.zeros(0))]
        steps, minima, maxima = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return steps, minima, maxima

    def _pieces(self, first: int, last: int) -> list[np.ndarray]:
        rows = np.arange(first, last)
        return [part for part in (rows[rows < self.event_row], rows[rows >= self.event_row]) if len(part)]

    def _steps(self, rows: np.ndarray) -> np.ndarray:
        return rows - (rows >= self.event_row)
