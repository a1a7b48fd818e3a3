"""What each neuron computes over one or two inputs, small: all neurons by one pass over a small grid."""

import math
from dataclasses import dataclass

import numpy as np

from bpgui.engine.backprop import forward
from bpgui.engine.elementary import Array
from bpgui.session.model.experiment import Experiment
from bpgui.session.response import RANGES, axis_of

#: Points along each side; fewer where points times parameters would take longer than a frame has.
POINTS, MIN_POINTS, MAX_PRODUCTS = 33, 9, 10**7


@dataclass(frozen=True, eq=False)
class PicturesQuery:
    """What is asked of a network with one or two inputs and these `parameters`."""

    experiment: Experiment
    parameters: Array


@dataclass(frozen=True, eq=False)
class NeuronPictures:
    """Of each layer, computed ones only, the values as shares from 0 to 1 of what its neurons range over.

    (neurons, up, across) over two inputs, (neurons, across) over one, from the low ends on; nan where a value is not a
    number. A bounded activation ranges over its bounds; others are shown around 0, which is 0.5.
    """

    query: PicturesQuery
    layers: tuple[Array, ...]


def can_be_pictured(experiment: Experiment) -> bool:
    """Whether the neurons' values are a picture: over one or two inputs."""
    return experiment.network.inputs <= 2


def neuron_pictures(query: PicturesQuery) -> NeuronPictures:
    """Compute all; in any thread."""
    network, count = query.experiment.network, _points(query.experiment)
    sides, shape = [], (count,) * query.experiment.network.inputs
    for neuron in range(network.inputs):
        axis = axis_of(query.experiment, neuron)
        sides.append(axis.scaling.to_network(np.linspace(axis.low, axis.high, count)))
    if network.inputs == 1:
        inputs = sides[0][:, None]
    else:
        inputs = np.column_stack([np.tile(sides[0], count), np.repeat(sides[1], count)])
    with np.errstate(over="ignore", invalid="ignore"):
        _, activations = forward(network, query.parameters, inputs)
        layers = tuple(
            _shares(values.T.reshape(-1, *shape), layer.activation)
            for values, layer in zip(activations[1:], network.layers, strict=True)
        )
    return NeuronPictures(query, layers)


def _points(experiment: Experiment) -> int:
    most = MAX_PRODUCTS // max(experiment.network.parameter_count, 1)
    return POINTS if experiment.network.inputs == 1 else min(max(math.isqrt(most), MIN_POINTS), POINTS)


def _shares(values: Array, activation: str) -> Array:
    low, high = RANGES.get(activation, (None, None))
    if low is not None and high is not None:
        return (values - low) / (high - low)
    most = np.abs(np.where(np.isfinite(values), values, 0.0)).reshape(len(values), -1).max(axis=1)
    most = np.where(most > 0, most, 1.0).reshape(-1, *(1,) * (values.ndim - 1))
    return np.clip(0.5 + 0.5 * (values / most), 0.0, 1.0)
