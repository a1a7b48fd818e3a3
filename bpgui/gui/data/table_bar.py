"""The row above the data table: what can be done with samples and columns, and how cells are shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QItemSelection, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTableView, QToolButton, QWidget

from bpgui.gui.data.data_words import ENCODING_WORDS, ROLE_WORDS, SCALING_WORDS, data_word
from bpgui.gui.data.given_cells import GivenCells
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import ask
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import menu_text, plain
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.data.dataset import DataSet, Encoding
from bpgui.session.data.encode import scaled
from bpgui.session.model.data_edits import duplicated, empty_row, moved, with_samples, without

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
)


@guarded
@follows_language
class TableBar(QWidget):
    """Menus for samples and columns, and the switch between what was given and what the network sees."""

    given_changed = Signal(bool)  #: cells are to be shown as they were given, or as the network sees them

    def __init__(self, document: Document, view: QTableView, cells: GivenCells, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dataBar")
        self._document, self._view, self._cells = document, view, cells
        self.samples, self.column, self.given = QToolButton(self), QToolButton(self), QToolButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        for button, name in ((self.samples, "samplesMenu"), (self.column, "columnMenu"), (self.given, "asGiven")):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.samples, self.column):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(QMenu(button))
        self.given.setCheckable(True)
        self.given.setChecked(True)
        self.given.toggled.connect(self.given_changed)
        self.column.menu().aboutToShow.connect(self._fill_column)
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_column_menu)
        self.actions_ = self._make_actions()
        self.retranslate()

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

    def _split(self) -> None:
        """Ask which samples are for testing."""
        from bpgui.gui.data.split_dialog import SplitDialog

        if not self._document.settle():
            return
        self._document.pause()
        dialog = SplitDialog(self, self._document)
        if ask(dialog):
            self._cells.put(dialog.data)

    # Samples

    def chosen(self) -> list[int]:
        """Return the samples of the chosen cells, ascending; the current one where none is."""
        rows = {index.row() for index in self._view.selectionModel().selectedIndexes()}
        return sorted(rows or {self._document.moment.sample})

    def _change(
        self, change: Callable[[DataSet, Sequence[int]], DataSet], shift: int, *, is_move: bool = False
    ) -> None:
        """Change the chosen samples as one edit, and go to where they stand then."""
        if not self._document.settle():
            return
        rows = self.chosen()
        try:
            data = change(self._cells.data_set(), rows)
        except Problem as problem:
            self._document.problem_met.emit(problem)
            return
        if self._cells.put(data):
            first = (rows[0] if is_move or not shift else rows[-1]) + shift
            self._choose(first, len(rows) if is_move else 1)

    def _choose(self, first: int, count: int) -> None:
        last = self._document.experiment.data.samples - 1
        first = min(max(first, 0), last)
        self._document.choose_sample(first)
        model, selection = self._view.model(), self._view.selectionModel()
        column, flags = max(0, self._view.currentIndex().column()), selection.SelectionFlag
        start, end = model.index(first, column), model.index(min(first + count - 1, last), column)
        selection.setCurrentIndex(start, flags.NoUpdate)
        selection.select(QItemSelection(start, end), flags.ClearAndSelect)

    # Columns

    def _fill_column(self) -> None:
        """Offer what the current column may become."""
        menu = self.column.menu()
        menu.clear()
        place = self._cells.place(max(0, self._view.currentIndex().column()))
        data = self._cells.data_set()
        for number, column in enumerate(data.columns):
            if number == place or not column.is_used:
                self._fill_one(menu, data, number)

    def _show_column_menu(self, at: QPoint) -> None:
        """Show the menu of the column whose header is clicked."""
        section = self._view.horizontalHeader().logicalIndexAt(at)
        if section >= 0:
            row = max(0, self._view.currentIndex().row())
            self._view.setCurrentIndex(self._view.model().index(row, section))
            self.column.menu().popup(self._view.horizontalHeader().mapToGlobal(at))

    def _fill_one(self, menu: QMenu, data: DataSet, place: int) -> None:
        column = data.columns[place]
        menu.addSection(menu_text(shown(column.name)))
        if column.texts is None:
            roles = menu.addMenu(self.tr("&Role"))
            for role, text in ROLE_WORDS.items():
                self._offer(roles, text, role is column.role, partial(self._set, place, role=role))
        if column.codes is not None and column.is_used:
            ways = menu.addMenu(self.tr("&Network sees"))
            for encoding in (Encoding.ONE_HOT, Encoding.ZERO_ONE):
                act = partial(self._set, place, encoding=encoding)
                is_now = encoding is column.encoding
                self._offer(ways, ENCODING_WORDS[encoding], is_now, act)
        elif column.numbers is not None and column.is_used:
            ways = menu.addMenu(self.tr("&Scaling, fitted now"))
            for kind, text in SCALING_WORDS.items():
                self._offer(ways, text, kind is column.scaling.kind, partial(self._scale, place, kind))

    def _offer(self, menu: QMenu, text: object, is_now: bool, act: Callable[[], None]) -> None:
        action = menu.addAction(data_word(text))
        action.setCheckable(True)
        action.setChecked(is_now)
        action.triggered.connect(lambda _is_on: act())

    def _set(self, place: int, **changes: object) -> None:
        data = self._cells.data_set()
        self._cells.put(data.with_column(place, replace(data.columns[place], **changes)))  # type: ignore[arg-type]

    def _scale(self, place: int, kind: object) -> None:
        try:
            self._cells.put(scaled(self._cells.data_set(), place, kind))  # type: ignore[arg-type]
        except Problem as problem:
            self._document.problem_met.emit(problem)

    # Words

    def refresh(self) -> None:
        """Offer the switch only where it makes a difference."""
        self.given.setVisible(self._cells.has_source)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.samples.setText(self.tr("Samples") + " ▾")
        self.column.setText(self.tr("Column") + " ▾")
        self.given.setText(self.tr("As given"))
        self.given.setToolTip(self.tr("On: the data as they were given. Off: what the network sees."))
        for button in (self.samples, self.column, self.given):
            button.setAccessibleName(plain(button.text()).removesuffix(" ▾"))
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
