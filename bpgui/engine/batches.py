"""Which samples make which batch: in order, or shuffled by a generator that is fixed for ever.

The shuffle is Fisher-Yates over SplitMix64 (Steele, Lea, Flood 2014), keyed by (seed, epoch), so any epoch's
order is known without its past and is the same in every version of every library.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15


def _mix(x: int) -> int:
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


def splitmix64(key: int, count: int) -> list[int]:
    """Return the first `count` 64-bit numbers of SplitMix64 started at `key`."""
    return [_mix((key + (k + 1) * _GOLDEN) & _MASK) for k in range(count)]


def epoch_key(seed: int) -> int:
    """Return what, with the number of an epoch mixed in, is the key of its order."""
    return _mix(seed & _MASK)


@lru_cache(maxsize=8)
def shuffled(seed: int, epoch: int, samples: int) -> NDArray[np.intp]:
    """Return the order of `samples` samples in this epoch, shape (samples,); read-only."""
    draws = splitmix64(epoch_key(seed) ^ epoch, max(samples - 1, 0))
    order = list(range(samples))
    for draw, last in zip(draws, range(samples - 1, 0, -1), strict=True):
        other = draw % (last + 1)
        order[last], order[other] = order[other], order[last]
    result = np.array(order, dtype=np.intp)
    result.setflags(write=False)
    return result
