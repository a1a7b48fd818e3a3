"""The data: samples in rows, inputs and targets to edit, predictions beside the targets."""

from functools import partial

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.number_delegate import NumberDelegate
from bpgui.gui.document.number_views import NumberTable, longest_number
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import copied_block, typed_block
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.blocks import data_from, on_predictions
from bpgui.session.model.edits import Edit, SetInput, SetTarget

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: So many columns are as wide as their numbers; of more all are as wide as any number of the chosen digits.
MAX_MEASURED = 12


@guarded
class DataModel(QAbstractTableModel):
    """The samples at the cursor; columns are the inputs, the targets, the predictions."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._marks: tuple[int, list[int]] = (0, [])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """One row a sample."""
        return 0 if parent.isValid() else self._document.experiment.data.samples

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Inputs, targets, predictions."""
        network = self._document.experiment.network
        return 0 if parent.isValid() else network.inputs + 2 * network.outputs

    def place(self, column: int) -> tuple[str, int]:
        """Return what stands in a column: "input", "target" or "prediction", and of which neuron."""
        network = self._document.experiment.network
        if column < network.inputs:
            return "input", column
        column -= network.inputs
        return ("target", column) if column < network.outputs else ("prediction", column - network.outputs)

    def value(self, index: Index) -> float | None:
        """Return the number in a cell, None for a prediction that the walk is still computing or that is asked for."""
        kind, neuron = self.place(index.column())
        moment = self._document.moment
        is_asked = self._document.hides is not None and index.row() != moment.sample
        if kind == "prediction" and (is_asked or not moment.prediction_is_computed(index.row())):
            return None
        source = {"input": moment.experiment.data.inputs, "target": moment.experiment.data.targets}.get(kind)
        return float((moment.predictions if source is None else source)[index.row(), neuron])

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return what a cell shows, speaks and edits."""
        if role in (ROLES.DisplayRole, ROLES.EditRole, ROLES.ToolTipRole):
            value = self.value(index)
            if value is None or role == ROLES.EditRole:
                return value
            return self._document.text(value) if role == ROLES.DisplayRole else shortest(value)
        if role == ROLES.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == ROLES.AccessibleDescriptionRole:
            name = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return self.tr("{name} of sample {n}").format(name=name, n=index.row() + 1)
        return self._look(index, role)

    def _look(self, index: Index, role: int) -> object:
        is_current = index.row() == self._document.moment.sample
        if role == ROLES.FontRole and is_current:
            font = QFont(look_font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == ROLES.BackgroundRole and is_current:
            return QColor(look.theme.hover)
        if role == ROLES.ForegroundRole:
            kind, _ = self.place(index.column())
            colours = {"prediction": look.theme.output_line, "target": look.theme.target_line}
            return QColor(colours.get(kind, look.theme.text))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> object:
        """Return the neurons' names, and the samples' numbers with the current one and the batch marked."""
        if orientation == Qt.Orientation.Horizontal:
            return self._column_title(section) if role == ROLES.DisplayRole else None
        moment = self._document.moment
        is_current, in_batch = section == moment.sample, section in moment.batch
        if role == ROLES.DisplayRole:
            marks = ("▸ " if is_current else "") + ("• " if in_batch and self.has_marks else "")
            return f"{marks}{section + 1}"
        if role in (ROLES.ToolTipRole, ROLES.AccessibleTextRole):
            parts = [self.tr("Sample {n}").format(n=section + 1)]
            parts += [self.tr("shown")] if is_current else []
            parts += [self.tr("in the batch")] if in_batch else []
            return ", ".join(parts)
        if role == ROLES.ForegroundRole and is_current:
            return QColor(look.theme.accent)
        return None

    @property
    def has_marks(self) -> bool:
        """Whether the batch is marked: where it is not all there is."""
        return len(self._document.moment.batch) < self.rowCount()

    def _column_title(self, section: int) -> str:
        kind, neuron = self.place(section)
        names = self._document.experiment.network.shown_names
        if kind == "input":
            return names[0][neuron]
        if len(names[-1]) == 1:
            return self.tr("target") if kind == "target" else self.tr("pred.")
        text = self.tr("target {name}") if kind == "target" else self.tr("pred. {name}")
        return text.format(name=names[-1][neuron])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Inputs and targets can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.place(index.column())[0] == "prediction" else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = ROLES.EditRole) -> bool:
        """Set a number from outside the editor: a screen reader writes here."""
        return role == ROLES.EditRole and self._document.perform_typed(str(value), partial(self.edit_for, index))

    def edit_for(self, index: Index, value: float) -> Edit:
        """Return the edit that a number in a cell stands for."""
        kind, neuron = self.place(index.column())
        names = self._document.experiment.network.neuron_names
        if kind == "input":
            return SetInput(names[0][neuron], index.row() + 1, value)
        return SetTarget(names[-1][neuron], index.row() + 1, value)

    def refresh(self) -> None:
        """Tell that any value and any sample's marks may have changed."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        moment = self._document.moment
        marks = (moment.sample, moment.batch.tolist())
        if marks != self._marks:
            self._marks = marks
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def reset(self) -> None:
        """Tell that rows or columns are others."""
        self.beginResetModel()
        self.endResetModel()


def look_font() -> QFont:
    """Return the font of the application."""
    return QGuiApplication.font()


@guarded
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
        layout.addWidget(self.view)
        self.marks = Label(self)
        self.marks.setObjectName("dataMarks")
        self.marks.setProperty("quiet", True)
        layout.addWidget(self.marks)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        document.session_opened.connect(self._take_shape)
        document.experiment_changed.connect(self._take_shape)
        document.turn().came.connect(self.refresh)
        document.running_changed.connect(self.refresh)
        document.hiding_changed.connect(self.refresh)
        document.digits_changed.connect(self.refresh)
        look.changed.connect(self._fit)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Show the present moment."""
        if self._take_shape():
            pass
        elif self._document.is_running:
            self._show_predictions()
        else:
            self.model.refresh()
            self._fit_columns()
        self.marks.setVisible(self.model.has_marks)
        row = self._document.moment.sample
        if self.view.currentIndex().row() != row:
            column = max(self.view.currentIndex().column(), 0)
            self.view.setCurrentIndex(self.model.index(row, column))

    def _take_shape(self) -> bool:
        """Begin anew where rows or columns are others; say whether they are."""
        network = self._document.experiment.network
        shape = (self.model.rowCount(), self.model.columnCount(), network.neuron_names)
        if shape == self._shape:
            return False
        self._shape = shape
        self.model.reset()
        self._fit()
        return True

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
        """Open the next number that can be edited, row by row; at either end the tabs lead out."""
        network = self._document.experiment.network
        width = network.inputs + network.outputs
        row, column = divmod(index.row() * width + index.column() + step, width)
        if 0 <= row < self.model.rowCount():
            self.view.open(self.model.index(row, column))
        else:
            self.tabbed_out.emit(step)

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
            is_done = document.perform_many(data_from(network, samples, index.row() + 1, index.column(), block))
            if is_done and left_out:
                text = QT_TRANSLATE_NOOP("Problem", "Left out, because predictions are computed: {count} number(s).")
                raise Problem(text, count=left_out)
        except Problem as problem:
            document.problem_met.emit(problem)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
            self._fit()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Data"))
        self.view.setAccessibleName(self.tr("Samples: inputs, targets and predictions"))
        self._copy_action.setText(self.tr("&Copy"))
        self._paste_action.setText(self.tr("&Paste"))
        self.marks.setText(self.tr("▸ shown    • in the batch"))
