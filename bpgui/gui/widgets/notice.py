"""One line that tells what happened and may offer what to do; it never stops the person."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label

#: Milliseconds that a notice without an offer stays.
STAY = 9000
#: Pixels between the card and the edges of its parent.
MARGIN = 14


@guarded
@follows_language
class Notice(QFrame):
    """A card over the bottom of its parent, which it never pushes aside; hidden when there is nothing to tell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._place_in = parent
        parent.installEventFilter(self)
        self._label = Label(self)
        self._label.setObjectName("noticeText")
        self._label.setWordWrap(True)
        self._offer = QPushButton(self)
        self._offer.setObjectName("noticeOffer")
        self._offer.clicked.connect(self._accept)
        self._close = QToolButton(self)
        self._close.setObjectName("noticeClose")
        self._close.setText("✕")
        self._close.clicked.connect(self.hide)
        self._action: Callable[[], None] | None = None
        self._holds: Callable[[], bool] = lambda: True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(self._label, 1)
        row.addWidget(self._offer)
        row.addWidget(self._close)
        self.retranslate()
        self.hide()

    def text(self) -> str:
        """Return what is told now."""
        return "" if self.isHidden() else self._label.text()

    @property
    def is_wrong(self) -> bool:
        """Whether what is told now is that something went wrong."""
        return not self.isHidden() and bool(self._label.property("wrong"))

    def tell(
        self,
        text: str,
        *,
        wrong: bool = False,
        offer: str = "",
        action: Callable[[], None] | None = None,
        holds: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show one sentence, as long as it `holds`; with `offer` a button that does `action`."""
        self._holds = holds
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self._label.setProperty("wrong", wrong)
        self._label.style().polish(self._label)
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        self._action = action
        self.show()
        self._place()
        self._timer.stop()
        if not offer:
            self._timer.start(STAY)
        QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def withdraw(self, action: Callable[[], None]) -> None:
        """Hide the notice that offers this, where it is still there."""
        if self._action == action:
            self.hide()

    def review(self) -> None:
        """End where what was told does not hold any more."""
        if not self.isHidden() and not self._holds():
            self.hide()

    def _place(self) -> None:
        parent = self._place_in
        beside = self.sizeHint().width() - self._label.sizeHint().width()
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + beside + MARGIN
        width = min(parent.width() - 2 * MARGIN, max(wanted, self.minimumSizeHint().width()))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - MARGIN, width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Notice"))
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.setToolTip(self.tr("Close the notice"))
