"""The row above the explanation: back and forward through what was explained, what to show, reasons on or off."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from bpgui.gui.explanation.titles import FIGURES, SHOWS
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label, plain_tip
from bpgui.gui.widgets.theme import look

#: Keys that the window answers; the tooltips name them.
BACK_KEYS, FORWARD_KEYS, REASONS_KEYS = "Alt+Shift+Left", "Alt+Shift+Right", "Ctrl+Shift+R"

#: Pixels between two of them.
GAP = 6


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
        self._listed = QWidget(self)
        row = QHBoxLayout(self._listed)
        row.addWidget(self.label)
        row.addWidget(self.shows, 1)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(2, 1)
        for layout in (row, self._grid):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(GAP)
        for column, button in ((0, self.back), (1, self.forward), (3, self.reasons)):
            self._grid.addWidget(button, 0, column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._arrange)
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.forward.clicked.connect(lambda: self.moved.emit(1))
        self.retranslate()

    def _widths(self) -> tuple[int, int]:
        """Return how wide the buttons are, and the list with its label."""
        buttons = sum(button.minimumSizeHint().width() for button in (self.back, self.forward, self.reasons))
        return buttons + 2 * GAP, self._listed.minimumSizeHint().width()

    def _arrange(self) -> None:
        """Put all in one row; the list below the buttons where there is no room."""
        is_narrow = self.width() < sum(self._widths()) + GAP
        self._grid.addWidget(self._listed, *((1, 0, 1, 4) if is_narrow else (0, 2)))

    def minimumSizeHint(self) -> QSize:
        """Need room for the wider of both rows."""
        return QSize(max(self._widths()), self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        """Be as high as the rows there are."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one row or two."""
        super().resizeEvent(event)
        self._arrange()

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
        self._arrange()
