"""What the mouse does in a plot from pressing to releasing a button: one class a gesture."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

#: Pixels by which a hand may move the mouse in a click.
CLICK = 4


class Target(Protocol):
    """What a gesture needs of a plot."""

    step_requested: SignalInstance
    pan_requested: SignalInstance

    def step_at(self, x: float) -> float:
        """Return the step at a pixel."""

    def share_of(self, pixels: float) -> float:
        """Return what part of the drawing's width so many pixels are."""


class Seek:
    """Drag the cursor."""

    def __init__(self, chart: Target) -> None:
        self._chart = chart
        self._step: int | None = None

    def move(self, x: float) -> None:
        """Ask for the step under the mouse, once."""
        step = max(0, round(self._chart.step_at(x)))
        if step != self._step:
            self._step = step
            self._chart.step_requested.emit(step)


class ChartPan:
    """Drag the paper."""

    def __init__(self, chart: Target, x: float) -> None:
        self._chart, self._x, self._moved = chart, x, 0.0

    @property
    def is_still(self) -> bool:
        """Whether this was a click so far."""
        return self._moved < CLICK

    def move(self, x: float) -> None:
        """Keep the step that was pressed under the mouse."""
        share = self._chart.share_of(self._x - x)
        self._moved += abs(self._x - x)
        self._x = x
        self._chart.pan_requested.emit(share)
