"""What the kernel's loop is given: what a chunk of training obeys, what it writes on, and the rows that it fills."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.kernel.one_pass import Ints


class ChunkArguments(NamedTuple):
    """What a chunk of training obeys: samples, flat, the numbers of the training and of the watched ones, and settings.

    `rates` are the learning rates of its steps, or one for all; `clip` is inf where nothing is clipped. The epoch it
    begins in is shuffled by the key `present` where `is_shuffled`, later ones by `seed` where `shuffle`.
    """

    inputs: Array
    targets: Array
    training: Ints
    counting: Ints
    has_test: bool
    watched: Ints
    locked: NDArray[np.bool_]
    optimiser: int
    rates: Array
    l2: float
    l1: float
    clip: float
    constants: Array
    factors: Array
    product_count: int
    decay: float
    weights_end: int
    batch_size: int
    is_shuffled: bool
    present: np.uint64
    shuffle: bool
    seed: np.uint64
    first_loss: float
    below: float


class RecordColumns(NamedTuple):
    """The columns of a Record from its first free row on, `predictions` flat; row k has the number `first` + k."""

    losses: Array
    train_losses: Array
    predictions: Array
    parameters: Array
    gradients: Array
    states: Array
    traced: Ints
    first: int
    every: int


class Workspace(NamedTuple):
    """What a chunk of training writes on: `room` for passes of up to `width` samples, and what moves.

    `inner` holds the optimiser's numbers, each as long as the `parameters`, one after the other, `products` the running
    products of its constants.
    """

    room: Array
    width: int
    order: Ints
    parameters: Array
    inner: Array
    products: Array
    gradient: Array
