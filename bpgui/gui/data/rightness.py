"""Which samples are predicted rightly at the moment that is shown, and which are for testing."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from bpgui.engine.step import Data
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.awaited import Awaited
from bpgui.session.step.moment import Moment
from bpgui.session.step.rightness import Rightness, is_quick, rightness


class RightnessMarks(QObject):
    """Asks once for each moment, however many cells are painted; of many samples the answer comes from a thread."""

    came = Signal()  #: it is known now, which it was not when it was asked for

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._moment: Moment | None = None
        self._found: Rightness | None = None
        self._data: Data | None = None
        self._test: frozenset[int] = frozenset()
        self._awaited = Awaited(document)
        self._awaited.came.connect(self._take)

    @property
    def test(self) -> frozenset[int]:
        """The test samples, from 0."""
        data = self._document.experiment.data
        if data is not self._data:
            self._data, self._test = data, frozenset(data.test)
        return self._test

    @property
    def found(self) -> Rightness | None:
        """Which samples are right; None where nothing is right or wrong, where it is hidden, and not known yet.

        In a run the last answer stays until the next one comes.
        """
        moment = self._document.moment
        if moment is not self._moment:
            is_other = self._moment is None or self._moment.experiment.data is not moment.experiment.data
            self._moment = moment
            if is_quick(moment):
                self._awaited.drop()
                self._found = rightness(moment)
            else:
                self._found = self._found if self._document.is_running and not is_other else None
                self._awaited.want(moment, partial(rightness, moment))
        return None if self._document.hides is not None else self._found

    def _take(self, moment: Moment, found: Rightness | None) -> None:
        if moment is self._moment:
            self._found = found
            self.came.emit()

    def is_wrong(self, sample: int) -> bool:
        """Whether a sample is predicted wrongly."""
        found = self.found
        return found is not None and sample < len(found.right) and not found.right[sample]

    def texts(self) -> list[str]:
        """Say the accuracy of training and test samples, where there is one."""
        found = self.found
        if found is None:
            return []
        parts = [self.tr("training accuracy {share} %").format(share=_percent(found.training))]
        if found.test is not None:
            parts.append(self.tr("test accuracy {share} %").format(share=_percent(found.test)))
        return parts


def _percent(share: float) -> str:
    return f"{100 * share:.3g}"
