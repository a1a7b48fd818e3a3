"""A number in a cell that the edge of the view cuts off."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.document.number_delegate import NumberDelegate
from bpgui.session.model.edits import SetParameter


def test_a_number_is_written_into_what_is_seen_of_its_cell(qtbot: QtBot, document: Document) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 2, view)
    for column in range(2):
        model.setItem(0, column, QStandardItem("0.191"))
    view.setModel(model)
    delegate = NumberDelegate(document, lambda _index, value: SetParameter("w1", value), view)
    view.resize(150, 100)
    view.show()

    def room(index: QModelIndex) -> int:
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = view.visualRect(index)
        delegate.initStyleOption(option, index)
        return option.rect.right()

    first, second = model.index(0, 0), model.index(0, 1)
    assert view.visualRect(second).right() > view.viewport().width()
    assert room(first) == view.visualRect(first).right()
    assert room(second) == view.viewport().width() - 1
