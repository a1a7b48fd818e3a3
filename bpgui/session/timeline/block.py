"""Rows as arrays: what views and exporters read of a timeline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline import columns


@dataclass(frozen=True, eq=False)
class Block:
    """Consecutive rows under one experiment: what a view or exporter reads.

    Arrays have one entry a row; an epoch begins where `positions` is 0; `predictions` is (rows, watched samples,
    outputs). `event` is the text of the event that made the block's first row, or "".
    """

    first: int
    event: str
    experiment: Experiment
    steps: NDArray[np.int64]
    epochs: NDArray[np.int64]
    positions: NDArray[np.int64]
    losses: Array
    train_losses: Array
    predictions: Array
    parameters: Array
    gradients: Array

    def column(self, name: str) -> Array:
        """Return one column by its name in the history CSV: loss, train_loss, w5, grad_w5, prediction.o1.3, .. .

        The prediction of a sample that rows do not record is computed from the parameters here. Raises KeyError,
        ValueError or IndexError for a column that is not there.
        """
        return columns.column_of(self.experiment, self, name)
