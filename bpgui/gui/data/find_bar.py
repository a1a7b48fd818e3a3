"""The row in which cells of the data table are found, and rows are filtered."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from bpgui.gui.data.choices import ValueBox
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain, plain_tip
from bpgui.session.table.rows import RowFilter


@guarded
@follows_language
class FindBar(QWidget):
    """Enter goes to the next cell that is found, Shift+Enter to the one before; Escape closes it and shows all rows."""

    changed = Signal()  #: other rows are to be shown, or something else is looked for
    moved = Signal(int)  #: go to the next (1) or previous (-1) row that is found
    closed = Signal()  #: the table may have the focus again

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.text, self.count = QLineEdit(self), Label(self)
        self.before, self.next, self.close_button = (QToolButton(self) for _ in range(3))
        self.only, self.shown = QCheckBox(self), ValueBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        above, below = QHBoxLayout(), QHBoxLayout()
        column.addLayout(above)
        column.addLayout(below)
        above.addWidget(self.text, 1)
        for button, name, sign in (
            (self.before, "findBefore", "▲"),
            (self.next, "findNext", "▼"),
            (self.close_button, "findClose", "×"),
        ):
            button.setObjectName(name)
            button.setText(sign)
            above.addWidget(button)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.text.setObjectName("findText")
        self.only.setObjectName("findOnly")
        self.shown.setObjectName("rowsShown")
        self.count.setObjectName("findCount")
        self.count.setProperty("quiet", True)
        self.text.setClearButtonEnabled(True)
        self.shown.setSizeAdjustPolicy(ValueBox.SizeAdjustPolicy.AdjustToContents)
        below.setSpacing(10)
        below.addWidget(self.shown)
        below.addWidget(self.only)
        below.addWidget(self.count)
        below.addStretch(1)
        self.text.textChanged.connect(self.changed)
        self.only.toggled.connect(self.changed)
        self.shown.currentIndexChanged.connect(self.changed)
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.close_button.clicked.connect(self.leave)
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Open, ready to be typed into."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def leave(self) -> None:
        """Close, and show all rows again."""
        with QSignalBlocker(self.text), QSignalBlocker(self.only), QSignalBlocker(self.shown):
            self.text.clear()
            self.only.setChecked(False)
            self.shown.show_value(RowFilter.ALL)
        self.hide()
        self.changed.emit()
        self.closed.emit()

    def show_count(self, count: int | None) -> None:
        """Say how many rows are found; None where nothing is looked for."""
        self.count.setText("" if count is None else self.tr("found: {count}").format(count=count))
        self.count.setAccessibleName(self.count.text())
        for button in (self.before, self.next):
            button.setEnabled(bool(count))
        self.only.setEnabled(count is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, or close."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.moved.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.text.setPlaceholderText(self.tr("Find: text, 0.19, > 5"))
        self.text.setAccessibleName(self.tr("Find in the data"))
        self.only.setText(self.tr("&Only these"))
        words = {
            RowFilter.ALL: self.tr("All samples"),
            RowFilter.TRAINING: self.tr("Training samples"),
            RowFilter.TEST: self.tr("Test samples"),
            RowFilter.BATCH: self.tr("The batch"),
            RowFilter.WRONG: self.tr("Predicted wrongly"),
        }
        self.shown.offer([(text, value) for value, text in words.items()])
        self.shown.setAccessibleName(self.tr("Samples that are shown"))
        for button, text in (
            (self.before, self.tr("Previous (Shift+Enter)")),
            (self.next, self.tr("Next (Enter)")),
            (self.close_button, self.tr("Close (Esc)")),
        ):
            button.setToolTip(plain_tip(text))
            button.setAccessibleName(plain(text))
