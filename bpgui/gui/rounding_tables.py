"""The tables of the rounding window: numbers to read and to copy, the exact ones beside those by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.theme import look
from bpgui.session.notation import MINUS
from bpgui.session.rounded import Rule

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Cell:
    """What stands in one place, with its ink; "" is that of the text."""

    text: str
    ink: str = ""


class NumberTable(QTableWidget):
    """Right-aligned numbers below titles; Ctrl+C copies the chosen rows, or all, as `line` writes them."""

    def __init__(self, name: str, columns: int, line: Callable[[int], str], parent: QWidget | None = None) -> None:
        """`line` returns what is copied of a row, and for -1 of the titles."""
        super().__init__(0, columns, parent)
        self._line = line
        self.setObjectName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(RIGHT | Qt.TextFlag.TextWordWrap)  # type: ignore[operator,unused-ignore]
        keys = QShortcut(QKeySequence.StandardKey.Copy, self, context=Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)

    @property
    def chosen(self) -> list[int]:
        """The rows that are chosen."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def fill(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self.verticalHeader().setDefaultSectionSize(round(24 * look.scale))
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().height() + 10)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                self._write(place, column, cell)

    def _write(self, place: int, column: int, cell: Cell) -> None:
        item = self.item(place, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(RIGHT)
            self.setItem(place, column, item)
        item.setText(cell.text.replace("-", MINUS))
        font = self.font()
        font.setBold(cell.ink == look.theme.error_line)
        item.setFont(font)
        item.setForeground(QColor(cell.ink or look.theme.text))

    def _copy(self) -> None:
        if self.rowCount():
            lines = [self._line(place) for place in (-1, *(self.chosen or range(self.rowCount())))]
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


def ink_of(rule: Rule, exact: Array, by_hand: Array, *, is_frozen: bool) -> str:
    """Return red for rounded numbers that are not the exact ones rounded; quiet where nothing moves any more."""
    if rule(exact).tolist() != by_hand.tolist():
        return look.theme.error_line
    return look.theme.quiet if is_frozen else ""
