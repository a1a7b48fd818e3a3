"""The optimisers: how far each parameter moves, from its gradient and what the optimiser remembers of it.

To add one: write its `move` and put an entry in OPTIMISERS. The step, the record, the keyframes and the compiled kernel
read that table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.translation_mark import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Optimiser:
    """One optimiser.

    `move(gradient, learning_rate)` gives, elementwise, a tuple of one: what is taken off each parameter. An optimiser
    that remembers a number a parameter is named for it in `inner`, takes it as a third argument and gives the new one
    as a second result. `move` is written in words that the kernel compiles for single numbers: +, -, *, /. `word` is
    what people call it, to be translated; "" is its name.
    """

    name: str
    move: Callable[..., tuple[Any, ...]]
    inner: tuple[str, ...] = ()
    word: str = ""

    def start(self, parameter_count: int) -> Array:
        """Return the optimiser's vector before the first step: zeros, (inner numbers * parameters,)."""
        return np.zeros(len(self.inner) * parameter_count)


def plain(gradient: Array, learning_rate: float) -> tuple[Array]:
    """a dLoss/dw (figures 9 to 16)."""
    return (learning_rate * gradient,)


OPTIMISERS = {
    entry.name: entry for entry in (Optimiser("plain", plain, word=QT_TRANSLATE_NOOP("Words", "Gradient descent")),)
}
