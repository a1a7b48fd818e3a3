"""The history CSV: as fast as the formatting of its numbers alone, in memory that does not grow with its length."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import msgspec
import numpy as np

from benchmarks.table import Figure, median_ratio, printed, round_robin
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.resources import resource_path
from bpgui.session.compiled import warm_up
from bpgui.session.files.history_csv import PIECE_CELLS, CsvOptions, header, write_history
from bpgui.session.files.session_file import load_session
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.futures import Timeline
from bpgui.session.timeline.path import Event

ROWS, COLUMNS = 1_000_000, 12
#: Rows between two looks at the clock: short rounds in turn, so that what else the machine does is in both.
ROUND = 100_000
PIECE = PIECE_CELLS // COLUMNS
#: Rows that stand ready, to be handed out again and again.
READY = 4096
RATE, TARGET = 0.05, 0.37


class ReadyTimeline:
    """A timeline whose rows need no training: two weights, a bias and one sample give 12 columns."""

    events: Sequence[Event] = ()

    def __init__(self, length: int) -> None:
        self.length = length
        network = Network(2, (Layer(1, "sigmoid", bias=True),))
        data = Data(np.ones((1, 2)), np.full((1, 1), TARGET))
        self._experiment = Experiment(network, Settings(RATE, np.zeros(3, dtype=bool)), data)
        rng = np.random.default_rng(0)
        self._numbers, self._parameters = rng.random((3, READY)), rng.normal(size=(READY, 3))
        assert len(header(self._experiment, CsvOptions())) == COLUMNS

    def experiment_at(self, _row: int) -> Experiment:
        """Return the one experiment there is."""
        return self._experiment

    def rows(self, first: int, last: int) -> Iterator[Block]:
        """Yield rows first to last - 1 in blocks."""
        for start in range(first, last, READY):
            steps = np.arange(start, min(start + READY, last))
            losses, train_losses, predictions = self._numbers[:, : len(steps)]
            parameters = self._parameters[: len(steps)]
            yield Block(
                first=start,
                event="",
                experiment=self._experiment,
                steps=steps,
                epochs=steps,
                positions=np.zeros_like(steps),
                losses=losses,
                train_losses=train_losses,
                predictions=predictions[:, None, None],
                parameters=parameters,
                gradients=parameters,
                inner=np.zeros((len(steps), 0)),
            )


def ready_timeline(length: int) -> Timeline:
    """Return a timeline of prepared rows."""
    return cast(Timeline, ReadyTimeline(length))


def pieces(length: int) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Return the numbers of all cells that are not empty, ten a row, in pieces of a good size."""
    found = []
    for start in range(0, length, PIECE):
        [block] = ready_timeline(length).rows(start, min(start + PIECE, length))
        before = [block.steps, block.epochs, np.full(len(block.steps), RATE), block.losses, block.train_losses]
        after = [block.predictions[:, 0, 0], np.full(len(block.steps), TARGET)]
        found.append(np.column_stack([*before, *after, block.parameters]))
    return found


def speed(folder: Path) -> list[Figure]:
    """Compare writing a file with what msgspec needs for the same numbers, as arrays and as lists that are there."""
    timeline, arrays, path = ready_timeline(ROUND), pieces(ROUND), folder / "history.csv"
    lists = [array.tolist() for array in arrays]

    def formatting() -> None:
        for array in arrays:
            msgspec.json.encode(array.tolist())

    def encoding() -> None:
        for rows in lists:
            msgspec.json.encode(rows)

    timings = round_robin((lambda: write_history(timeline, path, CsvOptions()), formatting, encoding), 41, 0)
    written, formatted, encoded = (min(column) * ROWS / ROUND for column in zip(*timings, strict=True))
    size = path.stat().st_size * ROWS / ROUND / 1e6
    return [
        Figure(
            "CSV, 1,000,000 rows x 12, against msgspec formatting alone",
            1 / median_ratio(timings, 0, 1),
            1.5,
            detail=f"{size:.0f} MB in {written:.2f} s, msgspec {formatted:.2f} s",
        ),
        Figure(
            "the same against msgspec.json.encode of lists that are there already",
            1 / median_ratio(timings, 0, 2),
            detail=f"{encoded:.2f} s; to make the lists takes {formatted - encoded:.2f} s",
        ),
    ]


def memory() -> Figure:
    """Return by how much a fresh process grows at most while it writes."""
    program = "from benchmarks.history import grown; print(grown())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return Figure("CSV, memory above what was there before", float(done.stdout), 50, unit="MB", detail="1,000,000 rows")


def grown() -> float:
    """Return the MB from what this process has now to the most that it ever had, when a file is written."""
    timeline, before = ready_timeline(ROWS), resident()["VmRSS"]
    with tempfile.TemporaryDirectory() as folder:
        write_history(timeline, Path(folder) / "history.csv", CsvOptions())
    return (resident()["VmHWM"] - before) / 1e3


def resident() -> dict[str, int]:
    """Return what Linux tells of this process, in kB. (getrusage would tell of the process that started it, too.)"""
    lines = Path("/proc/self/status").read_text().splitlines()
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if " kB" in rest}


def whole(folder: Path) -> Figure:
    """Export a real session, where rows are trained again to be written."""
    warm_up()
    session = load_session(resource_path("examples", "article.bpgui"), is_example=True)
    session.train(ROWS)
    began = time.perf_counter()
    write_history(session.timeline, folder / "article.csv", CsvOptions())
    return Figure("CSV of the article trained for 1,000,000 steps", time.perf_counter() - began, unit="s")


def figures() -> list[Figure]:
    """Return this file's part of the table."""
    in_memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # the disk is not what is compared
    with tempfile.TemporaryDirectory(dir=in_memory) as fast, tempfile.TemporaryDirectory() as folder:
        return [*speed(Path(fast)), memory(), whole(Path(folder))]


if __name__ == "__main__":
    print(printed(figures()))
