"""What was learnt, in one place: what the network computes, and how right it is, with a switch between them."""

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.response.panel import ResponsePanel
from bpgui.gui.response.results_panel import ResultsPanel
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.tall_area import TallArea


@guarded
@follows_language
class SeenPanel(QWidget):
    """Two views under one tab of the window."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seenPanel")
        self.response, self.results = ResponsePanel(document), ResultsPanel(document)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        self.tabs, body = QTabBar(self), QStackedWidget(self)
        self.tabs.setObjectName("seenTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for view in (self.response, self.results):
            self.tabs.addTab("")
            body.addWidget(TallArea(view, body))
        column.addWidget(self.tabs)
        column.addWidget(body, 1)
        self.tabs.currentChanged.connect(body.setCurrentIndex)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.tabs.setAccessibleName(self.tr("What was learnt"))
        self.tabs.setTabText(0, self.tr("Computed"))
        self.tabs.setTabToolTip(0, self.tr("What the network computes over its inputs"))
        self.tabs.setTabText(1, self.tr("Errors"))
        self.tabs.setTabToolTip(1, self.tr("Which samples are predicted wrongly, and by how much"))
