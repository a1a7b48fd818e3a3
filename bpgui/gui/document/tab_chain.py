"""Where a number is opened that its view cannot open: Tab leads from the network to the data and back, and the outline
opens what the diagram has no room for."""

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QDockWidget, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, last_parameter


class NumbersOfNetwork(Protocol):
    """A view in which each number of the network can be opened: diagram or outline."""

    tabbed_out: SignalInstance

    def edit(self, choice: Choice, text: str = "") -> None:
        """Open a number; `text` is typed into it."""


class Diagram(NumbersOfNetwork, Protocol):
    """A view that may have no room for the number of a choice, and for what is typed into it."""

    no_room: SignalInstance


class NumbersOfData(Protocol):
    """The data table."""

    tabbed_out: SignalInstance

    def edit_first(self) -> None:
        """Open the first number."""


class TabChain(QObject):
    """Goes from the last parameter, in whichever view it was open, to the first number of the data, and back there."""

    def __init__(
        self, document: Document, diagram: Diagram, outline: NumbersOfNetwork, table: NumbersOfData, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._outline, self._table = document, outline, table
        self._came_from: NumbersOfNetwork = diagram
        diagram.no_room.connect(self._edit_in_outline)
        views: tuple[NumbersOfNetwork, ...] = (diagram, outline)
        for view in views:
            view.tabbed_out.connect(lambda step, view=view: self._leave_network(view, step))
        table.tabbed_out.connect(self._leave_table)

    def _edit_in_outline(self, choice: Choice, text: str) -> None:
        """Open a number in the outline, in front of what covers it."""
        dock = self._outline.parent() if isinstance(self._outline, QWidget) else None
        while dock is not None and not isinstance(dock, QDockWidget):
            dock = dock.parent()
        if dock is not None:
            dock.show()
            dock.raise_()
        self._document.select(choice)
        self._outline.edit(choice, text)

    def _leave_network(self, view: NumbersOfNetwork, step: int) -> None:
        self._came_from = view
        if step > 0 and _is_seen(self._table):
            self._table.edit_first()
        else:
            _leave(view, step)

    def _leave_table(self, step: int) -> None:
        if step < 0 and _is_seen(self._came_from):
            choice = last_parameter(self._document.experiment.network)
            self._document.select(choice)
            self._came_from.edit(choice)
        else:
            _leave(self._table, step)


def _is_seen(view: object) -> bool:
    """Whether a view can be seen: neither closed nor behind another one."""
    return isinstance(view, QWidget) and view.isVisible() and not view.visibleRegion().isEmpty()


def _leave(view: object, step: int) -> None:
    """Go on as Tab does outside an editor."""
    if isinstance(view, QWidget):
        view.focusNextPrevChild(step > 0)
