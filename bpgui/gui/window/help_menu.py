"""What Help offers of the program itself: its logs, and what it is."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from bpgui.gui.window.menus import Actions
from bpgui.session.basics.logs import log_folder
from bpgui.session.basics.problems import shown


class HelpMenu(QObject):
    """Opens them."""

    told = Signal(str)  #: a sentence for the notice

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        actions["about"].triggered.connect(self._about)
        actions["log_folder"].triggered.connect(self._open_logs)

    def _about(self) -> None:
        from bpgui.gui.window.reports import About

        about = self._window.findChild(About) or About(self._window)
        about.show()
        about.raise_()
        about.activateWindow()

    def _open_logs(self) -> None:
        folder = log_folder()
        if folder is None:
            self.told.emit(self.tr("There is no folder here that logs can be written to; bpgui --debug shows them."))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.told.emit(self.tr("The logs are in {folder}.").format(folder=shown(str(folder))))
