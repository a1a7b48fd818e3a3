"""Cells of the data table to the clipboard and back; a block that is larger than the table may add samples."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QTableView

from bpgui.gui.data.data_model import DataModel
from bpgui.gui.document.document import Document
from bpgui.gui.document.typed_numbers import perform_many
from bpgui.gui.widgets.number_edit import comma_is_decimal
from bpgui.gui.widgets.plain_text import message_box
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.number_edits import SetMany
from bpgui.session.table.pasting import Block, copied_cells, pasted, pasted_cells


class CellClipboard:
    """Copies what is chosen, and puts a block from the chosen cell on."""

    def __init__(self, document: Document, view: QTableView, model: DataModel) -> None:
        self._document, self._view, self._model = document, view, model

    def copied(self) -> str:
        """Return the chosen block, row by row: categories as texts, numbers in full digits."""
        chosen = self._view.selectionModel().selectedIndexes()
        rows, columns = sorted({index.row() for index in chosen}), sorted({index.column() for index in chosen})
        cells = [[self._model.value(self._model.index(row, column)) for column in columns] for row in rows]
        return copied_cells(cells, comma=comma_is_decimal()) if cells else ""

    def paste(self, text: str) -> None:
        """Set a block from the chosen cell on; one cell goes into all chosen cells."""
        chosen = self._view.selectionModel().selectedIndexes() or [self._view.currentIndex()]
        if chosen[0].isValid():
            rows, columns = {index.row() for index in chosen}, {index.column() for index in chosen}
            self.paste_at(min(rows), min(columns), text, len(rows), len(columns))

    def paste_at(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """Set a block from a cell on; a single cell goes into so many rows and columns."""
        document = self._document
        if not document.settle():
            return
        try:
            block = pasted_cells(text)
            if len(block) == len(block[0]) == 1:
                block = [block[0] * columns for _ in range(rows)]
            self._put(row, column, block)
        except Problem as problem:
            document.tell(partial(document.problem_met.emit, problem))

    def _put(self, row: int, column: int, block: Block) -> None:
        document, count = self._document, self._model.rows.count - row
        if count == 0:  # what is tried is one row, behind the samples
            count, block = 1, block[:1]
        if len(block) > count:
            answer = self._ask_for_rows(len(block) - count)
            if answer is None:
                return
            block = block if answer else block[:count]
        samples = [self._model.rows.sample(row + k) for k in range(min(count, len(block)))]
        columns = self._model.columns[column:]
        made = pasted(document.experiment, columns, samples, block, comma=comma_is_decimal())
        edit = made.edit
        is_done = perform_many(document, edit.changes) if isinstance(edit, SetMany) else document.perform(edit)
        if is_done and made.left_out:
            text = QT_TRANSLATE_NOOP("Problem", "Left out, because predictions are computed: {count} number(s).")
            raise Problem(text, count=made.left_out)

    def _ask_for_rows(self, missing: int) -> bool | None:
        """Ask whether samples are to be added for what is below the table; None: paste nothing."""
        translate, roles = QCoreApplication.translate, QMessageBox.ButtonRole
        text = translate("CellClipboard", "The block has more rows than the table has from here on: {count} more.")
        icon, title = QMessageBox.Icon.Question, translate("CellClipboard", "Paste")
        box = message_box(self._view, icon, title, text.format(count=missing))
        box.setObjectName("pasteRows")
        add = box.addButton(translate("CellClipboard", "&Add samples"), roles.AcceptRole)
        box.addButton(translate("CellClipboard", "Paste what &fits"), roles.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(add)
        box.exec()
        clicked = box.clickedButton()
        return None if clicked is cancel or clicked is None else clicked is add
