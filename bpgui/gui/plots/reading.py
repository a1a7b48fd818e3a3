"""The values of the lines at one row, for the card and for a screen reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bpgui.gui.plots.curves import PlotLine, values_at
from bpgui.gui.widgets.scales import ValueScale
from bpgui.session.timeline.futures import TimelineView

#: What stands in the place of a value that a thread is still to bring.
AWAITED = "…"


@dataclass(frozen=True)
class Reading:
    """One line's value at a row, and the target it goes to, if any; an awaited value is not computed yet."""

    line: PlotLine
    value: float
    target: float | None
    is_awaited: bool = False

    def text(self, number: Callable[[float], str]) -> str:
        """Return the value as `number` shows it."""
        return AWAITED if self.is_awaited else number(self.value)


def readings(timeline: TimelineView, lines: Sequence[PlotLine], row: int) -> list[Reading]:
    """Return what there is to read at a row; targets stand beside their predictions."""
    own = [line for line in lines if not line.holds]
    values = values_at(timeline, [line.column for line in own], row)
    found = []
    for line, value in zip(own, values, strict=True):
        is_awaited = line.is_sparse and np.isnan(value) and timeline.is_awaited(line.column, row)
        if is_awaited or not (line.is_sparse and np.isnan(value)):
            target = values_at(timeline, [line.target], row)[0] if line.target else None
            found.append(Reading(line, value, target, is_awaited))
    return found


def nearest(found: Sequence[Reading], scale: ValueScale, height: float, most: int) -> list[Reading]:
    """Return the `most` readings whose values are drawn nearest to a height, in their order."""
    distances = np.abs(scale.unit(np.array([reading.value for reading in found])) - height)
    kept = set(np.argsort(distances)[:most].tolist())  # nan comes last
    return [reading for k, reading in enumerate(found) if k in kept]


def said(found: Sequence[Reading], target: str, number: Callable[[float], str]) -> str:
    """Say values for a screen reader; `target` is the word before a target, `number` how numbers are shown."""
    parts = []
    for reading in found:
        parts.append(f"{reading.line.name} {reading.text(number)}")
        parts += [f"{target} {number(reading.target)}"] if reading.target is not None else []
    return ", ".join(parts)
