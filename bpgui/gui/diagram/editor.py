"""The field in which a number of the diagram is typed, right where the number stands."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from bpgui.gui.diagram.tips import full_name
from bpgui.gui.diagram.values import Editable
from bpgui.gui.document import Document
from bpgui.gui.guard import guarded
from bpgui.gui.number_edit import NumberEdit
from bpgui.gui.theme import look

#: Keys that belong to the window: what is typed is kept before they act.
_WINDOW_KEYS = range(Qt.Key.Key_F3, Qt.Key.Key_F35 + 1)


@guarded
class ValueEditor(NumberEdit):
    """A number field over a value. Prediction and loss follow what is typed; Enter and clicking elsewhere keep it as
    one edit, Escape leaves the old number, an impossible number is refused with the reason."""

    left = Signal()  #: the field closed by a key; the diagram may have the focus again

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent, check=self._check_possible)
        self._document, self._ground = document, parent
        self._editable: Editable | None = None
        self._where: tuple[object, ...] = ()
        self.setObjectName("valueEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.hide()
        self.value_previewed.connect(self._preview_edit)
        self.value_committed.connect(self._keep)
        self.preview_ended.connect(self._drop_preview)
        self.edit_cancelled.connect(self._leave)
        document.moment_changed.connect(self._follow)
        document.session_left.connect(self._let_go)

    @property
    def editable(self) -> Editable | None:
        """What is being edited, None while the field is closed."""
        return self._editable

    def open(self, editable: Editable, place: QRectF, text: str = "") -> None:
        """Open over `place`, in the parent's coordinates; `text` is what was typed to open it."""
        self._document.pause()
        self._editable, self._where = editable, self._document.place
        self.setAccessibleName(full_name(self._document.experiment.network, editable.choice))
        self.setModified(False)
        self.set_value(editable.value)
        self.place(place)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        if text:
            self.setText("")
            self.insert(text)
            self.textEdited.emit(text)

    def place(self, place: QRectF) -> None:
        """Stand over this rectangle, large enough to be read and inside the parent."""
        room = self._ground.rect()
        typed = self.fontMetrics().horizontalAdvance(self.text()) + round(28 * look.scale)
        width = min(max(round(place.width()) + 12, round(112 * look.scale), typed), room.width())
        height = self.sizeHint().height()
        is_box = place.width() > 1.5 * place.height()
        left = round(place.right() + 5 - width if is_box else place.center().x() - width / 2)  # a neuron stays in sight
        top = round(place.center().y() - height / 2)
        left = min(max(left, 0), room.width() - width)
        top = min(max(top, 0), max(room.height() - height, 0))
        self.setGeometry(left, top, width, height)

    def settle(self) -> None:
        """Close: keep what was typed, or leave the old number where that is not possible."""
        if self._editable is None:
            return
        if not self.isModified():
            self._close()
        elif not self.commit():
            self.cancel()

    def _check_possible(self, value: float) -> None:
        if self._editable is not None:
            self._document.session.preview(self._editable.edit(value))

    def _preview_edit(self, value: float) -> None:
        if self._editable is not None:
            self._document.preview(self._editable.edit(value))

    def _keep(self, value: float) -> None:
        editable = self._editable
        self._close()
        if editable is not None:
            self._document.perform(editable.edit(value))

    def _drop_preview(self) -> None:
        self._document.preview(None)

    def _leave(self) -> None:
        self._close()
        self._document.preview(None)

    def _let_go(self) -> None:
        if self._editable is not None:
            self.cancel()

    def _close(self) -> None:
        if self._editable is None:
            return
        self._editable = None
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()

    def _follow(self) -> None:
        """Close when another moment is shown: the number would go to another place than the one it was typed for."""
        if self._editable is not None and self._document.place != self._where:
            self._leave()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the focus goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def _settle_before(self, event: QKeyEvent) -> None:
        if event.key() in _WINDOW_KEYS:
            self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed before a press elsewhere, or a key of the window, acts on it."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched) and watched.window() is self.window():
                self.settle()
        elif kind == QEvent.Type.ShortcutOverride and watched is self and isinstance(event, QKeyEvent):
            self._settle_before(event)
        return False
