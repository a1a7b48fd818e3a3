"""What a network computes over a range of one or two of its inputs: the response curve, or the response surface.

All other inputs are held at those of a chosen sample. Ranges and values are in the units of the data set; the network
is asked for what it sees of them.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.accuracy import AccuracyRule, accuracy_rule, classes
from bpgui.engine.elementary import Array
from bpgui.engine.training import activations_of
from bpgui.session.basics.contours import contour
from bpgui.session.basics.kept import kept_with_first
from bpgui.session.data.scaling import UNSCALED, Scaling
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import NeuronPlace
from bpgui.session.model.sources import has_classes, neurons_of
from bpgui.session.step.moment import Moment

#: Points along each axis of a surface, odd so that every other one reaches both ends, and along a curve.
MIN_POINTS, MAX_POINTS, MAX_CURVE_POINTS = 13, 101, 401
#: Points times parameters that may be computed at rest, and in every frame of a run or a drag.
MAX_AT_REST, MAX_IN_MOTION = 2 * 10**8, 10**7
#: Share of the samples' range that is shown beyond it on each side; larger numbers are drawn at this one.
MARGIN, LARGEST = 0.1, 1e300
#: Samples that are drawn, and classes whose borders are.
MAX_DOTS, MAX_BORDERS = 2000, 12
#: The range of a bounded activation, and the value that parts a neuron's two sides.
RANGES = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0)}
MIDDLES = {"sigmoid": 0.5, "softmax": 0.5, "tanh": 0.0, "linear": 0.0, "relu": 0.0, "leaky_relu": 0.0}
#: The value that parts two classes, by the rule of accuracy.
BORDERS = {AccuracyRule.HALF: 0.5, AccuracyRule.SIGN: 0.0, AccuracyRule.LARGEST: 0.5, AccuracyRule.ALL: 0.5}


@dataclass(frozen=True)
class Axis:
    """An input (its neuron) and the range of it that is shown, in units."""

    neuron: int
    name: str
    low: float
    high: float
    scaling: Scaling

    def share(self, values: Array) -> Array:
        """Return where values stand in the range: 0 at its low end, 1 at the high one."""
        found: Array = (np.clip(values, -LARGEST, LARGEST) - self.low) / (self.high - self.low)
        return found

    def value(self, share: float) -> float:
        """Return the value at a place in the range."""
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True, eq=False)
class ResponseQuery:
    """What is asked of a network with these `parameters`.

    `shown` is a computed neuron (layer from 1, neuron from 0), None all outputs; `inputs` are the one or two inputs
    that vary, from 0, the others are those of `sample`, but for those in `held`: an input and its number in units.
    `is_moving` asks for as many points as a frame has time for.
    """

    experiment: Experiment
    parameters: Array
    shown: NeuronPlace | None
    inputs: tuple[int, ...]
    sample: int = 0
    is_moving: bool = False
    held: tuple[tuple[int, float], ...] = ()

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The inputs that vary: the first goes across, the second up."""
        return tuple(axis_of(self.experiment, neuron) for neuron in self.inputs)

    @property
    def layer(self) -> int:
        """The layer of what is shown."""
        return len(self.experiment.network.layers) if self.shown is None else self.shown[0]

    @property
    def is_output(self) -> bool:
        """Whether outputs are shown, which have targets."""
        return self.layer == len(self.experiment.network.layers)

    def values_at(self, *points: Array) -> Array:
        """Return what is computed at points, an array (n,) in units for each axis: (n,), or (n, outputs) for all."""
        return _in_units(self, self._activations(points))

    def _activations(self, points: tuple[Array, ...]) -> Array:
        experiment = self.experiment
        inputs = np.repeat(experiment.data.inputs[self.sample : self.sample + 1], len(points[0]), axis=0)
        with np.errstate(over="ignore", invalid="ignore"):
            for neuron, value in self.held:
                inputs[:, neuron] = axis_of(experiment, neuron).scaling.to_network(np.array(value))
            for axis, values in zip(self.axes, points, strict=True):
                inputs[:, axis.neuron] = axis.scaling.to_network(values)
        found = activations_of(experiment.network, self.parameters, inputs, self.layer)
        return found if self.shown is None else found[:, self.shown[1]]


@dataclass(frozen=True, eq=False)
class ContourLine:
    """A contour line of a surface: its pieces, (n, 2 ends, 2), as shares of the two axes; `is_border` parts classes."""

    value: float
    pieces: Array
    is_border: bool


@dataclass(frozen=True, eq=False)
class Response:
    """What was asked, in units.

    `values` are (across,) for a curve and (up, across) for a surface, from the low ends on; for all outputs one axis
    more. `classes` are the places of the largest outputs where a surface has those, and `lead`, 0 to 1, how far
    each is ahead of the second. `low` and `high` are the range that
    is to be shown, rounded nowhere; `border` is the value that parts two classes or sides, if any does. `dots` are the
    samples, and `heights`, (dots, curves), where they stand over a curve.
    """

    query: ResponseQuery
    values: Array
    low: float
    high: float
    border: float | None
    dots: "Dots"
    heights: Array
    lines: tuple[ContourLine, ...] = ()
    classes: NDArray[np.intp] | None = None
    lead: Array | None = None

    @property
    def is_surface(self) -> bool:
        """Whether two inputs vary."""
        return len(self.query.axes) == 2


def response(query: ResponseQuery) -> Response:
    """Compute what is asked; in any thread."""
    count = points_for(query)
    across = np.linspace(query.axes[0].low, query.axes[0].high, count)
    if len(query.axes) == 1:
        values = query.values_at(across)
        dots = dots_of(query)
        return Response(query, values, *_range(query, values), border_of(query), dots, _heights(query, dots))
    up = np.linspace(query.axes[1].low, query.axes[1].high, count)
    found = query.values_at(np.tile(across, count), np.repeat(up, count))
    values = found.reshape(count, count, *found.shape[1:])
    low, high = _range(query, values)
    dots, heights = dots_of(query), np.zeros((0, 1))
    if query.shown is None:
        ordered = np.sort(values, axis=2)
        with np.errstate(invalid="ignore"):
            lead = np.clip(np.nan_to_num((ordered[:, :, -1] - ordered[:, :, -2]) / (high - low)), 0.0, 1.0)
        borders, largest = _class_borders(values), values.argmax(axis=2)
        return Response(query, values, low, high, None, dots, heights, borders, largest, lead)
    border = border_of(query)
    levels = _levels(query, low, high, border)
    coarse = values[::2, ::2] if query.is_moving else values  # half as many pieces to paint
    lines = tuple(ContourLine(value, contour(coarse, value), value == border) for value in levels)
    return Response(query, values, low, high, border, dots, heights, lines)


def points_for(query: ResponseQuery) -> int:
    """Return how many points an axis gets."""
    most = (MAX_IN_MOTION if query.is_moving else MAX_AT_REST) // max(1, query.experiment.network.parameter_count)
    if len(query.axes) == 1:
        return min(max(most, MIN_POINTS), MAX_CURVE_POINTS)
    return min(max(math.isqrt(most) // 2 * 2 + 1, MIN_POINTS), MAX_POINTS)


def neurons_shown(experiment: Experiment, inputs: int) -> tuple[NeuronPlace | None, ...]:
    """Return what can be shown over so many inputs (1 or 2): all outputs (None), each output, each hidden neuron.

    Over two inputs, all outputs are classes of which the largest wins; where they are none, each has its own surface.
    """
    network, last = experiment.network, len(experiment.network.layers)
    are_classes = network.layers[-1].activation == "softmax" or rule_of(experiment) is AccuracyRule.LARGEST
    has_all = network.outputs > 1 and (inputs == 1 or are_classes)
    layers = (last, *range(1, last))
    alone = [(layer, neuron) for layer in layers for neuron in range(network.sizes[layer])]
    return (None, *alone) if has_all else tuple(alone)


def telling_inputs(experiment: Experiment) -> tuple[int, ...]:
    """Return the one or two inputs to begin with, ascending: of many, those that go most with a target.

    That is, whose correlation with any target is largest over all samples, whatever its sign; the first at a tie.
    """
    data, count = experiment.data, experiment.network.inputs
    if count <= 2:
        return tuple(range(count))
    with np.errstate(all="ignore"):
        inputs, targets = (_standardised(table) for table in (data.inputs, data.targets))
        strength = np.nan_to_num(np.abs(inputs.T @ targets)).max(axis=1)
    return tuple(sorted(np.argsort(-strength, kind="stable")[:2].tolist()))


def _standardised(table: Array) -> Array:
    centred = table - table.mean(axis=0)
    found: Array = centred / np.sqrt((centred * centred).sum(axis=0))
    return found


@kept_with_first(1)
def rule_of(experiment: Experiment) -> AccuracyRule | None:
    """Return the rule by which predictions are right, None where targets are no classes."""
    return accuracy_rule(experiment.data.targets)


@kept_with_first(8)
def axis_of(experiment: Experiment, neuron: int) -> Axis:
    """Return the axis of an input: the range of all its samples, and a little more."""
    scaling = scaling_of(experiment, 0, neuron)
    values = np.clip(scaling.to_units(experiment.data.inputs[:, neuron]), -LARGEST, LARGEST)
    low, high = float(values.min()), float(values.max())
    room = MARGIN * (high - low) if high > low else max(abs(low), 1.0) / 2
    return Axis(neuron, experiment.network.shown_names[0][neuron], low - room, high + room, scaling)


@dataclass(frozen=True, eq=False)
class Dots:
    """The samples that are drawn, by number (from 0), and which of them are for testing.

    `places` are their shares of the axes, (n, axes); `targets` in units, (n, outputs); `classes` -1 where there are
    none. Of more than MAX_DOTS samples some are left out, evenly.
    """

    samples: NDArray[np.intp]
    is_test: NDArray[np.bool_]
    places: Array
    targets: Array
    classes: NDArray[np.intp]


def dots_of(query: ResponseQuery) -> Dots:
    """Return the samples that are drawn, the same object for the same samples; always the chosen one."""
    return _dots(query.experiment, query.inputs, query.sample)


@kept_with_first(2)
def _dots(experiment: Experiment, inputs: tuple[int, ...], chosen: int) -> Dots:
    data, rule = experiment.data, rule_of(experiment)
    samples = np.unique(np.linspace(0, data.samples - 1, min(data.samples, MAX_DOTS)).astype(np.intp))
    samples = np.union1d(samples, [chosen])
    axes = [axis_of(experiment, neuron) for neuron in inputs]
    places = [axis.share(axis.scaling.to_units(data.inputs[samples, axis.neuron])) for axis in axes]
    targets = data.targets[samples]
    units = [scaling_of(experiment, 1, k).to_units(targets[:, k]) for k in range(targets.shape[1])]
    of_class = np.full(len(samples), -1) if rule is None else classes(rule, targets)
    test = np.isin(samples, np.array(data.test, dtype=np.intp))
    return Dots(samples, test, np.column_stack(places), np.column_stack(units), of_class)


def _heights(query: ResponseQuery, dots: Dots) -> Array:
    """Return where samples stand over a curve: outputs have targets, a hidden neuron what it computes."""
    if not query.is_output:
        return activations_at(query, dots.samples)[:, None]
    return dots.targets if query.shown is None else dots.targets[:, [query.shown[1]]]


def activations_at(query: ResponseQuery, samples: NDArray[np.intp]) -> Array:
    """Return what is shown for some samples as they are, all their inputs their own: (n,), or (n, outputs)."""
    experiment = query.experiment
    found = activations_of(experiment.network, query.parameters, experiment.data.inputs[samples], query.layer)
    return _in_units(query, found if query.shown is None else found[:, query.shown[1]])


def tried_inputs(moment: Moment, neurons: tuple[int, ...]) -> tuple[float, ...]:
    """Return inputs (by neuron) of what is tried at a moment, in units."""
    row = moment.data.inputs[-1]
    return tuple(float(axis_of(moment.experiment, k).scaling.to_units(row[k : k + 1])[0]) for k in neurons)


def tried_values(moment: Moment, query: ResponseQuery) -> Array:
    """Return what is shown for what is tried at a moment: (1,), or (1, outputs)."""
    found = activations_of(query.experiment.network, moment.parameters, moment.data.inputs[-1:], query.layer)
    return _in_units(query, found if query.shown is None else found[:, query.shown[1]])


def border_of(query: ResponseQuery) -> float | None:
    """Return the value that parts the two classes of an output, or the two sides of a hidden neuron, if any does."""
    if query.shown is None:
        return None
    layer, neuron = query.shown
    if not query.is_output:
        return MIDDLES.get(query.experiment.network.layers[layer - 1].activation)
    rule = rule_of(query.experiment)
    is_bounded = query.experiment.network.layers[-1].activation in RANGES
    if not (is_bounded or has_classes(query.experiment)):
        return None  # numbers to be met, which happen to be 0 and 1
    return None if rule is None else float(scaling_of(query.experiment, 1, neuron).to_units(np.array(BORDERS[rule])))


def scaling_of(experiment: Experiment, side: int, neuron: int) -> Scaling:
    """Return how an input (side 0) or target (1) is scaled."""
    if experiment.source is None:
        return UNSCALED
    column = experiment.source.columns[neurons_of(experiment.source)[side][neuron].column]
    return column.scaling if column.numbers is not None else UNSCALED


def _in_units(query: ResponseQuery, values: Array) -> Array:
    """Return predictions (n,) or (n, outputs) in the units of their targets; hidden neurons have none."""
    if not query.is_output:
        return values
    if query.shown is not None:
        return scaling_of(query.experiment, 1, query.shown[1]).to_units(values)
    columns = [scaling_of(query.experiment, 1, k).to_units(values[:, k]) for k in range(values.shape[1])]
    return np.column_stack(columns)


def _range(query: ResponseQuery, values: Array) -> tuple[float, float]:
    """Return the range that is shown: a bounded activation's own, else that of all values; a curve's targets too."""
    experiment, chosen = query.experiment, slice(None) if query.shown is None else query.shown[1]
    bounds = RANGES.get(experiment.network.layers[query.layer - 1].activation)
    found = [values[np.isfinite(values)]]
    if bounds is not None:
        ends = np.repeat(np.array(bounds)[:, None], experiment.network.sizes[query.layer], axis=1)[:, chosen]
        found = [_in_units(query, ends).ravel()]
    if query.is_output and (bounds is None or len(query.axes) == 1):
        found.append(_in_units(query, experiment.data.targets[:, chosen]).ravel())
    numbers = np.clip(np.concatenate(found), -LARGEST, LARGEST)
    low, high = (float(numbers.min()), float(numbers.max())) if numbers.size else (0.0, 1.0)
    room = 0.0 if high > low else max(abs(low), 1.0) / 2
    return low - room, high + room


def _levels(query: ResponseQuery, low: float, high: float, border: float | None) -> list[float]:
    """Return the values of the contour lines: the border, and round ones, or quarters of a bounded range."""
    if query.experiment.network.layers[query.layer - 1].activation in RANGES:
        others = [low + share * (high - low) for share in (0.25, 0.5, 0.75)]
    else:
        power = 10.0 ** math.floor(math.log10((high - low) / 4))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor * 4.001 >= high - low)
        others = [k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1)]
    if border is not None:
        others = [value for value in others if abs(value - border) > (high - low) / 20] + [border]
    return sorted(others)


def _class_borders(values: Array) -> tuple[ContourLine, ...]:
    """Return where the largest output (up, across, outputs) is another one."""
    if values.shape[2] > MAX_BORDERS:
        return ()
    levels = []
    for k in range(values.shape[2]):
        with np.errstate(invalid="ignore"):
            lead = values[:, :, k] - np.delete(values, k, axis=2).max(axis=2)
        levels.append(ContourLine(0.0, contour(lead, 0.0), is_border=True))
    return tuple(levels)
