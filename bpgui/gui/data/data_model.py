"""The samples at the cursor as Qt sees them: what each cell shows, speaks and edits."""

from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from bpgui.gui.data.given_cells import GivenCells
from bpgui.gui.data.rightness import RightnessMarks
from bpgui.gui.document.document import Document
from bpgui.gui.document.typed_numbers import perform_typed
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import shown
from bpgui.session.model.edits import Edit, SetInput, SetTarget

Index = QModelIndex | QPersistentModelIndex
ROLES = Qt.ItemDataRole


@guarded
class DataModel(QAbstractTableModel):
    """The samples at the cursor; columns are the inputs, the targets, the predictions."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._marks: tuple[int, list[int]] = (0, [])
        self.given = GivenCells(document)
        self.shows_given = True  # cells as they were given, not as the network sees them
        self.rightness = RightnessMarks(document)

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
        if source is not None and self.shows_given and (number := self._given_number(index)) is not None:
            return number
        return float(moment.prediction(index.row())[neuron] if source is None else source[index.row(), neuron])

    def _given_number(self, index: Index) -> float | None:
        """Return the number in a cell of a column that has some; what is missing shows what stands for it."""
        column = self.given.column(index.column())
        cell = None if column is None else column.cell(index.row())
        return cell if isinstance(cell, float) else None

    def category(self, index: Index) -> str | None:
        """Return the text in a cell of a column of categories; "" where it is missing, None in other columns."""
        column = self.given.column(index.column()) if self.shows_given else None
        return None if column is None or column.codes is None else str(column.cell(index.row()) or "")

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> object:
        """Return what a cell shows, speaks and edits."""
        if role in (ROLES.DisplayRole, ROLES.EditRole, ROLES.ToolTipRole):
            text = self.category(index)
            if text is not None:
                return plain_tip(shown(text)) if role == ROLES.ToolTipRole else shown(text)
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
            if kind == "prediction" and self.rightness.is_wrong(index.row()):
                return QColor(look.theme.error_line)
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
            is_test = section in self.rightness.test
            marks = ("▸ " if is_current else "") + ("• " if in_batch and self.has_marks else "")
            marks += "◦ " if is_test else ""
            return f"{marks}{section + 1}"
        if role in (ROLES.ToolTipRole, ROLES.AccessibleTextRole):
            parts = [self.tr("Sample {n}").format(n=section + 1)]
            parts += [self.tr("shown")] if is_current else []
            parts += [self.tr("in the batch")] if in_batch else []
            parts += [self.tr("for testing")] if section in self.rightness.test else []
            parts += [self.tr("predicted wrongly")] if self.rightness.is_wrong(section) else []
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
        column = self.given.column(section) if self.shows_given else None
        if column is not None and column.codes is not None:
            return shown(column.name)
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
        is_fixed = self.place(index.column())[0] == "prediction" or self.category(index) is not None
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsEditable

    def can_set(self, column: int) -> bool:
        """Whether the cells of a column are given, not computed."""
        return self.place(column)[0] != "prediction"

    def setData(self, index: Index, value: object, role: int = ROLES.EditRole) -> bool:
        """Set a number from outside the editor: a screen reader writes here."""
        if role == ROLES.EditRole and self.category(index) is not None:
            return self._document.perform(self.given.cell_edit(index.column(), index.row(), str(value)))
        return role == ROLES.EditRole and perform_typed(self._document, str(value), partial(self.edit_for, index))

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
        self.given.take_shape()
        self.beginResetModel()
        self.endResetModel()


def look_font() -> QFont:
    """Return the font of the application."""
    return QGuiApplication.font()
