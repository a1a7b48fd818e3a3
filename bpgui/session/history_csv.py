"""The history as CSV: every row, every number in full. docs/history-csv.md explains the columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bpgui.engine.backprop import backward, forward
from bpgui.engine.elementary import Array
from bpgui.engine.training import mean_loss
from bpgui.session.atomic import atomic_writer
from bpgui.session.experiment import Experiment
from bpgui.session.numbers import shortest
from bpgui.session.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.timeline import Block, Timeline, output_column

#: Rows that are formatted between two looks at `cancelled`.
CHUNK = 500
FIXED = ("step", "epoch", "event", "learning_rate", "loss", "train_loss", "test_loss")


class Cancelled(Exception):
    """The person cancelled; no file was touched."""


@dataclass(frozen=True)
class CsvOptions:
    """What stands in the file beside the fixed columns.

    `samples` (from 0) are those whose predictions and targets are written: None means all while samples x outputs
    <= 16, else none. `gradients`, `z`, `a` and `deltas` add those columns, the last three for each of `samples`.
    """

    gradients: bool = False
    z: bool = False
    a: bool = False
    deltas: bool = False
    samples: tuple[int, ...] | None = None

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


def parse_samples(text: str, count: int) -> tuple[int, ...]:
    """Read the numbers of samples that a person wrote, "1,3,7-9" (from 1); return them from 0. Raises Problem."""
    found: list[int] = []
    for part in text.replace(" ", "").split(","):
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
    network, samples = experiment.network, options.chosen(experiment)
    names = list(FIXED)
    for kind in ("prediction", "target"):
        names += [output_column(experiment, kind, o, s) for s in samples for o in range(network.outputs)]
    names += [parameter.name for parameter in network.parameters]
    if options.gradients:
        names += [f"grad_{parameter.name}" for parameter in network.parameters]
    neurons = [name for layer in network.neuron_names[1:] for name in layer]
    for kind, wanted in (("z", options.z), ("a", options.a), ("delta", options.deltas)):
        if wanted:
            names += [f"{kind}_{neuron}{_suffix(experiment, s)}" for s in samples for neuron in neurons]
    return names


def _suffix(experiment: Experiment, sample: int) -> str:
    return f".{sample + 1}" if experiment.data.samples > 1 else ""


def write_history(
    timeline: Timeline,
    path: Path,
    options: CsvOptions,
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write all rows to `path`, atomically: when it fails or is cancelled, an earlier file is as it was.

    `progress` hears how many rows are done. Raises Problem where the file cannot be written, Cancelled.
    """
    names = header(timeline.experiment_at(0), options)
    with atomic_writer(path) as stream:
        stream.write((",".join(_quoted(name) for name in names) + "\n").encode())
        done = 0
        for text in _lines(timeline, options):
            if cancelled():
                raise Cancelled
            stream.write(text.encode())
            done += text.count("\n")
            progress(done)


def _lines(timeline: Timeline, options: CsvOptions) -> Iterator[str]:
    length = timeline.length
    for first in range(0, length, CHUNK):
        for block in timeline.rows(first, min(first + CHUNK, length)):
            yield "".join(
                ",".join(row) + "\n" for row in _cells(block, options, block.first + len(block.steps) == length)
            )


def _cells(block: Block, options: CsvOptions, ends_file: bool) -> Iterator[list[str]]:
    experiment = block.experiment
    columns = _number_columns(block, options)
    rate = shortest(experiment.settings.learning_rate)
    train_losses = _train_losses(block, ends_file)
    for k in range(len(block.steps)):
        event = _quoted(block.event) if k == 0 else ""
        fixed = [str(block.steps[k]), str(block.epochs[k]), event, rate, shortest(block.losses[k]), train_losses[k], ""]
        yield fixed + [shortest(column[k]) for column in columns]


def _train_losses(block: Block, ends_file: bool) -> list[str]:
    """Return the train_loss cells: empty where no epoch begins, but always there in the last row of a file."""
    rows = zip(block.positions, block.train_losses, strict=True)
    texts = ["" if position else shortest(train_loss) for position, train_loss in rows]
    if ends_file and not texts[-1]:
        experiment = block.experiment
        texts[-1] = shortest(mean_loss(experiment.network, block.parameters[-1], experiment.data))
    return texts


def _number_columns(block: Block, options: CsvOptions) -> Sequence[Array]:
    experiment, samples = block.experiment, options.chosen(block.experiment)
    outputs = range(experiment.network.outputs)
    columns: list[Array] = []
    for kind in ("prediction", "target"):
        columns += [block.column(output_column(experiment, kind, o, s)) for s in samples for o in outputs]
    columns += list(block.parameters.T)
    if options.gradients:
        columns += list(block.gradients.T)
    return columns + _neuron_columns(block, options, samples)


def _neuron_columns(block: Block, options: CsvOptions, samples: tuple[int, ...]) -> list[Array]:
    """Return z, a and delta columns, computed from the parameters of all rows at once."""
    if not (options.z or options.a or options.deltas):
        return []
    experiment = block.experiment
    found: dict[str, list[Array]] = {"z": [], "a": [], "delta": []}
    for sample in samples:
        inputs = np.repeat(experiment.data.inputs[[sample]], len(block.steps), axis=0)
        targets = np.repeat(experiment.data.targets[[sample]], len(block.steps), axis=0)
        with np.errstate(over="ignore", invalid="ignore"):
            zs, activations = forward(experiment.network, block.parameters, inputs)
            deltas = backward(experiment.network, block.parameters, zs, activations, targets)
        for name, layers in (("z", zs), ("a", activations[1:]), ("delta", deltas)):
            found[name] += [column for layer in layers for column in layer.T]
    wanted = (("z", options.z), ("a", options.a), ("delta", options.deltas))
    return [column for name, is_wanted in wanted if is_wanted for column in found[name]]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n\r') else text
