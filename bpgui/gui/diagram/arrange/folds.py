"""Which neurons of a wide layer stand in rows of their own, and which are folded into one row, as not all can be read.

The first neurons and the last ones are shown, and between them those that somebody looks at.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QRectF

from bpgui.engine.network import Network
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice

#: In heights of the smallest text: below what height of a row its number cannot be read, and that of a folded layer.
MIN_ROW, ROW = 1.2, 1.5
#: The first neuron, the folded ones, the last one.
MIN_ROWS = 3
#: Of many chosen things so many are shown for their own sake.
MAX_KEPT = 12


@dataclass(frozen=True)
class Folding:
    """What a person wants to see: layers `opened` are never folded, the neurons `kept` stand in rows of their own."""

    opened: frozenset[int] = frozenset()
    kept: tuple[NeuronChoice, ...] = field(default=())

    def kept_in(self, layer: int) -> list[int]:
        """Return the neurons of a layer that are kept, those that matter most first."""
        return [neuron.index for neuron in self.kept if neuron.layer == layer]


@dataclass(frozen=True, eq=False)
class Fold:
    """Neurons `first` to `last` - 1 of a layer, which share a row at `rect`."""

    first: int
    last: int
    rect: QRectF

    @property
    def count(self) -> int:
        """How many neurons it holds."""
        return self.last - self.first


def row_count(size: int, room: float, small: float) -> int:
    """Return how many rows a layer of `size` neurons has in a room so high; fewer than neurons where some are folded.

    `small` is the height of the smallest text.
    """
    if size * MIN_ROW * small <= room or size <= MIN_ROWS:
        return size
    return min(max(int(room / (ROW * small)), MIN_ROWS), size)


def rows_of(size: int, count: int, kept: Collection[int] = ()) -> list[range]:
    """Return a layer's rows from the top, at most `count`: each has the neurons that share it, mostly one.

    `kept` has those that matter most first; as many have rows of their own as leave one to the first and the last.
    """
    if count >= size:
        return [range(n, n + 1) for n in range(size)]
    inner = [n for n in dict.fromkeys(kept) if 0 < n < size - 1][: max((count - MIN_ROWS) // 2, 0)]
    shown = {0, size - 1, *inner}
    head, tail = 1, size - 2
    while True:  # from both ends towards the middle, as long as there are rows
        wider = shown | ({head} if head <= size - 1 - tail else {tail})
        if len(_rows(size, wider)) > count:
            return _rows(size, shown)
        head, tail = (head + 1, tail) if head in wider else (head, tail - 1)
        shown = wider


def _rows(size: int, shown: Iterable[int]) -> list[range]:
    """Return the rows where these neurons, the first and the last among them, have rows of their own."""
    found: list[range] = []
    for before, after in pairwise([*sorted(shown), size]):
        found.append(range(before, before + 1))
        if after > before + 1:
            found.append(range(before + 1, after))
    return found


def looked_at(network: Network, choices: Iterable[Choice]) -> tuple[NeuronChoice, ...]:
    """Return the neurons that chosen things stand for, the main choice's first: of a weight both ends."""
    found: list[NeuronChoice] = []
    for choice in list(choices)[:MAX_KEPT]:
        if isinstance(choice, ParameterChoice):
            parameter = network.parameters[choice.index]
            found.append(NeuronChoice(parameter.layer, parameter.destination))
            if parameter.source is not None:
                found.append(NeuronChoice(parameter.layer - 1, parameter.source))
        elif isinstance(choice, NeuronChoice):
            found.append(choice)
        else:
            found.append(NeuronChoice(len(network.sizes) - 1, choice.output))
    return tuple(dict.fromkeys(found))
