"""Your turn: what is said of an answer, hints, and answers worked out; it scrolls where there is little room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from bpgui.engine.network import Network
from bpgui.engine.terms import Formula
from bpgui.gui.document.document import Document
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look

#: So many lines are always to be seen.
MIN_LINES = 3


@guarded
class QuizFeedback(QScrollArea):
    """A verdict, a hint, and formulas with their numbers, each where there is one."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._inks: Inks | None = None
        self.setObjectName("quizFeedback")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("quizFeedbackBody")
        self.verdict, self.hint = self._label(body, "quizVerdict"), self._label(body, "quizHintText")
        self.formulas: list[FormulaView] = []
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.verdict)
        self._column.addWidget(self.hint)
        self._column.addStretch()
        self.setWidget(body)

    @staticmethod
    def _label(parent: QWidget, name: str) -> Label:
        label = Label(parent)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.hide()
        return label

    def say(self, text: str, colour: str, hint: str) -> None:
        """Show a verdict in its colour, and a hint; "" is none."""
        self.verdict.setStyleSheet(f"color: {colour};")
        for label, words in ((self.verdict, text), (self.hint, hint)):
            label.setText(words)
            label.setAccessibleName(words)
            label.setVisible(bool(words))

    def show_formulas(self, formulas: list[Formula], network: Network) -> None:
        """Show formulas with their numbers and results."""
        if self._inks is None or self._inks.network is not network:
            self._inks = Inks(network)
        while len(self.formulas) < len(formulas):
            self._add_view()
        for k, view in enumerate(self.formulas):
            view.setVisible(k < len(formulas))
            if k < len(formulas):
                view.set_room(self._room())
                reasons = self._document.focus.reasons
                view.set_formula(formulas[k], self._inks, self._document.digits, reasons=reasons)

    def _add_view(self) -> None:
        view = FormulaView(self.widget())
        view.setObjectName(f"quizFormula{len(self.formulas) + 1}")
        view.hovered.connect(self._document.hover)
        view.chosen.connect(self._document.select)
        self._column.insertWidget(self._column.count() - 1, view, 0, Qt.AlignmentFlag.AlignLeft)
        self.formulas.append(view)

    def _room(self) -> int:
        """Return how wide a formula may be; room for the scroll bar is kept, so that it changes nothing."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def resizeEvent(self, event: QEvent) -> None:
        """Lay the formulas out anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt sends a QResizeEvent
        for view in self.formulas:
            view.set_room(self._room())

    def minimumSizeHint(self) -> QSize:
        """Show some lines."""
        return QSize(round(120 * look.scale), MIN_LINES * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Be content with that: all room that is left is given to it."""
        return self.minimumSizeHint()
