"""Scaling: a column's numbers brought to a common size, and back. Fitted on training samples once, then only applied.

Standard score and min-max: Bishop, "Neural Networks for Pattern Recognition", 8.2.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem


class ScalingKind(StrEnum):
    """Which numbers a column is brought to."""

    NONE = "none"
    STANDARD = "standard"  # (x - mean) / standard deviation
    ZERO_ONE = "zero_one"  # min-max to [0, 1]
    MINUS_ONE_ONE = "minus_one_one"  # min-max to [-1, 1]


@dataclass(frozen=True)
class Scaling:
    """A fitted scaling: `first` and `second` are mean and standard deviation, or minimum and maximum.

    Where all training samples are equal, the deviation is 0, or the two are the same.
    """

    kind: ScalingKind = ScalingKind.NONE
    first: float = 0.0
    second: float = 1.0

    @property
    def _lowest(self) -> float:
        return -1.0 if self.kind is ScalingKind.MINUS_ONE_ONE else 0.0

    def to_network(self, values: Array) -> Array:
        """Return what the network sees of values in units, any shape."""
        if self.kind is ScalingKind.NONE:
            return values
        if self.kind is ScalingKind.STANDARD:
            return (values - self.first) / self.second if self.second else np.zeros_like(values)
        low, span = self._lowest, self.second - self.first
        if not span:
            return np.full_like(values, low)
        return low + (1.0 - low) * ((values - self.first) / span)

    def to_units(self, values: Array) -> Array:
        """Return the values in units that the network sees like this, any shape; of a constant column that constant."""
        if self.kind is ScalingKind.NONE:
            return values
        if self.kind is ScalingKind.STANDARD:
            return self.first + self.second * values
        low, span = self._lowest, self.second - self.first
        return self.first + span * ((values - low) / (1.0 - low))


#: Of a column that nothing was asked for.
UNSCALED = Scaling()


def fitted(kind: ScalingKind, values: Array, name: str = "") -> Scaling:
    """Fit a scaling to the training samples of a column, shape (n,), n > 0, none missing.

    Mean and population variance are summed by ascending sample. Raises Problem, which names the column, where the
    numbers are too large for that.
    """
    if kind is ScalingKind.NONE:
        return UNSCALED
    low, high = float(values.min()), float(values.max())
    with np.errstate(over="ignore"):
        if kind is ScalingKind.STANDARD:
            mean = _sum(values) / len(values)
            first, second = mean, float(np.sqrt(_sum((values - mean) * (values - mean)) / len(values)))
            if low == high:
                first, second = low, 0.0  # the rounded mean may differ from all of them
        else:
            first, second = low, high
        if not np.isfinite([first, second, high - low]).all():
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The numbers of column {name} are too large."), name=name)
    return Scaling(kind, first, second)


def _sum(values: Array) -> float:
    """Add one after the other, as a loop does; np.sum adds in another order."""
    return float(np.add.accumulate(values)[-1])
