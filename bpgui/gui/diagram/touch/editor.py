"""The field in which a number of the diagram is typed, right where the number stands."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from bpgui.gui.diagram.touch.tips import full_name
from bpgui.gui.diagram.touch.values import Editable
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.in_place import InPlaceEdit
from bpgui.gui.widgets.theme import look

#: Widths at text size 100 %: the least that is read, and what stands beside the text.
LEAST, SIDES = 54, 14


@guarded
class ValueEditor(InPlaceEdit):
    """A number field over a value. Prediction and loss follow what is typed; Enter and clicking elsewhere keep it as
    one edit, Escape leaves the old number, an impossible number is refused with the reason."""

    left = Signal()  #: the field closed by a key; the diagram may have the focus again

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(document.editors, parent, check=self._check_possible)
        self._document, self._ground = document, parent
        self._editable: Editable | None = None
        self._where: tuple[object, ...] = ()
        self._room = QRectF()
        self.setObjectName("valueEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setStyleSheet("min-height: 0; padding: 0 3px; border-radius: 4px;")
        self.hide()
        self.value_previewed.connect(self._preview_edit)
        self.value_committed.connect(self._keep)
        self.preview_ended.connect(self._drop_preview)
        self.edit_cancelled.connect(self._leave)
        self.closed.connect(self._close)
        self.textChanged.connect(self._fit)
        document.moment_changed.connect(self._follow)
        document.session_left.connect(self._let_go)

    @property
    def is_open(self) -> bool:
        """Whether a number is being edited."""
        return self._editable is not None

    @property
    def editable(self) -> Editable | None:
        """What is being edited, None while the field is closed."""
        return self._editable

    def open(self, editable: Editable, room: QRectF, text: str = "") -> None:
        """Open over the room of a number, in the parent's coordinates; `text` is what was typed to open it."""
        self._document.pause()
        self._editable, self._where = editable, self._document.shown.place
        self.setAccessibleName(full_name(self._document.experiment.network, editable.choice))
        self.setModified(False)
        self.set_value(editable.value)
        self.place(room)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.type_over(text)

    def place(self, room: QRectF) -> None:
        """Stand over the room of the number, as wide as what is typed and inside the parent."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        """Be as wide as the room, and as what is typed: a number that is long already is scrolled, and hides nothing.

        The left edge stays where it is beside a name, the middle in a circle.
        """
        ground, room = self._ground.rect(), self._room
        typed = self.fontMetrics().horizontalAdvance(self.text()) + SIDES if self.isModified() else 0
        width = min(max(round(room.width()), round(LEAST * look.scale), typed), ground.width())
        height = max(self.fontMetrics().height() + 4, round(room.height()) - 4)
        is_circle = self._editable is None or not isinstance(self._editable.choice, ParameterChoice)
        left = round(room.center().x() - width / 2) if is_circle else round(room.left())
        top = round(room.center().y() - height / 2)
        left = min(max(left, 0), ground.width() - width)
        top = min(max(top, 0), max(ground.height() - height, 0))
        self.setGeometry(left, top, width, height)

    def _check_possible(self, value: float) -> None:
        if self._editable is not None:
            self._document.shown.after(self._editable.edit(value))

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
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()

    def _follow(self) -> None:
        """Close when another moment is shown: the number would go to another place than the one it was typed for."""
        if self._editable is not None and self._document.shown.place != self._where:
            self._leave()
