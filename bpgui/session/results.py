"""How right a network is: which classes it takes for which, or, where targets are numbers, what is left to them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.accuracy import AccuracyRule, classes, confusion
from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.training import activations_of
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sources import neurons_of
from bpgui.session.response import rule_of, scaling_of

#: Classes that a matrix may have; and points that are drawn.
MAX_CLASSES, MAX_POINTS = 40, 2000
#: The two classes of one output, as the rule reads them.
PAIRS = {AccuracyRule.HALF: ("0", "1"), AccuracyRule.SIGN: ("-1", "1")}


@dataclass(frozen=True, eq=False)
class ResultsQuery:
    """What is asked of a network with these `parameters`: of its test samples or of the training samples.

    `output` (from 0) is the one whose numbers are compared where targets are no classes.
    """

    experiment: Experiment
    parameters: Array
    of_test: bool = False
    output: int = 0

    @cached_property
    def samples(self) -> NDArray[np.intp]:
        """The samples, from 0, ascending."""
        data = self.experiment.data
        return np.array(data.test, dtype=np.intp) if self.of_test else data.training


@dataclass(frozen=True, eq=False)
class Confusion:
    """How many samples of each true class (row) have each predicted class (column): `counts`, (classes, classes).

    `names` are the classes; `actual` and `predicted` their places for each of the query's samples, -1 for a prediction
    that is not a number, which no cell counts.
    """

    query: ResultsQuery
    names: tuple[str, ...]
    counts: NDArray[np.intp]
    actual: NDArray[np.intp]
    predicted: NDArray[np.intp]

    @property
    def shares(self) -> Array:
        """The counts as shares of their true class, (classes, classes); nan where that has no samples."""
        of_class = np.bincount(self.actual[self.actual >= 0], minlength=len(self.names))[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Array = self.counts / of_class
        return found

    @property
    def right(self) -> int:
        """How many predictions are right."""
        return int(np.trace(self.counts))

    def samples_of(self, row: int, column: int) -> NDArray[np.intp]:
        """Return the samples (from 0) of a cell."""
        found: NDArray[np.intp] = self.query.samples[(self.actual == row) & (self.predicted == column)]
        return found


@dataclass(frozen=True, eq=False)
class Residuals:
    """Predicted against target for one output, in units: `targets` and `predictions`, (samples,).

    `drawn` are the places of the samples that are drawn, evenly spread where there are many. `rmse` is the root of the
    mean square of the residuals, `mae` the mean of their absolute values, over all samples; nan without samples.
    """

    query: ResultsQuery
    targets: Array
    predictions: Array
    drawn: NDArray[np.intp]
    rmse: float
    mae: float

    @property
    def residuals(self) -> Array:
        """Prediction - target, (samples,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(self.predictions - self.targets)


@dataclass(frozen=True, eq=False)
class TooManyClasses:
    """There are `count` classes, too many for a matrix."""

    query: ResultsQuery
    count: int


Results = Confusion | Residuals | TooManyClasses


def results(query: ResultsQuery) -> Results:
    """Compute what is asked; in any thread."""
    experiment, samples = query.experiment, query.samples
    network, data = experiment.network, experiment.data
    predictions = activations_of(network, query.parameters, data.inputs[samples], len(network.layers))
    targets, rule = data.targets[samples], rule_of(experiment)
    if rule is None:
        return _residuals(query, targets[:, query.output], predictions[:, query.output])
    actual, predicted = classes(rule, targets), classes(rule, predictions)
    if rule is not AccuracyRule.ALL:
        return _confusion(query, class_names(experiment, rule), actual, predicted)
    present = np.unique(np.concatenate([classes(rule, data.targets), predicted[predicted >= 0]]))
    if len(present) > MAX_CLASSES:
        return TooManyClasses(query, len(present))
    names = tuple(" ".join(f"{code:0{network.outputs}b}") for code in present.tolist())
    places = np.where(predicted >= 0, np.searchsorted(present, predicted), -1).astype(np.intp)
    return _confusion(query, names, np.searchsorted(present, actual), places)


def _confusion(
    query: ResultsQuery, names: tuple[str, ...], actual: NDArray[np.intp], predicted: NDArray[np.intp]
) -> Results:
    if len(names) > MAX_CLASSES:
        return TooManyClasses(query, len(names))
    return Confusion(query, names, confusion(actual, predicted, len(names)), actual, predicted)


def _residuals(query: ResultsQuery, targets: Array, predictions: Array) -> Residuals:
    scaling = scaling_of(query.experiment, 1, query.output)
    targets, predictions = scaling.to_units(targets), scaling.to_units(predictions)
    drawn = np.unique(np.linspace(0, max(len(targets) - 1, 0), min(len(targets), MAX_POINTS)).astype(np.intp))
    if not len(targets):
        return Residuals(query, targets, predictions, drawn, np.nan, np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        errors = predictions - targets
        rmse, mae = float(np.sqrt(np.mean(errors * errors))), float(np.mean(np.abs(errors)))
    return Residuals(query, targets, predictions, drawn, rmse, mae)


def class_names(experiment: Experiment, rule: AccuracyRule) -> tuple[str, ...]:
    """Return what the classes are called: the outputs, or the two categories or numbers of one output."""
    network: Network = experiment.network
    if rule is AccuracyRule.LARGEST:
        return tuple(network.shown_names[-1])
    if experiment.source is not None:
        column = experiment.source.columns[neurons_of(experiment.source)[1][0].column]
        if len(column.categories) == 2 and column.numbers is None:
            other, one = column.categories[1 - column.one], column.categories[column.one]
            return other, one
    return PAIRS[rule]
