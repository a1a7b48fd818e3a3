"""What a step goes down: the loss and a penalty for large weights; and how its gradient is clipped.

    objective = loss + l2/2 sum of w^2 + l1 sum of |w|        over all weights, never over biases

All is written in words that the kernel compiles for single numbers too.
"""

from typing import Any

import numpy as np

from bpgui.engine.elementary import Array, pick


def penalty(weights: Array, l2: float, l1: float) -> float:
    """Return l2/2 sum of w^2 + l1 sum of |w|, the sums by ascending weight (weights,)."""
    return float(0.5 * l2 * _ascending(weights * weights) + l1 * _ascending(abs(weights)))


def penalty_slope(w: Any, l2: Any, l1: Any) -> Any:
    """Return d penalty / dw = l2 w + l1 sign(w), elementwise; sign(0) = 0."""
    return l2 * w + l1 * pick(w > 0.0, 1.0, pick(w < 0.0, -1.0, 0.0))


def with_penalty(gradient: Array, parameters: Array, weight_count: int, l2: float, l1: float) -> Array:
    """Return the gradient of the objective, of that of the loss, both (parameters,); weights come first."""
    if l2 == 0.0 and l1 == 0.0:
        return gradient
    found = gradient.copy()
    found[:weight_count] = found[:weight_count] + penalty_slope(parameters[:weight_count], l2, l1)
    return found


def norm(gradient: Array, locked: Any) -> Any:
    """Return the length of the gradient (.., parameters) of those that are not locked, summed in their order."""
    return np.sqrt(_ascending(np.where(locked, 0.0, gradient * gradient)))


def clipped(gradient: Array, locked: Any, longest: float | None) -> Array:
    """Return the gradient (.., parameters), shortened to the length `longest` where it is longer; None: as it is."""
    if longest is None:
        return gradient
    length = norm(gradient, locked)[..., None]
    share: Array = np.divide(longest, length, out=np.ones(length.shape), where=length > longest)
    return gradient * share


def _ascending(terms: Array) -> Any:
    """Return the sum over the last axis, from the first to the last: as numpy accumulates (it sums in pairs)."""
    return np.add.accumulate(terms, axis=-1)[..., -1] if terms.shape[-1] else np.zeros(terms.shape[:-1])
