"""The list of the article's figures in the Learn menu."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from bpgui.gui.document.document import Document
from bpgui.gui.explanation.titles import FIGURES, figure_title


class FigureMenu(QObject):
    """Fills a menu with the eighteen figures; each asks the document to show it."""

    def __init__(self, menu: QMenu, document: Document) -> None:
        super().__init__(menu)
        self._document = document
        self._actions = {number: menu.addAction("") for number in FIGURES}
        for number, action in self._actions.items():
            action.setObjectName(f"action_figure_{number}")
            action.setData(number)
            action.triggered.connect(self._show)
        menu.aboutToShow.connect(self.retranslate)  # names and language may be others
        self.retranslate()

    def retranslate(self) -> None:
        """Write the titles in the present language, with the present network's names."""
        for number, action in self._actions.items():
            action.setText(figure_title(number, self._document.experiment.network))

    def _show(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._document.focus.show_figure(action.data())
