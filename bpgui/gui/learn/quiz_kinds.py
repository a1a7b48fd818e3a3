"""Your turn: the menu of what to be asked for, with the score of each kind."""

from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from bpgui.gui.learn.quiz import Quiz
from bpgui.gui.learn.quiz_words import kind_score_text
from bpgui.gui.widgets.guard import guarded
from bpgui.session.learn.exercise import Kind


@guarded
class KindsMenu(QMenu):
    """Checks the kinds of numbers that are asked for; it stays open while they are clicked."""

    def __init__(self, quiz: Quiz, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quizKindsMenu")
        self._quiz = quiz
        self.kinds = {kind: self._add_kind(kind) for kind in Kind}
        self.addSeparator()
        self.again = QAction(self)
        self.again.setObjectName("quizAgain")
        self.again.triggered.connect(quiz.begin_again)
        self.addAction(self.again)
        quiz.changed.connect(self.refresh)

    def _add_kind(self, kind: Kind) -> QAction:
        action = QAction(self)
        action.setObjectName(f"quizKind_{kind.value}")
        action.setCheckable(True)
        action.setChecked(kind in self._quiz.kinds)
        action.triggered.connect(self._choose)
        self.addAction(action)
        return action

    def _choose(self) -> None:
        self._quiz.set_kinds(frozenset(kind for kind, action in self.kinds.items() if action.isChecked()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay open for the next kind."""
        action = self.actionAt(event.position().toPoint())
        if action in self.kinds.values():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def refresh(self) -> None:
        """Show the score of each kind."""
        for kind, action in self.kinds.items():
            action.setText(kind_score_text(self._quiz.sitting, kind))
        self.again.setEnabled(bool(self._quiz.sitting.total()))

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.again.setText(self.tr("&Begin the score again"))
        self.refresh()
