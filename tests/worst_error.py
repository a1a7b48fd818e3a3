"""How true a formula is."""

import numpy as np

from bpgui.engine.terms import Formula


def worst_error(formula: Formula) -> float:
    """Return how far a line's value is from the left side's at most, relative to max(1, |value|)."""
    with np.errstate(all="ignore"):
        wanted = np.asarray(formula.left.evaluate(), dtype=np.float64)
        size = np.maximum(1.0, np.abs(wanted))
        errors = [np.abs(np.asarray(line.evaluate()) - wanted) / size for line in formula.lines]
    return float(np.max(errors))
