"""Presentation: the whole screen for the diagram and one panel, with text that is read from the last row."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.theme import look, with_alpha
from bpgui.gui.window.dock_drags import let_go_of_all
from bpgui.gui.window.docks import Docks
from bpgui.gui.window.menus import Actions
from bpgui.gui.window.preferences import Preferences
from bpgui.gui.window.toolbar import MainToolBar

#: The text's size, unless a larger one was chosen.
SCALE = 1.5
#: Pixels of the pointer's halo, and the shape of the pointer in it.
HALO = 56
ARROW = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))
#: Pixels that the list of panels takes at most, at text of 100 %.
MOST = 240
#: The part of the window's width, or height, that the panel gets.
SHARE = 0.36


@dataclass(frozen=True)
class _Before:
    """How the window was."""

    panels: QByteArray
    size: QSize
    is_maximized: bool
    is_full: bool


@guarded
class Presentation(QObject):
    """Switches the mode on and off; whatever else ends it, the window is as it was."""

    def __init__(
        self,
        window: QMainWindow,
        docks: Docks,
        toolbar: MainToolBar,
        actions: Actions,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._toolbar, self._preferences = window, docks, toolbar, preferences
        self._action = actions["presentation"]
        self._action.setCheckable(True)
        self._before: _Before | None = None
        self._awaited: _Before | None = None
        self._name = "explanation"
        self.panel = ListBox(toolbar)
        self.panel.setObjectName("presentedPanel")
        self.panel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # as wide as there is room
        toolbar.add_end(self.panel)
        self.panel.activated.connect(self._choose)
        actions.connect("presentation", self._switch)
        actions.connect("reset_layout", self.leave)
        window.installEventFilter(self)
        look.changed.connect(self._point)
        self._point()

    @property
    def is_on(self) -> bool:
        """Whether the window is presented."""
        return self._before is not None

    def _switch(self, is_on: bool) -> None:
        if is_on:
            self._enter()
        else:
            self.leave()

    def _enter(self) -> None:
        window, self._awaited = self._window, None
        self._docks.whole.restore()
        self._docks.hold(True)
        self._before = _Before(window.saveState(), window.size(), window.isMaximized(), window.isFullScreen())
        window.menuBar().hide()
        self.retranslate()
        self._toolbar.show_end(1)
        self._show_panel()
        look.apply(self._preferences.theme, max(SCALE, self._preferences.text_size / 100))
        window.showFullScreen()
        QApplication.setOverrideCursor(_pointer())
        self._give_room()

    def leave(self) -> None:
        """Put everything back."""
        before, self._before = self._before, None
        if before is None:
            return
        window = self._window
        self._docks.whole.restore()
        QApplication.restoreOverrideCursor()
        self._toolbar.show_end(0)
        window.menuBar().show()
        look.apply(self._preferences.theme, self._preferences.text_size / 100)
        if before.is_maximized:
            window.showMaximized()
        elif not before.is_full:
            window.showNormal()
        let_go_of_all(window)
        window.restoreState(before.panels)
        self._docks.hold(False)
        self._awaited = before  # until the window system has given the former size back
        self._action.setChecked(False)

    # The panel

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.panel.clear()
        for name, dock in self._docks.by_name.items():
            self.panel.addItem(dock.windowTitle(), name)
        self.panel.addItem(self.tr("No panel"), "")
        self.panel.setCurrentIndex(self.panel.findData(self._name))
        self.panel.setAccessibleName(self.tr("Panel beside the diagram"))
        self.panel.setToolTip(self.tr("Panel beside the diagram"))

    def _choose(self) -> None:
        self._name = str(self.panel.currentData())
        self._show_panel()
        self._give_room()

    def _show_panel(self) -> None:
        for name, dock in self._docks.by_name.items():
            dock.setVisible(name == self._name)

    def _give_room(self) -> None:
        QTimer.singleShot(0, self, self._size_panel)

    def _size_panel(self) -> None:
        dock = self._docks.by_name.get(self._name)
        if not self.is_on or dock is None:
            return
        area = self._window.dockWidgetArea(dock)
        is_below = area in (Qt.DockWidgetArea.BottomDockWidgetArea, Qt.DockWidgetArea.TopDockWidgetArea)
        room = self._window.height() if is_below else self._window.width()
        way = Qt.Orientation.Vertical if is_below else Qt.Orientation.Horizontal
        self._window.resizeDocks([dock], [round(room * SHARE)], way)

    # What ends it

    def _point(self) -> None:
        """Draw the pointer in the colours that hold now, and let the list of panels be no wider than a name needs."""
        self.panel.setMaximumWidth(round(MOST * look.scale))
        if self.is_on:
            QApplication.changeOverrideCursor(_pointer())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave by Escape, where nothing else wants it, and before the window closes."""
        awaited = self._awaited
        if awaited is not None and event.type() == QEvent.Type.Resize and self._window.size() == awaited.size:
            self._awaited = None
            let_go_of_all(self._window)
            self._window.restoreState(awaited.panels)
        if not self.is_on:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if event.type() == QEvent.Type.Close:
            self.leave()
        return False


def _pointer() -> QCursor:
    """Return the pointer in a halo that is seen from far away."""
    ratio = QApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(HALO * ratio), round(HALO * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(with_alpha("#FFB300", 230), 3))
    painter.setBrush(with_alpha("#FFD54F", 90))
    painter.drawEllipse(QPointF(HALO / 2, HALO / 2), HALO / 2 - 2, HALO / 2 - 2)
    painter.translate(HALO / 2, HALO / 2)
    painter.setPen(QPen(QColor("#FFFFFF"), 1.5))
    painter.setBrush(QColor("#10131A"))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in ARROW]))
    painter.end()
    return QCursor(picture, HALO // 2, HALO // 2)
