"""The columns of the history by name: loss, train_loss, w5, grad_w5, prediction.o1.3, target.o1.3."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.training import Columns, predict
from bpgui.session.model.experiment import Experiment


class Rows(Protocol):
    """What columns are read from: arrays with one entry a row; `predictions` is (rows, watched samples, outputs)."""

    @property
    def losses(self) -> Array:
        """The losses, (rows,)."""

    @property
    def train_losses(self) -> Array:
        """The training losses, (rows,)."""

    @property
    def predictions(self) -> Array:
        """The recorded predictions."""

    @property
    def parameters(self) -> Array:
        """The parameters, (rows, parameter_count)."""

    @property
    def gradients(self) -> Array:
        """The gradients, of the same shape."""


def output_column(experiment: Experiment, kind: str, output: int, sample: int) -> str:
    """Return the name "prediction.o1.3" or "target.o1.3"; a part is left out when there is only one.

    `output` and `sample` count from 0 here and as people see them in the name.
    """
    names = experiment.network.neuron_names[-1]
    parts = [kind]
    parts += [names[output]] if len(names) > 1 else []
    parts += [str(sample + 1)] if experiment.data.samples > 1 else []
    return ".".join(parts)


def place(experiment: Experiment, name: str) -> tuple[int, int]:
    """Return the sample and the output, from 0, of a prediction's or target's column.

    Raises ValueError or IndexError for one that is not there.
    """
    rest = name.partition(".")[2]
    neuron, sample = (rest, "1") if experiment.data.samples == 1 else rest.rpartition(".")[::2]
    if not 1 <= int(sample) <= experiment.data.samples:
        raise IndexError(f"sample {sample} of {experiment.data.samples}")
    return int(sample) - 1, experiment.network.neuron_names[-1].index(neuron) if neuron else 0


def kind_of(name: str) -> str:
    """Return "prediction", "target", "gradient", "parameter", or the name itself for the two losses."""
    if name in ("loss", "train_loss"):
        return name
    head = name.partition(".")[0]
    if head in ("prediction", "target"):
        return head
    return "gradient" if name.startswith("grad_") else "parameter"


def parameter_of(experiment: Experiment, name: str) -> int:
    """Return the index of the parameter that a column shows or of whose gradient; raises KeyError."""
    return experiment.network.parameter_index[name.removeprefix("grad_")]


def exists(experiment: Experiment, name: str) -> bool:
    """Whether rows of this experiment have this column."""
    try:
        kind = kind_of(name)
        if kind in ("prediction", "target"):
            place(experiment, name)
        elif kind in ("gradient", "parameter"):
            parameter_of(experiment, name)
    except (KeyError, ValueError, IndexError):
        return False
    return True


def is_recordable(experiment: Experiment, name: str) -> bool:
    """Whether rows of this experiment have this column, and it changes from row to row."""
    return kind_of(name) != "target" and exists(experiment, name)


def always_recorded(experiment: Experiment) -> list[str]:
    """Name the columns whose envelopes every segment has: the losses, and the predictions that rows record."""
    outputs = range(experiment.network.outputs)
    watched = experiment.watched.tolist()
    return ["loss", "train_loss", *(output_column(experiment, "prediction", o, s) for s in watched for o in outputs)]


def predictions(experiment: Experiment, parameters: Array, sample: int) -> Array:
    """Compute the predictions of a sample from the parameters of some rows; shape (rows, outputs)."""
    inputs = np.repeat(experiment.data.inputs[sample : sample + 1], len(parameters), axis=0)
    return predict(experiment.network, parameters, inputs)


def columns_of(experiment: Experiment, names: Iterable[str]) -> Columns:
    """Return what a record must hold so that it has these columns."""
    watched, traced = set(), set()
    for name in names:
        kind = kind_of(name)
        if kind == "prediction":
            watched.add(place(experiment, name)[0])
        elif kind in ("gradient", "parameter"):
            traced.add(parameter_of(experiment, name))
    return Columns(np.array(sorted(watched), dtype=np.intp), np.array(sorted(traced), dtype=np.intp))


def places_of(experiment: Experiment, wanted: Columns, names: Iterable[str]) -> NDArray[np.intp]:
    """Return the places (see `training.fold`) of these columns in a record that holds what is `wanted`."""
    outputs, found = experiment.network.outputs, []
    parameters = 2 + len(wanted.watched) * outputs
    for name in names:
        kind = kind_of(name)
        if kind in ("loss", "train_loss"):
            found.append(0 if kind == "loss" else 1)
        elif kind == "prediction":
            sample, output = place(experiment, name)
            found.append(2 + int(np.searchsorted(wanted.watched, sample)) * outputs + output)
        else:
            traced = int(np.searchsorted(wanted.traced, parameter_of(experiment, name)))
            found.append(parameters + traced + (len(wanted.traced) if kind == "gradient" else 0))
    return np.array(found, dtype=np.intp)


def column_of(experiment: Experiment, rows: Rows, name: str) -> Array:
    """Return a column of some rows; a prediction that rows do not record is computed from the parameters.

    Raises KeyError, ValueError or IndexError for a column that is not there.
    """
    kind = kind_of(name)
    if kind in ("loss", "train_loss"):
        return rows.losses if kind == "loss" else rows.train_losses
    if kind in ("gradient", "parameter"):
        values = rows.gradients if kind == "gradient" else rows.parameters
        return values[:, parameter_of(experiment, name)]
    sample, output = place(experiment, name)
    if kind == "target":
        return np.full(len(rows.losses), experiment.data.targets[sample, output])
    watched = experiment.watched.tolist()
    if sample in watched:
        return rows.predictions[:, watched.index(sample), output]
    return predictions(experiment, rows.parameters, sample)[:, output]
