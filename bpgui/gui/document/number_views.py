"""What a tree and a table of numbers have in common: how a number is opened, left, copied and pasted."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QTreeView

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.in_place import opens_field
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.numbers import display, readable

if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    _View = object  # to Qt a class has one Qt class above it
Index = QModelIndex | QPersistentModelIndex
TRIGGERS = QAbstractItemView.EditTrigger
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class _NumberView(_View):
    """Opens a number by Enter, F2, typing and a double click; by one click while another number is open.

    `number_at(index)` is the cell with the number that an index stands for.
    """

    def set_up(
        self,
        document: Document,
        number_at: Callable[[QModelIndex], QModelIndex],
        copied: Callable[[], str],
        paste: Callable[[str], None],
        *,
        by_click: bool,
    ) -> None:
        """Be ready. `by_click`: one click on a number opens it always."""
        self._document, self._number_at, self._by_click = document, number_at, by_click
        self._copied, self._to_paste = copied, paste
        self._to_open = QPersistentModelIndex()
        self.setEditTriggers(TRIGGERS.DoubleClicked | TRIGGERS.AnyKeyPressed)

    def open(self, index: QModelIndex) -> None:
        """Choose a cell and open its number, once what is typed elsewhere is kept."""
        if self._document.settle():
            self.setCurrentIndex(index)
            self.edit(index)

    def _can_be_opened(self, index: Index) -> bool:
        return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep what is typed before anything else becomes the current one."""
        was_open = self._document.editors.is_open
        if not self._document.settle():
            return
        super().mousePressEvent(event)
        index, keys = self.indexAt(event.position().toPoint()), event.modifiers()
        is_plain = event.button() == Qt.MouseButton.LeftButton and not keys
        if is_plain and (was_open or self._by_click) and self._can_be_opened(index):
            self._to_open = QPersistentModelIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the number that was clicked, where one click does."""
        super().mouseReleaseEvent(event)
        place, self._to_open = self._to_open, QPersistentModelIndex()
        if place.isValid() and self.indexAt(event.position().toPoint()) == place:
            self.open(self.model().index(place.row(), place.column(), place.parent()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2 and typing open the number of the current row, wherever in it the choice is; copy, paste."""
        index = self._number_at(self.currentIndex()) if self.currentIndex().isValid() else QModelIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not self._can_be_opened(index) or not (event.key() in _ENTER or opens_field(event)):
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.open(index)
        elif self._document.settle():
            self.setCurrentIndex(index)
            self.edit(index, TRIGGERS.AnyKeyPressed, event)

    def paste(self) -> None:
        """Put what is copied where the choice is."""
        self._to_paste(QGuiApplication.clipboard().text())

    def copy(self) -> None:
        """Copy what is chosen."""
        text = self._copied()
        if text:
            QGuiApplication.clipboard().setText(text)

    def offer_copy_and_paste(self) -> tuple[QAction, QAction]:
        """Return both as entries of a menu, for a mouse alone."""
        keys, context = QKeySequence.StandardKey, Qt.ShortcutContext.WidgetShortcut
        copy, paste = QAction(self), QAction(self)
        for action, name, standard, slot in (
            (copy, "copyCells", keys.Copy, self.copy),
            (paste, "pasteCells", keys.Paste, self.paste),
        ):
            action.setObjectName(name)
            action.setShortcut(standard)
            action.setShortcutContext(context)
            action.triggered.connect(slot)
        return copy, paste


def longest_number(view: QAbstractItemView, digits: int) -> int:
    """Return the pixels that the longest number of so many digits takes in a cell, in the weight of a current row."""
    return room_for(view, [readable(display(-8.8888888888888888e-11, digits))])


def room_for(view: QAbstractItemView, texts: Iterable[str]) -> int:
    """Return the pixels that the widest of these texts takes in a cell, in the weight of a current row.

    A view's own hint asks for all roles of each cell, which takes ten times longer.
    """
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.font.setWeight(QFont.Weight.DemiBold)
    option.fontMetrics = QFontMetrics(option.font)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text = max(texts, key=option.fontMetrics.horizontalAdvance, default="")
    kind = QStyle.ContentsType.CT_ItemViewItem
    return view.style().sizeFromContents(kind, option, QSize(), view).width() + 2


@guarded
class NumberTree(_NumberView, QTreeView):
    """A tree of numbers. While the look changes, Qt would lay thousands of rows out five times: once is enough."""

    def doItemsLayout(self) -> None:
        """Lay all rows out, now or soon."""
        if look.is_changing:
            self.scheduleDelayedItemsLayout()
        else:
            super().doItemsLayout()


@guarded
class NumberTable(_NumberView, QTableView):
    """A table of numbers. Its headers choose rows and columns: they too wait until what is typed is kept."""

    def watch_headers(self) -> None:
        """Be asked before a header is pressed: once the headers are there that it is to have."""
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.viewport().installEventFilter(self)

    def room_seen(self, column: int) -> int:
        """Return the pixels that the longest text in sight of a column takes."""
        texts = (self.model().index(row, column).data() for row in self.rows_seen())
        return room_for(self, (text for text in texts if isinstance(text, str)))

    def rows_seen(self) -> range:
        """Return the rows of which something is in sight."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        return range(max(first, 0), (self.model().rowCount() if last < 0 else last + 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed before a header is pressed."""
        if event.type() == QEvent.Type.MouseButtonPress and not self._document.settle():
            return True
        return super().eventFilter(watched, event)
