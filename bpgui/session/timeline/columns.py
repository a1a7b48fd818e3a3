"""A column of the history as a value, and what a kind of columns says of itself; `column_kinds` has the table of kinds.

Outside of `column_names`, which reads and writes the names of the CSV, no column is known by its name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.model.experiment import Experiment


class ColumnSource(Protocol):
    """What columns are read from: arrays with one entry a row."""

    @property
    def steps(self) -> NDArray[np.int64]:
        """The step numbers, (rows,)."""

    @property
    def losses(self) -> Array:
        """The losses, (rows,)."""

    @property
    def train_losses(self) -> Array:
        """The training losses, (rows,), nan in rows that begin no epoch."""

    @property
    def predictions(self) -> Array:
        """The predictions that rows record, (rows, `experiment.watched`, outputs)."""

    @property
    def parameters(self) -> Array:
        """The parameters, (rows, parameter_count)."""

    @property
    def gradients(self) -> Array:
        """The gradients, of the same shape."""

    @property
    def inner(self) -> Array:
        """The optimiser's own numbers, (rows, numbers)."""


class Walked(Protocol):
    """A moment, as far as columns need it: how much of a step the walk has computed."""

    @property
    def walked_sample(self) -> int | None:
        """The sample (from 0) that the walk stands at, None at rest."""

    @property
    def is_updated(self) -> bool:
        """Whether the walk has ended its update: the cursor is on the next row, of which only the state is computed."""

    @property
    def batch_loss_is_computed(self) -> bool:
        """Whether the loss of the batch is computed."""

    @property
    def gradient_is_computed(self) -> bool:
        """Whether the gradient of the batch is computed."""

    def prediction_is_computed(self, sample: int) -> bool:
        """Whether the predictions of a sample (from 0) are computed."""


@dataclass(frozen=True, eq=False)
class Owner:
    """What a kind has a column for: the experiment, or each of its outputs, parameters or neurons.

    `count` says how many there are; `label` is what the one of a number (from 0) adds to a column's name, and `number`
    finds it by that (KeyError or ValueError where there is none). `per_sample`: each sample has columns of its own.
    """

    count: Callable[[Network], int]
    label: Callable[[Network, int], str]
    number: Callable[[Network, str], int]
    per_sample: bool = False


class Asked(NamedTuple):
    """How columns that the CSV does not always have are asked for.

    `flag` is the option of the command line (without dashes), `about` its help, `title` what the export dialog says
    (marked for the context "ExportDialog").
    """

    flag: str
    about: str
    title: object


def _everywhere(_: Experiment) -> bool:
    return True


def _nowhere(_: Experiment) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class ColumnKind:
    """An entry of the table: all that the program knows of columns of one kind.

    `heading` is how the names of its columns begin in the CSV; `asked` says how they are asked for, None: always there.

    *Values.* `array` is the array of a `training.Record` in which its columns stand, "" where rows record none of them.
    `compute(experiment, parameters, samples)` computes the columns of some samples from the parameters of some rows,
    (rows, parameter_count), alone. `passes(experiment)` is how many samples one of them needs a pass over, so that a
    thread may bring it; None where it needs none.
    `read(experiment, rows, samples)` reads them from rows; left out, they are computed.
    Both return (rows, columns), the columns in the order of `columns`. `state_start(network)` is where its columns
    begin in `State.vector`, so that keyframes have them. `of_step`: they are read from the step that begins at a row.

    *When.* `exists`: whether an experiment has it; `is_optional`: no column of the CSV where the start has none.
    `is_constant(experiment)`: it changes by events only. `is_sparse`: it is there in rows that begin an epoch, nan
    elsewhere.
    `is_computed(moment, sample)`: whether a walk has come to it; None: it is given.

    *Plots.* `page` is the plot that shows it, "" where that has lines of its own for it or none does; `label` is its
    name in the legend (marked for the context "Plots"). `is_extra`: a person has to choose it there.
    """

    heading: str
    owner: Owner
    asked: Asked | None = None
    array: str = ""
    compute: Callable[[Experiment, Array, Sequence[int]], Array] | None = None
    passes: Callable[[Experiment], int] | None = None
    read: Callable[[Experiment, ColumnSource, Sequence[int]], Array] | None = None
    state_start: Callable[[Network], int] | None = None
    of_step: bool = False
    exists: Callable[[Experiment], bool] = _everywhere
    is_optional: bool = False
    is_constant: Callable[[Experiment], bool] = _nowhere
    is_sparse: bool = False
    is_computed: Callable[[Walked, int], bool] | None = None
    page: str = ""
    label: object = ""
    is_extra: bool = False

    def __post_init__(self) -> None:
        if self.compute is None and self.read is None:
            raise ValueError(f"nothing says how {self.heading!r} is read")

    def __repr__(self) -> str:
        return f"<{self.heading or 'parameter'}>"

    @property
    def is_measured(self) -> bool:
        """Whether a row's value needs a pass over the samples of its step, or over all that train."""
        return self.of_step or self.array in ("losses", "train_losses", "gradients")

    def count(self, experiment: Experiment, samples: Sequence[int]) -> int:
        """Return how many columns some samples have."""
        return self.owner.count(experiment.network) * (len(samples) if self.owner.per_sample else 1)

    def columns(self, experiment: Experiment, samples: Sequence[int]) -> Iterator["Column"]:
        """Yield the columns of some samples (from 0), in the order of the CSV."""
        for sample in samples if self.owner.per_sample else (0,):
            for number in range(self.owner.count(experiment.network)):
                yield Column(self, number, sample)

    def values(self, experiment: Experiment, rows: ColumnSource, samples: Sequence[int]) -> Array:
        """Return `columns` of some rows, (rows, columns); perhaps a view of them."""
        if self.read is not None:
            return self.read(experiment, rows, samples)
        assert self.compute is not None
        if not self.is_sparse:
            return self.compute(experiment, rows.parameters, samples)
        begins = ~np.isnan(rows.train_losses)
        found = np.full((len(begins), self.count(experiment, samples)), np.nan)
        if begins.any():
            found[begins] = self.compute(experiment, rows.parameters[begins], samples)
        return found


class Column(NamedTuple):
    """A column of the history: its kind, the number of what it belongs to and its sample, both from 0."""

    kind: ColumnKind
    number: int = 0
    sample: int = 0

    def exists(self, experiment: Experiment) -> bool:
        """Whether rows of this experiment have this column."""
        owner, network = self.kind.owner, experiment.network
        samples = experiment.data.samples if owner.per_sample else 1
        is_there = 0 <= self.number < owner.count(network) and 0 <= self.sample < samples
        return is_there and self.kind.exists(experiment)

    def changes(self, experiment: Experiment) -> bool:
        """Whether rows of this experiment have this column, and it changes from row to row."""
        return not self.kind.is_constant(experiment) and self.exists(experiment)

    def values(self, experiment: Experiment, rows: ColumnSource) -> Array:
        """Return this column of some rows, (rows,). Raises KeyError where this experiment does not have it."""
        if not self.exists(experiment):
            raise KeyError(self)
        return self.kind.values(experiment, rows, (self.sample,))[:, self.number]

    def is_hidden(self, moment: Walked, is_asked: bool) -> bool:
        """Whether a walk has not come to this column's value at the cursor.

        While something is asked (`is_asked`), the walk shows only what is given and what it has of its own sample.
        """
        kind = self.kind
        if kind.is_computed is None or moment.walked_sample is None:
            return False
        is_own = kind.owner.per_sample and self.sample == moment.walked_sample
        is_veiled = moment.is_updated or (is_asked and not is_own)
        return is_veiled or not kind.is_computed(moment, self.sample)
