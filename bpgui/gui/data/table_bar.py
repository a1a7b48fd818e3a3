"""The row above the data table: what can be done with samples and columns, and how cells are shown."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QItemSelection, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTableView, QToolButton, QWidget

from bpgui.gui.data.column_menu import ColumnMenu
from bpgui.gui.data.data_model import DataModel
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import ask
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.icons import icon
from bpgui.gui.widgets.plain_text import plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import DataSet
from bpgui.session.model.data_edits import EDITED, SetDataSet, duplicated, empty_row, moved, with_samples, without
from bpgui.session.model.sources import data_set_of

SHORTCUTS: Mapping[str, str] = {
    "insert": "Ins",
    "duplicate": "Ctrl+D",
    "delete": "Ctrl+Del",
    "up": "Alt+Up",
    "down": "Alt+Down",
}
#: The table's keys, for the list of all keys.
KEYS = (
    ("Ins", QT_TRANSLATE_NOOP("MainWindow", "Insert a sample below")),
    ("Ctrl+D", QT_TRANSLATE_NOOP("MainWindow", "Duplicate the chosen samples")),
    ("Ctrl+Del", QT_TRANSLATE_NOOP("MainWindow", "Delete the chosen samples")),
    ("Alt+Up, Alt+Down", QT_TRANSLATE_NOOP("MainWindow", "Move the chosen samples")),
    ("Enter", QT_TRANSLATE_NOOP("MainWindow", "Edit a number, or choose a category")),
    ("Ctrl+C, Ctrl+V", QT_TRANSLATE_NOOP("MainWindow", "Copy and paste cells, to and from spreadsheets")),
    ("Ctrl+F, F3, Shift+F3", QT_TRANSLATE_NOOP("MainWindow", "Find in the table, next, previous")),
    ("F6", QT_TRANSLATE_NOOP("MainWindow", "Sort by the column: up, down, as trained")),
    ("Ctrl+M", QT_TRANSLATE_NOOP("MainWindow", "The column's menu: role, encoding, scaling, ..")),
    ("Shift+F2", QT_TRANSLATE_NOOP("MainWindow", "Rename the column")),
    ("Ctrl+Shift+Ins", QT_TRANSLATE_NOOP("MainWindow", "Insert a column")),
    ("Ctrl+Shift+D", QT_TRANSLATE_NOOP("MainWindow", "Duplicate the column")),
    ("Ctrl+Shift+Del", QT_TRANSLATE_NOOP("MainWindow", "Remove the column")),
    ("Alt+Left, Alt+Right", QT_TRANSLATE_NOOP("MainWindow", "Move the column")),
)


@guarded
@follows_language
class TableBar(QWidget):
    """Menus for samples and columns, and the switch between what was given and what the network sees."""

    given_changed = Signal(bool)  #: cells are to be shown as they were given, or as the network sees them
    find_asked = Signal()  #: the row for finding is to open
    whole_asked = Signal()  #: the table is to fill the window, or to go back to its place

    def __init__(self, document: Document, view: QTableView, model: DataModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dataBar")
        self._document, self._view, self._model = document, view, model
        self.samples, self.column, self.given, self.finder, self.whole = (QToolButton(self) for _ in range(5))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        names = ("samplesMenu", "columnMenu", "asGiven", "findRows", "wholeTable")
        for button, name in zip((self.samples, self.column, self.given, self.finder, self.whole), names, strict=True):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button is self.finder:
                row.addStretch(1)
            row.addWidget(button)
        for button in (self.samples, self.column):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(QMenu(button))
        self.given.setCheckable(True)
        self.given.setChecked(True)
        self.given.toggled.connect(self.given_changed)
        self.finder.clicked.connect(self.find_asked)
        self.whole.clicked.connect(self.whole_asked)
        self.columns = ColumnMenu(document, view, model, self)
        self.column.menu().aboutToShow.connect(lambda: self.columns.fill(self.column.menu()))
        self.actions_ = self._make_actions()
        look.changed.connect(self._show_icons)
        self._show_icons()
        self.retranslate()

    def _show_icons(self) -> None:
        self.finder.setIcon(icon("find"))
        self.whole.setIcon(icon("whole"))

    def _make_actions(self) -> dict[str, QAction]:
        slots: dict[str, Callable[[], None]] = {
            "insert": lambda: self._change(_with_empty, 1),
            "duplicate": lambda: self._change(duplicated, 1),
            "delete": lambda: self._change(without, 0),
            "up": lambda: self._change(partial(moved, step=-1), -1, is_move=True),
            "down": lambda: self._change(partial(moved, step=1), 1, is_move=True),
        }
        found = {}
        for name, slot in slots.items():
            action = QAction(self._view)
            action.setObjectName(f"rows_{name}")
            action.setShortcut(QKeySequence(SHORTCUTS[name]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self._view.addAction(action)
            self.samples.menu().addAction(action)
            found[name] = action
        self.samples.menu().addSeparator()
        found["split"] = self.samples.menu().addAction("")
        found["split"].setObjectName("rows_split")
        found["split"].triggered.connect(self._split)
        return found

    def _put(self, data: DataSet) -> bool:
        return self._document.perform(SetDataSet(data, EDITED))

    def _split(self) -> None:
        """Ask which samples are for testing."""
        from bpgui.gui.data.split_dialog import SplitDialog

        if not self._document.settle():
            return
        self._document.pause()
        dialog = SplitDialog(self, self._document)
        if ask(dialog):
            self._put(dialog.data)

    # Samples

    def chosen(self) -> list[int]:
        """Return the samples of the chosen cells, ascending; the current one where none is."""
        rows = {index.row() for index in self._view.selectionModel().selectedIndexes()}
        chosen = {self._model.rows.sample(row) for row in rows if row < self._model.rows.count}
        return sorted(chosen or {self._document.moment.sample})

    def _change(
        self, change: Callable[[DataSet, Sequence[int]], DataSet], shift: int, *, is_move: bool = False
    ) -> None:
        """Change the chosen samples as one edit, and go to where they stand then."""
        if not self._document.settle():
            return
        if change is without and self._document.moment.is_tried:
            self._document.try_input(False)
            return
        samples = self.chosen()
        try:
            data = change(data_set_of(self._document.experiment), samples)
        except Problem as problem:
            self._document.tell(partial(self._document.problem_met.emit, problem))
            return
        if self._put(data):
            first = (samples[0] if is_move or not shift else samples[-1]) + shift
            self._choose(first, len(samples) if is_move else 1)

    def _choose(self, first: int, count: int) -> None:
        last = self._document.experiment.data.samples - 1
        first = min(max(first, 0), last)
        self._document.choose_sample(first)
        rows = [self._model.rows.row(sample) for sample in (first, min(first + count - 1, last))]
        if min(rows) < 0:
            return
        model, selection = self._view.model(), self._view.selectionModel()
        column, flags = max(0, self._view.currentIndex().column()), selection.SelectionFlag
        start, end = model.index(rows[0], column), model.index(rows[1], column)
        selection.setCurrentIndex(start, flags.NoUpdate)
        selection.select(QItemSelection(start, end), flags.ClearAndSelect)

    # Words

    def refresh(self) -> None:
        """Offer the switch only where it makes a difference, and moves only in the order of training."""
        self.given.setVisible(self._model.has_source)
        for name in ("up", "down"):
            self.actions_[name].setEnabled(not self._model.rows.is_arranged)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.columns.retranslate()
        self.samples.setText(self.tr("Samples") + " ▾")
        self.column.setText(self.tr("Column") + " ▾")
        self.given.setText(self.tr("As given"))
        self.given.setToolTip(self.tr("On: the data as they were given. Off: what the network sees."))
        for button in (self.samples, self.column, self.given):
            button.setAccessibleName(plain(button.text()).removesuffix(" ▾"))
        for button, text in (
            (self.finder, self.tr("Find and filter (Ctrl+F)")),
            (self.whole, self.tr("The table as the whole window, and back (F12)")),
        ):
            button.setToolTip(plain_tip(text))
            button.setAccessibleName(text)
        for name, text in (
            ("insert", self.tr("&Insert a sample")),
            ("duplicate", self.tr("&Duplicate")),
            ("delete", self.tr("D&elete")),
            ("up", self.tr("Move &up")),
            ("down", self.tr("Move do&wn")),
            ("split", self.tr("&Test samples...")),
        ):
            self.actions_[name].setText(text)


def _with_empty(data: DataSet, rows: Sequence[int]) -> DataSet:
    return with_samples(data, rows[-1] + 1, [empty_row(data)])
