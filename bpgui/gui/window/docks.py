"""The docks around the diagram: which there are, what they are called, and how much room each has, now and later."""

from itertools import pairwise

from PySide6.QtCore import QByteArray, QEvent, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QTabBar, QVBoxLayout, QWidget

from bpgui.gui.widgets.theme import look
from bpgui.gui.window.preferences import WindowLayout
from bpgui.gui.window.whole_dock import WholeDock

LAYOUT_VERSION = 3
#: What a window manager may draw around a window.
FRAME = QSize(4, 36)

_AREA = Qt.DockWidgetArea
#: Where each dock stands at first.
_AREAS = {
    "data": _AREA.LeftDockWidgetArea,
    "outline": _AREA.LeftDockWidgetArea,
    "explanation": _AREA.RightDockWidgetArea,
    "experiment": _AREA.RightDockWidgetArea,
    "response": _AREA.RightDockWidgetArea,
    "plots": _AREA.BottomDockWidgetArea,
    "lesson": _AREA.LeftDockWidgetArea,
}


class Docks(QObject):
    """Makes the docks empty; `fill` puts the views in when they are there. That of "Your turn" is made elsewhere."""

    def __init__(self, window: QMainWindow, quiz: QDockWidget) -> None:
        super().__init__(window)
        self._window = window
        self.by_name: dict[str, QDockWidget] = {}
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)  # formulas need the height
        for name, area in _AREAS.items():
            self._add(name, area)
        window.tabifyDockWidget(self["outline"], self["lesson"])
        self["lesson"].hide()
        self.by_name["quiz"] = quiz
        window.addDockWidget(_AREA.RightDockWidgetArea, quiz)
        for before, name in pairwise(("explanation", "response", "experiment", "quiz")):
            window.tabifyDockWidget(self[before], self[name])
        self["explanation"].raise_()
        self.whole = WholeDock(window, self.by_name, LAYOUT_VERSION)

    def __getitem__(self, name: str) -> QDockWidget:
        return self.by_name[name]

    def _add(self, name: str, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"{name}_dock")
        body = QWidget(dock)
        body.setObjectName("dockBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(1, 0, 1, 1)
        dock.setWidget(body)
        self._window.addDockWidget(area, dock)
        self.by_name[name] = dock

    def fill(self, name: str, view: QWidget) -> None:
        """Put a view into its dock."""
        layout = self[name].widget().layout()
        assert layout is not None
        layout.addWidget(view)

    def show(self, name: str) -> None:
        """Show a dock, in front of those that share its place."""
        self[name].show()
        self[name].raise_()

    def list_in(self, menu: QMenu) -> None:
        """Add to a menu what shows and hides each."""
        for name, dock in self.by_name.items():
            action = dock.toggleViewAction()
            action.setObjectName(f"action_panel_{name}")
            menu.addAction(action)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        titles = {
            "data": self.tr("Data"),
            "outline": self.tr("Outline"),
            "explanation": self.tr("Explanation"),
            "experiment": self.tr("Experiment"),
            "response": self.tr("Response"),  # short: its tab stands beside two others
            "plots": self.tr("Plots"),
            "lesson": self.tr("Lesson"),
            "quiz": self.tr("Your turn"),
        }
        for name, dock in self.by_name.items():
            dock.setWindowTitle(titles[name])
            dock.setAccessibleName(titles[name])
        in_full = self.tr("What the network computes")
        self["response"].setAccessibleName(in_full)
        self["response"].toggleViewAction().setText(in_full)

    # Their room

    def size(self) -> None:
        """Give each the room that suits the window and the size of text."""
        width, height = self._window.width(), self._window.height()
        side = round(max(250, min(300, width // 5)) * min(look.scale, 1.5))
        side = min(side, max(250, width * 3 // 10))  # large text leaves room for the diagram
        right = max(
            side, width // 4, self["experiment"].minimumSizeHint().width(), min(self._titles_width(), width // 3)
        )
        self._window.resizeDocks([self["data"], self["explanation"]], [side, right], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self["data"], self["outline"]], [1, 1], Qt.Orientation.Vertical)
        self._window.resizeDocks([self["plots"]], [max(190, height * 3 // 10)], Qt.Orientation.Vertical)

    def _titles_width(self) -> int:
        """Return the width at which the tabs beside the explanation show their whole titles."""
        title = self["explanation"].windowTitle()
        bars = self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        own = (bar for bar in bars if title in [bar.tabText(k) for k in range(bar.count())])
        return max((bar.sizeHint().width() for bar in own), default=0)

    def size_if_new(self) -> None:
        """Give each its room where no start before kept another one."""
        if not self._is_kept:
            self.size()

    def restore(self, kept: WindowLayout) -> None:
        """Stand as at the end of the last start; at the first one in a window that fits the screen."""
        window = self._window
        self._at_first: QByteArray = window.saveState(LAYOUT_VERSION)
        geometry, panels = kept.parts(LAYOUT_VERSION) or (b"", b"")
        self._is_kept = window.restoreGeometry(geometry) and window.restoreState(panels, LAYOUT_VERSION)
        if not self._is_kept:
            screen = window.screen().availableGeometry()
            window.resize(min(1440, screen.width() - FRAME.width()), min(900, screen.height() - FRAME.height()))
            QTimer.singleShot(0, self, self.size)

    def reset(self) -> None:
        """Stand as at the first start."""
        # Where a panel or a border is being dragged Qt keeps places that are gone then, and crashes at the next drag.
        at, button, none = QPointF(self._window.rect().center()), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for held in (QWidget.mouseGrabber(), self._window):
            if isinstance(held, QDockWidget | QMainWindow):
                kind, keys = QEvent.Type.MouseButtonRelease, Qt.KeyboardModifier.NoModifier
                release = QMouseEvent(kind, at, self._window.mapToGlobal(at), button, none, keys)
                QApplication.sendEvent(held, release)
        self.whole.restore()
        self._window.restoreState(self._at_first, LAYOUT_VERSION)
        self.size()

    def layout(self) -> WindowLayout:
        """Return how window and docks stand, for the next start, which begins without a question."""
        self.whole.restore()
        self["quiz"].hide()
        geometry, panels = self._window.saveGeometry(), self._window.saveState(LAYOUT_VERSION)
        return WindowLayout.of(LAYOUT_VERSION, bytes(geometry.data()), bytes(panels.data()))

    def is_behind(self, widget: QWidget) -> bool:
        """Whether a widget's dock stands behind another, or it is a tab bar of docks that has nothing to show."""
        dock = next((dock for dock in self.by_name.values() if dock.isAncestorOf(widget)), None)
        outer = widget if dock is None and isinstance(widget, QTabBar) else dock
        return outer is not None and outer.visibleRegion().isEmpty()
