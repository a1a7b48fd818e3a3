"""The history as CSV: the rows asked for, every number in full. docs/history-csv.md explains rows and columns.

Rows are written in small pieces. msgspec formats a piece as nested lists, whose brackets and quotation marks are then
taken out: of three ways to make `shortest`'s bytes out of many numbers at once this was the fastest.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, repeat
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.numbers import plain, shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem, shown
from bpgui.session.basics.work import Cancelled
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.setting import SetSetting
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.column_names import name_of
from bpgui.session.timeline.columns import ColumnKind
from bpgui.session.timeline.futures import Timeline

#: Cells that are formatted between two looks at `cancelled`: under a millisecond, and little enough for the caches.
PIECE_CELLS = 1 << 13
#: So few columns are quicker put into rows one by one than as a list within the list.
FEW = 8
#: Rows, and numbers in them, that are read from the timeline at a time.
SPAN_ROWS, SPAN_NUMBERS = 4096, 1 << 19
_encoder = msgspec.json.Encoder()
#: What a spreadsheet takes for a formula: at the start of a cell, and where one that parts cells at ; sees a start.
_RUN = re.compile(r"(^|;\s*)([=+\-@＝＋－＠])")
#: What stands before the columns of the table.
FIXED = ("step", "epoch", "event")


@dataclass(frozen=True)
class CsvOptions:
    """What stands in the file: the columns beside those that are always there, and the rows.

    `more` are the kinds of columns that are asked for. `samples` (from 0) are those whose predictions, targets and
    neurons are written: None means all while samples x outputs <= 16, else none.

    Rows are those of steps `from_step` to `to_step` (None: the last there is), every `every`-th step of them. Rows of
    events, and the last row, are always written.
    """

    more: frozenset[ColumnKind] = frozenset()
    samples: tuple[int, ...] | None = None
    from_step: int = 0
    to_step: int | None = None
    every: int = 1
    left_out: frozenset[ColumnKind] | None = None

    @property
    def kinds(self) -> list[ColumnKind]:
        """The kinds of columns that are written, in their order."""
        kinds = (kind for kind in KINDS if kind not in (self.left_out or ()))
        return [kind for kind in kinds if kind.asked is None or kind in self.more]

    def of(self, *experiments: Experiment) -> "CsvOptions":
        """Return these options without the optional columns that none of these experiments has: `left_out`."""
        if self.left_out is not None:
            return self
        optional = (kind for kind in KINDS if kind.is_optional)
        return replace(self, left_out=frozenset(kind for kind in optional if not any(map(kind.exists, experiments))))

    def chosen(self, experiment: Experiment) -> tuple[int, ...]:
        """Return the samples to write. Raises Problem for one that is not there."""
        if self.samples is None:
            return tuple(experiment.watched.tolist())
        for sample in self.samples:
            if not 0 <= sample < experiment.data.samples:
                raise Problem(
                    QT_TRANSLATE_NOOP("Problem", "There is no sample {n}; there are {count}."),
                    n=sample + 1,
                    count=experiment.data.samples,
                )
        return self.samples


@dataclass(frozen=True, eq=False)
class WrittenRows:
    """The rows of a timeline that are written: of rows `first` to `end` - 1, some.

    `from_step` is the step of row `first`, `every` counts from there; `events` are the rows of all events, ascending.
    """

    first: int
    end: int
    from_step: int
    every: int
    events: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many rows are written."""
        low, high = np.searchsorted(self.events, (self.first, self.end))
        last_step = self.end - 1 - high
        ends_between = (last_step - self.from_step) % self.every != 0 and self.end - 1 not in self.events
        return int((last_step - self.from_step) // self.every + 1 + high - low + ends_between)

    def within(self, first: int, last: int) -> NDArray[np.int64]:
        """Return those of rows `first` to `last` - 1 that are written, ascending; both lie in the range."""
        rows = np.arange(first, last, dtype=np.int64)
        if self.every == 1:
            return rows
        steps = rows - np.searchsorted(self.events, rows, side="right")  # each event repeats the step before it
        kept: NDArray[np.bool_] = (steps - self.from_step) % self.every == 0
        low, high = np.searchsorted(self.events, (first, last))
        kept[self.events[low:high] - first] = True
        kept |= rows == self.end - 1
        return rows[kept]


def chosen_rows(timeline: Timeline, options: CsvOptions) -> WrittenRows:
    """Return the rows that `options` ask for. Raises Problem where there are none."""
    if options.every < 1:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A row every {every} steps is not possible; the least is 1."),
            every=options.every,
        )
    events, length = list(timeline.events), timeline.length
    last = length - 1 - len(events)
    to_step = last if options.to_step is None else options.to_step
    if not 0 <= options.from_step <= last:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no step {n}; the last one is {last}."),
            n=options.from_step,
            last=last,
        )
    if options.from_step > to_step:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The first step, {first}, comes after the last, {last}."),
            first=options.from_step,
            last=to_step,
        )
    first = options.from_step + sum(event.step < options.from_step for event in events)
    end = min(to_step, last) + 1 + sum(event.step <= to_step for event in events)
    rows = np.array([event.row for event in events], dtype=np.int64)
    return WrittenRows(first, end, options.from_step, options.every, rows)


def parse_samples(text: str, count: int) -> tuple[int, ...]:
    """Read the numbers of samples that a person wrote, "1,3,7-9" (from 1); return them from 0. Raises Problem."""
    found: list[int] = []
    for part in plain(text).replace(" ", "").split(","):
        if not part:
            continue
        first, dash, last = part.partition("-")
        ends = (first, last if dash else first)
        if not all(n.isascii() and n.isdigit() and len(n) < 9 for n in ends) or int(ends[0]) > int(ends[1]):
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Write the samples like 1,3,7-9."))
        found += range(int(ends[0]) - 1, min(int(ends[1]), count + 1))
    for sample in found:
        if not 0 <= sample < count:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "There is no sample {n}; there are {count}."), n=sample + 1, count=count
            )
    return tuple(dict.fromkeys(found))


def header(experiment: Experiment, options: CsvOptions) -> list[str]:
    """Return the names of all columns, in order."""
    samples = options.chosen(experiment)
    columns = (column for kind in options.of(experiment).kinds for column in kind.columns(experiment, samples))
    return [*FIXED, *(name_of(experiment, column) for column in columns)]


def _experiments(timeline: Timeline) -> Iterator[Experiment]:
    """Yield experiments of a timeline that may have optional columns: at its start, and with other settings."""
    yield timeline.experiment_at(0)
    for event in timeline.events:
        if isinstance(event.edit, SetSetting):
            yield timeline.experiment_at(event.row)


def write_history(
    timeline: Timeline,
    path: Path,
    options: CsvOptions,
    progress: Callable[[int], object] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the rows asked for to `path`, atomically: when it fails or is cancelled, an earlier file is as it was.

    `progress` hears how many rows are done. Memory is that of a few pieces, at any length. Raises Problem where a row
    or sample is not there or the file cannot be written, Cancelled.
    """
    options = options.of(*_experiments(timeline))
    rows, names = chosen_rows(timeline, options), header(timeline.experiment_at(0), options)
    with atomic_writer(path) as stream:
        stream.write(_heading(names))
        done = 0
        for block, ends_file in _blocks(timeline, rows, len(names)):
            for text, count in _texts(block, options, ends_file, max(1, PIECE_CELLS // len(names))):
                if cancelled():
                    raise Cancelled
                stream.write(text)
                done += count
                progress(done)


def estimated_size(timeline: Timeline, options: CsvOptions) -> tuple[int, int]:
    """Return how many rows the file would have, and about how many bytes: as if each were as long as the middle one.

    Raises Problem where a row or sample is not there.
    """
    options = options.of(*_experiments(timeline))
    rows, names = chosen_rows(timeline, options), header(timeline.experiment_at(0), options)
    middle = (rows.first + rows.end) // 2
    [block] = timeline.rows(middle, middle + 1)
    [(line, _)] = _texts(replace(block, event=""), options, ends_file=False, size=1)
    return rows.count, len(_heading(names)) + rows.count * len(line)


def _heading(names: Iterable[str]) -> bytes:
    return (",".join(text_cell(name) for name in names) + "\n").encode()


def _blocks(timeline: Timeline, rows: WrittenRows, columns: int) -> Iterator[tuple[Block, bool]]:
    """Yield the chosen rows, block by block, each with whether it ends the file."""
    numbers = columns + 2 * timeline.experiment_at(0).network.parameter_count
    span = max(1, min(SPAN_ROWS, SPAN_NUMBERS // numbers))
    for start in range(rows.first, rows.end, span):
        wanted = rows.within(start, min(start + span, rows.end))
        if not len(wanted):
            continue
        for block in timeline.rows(int(wanted[0]), int(wanted[-1]) + 1):
            within = wanted[(block.first <= wanted) & (wanted < block.first + len(block.steps))]
            if len(within):
                yield _picked(block, within - block.first), bool(within[-1] == rows.end - 1)


def _picked(block: Block, rows: NDArray[np.int64]) -> Block:
    """Return some rows of a block, at least one; the block's event goes with its first row."""
    if len(rows) == len(block.steps):
        return block
    first = int(rows[0])
    picked: dict[str, Any] = {name: part[rows] for name, part in vars(block).items() if isinstance(part, np.ndarray)}
    return replace(block, first=block.first + first, event="" if first else block.event, **picked)


def _texts(block: Block, options: CsvOptions, ends_file: bool, size: int) -> Iterator[tuple[bytes, int]]:
    """Yield the lines of a block's rows, `size` rows at a time, and how many they are."""
    parts = _joined(_parts(block, options, ends_file))
    has_whole = any((np.floor(part.values) == part.values).any() for part in parts if isinstance(part, _Numbers))
    for first in range(0, len(block.steps), size):
        cut = slice(first, first + size)
        columns: list[Iterable[Any]] = [block.steps[cut].tolist(), block.epochs[cut].tolist()]
        for part in parts:
            columns += part.cells(cut) if isinstance(part, _Numbers) else [_same(part)]
        rows = list(zip(*columns, strict=False))  # what is the same has no end
        text = _plain(rows, has_whole)
        if block.event and not first:
            step, epoch, rest = text.split(b",", 2)
            text = b",".join((step, epoch, text_cell(block.event).encode() + rest))
        yield text, len(rows)


class _Numbers(NamedTuple):
    """Cells of numbers, (rows, columns); those of rows where not `is_there` are empty."""

    values: Array
    is_there: NDArray[np.bool_] | None = None

    def cells(self, rows: slice) -> list[Any]:
        """Return some rows as columns, or where these are many as one column of lists."""
        if self.is_there is None and self.values.shape[1] >= FEW:
            return [_cells(self.values[rows])]
        return _cells(self.values[rows].T, None if self.is_there is None else self.is_there[rows])


def _parts(block: Block, options: CsvOptions, ends_file: bool) -> Iterator[str | _Numbers]:
    """Yield what stands after step and epoch, kind by kind: cells that are the same in all rows, or numbers."""
    yield ""  # the event
    experiment, samples = block.experiment, options.chosen(block.experiment)
    for kind in options.kinds:
        count = kind.count(experiment, samples)
        if not count:
            continue
        if not kind.exists(experiment):
            yield "," * (count - 1)
        elif kind.is_constant(experiment):
            yield ",".join(map(shortest, kind.values(experiment, block, samples)[0].tolist()))
        elif kind.is_sparse:
            yield _at_epochs(block, kind, samples, ends_file)
        else:
            yield _Numbers(kind.values(experiment, block, samples))


def _at_epochs(block: Block, kind: ColumnKind, samples: tuple[int, ...], ends_file: bool) -> _Numbers:
    """Return columns that are written where an epoch begins, and in the last row of a file."""
    values, is_there = kind.values(block.experiment, block, samples), block.positions == 0
    if ends_file and not is_there[-1] and kind.compute is not None:
        values = values.copy()
        values[-1:] = kind.compute(block.experiment, block.parameters[-1:], samples)
        is_there[-1] = True
    return _Numbers(values, is_there)


def _joined(parts: Iterable[str | _Numbers]) -> list[str | _Numbers]:
    """Join neighbours that are alike: few wide parts are quicker to write than many narrow ones."""
    found: list[str | _Numbers] = []
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
        if is_text:
            found.append(",".join(str(part) for part in group))
            continue
        for is_whole, numbers in groupby(group, key=lambda part: isinstance(part, _Numbers) and part.is_there is None):
            together = [part for part in numbers if isinstance(part, _Numbers)]
            if is_whole and len(together) > 1:
                together = [_Numbers(np.concatenate([part.values for part in together], axis=1))]
            found += together
    return found


def _plain(rows: list[Any], has_whole: bool) -> bytes:
    """Return nested lists as lines; `has_whole`: there are whole numbers, which msgspec ends in ".0".

    It must be a list: of what an iterator gives to it msgspec 0.22 frees nothing.
    """
    text = _encoder.encode_lines(rows).replace(b"[", b"").replace(b"]", b"").replace(b'"', b"")
    return text.replace(b".0,", b",").replace(b".0\n", b"\n") if has_whole else text


def _same(cell: str) -> Iterable[msgspec.Raw]:
    return repeat(msgspec.Raw(cell.encode()))


def _cells(numbers: Array, is_there: NDArray[np.bool_] | None = None) -> list[Any]:
    """Return numbers as nested lists for msgspec, with the names of those that it would write as null."""
    if (is_there is None or is_there.all()) and np.isfinite(numbers).all():
        return list(numbers.tolist())
    cells = numbers.astype(object)
    for name in ("inf", "-inf"):
        cells[numbers == float(name)] = name
    cells[np.isnan(numbers)] = "nan"
    if is_there is not None:
        cells[..., ~is_there] = ""
    return list(cells.tolist())


def text_cell(text: str) -> str:
    """Return a cell of text that a spreadsheet shows and does not run, on one line, in quotation marks where needed."""
    text = _RUN.sub(r"\1'\2", shown(text))
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text
