"""The window of the cross-validation: a setting is tried with several values, on each fold, in other processes."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from bpgui.gui.cross_validation.fields import ValidationFields
from bpgui.gui.cross_validation.plot import ValidationPlot
from bpgui.gui.cross_validation.table import ValidationTable
from bpgui.gui.cross_validation.work import ValidationWork
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.background import time_left
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import problem_text, word
from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.plan import Training
from bpgui.session.cross_validation.results import best_value, summary
from bpgui.session.session import Session

SIZE = (760, 640)


@guarded
@follows_language
class ValidationWindow(QDialog):
    """Not modal. What it shows belongs to the last plan that was begun, whatever session is open by now."""

    training_asked = Signal(object, object)  #: ValidationPlan and Training: it is to be opened as a session
    csv_asked = Signal(object, object)  #: ValidationPlan and its Results: they are to be written to a file

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._session: Session | None = None  #: whose plan is shown
        self._problem = ""
        self.setObjectName("validationWindow")
        self.fields, self.work = ValidationFields(document, self), ValidationWork(self)
        self.begin, self.progress, self.line = QPushButton(self), QProgressBar(self), Label(self)
        self.plot, self.table = ValidationPlot(self), ValidationTable(document.text, self)
        self.use, self.open_it, self.save = QPushButton(self), QPushButton(self), QPushButton(self)
        self._set_up()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize((QSize(*SIZE) * look.scale).boundedTo(self.screen().availableSize() * 0.92))
        self.fields.values.setFocus()

    def _set_up(self) -> None:
        names = ((self.begin, "Begin"), (self.use, "Use"), (self.open_it, "Open"), (self.save, "Save"))
        for button, name in names:
            button.setObjectName(f"validation{name}")
            button.setAutoDefault(False)
        self.begin.setDefault(True)
        self.progress.setObjectName("validationProgress")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.line.setObjectName("validationLine")
        self.line.setWordWrap(True)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(self.fields)
        bar = QHBoxLayout()
        rows.addLayout(bar)
        bar.addWidget(self.begin)
        bar.addWidget(self.line, 1)
        rows.addWidget(self.progress)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setObjectName("validationHalves")
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.plot)
        halves.addWidget(self.table)
        self.table.setMinimumHeight(round(100 * look.scale))
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        rows.addWidget(halves, 1)
        below = QHBoxLayout()
        rows.addLayout(below)
        for button in (self.use, self.open_it):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.save)

    def _wire(self) -> None:
        self.fields.changed.connect(self._refresh)
        self.fields.changed.connect(self._show_folds)
        self.begin.clicked.connect(self._toggle)
        self.work.changed.connect(self._fill)
        self.work.problem_met.connect(self._take_problem)
        self.plot.value_chosen.connect(self._choose)
        self.plot.training_opened.connect(self._ask_for)
        self.plot.lit_changed.connect(self._refresh)
        self.table.itemSelectionChanged.connect(lambda: self._choose(self.table.chosen))
        self.use.clicked.connect(self._use)
        self.open_it.clicked.connect(lambda: self._ask_for(self._asked))
        self.save.clicked.connect(lambda: self.csv_asked.emit(self.work.plan, self.work.results))
        self._document.session_opened.connect(self._follow)
        self._document.experiment_changed.connect(self._follow)
        self._document.digits_changed.connect(self._fill)
        look.changed.connect(self._fill)

    def _follow(self) -> None:
        """Follow the session, where anybody can see it."""
        if self.isVisible():
            self.fields.follow()
            self._refresh()

    # What a person does

    def _toggle(self) -> None:
        if self.work.is_busy:
            self.work.cancel()
            return
        try:
            plan = self.fields.plan()
        except Problem:
            return  # the fields say why
        self._document.pause()
        self._session, self._problem = self._document.session, ""
        self._choose(None)
        self.work.begin(plan)

    def _take_problem(self, problem: Problem) -> None:
        self._problem = problem_text(problem)
        self._refresh()

    def _choose(self, value: float | None) -> None:
        self.plot.choose(value)
        self.table.choose(value)
        self._refresh()

    @property
    def _asked(self) -> Training | None:
        """The training that Open opens: the lit one, else that of the chosen value with its smallest loss."""
        if self.plot.lit is not None:
            return self.plot.lit
        own = [result for result in self.work.results.values() if result.value == self.plot.chosen]
        own.sort(
            key=lambda result: (result.has_diverged, result.fold if result.has_diverged else result.validation_loss)
        )
        return own[0].training if own else None

    def _ask_for(self, training: Training | None) -> None:
        if training is not None and self.work.plan is not None:
            self.training_asked.emit(self.work.plan, training)

    def _use(self) -> None:
        plan, value = self.work.plan, self.plot.chosen
        if plan is not None and value is not None:
            self._document.perform(plan.entry.edit(value))

    # What is shown

    def _fill(self) -> None:
        """Show the results that are there by now; of those that are all there choose the best, if nothing is chosen."""
        plan, results = self.work.plan, self.work.results
        best = None if plan is None else best_value(plan, results)
        self.plot.titles = ("" if plan is None else word(plan.entry.word), self.tr("validation loss"))
        self.plot.show_results(plan, results, best)
        self.table.show_results(plan, results, best)
        if plan is not None and not self.work.is_busy and self.plot.chosen is None and best is not None:
            self._choose(best)
        self.table.choose(self.plot.chosen)
        self._refresh()

    def _refresh(self) -> None:
        """Show what can be done, how far it is, and what the point or the value that is looked at says."""
        plan, is_busy, chosen = self.work.plan, self.work.is_busy, self.plot.chosen
        self.begin.setText(self.tr("&Cancel") if is_busy else self.tr("&Try them"))
        self.begin.setEnabled(is_busy or self.fields.is_acceptable())
        self.begin.setAccessibleName(plain(self.begin.text()))
        is_own = self._document.session is self._session
        self.use.setEnabled(plan is not None and chosen is not None and is_own)
        self.use.setText(self._use_text())
        self.use.setToolTip(plain_tip("" if is_own or plan is None else self.tr("Another session is open now")))
        self.open_it.setEnabled(self._asked is not None)
        self.save.setEnabled(bool(self.work.results))
        total = 0 if plan is None else len(plan.trainings)
        self.progress.setVisible(is_busy)
        self.progress.setRange(0, total)
        self.progress.setValue(len(self.work.results))
        self.line.setText(self._said())
        self.line.setProperty("wrong", bool(self._problem))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setAccessibleName(self.line.text())
        self.plot.setAccessibleDescription(self.line.text())

    def _use_text(self) -> str:
        plan, chosen = self.work.plan, self.plot.chosen
        if plan is None or plan.setting == "learning_rate":
            return self.tr("&Use this rate") if chosen is None else self._with_value(self.tr("&Use the rate {value}"))
        return self.tr("&Use this value") if chosen is None else self._with_value(self.tr("&Use the value {value}"))

    def _with_value(self, text: str) -> str:
        return text.format(value=self._document.text(self.plot.chosen or 0.0))

    def _said(self) -> str:
        plan, results = self.work.plan, self.work.results
        if self._problem:
            return self._problem
        if plan is None:
            return ""
        if self.plot.lit is not None and self.plot.lit in results:
            return self._of_training(self.plot.lit)
        if self.work.is_busy and not self.work.has_begun:
            return self.tr("Getting ready to train...")
        if self.work.is_busy:
            left = self.work.seconds_left()
            text = self.tr("{done} of {total} trainings").format(done=len(results), total=len(plan.trainings))
            return text if left is None else f"{text}, {time_left(left)}"
        if self.plot.chosen is not None and self.plot.chosen in plan.values:
            return self._of_value(self.plot.chosen)
        if len(results) < len(plan.trainings):
            text = self.tr("{done} of {total} trainings are done, and kept: Try them goes on.")
            return text.format(done=len(results), total=len(plan.trainings))
        return self.tr("Every value diverged in some fold.") if best_value(plan, results) is None else ""

    def _of_training(self, training: Training) -> str:
        number, result = self._document.text, self.work.results[training]
        if result.has_diverged:
            text = self.tr("{value}, without fold {n}: diverged at step {step}. Click or Enter opens it.")
        else:
            text = self.tr(
                "{value}, without fold {n}: validation loss {loss}, training loss {train}. Click or Enter opens it."
            )
        values = {"loss": number(result.validation_loss), "train": number(result.train_loss), "step": result.steps}
        return text.format(value=number(training.value), n=training.fold + 1, **values)

    def _of_value(self, value: float) -> str:
        plan, results, number = self.work.plan, self.work.results, self._document.text
        assert plan is not None
        one = summary(plan, results, value)
        is_best = value == best_value(plan, results)
        if one.diverged:
            text = self.tr("{value}: diverged in {diverged} of {done} folds.")
        elif is_best:
            text = self.tr("{value} has the smallest mean validation loss: {mean} ± {deviation}.")
        else:
            text = self.tr("{value}: mean validation loss {mean} ± {deviation}.")
        numbers = {"mean": number(one.mean), "deviation": number(one.deviation)}
        return text.format(value=number(value), diverged=one.diverged, done=one.done, **numbers)

    def _show_folds(self) -> None:
        """Let the data table show the folds of what is typed."""
        is_shown = self.isVisible() and self.fields.is_acceptable()
        self._document.focus.show_folds(tuple(self.fields.plan().fold_of.tolist()) if is_shown else None)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()
        self._show_folds()

    def hideEvent(self, event: QHideEvent) -> None:
        self._document.focus.show_folds(None)
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what goes on; what is done is kept."""
        self.work.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes it, and ends what goes on."""
        self.work.cancel()
        super().reject()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setWindowTitle(self.tr("Cross-validation"))
        self.setAccessibleName(self.windowTitle())
        self.fields.retranslate()
        self.plot.setAccessibleName(self.tr("Validation loss for each value"))
        self.plot.message = self.tr(
            "Each value is tried on each fold: it trains without the fold, then the fold's loss is taken. That stands "
            "here: a ring for each fold, the spread, a dot for the mean. A click on a ring opens that training."
        )
        self.table.setAccessibleName(self.tr("Validation losses, a row for each value"))
        self.table.set_titles(
            [
                self.tr("Value"),
                self.tr("Mean loss"),
                self.tr("Deviation"),
                self.tr("Lowest"),
                self.tr("Highest"),
                self.tr("Training loss"),
                self.tr("Accuracy"),
                self.tr("Diverged"),
            ]
        )
        self.open_it.setText(self.tr("&Open this training"))
        self.save.setText(self.tr("Save as &CSV..."))
        self.progress.setAccessibleName(self.tr("How far the trainings are"))
        self._fill()
