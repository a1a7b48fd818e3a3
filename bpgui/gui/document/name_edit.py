"""The field in which the name of a neuron or layer is typed, where it stands: on the diagram or in the outline."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bpgui.engine.network import Network
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.bubble import Bubble
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import layer_text, layer_title, problem_text
from bpgui.session.basics.neuron_names import is_possible, mended
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edit import Edit
from bpgui.session.model.naming_edits import Rename, RenameLayer

#: What has a name that can be typed: a neuron, or a layer by its number (0 = inputs).
Named = NeuronChoice | int

#: Pixels at text size 100 %: the least width that is read, and what stands beside the text.
LEAST, SIDES = 70, 18


@guarded
class NameEdit(QLineEdit):
    """Enter and clicking elsewhere keep the name as one edit, Escape returns the old one.

    A name that is refused stays typed, with the reason below it; where files could carry a similar one, Enter again
    takes that. An empty name is the default name.
    """

    left = Signal()  #: the field closed by a key; the view may have the focus again

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._ground = document, parent
        self.named: Named | None = None  #: whose name is being typed
        self._network: Network | None = None
        self._room = QRect()
        self._offer = ""
        self._bubble = Bubble(self)
        self.setObjectName("nameEditor")
        self.setStyleSheet("min-height: 0; padding: 0 3px; border-radius: 4px;")
        self.hide()
        self.textEdited.connect(self._take_text)
        document.editors.add(self)
        document.experiment_changed.connect(self._follow)
        document.session_left.connect(self._close)

    @property
    def is_open(self) -> bool:
        """Whether a name is being typed."""
        return self.named is not None

    def open(self, named: Named, room: QRect) -> None:
        """Open over the room of a name, in the parent's coordinates."""
        network = self._document.session.experiment.network
        self.named, self._network, self._room = named, network, room
        if isinstance(named, NeuronChoice):
            name, shown, default = (
                names[named.layer][named.index]
                for names in (network.neuron_names, network.shown_names, network.default_names)
            )
        else:
            name, default = network.layer_name(named), layer_text(named, len(network.sizes))
            shown = layer_title(network, named)
        self.setAccessibleName(QCoreApplication.translate("Structure", "Name of {name}").format(name=shown))
        self.setPlaceholderText(default)
        self.setText(name)
        self.setModified(False)
        self._say("")
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def place(self, room: QRect) -> None:
        """Stand over another place: the view was scrolled or arranged anew."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        """Be as wide as what is typed, centred over the name, inside the parent."""
        ground, text = self._ground.rect(), self.fontMetrics().horizontalAdvance(self.text()) + SIDES
        width = min(max(text, self._room.width(), round(LEAST * look.scale)), ground.width())
        height = self.fontMetrics().height() + 6
        left = min(max(self._room.center().x() - width // 2, 0), ground.width() - width)
        top = min(max(self._room.center().y() - height // 2, 0), max(ground.height() - height, 0))
        self.setGeometry(left, top, width, height)

    def _edit(self) -> Edit:
        named, network = self.named, self._network
        assert named is not None
        assert network is not None
        if isinstance(named, NeuronChoice):
            return Rename(named.layer, named.index, self.text(), network.neuron_names[named.layer][named.index])
        return RenameLayer(named, self.text())

    def _take_text(self) -> None:
        """Say at once what is wrong with a name; what is offered for it waits for Enter."""
        if not self.is_open:
            return  # a key that was on its way while the field closed
        self._fit()
        self._offer = ""
        self._say(self._reason())

    def _reason(self) -> str:
        try:
            self._document.session.place.preview(self._edit())
        except Problem as problem:
            return problem_text(problem)
        return ""

    def _say(self, reason: str) -> None:
        self._bubble.say(reason)

    def settle(self) -> bool:
        """Keep what is typed and close; where it cannot be kept say why, and say so."""
        if self.named is None:
            return True
        reason = self._reason() if self.isModified() else ""
        if reason:
            self._say(reason)
            return False
        edit, is_new = self._edit(), self.isModified()
        self._close()
        if is_new:
            with self._document.editors.keeping():
                self._document.perform(edit)
        return True

    def drop(self) -> bool:
        """Return to the old name and close; say whether anything else was typed."""
        was_typed = self.is_open and self.isModified()
        self._close()
        return was_typed

    def _close(self) -> None:
        if self.named is None:
            return
        self.named = self._network = None
        had_focus = self.hasFocus()
        self._say("")
        self.hide()
        if had_focus:
            self.left.emit()

    def _follow(self) -> None:
        """Close when another network is shown: the name was typed for a thing of the one before."""
        if self._document.session.experiment.network is not self._network:
            self._close()

    def _enter(self) -> None:
        """Keep the name; the second time take what is offered for one that cannot be kept."""
        if self._offer:
            self.setText(self._offer)
            self.setModified(True)
            self._offer = ""
        text = self.text().strip()
        if not self.settle() and text and not is_possible(text) and mended(text):
            self._offer = mended(text)
            text = QCoreApplication.translate("Structure", "{reason} Enter again takes it.")
            self._say(text.format(reason=self._reason()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape returns; all else is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim Escape and the keys of the structure: here they are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_F2)
            if event.key() in own or event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the name where another thing takes the focus; where it cannot be kept take the focus back."""
        super().focusOutEvent(event)
        others = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.is_open and event.reason() not in others and not self.settle():
            self._document.editors.hold(self)
