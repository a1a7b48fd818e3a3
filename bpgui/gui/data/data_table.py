"""The data: samples in rows, inputs and targets to edit, predictions beside the targets."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QVBoxLayout, QWidget

from bpgui.gui.data.cell_clipboard import CellClipboard
from bpgui.gui.data.data_model import CURRENT, IN_BATCH, TEST, TRIED, WRONG, DataModel
from bpgui.gui.data.find_bar import FindBar
from bpgui.gui.data.picked_rows import PickedRows
from bpgui.gui.data.table_bar import TableBar
from bpgui.gui.data.table_header import TableHeader
from bpgui.gui.document.document import Document
from bpgui.gui.document.number_delegate import NumberDelegate
from bpgui.gui.document.number_views import NumberTable, longest_number
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import menu_text, plain_tip
from bpgui.gui.widgets.shortened_label import ShortenedLabel
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.problems import shown
from bpgui.session.table.rows import RowFilter

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: So many columns are as wide as their numbers. Of more, predictions are as wide as any number of the chosen digits; of
#: more than these, all are.
MAX_MEASURED, MAX_LOOKED_AT = 12, 64
#: Where all columns need no more than this, of the width that the buttons above them take, the table takes it.
NEARLY = 1.1
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
        self._scale = look.scale
        self._fitted: int | None = None  #: for how many digits the columns have their widths; of another shape none
        self.model = DataModel(document, self)
        self.view = NumberTable(self)
        self._set_up_view()
        self._set_up_editing()
        self.bar, self.find_bar = TableBar(document, self.view, self.model, self), FindBar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(2)
        self.marks = ShortenedLabel(self)
        self.marks.setObjectName("dataMarks")
        self.marks.setProperty("quiet", True)
        self.picked = PickedRows(document, self)
        for widget in (self.bar, self.find_bar, self.picked, self.view, self.marks):
            layout.addWidget(widget)
        numbers = self.view.verticalHeader()
        numbers.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        numbers.addActions(self.bar.samples.menu().actions())
        self._wire()
        self.retranslate()
        self.refresh()

    def _set_up_view(self) -> None:
        view = self.view
        view.setObjectName("dataTable")
        view.setModel(self.model)
        self.header = TableHeader(self.model, view)
        view.setHorizontalHeader(self.header)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().setMinimumSectionSize(30)
        view.horizontalHeader().setResizeContentsPrecision(0)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.watch_headers()

    def _wire(self) -> None:
        document, bar = self._document, self.bar
        bar.given_changed.connect(self._show_given)
        bar.find_asked.connect(self.find_bar.begin)
        bar.columns.sort_asked.connect(self._sort)
        bar.columns.unsort_asked.connect(self._unsort)
        self.header.sort_asked.connect(self._sort)
        self.header.menu_asked.connect(bar.columns.popup)
        self.find_bar.changed.connect(self._find)
        self.find_bar.moved.connect(self._go_to_found)
        self.find_bar.closed.connect(self.view.setFocus)
        self.view.activated.connect(self._choose_category)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.model.rightness.came.connect(self._show_rightness)
        document.session_opened.connect(self._begin_session)
        document.picked.changed.connect(self._show_picked)
        document.experiment_changed.connect(self._take_shape)
        document.numbers_changed.connect(self._refresh_once)
        document.running_changed.connect(self._refresh_once)
        document.hiding_changed.connect(self._refresh_once)
        document.focus.folds_changed.connect(self._refresh_once)
        document.digits_changed.connect(self.refresh)
        look.changed.connect(self._follow_look)

    def offer(self, action: QAction) -> None:
        """Offer something in the menus of samples."""
        self.bar.samples.menu().insertAction(self.bar.actions_["split"], action)
        self.view.verticalHeader().addAction(action)

    def _refresh_once(self) -> None:
        """Show the moment once all that changed is told: columns are measured then."""
        self._document.once_told(self.refresh)

    def refresh(self) -> None:
        """Show the present moment."""
        self._take_shape()
        if self._document.is_running and self._fitted is not None:
            self._show_predictions()
        else:
            if self.model.rows.shown in (RowFilter.WRONG, RowFilter.BATCH):
                self._arrange()
            self.model.refresh()
            self._fit_columns()
        self._show_marks()
        self._show_current()

    def _show_current(self) -> None:
        """Stand on the row of the sample that is shown, where it has one."""
        row = self.model.rows.row(self._document.moment.shown_sample)
        if row >= 0 and self.view.currentIndex().row() != row:
            column = max(self.view.currentIndex().column(), 0)
            if row == self.model.rows.count:  # what is tried: the table has this row since now
                self.view.doItemsLayout()
            self.view.setCurrentIndex(self.model.index(row, column))

    def _begin_session(self) -> None:
        """Show all rows of another session in its own order."""
        self.model.rows.sorted_by = None
        self.find_bar.leave() if self.find_bar.isVisible() else None
        self._take_shape()

    def _take_shape(self) -> None:
        """Begin anew where rows or columns are others; they are measured when all that changed is told."""
        experiment, columns = self._document.experiment, self._document.experiment.source
        kinds = () if columns is None else tuple((c.name, c.role, c.encoding, c.scaling) for c in columns.columns)
        has_trial = self.model.rows.has_trial = self._document.trying.trial is not None
        shape = (experiment.data.samples, experiment.network.neuron_names, kinds, self.model.shows_given, has_trial)
        if shape == self._shape:
            return
        self._shape, self._fitted = shape, None
        self._document.picked.clear()
        self.model.arrange(is_new=True)
        self.bar.refresh()

    # What is shown

    def _show_given(self, is_on: bool) -> None:
        """Show cells as they were given, or as the network sees them."""
        self.model.shows_given = is_on
        self.refresh()

    def _arrange(self) -> None:
        """Show the rows that are asked for, in the order that is."""
        column = max(self.view.currentIndex().column(), 0)
        self.model.arrange()
        self.bar.refresh()
        row = self.model.rows.row(self._document.moment.shown_sample)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))
        self._show_marks()

    def _show_picked(self) -> None:
        """Show only what was picked elsewhere, or all again."""
        picked = self._document.picked
        self.model.rows.picked = picked.samples if picked.what else None
        self._arrange()

    def _sort(self, section: int) -> None:
        if self._document.settle():
            self.model.rows.cycle(self.model.columns[section])
            self._arrange()
            self.view.scrollToTop()

    def _unsort(self) -> None:
        if self._document.settle():
            self.model.rows.sorted_by = None
            self._arrange()

    def _find(self) -> None:
        """Look for what is typed, and show the rows that are asked for."""
        rows = self.model.rows
        rows.text, rows.only_found = self.find_bar.text.text(), self.find_bar.only.isChecked()
        rows.shown = self.find_bar.shown.value()
        self._arrange()
        found = rows.found_rows()
        self.find_bar.show_count(None if rows.found is None else len(found))
        if len(found) and not rows.finds(self._document.moment.shown_sample):
            self._go_to_found(1)

    def _go_to_found(self, step: int) -> None:
        """Go to the next or previous row that is found, around the ends of the table."""
        found, row = self.model.rows.found_rows().tolist(), self.view.currentIndex().row()
        if found:
            place = bisect_right(found, row) if step > 0 else bisect_left(found, row) - 1
            column = max(self.view.currentIndex().column(), 0)
            self.view.setCurrentIndex(self.model.index(found[place % len(found)], column))

    def _choose_category(self, index: QModelIndex) -> None:
        """Offer the categories of a cell in a menu."""
        names, present = self.model.categories(index), self.model.value(index)
        if not names or not self._document.settle():
            return
        menu = QMenu(self.view)
        menu.setObjectName("categories")
        for name in names:
            action = menu.addAction(menu_text(shown(name)))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == present)
            if name == present:
                menu.setActiveAction(action)
        menu.triggered.connect(lambda action: self.model.setData(index, action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft()))

    def _show_marks(self) -> None:
        """Say how many predictions are right, what is shown of the samples, and explain the marks of the rows."""
        rows, parts = self.model.rows, self.model.rightness.texts()
        samples = self._document.experiment.data.samples
        if rows.count != samples:
            parts.append(self.tr("{count} of {all} samples").format(count=rows.count, all=samples))
        if rows.sorted_by is not None:
            way = "▼" if rows.is_descending else "▲"
            parts.append(self.tr("sorted by {name} {way}").format(name=shown(rows.sorted_by.name), way=way))
        parts += [self.tr("{a} shown  {b} in the batch").format(a=CURRENT, b=IN_BATCH)] if self.model.has_marks else []
        parts += [self.tr("{mark} for testing").format(mark=TEST)] if self.model.rightness.test else []
        found = self.model.rightness.found
        parts += [self.tr("{mark} wrong").format(mark=WRONG)] if found is not None and not found.right.all() else []
        parts += [self.tr("{mark} tried").format(mark=TRIED)] if self.model.rows.has_trial else []
        text = "    ".join(parts)
        self.marks.setText(text)
        self.marks.setToolTip(plain_tip(text))
        self.marks.setAccessibleName(text)
        self.marks.setVisible(bool(text))

    def _show_rightness(self) -> None:
        self._show_marks()
        self.view.viewport().update()
        self.view.verticalHeader().viewport().update()

    def _predictions(self) -> range:
        """Return the columns of the predictions: the last ones."""
        count = sum(not column.is_given for column in self.model.columns)
        return range(len(self.model.columns) - count, len(self.model.columns))

    def _show_predictions(self) -> None:
        """Paint what a run changes, and only that; its columns only grow, so that nothing jumps."""
        predictions = self._predictions()
        if self.model.columnCount() <= MAX_MEASURED:
            for column in predictions:
                self._give_room(column, self.view.room_seen(column))
        viewport = self.view.viewport()
        viewport.update(viewport.rect().adjusted(self.view.columnViewportPosition(predictions.start), 0, 0, 0))
        self.view.verticalHeader().viewport().update()

    def _follow_look(self) -> None:
        """Have other colours; texts of another size need another room."""
        if look.scale != self._scale:
            self._fit()

    def _fit(self) -> None:
        self._scale, self._fitted = look.scale, None
        self.view.verticalHeader().setDefaultSectionSize(round(26 * look.scale))
        self.view.setMinimumHeight(round(ROWS * 26 * look.scale))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make the columns as wide as their numbers are, or can be; where there is room the last takes what is left."""
        if self._fitted == self._document.digits and self.model.columnCount() > MAX_LOOKED_AT:
            return  # no number changes them, and there are thousands
        self._fitted = self._document.digits
        self.view.horizontalHeader().setStretchLastSection(False)
        if self.model.columnCount() <= MAX_MEASURED:
            self.view.resizeColumnsToContents()
        else:
            self._fit_many(longest_number(self.view, self._fitted))
        self._ask_for_little()
        self._share_room()

    def _fit_many(self, longest: int) -> None:
        predictions, count = self._predictions(), self.model.columnCount()
        for column in range(count):
            room = longest if column in predictions or count > MAX_LOOKED_AT else self.view.room_seen(column)
            self.view.setColumnWidth(column, max(self.header.sectionSizeFromContents(column).width(), room))

    def _ask_for_little(self) -> None:
        """Have room for all columns where only a little is missing."""
        needed = self.view.horizontalHeader().length() + self.view.verticalHeader().width() + 2
        self.view.setMinimumWidth(needed if needed <= NEARLY * self.bar.minimumSizeHint().width() else 0)

    def _share_room(self) -> None:
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)  # it would cut numbers off where there is no room for it
        is_measured = self.model.columnCount() <= MAX_MEASURED
        header.setStretchLastSection(is_measured and header.length() <= self.view.viewport().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room anew where there is more or less of it; take the keys for finding from the window."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._share_room()
        elif watched is self.view and isinstance(event, QKeyEvent) and self._finds(event):
            return True
        return super().eventFilter(watched, event)

    def _finds(self, event: QKeyEvent) -> bool:
        """Answer Ctrl+F, F3 and Shift+F3; before that keep them from the actions of the window."""
        keys = QKeySequence.StandardKey
        step = 1 if event.matches(keys.FindNext) else -1 if event.matches(keys.FindPrevious) else 0
        if not step and not event.matches(keys.Find):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and step and self.model.rows.found is not None:
            self._go_to_found(step)
        elif event.type() == QEvent.Type.KeyPress:
            self.find_bar.begin()
        return True

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and self.model.rows.sample(current.row()) != self._document.moment.shown_sample:
            self._document.choose_sample(self.model.rows.sample(current.row()))

    # Editing

    def _set_up_editing(self) -> None:
        delegate = NumberDelegate(self._document, self.model.edit_for, self.view)
        delegate.moved.connect(self._move_on)
        delegate.room_needed.connect(self._give_room)
        delegate.closed.connect(self._fit)
        cells = CellClipboard(self._document, self.view, self.model)
        delegate.block_pasted.connect(lambda index, text: cells.paste_at(index.row(), index.column(), text))
        self.view.setItemDelegate(delegate)
        self.view.set_up(self._document, lambda index: index, cells.copied, cells.paste, by_click=False)
        self._copy_action, self._paste_action = self.view.offer_copy_and_paste()
        self.view.addActions([self._copy_action, self._paste_action])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._ask_menu)

    def _ask_menu(self, place: QPoint) -> None:
        """Offer what can be done with the cell, its sample and its column."""
        menu = QMenu(self.view)
        menu.setObjectName("cellMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions([self._copy_action, self._paste_action])
        menu.addSeparator()
        menu.addActions(self.bar.samples.menu().actions())
        menu.addSeparator()
        self.bar.columns.add_to(menu)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def edit_first(self) -> None:
        """Open the first number of the first sample."""
        self.view.open(self.model.index(0, 0))

    def _move_on(self, index: Index, step: int) -> None:
        """Go to the next cell that can be edited, row by row, and open it; at either end the tabs lead out."""
        places = [section for section in range(self.model.columnCount()) if self.model.can_set(section)]
        row, place = divmod(index.row() * len(places) + places.index(index.column()) + step, len(places))
        if not 0 <= row < self.model.rowCount():
            self.tabbed_out.emit(step)
        elif not self.model.categories(target := self.model.index(row, places[place])):
            self.view.open(target)
        elif self._document.settle():
            self.view.setCurrentIndex(target)
            self._choose_category(target)

    def _give_room(self, column: int, width: int) -> None:
        """Show all of what is typed, or computed."""
        if self.view.columnWidth(column) < width:
            self.view.horizontalHeader().setStretchLastSection(False)
            self.view.setColumnWidth(column, width)

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
