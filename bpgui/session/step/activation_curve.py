"""A neuron's activation as a picture: f and f' around its z, and what its slope means for its gradient."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.step import is_long
from bpgui.engine.training import activations_of
from bpgui.session.step.moment import Moment

#: Points of the curves; the z that is always shown to either side; what share of the steepest slope is little.
POINTS, REACH, LITTLE = 161, 4.0, 0.05


class Flatness(Enum):
    """What there is to say of a slope: it is well; little is left of it; none here; none for any training sample."""

    WELL = "well"
    SATURATED = "saturated"
    OFF = "off"
    DEAD = "dead"


@dataclass(frozen=True, eq=False)
class ActivationCurve:
    """`values` f(z) and `slopes` f'(z) at `zs` (points,); the neuron's own `z`, `a` and `slope`; `steepest` of all."""

    activation: str
    zs: Array
    values: Array
    slopes: Array
    z: float
    a: float
    slope: float
    steepest: float
    flatness: Flatness
    samples: int

    def tangent(self, z: float) -> float:
        """Return the height of the tangent at the neuron's own point."""
        return self.a + self.slope * (z - self.z)


def activation_curve(moment: Moment, layer: int, neuron: int) -> ActivationCurve | None:
    """Return the curve of a computed neuron for the chosen sample; None for softmax, which looks at its whole layer."""
    name = moment.experiment.network.layers[layer - 1].activation
    entry = ACTIVATIONS[name]
    if entry.derivative is None:
        return None
    z, a = float(moment.values.zs[layer - 1][0, neuron]), float(moment.values.activations[layer][0, neuron])
    reach = max(REACH, 1.25 * abs(z)) if np.isfinite(z) else REACH
    zs = np.linspace(-reach, reach, POINTS)
    with np.errstate(all="ignore"):
        values = np.asarray(entry.value(zs))
        slopes = np.broadcast_to(np.asarray(entry.derivative(zs, values), dtype=float), zs.shape)
        at = np.array([z])
        slope = float(np.broadcast_to(np.asarray(entry.derivative(at, np.array([a])), dtype=float), (1,))[0])
    steepest = float(np.max(np.abs(slopes)))
    flatness = _flatness(moment, layer, neuron, slope, steepest)
    count = moment.experiment.data.training_count
    return ActivationCurve(name, zs, values, slopes, z, a, slope, steepest, flatness, count)


def _flatness(moment: Moment, layer: int, neuron: int, slope: float, steepest: float) -> Flatness:
    if slope == 0.0:
        return Flatness.DEAD if _is_dead(moment, layer, neuron) else Flatness.OFF
    return Flatness.SATURATED if abs(slope) < LITTLE * steepest else Flatness.WELL


def _is_dead(moment: Moment, layer: int, neuron: int) -> bool:
    """Whether the slope is 0 for every training sample. Where that takes long, nobody looks."""
    experiment = moment.experiment
    network, data = experiment.network, experiment.data
    entry = ACTIVATIONS[network.layers[layer - 1].activation]
    if is_long(network, data.training_count) or not entry.corners or entry.derivative is None:
        return False
    found = activations_of(network, moment.state.parameters, data.inputs[data.training], layer)[:, neuron]
    return not np.any(np.asarray(entry.derivative(found, found)))  # of these a has z's side of each corner
