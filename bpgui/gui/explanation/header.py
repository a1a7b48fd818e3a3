"""The row above the explanation: back and forward through what was explained, what to show, reasons on or off."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bpgui.gui.explanation.titles import FIGURES, SHOWS
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label, plain_tip

#: Keys that the window answers; the tooltips name them.
BACK_KEYS, FORWARD_KEYS, REASONS_KEYS = "Alt+Shift+Left", "Alt+Shift+Right", "Ctrl+Shift+R"


@guarded
@follows_language
class Header(QWidget):
    """Buttons and the list of what can be shown; `back`, `forward` and `reasons` are asked for by clicks."""

    moved = Signal(int)  #: back (-1) or forward (1) was asked for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explanationHeader")
        self.back, self.forward = self._button("explanation_back", "←"), self._button("explanation_forward", "→")
        self.reasons = self._button("explanation_reasons", "∵")
        self.reasons.setCheckable(True)
        self.label, self.shows = Label(self), ListBox(self)
        self.shows.setObjectName("explanation_show")
        self.shows.setMinimumContentsLength(8)
        self.label.setBuddy(self.shows)
        for name in (*SHOWS, *(f"figure {number}" for number in FIGURES)):
            self.shows.addItem("", name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.back, self.forward, self.label):
            row.addWidget(widget)
        row.addWidget(self.shows, 1)
        row.addWidget(self.reasons)
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.forward.clicked.connect(lambda: self.moved.emit(1))
        self.retranslate()

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        return button

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.label.setText(self.tr("Sho&w"))
        self.shows.setAccessibleName(self.tr("Show"))
        self.shows.setAccessibleDescription(self.tr("What is explained"))
        for button, name, tip, keys in (
            (self.back, self.tr("Back"), self.tr("What was explained before"), BACK_KEYS),
            (self.forward, self.tr("Forward"), self.tr("What was explained after it"), FORWARD_KEYS),
            (self.reasons, self.tr("Reasons"), self.tr("Why each line of a formula holds, beside it"), REASONS_KEYS),
        ):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setAccessibleName(name)
            button.setAccessibleDescription(tip)
            button.setToolTip(plain_tip(f"{tip} ({shown})"))
