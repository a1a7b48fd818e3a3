"""Your turn: the panel that asks for the next number of the walk, and says what an answer is worth."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.formula.words import more_word
from bpgui.gui.learn.quiz import Quiz
from bpgui.gui.learn.quiz_feedback import QuizFeedback
from bpgui.gui.learn.quiz_kinds import KindsMenu
from bpgui.gui.learn.quiz_words import (
    chip,
    known_text,
    name_of,
    progress_text,
    question_text,
    result_text,
    score_text,
    verdict_text,
)
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.number_edit import doubt_text
from bpgui.gui.widgets.plain_text import Label, RichLabel, plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.numbers import MAX_DIGITS, CommaDoubt, display, readable
from bpgui.session.formulas.formula_text import sentence
from bpgui.session.learn.exercise import Kind
from bpgui.session.learn.solution import hint, worked

#: Numbers that are given have so many digits more than are asked for.
MORE_DIGITS = 2


@guarded
@follows_language
class QuizPanel(QWidget):
    """A question, a field for the answer, the verdict in words, and the score of the sitting."""

    def __init__(self, document: Document, quiz: Quiz, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._quiz = document, quiz
        self.setObjectName("quizPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.progress, self.question = self._label("quizProgress"), self._label("quizQuestion")
        self.known, self.score = self._label("quizKnown"), self._label("quizScore")
        self.feedback = QuizFeedback(document)
        self.answer = QLineEdit(self)
        self.check, self.go_on, self.hint, self.show_me, self.skip, self.kinds = (QPushButton(self) for _ in range(6))
        self.menu = KindsMenu(quiz, self.kinds)
        self.kinds.setMenu(self.menu)
        self._name_all()
        self._lay_out()
        self._wire()
        self.retranslate()

    def _label(self, name: str) -> Label | RichLabel:
        label = RichLabel(self) if name == "quizQuestion" else Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setProperty("quiet", name != "quizQuestion")
        return label

    def _name_all(self) -> None:
        for widget, name in (
            (self.answer, "Answer"),
            (self.check, "Check"),
            (self.go_on, "Next"),
            (self.hint, "Hint"),
            (self.show_me, "Show"),
            (self.skip, "Skip"),
            (self.kinds, "Kinds"),
        ):
            widget.setObjectName(f"quiz{name}")

    def _lay_out(self) -> None:
        fields, score = QGridLayout(), QHBoxLayout()
        fields.addWidget(self.answer, 0, 0, 1, 2)
        for button in (self.check, self.go_on):
            fields.addWidget(button, 0, 2)
        for k, button in enumerate((self.hint, self.show_me, self.skip)):
            fields.addWidget(button, 1, k)
            fields.setColumnStretch(k, 1)
        fields.setSpacing(6)
        score.addWidget(self.score, 1, Qt.AlignmentFlag.AlignVCenter)
        score.addWidget(self.kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(5)
        for label in (self.progress, self.question, self.known):
            column.addWidget(label)
        column.addLayout(fields)
        column.addWidget(self.feedback, 1)
        column.addLayout(score)

    def _wire(self) -> None:
        quiz = self._quiz
        self.answer.returnPressed.connect(self._enter)
        for button, request in (
            (self.check, self._enter),
            (self.go_on, self._enter),
            (self.hint, quiz.show_hint),
            (self.show_me, quiz.show_answer),
            (self.skip, quiz.go_on),
        ):
            button.clicked.connect(request)
            button.clicked.connect(self.answer.setFocus)
        self._asked = quiz.question
        quiz.changed.connect(self.refresh)
        self._document.digits_changed.connect(self.refresh)
        self._document.focus.reasons_changed.connect(self.refresh)
        look.changed.connect(self.refresh)

    def _enter(self) -> None:
        """Check what is typed; after an answer that was shown, go on."""
        if self._quiz.is_shown:
            self._quiz.go_on()
        elif self.answer.text().strip():
            doubt = self._quiz.problem
            if isinstance(doubt, CommaDoubt) and doubt.typed == self.answer.text():
                self.answer.setText(doubt.offer)
            self._quiz.answer(self.answer.text())
        self.answer.setFocus()
        self.answer.selectAll()

    # What is shown

    def _number(self, value: float) -> str:
        return readable(display(value, min(self._document.digits + MORE_DIGITS, MAX_DIGITS)))

    def refresh(self) -> None:
        """Show the present question, the verdict and the score."""
        quiz = self._quiz
        if quiz.question != self._asked or quiz.is_shown:
            self._asked = quiz.question
            self.answer.clear()
        self._show_question()
        self._show_feedback()
        self._show_progress()
        is_open = quiz.question is not None and not quiz.is_shown
        self.answer.setReadOnly(not is_open)  # switched off, it would lose the focus to another field
        self.answer.setPlaceholderText(self.tr("Enter goes on") if quiz.is_shown else self.tr("0.3, 1/3, .."))
        for button in (self.check, self.hint, self.show_me, self.skip):
            button.setVisible(not quiz.is_shown)
            button.setEnabled(is_open and not (button is self.hint and quiz.is_hinted))
        self.go_on.setVisible(quiz.is_shown)

    def _show_question(self) -> None:
        quiz = self._quiz
        if quiz.question is None or quiz.exercise is None:
            self.question.setText(self._why_nothing())
            self.question.setAccessibleName(self.question.text())
            self.answer.setAccessibleName(self.question.text())
            self.known.hide()
            return
        network = quiz.exercise.network
        size = round(17 * look.scale)
        text = question_text(quiz.question, chip(network, quiz.question))
        self.question.setText(f'<span style="font-size:{size}px">{text}</span>')
        is_first = not quiz.sitting.total(kind=Kind.DELTA)
        known = known_text(quiz.exercise, quiz.question, self._number, is_first_delta=is_first)
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
        if self._quiz.kinds == {Kind.INNER} and self._document.moment.ladder.stages == 1:
            return self.tr("Plain gradient descent has no inner values: choose another optimiser, or another kind.")
        return self.tr("Training has diverged here: there is nothing to ask for.")

    def _show_feedback(self) -> None:
        """Show what is said of the answer, the hint, and the answer worked out where it is to be shown."""
        quiz, text, (verdict, colour) = self._quiz, "", self._verdict()
        formulas = []
        if quiz.exercise is not None and quiz.question is not None and (quiz.is_hinted or quiz.is_shown):
            formulas = worked(quiz.exercise, quiz.question)
            if not quiz.is_shown:
                text = "\n".join(hint(formula, more=more_word()) for formula in formulas)
                formulas = []
            self.feedback.show_formulas(formulas, quiz.exercise.network)
        elif quiz.exercise is not None:
            self.feedback.show_formulas([], quiz.exercise.network)
        self.feedback.say(verdict, colour, text)
        spoken = [sentence(formula, self._document.digits, more=more_word()) for formula in formulas]
        said = " ".join(filter(None, (verdict, text, *spoken)))
        if said and self.isVisible():
            said = f"{said} {'' if quiz.is_shown else self.question.accessibleName()}".strip()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.feedback.verdict, said))

    def _verdict(self) -> tuple[str, str]:
        """Return what is said of the answer, and its colour."""
        quiz, theme = self._quiz, look.theme
        if isinstance(quiz.problem, CommaDoubt):
            return doubt_text(quiz.problem), theme.text
        if quiz.problem is not None:
            return problem_text(quiz.problem), theme.error_line
        if quiz.is_shown and quiz.exercise is not None and quiz.question is not None:
            result = result_text(quiz.exercise, quiz.question, self._document.text)
            return self.tr("Answer: {result}").format(result=result), theme.text
        if quiz.verdict is not None and quiz.question is not None:
            mark, colour = ("≈", theme.text) if quiz.verdict.is_nearly_right else ("✗", theme.error_line)
            return f"{mark} {verdict_text(quiz.verdict, quiz.question.kind)}", colour
        if quiz.last is not None and not quiz.is_hinted:
            result = result_text(*quiz.last, self._document.text)
            return self.tr("✓ Right: {result}").format(result=result), theme.output_line
        return "", theme.text

    def _show_progress(self) -> None:
        quiz = self._quiz
        text = ""
        if quiz.question is not None and quiz.exercise is not None:
            asked, count = quiz.asked, sum(map(quiz.exercise.count, quiz.kinds))
            text = progress_text(asked.index(quiz.question) + 1, len(asked), count)
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        self.score.setText(score_text(quiz.sitting))

    def showEvent(self, event: QEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt sends a QShowEvent
        self.answer.setFocus()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Your turn"))
        self.progress.setToolTip(
            self.tr(
                "Of each kind at most 12 numbers are asked for in a step, others in the next one. "
                "Samples whose inputs are all 0 are passed over."
            )
        )
        for button, text, tip in (
            (self.check, self.tr("&Check"), self.tr("Compare the answer with what the engine computes (Enter)")),
            (self.go_on, self.tr("Next"), self.tr("Go on to the next question (Enter)")),
            (self.hint, self.tr("Hin&t"), self.tr("Show the formula, without its numbers")),
            (self.show_me, self.tr("&Show me"), self.tr("Show the answer and how it is worked out")),
            (self.skip, self.tr("S&kip"), self.tr("Go on; the question does not count")),
            (self.kinds, self.tr("Ask f&or"), self.tr("Choose what to be asked for; see how each kind goes")),
        ):
            button.setText(text)
            button.setToolTip(plain_tip(tip))
            button.setAccessibleName(plain(text))
        self.menu.retranslate()
        self.refresh()
