"""The tables of the rounding window: numbers to read and to copy, the exact ones beside those by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import readable
from bpgui.session.learn.rounded import Rule

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ROLES = Qt.ItemDataRole
#: Pixels beside a column's widest text.
PADDING = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Cell:
    """What stands in one place, with its ink; "" is that of the text."""

    text: str
    ink: str = ""


@guarded
class NumberModel(QAbstractTableModel):
    """Cells that are made when they are painted: `cell(row, column)`."""

    def __init__(self, columns: int, cell: Callable[[int, int], Cell], parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._cell = 0, cell
        self._titles = [""] * columns

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many rows are shown."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a title."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return what a cell shows."""
        if role == ROLES.TextAlignmentRole:
            return int(RIGHT)
        if role not in (ROLES.DisplayRole, ROLES.FontRole, ROLES.ForegroundRole):
            return None
        cell = self._cell(index.row(), index.column())
        if role == ROLES.DisplayRole:
            return readable(cell.text)
        if role == ROLES.ForegroundRole:
            return QColor(cell.ink or look.theme.text)
        font = QFont(QGuiApplication.font())
        font.setBold(cell.ink == look.theme.error_line)
        return font

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> object:
        """Return the titles."""
        is_title = orientation == Qt.Orientation.Horizontal and role == ROLES.DisplayRole
        return self.title(section) if is_title else None

    def title(self, column: int) -> str:
        """Return a column's title."""
        return self._titles[column]

    def texts(self, column: int) -> list[str]:
        """Return all that stands in a column."""
        return [self._cell(row, column).text for row in range(self._rows)]

    def set_titles(self, titles: Sequence[str]) -> None:
        """Change the titles."""
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)

    def show_rows(self, count: int) -> None:
        """Show so many rows, all of them with other numbers; what is chosen stays chosen."""
        if count > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(QModelIndex(), count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(self._titles) - 1))


class RoundingTable(QTableView):
    """Right-aligned numbers below titles; Ctrl+C copies the chosen rows, or all, as `line` writes them."""

    def __init__(
        self,
        name: str,
        columns: int,
        cell: Callable[[int, int], Cell],
        line: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        """`cell(row, column)` is asked for what is seen, `line` for what is copied of a row, for -1 of the titles."""
        super().__init__(parent)
        self._line = line
        self.numbers = NumberModel(columns, cell, self)
        self.setModel(self.numbers)
        self.setObjectName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(RIGHT | Qt.TextFlag.TextWordWrap)  # type: ignore[operator,unused-ignore]
        keys = QShortcut(QKeySequence.StandardKey.Copy, self, context=Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)

    @property
    def chosen(self) -> list[int]:
        """The rows that are chosen."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def show_rows(self, count: int, *, fitted: Sequence[int] = (0,)) -> None:
        """Show so many rows, as they are now; fitted columns are as wide as their texts, others share what is left."""
        self.verticalHeader().setDefaultSectionSize(round(24 * look.scale))
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().height() + 10)
        self.numbers.show_rows(count)
        for column in range(self.numbers.columnCount()):
            self._fit(column, is_fitted=column in fitted)

    def _fit(self, column: int, *, is_fitted: bool) -> None:
        """Fit a column; Qt's own way measures whole items, which takes half a second for some hundred rows."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(column, modes.Fixed if is_fitted else modes.Stretch)
        if is_fitted:
            font = QFont(self.font())
            font.setBold(True)
            widest = max(map(QFontMetrics(font).horizontalAdvance, self.numbers.texts(column)), default=0)
            title = self.fontMetrics().horizontalAdvance(self.numbers.title(column).partition(" ")[0])
            header.resizeSection(column, max(widest, title) + PADDING)

    def _copy(self) -> None:
        if rows := self.numbers.rowCount():
            lines = [self._line(place) for place in (-1, *(self.chosen or range(rows)))]
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


def ink_of(rule: Rule, exact: Array, by_hand: Array, *, is_frozen: bool) -> str:
    """Return red for rounded numbers that are not the exact ones rounded; quiet where nothing moves any more."""
    if rule(exact).tolist() != by_hand.tolist():
        return look.theme.error_line
    return look.theme.quiet if is_frozen else ""
