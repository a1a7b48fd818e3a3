"""A training that every peer does, and the record that it leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import Data


@dataclass(frozen=True, eq=False)
class Work:
    """One training: half square loss, batches in order, the first `watched` samples watched (of full batches only).

    `optimiser` is "plain", or "adam" with its usual constants, which by_hand and scikit-learn do not have.
    """

    name: str
    network: Network
    data: Data
    batch_size: int
    watched: int
    learning_rate: float
    start: Array
    optimiser: str = "plain"

    @property
    def steps_an_epoch(self) -> int:
        """How many batches there are."""
        return -(-self.data.samples // self.batch_size)


class Outcome(NamedTuple):
    """The rows after each step: `losses`, `train_losses` (steps,), and the last `predictions` (watched, outputs)."""

    losses: Array
    train_losses: Array
    predictions: Array


#: What a peer makes of a work: a function that trains so many steps from the start.
Trainer = Callable[[int], Outcome]
