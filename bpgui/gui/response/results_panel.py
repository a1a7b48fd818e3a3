"""How right the network is: a confusion matrix of classes, or predicted against target of numbers, live."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.response.matrix import ConfusionMatrix
from bpgui.gui.response.residuals import ResidualsPicture
from bpgui.gui.response.said_line import SaidLine
from bpgui.gui.widgets.awaited import Awaited
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label
from bpgui.session.response import rule_of
from bpgui.session.results import Confusion, Residuals, Results, ResultsQuery, TooManyClasses, results

MARGIN = 10


@guarded
@follows_language
class ResultsPanel(QWidget):
    """Asks for the results of what is shown now, whenever it can be seen, and shows them when they are there."""

    answered = Signal()  #: results are shown

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("resultsPanel")
        self.found: Results | None = None
        self._is_busy, self._is_stale = False, True
        self._awaited = Awaited(document)
        self._awaited.came.connect(self._take)
        self._make_widgets()
        self._wire()
        self.retranslate()
        self._follow_experiment()

    def _make_widgets(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        column.addLayout(top)
        self.part, self.output, self.way = ListBox(self), ListBox(self), ListBox(self)
        for box, name in ((self.part, "resultsOf"), (self.output, "resultsOutput"), (self.way, "resultsWay")):
            box.setObjectName(name)
            top.addWidget(box, 1)
        self._body = QStackedLayout()
        column.addLayout(self._body, 1)
        self.matrix, self.picture, self.note = ConfusionMatrix(self), ResidualsPicture(self), Label(self)
        self.note.setWordWrap(True)
        for widget in (self.note, self.matrix, self.picture):
            self._body.addWidget(widget)
        self.line = SaidLine(self)
        self.line.setObjectName("resultsLine")
        column.addWidget(self.line)

    def _wire(self) -> None:
        document = self.document
        document.session_left.connect(self._leave)
        document.session_opened.connect(self._follow_experiment)
        document.experiment_changed.connect(self._follow_experiment)
        document.numbers_changed.connect(self._refresh)
        document.hiding_changed.connect(self._refresh)
        document.digits_changed.connect(self._tell)
        for box in (self.part, self.output):
            box.activated.connect(self._refresh)
        self.way.activated.connect(lambda place: self.picture.show_way(is_residual=place == 1))
        self.matrix.cell_picked.connect(self._pick)
        self.matrix.pointed.connect(self._tell)
        self.picture.sample_chosen.connect(document.choose_sample)
        self.picture.pointed.connect(self._tell)

    def showEvent(self, event: QEvent) -> None:
        """Ask for what was not asked for while nobody saw it."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._refresh()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        entries = (
            (self.part, self.tr("Samples that are counted"), [self.tr("Training samples"), self.tr("Test samples")]),
            (self.way, self.tr("What is drawn"), [self.tr("Predicted against target"), self.tr("Residuals")]),
        )
        for box, name, texts in entries:
            place = max(box.currentIndex(), 0)
            box.clear()
            box.addItems(texts)
            box.setCurrentIndex(place)
            box.setAccessibleName(name)
        self.output.setAccessibleName(self.tr("Output"))
        self.matrix.retranslate()
        self.picture.retranslate()
        self._tell()

    # What is asked

    def _follow_experiment(self) -> None:
        """Offer the parts and outputs that there are."""
        experiment = self.document.experiment
        names, has_test = list(experiment.network.shown_names[-1]), bool(experiment.data.test)
        if [self.output.itemText(k) for k in range(self.output.count())] != names:
            self.output.clear()
            self.output.addItems(names)
        if not has_test:
            self.part.setCurrentIndex(0)
        self.part.setEnabled(has_test)
        is_numbers = rule_of(experiment) is None
        self.output.setVisible(is_numbers and len(names) > 1)
        self.way.setVisible(is_numbers)
        self._refresh()

    def _leave(self) -> None:
        self._awaited.drop()
        self._is_busy, self.found = False, None
        self.part.setCurrentIndex(0)
        self._show_note("")

    def _refresh(self) -> None:
        """Have the results of this moment computed, unless nobody sees them; while some are the next wait."""
        self._is_stale = True
        document = self.document
        if document.hides is not None:
            self._show_note(self.tr("Hidden while something is asked."))
            return
        if document.moment.rung is not None:
            self._show_note(self.tr("Counted at rest, between two steps."))
            return
        if not self.isVisible() or self._is_busy:
            return
        self._is_stale, self._is_busy = False, True
        moment, output = document.moment, max(self.output.currentIndex(), 0)
        query = ResultsQuery(moment.experiment, moment.parameters, self.part.currentIndex() == 1, output)
        self._awaited.want(query, partial(results, query))

    def _take(self, _query: object, found: Results) -> None:
        self._is_busy = False
        if self.document.hides is None and self.document.moment.rung is None:
            self._show(found)
        if self._is_stale:
            self._refresh()

    # What is shown

    def _show_note(self, text: str) -> None:
        self.found = None
        self.note.setText(text)
        self._body.setCurrentWidget(self.note)
        self._tell()

    def _show(self, found: Results) -> None:
        if isinstance(found, TooManyClasses):
            self._show_note(self.tr("{n} classes are too many for a matrix.").format(n=found.count))
            return
        self.found = found
        if isinstance(found, Confusion):
            self.matrix.show_counts(found)
            self._body.setCurrentWidget(self.matrix)
        else:
            self.picture.show_results(found, self.document.moment.sample)
            self._body.setCurrentWidget(self.picture)
        self._tell()
        self.answered.emit()

    def _tell(self) -> None:
        """Say what is under the mouse or the keys, or all in one line."""
        found = self.found
        if isinstance(found, Confusion):
            text = self.matrix.said or self._summary(found)
        elif isinstance(found, Residuals):
            text = self._residual_text(found)
        else:
            text = ""
        self.line.setText(text)
        self.picture.setAccessibleDescription(text)

    def _summary(self, found: Confusion) -> str:
        count = len(found.query.samples)
        share = f"{100 * found.right / count:.3g}" if count else ""
        text = self.tr("{right} of {n} right, {share} %. Click or Enter shows a cell's samples in the table.")
        return text.format(right=found.right, n=count, share=share)

    def _residual_text(self, found: Residuals) -> str:
        number, place = self.document.text, self.picture.hovered
        if place is None:
            text = self.tr("{n} samples: root mean square {rmse}, mean absolute {mae}")
            left = self.picture.left_out()
            more = self.tr("; too large to be drawn: {left}").format(left=left) if left else ""
            return text.format(n=len(found.targets), rmse=number(found.rmse), mae=number(found.mae)) + more
        text = self.tr("Sample {n}: target {target}, predicted {predicted}, residual {residual}")
        return text.format(
            n=int(found.query.samples[place]) + 1,
            target=number(float(found.targets[place])),
            predicted=number(float(found.predictions[place])),
            residual=number(float(found.residuals[place])),
        )

    def _pick(self, row: int, column: int) -> None:
        """Show the samples of a cell in the table, and choose the first."""
        found = self.found
        if not isinstance(found, Confusion):
            return
        samples = found.samples_of(row, column).tolist()
        if not samples:
            self.document.picked.clear()
            return
        text = self.tr("true {actual}, predicted {predicted}, at step {step}")
        step = self.document.moment.state.step
        what = text.format(actual=found.names[row], predicted=found.names[column], step=step)
        self.document.picked.pick(samples, what)
        self.document.choose_sample(samples[0])
