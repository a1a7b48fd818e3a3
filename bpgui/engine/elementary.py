"""exp, log, log1p and tanh: the only transcendental functions of the record path.

Everything that ends in a row of the timeline calls these and no others, so that the bits of a record
depend on one file. Arrays are made contiguous first, because numpy may choose another routine
(with other last bits) for a strided array.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def exp(x: Array) -> Array:
    """Return e**x, elementwise."""
    return np.exp(np.ascontiguousarray(x))


def log(x: Array) -> Array:
    """Return the natural logarithm of x, elementwise."""
    return np.log(np.ascontiguousarray(x))


def log1p(x: Array) -> Array:
    """Return log(1 + x), accurate near 0, elementwise."""
    return np.log1p(np.ascontiguousarray(x))


def tanh(x: Array) -> Array:
    """Return the hyperbolic tangent of x, elementwise."""
    return np.tanh(np.ascontiguousarray(x))


def ascending_sum(terms: Array) -> Array:
    """Sum the columns of `terms`, shape (batch, n), from the first to the last; shape (batch, 1).

    A loop and not `np.sum`: numpy sums in pairs, and the order of a sum is part of the result's bits.
    """
    total = np.zeros((terms.shape[0], 1))
    for k in range(terms.shape[1]):
        total = total + terms[:, k : k + 1]
    return total
