"""The preview of a file that is to be imported: its cells, what each column is taken for, what is wrong in red."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from bpgui.gui.data.data_words import KIND_WORDS, ROLE_WORDS, WHY_WORDS, data_word
from bpgui.gui.data.import_reader import FileLook
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import look as present
from bpgui.session.basics.problems import shown
from bpgui.session.data.dataset import ColumnRole
from bpgui.session.data.flaws import Flaw

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: Characters of a cell or name that are shown.
MAX_SHOWN = 60
#: Pixels of a column.
MAX_WIDTH, MIN_WIDTH = 180, 64
#: So many columns are as wide as their cells; more would take long.
MAX_MEASURED = 60


@guarded
class PreviewModel(QAbstractTableModel):
    """All cells of the table that was read, as texts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: FileLook | None = None
        self._wrong: set[tuple[int, int]] = set()

    def show_look(self, look: FileLook, flaws: Sequence[Flaw]) -> None:
        """Show another look at the file; cells of the table are read again only where it is another table."""
        is_same = self.look is not None and self.look.table is look.table
        self._wrong = {(f.row, f.column - 1) for f in flaws if f.row is not None and f.column is not None}
        if not is_same:
            self.beginResetModel()
        self.look = look
        if not is_same:
            self.endResetModel()
        elif self.columnCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """One row for each row of the table."""
        is_there = self.look is not None and self.look.table is not None and not parent.isValid()
        return len(self.look.table.lines) if is_there else 0  # type: ignore[union-attr]  # it is there

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each column of the table."""
        is_there = self.look is not None and self.look.table is not None and not parent.isValid()
        return len(self.look.table.names) if is_there else 0  # type: ignore[union-attr]

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return a cell's text; what is wrong is red, what no network sees is quiet."""
        if self.look is None or self.look.table is None:
            return None
        place = index.row(), index.column()
        if role in (ROLES.DisplayRole, ROLES.ToolTipRole):
            cell = shown(self.look.table.columns[index.column()][index.row()])
            return cell[:MAX_SHOWN] if role == ROLES.DisplayRole else plain_tip(cell[:1000])
        if role == ROLES.ForegroundRole:
            if place in self._wrong:
                return QColor(present.theme.error_line)
            if self.look.plan.columns[index.column()].role is ColumnRole.IGNORED:
                return QColor(present.theme.quiet)
        if role == ROLES.BackgroundRole and place in self._wrong:
            return QColor(present.theme.hover)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> object:
        """Return a column's name and what it is taken for; the line of a row."""
        if self.look is None or self.look.table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.look.table.lines[section]) if role == ROLES.DisplayRole else None
        plan = self.look.plan.columns[section]
        if role == ROLES.DisplayRole:
            what = data_word(ROLE_WORDS[plan.role])
            if plan.role is not ColumnRole.IGNORED:
                what = f"{what} · {data_word(KIND_WORDS[plan.kind])}"
            return f"{shown(plan.name)[:MAX_SHOWN]}\n{what}"
        if role == ROLES.ToolTipRole:
            return plain_tip(f"{shown(plan.name)}\n{data_word(WHY_WORDS[plan.why])}")
        if role == ROLES.ForegroundRole:
            colours = {ColumnRole.TARGET: present.theme.target_line, ColumnRole.IGNORED: present.theme.quiet}
            return QColor(colours.get(plan.role, present.theme.text))
        return None


@guarded
class Preview(QTableView):
    """Chooses columns; any number of them."""

    columns_chosen = Signal()  #: other columns are chosen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(self.tr("Preview: each column has its plan"))
        self.cells = PreviewModel(self)
        self.setModel(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(True)
        self.horizontalHeader().setResizeContentsPrecision(30)
        self.verticalHeader().setDefaultSectionSize(round(24 * present.scale))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(self.columns_chosen)
        self.setMinimumHeight(120)

    def show_look(self, look: FileLook, flaws: Sequence[Flaw]) -> None:
        """Show another look at the file, with the same columns chosen."""
        chosen = self.chosen()
        is_new = self.cells.look is None or self.cells.look.table is not look.table
        self.cells.show_look(look, flaws)
        self._fit()
        if is_new and self.cells.columnCount():
            place = chosen[0] if chosen and chosen[0] < self.cells.columnCount() else self._first_target(look)
            self.choose(place)

    def _first_target(self, look: FileLook) -> int:
        """Return the column that a person looks at first: a target, because the guess matters most there."""
        roles = [column.role for column in look.plan.columns]
        return roles.index(ColumnRole.TARGET) if ColumnRole.TARGET in roles else 0

    def _fit(self) -> None:
        for column in range(min(self.cells.columnCount(), MAX_MEASURED)):
            wanted = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)) + 8
            self.setColumnWidth(column, min(max(wanted, MIN_WIDTH), round(MAX_WIDTH * present.scale)))

    def chosen(self) -> list[int]:
        """Return the places of the chosen columns."""
        chosen = self.selectionModel().selection()  # selectedColumns() would look at every row
        spans = [chosen.at(number) for number in range(chosen.size())]
        return sorted({column for span in spans for column in range(span.left(), span.right() + 1)})

    def choose(self, column: int, row: int = 0) -> None:
        """Choose one column alone, whatever keys are held: those that opened the dialog may still be."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Columns)

    def show_flaw(self, flaw: Flaw) -> None:
        """Scroll to what is wrong, and choose it."""
        column = min((flaw.column or 1), self.cells.columnCount()) - 1
        index = self.cells.index(flaw.row or 0, max(0, column))
        self.choose(max(0, column), flaw.row or 0)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
