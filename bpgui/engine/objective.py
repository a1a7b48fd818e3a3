"""What a step goes down: the loss and a penalty for large weights; and how its gradient is clipped.

    objective = loss + l2/2 sum of w^2 + l1 sum of |w|        over all weights, never over biases

All is written in words that the kernel compiles for single numbers too.
"""

from typing import Any

import numpy as np

from bpgui.engine.elementary import Array, pick


def penalty(weights: Array, l2: float, l1: float) -> float:
    """Return l2/2 sum of w^2 + l1 sum of |w|, the sums by ascending weight (weights,)."""
    return 0.5 * l2 * _ascending(weights * weights) + l1 * _ascending(abs(weights))


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


def norm(gradient: Array, locked: Any) -> float:
    """Return the length of the gradient of the parameters that are not locked, summed in their order."""
    return float(np.sqrt(_ascending(np.where(locked, 0.0, gradient * gradient))))


def clipped(gradient: Array, locked: Any, longest: float | None) -> Array:
    """Return the gradient, shortened to the length `longest` where it is longer; None: as it is."""
    length = 0.0 if longest is None else norm(gradient, locked)
    return gradient if longest is None or not length > longest else gradient * (longest / length)


def _ascending(terms: Array) -> float:
    """Return the sum from the first to the last, which is how numpy accumulates (it sums in pairs)."""
    return float(np.add.accumulate(terms)[-1]) if len(terms) else 0.0
