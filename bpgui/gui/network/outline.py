"""The network as a tree: layers, neurons, parameters. It mirrors the choice in the diagram and carries keyboard and
screen reader; numbers are edited, copied and pasted in it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.name_edit import Named, NameEdit
from bpgui.gui.document.number_delegate import NumberDelegate
from bpgui.gui.document.number_views import NumberTree, longest_number
from bpgui.gui.document.pasting import paste
from bpgui.gui.document.selection import Choice, NeuronChoice, next_number
from bpgui.gui.document.structure_menus import fill_layer_menu
from bpgui.gui.network.outline_model import OutlineModel
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.in_place import InPlaceEdit
from bpgui.gui.widgets.number_edit import copied_block
from bpgui.gui.widgets.refilled_menu import clear_menu
from bpgui.gui.widgets.theme import look
from bpgui.session.model.blocks import matrix_of

Index = QModelIndex | QPersistentModelIndex


@guarded
@follows_language
class Outline(QWidget):
    """The tree, in step with the document's choice."""

    menu_requested = Signal(object, QPoint)  #: the context menu of a choice is asked for, at a global point
    tabbed_out = Signal(int)  #: Tab leads on from the last number, or Shift+Tab back from the first

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self._document = document
        self.model = OutlineModel(document, self)
        self.view = NumberTree(self)
        self.view.setObjectName("outlineTree")
        self.view.setModel(self.model)
        self.view.setUniformRowHeights(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_up_editing()
        self.names = NameEdit(document, self.view.viewport())
        self.names.left.connect(self.view.setFocus)
        self.view.verticalScrollBar().valueChanged.connect(self.names.settle)
        self.view.setIndentation(14)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.header().setStretchLastSection(False)
        self.view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.view.header().setResizeContentsPrecision(0)  # ask only for what can be seen
        self.view.header().setMinimumSectionSize(56)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.addWidget(self.view)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self._is_mirroring = False
        self.view.customContextMenuRequested.connect(self._ask_menu)
        document.experiment_changed.connect(self._take_network)
        document.session_opened.connect(self._take_network)
        document.numbers_changed.connect(self.refresh)
        document.selection_changed.connect(self._mirror)
        document.digits_changed.connect(self._fit)
        look.changed.connect(self._follow_look)
        self.view.verticalScrollBar().valueChanged.connect(self.refresh)
        self._expand()
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give room to the numbers that come into sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.refresh)  # the network may be another one that the rows do not show yet

    def _follow_look(self) -> None:
        """Have other colours; texts of another size need another room."""
        if look.scale != self._scale:
            self._fit()
        self.view.viewport().update()

    def _fit(self) -> None:
        """Give the values the room that they need now."""
        self._scale = look.scale
        self.view.setColumnWidth(1, 0)
        self.refresh()

    def refresh(self) -> None:
        """Show the present values, in a column that only grows, so that nothing jumps; only what is visible is read."""
        least = self.view.columnWidth(1)
        if self._document.is_running:
            longest = longest_number(self.view, self._document.digits)  # asking for each value would take time
            least = max(least, longest)
        else:
            self.view.resizeColumnToContents(1)
        if self.view.columnWidth(1) < least:
            self.view.setColumnWidth(1, least)
        self.view.viewport().update()

    def _take_network(self) -> None:
        network = self._document.session.experiment.network
        if network is not self.model._network:
            self.model.take(network)
            self._expand()
            self._mirror()

    def _expand(self) -> None:
        if self._document.experiment.network.parameter_count <= 100:
            self.view.expandAll()
        else:
            for row in range(self.model.rowCount()):  # in half the time of expandToDepth
                self.view.setExpanded(self.model.index(row, 0), True)

    def _choose(self) -> None:
        """Choose what the chosen rows stand for; the current one comes first. Rows of layers stand for nothing."""
        chosen = self._choices()
        if chosen and not self._is_mirroring:
            current = self.model.choice_at(self.view.currentIndex())
            self._document.select(current if current in chosen else chosen[0], chosen)

    def _choices(self) -> list[Choice]:
        """Return what the chosen rows stand for, range by range: Qt's own list of rows takes seconds for thousands."""
        chosen = self.view.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        ranges = [(part.top(), part.bottom(), part.parent()) for part in parts]
        rows = (self.model.index(row, 0, above) for top, bottom, above in ranges for row in range(top, bottom + 1))
        found = (self.model.choice_at(index) for index in rows)
        return list(dict.fromkeys(choice for choice in found if choice is not None))

    def _mirror(self) -> None:
        """Choose the rows of all that is chosen; the main choice is the current one."""
        chosen = self._document.chosen
        current = self.model.choice_at(self.view.currentIndex())
        if not chosen or (current == chosen[0] and set(self._choices()) == set(chosen)):
            return
        self._is_mirroring = True
        try:
            rows, flags = self._rows_of(chosen[1:]), QItemSelectionModel.SelectionFlag
            main = self.model.index_of(chosen[0], max(self.view.currentIndex().column(), 0))
            # not the view's own way, which heeds the keys that are down
            self.view.selectionModel().setCurrentIndex(main, flags.ClearAndSelect | flags.Rows)
            self.view.selectionModel().select(rows, flags.Select | flags.Rows)
        finally:
            self._is_mirroring = False

    def _rows_of(self, choices: Sequence[Choice]) -> QItemSelection:
        """Return the rows of some things, neighbours as one range: Qt is slow with thousands of ranges."""
        rows, first, last = QItemSelection(), QModelIndex(), QModelIndex()
        for choice in choices:
            index = self.model.index_of(choice)
            if last.isValid() and index.row() == last.row() + 1 and index.parent() == last.parent():
                last = index
                continue
            if last.isValid():
                rows.append(QItemSelectionRange(first, last))
            first = last = index
        if last.isValid():
            rows.append(QItemSelectionRange(first, last))
        return rows

    def _ask_menu(self, place: QPoint) -> None:
        index, where = self.view.indexAt(place), self.view.viewport().mapToGlobal(place)
        choice = self.model.choice_at(index)
        if choice is not None:
            self.menu_requested.emit(choice, where)
        elif index.isValid() and self._document.settle():
            self.view.setCurrentIndex(index)
            self._fill_layer_menu()
            self._layer_menu.popup(where)

    def _fill_layer_menu(self) -> None:
        """Have the menu of the layer: copy and paste its numbers, and what can be done with it."""
        layer = self.layer
        clear_menu(self._layer_menu)
        self._layer_menu.addActions(self._layer_actions)
        if layer is not None:
            self._layer_menu.addSeparator()
            fill_layer_menu(self._layer_menu, self._document, layer, partial(self.rename, layer))

    # Editing

    @property
    def layer(self) -> int | None:
        """The layer whose row is the current one (0 = inputs); None where that is another row."""
        return self.model.layer_at(self.view.currentIndex())

    def rename(self, named: Named) -> None:
        """Open the name of a neuron or layer in its row."""
        if self._document.settle():
            self._document.pause()
            if isinstance(named, NeuronChoice):
                self._mirror()
                index = self.model.index_of(named)
            else:
                index = self.model.index(named, 0)
            self.view.scrollTo(index)
            self.names.open(named, self.view.visualRect(index))

    def _set_up_editing(self) -> None:
        delegate = NumberDelegate(self._document, self.model.edit_for, self.view)
        delegate.moved.connect(self._move_on)
        delegate.room_needed.connect(self._give_room)
        delegate.closed.connect(self._fit)
        delegate.block_pasted.connect(self._paste_at)
        self.view.setItemDelegateForColumn(1, delegate)
        number_at = lambda index: index.siblingAtColumn(1)  # noqa: E731
        self.view.set_up(self._document, number_at, self._copied, self._paste, by_click=True)
        self._layer_menu = QMenu(self)
        self._layer_menu.setObjectName("layerMenu")
        self._layer_actions = self.view.offer_copy_and_paste()
        self._layer_menu.addActions(self._layer_actions)
        self._document.session_left.connect(self._layer_menu.close)

    def edit(self, choice: Choice, text: str = "") -> None:
        """Open the number of a choice; `text` is typed into it."""
        self.view.open(self.model.index_of(choice, 1))
        self.view.scrollTo(self.view.currentIndex())
        editor = QApplication.focusWidget()
        if text and isinstance(editor, InPlaceEdit):
            editor.type_over(text)

    def _move_on(self, index: Index, step: int) -> None:
        """Open the next number, or the one before; at either end the tabs lead out."""
        choice = self.model.choice_at(index)
        following = None if choice is None else next_number(self._document.experiment.network, choice, step)
        if following is None:
            self.tabbed_out.emit(step)
        else:
            self.edit(following)

    def _give_room(self, column: int, width: int) -> None:
        """Show all of what is typed, as long as something is seen of the names."""
        most = self.view.viewport().width() - 6 * self.view.indentation()
        self.view.setColumnWidth(column, max(self.view.columnWidth(column), min(width, most)))

    def _copied(self) -> str:
        """Return the chosen numbers as a column, or the whole matrix of a layer as rows, one a source."""
        rows = self.view.selectionModel().selectedRows(1)
        if not rows:
            return ""
        layer = self.model.layer_at(rows[0])
        if layer is not None:
            moment, network = self._document.moment, self._document.experiment.network
            inputs = moment.inputs.tolist()
            return copied_block(matrix_of(network, layer, moment.parameters) if layer else [inputs])
        values = [
            self.model.value(index) for index in sorted(rows, key=lambda index: self.view.visualRect(index).top())
        ]
        return copied_block([[value] for value in values if value is not None])

    def _paste(self, text: str) -> None:
        rows = self.view.selectionModel().selectedRows(1)
        first = min(rows, key=lambda index: self.view.visualRect(index).top(), default=self.view.currentIndex())
        self._paste_at(first, text)

    def _paste_at(self, index: Index, text: str) -> None:
        layer, choice = self.model.layer_at(index), self.model.choice_at(index)
        paste(self._document, self, choice if layer is None else layer, text)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self._fit()
        self.setAccessibleName(self.tr("Outline"))
        self.view.setAccessibleName(self.tr("Network outline: layers, neurons, parameters"))
        for action, text in zip(self._layer_actions, (self.tr("&Copy"), self.tr("&Paste")), strict=True):
            action.setText(text)
