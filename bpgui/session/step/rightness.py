"""Which samples a network predicts rightly at one moment, and what share of them that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.accuracy import accuracy_rule, is_right
from bpgui.session.step.moment import Moment

#: Samples times parameters that a window computes at once, in about two milliseconds.
MAX_AT_ONCE = 300_000


@dataclass(frozen=True, eq=False)
class Rightness:
    """`right` says it of each sample, shape (samples,); `training` and `test` are the shares, None without samples."""

    right: NDArray[np.bool_]
    training: float
    test: float | None


def is_quick(moment: Moment) -> bool:
    """Whether `rightness` takes no longer than a click may."""
    return moment.experiment.data.samples * moment.experiment.network.parameter_count <= MAX_AT_ONCE


def rightness(moment: Moment) -> Rightness | None:
    """Return which predictions are right; None within a walk, for a single sample, and where targets are no classes."""
    data = moment.experiment.data
    rule = accuracy_rule(data.targets) if moment.rung is None and data.samples > 1 else None
    if rule is None:
        return None
    right, is_test = is_right(rule, moment.predictions, data.targets), np.zeros(data.samples, dtype=bool)
    is_test[list(data.test)] = True
    test = float(right[is_test].mean()) if len(data.test) else None
    return Rightness(right, float(right[~is_test].mean()), test)
