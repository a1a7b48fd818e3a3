"""The data: samples in rows, inputs and targets to edit, predictions beside the targets."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QVBoxLayout, QWidget

from bpgui.gui.data.data_model import DataModel
from bpgui.gui.data.picked_rows import PickedRows
from bpgui.gui.data.table_bar import TableBar
from bpgui.gui.document.document import Document
from bpgui.gui.document.number_delegate import NumberDelegate
from bpgui.gui.document.number_views import NumberTable, longest_number
from bpgui.gui.document.typed_numbers import perform_many
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.number_edit import copied_block, typed_block
from bpgui.gui.widgets.plain_text import menu_text, plain_tip
from bpgui.gui.widgets.shortened_label import ShortenedLabel
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem, shown
from bpgui.session.model.blocks import data_from, on_predictions

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: So many columns are as wide as their numbers; of more all are as wide as any number of the chosen digits.
MAX_MEASURED = 12
#: The table never shows less than its titles and two rows, and a little of the next.
ROWS = 3.4


@guarded
@follows_language
class DataTable(QWidget):
    """The table and its choice of the sample that is shown."""

    tabbed_out = Signal(int)  #: Tab leads on from the last number, or Shift+Tab back from the first

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data")
        self._document = document
        self._shape: tuple[object, ...] = ()
        self.model = DataModel(document, self)
        self.view = NumberTable(self)
        self.view.setObjectName("dataTable")
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self._set_up_editing()
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.horizontalHeader().setMinimumSectionSize(30)
        self.view.horizontalHeader().setResizeContentsPrecision(0)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        self.bar = TableBar(document, self.view, self.model.given, self)
        self.bar.given_changed.connect(self._show_given)
        self.view.activated.connect(self._choose_category)
        layout.addWidget(self.bar)
        self.picked = PickedRows(document, self.view, self)
        layout.addWidget(self.picked)
        layout.addWidget(self.view)
        self.marks = ShortenedLabel(self)
        self.marks.setObjectName("dataMarks")
        self.marks.setProperty("quiet", True)
        layout.addWidget(self.marks)
        self._connect()
        self.retranslate()
        self.refresh()

    def _connect(self) -> None:
        document = self._document
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        document.session_opened.connect(self._take_shape)
        document.experiment_changed.connect(self._take_shape)
        document.turn().came.connect(self.refresh)
        document.running_changed.connect(self.refresh)
        document.hiding_changed.connect(self.refresh)
        document.digits_changed.connect(self.refresh)
        look.changed.connect(self._fit)
        self.model.rightness.came.connect(self._show_rightness)

    def refresh(self) -> None:
        """Show the present moment."""
        if self._take_shape():
            pass
        elif self._document.is_running:
            self._show_predictions()
        else:
            self.model.refresh()
            self._fit_columns()
        self._show_marks()
        row = self._document.moment.sample
        if self.view.currentIndex().row() != row:
            column = max(self.view.currentIndex().column(), 0)
            self.view.setCurrentIndex(self.model.index(row, column))

    def _take_shape(self) -> bool:
        """Begin anew where rows or columns are others; say whether they are."""
        network = self._document.experiment.network
        columns = self._document.experiment.source
        kinds = () if columns is None else tuple((c.name, c.role, c.encoding) for c in columns.columns)
        shape = (self.model.rowCount(), self.model.columnCount(), network.neuron_names, kinds)
        if shape == self._shape:
            return False
        self._shape = shape
        self.model.reset()
        self._document.picked.clear()
        self._hide_repeated()
        self.bar.refresh()
        self._fit()
        return True

    def _show_given(self, is_on: bool) -> None:
        """Show cells as they were given, or as the network sees them."""
        self.model.shows_given = is_on
        self.model.reset()
        self._hide_repeated()
        self._fit()
        self.refresh()

    def _hide_repeated(self) -> None:
        """Show one column where several neurons stand for one column of categories."""
        for section in range(self.model.columnCount()):
            self.view.setColumnHidden(section, self.model.shows_given and self.model.given.is_repeated(section))

    def _choose_category(self, index: QModelIndex) -> None:
        """Offer the categories of a cell in a menu."""
        names, present = self.model.given.categories(index.column()), self.model.category(index)
        if present is None or not self._document.settle():
            return
        menu = QMenu(self.view)
        menu.setObjectName("categories")
        for name in names:
            action = menu.addAction(menu_text(shown(name)))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == present)
        menu.triggered.connect(lambda action: self.model.setData(index, action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft()))

    def _show_marks(self) -> None:
        """Explain the marks of the rows, and say how many predictions are right."""
        parts = self.model.rightness.texts()
        parts += [self.tr("▸ shown    • in the batch")] if self.model.has_marks else []
        parts += [self.tr("◦ for testing")] if self.model.rightness.test else []
        text = "    ".join(parts)
        self.marks.setText(text)
        self.marks.setToolTip(plain_tip(text))
        self.marks.setAccessibleName(text)
        self.marks.setVisible(bool(text))

    def _show_rightness(self) -> None:
        self._show_marks()
        self.view.viewport().update()

    def _show_predictions(self) -> None:
        """Paint what a run changes, and only that; its columns only grow, so that nothing jumps."""
        count = self.model.columnCount()
        if count <= MAX_MEASURED:
            for column in range(count - self._document.experiment.network.outputs, count):
                self._give_room(column, self.view.sizeHintForColumn(column))
        left = self.view.columnViewportPosition(self.model.columnCount() - self._document.experiment.network.outputs)
        viewport = self.view.viewport()
        viewport.update(viewport.rect().adjusted(left, 0, 0, 0))
        self.view.verticalHeader().viewport().update()

    def _fit(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(round(26 * look.scale))
        self.view.setMinimumHeight(round(ROWS * 26 * look.scale))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make the columns as wide as their numbers are, or can be; where there is room the last takes what is left."""
        self.view.horizontalHeader().setStretchLastSection(False)
        if self.model.columnCount() <= MAX_MEASURED:
            self.view.resizeColumnsToContents()
            self._share_room()
            return
        least, metrics = longest_number(self.view, self._document.digits), self.view.fontMetrics()
        for column in range(self.model.columnCount()):
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            self.view.setColumnWidth(column, max(metrics.horizontalAdvance(title) + 14, least))

    def _share_room(self) -> None:
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)  # it would cut numbers off where there is no room for it
        is_measured = self.model.columnCount() <= MAX_MEASURED
        header.setStretchLastSection(is_measured and header.length() <= self.view.viewport().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room anew where there is more or less of it."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._share_room()
        return super().eventFilter(watched, event)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and current.row() != self._document.moment.sample:
            self._document.choose_sample(current.row())

    # Editing

    def _set_up_editing(self) -> None:
        delegate = NumberDelegate(self._document, self.model.edit_for, self.view)
        delegate.moved.connect(self._move_on)
        delegate.room_needed.connect(self._give_room)
        delegate.closed.connect(self._fit_columns)
        delegate.block_pasted.connect(self._paste_at)
        self.view.setItemDelegate(delegate)
        self.view.set_up(self._document, lambda index: index, self._copied, self._paste, by_click=False)
        self._copy_action, self._paste_action = self.view.offer_copy_and_paste()
        self.view.addActions([self._copy_action, self._paste_action])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def edit_first(self) -> None:
        """Open the first number of the first sample."""
        self.view.open(self.model.index(0, 0))

    def _move_on(self, index: Index, step: int) -> None:
        """Go to the next cell that can be edited, row by row, and open it; at either end the tabs lead out."""
        shown = [
            c for c in range(self.model.columnCount()) if not self.view.isColumnHidden(c) and self.model.can_set(c)
        ]
        row, place = divmod(index.row() * len(shown) + shown.index(index.column()) + step, len(shown))
        if not 0 <= row < self.model.rowCount():
            self.tabbed_out.emit(step)
        elif self.model.category(target := self.model.index(row, shown[place])) is None:
            self.view.open(target)
        elif self._document.settle():
            self.view.setCurrentIndex(target)
            self._choose_category(target)

    def _give_room(self, column: int, width: int) -> None:
        """Show all of what is typed, or computed."""
        if self.view.columnWidth(column) < width:
            self.view.horizontalHeader().setStretchLastSection(False)
            self.view.setColumnWidth(column, width)

    def _copied(self) -> str:
        """Return the chosen block, row by row."""
        chosen = self.view.selectionModel().selectedIndexes()
        if not chosen:
            return ""
        rows, columns = {index.row() for index in chosen}, {index.column() for index in chosen}
        values = [
            [self.model.value(self.model.index(row, column)) for column in sorted(columns)] for row in sorted(rows)
        ]
        return copied_block(values)

    def _paste(self, text: str) -> None:
        """Set a block from the chosen cell on; one number goes into all chosen cells."""
        chosen = self.view.selectionModel().selectedIndexes() or [self.view.currentIndex()]
        if not chosen[0].isValid():
            return
        rows, columns = {index.row() for index in chosen}, {index.column() for index in chosen}
        self._paste_at(self.model.index(min(rows), min(columns)), text, len(rows), len(columns))

    def _paste_at(self, index: Index, text: str, rows: int = 1, columns: int = 1) -> None:
        document, network = self._document, self._document.experiment.network
        if not document.settle():
            return
        try:
            block = typed_block(text)
            if len(block) == len(block[0]) == 1:
                block = [block[0] * columns] * rows
            samples, left_out = self.model.rowCount(), on_predictions(network, index.column(), block)
            is_done = perform_many(document, data_from(network, samples, index.row() + 1, index.column(), block))
            if is_done and left_out:
                text = QT_TRANSLATE_NOOP("Problem", "Left out, because predictions are computed: {count} number(s).")
                raise Problem(text, count=left_out)
        except Problem as problem:
            document.problem_met.emit(problem)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self._fit()
        self.setAccessibleName(self.tr("Data"))
        self.view.setAccessibleName(self.tr("Samples: inputs, targets and predictions"))
        self._copy_action.setText(self.tr("&Copy"))
        self._paste_action.setText(self.tr("&Paste"))
        self.picked.retranslate()
        self._show_marks()
