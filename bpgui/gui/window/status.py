"""The status bar: where the cursor stands, and what that moment says."""

from PySide6.QtWidgets import QStatusBar, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.document.last_move_text import latest_text
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain_tip
from bpgui.gui.widgets.shortened_label import ShortenedLabel
from bpgui.session.basics.numbers import spoken, whole
from bpgui.session.step.moment import Moment, Phase

#: More outputs than these are not written out.
MAX_OUTPUTS = 4


def _count(moment: Moment) -> int:
    """Return how many numbers of the present phase the last move computed."""
    return sum(len(group.neurons) for group in moment.latest if group.phase is moment.phase)


@guarded
@follows_language
class StatusLine(QStatusBar):
    """One sentence on the left; the walk or the redo that is possible on the right."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self.where, self.hint = ShortenedLabel(self), Label(self)
        self.where.setObjectName("statusWhere")
        self.hint.setObjectName("statusHint")
        self.where.setContentsMargins(10, 0, 0, 0)
        self.hint.setContentsMargins(0, 0, 10, 0)
        self.addWidget(self.where, 1)
        self.addPermanentWidget(self.hint)
        document.numbers_changed.connect(self.refresh)
        document.undo_changed.connect(self.refresh)
        self.refresh()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.refresh()

    def refresh(self) -> None:
        """Write what holds now."""
        self.setAccessibleName(self.tr("Status"))
        self.where.setText("  ·  ".join(part for part in self._parts() if part))
        self.where.setAccessibleName(spoken(self.where.text()))
        self.where.setToolTip(plain_tip(self.where.text()))
        self.hint.setText(self._hint())

    def _parts(self) -> list[str]:
        document, session, moment = self._document, self._document.session, self._document.moment
        text = self.tr("Step {step} of {last}").format(step=whole(moment.state.step), last=whole(session.steps))
        if session.in_past:
            text = self.tr("{where}, in the past").format(where=text)
        if moment.preview:
            text = self.tr("{where}, preview").format(where=text)
        parts = [text, self._phase(moment), self._beginning()]
        if moment.experiment.data.samples > 1:
            count = moment.experiment.data.samples
            parts.append(self.tr("epoch {n}").format(n=whole(moment.state.epoch)))
            text = self.tr("input that is tried") if moment.is_tried else self.tr("sample {n} of {count}")
            parts.append(text.format(n=whole(moment.sample + 1), count=whole(count)))
        if moment.shows_loss:
            parts.append(self._loss(moment))
        if moment.shows_forward and moment.experiment.network.outputs <= MAX_OUTPUTS:
            predictions = ", ".join(document.text(value) for value in moment.values.activations[-1][0])
            targets = ", ".join(document.text(value) for value in moment.targets)
            has_targets = moment.has_targets
            text = self.tr("prediction {value} (target {target})") if has_targets else self.tr("prediction {value}")
            parts.append(text.format(value=predictions, target=targets))
        return parts

    def _beginning(self) -> str:
        """Say, as long as nothing was trained on it, that the last edit began a new timeline, and what Undo brings."""
        steps = self._document.session.undo_stack.undo_steps(self._document.session.timeline)
        if steps is None:
            return ""
        if not steps:
            return self.tr("a new timeline begins; Undo brings the old one back")
        return self.tr("a new timeline begins; Undo brings the old one back with its %Ln step(s)", "", steps)

    def _loss(self, moment: Moment) -> str:
        """Say the loss of the batch, or in a walk, which has not seen all of the batch yet, of the sample."""
        if moment.experiment.data.samples == 1:
            return self.tr("loss {value}").format(value=self._document.text(moment.loss))
        if moment.rung is None:
            value = self._document.text(moment.loss) if moment.loss_is_ready else "…"
            return self.tr("batch loss {value}").format(value=value)
        return self.tr("sample loss {value}").format(value=self._document.text(moment.sample_loss))

    def _phase(self, moment: Moment) -> str:
        if moment.rung is not None and 0 < _count(moment) < moment.ladder.size(moment.phase):
            return latest_text(self._document)
        return {
            Phase.REST: "",
            Phase.FORWARD: self.tr("forward: inputs become a prediction"),
            Phase.LOSS: self.tr("loss: how far the prediction is from the target"),
            Phase.BACKWARD: self.tr("backward: the error flows back"),
            Phase.UPDATE: self.tr("update: every weight moves against its gradient"),
        }[moment.phase]

    def _hint(self) -> str:
        steps = self._document.session.undo_stack.redo_steps()
        if steps is not None:
            return self.tr("Redo brings back steps {first} to {last}").format(first=steps[0], last=steps[1])
        if self._document.session.in_past:
            return self.tr("An edit here starts a new future")
        return ""
