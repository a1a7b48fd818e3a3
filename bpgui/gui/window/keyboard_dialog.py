"""Help > Keyboard: all keys, by menu and view, and a line to search them."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain
from bpgui.gui.window.actions import ACTIONS, action_text
from bpgui.gui.window.menus import MENUS

#: A title, and under it pairs of keys and what they do.
Section = tuple[str, Sequence[tuple[str, str]]]


@guarded
@follows_language
class KeyboardDialog(QDialog):
    """The keys of the menus, and those of the views, which `tables` names in the present language."""

    def __init__(self, parent: QWidget, tables: Callable[[], Sequence[Section]]) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.resize(600, 620)
        self._tables, self._table, self._titles = tables, QTableWidget(0, 2, self), list[int]()
        self.search, self.nothing = QLineEdit(self), Label(self)
        self.search.setObjectName("keysSearch")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.nothing.setObjectName("keysNothing")
        self.nothing.setProperty("quiet", True)
        self._table.setObjectName("keys")
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setShowGrid(False)
        self._table.setWordWrap(True)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.search, self._table, self.nothing, buttons):
            layout.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setWindowTitle(self.tr("Keyboard"))
        self._table.setAccessibleName(self.tr("Keyboard"))
        self.search.setPlaceholderText(self.tr("Search a key or what it does"))
        self.search.setAccessibleName(self.tr("Search a key or what it does"))
        self.nothing.setText(self.tr("No key is called so."))
        self._table.setHorizontalHeaderLabels([self.tr("Keys"), self.tr("What they do")])
        sections = [*_menu_sections(), *self._tables()]
        self._table.clearSpans()
        self._table.setRowCount(sum(1 + len(rows) for _, rows in sections))
        row, self._titles = 0, []
        for title, rows in sections:
            self._titles.append(row)
            self._table.setSpan(row, 0, 1, 2)
            for cells in ((title, ""), *rows):
                self._write(row, cells, is_title=row == self._titles[-1])
                row += 1
        self._filter()
        self._table.resizeRowsToContents()

    def _write(self, row: int, cells: tuple[str, str], *, is_title: bool) -> None:
        for column, cell in enumerate(cells):
            item = QTableWidgetItem(cell)
            font = item.font()
            font.setBold(is_title)
            item.setFont(font)
            self._table.setItem(row, column, item)

    def _filter(self) -> None:
        """Show what is searched, by any part of the keys or words; a section without any of it goes with its title."""
        wanted = self.search.text().casefold().split()
        is_found = False
        for first, end in zip(self._titles, [*self._titles[1:], self._table.rowCount()], strict=True):
            title = self._text(first)
            hits = [all(word in f"{title} {self._text(row)}" for word in wanted) for row in range(first + 1, end)]
            for row, hit in enumerate([any(hits), *hits], first):
                self._table.setRowHidden(row, not hit)
            is_found = is_found or any(hits)
        self.nothing.setVisible(not is_found)

    def _text(self, row: int) -> str:
        items = (self._table.item(row, column) for column in range(2))
        return " ".join(item.text() for item in items if item is not None).casefold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let long texts wrap into the width there is."""
        super().resizeEvent(event)
        self._table.resizeRowsToContents()


def _menu_sections() -> Iterator[Section]:
    """Yield the keys of each menu, in its order."""
    specs = {spec.name: spec for spec in ACTIONS if spec.keys}
    named = {name for _, _, entries in MENUS for name in entries}
    for _, title, entries in MENUS:
        rows = [(_keys(specs[name].keys), plain(action_text(specs[name].text))) for name in entries if name in specs]
        if rows:
            yield plain(action_text(title)), rows
    rest = [(_keys(spec.keys), plain(action_text(spec.text))) for spec in specs.values() if spec.name not in named]
    if rest:
        yield QCoreApplication.translate("KeyboardDialog", "Everywhere"), rest


def _keys(keys: Sequence[str]) -> str:
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
