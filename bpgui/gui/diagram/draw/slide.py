"""Neurons slide to their new places after an edit of the structure.

Only what is painted is on its way: to mouse, keys and screen readers all is in its new place at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from bpgui.gui.diagram.arrange.geometry import Layout
from bpgui.gui.diagram.arrange.sliding import between, can_slide
from bpgui.gui.diagram.draw.stage import Stage

#: Milliseconds of the way.
DURATION = 150


class Slide(QObject):
    """The way from the layout before to the present one."""

    moved = Signal()  #: another picture is to be painted

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._from = stage, stage.layout
        self.is_on = False
        self.animation = QVariantAnimation(self)
        self.animation.setStartValue(0.0)
        self.animation.setEndValue(1.0)
        self.animation.setDuration(DURATION)
        self.animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.animation.valueChanged.connect(self.moved)
        self.animation.finished.connect(self.moved)

    def begin(self, before: Layout) -> None:
        """Let what is in both layouts slide from `before` to the present one; where it cannot, all is there at once."""
        self.stop()
        if self.is_on and can_slide(before, self._stage.layout):
            self._from = before
            self.animation.start()

    def stop(self) -> None:
        """Have all in its place."""
        self.animation.stop()

    @contextmanager
    def on_the_way(self) -> Iterator[None]:
        """Have the stage laid out as it is to be painted now."""
        stage, layout = self._stage, self._stage.layout
        if self.animation.state() != QVariantAnimation.State.Running:
            yield
            return
        stage.layout = replace(between(self._from, layout, float(self.animation.currentValue())), stack=layout.stack)
        try:
            yield
        finally:
            stage.layout = layout
