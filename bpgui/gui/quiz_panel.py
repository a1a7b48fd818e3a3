"""Your turn: the panel that asks for the next number of the walk, and says what an answer is worth."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bpgui.gui.actions import plain
from bpgui.gui.document import Document
from bpgui.gui.quiz_words import chip, kind_text, known_text, name_of, question_text, result_text, verdict_text
from bpgui.gui.theme import look
from bpgui.gui.words import problem_text
from bpgui.session.exercise import Kind
from bpgui.session.numbers import MOST_DIGITS, display
from bpgui.session.quiz import Outcome

#: Numbers that are given have so many digits more than are asked for.
MORE_DIGITS = 2
#: Room that is kept for a verdict, so that the panel does not jump.
VERDICT_LINES = 3


class QuizPanel(QWidget):
    """A question, a field for the answer, the verdict in words, and the score of the sitting."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._quiz = document, document.quiz
        self.setObjectName("quizPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.question, self.known = self._label("quizQuestion"), self._label("quizKnown")
        self.verdict, self.score = self._label("quizVerdict"), self._label("quizScore")
        self.answer = QLineEdit(self)
        self.check, self.show_me, self.skip, self.again = (QPushButton(self) for _ in range(4))
        self.kinds = {kind: QCheckBox(self) for kind in Kind}
        self._name_all()
        self._lay_out()
        self._wire()
        self.retranslate()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setTextFormat(Qt.TextFormat.RichText if name == "quizQuestion" else Qt.TextFormat.PlainText)
        label.setProperty("quiet", name in ("quizKnown", "quizScore"))
        return label

    def _name_all(self) -> None:
        names = ((self.answer, "Answer"), (self.check, "Check"), (self.show_me, "Show"), (self.skip, "Skip"))
        for widget, name in (*names, (self.again, "Again")):
            widget.setObjectName(f"quiz{name}")
        for kind, box in self.kinds.items():
            box.setObjectName(f"quizKind_{kind.value}")
            box.setChecked(True)

    def _lay_out(self) -> None:
        answer, others, score = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        answer.addWidget(self.answer, 1)
        answer.addWidget(self.check)
        others.addWidget(self.show_me)
        others.addWidget(self.skip)
        others.addStretch()
        score.addWidget(self.score, 1)
        score.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.question)
        column.addWidget(self.known)
        column.addLayout(answer)
        column.addWidget(self.verdict)
        column.addLayout(others)
        column.addStretch()
        column.addLayout(score)
        for box in self.kinds.values():
            column.addWidget(box)

    def _wire(self) -> None:
        quiz = self._quiz
        self.answer.returnPressed.connect(self._check)
        self.check.clicked.connect(self._check)
        for button, request in ((self.show_me, quiz.show_answer), (self.skip, quiz.skip)):
            button.clicked.connect(request)
            button.clicked.connect(self.answer.setFocus)
        self.again.clicked.connect(quiz.begin_again)
        for box in self.kinds.values():
            box.toggled.connect(self._choose_kinds)
        self._asked = quiz.question
        quiz.changed.connect(self.refresh)
        self._document.digits_changed.connect(self.refresh)
        look.changed.connect(self.refresh)

    # Requests

    def _check(self) -> None:
        if self.answer.text().strip():
            self._quiz.answer(self.answer.text())
        self.answer.setFocus()
        self.answer.selectAll()

    def _choose_kinds(self) -> None:
        self._quiz.set_kinds(frozenset(kind for kind, box in self.kinds.items() if box.isChecked()))

    # What is shown

    def _number(self, value: float) -> str:
        return display(value, min(self._document.digits + MORE_DIGITS, MOST_DIGITS))

    def refresh(self) -> None:
        """Show the present question, the verdict and the score."""
        quiz = self._quiz
        if quiz.question != self._asked:
            self._asked = quiz.question
            self.answer.clear()
        self._show_question()
        self._show_verdict()
        self._show_score()
        self.verdict.setMinimumHeight(VERDICT_LINES * self.verdict.fontMetrics().lineSpacing())
        self.answer.setReadOnly(quiz.question is None)  # switched off, it would lose the focus to another field
        for button in (self.check, self.show_me, self.skip):
            button.setEnabled(quiz.question is not None)

    def _show_question(self) -> None:
        quiz = self._quiz
        if quiz.question is None or quiz.exercise is None:
            self.question.setText(self._why_nothing())
            self.known.hide()
            return
        network = quiz.exercise.network
        size = round(17 * look.scale)
        text = question_text(quiz.question, chip(network, quiz.question))
        self.question.setText(f'<span style="font-size:{size}px">{text}</span>')
        known = known_text(quiz.exercise, quiz.question, self._number)
        self.known.setText(known)
        self.known.setVisible(bool(known))
        spoken = question_text(quiz.question, name_of(network, quiz.question))
        self.question.setAccessibleName(spoken)
        self.answer.setAccessibleName(f"{spoken} {known}".strip())

    def _why_nothing(self) -> str:
        if not self._quiz.kinds:
            return self.tr("Choose below what to ask for.")
        if self._document.is_running:
            return self.tr("The network trains; your turn comes when it pauses.")
        return self.tr("Training has diverged here: there is nothing to ask for.")

    def _show_verdict(self) -> None:
        quiz = self._quiz
        text, colour = "", look.theme.text
        if quiz.problem is not None:
            text, colour = problem_text(quiz.problem), look.theme.error_line
        elif quiz.verdict is not None and quiz.question is not None:
            mark, colour = ("≈", colour) if quiz.verdict.is_nearly_right else ("✗", look.theme.error_line)
            text = f"{mark} {verdict_text(quiz.verdict, quiz.question.kind)}"
        elif quiz.last is not None:
            exercise, question, outcome = quiz.last
            result = result_text(exercise, question, self._document.text)
            if outcome is Outcome.SHOWN:
                text = self.tr("Shown: {result}").format(result=result)
            else:
                text, colour = self.tr("✓ Right: {result}").format(result=result), look.theme.output_line
        self.verdict.setText(text)
        self.verdict.setAccessibleName(text)
        self.verdict.setStyleSheet(f"color: {colour};")
        if text and self.isVisible():
            said = f"{text} {self.question.accessibleName()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.verdict, said))

    def _show_score(self) -> None:
        sitting = self._quiz.sitting
        right = sitting.total(Outcome.FIRST, Outcome.LATER)
        parts = [self.tr("{right} of {total} right").format(right=right, total=sitting.total())]
        parts.append(self.tr("{n} at once").format(n=sitting.total(Outcome.FIRST)))
        if sitting.total(Outcome.SHOWN):
            parts.append(self.tr("{n} shown").format(n=sitting.total(Outcome.SHOWN)))
        self.score.setText(" · ".join(parts) if sitting.total() else self.tr("No answer yet"))
        self.again.setEnabled(bool(sitting.total()))
        for kind, box in self.kinds.items():
            total, text = sitting.total(kind=kind), kind_text(kind)
            if total:
                right = sitting.total(Outcome.FIRST, Outcome.LATER, kind=kind)
                text = self.tr("{kind} · {right}/{total}").format(kind=text, right=right, total=total)
            box.setText(text)
            box.setAccessibleName(plain(text))

    def showEvent(self, event: QEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt sends a QShowEvent
        self.answer.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Your turn"))
        self.answer.setPlaceholderText(self.tr("0.3, 1/3, .."))
        for button, text, tip in (
            (self.check, self.tr("&Check"), self.tr("Compare the answer with what the engine computes (Enter)")),
            (self.show_me, self.tr("&Show me"), self.tr("Show the answer and go on")),
            (self.skip, self.tr("S&kip"), self.tr("Go on; the question does not count")),
            (self.again, self.tr("Reset"), self.tr("Begin the score again")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(plain(text))
        for box in self.kinds.values():
            box.setToolTip(self.tr("Ask for these numbers"))
        self.refresh()
