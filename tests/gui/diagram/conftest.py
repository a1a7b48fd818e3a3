"""The diagram as a window of its own, and hands to work it with."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.geometry import hit
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Hands:
    """A person at the diagram."""

    def __init__(self, qtbot: QtBot, view: DiagramView) -> None:
        self.qtbot, self.view = qtbot, view

    def place(self, choice: Choice) -> QPoint:
        """Where a thing stands in the viewport."""
        rect = self.view.arrangement.rect(choice)
        assert rect is not None
        return self.view.mapFromScene(rect.center())

    def ground(self, point: QPoint) -> bool:
        """Whether nothing stands at a point of the viewport."""
        place = self.view.mapToScene(point)
        return hit(self.view.arrangement, x=place.x(), y=place.y()) is None

    def click(self, choice: Choice, button: Qt.MouseButton = LEFT) -> None:
        self.qtbot.mouseClick(self.view.viewport(), button, pos=self.place(choice))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.view, key, modifiers)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget() or self.view, text)

    def mouse(self, kind: QMouseEvent.Type, point: QPoint, buttons: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
        button = LEFT if kind != QMouseEvent.Type.MouseMove else NONE
        where = QPointF(point)
        everywhere = QPointF(self.view.viewport().mapToGlobal(point))
        QApplication.sendEvent(self.view.viewport(), QMouseEvent(kind, where, everywhere, button, buttons, keys))

    def press(self, point: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.mouse(QMouseEvent.Type.MouseButtonPress, point, LEFT, keys)

    def move(self, point: QPoint, keys: Qt.KeyboardModifier = NO_KEYS, buttons: Qt.MouseButton = LEFT) -> None:
        self.mouse(QMouseEvent.Type.MouseMove, point, buttons, keys)

    def release(self, point: QPoint) -> None:
        self.mouse(QMouseEvent.Type.MouseButtonRelease, point, NONE, NO_KEYS)

    def hover(self, point: QPoint) -> None:
        self.move(point, buttons=NONE)

    def drag(self, choice: Choice, *steps: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press on a thing and move sideways, step by step, without letting go."""
        point = self.place(choice)
        self.press(point)
        for step in steps:
            point += QPoint(step, 0)
            self.move(point, keys)
        self.point = point


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> DiagramView:
    return shown(qtbot, document)


@pytest.fixture
def hands(qtbot: QtBot, view: DiagramView) -> Hands:
    return Hands(qtbot, view)


def shown(qtbot: QtBot, document: Document, width: int = 750, height: int = 500) -> DiagramView:
    view = DiagramView(document)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    return view
