"""Where Tab leads from an open number when its view has no further one: from the network to the data, and back."""

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, last_parameter


class NumbersOfNetwork(Protocol):
    """A view in which each number of the network can be opened: diagram or outline."""

    tabbed_out: SignalInstance

    def edit(self, choice: Choice) -> None:
        """Open a number."""


class NumbersOfData(Protocol):
    """The data table."""

    tabbed_out: SignalInstance

    def edit_first(self) -> None:
        """Open the first number."""


class TabChain(QObject):
    """Goes from the last parameter, in whichever view it was open, to the first number of the data, and back there."""

    def __init__(
        self, document: Document, views: list[NumbersOfNetwork], table: NumbersOfData, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._table, self._came_from = document, table, views[0]
        for view in views:
            view.tabbed_out.connect(lambda step, view=view: self._leave_network(view, step))
        table.tabbed_out.connect(self._leave_table)

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
