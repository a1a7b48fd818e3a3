"""The samples at the cursor as Qt sees them: what each cell shows, speaks and edits."""

from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from bpgui.gui.data.data_words import ROLE_WORDS, data_word
from bpgui.gui.data.rightness import RightnessMarks
from bpgui.gui.data.table_rows import TableRows
from bpgui.gui.document.document import Document
from bpgui.gui.document.typed_numbers import perform_typed
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import readable, shortest
from bpgui.session.basics.problems import shown
from bpgui.session.data.dataset import ColumnRole
from bpgui.session.model.edits import Edit, SetCell, SetInput, SetTarget
from bpgui.session.table.columns import TableColumn, cell, data_column, filled_cell, table_columns

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole
#: The signs before a sample's number: shown now, in the batch, for testing, predicted wrongly.
CURRENT, IN_BATCH, TEST, WRONG = "▸", "•", "◦", "✗"
#: The sign before what is tried, which is no sample.
TRIED = "+"


@guarded
class DataModel(QAbstractTableModel):
    """The samples at the cursor; columns are those of the data set or the neurons, then the predictions."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._marks: tuple[object, ...] = ()
        self.shows_given = True  # cells as they were given, not as the network sees them
        self.columns: list[TableColumn] = table_columns(document.experiment, as_given=True)
        self.rows = TableRows(document.experiment.data.samples)
        self.rightness = RightnessMarks(document)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """One row a sample that is shown, and one for what is tried."""
        return 0 if parent.isValid() else self.rows.with_trial

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """What was given, then the predictions."""
        return 0 if parent.isValid() else len(self.columns)

    @property
    def has_source(self) -> bool:
        """Whether anything was given otherwise than the network sees it."""
        return self._document.experiment.source is not None

    def value(self, index: Index) -> float | str | None:
        """Return what stands in a cell.

        None where it is missing, and for a prediction that the walk is still computing or that is asked for.
        """
        column, sample = self.columns[index.column()], self.rows.sample(index.row())
        moment = self._document.moment
        if not column.is_given:
            is_asked = self._document.hides is not None and sample != moment.shown_sample
            if is_asked or not moment.prediction_is_computed(sample):
                return None
        return cell(moment, column, sample)

    def categories(self, index: Index) -> tuple[str, ...]:
        """Return the categories that may stand in a cell; none where it holds no category."""
        column = self.columns[index.column()]
        source = data_column(self._document.experiment, column)
        return source.categories if column.is_given and source is not None and source.codes is not None else ()

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return what a cell shows, speaks and edits."""
        if role in (ROLES.DisplayRole, ROLES.EditRole, ROLES.ToolTipRole):
            return self._content(index, role)
        if role == ROLES.TextAlignmentRole:
            return int(self.side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        if role == ROLES.AccessibleDescriptionRole:
            name, sample = self.column_title(index.column()), self.rows.sample(index.row())
            if sample == self._document.experiment.data.samples:
                return self.tr("{name} of what is tried").format(name=name)
            return self.tr("{name} of sample {n}").format(name=name, n=sample + 1)
        return self._look(index, role)

    def _content(self, index: Index, role: int) -> object:
        value = self.value(index)
        is_missing = value is None and self.columns[index.column()].is_given
        if is_missing:
            value = filled_cell(self._document.experiment, self.columns[index.column()])
        if isinstance(value, str):
            text = shown(value)
        elif value is None or role == ROLES.EditRole:
            return value
        else:
            text = self._document.text(value) if role == ROLES.DisplayRole else readable(shortest(value))
        if role != ROLES.ToolTipRole:
            return text
        return plain_tip(self.tr("missing; {text} stands for it").format(text=text) if is_missing else text)

    def side(self, section: int) -> Qt.AlignmentFlag:
        """Numbers stand at the right, texts at the left."""
        source = data_column(self._document.experiment, self.columns[section])
        is_text = source is not None and source.numbers is None
        return Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight

    def _look(self, index: Index, role: int) -> object:
        sample = self.rows.sample(index.row())
        is_current = sample == self._document.moment.shown_sample
        if role == ROLES.FontRole and is_current:
            font = QFont(QGuiApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == ROLES.BackgroundRole:
            if self.rows.finds(sample):
                return QColor(look.theme.marker)
            return QColor(look.theme.hover) if is_current else None
        return QColor(self._colour(index, sample)) if role == ROLES.ForegroundRole else None

    def _colour(self, index: Index, sample: int) -> str:
        column, theme = self.columns[index.column()], look.theme
        if column.kind == "prediction":
            return theme.error_line if self.rightness.is_wrong(sample) else theme.output_line
        if column.kind == "ignored" or (column.source and self.value(index) is None):
            return theme.quiet
        return theme.target_line if column.kind == "target" else theme.text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> object:
        """Return the columns' names, and the samples' numbers with the current one and the batch marked."""
        if orientation == Qt.Orientation.Horizontal:
            return self._header(section, role) if section < len(self.columns) else None
        sample = self.rows.sample(section)
        if role == ROLES.DisplayRole:
            return "".join(f"{mark} " for mark, _ in self._marks_of(sample) if mark) + self._numbered(sample)
        if role in (ROLES.ToolTipRole, ROLES.AccessibleTextRole):
            is_tried = sample == self._document.experiment.data.samples
            name = self.tr("Input") if is_tried else self.tr("Sample {n}").format(n=sample + 1)
            return ", ".join([name, *(text for _, text in self._marks_of(sample))])
        if role == ROLES.ForegroundRole and sample == self._document.moment.shown_sample:
            return QColor(look.theme.accent)
        return None

    def _marks_of(self, sample: int) -> list[tuple[str, str]]:
        """Return the marks of a sample, each with its meaning."""
        moment = self._document.moment
        if sample == moment.experiment.data.samples:
            shown = [(CURRENT, self.tr("shown"))] if moment.is_tried else []
            return [*shown, (TRIED, self.tr("tried, never trained with"))]
        found = [(CURRENT, self.tr("shown"))] if sample == moment.shown_sample else []
        found += [(IN_BATCH, self.tr("in the batch"))] if self.has_marks and sample in moment.batch else []
        found += [(TEST, self.tr("for testing"))] if sample in self.rightness.test else []
        fold = self._fold(sample)
        found += [] if fold is None else [("", self.tr("in fold {n}").format(n=fold + 1))]
        return found + ([(WRONG, self.tr("predicted wrongly"))] if self.rightness.is_wrong(sample) else [])

    def _numbered(self, sample: int) -> str:
        """Return a sample's number, and that of its fold where folds are shown."""
        if sample == self._document.experiment.data.samples:
            return ""
        fold = self._fold(sample)
        return str(sample + 1) if fold is None else f"{sample + 1} · {fold + 1}"

    def _fold(self, sample: int) -> int | None:
        """Return the fold (from 0) of a sample, None where none is shown or it is in none."""
        folds = self._document.focus.folds
        return folds[sample] if folds is not None and sample < len(folds) and folds[sample] >= 0 else None

    @property
    def has_marks(self) -> bool:
        """Whether the batch is marked: where it is not all there is."""
        return len(self._document.moment.batch) < self._document.experiment.data.samples

    def _header(self, section: int, role: int) -> object:
        column = self.columns[section]
        if role == ROLES.DisplayRole:
            return self.column_title(section)
        if role == ROLES.TextAlignmentRole:
            return int(self.side(section) | Qt.AlignmentFlag.AlignVCenter)
        if role in (ROLES.ToolTipRole, ROLES.AccessibleTextRole):
            title = self.column_title(section)
            if column.is_given:
                kind = ColumnRole.IGNORED if column.kind == "ignored" else ColumnRole(column.kind)
                title = f"{title} · {data_word(ROLE_WORDS[kind])}"
            return plain_tip(title) if role == ROLES.ToolTipRole else title
        return None

    def column_title(self, section: int) -> str:
        """Return what stands above a column."""
        column = self.columns[section]
        name = shown(column.name)
        if column.kind in ("input", "ignored") or (column.source and column.kind == "target"):
            return name
        if self._document.experiment.network.outputs == 1 and not column.source:
            return self.tr("target") if column.kind == "target" else self.tr("pred.")
        text = self.tr("target {name}") if column.kind == "target" else self.tr("pred. {name}")
        return text.format(name=name)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers that were given can be edited; a category is chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        source = data_column(self._document.experiment, column)
        is_number = column.is_given and (source is None or source.numbers is not None)
        return flags | Qt.ItemFlag.ItemIsEditable if is_number else flags

    def can_set(self, section: int) -> bool:
        """Whether Tab leads to a column: to numbers, and to categories, which are chosen."""
        index = self.index(0, section)
        return bool(self.flags(index) & Qt.ItemFlag.ItemIsEditable) or bool(self.categories(index))

    def setData(self, index: Index, value: object, role: int = ROLES.EditRole) -> bool:
        """Set a cell from outside the editor: a screen reader writes here."""
        if role != ROLES.EditRole:
            return False
        if self.categories(index):
            return self._document.perform(self._cell_edit(index, str(value)))
        return perform_typed(self._document, str(value), partial(self.edit_for, index))

    def _cell_edit(self, index: Index, value: float | str) -> Edit:
        source = data_column(self._document.experiment, self.columns[index.column()])
        assert source is not None
        return SetCell(source.name, self.rows.sample(index.row()) + 1, value)

    def edit_for(self, index: Index, value: float) -> Edit:
        """Return the edit that a number in a cell stands for."""
        column, sample = self.columns[index.column()], self.rows.sample(index.row()) + 1
        names = self._document.experiment.network.neuron_names
        if column.kind == "ignored":
            return self._cell_edit(index, value)
        if column.kind == "input":
            return SetInput(names[0][column.neuron], sample, value)
        return SetTarget(names[-1][column.neuron], sample, value)

    def refresh(self) -> None:
        """Tell that any value and any sample's marks may have changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        moment = self._document.moment
        marks = (moment.shown_sample, moment.batch.tolist(), self.rightness.found, self._document.focus.folds)
        if marks != self._marks and self.rowCount():
            self._marks = marks
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def arrange(self, *, is_new: bool = False) -> bool:
        """Sort and filter the rows anew; say whether they stand for other samples. `is_new`: columns are others too."""
        self.beginResetModel()
        if is_new:
            self.columns = table_columns(self._document.experiment, as_given=self.shows_given)
        is_other = self.rows.arrange(self._document.moment, self.columns, self.rightness.found)
        self.endResetModel()
        return is_other
