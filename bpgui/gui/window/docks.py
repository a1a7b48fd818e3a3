"""The docks around the diagram: which there are, what they are called, and how much room each has, now and later."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QStyle,
    QTabBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look
from bpgui.gui.window.dock_drags import is_panel_dragged, let_go_of_all
from bpgui.gui.window.dock_titles import DockTitles
from bpgui.gui.window.preferences import WindowLayout
from bpgui.gui.window.share import STAY, Side, share, too_low
from bpgui.gui.window.whole_dock import WholeDock

LAYOUT_VERSION = 3
#: What a window manager may draw around a window.
FRAME = QSize(4, 36)

#: The window is no smaller; panels give way before that.
MIN_SIZE = 720, 480
#: Milliseconds from one look whether a panel is still being dragged to the next.
MEANWHILE = 100
#: Pixels by which a side may be off the size that it was given.
NEAR = 3
#: The margin above the diagram.
TOP = 8

_AREA = Qt.DockWidgetArea
_SIDES = {
    _AREA.LeftDockWidgetArea: "left",
    _AREA.RightDockWidgetArea: "right",
    _AREA.TopDockWidgetArea: "below",
    _AREA.BottomDockWidgetArea: "below",
}
#: What a dock takes at least at text of 100 %, as long as its view is not there.
_EMPTY = {"data": QSize(290, 150), "plots": QSize(75, 180)}
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


@guarded
class Docks(QObject):
    """Makes the docks empty; `fill` puts the views in when they are there. That of "Your turn" is made elsewhere."""

    def __init__(
        self, window: QMainWindow, quiz: QDockWidget, wanted: Callable[[], Sequence[Callable[[int, int], bool]]]
    ) -> None:
        super().__init__(window)
        self._window, self._wanted = window, wanted
        self._gone, self._front, self._kept = set[str](), set[str](), set[str]()
        self._filled, self._chosen, self._given = set[str](), set[str](), dict[str, int]()
        self._is_held = self._is_narrowed = self._is_border_held = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._arrange)
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
        self._titles = DockTitles(window, self["explanation"])
        self.whole = WholeDock(window, self.by_name, LAYOUT_VERSION)
        for dock in self.by_name.values():
            toggle = dock.toggleViewAction()
            toggle.toggled.connect(self.schedule)
            toggle.triggered.disconnect()  # Qt's own slot, which lets go of nothing
            toggle.triggered.connect(partial(self._toggle, dock))
        window.setMinimumSize(*MIN_SIZE)
        window.installEventFilter(self)

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
        view.show()  # else its size counts for nothing before the event loop has turned
        self[name].widget().updateGeometry()  # as it does not while its dock has given way
        self._filled.add(name)
        self.schedule()

    def show(self, name: str) -> None:
        """Show a dock, in front of those that share its place."""
        let_go_of_all(self._window)
        self[name].show()
        self[name].raise_()

    def _toggle(self, dock: QDockWidget) -> None:
        let_go_of_all(self._window)
        if dock.toggleViewAction().isChecked():
            dock.show()
        else:
            dock.close()

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
        self._kept.clear()
        self._arrange(anew=True)

    def schedule(self) -> None:
        """Share the room anew, once all that happens now has happened."""
        self._timer.start()

    def hold(self, is_held: bool) -> None:
        """Let somebody else say who has room, or no longer."""
        self._is_held = is_held
        self.schedule()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and the borders between panels, whose mouse events the window gets."""
        if event.type() == QEvent.Type.Resize:
            self.schedule()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._is_border_held = True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._is_border_held:
            self._is_border_held = False
            self._chosen |= self._moved()
        return False

    def _arrange(self, *, anew: bool = False) -> None:
        """Let panels give way or come back, and have their part of the width.

        Sizes that a person chose stay where the diagram has room beside them.
        """
        if self._is_held or self.whole.is_whole:
            return
        if is_panel_dragged():
            QTimer.singleShot(MEANWHILE, self, self.schedule)
            return
        self._kept |= {name for name in self._gone if not self[name].isHidden()}  # it was asked for
        self._gone -= self._kept
        bars = (self._window.menuBar(), self._window.statusBar(), *self._window.findChildren(QToolBar))
        height = self._window.height() - sum(bar.height() for bar in bars if bar.isVisible())
        room, sides = (self._window.width(), height - TOP), self._sides()
        shares = share(room, sides, self._wanted(), frozenset(self._kept))
        gone = {name for side in shares.gone for name in sides[side].panels}
        gone |= too_low(room[1] - shares.sizes.get("below", 0), room[1], look.scale, sides, self._kept)
        before, self._gone = self._gone, gone
        self._front |= {name for name in gone - before if not self.is_behind(self[name].widget())}
        if before != gone:
            let_go_of_all(self._window)
        for name in before ^ gone:
            self[name].setVisible(name not in gone)
        for name in self._front - gone:
            if not any(other in self._window.tabifiedDockWidgets(self[name]) for other in self._staying()):
                self[name].raise_()
        self._front &= gone
        if anew or gone != before or shares.is_narrowed or self._is_narrowed:
            self._is_narrowed = shares.is_narrowed
            self._chosen.clear()
        elif shares.sizes == self._given:
            return
        is_first, self._given = not self._given, dict(shares.sizes)
        if is_first and self._is_kept:
            self._chosen = self._moved()  # by a person, in an earlier start
        QTimer.singleShot(0, self, self._give)

    def _staying(self) -> list[QDockWidget]:
        """Return the panels that somebody works in now."""
        return [self[name] for name in STAY if not self[name].isHidden()]

    def _standing(self) -> dict[str, list[str]]:
        """Return the panels on each side, with those that have given way."""
        sides: dict[str, list[str]] = {}
        for name, dock in self.by_name.items():
            area = self._window.dockWidgetArea(dock)  # no area: among others that are being dragged together
            if (name in self._gone or not dock.isHidden()) and not dock.isFloating() and area in _SIDES:
                sides.setdefault(_SIDES[area], []).append(name)
        return sides

    def _sides(self) -> dict[str, Side]:
        """Measure what stands on each side."""
        width, height = self._window.width(), self._window.height()
        left = round(max(250, min(300, width // 5), width // 6) * min(look.scale, 1.5))
        left = min(left, max(250, width * 3 // 10))  # large text leaves room for the diagram
        right = max(left, width // 4, min(self._titles.width(), width * 3 // 8))
        usual = {"left": left, "right": right, "below": max(190, height * 3 // 10)}
        border, corner, found = self._border(), self._window.corner(Qt.Corner.BottomLeftCorner), {}
        for side, names in self._standing().items():
            hints = [self._least(name) for name in names]
            across = max(hint.width() for hint in hints)
            least = max(hint.height() for hint in hints) if side == "below" else across
            least = max(least, min(self._titles.width(), width * 3 // 10)) if "explanation" in names else least
            most = max(usual[side], least)
            is_below, reaches_down = side == "below", side == "left" and corner == _AREA.LeftDockWidgetArea
            found[side] = Side(
                least + border, most + border, frozenset(names), is_below, across if is_below else 0, reaches_down
            )
        return found

    def _least(self, name: str) -> QSize:
        """Return what a dock takes at least."""
        hint = self[name].minimumSizeHint()
        return hint if name in self._filled else hint.expandedTo(_EMPTY.get(name, QSize()) * look.scale)

    def _give(self) -> None:
        """Give each side its size, unless a person chose another."""
        for side, dock in self._seen().items():
            if side in self._given and side not in self._chosen:
                way = Qt.Orientation.Vertical if side == "below" else Qt.Orientation.Horizontal
                self._window.resizeDocks([dock], [self._given[side] - self._border()], way)
        if self["lesson"].isHidden():
            self._window.resizeDocks([self["data"], self["outline"]], [2, 1], Qt.Orientation.Vertical)
        self._titles.fit()

    def _seen(self) -> dict[str, QDockWidget]:
        """Return a dock of each side that shows one."""
        shown = {
            side: [self[name] for name in names if not self[name].isHidden()]
            for side, names in self._standing().items()
        }
        return {side: docks[0] for side, docks in shown.items() if docks}

    def _moved(self) -> set[str]:
        """Return the sides whose size is another than the one given."""
        sizes = {side: dock.height() if side == "below" else dock.width() for side, dock in self._seen().items()}
        return {side for side, size in sizes.items() if abs(size + self._border() - self._given.get(side, 0)) > NEAR}

    def _border(self) -> int:
        extent = QStyle.PixelMetric.PM_DockWidgetSeparatorExtent
        return self._window.style().pixelMetric(extent, None, self._window)

    def size_if_new(self) -> None:
        """Give each its room now that its view is there; what an earlier start kept stays where there is room."""
        self._arrange(anew=not self._is_kept)

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
        self.whole.restore()
        self._gone.clear()
        self._window.restoreState(self._at_first, LAYOUT_VERSION)
        self.size()

    def layout(self) -> WindowLayout:
        """Return how window and docks stand, for the next start, which begins without a question."""
        self.whole.restore()
        for name in self._gone:
            self[name].show()
        self["quiz"].hide()
        geometry, panels = self._window.saveGeometry(), self._window.saveState(LAYOUT_VERSION)
        return WindowLayout.of(LAYOUT_VERSION, bytes(geometry.data()), bytes(panels.data()))

    def is_behind(self, widget: QWidget) -> bool:
        """Whether a widget's dock stands behind another, or it is a tab bar of docks that has nothing to show."""
        dock = next((dock for dock in self.by_name.values() if dock.isAncestorOf(widget)), None)
        outer = widget if dock is None and isinstance(widget, QTabBar) else dock
        return outer is not None and outer.visibleRegion().isEmpty()
