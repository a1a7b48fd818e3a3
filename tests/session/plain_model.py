"""The futures of the contract once more: plain lists, plain floats, one number after the other.

It knows one kind of network, 2-2-1 and linear, with or without biases in the hidden layer. From the engine it takes
what is drawn at random: shuffled orders and new weights.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from bpgui.engine.batches import shuffled
from bpgui.engine.initialisation import initial_parameters
from bpgui.engine.network import Layer, Network

#: What changed, what it was, what it is.
Text = tuple[str, object, object]


@dataclass(frozen=True)
class Row:
    """A state under the settings and data that hold there; `order` is that of the epoch, once it has begun."""

    step: int
    epoch: int
    position: int
    parameters: tuple[float, ...]
    inputs: tuple[tuple[float, float], ...]
    targets: tuple[float, ...]
    rate: float = 0.05
    batch_size: int | None = None
    shuffle: bool = False
    seed: int = 0
    locked: frozenset[int] = frozenset()
    order: tuple[int, ...] = ()
    event: Text | None = None

    @property
    def has_biases(self) -> bool:
        return len(self.parameters) == 8

    @property
    def epoch_order(self) -> tuple[int, ...]:
        samples, size = len(self.inputs), self.batch_size
        if self.position:
            return self.order
        is_shuffled = self.shuffle and size is not None and size < samples
        return tuple(shuffled(self.seed, self.epoch, samples).tolist()) if is_shuffled else tuple(range(samples))

    @property
    def batch(self) -> tuple[int, ...]:
        return self.epoch_order[self.position :][: self.batch_size]

    def pass_of(self, sample: int) -> tuple[float, list[float]]:
        """Return the loss of one sample and its gradient."""
        w, (i1, i2) = self.parameters, self.inputs[sample]
        b1, b2 = w[6:] if self.has_biases else (0.0, 0.0)
        h1, h2 = b1 + w[0] * i1 + w[1] * i2, b2 + w[2] * i1 + w[3] * i2
        delta = (w[4] * h1 + w[5] * h2) - self.targets[sample]
        d1, d2 = delta * w[4], delta * w[5]
        gradient = [i1 * d1, i2 * d1, i1 * d2, i2 * d2, h1 * delta, h2 * delta, d1, d2]
        return 0.5 * (delta * delta), gradient[: len(w)]

    def mean_loss(self, samples: tuple[int, ...]) -> float:
        total = 0.0
        for sample in samples:
            total += self.pass_of(sample)[0]
        return total / len(samples)

    @property
    def loss(self) -> float:
        return self.mean_loss(self.batch)

    @property
    def train_loss(self) -> float:
        return math.nan if self.position else self.mean_loss(tuple(range(len(self.inputs))))

    def next(self) -> "Row":
        batch, order = self.batch, self.epoch_order
        sums = [0.0] * len(self.parameters)
        for sample in batch:
            sums = [total + g for total, g in zip(sums, self.pass_of(sample)[1], strict=True)]
        parameters = tuple(
            p if k in self.locked else p - self.rate * (total / len(batch))
            for k, (p, total) in enumerate(zip(self.parameters, sums, strict=True))
        )
        position = self.position + len(batch)
        moved = replace(self, step=self.step + 1, parameters=parameters, position=position, order=order, event=None)
        return replace(moved, epoch=self.epoch + 1, position=0, order=()) if position >= len(order) else moved

    def restarted(self, parameters: tuple[float, ...], locked: frozenset[int]) -> "Row":
        return replace(self, step=0, epoch=0, position=0, order=(), event=None, parameters=parameters, locked=locked)

    def with_biases(self, has_them: bool) -> "Row":
        parameters = (*self.parameters[:6], 0.0, 0.0) if has_them else self.parameters[:6]
        return self.restarted(parameters, frozenset(k for k in self.locked if k < 6))

    def with_new_weights(self, method: str, seed: int) -> "Row":
        network = Network(2, (Layer(2, bias=self.has_biases), Layer(1)))
        drawn = initial_parameters(network, method, np.random.default_rng(seed)).tolist()
        kept = (
            old if k in self.locked else new for k, (old, new) in enumerate(zip(self.parameters, drawn, strict=True))
        )
        return self.restarted(tuple(kept), self.locked)


class Model:
    """What a person sees: a future (its rows), the cursor, the walk, and what can be undone."""

    def __init__(self, row: Row) -> None:
        self.rows, self.cursor = [row], 0
        self.undoable: list[tuple[list[Row], int, list[Row]]] = []
        self.redoable: list[tuple[list[Row], int, list[Row]]] = []
        self.walk: tuple[int, int] | None = None  # the row it starts from, and the rungs done

    @property
    def row(self) -> Row:
        return self.rows[self.cursor]

    @property
    def in_past(self) -> bool:
        return self.cursor < len(self.rows) - 1

    @property
    def diverged(self) -> bool:
        """Whether no step leads on from the last row: judged against the loss where this run began."""
        first, last = next(r for r in reversed(self.rows) if r.event or r is self.rows[0]).loss, self.rows[-1].loss
        return not math.isfinite(last) or last > 1e6 * (max(1.0, first) if math.isfinite(first) else 1.0)

    def edit(self, after: Row, text: Text | None) -> None:
        """Fork at the cursor, or, without a text or at step 0, begin a new timeline."""
        is_event = text and self.row.step
        future = (
            [*self.rows[: self.cursor + 1], replace(after, event=text)] if is_event else [replace(after, event=None)]
        )
        self.undoable.append((self.rows, self.cursor, future))
        self.redoable.clear()
        self._go(future, len(future) - 1)

    def forget(self) -> bool:
        """End the future at the cursor, without an event."""
        if not self.in_past:
            return False
        future = self.rows[: self.cursor + 1]
        self.undoable.append((self.rows, self.cursor, future))
        self.redoable.clear()
        self._go(future, self.cursor)
        return True

    def undo(self) -> None:
        if self.undoable:
            self.redoable.append(self.undoable.pop())
            before, row, _ = self.redoable[-1]
            self._go(before, row)

    def redo(self) -> None:
        if self.redoable:
            self.undoable.append(self.redoable.pop())
            _, _, after = self.undoable[-1]
            self._go(after, len(after) - 1)

    @property
    def redo_steps(self) -> tuple[int, int] | None:
        if not self.redoable:
            return None
        before, row, after = self.redoable[-1]
        begins = len(after) <= row or after[row] is not before[row]
        first, last = 1 if begins else before[row].step + 1, after[-1].step
        return (first, last) if first <= last else None

    def _go(self, rows: list[Row], cursor: int) -> None:
        self.rows, self.cursor, self.walk = rows, cursor, None

    def seek(self, row: int) -> None:
        self._go(self.rows, min(max(row, 0), len(self.rows) - 1))

    def step(self) -> None:
        """Go one row on: along the record, or past its end by training. From the end of an update go to rest."""
        at_end, self.walk = self.at_end_of_update, None
        if at_end:
            return
        if not self.in_past:
            if self.diverged:
                return
            self.rows.append(self.row.next())
        self.cursor += 1

    def train_to(self, goal: int) -> None:
        while self.row.step < goal and (self.in_past or not self.diverged):
            self.step()
        if self.row.step < goal:
            self.walk = None

    def epoch_end(self) -> int:
        later = [row.step for row in self.rows[self.cursor :] if row.epoch > self.row.epoch]
        if later:
            return later[0]
        row = self.rows[-1]
        while row.epoch == self.row.epoch:
            row = row.next()
        return row.step

    @property
    def at_end_of_update(self) -> bool:
        return self.walk is not None and self.walk[0] != self.cursor

    def next_phase(self) -> None:
        if self.at_end_of_update:
            self.walk = None
            return
        if self.walk is None or self.walk[0] != self.cursor:
            if self.in_past and self.rows[self.cursor + 1].event:
                self.seek(self.cursor + 1)
            elif self.in_past or not self.diverged:
                self.walk = (self.cursor, 1)
            return
        start, rungs = self.walk
        if rungs == 3 * len(self.row.batch):
            self.step()
        self.walk = (start, rungs + 1)

    def back(self) -> None:
        if self.walk is None:
            self.seek(self.cursor - 1)
            return
        start, rungs = self.walk
        self.seek(start)
        self.walk = (start, rungs - 1) if rungs > 1 else None

    @property
    def phase(self) -> str:
        if self.walk is None:
            return "rest"
        start, rungs = self.walk
        if rungs > 3 * len(self.rows[start].batch):
            return "update"
        return ("forward", "loss", "backward")[(rungs - 1) % 3]
