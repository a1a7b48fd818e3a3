"""What is told of the program itself, and can be copied: About, and an error that nobody expected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.window.errors import Fault
from bpgui.session.versions import version_report

#: Kinds of errors whose details are kept.
MAX_FAULTS = 20


@guarded
@follows_language
class Report(QDialog):
    """A heading, a sentence, a text to be copied, and buttons; it stops nothing."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.heading, self.sentence, self.details = Label(self), Label(self), QPlainTextEdit(self)
        for label, of_label in ((self.heading, "reportHeading"), (self.sentence, "reportSentence")):
            label.setObjectName(of_label)
            label.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setObjectName("reportDetails")
        self.details.setReadOnly(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setTabChangesFocus(True)
        self.copy = self.button("copyReport")
        self.copy.clicked.connect(self._copy)
        self.row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addWidget(self.details, 1)
        column.addLayout(self.row)

    def button(self, name: str) -> QPushButton:
        """Return a new button."""
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def write(self, heading: str, sentence: str, details: str) -> None:
        """Show these texts."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)
        if details != self.details.toPlainText():
            self.details.setPlainText(details)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with today's texts."""
        self.retranslate()
        super().showEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.copy.setText(self.tr("&Copy details"))
        self.details.setAccessibleName(self.tr("Details"))


@guarded
class About(Report):
    """What the program is, and which versions run here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "about")
        self.leave = self.button("closeAbout")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self.row.addStretch(1)
        self.row.addWidget(self.copy)
        self.row.addWidget(self.leave)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.resize(480, 340)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        super().retranslate()
        self.setWindowTitle(self.tr("About bpgui"))
        self.write("bpgui", self.tr("A laboratory for understanding backpropagation."), version_report())
        self.leave.setText(self.tr("Close"))
        self.leave.setFocus()


@guarded
class ErrorReport(Report):
    """Tells of errors that nobody expected: one window for all of them, while everything else goes on."""

    save_asked = Signal()  #: a copy of the session is to be saved
    quit_asked = Signal()  #: the program is to end

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "errorReport")
        self._faults: list[Fault] = []
        self.more, self.save = self.button("moreOfError"), self.button("saveCopy")
        self.end, self.go_on = self.button("quitAfterError"), self.button("goOn")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_details)
        self.save.clicked.connect(self.save_asked)
        self.end.clicked.connect(self.quit_asked)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        for button in (self.more, self.copy, self.save):
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.row.addWidget(self.end)
        self.row.addWidget(self.go_on)
        self.setMinimumWidth(560)
        self._show_details(False)

    def tell(self, fault: Fault) -> None:
        """Tell of one more kind of error, in this same window."""
        self._faults = [*self._faults, fault][-MAX_FAULTS:]
        if self.isVisible():
            self.retranslate()
        else:
            self.show()
            self.raise_()

    def _show_details(self, are_shown: bool) -> None:
        self.details.setVisible(are_shown)
        if are_shown:
            self.resize(max(self.width(), 720), max(self.height(), 420))
        else:
            self.adjustSize()

    def accept(self) -> None:
        """Go on; what was told is not told again."""
        self._faults = []
        super().accept()

    def reject(self) -> None:
        """Go on too: Escape, and the window's own button."""
        self.accept()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        super().retranslate()
        if not self._faults:
            return
        self.setWindowTitle(self.tr("Unexpected error"))
        what = self.tr("What happened: {error}").format(error=self._faults[-1].text)
        if len(self._faults) > 1:
            what += "\n" + self.tr("%Ln kind(s) of errors so far.", "", len(self._faults))
        safe = self.tr("What you made is still here. You can go on; to be safe, save a copy first.")
        traces = "\n".join(fault.trace for fault in self._faults)
        self.write(self.tr("Something went wrong in bpgui"), f"{what}\n\n{safe}", f"{traces}\n{version_report()}")
        self.more.setText(self.tr("&Details"))
        self.save.setText(self.tr("&Save a copy..."))
        self.end.setText(self.tr("&Quit"))
        self.go_on.setText(self.tr("&Go on"))
        self.go_on.setFocus()
