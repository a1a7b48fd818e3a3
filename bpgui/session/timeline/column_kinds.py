"""The table of all kinds of columns. A new column is an entry here, and its test."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.accuracy import accuracy_rule, is_right
from bpgui.engine.backprop import backward, forward
from bpgui.engine.changed import rows_of
from bpgui.engine.elementary import Array
from bpgui.engine.inside import stage_names, stages_from
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import is_scheduled, rates_at
from bpgui.engine.step import penalty_of
from bpgui.engine.training import activations_of, mean_losses, predict
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP
from bpgui.session.model.experiment import MAX_WATCHED, Experiment
from bpgui.session.model.sources import has_classes
from bpgui.session.timeline.columns import Asked, Column, ColumnKind, ColumnSource, Owner

# What columns belong to


def _output_label(network: Network, number: int) -> str:
    return f".{network.neuron_names[-1][number]}" if network.outputs > 1 else ""


def _output_number(network: Network, label: str) -> int:
    return network.neuron_names[-1].index(label[1:]) if network.outputs > 1 else 0


def _neuron_label(network: Network, number: int) -> str:
    for names in network.neuron_names[1:]:
        if number < len(names):
            return names[number]
        number -= len(names)
    raise IndexError(number)


def _neuron_number(network: Network, label: str) -> int:
    before = 0
    for names in network.neuron_names[1:]:
        if label in names:
            return before + names.index(label)
        before += len(names)
    raise KeyError(label)


OF_EXPERIMENT = Owner(lambda _: 1, lambda *_: "", lambda *_: 0)
OF_OUTPUT = Owner(lambda network: network.outputs, _output_label, _output_number, per_sample=True)
OF_PARAMETER = Owner(
    lambda network: network.parameter_count,
    lambda network, number: network.parameters[number].name,
    lambda network, label: network.parameter_index[label],
)
#: All computed neurons, by layer.
OF_NEURON = Owner(lambda network: sum(network.sizes[1:]), _neuron_label, _neuron_number, per_sample=True)

# How they are read and computed


def _side_by_side(parts: Sequence[Array], rows: int) -> Array:
    return np.concatenate([np.zeros((rows, 0)), *parts], axis=1) if len(parts) != 1 else parts[0]


def _constant(values: Array, rows: ColumnSource) -> Array:
    return np.broadcast_to(values.ravel(), (len(rows.predictions), values.size))


def _targets(experiment: Experiment, rows: ColumnSource, samples: Sequence[int]) -> Array:
    return _constant(rows_of(experiment.data, "targets", np.array(samples, dtype=np.intp)), rows)


def _rates(experiment: Experiment, rows: ColumnSource) -> Array:
    settings = experiment.settings
    if not is_scheduled(settings):
        return _constant(np.array([settings.learning_rate]), rows)
    return rates_at(settings, rows.steps)[:, None]


def _penalties(experiment: Experiment, parameters: Array, _: Sequence[int]) -> Array:
    return np.array([[penalty_of(experiment.network, own, experiment.settings)] for own in parameters])


def _mean_losses(experiment: Experiment, parameters: Array, _: Sequence[int]) -> Array:
    return mean_losses(experiment.network, parameters, experiment.data)[:, None]


def _test_losses(experiment: Experiment, parameters: Array, _: Sequence[int]) -> Array:
    test = np.array(experiment.data.test, dtype=np.intp)
    return mean_losses(experiment.network, parameters, experiment.data, test)[:, None]


def _accuracies(experiment: Experiment, parameters: Array, samples: NDArray[np.intp]) -> Array:
    data, rule = experiment.data, accuracy_rule(experiment.data.targets)
    assert rule is not None
    network, last = experiment.network, len(experiment.network.layers)
    inputs, targets = data.inputs[samples], data.targets[samples]
    found = np.concatenate([activations_of(network, own, inputs, last) for own in parameters])
    right = is_right(rule, found, np.tile(targets, (len(parameters), 1))).reshape(len(parameters), len(targets))
    shares: Array = right.sum(axis=1)[:, None] / len(targets)
    return shares


def _computed_predictions(experiment: Experiment, parameters: Array, samples: Sequence[int]) -> Array:
    parts = [predict(experiment.network, parameters, _repeated(experiment, "inputs", s, parameters)) for s in samples]
    return _side_by_side(parts, len(parameters))


def _predictions(experiment: Experiment, rows: ColumnSource, samples: Sequence[int]) -> Array:
    """Return predictions; those of a sample that rows do not record are computed from the parameters."""
    watched = experiment.watched.tolist()
    parts = [
        rows.predictions[:, watched.index(sample)]
        if sample in watched
        else _computed_predictions(experiment, rows.parameters, (sample,))
        for sample in samples
    ]
    return _side_by_side(parts, len(rows.predictions))


def _repeated(experiment: Experiment, table: str, sample: int, parameters: Array) -> Array:
    return rows_of(experiment.data, table, np.full(len(parameters), sample))


def _passes(experiment: Experiment, parameters: Array, sample: int) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    with np.errstate(over="ignore", invalid="ignore"):
        return forward(experiment.network, parameters, _repeated(experiment, "inputs", sample, parameters))


def _zs(experiment: Experiment, parameters: Array, samples: Sequence[int]) -> Array:
    parts = [z for sample in samples for z in _passes(experiment, parameters, sample)[0]]
    return _side_by_side(parts, len(parameters))


def _activations(experiment: Experiment, parameters: Array, samples: Sequence[int]) -> Array:
    parts = [a for sample in samples for a in _passes(experiment, parameters, sample)[1][1:]]
    return _side_by_side(parts, len(parameters))


def _deltas(experiment: Experiment, parameters: Array, samples: Sequence[int]) -> Array:
    parts = list[Array]()
    for sample in samples:
        targets = _repeated(experiment, "targets", sample, parameters)
        with np.errstate(over="ignore", invalid="ignore"):
            parts += backward(experiment.network, parameters, *_passes(experiment, parameters, sample), targets)
    return _side_by_side(parts, len(parameters))


# The table

LEARNING_RATE = ColumnKind(
    "learning_rate",
    OF_EXPERIMENT,
    read=lambda experiment, rows, _: _rates(experiment, rows),
    is_constant=lambda experiment: not is_scheduled(experiment.settings),
)
LOSS = ColumnKind(
    "loss",
    OF_EXPERIMENT,
    array="losses",
    read=lambda _, rows, __: rows.losses[:, None],
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
)
TRAIN_LOSS = ColumnKind(
    "train_loss",
    OF_EXPERIMENT,
    array="train_losses",
    compute=_mean_losses,
    read=lambda _, rows, __: rows.train_losses[:, None],
    is_sparse=True,
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
)
#: What large weights add to the loss: a step goes down the sum of both.
PENALTY = ColumnKind(
    "penalty",
    OF_EXPERIMENT,
    compute=_penalties,
    exists=lambda experiment: experiment.settings.is_penalised,
    is_optional=True,
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
    page="loss",
    label=QT_TRANSLATE_NOOP("Plots", "penalty"),
)
#: Its place in the CSV is kept where there are no test samples.
TEST_LOSS = ColumnKind(
    "test_loss",
    OF_EXPERIMENT,
    compute=_test_losses,
    passes=lambda experiment: len(experiment.data.test),
    exists=lambda experiment: bool(experiment.data.test),
    is_sparse=True,
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
    page="loss",
    label=QT_TRANSLATE_NOOP("Plots", "test loss"),
)
TRAIN_ACCURACY = ColumnKind(
    "train_accuracy",
    OF_EXPERIMENT,
    compute=lambda experiment, parameters, _: _accuracies(experiment, parameters, experiment.data.training),
    passes=lambda experiment: experiment.data.training_count,
    exists=has_classes,
    is_optional=True,
    is_sparse=True,
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
    page="accuracy",
    label=QT_TRANSLATE_NOOP("Plots", "training accuracy"),
)
TEST_ACCURACY = ColumnKind(
    "test_accuracy",
    OF_EXPERIMENT,
    compute=lambda experiment, parameters, _: _accuracies(experiment, parameters, np.array(experiment.data.test)),
    passes=lambda experiment: len(experiment.data.test),
    exists=lambda experiment: bool(experiment.data.test) and has_classes(experiment),
    is_optional=True,
    is_sparse=True,
    is_computed=lambda moment, _: moment.batch_loss_is_computed,
    page="accuracy",
    label=QT_TRANSLATE_NOOP("Plots", "test accuracy"),
)
PREDICTION = ColumnKind(
    "prediction",
    OF_OUTPUT,
    array="predictions",
    compute=_computed_predictions,
    read=_predictions,
    is_computed=lambda moment, sample: moment.prediction_is_computed(sample),
)
TARGET = ColumnKind("target", OF_OUTPUT, read=_targets, is_constant=lambda _: True)
#: The parameters themselves, under their own names.
PARAMETER = ColumnKind(
    "",
    OF_PARAMETER,
    array="parameters",
    read=lambda _, rows, __: rows.parameters,
    state_start=lambda _: 0,
    page="weights",
)
GRADIENT = ColumnKind(
    "grad_",
    OF_PARAMETER,
    Asked(
        "gradients",
        "the gradient of every parameter",
        QT_TRANSLATE_NOOP("ExportDialog", "&Gradients of all parameters"),
    ),
    array="gradients",
    read=lambda _, rows, __: rows.gradients,
    is_computed=lambda moment, _: moment.gradient_is_computed,
    page="gradients",
)
Z = ColumnKind(
    "z_",
    OF_NEURON,
    Asked("z", "z, the pre-activation of every neuron", QT_TRANSLATE_NOOP("ExportDialog", "&Pre-activations z")),
    compute=_zs,
    is_computed=lambda moment, sample: moment.prediction_is_computed(sample),
)
ACTIVATION = ColumnKind(
    "a_",
    OF_NEURON,
    Asked("a", "a, the activation of every neuron", QT_TRANSLATE_NOOP("ExportDialog", "&Activations a")),
    compute=_activations,
    is_computed=lambda moment, sample: moment.prediction_is_computed(sample),
)
DELTA = ColumnKind(
    "delta_",
    OF_NEURON,
    Asked("deltas", "delta, dloss/dz, of every neuron", QT_TRANSLATE_NOOP("ExportDialog", "&Deltas of the neurons")),
    compute=_deltas,
    is_computed=lambda moment, _: moment.gradient_is_computed,
)


def _remembered(name: str, place: int, about: str, title: object, label: object) -> ColumnKind:
    """Return the kind of what some optimisers remember of each parameter; `place` is where, the same in all of them."""

    def numbers(network: Network) -> slice:
        return slice(place * network.parameter_count, (place + 1) * network.parameter_count)

    return ColumnKind(
        f"{name}_",
        OF_PARAMETER,
        Asked(f"remembered-{name}", about, title),
        read=lambda experiment, rows, _: rows.inner[:, numbers(experiment.network)],
        state_start=lambda network: (1 + place) * network.parameter_count,
        exists=lambda experiment: name in OPTIMISERS[experiment.settings.optimiser].inner,
        is_optional=True,
        page="optimiser",
        label=label,
    )


#: What optimisers remember.
REMEMBERED = (
    _remembered(
        "velocity",
        0,
        "the velocity of every parameter",
        QT_TRANSLATE_NOOP("ExportDialog", "&Velocities"),
        QT_TRANSLATE_NOOP("Plots", "velocity"),
    ),
    _remembered(
        "s", 0, "s, the squares of gradients, of every parameter", QT_TRANSLATE_NOOP("ExportDialog", "&s"), "s"
    ),
    _remembered("m", 0, "m, the mean of gradients, of every parameter", QT_TRANSLATE_NOOP("ExportDialog", "&m"), "m"),
    _remembered("v", 1, "v, the mean of squares, of every parameter", QT_TRANSLATE_NOOP("ExportDialog", "&v"), "v"),
    _remembered(
        "vmax",
        2,
        "the largest v of every parameter",
        QT_TRANSLATE_NOOP("ExportDialog", "&Largest v"),
        QT_TRANSLATE_NOOP("Plots", "largest v"),
    ),
)


def _inside(name: str, about: str, title: object, label: object) -> ColumnKind:
    """Return the kind of a number that the step from a row computes on its way to the new parameters."""

    def read(experiment: Experiment, rows: ColumnSource, _: Sequence[int]) -> Array:
        return stages_from(rows.gradients, _rates(experiment, rows), rows.inner, experiment.settings)[name]

    return ColumnKind(
        f"{name}_",
        OF_PARAMETER,
        Asked(f"update-{name.replace('_', '-')}", about, title),
        read=read,
        of_step=True,
        exists=lambda experiment: name in stage_names(experiment.settings),
        is_optional=True,
        is_computed=lambda *_: False,  # a walk has all of them when it leaves the row
        page="optimiser",
        label=label,
        is_extra=True,
    )


#: What the update computes of each parameter between its gradient and its new value.
INSIDE = (
    _inside(
        "clipped",
        "the shortened gradient of every parameter",
        QT_TRANSLATE_NOOP("ExportDialog", "&Clipped gradients"),
        QT_TRANSLATE_NOOP("Plots", "clipped gradient"),
    ),
    _inside("m_hat", "m, corrected, of every parameter", QT_TRANSLATE_NOOP("ExportDialog", "m, corrected"), "m^"),
    _inside("v_hat", "v, corrected, of every parameter", QT_TRANSLATE_NOOP("ExportDialog", "v, corrected"), "v^"),
    _inside(
        "step",
        "what the step takes off every parameter",
        QT_TRANSLATE_NOOP("ExportDialog", "Steps of the optimiser"),
        QT_TRANSLATE_NOOP("Plots", "step"),
    ),
)

#: All kinds, in the order of the CSV.
KINDS = (
    *(LEARNING_RATE, LOSS, TRAIN_LOSS, TEST_LOSS, PENALTY, TRAIN_ACCURACY, TEST_ACCURACY),
    *(PREDICTION, TARGET, PARAMETER, GRADIENT, Z, ACTIVATION, DELTA),
    *REMEMBERED,
    *INSIDE,
)
#: Those that the CSV has only where they are asked for, and how they are.
ASKED = {kind: kind.asked for kind in KINDS if kind.asked is not None}


def recorded_columns(experiment: Experiment, plotted: Sequence[int], sample: int) -> list[Column]:
    """Return the columns whose envelopes training keeps: the losses, some predictions, and what is plotted.

    `plotted` are parameters, by index; `sample` (from 0) is the one whose predictions are kept where rows record none.
    """
    samples, found = experiment.watched.tolist() or [sample], list[Column]()
    for kind in KINDS:
        if kind.array:
            numbers = (
                plotted if kind.owner is OF_PARAMETER else range(min(kind.owner.count(experiment.network), MAX_WATCHED))
            )
            found += [Column(kind, n, s) for s in (samples if kind.owner.per_sample else (0,)) for n in numbers]
    return found
