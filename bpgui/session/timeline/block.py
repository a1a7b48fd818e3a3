"""Rows as arrays: what views and exporters read of a timeline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.columns import Column


@dataclass(frozen=True, eq=False)
class Block:
    """Consecutive rows under one experiment: what a view or exporter reads.

    Arrays have one entry a row; an epoch begins where `positions` is 0; `predictions` is (rows, watched samples,
    outputs), `inner` the optimiser's own numbers, (rows, numbers). `event` is the text of the event that made the
    block's first row, or "".
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
    inner: Array

    def column(self, column: Column) -> Array:
        """Return one column, (rows,). Raises KeyError for one that is not there.

        The prediction of a sample that rows do not record is computed from the parameters here.
        """
        return column.values(self.experiment, self)
