"""What can be done with a column of the data table, as a menu and by keys."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from bpgui.gui.data.data_model import DataModel
from bpgui.gui.data.data_words import ENCODING_WORDS, FILL_WORDS, ROLE_WORDS, SCALING_WORDS, data_word
from bpgui.gui.data.rename_dialog import RenameDialog
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import ask
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import menu_text
from bpgui.gui.widgets.refilled_menu import add_submenu, clear_menu
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import DataSet, Encoding
from bpgui.session.data.encode import scaled
from bpgui.session.data.missing import Fill, filled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.column_edits import (
    RenameColumn,
    moved_column,
    with_column_copy,
    with_new_column,
    without_column,
)
from bpgui.session.model.data_edits import EDITED, SetDataSet
from bpgui.session.model.sources import data_set_of
from bpgui.session.table.columns import TableColumn

COLUMN_KEYS: Mapping[str, str] = {
    "column_menu": "Ctrl+M",
    "sort": "F6",
    "rename": "Shift+F2",
    "insert": "Ctrl+Shift+Ins",
    "duplicate": "Ctrl+Shift+D",
    "left": "Alt+Left",
    "right": "Alt+Right",
    "remove": "Ctrl+Shift+Del",
}


@guarded
class ColumnMenu(QObject):
    """Fills the menu of the current column; its actions' keys act where the table has the focus."""

    sort_asked = Signal(int)  #: sort by this column, or another way
    unsort_asked = Signal()  #: show the order of training again

    def __init__(self, document: Document, view: QTableView, model: DataModel, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._view, self._model = document, view, model
        self._menu = QMenu(view)
        self._menu.setObjectName("headerMenu")
        self.actions_: dict[str, QAction] = {}
        slots: dict[str, Callable[[], object]] = {
            "column_menu": self._popup_current,
            "sort": lambda: self.sort_asked.emit(self._section()),
            "rename": self._rename,
            "insert": lambda: self._change(_with_new, 1),
            "duplicate": lambda: self._change(with_column_copy, 1),
            "left": lambda: self._change(partial(moved_column, step=-1), -1),
            "right": lambda: self._change(partial(moved_column, step=1), 1),
            "remove": lambda: self._change(without_column, 0),
        }
        for name, slot in slots.items():
            action = QAction(view)
            action.setObjectName(f"columns_{name}")
            action.setShortcut(QKeySequence(COLUMN_KEYS[name]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            view.addAction(action)
            self.actions_[name] = action
        self.retranslate()

    def _section(self) -> int:
        return min(max(0, self._view.currentIndex().column()), len(self._model.columns) - 1)

    def _column(self) -> TableColumn:
        return self._model.columns[self._section()]

    # The menu

    def popup(self, section: int) -> None:
        """Make a column the current one, and show its menu below its name."""
        if not self._document.settle():
            return
        row = max(0, self._view.currentIndex().row())
        self._view.setCurrentIndex(self._model.index(row, section))
        self.fill(self._menu)
        header = self._view.horizontalHeader()
        self._menu.popup(header.mapToGlobal(QPoint(header.sectionViewportPosition(section), header.height())))

    def _popup_current(self) -> None:
        self.popup(self._section())

    def add_to(self, menu: QMenu) -> None:
        """Add a submenu of what can be done with the current column."""
        submenu = add_submenu(menu, self.tr("C&olumn"))
        submenu.setObjectName("columnOfCell")
        self.fill(submenu)

    def fill(self, menu: QMenu) -> None:
        """Offer what can be done with the current column."""
        clear_menu(menu)
        column = self._column()
        menu.addSection(menu_text(self._model.column_title(self._section())))
        menu.addAction(self.actions_["sort"])
        unsort = menu.addAction(self.tr("Order of &training"))
        unsort.setEnabled(self._model.rows.sorted_by is not None)
        unsort.triggered.connect(self.unsort_asked.emit)
        if not column.is_given:
            return
        self._fill_use(menu, column.place)
        menu.addSeparator()
        for name in ("rename", "insert", "duplicate", "left", "right", "remove"):
            menu.addAction(self.actions_[name])

    def _fill_use(self, menu: QMenu, place: int) -> None:
        """Offer role, encoding, scaling and what stands for missing cells."""
        menu.addSeparator()
        column = self._data().columns[place]
        if column.texts is None:
            roles = add_submenu(menu, self.tr("&Role"))
            for role, text in ROLE_WORDS.items():
                self._offer(roles, text, role is column.role, partial(self._set, place, role=role))
        if column.codes is not None and column.is_used:
            ways = add_submenu(menu, self.tr("&Network sees"))
            for encoding in (Encoding.ONE_HOT, Encoding.ZERO_ONE):
                if encoding is Encoding.ONE_HOT or len(column.categories) == 2:
                    act = partial(self._set, place, encoding=encoding)
                    self._offer(ways, ENCODING_WORDS[encoding], encoding is column.encoding, act)
        elif column.numbers is not None and column.is_used:
            ways = add_submenu(menu, self.tr("&Scaling, fitted now"))
            for kind, text in SCALING_WORDS.items():
                self._offer(ways, text, kind is column.scaling.kind, partial(self._scale, place, kind))
        if column.is_used and column.missing.any():
            self._offer_fills(menu, place, has_numbers=column.numbers is not None)

    def _offer_fills(self, menu: QMenu, place: int, *, has_numbers: bool) -> None:
        fills = add_submenu(menu, self.tr("&Missing cells become"))
        for fill, text in FILL_WORDS.items():
            if has_numbers or fill is Fill.COMMONEST:
                self._offer(fills, text, False, partial(self._fill, place, fill))

    def _offer(self, menu: QMenu, text: object, is_now: bool, act: Callable[[], None]) -> None:
        action = menu.addAction(data_word(text))
        action.setCheckable(True)
        action.setChecked(is_now)
        action.triggered.connect(lambda _is_on: act())

    # What is done

    def _data(self) -> DataSet:
        return data_set_of(self._document.experiment)

    def _put(self, make: Callable[[DataSet], DataSet]) -> bool:
        """Put a changed data set in place, as one edit; say whether it was possible."""
        if not self._document.settle():
            return False
        try:
            data = make(self._data())
        except Problem as problem:
            self._document.tell(partial(self._document.problem_met.emit, problem))
            return False
        return self._document.perform(SetDataSet(data, EDITED))

    def _change(self, change: Callable[[DataSet, int], DataSet], shift: int) -> None:
        """Change the current column, and go to where it, the new one or its neighbour stands then."""
        column = self._column()
        if column.is_given and self._put(lambda data: change(data, column.place)):
            places = [k for k, each in enumerate(self._model.columns) if each.is_given]
            wanted = column.place + shift
            found = next((k for k in places if self._model.columns[k].place == wanted), places[-1])
            row = self._model.rows.row(self._document.moment.sample)
            self._view.setCurrentIndex(self._model.index(max(row, 0), found))

    def _set(self, place: int, **changes: object) -> None:
        self._put(lambda data: data.with_column(place, replace(data.columns[place], **changes)))  # type: ignore[arg-type]

    def _scale(self, place: int, kind: ScalingKind) -> None:
        self._put(lambda data: scaled(data, place, kind))

    def _fill(self, place: int, fill: Fill) -> None:
        self._put(lambda data: filled(data, place, fill))

    def _rename(self) -> None:
        column = self._column()
        if not column.is_given or not self._document.settle():
            return
        name = self._data().columns[column.place].name
        dialog = RenameDialog(self._view, self._document, RenameColumn(column.place, name, name))
        if ask(dialog):
            self._document.perform(dialog.edit())

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        for name, text in (
            ("column_menu", self.tr("Column menu")),
            ("sort", self.tr("S&ort: up, down, as trained")),
            ("rename", self.tr("Re&name...")),
            ("insert", self.tr("&Insert a column after it")),
            ("duplicate", self.tr("&Duplicate")),
            ("left", self.tr("Move &left")),
            ("right", self.tr("Move ri&ght")),
            ("remove", self.tr("R&emove")),
        ):
            self.actions_[name].setText(text)


def _with_new(data: DataSet, place: int) -> DataSet:
    return with_new_column(data, place + 1, data.columns[place].role)
