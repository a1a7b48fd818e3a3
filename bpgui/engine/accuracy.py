"""Which predictions are right: a rule that follows from what the targets are; and the classes behind them."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array


class AccuracyRule(StrEnum):
    """When a prediction p is right."""

    HALF = "half"  # one 0/1 column: p >= 1/2 means 1
    SIGN = "sign"  # one -1/1 column: p >= 0 means 1
    LARGEST = "largest"  # one-hot columns: the largest, the first at a tie
    ALL = "all"  # several 0/1 columns: p >= 1/2 means 1, all of them


def accuracy_rule(targets: Array) -> AccuracyRule | None:
    """Return the rule for targets of shape (samples, outputs); None where they are no classes."""
    outputs = targets.shape[1]
    if not len(targets) or not outputs:
        return None
    if ((targets == 0.0) | (targets == 1.0)).all():
        if outputs == 1:
            return AccuracyRule.HALF
        return AccuracyRule.LARGEST if (targets.sum(axis=1) == 1.0).all() else AccuracyRule.ALL
    return AccuracyRule.SIGN if outputs == 1 and (np.abs(targets) == 1.0).all() else None


def is_right(rule: AccuracyRule, predictions: Array, targets: Array) -> NDArray[np.bool_]:
    """Return which samples are right, shape (samples,). A prediction that is not a number is wrong."""
    if rule is AccuracyRule.LARGEST:
        return np.equal(classes(rule, predictions), classes(rule, targets))
    threshold = 0.0 if rule is AccuracyRule.SIGN else 0.5
    same = (predictions >= threshold) == (targets >= threshold)
    right: NDArray[np.bool_] = (same & ~np.isnan(predictions)).all(axis=1)
    return right


def accuracy(rule: AccuracyRule, predictions: Array, targets: Array) -> float:
    """Return the share of samples that are right."""
    return float(is_right(rule, predictions, targets).sum() / len(targets))


def classes(rule: AccuracyRule, values: Array) -> NDArray[np.intp]:
    """Return the class of each sample of predictions or targets (samples, outputs); -1 where one is not a number.

    One column: 0, or 1 at or above the threshold. One-hot: the largest. ALL: the outputs as binary digits, the first
    the highest, so that each combination is a class of its own (at most 62 outputs).
    """
    if rule is AccuracyRule.LARGEST:
        found = values.argmax(axis=1)
    else:
        above = values >= (0.0 if rule is AccuracyRule.SIGN else 0.5)
        found = above @ (1 << np.arange(values.shape[1], dtype=np.intp)[::-1])
    return np.where(np.isnan(values).any(axis=1), -1, found).astype(np.intp)


def confusion(actual: NDArray[np.intp], predicted: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return how many samples of each actual class (row) have each predicted class (column), shape (count, count).

    Samples without a class (-1) are left out.
    """
    found = np.zeros((count, count), dtype=np.intp)
    known = (actual >= 0) & (predicted >= 0)
    np.add.at(found, (actual[known], predicted[known]), 1)
    return found
