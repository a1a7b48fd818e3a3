"""One dock as the whole window, and back: all others step aside meanwhile."""

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from bpgui.gui.window.dock_drags import let_go_of_all


class WholeDock(QObject):
    """Remembers how the docks stood, and brings that back by Escape, or when it is asked for again."""

    def __init__(self, window: QMainWindow, docks: dict[str, QDockWidget], version: int) -> None:
        super().__init__(window)
        self._window, self._docks, self._version = window, docks, version
        self._centre = window.centralWidget() or window
        self._before: QByteArray | None = None
        self._escape = QShortcut(Qt.Key.Key_Escape, window, context=Qt.ShortcutContext.WindowShortcut)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.restore)

    @property
    def is_whole(self) -> bool:
        """Whether a dock is the whole window now."""
        return self._before is not None

    def toggle(self) -> None:
        """Show the dock that has the focus alone, the centre where none has it, or all as they were."""
        self.show(self._focused())

    def show(self, dock: QDockWidget | None) -> None:
        """Show a dock alone, None for the centre, or all as they were."""
        if self._before is not None:
            self.restore()
            return
        self._before = self._window.saveState(self._version)
        for other in self._docks.values():
            other.setVisible(other is dock)
        if dock is not None:
            dock.setFloating(False)
            self._centre.hide()
        self._escape.setEnabled(True)

    def restore(self) -> None:
        """Let all docks stand as before."""
        if self._before is None:
            return
        before, self._before = self._before, None
        focused = QApplication.focusWidget()
        self._escape.setEnabled(False)
        self._centre.show()
        let_go_of_all(self._window)
        self._window.restoreState(before, self._version)
        if focused is not None and focused.isVisible():
            focused.setFocus()

    def _focused(self) -> QDockWidget | None:
        widget = QApplication.focusWidget()
        return next((dock for dock in self._docks.values() if widget is not None and dock.isAncestorOf(widget)), None)
