"""A person at the window, whose actions are counted."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from bpgui.gui.document.selection import Choice
from bpgui.gui.window.main_window import MainWindow


class Person:
    """Types, presses and points, and counts it: a number with its Tab or Enter is one action."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.actions = window, 0

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, keys)

    def type(self, text: str, end: Qt.Key) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        self.press(end)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.actions += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center() if place is None else place)

    def double_click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.click(widget, place)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center() if place is None else place)

    def click_number(self, choice: Choice) -> None:
        diagram = self.window.diagram
        place = diagram.screen_rect(choice)
        assert place is not None
        self.click(diagram.viewport(), diagram.viewport().mapFromGlobal(place.center()))

    def double_click_cell(self, row: int) -> None:
        view = self.window.table.view
        self.double_click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())

    def choose(self, box: QComboBox, name: str) -> None:
        """Open a list and choose an entry, as with two clicks: Qt takes none in a list on the offscreen platform."""
        self.click(box)
        view = box.view()
        view.setCurrentIndex(box.model().index(box.findData(name), 0))
        self.actions += 1
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert (box.currentData(), view.isVisible()) == (name, False)

    def tick(self, box: QCheckBox) -> None:
        """Click on the little square of a box."""
        self.click(box, QPoint(10, box.height() // 2))
