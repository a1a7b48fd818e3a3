"""The same step with each optimiser: a table of what each would do to the chosen weight."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import word
from bpgui.session.step.comparison import Compared, comparison
from bpgui.session.step.moment import Phase


@guarded
class ComparisonView(QWidget):
    """Shows what each optimiser would make of the chosen parameter from the present state."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self._document = document
        self.heading, self.table, self.note = Label(self), QTableWidget(0, 3, self), Label(self)
        self.heading.setObjectName("explanationHeading")
        self.note.setObjectName("explanationNote")
        self.note.setWordWrap(True)
        self.table.setObjectName("comparisonTable")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.heading, self.table, self.note):
            column.addWidget(widget)
        look.changed.connect(self._fit)

    def refresh(self) -> bool:
        """Show the chosen parameter's; return whether there is one, and nothing of the step is to be found out."""
        choice, moment = self._document.selection, self._document.moment
        is_told = moment.phase is Phase.REST or moment.is_updated
        if not isinstance(choice, ParameterChoice) or self._document.hides is not None or not is_told:
            return False
        if not moment.step.is_ready():
            return False
        self._show(comparison(moment.step, choice.index), moment.experiment.network.parameters[choice.index].name)
        return True

    def _show(self, rows: list[Compared], name: str) -> None:
        number = self._document.text
        self.heading.setText(self.tr("The same step with …"))
        titles = (self.tr("Optimiser"), self.tr("{name} moves by"), self.tr("new {name}"))
        self.table.setHorizontalHeaderLabels([title.format(name=name) for title in titles])
        self.table.setRowCount(len(rows))
        for row, compared in enumerate(rows):
            texts = (word(OPTIMISERS[compared.optimiser].word), number(compared.change), number(compared.new))
            for column, text in enumerate(texts):
                self.table.setItem(row, column, self._cell(text.replace("-", "−"), compared, is_number=column > 0))
        note = self.tr(
            "With the same gradient and rate. The one in bold is chosen, and goes on with what it remembers; "
            "the others begin."
        )
        self.note.setText(note)
        self.table.setAccessibleName(self.heading.text())
        self.table.setAccessibleDescription(note)
        self._fit()

    @staticmethod
    def _cell(text: str, compared: Compared, *, is_number: bool) -> QTableWidgetItem:
        cell = QTableWidgetItem(text)
        if is_number:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = cell.font()
        font.setBold(compared.is_own)
        cell.setFont(font)
        return cell

    def _fit(self) -> None:
        """Let the table have all its rows."""
        height = round(24 * look.scale)
        self.table.verticalHeader().setMinimumSectionSize(height)
        self.table.verticalHeader().setDefaultSectionSize(height)
        rows = self.table.rowCount() * height
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.refresh()
        super().changeEvent(event)
