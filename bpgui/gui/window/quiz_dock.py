"""The dock of "Your turn": open while the mode is on, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.learn.quiz import Quiz
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.window.menus import Actions

if TYPE_CHECKING:
    from bpgui.gui.learn.quiz_panel import QuizPanel


@guarded
class Scroll(QScrollArea):
    """Room for a panel that may be taller than a small window, but is never wider than its dock."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.setObjectName("quizScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel = panel
        self.setWidget(panel)

    def event(self, event: QEvent) -> bool:
        """Stay as wide as the panel needs."""
        if event.type() == QEvent.Type.LayoutRequest:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(self._panel.minimumSizeHint().width() + bar)
        return super().event(event)


class QuizDock(QDockWidget):
    """Holds the panel, which is made when the mode is switched on first."""

    def __init__(self, document: Document, quiz: Quiz, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("quiz_dock")
        self._document, self._quiz, self._action, self._window = document, quiz, actions["your_turn"], window
        self._panel: QuizPanel | None = None
        body = QWidget(self)
        body.setObjectName("dockBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(1, 0, 1, 1)
        self.setWidget(body)
        self.hide()
        self._action.setCheckable(True)
        actions.connect("your_turn", self._switch)
        self.toggleViewAction().toggled.connect(self._follow)

    def _switch(self, is_on: bool) -> None:
        self.setVisible(is_on)
        if is_on:
            self.raise_()

    def _follow(self, is_open: bool) -> None:
        """Begin or end the sitting with the dock, however it was opened or closed."""
        if is_open and not self._document.settle():
            self.hide()
            return
        self._action.setChecked(is_open)
        if is_open and self._panel is None:
            from bpgui.gui.learn.quiz_panel import QuizPanel

            self._panel = QuizPanel(self._document, self._quiz, self)
            self._column.addWidget(Scroll(self._panel))
        self._quiz.set_on(is_open)
        first = self._panel.answer if is_open and self._panel is not None else self._window.centralWidget()
        if first is not None:
            first.setFocus()
        if is_open:
            QTimer.singleShot(0, self, self._take_room)

    def _take_room(self) -> None:
        """Show all of the panel, where the docks below can spare the room."""
        if self._panel is None or self.isFloating():
            return
        height = self._panel.sizeHint().height() + 3 * self.fontMetrics().height()
        below = [dock for dock in self._window.findChildren(QDockWidget) if self._is_below(dock)]
        if not below:
            return
        spare = self.height() + sum(dock.height() for dock in below) - height
        left = max(1, spare // len(below))  # 0 is no size to Qt
        self._window.resizeDocks([self, *below], [height, *[left] * len(below)], Qt.Orientation.Vertical)

    def _is_below(self, dock: QDockWidget) -> bool:
        is_shown = dock.isVisible() and not dock.isFloating() and not dock.visibleRegion().isEmpty()
        area = self._window.dockWidgetArea
        return dock is not self and is_shown and area(dock) == area(self)
