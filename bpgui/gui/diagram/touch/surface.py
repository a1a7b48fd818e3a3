"""The diagram's widget as its gestures, its keys and its screen readers know it; view.py makes it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessibleInterface

from bpgui.gui.diagram.touch.canvas import DiagramCanvas
from bpgui.gui.diagram.touch.editor import ValueEditor
from bpgui.gui.document.selection import Choice


class Things(Protocol):
    """The interfaces of what is drawn, for screen readers."""

    def things(self) -> Sequence[QAccessibleInterface]:
        """Return all, in reading order."""

    def thing(self, choice: Choice | None) -> QAccessibleInterface | None:
        """Return one that is in the tree."""


class Surface(DiagramCanvas):
    """A diagram on which can be acted."""

    editor: ValueEditor
    accessibility: Things

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
