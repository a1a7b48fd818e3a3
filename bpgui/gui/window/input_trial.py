"""Edit > Try an input: it leads to the row of the data table where the input is typed, whatever has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.document.document import Document
from bpgui.gui.window.menus import Actions


class InputTrial(QObject):
    """Connects the action, and offers it in the data table's menus; `show` brings the table to the front."""

    def __init__(self, document: Document, actions: Actions, table: DataTable, show: Callable[[], None]) -> None:
        super().__init__(table)
        self._document, self._table, self._show = document, table, show
        self._action = actions["try_input"]
        self._action.setCheckable(True)
        actions.connect("try_input", self._switch)
        table.offer(self._action)
        for changed in (document.numbers_changed, document.experiment_changed, document.session_opened):
            changed.connect(self._refresh)

    def _switch(self, is_on: bool) -> None:
        self._document.try_input(is_on)
        if is_on:
            self._show()
            self._table.view.setFocus()

    def _refresh(self) -> None:
        self._action.setChecked(self._document.trying.trial is not None)
