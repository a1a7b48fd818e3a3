"""The titles on the tabs of the explanation's side: whole, in smaller text where that of all else has no room."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look

#: Pixels: the size of all text at 100 %, and the smallest of a tab.
TEXT, LEAST = 13, 11


@guarded
class DockTitles(QObject):
    """Finds the tabs that have the title of `dock`; the window makes and removes them as docks are moved."""

    def __init__(self, window: QMainWindow, dock: QDockWidget) -> None:
        super().__init__(window)
        self._window, self._dock = window, dock
        self._widths = dict[tuple[object, ...], int]()
        self._fitted: tuple[object, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.fit)

    def width(self) -> int:
        """Return the width at which the tabs show whole titles at the size of all text; 0 without tabs."""
        bar = self._bar()
        if bar is None:
            return 0
        key = (look.scale, *_titles(bar))
        if key not in self._widths:
            bar.setStyleSheet("")
            self._widths[key], self._fitted = bar.sizeHint().width(), ()
            self._timer.start()
        return self._widths[key]

    def fit(self) -> None:
        """Write the titles as large as there is room."""
        bar, width = self._bar(), self.width()
        if bar is None or self._fitted == (key := (bar.width(), width, look.scale)):
            return
        self._fitted, size = key, round(TEXT * look.scale)
        bar.setStyleSheet("")
        while bar.sizeHint().width() > bar.width() and size > LEAST:
            size -= 1
            bar.setStyleSheet(f"QTabBar {{ font-size: {size}px; }}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the tabs."""
        if event.type() == QEvent.Type.Resize:
            self._timer.start()
        return False

    def _bar(self) -> QTabBar | None:
        # Qt makes and ends these as docks move; what findChildren finds would be kept as long as the window.
        bars = [child for child in self._window.children() if isinstance(child, QTabBar)]
        found = next((bar for bar in bars if self._dock.windowTitle() in _titles(bar)), None)
        if found is not None:
            found.installEventFilter(self)
        return found


def _titles(bar: QTabBar) -> list[str]:
    return [bar.tabText(k) for k in range(bar.count())]
