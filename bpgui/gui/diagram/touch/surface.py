"""The diagram's widget as its gestures, its keys and its screen readers know it; view.py makes it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QAccessibleInterface

from bpgui.gui.diagram.arrange.geometry import touched
from bpgui.gui.diagram.arrange.handles import Handle, Handles
from bpgui.gui.diagram.touch.canvas import DiagramCanvas
from bpgui.gui.diagram.touch.editor import ValueEditor
from bpgui.gui.document.name_edit import Named
from bpgui.gui.document.selection import Choice, NeuronChoice


class Things(Protocol):
    """The interfaces of what is drawn, for screen readers."""

    def things(self) -> Sequence[QAccessibleInterface]:
        """Return all, in reading order."""

    def thing(self, choice: Choice | Handle | None) -> QAccessibleInterface | None:
        """Return one that is in the tree."""


class Surface(DiagramCanvas):
    """A diagram on which can be acted."""

    sizes_requested = Signal()  #: the sizes of the whole network are to be asked for
    handle_held = Signal()  #: another control of the structure has the keys, or none

    editor: ValueEditor
    accessibility: Things

    def rename(self, named: Named) -> None:
        """Open the editor of the name of a neuron or layer."""
        raise NotImplementedError

    def leave_neuron(self, neuron: NeuronChoice, key: int) -> bool:
        """Go by an arrow from a layer's first or last neuron to its controls; say whether there are some that way."""
        raise NotImplementedError

    def press(self, handle: Handle) -> None:
        """Do what a control of the structure is for."""
        raise NotImplementedError

    def doom(self, neurons: tuple[NeuronChoice, ...]) -> None:
        """Show what an entry of a menu would remove."""
        raise NotImplementedError

    def handle_rect(self, handle: Handle) -> QRect | None:
        """Return where a control of the structure stands on the screen, None where it is not shown."""
        raise NotImplementedError

    def catch(self, band: QRectF | None, kept: Sequence[Choice] = ()) -> tuple[Choice, ...]:
        """Show a rubber band, in the scene's pixels, and light what it would choose, which is returned; None: no band.

        `kept` stays chosen beside what it touches.
        """
        stage = self._stage
        found = [] if band is None else touched(stage.layout, band)
        stage.band, stage.caught = band, tuple(dict.fromkeys([*kept, *found]))
        self.viewport().update()
        return stage.caught

    @property
    def handles(self) -> Handles:
        """The controls of the structure that have room, in reading order."""
        return self._stage.handles

    @property
    def held(self) -> Handle | None:
        """The control of the structure that has the keys."""
        return self._stage.held

    def edit(self, choice: Choice, text: str = "") -> None:
        """Open the editor of a thing's number, where it has one that can be edited; `text` is typed into it."""
        raise NotImplementedError

    def copy(self, choice: Choice) -> None:
        """Copy a thing's number in full digits."""
        raise NotImplementedError

    def paste(self, choice: Choice | None, text: str = "") -> None:
        """Put numbers on a thing and what follows it: this text, or what is copied."""
        raise NotImplementedError

    def cancel_gesture(self) -> bool:
        """End a gesture without its effect; say whether there was one."""
        raise NotImplementedError

    def screen_rect(self, choice: Choice | None) -> QRect | None:
        """Return where a thing, or with None the loss, stands on the screen; None where it is not shown."""
        raise NotImplementedError
