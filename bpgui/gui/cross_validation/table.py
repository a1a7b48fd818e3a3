"""The table of the validation losses: a row for each value."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import shortest
from bpgui.session.cross_validation.plan import ValidationPlan
from bpgui.session.cross_validation.results import Results, Summary, summary

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@guarded
class ValidationTable(QTableWidget):
    """Values, means, spreads; Ctrl+C copies the chosen rows, or all, in full digits."""

    def __init__(self, text: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(0, 8, parent)
        self._text, self._summaries = text, list[Summary]()
        self._folds, self._titles = 0, list[str]()
        self.setObjectName("validationTable")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(RIGHT | Qt.TextFlag.TextWordWrap)  # type: ignore[operator,unused-ignore]
        header.setHighlightSections(False)
        keys = QShortcut(QKeySequence.StandardKey.Copy, self, context=Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)

    def set_titles(self, titles: Sequence[str]) -> None:
        """Change the titles."""
        self._titles = list(titles)
        self.setHorizontalHeaderLabels(self._titles)

    def show_results(self, plan: ValidationPlan | None, results: Results, best: float | None) -> None:
        """Show what there is by now; the chosen row stays chosen."""
        values = () if plan is None else plan.values
        self._summaries = [] if plan is None else [summary(plan, results, value) for value in values]
        self._folds = 0 if plan is None else plan.folds
        self.verticalHeader().setDefaultSectionSize(round(24 * look.scale))
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().height() + 10)
        self.setRowCount(len(values))
        for row, one in enumerate(self._summaries):
            for column, text in enumerate(self._cells(one)):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                item.setText(text)
                item.setTextAlignment(RIGHT)
                ink = look.theme.error_line if one.diverged and column == 7 else look.theme.text
                item.setForeground(QColor(ink))
                font = self.font()
                font.setBold(one.value == best)
                item.setFont(font)

    def _cells(self, one: Summary) -> list[str]:
        numbers = (one.mean, one.deviation, one.lowest, one.highest, one.train_mean, one.accuracy)
        ended = f"{one.diverged} / {self._folds}" if one.diverged else ""
        if one.done < self._folds:
            ended = self.tr("{done} of {folds} done").format(done=one.done, folds=self._folds)
        return [self._text(one.value), *("" if math.isnan(n) else self._text(n) for n in numbers), ended]

    def choose(self, value: float | None) -> None:
        """Choose the row of a value."""
        found = [row for row, one in enumerate(self._summaries) if one.value == value]
        if found and found[0] != self.currentRow():
            self.setCurrentCell(found[0], 0)

    @property
    def chosen(self) -> float | None:
        """The value of the chosen row."""
        row = self.currentRow()
        return self._summaries[row].value if 0 <= row < len(self._summaries) else None

    def _copy(self) -> None:
        lines = ["\t".join(self._titles)]
        for one in self._summaries:
            numbers = (one.value, one.mean, one.deviation, one.lowest, one.highest, one.train_mean, one.accuracy)
            lines.append("\t".join([*("" if math.isnan(n) else shortest(n) for n in numbers), str(one.diverged)]))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
