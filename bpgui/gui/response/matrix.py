"""The confusion matrix as a table: a row for each true class, a column for each predicted one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.results import Confusion

#: The least width of a cell, at text size 100 %, and how strong the fullest one is coloured.
CELL, FULL = 46, 150
_ROLE = Qt.ItemDataRole


@guarded
class ConfusionMatrix(QWidget):
    """Counts and shares; a cell is picked by click or Enter. `said` tells of the cell under mouse or keys."""

    cell_picked = Signal(int, int)
    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = ""
        self._found: Confusion | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.caption = Label(self)
        self.caption.setProperty("quiet", True)
        self.caption.setWordWrap(True)
        self.table = QTableWidget(self)
        self.table.setObjectName("confusionMatrix")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setMouseTracking(True)
        self.table.setCornerButtonEnabled(False)
        for header in (self.table.horizontalHeader(), self.table.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.cellClicked.connect(self.cell_picked)
        self.table.installEventFilter(self)
        self.table.cellEntered.connect(self._tell)
        self.table.currentCellChanged.connect(lambda row, place, *_: self._tell(row, place))
        column.addWidget(self.caption)
        column.addWidget(self.table, 1)
        look.changed.connect(self._dress)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.caption.setText(self.tr("Rows: the true class. Columns: what is predicted."))
        self.table.setAccessibleName(self.tr("Confusion matrix"))

    def show_counts(self, found: Confusion) -> None:
        """Show counts; the table is made anew only where the classes are others."""
        is_same = self._found is not None and self._found.names == found.names
        self._found = found
        count = len(found.names)
        if not is_same:
            self.said = ""
            self.table.setRowCount(count)
            self.table.setColumnCount(count)
            for k, name in enumerate(found.names):
                heads = QTableWidgetItem(name), QTableWidgetItem(name)
                for head in heads:
                    head.setToolTip(plain_tip(name))
                self.table.setVerticalHeaderItem(k, heads[0])
                self.table.setHorizontalHeaderItem(k, heads[1])
                for column in range(count):
                    item = QTableWidgetItem()
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    self.table.setItem(k, column, item)
            self._dress()
        self._fill(found)

    def _fill(self, found: Confusion) -> None:
        right, wrong = QColor(look.theme.accent), QColor(look.theme.error_line)
        shares = found.shares
        for row in range(len(found.names)):
            for column in range(len(found.names)):
                item, count, share = self.table.item(row, column), int(found.counts[row, column]), shares[row, column]
                assert item is not None
                percent = f"\n{100 * share:.3g} %" if count else ""
                colour = QColor(right if row == column else wrong)
                colour.setAlpha(round(FULL * share) if share == share else 0)
                item.setText(f"{count}{percent}")
                item.setBackground(colour)
                item.setData(_ROLE.AccessibleTextRole, self._cell_text(row, column))
        current = self.table.currentRow(), self.table.currentColumn()
        if self.said and min(current) >= 0:
            self._tell(*current)

    def _cell_text(self, row: int, column: int) -> str:
        found = self._found
        assert found is not None
        count, share = int(found.counts[row, column]), float(found.shares[row, column])
        text = self.tr("true {actual}, predicted {predicted}: {n} samples, {share} % of true {actual}")
        percent = f"{100 * share:.3g}" if share == share else "0"
        return text.format(actual=found.names[row], predicted=found.names[column], n=count, share=percent)

    def _tell(self, row: int, column: int) -> None:
        if self._found is not None and 0 <= row < len(self._found.names) and 0 <= column < len(self._found.names):
            self.said = self._cell_text(row, column)
            self.pointed.emit()

    def _dress(self) -> None:
        """Take on theme and text size."""
        least = round(CELL * look.scale)
        self.table.verticalHeader().setMaximumWidth(2 * least)
        for header in (self.table.horizontalHeader(), self.table.verticalHeader()):
            header.setMinimumSectionSize(least if header is self.table.horizontalHeader() else round(0.8 * least))
        if self._found is not None:
            self._fill(self._found)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Pick the current cell with Enter or Space; leaving it tells of the whole again."""
        if event.type() == QEvent.Type.KeyPress:
            row, column = self.table.currentRow(), self.table.currentColumn()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and min(row, column) >= 0:  # type: ignore[attr-defined]
                self.cell_picked.emit(row, column)
                return True
        elif event.type() == QEvent.Type.Leave and self.said:
            self.said = ""
            self.pointed.emit()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]
