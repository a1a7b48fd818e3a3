"""From what a network predicts back to what a person gave: numbers in units, categories."""

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.data.dataset import Codes, DataColumn, Encoding


def codes_of(column: DataColumn, predictions: Array) -> Codes:
    """Return the place of the category that is predicted, shape (samples,); -1 where a prediction is not a number.

    `predictions` are those of the column's own neurons, shape (samples, neurons). One-hot: the largest, the first at a
    tie; 0/1: the one that is 1 at or above 1/2.
    """
    if column.encoding is Encoding.ONE_HOT:
        codes = predictions.argmax(axis=1)
    else:
        codes = np.where(predictions[:, 0] >= 0.5, column.one, 1 - column.one)
    return np.where(np.isnan(predictions).any(axis=1), -1, codes).astype(np.intp)
