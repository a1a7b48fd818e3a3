"""The small field over the diagram in which a neuron or weight is found by its name."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.tips import full_name
from bpgui.gui.document.finding import found
from bpgui.gui.document.selection import Choice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.theme import look

#: Pixels at text size 100 %, and from the corner.
WIDTH, MARGIN = 260, 10


@guarded
@follows_language
class FindField(QLineEdit):
    """What is meant is offered while one types; Enter chooses it and brings it in sight, Escape closes the field."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view)
        self._view = view
        self._found: list[Choice] = []
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._offers = QListView(self)
        self._offers.setObjectName("findOffers")
        completer.setPopup(self._offers)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # one of two signals of this name
        self.setCompleter(completer)
        self.setObjectName("findField")
        self.textEdited.connect(self._offer)
        view.document.experiment_changed.connect(self._offer_again)
        view.installEventFilter(self)
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Open in the corner of the diagram, ready to be typed into."""
        self._place()
        self._offer()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _place(self) -> None:
        width = min(round(WIDTH * look.scale), self._view.width() - 2 * MARGIN)
        self.setGeometry(self._view.width() - width - MARGIN, MARGIN, width, self.sizeHint().height())

    def _offer_again(self) -> None:
        if self.isVisible():
            self._offer()

    def _offer(self) -> None:
        """Offer what may be meant."""
        network = self._view.document.session.experiment.network
        self._found = found(network, self.text())
        self._offered.setStringList([full_name(network, choice) for choice in self._found])

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self._found):
            self._choose(self._found[index.row()])

    def _choose(self, choice: Choice) -> None:
        self._close()
        self._view.document.select(choice)

    def _close(self) -> None:
        self._offers.hide()
        self.hide()
        self._view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the offer that is chosen, else the first; Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            offers = self._offers
            if offers.isVisible() and offers.currentIndex().isValid():
                self._take(offers.currentIndex())
            elif self._found:
                self._choose(self._found[0])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that the window would take for something else: here they are typed."""
        own = (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Delete)
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go where the person goes on elsewhere; the list of offers is no such place."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Find a neuron or weight"))
        self.setPlaceholderText(self.tr("Name of a neuron or weight"))
