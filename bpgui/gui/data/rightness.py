"""Which samples are predicted rightly at the moment that is shown, and which are for testing."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from bpgui.engine.accuracy import accuracy_rule, is_right
from bpgui.engine.step import Data
from bpgui.gui.document.document import Document
from bpgui.session.step.moment import Moment


class Rightness(QObject):
    """Asks the moment once, however many cells are painted."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._moment: Moment | None = None
        self._right: NDArray[np.bool_] | None = None
        self._data: Data | None = None
        self._test: frozenset[int] = frozenset()

    @property
    def test(self) -> frozenset[int]:
        """The test samples, from 0."""
        data = self._document.experiment.data
        if data is not self._data:
            self._data, self._test = data, frozenset(data.test)
        return self._test

    def _found(self) -> NDArray[np.bool_] | None:
        """Return which samples are right, shape (samples,); None where nothing is right or wrong, or it is hidden."""
        moment = self._document.moment
        if moment is not self._moment:
            self._moment = moment
            rule = accuracy_rule(moment.experiment.data.targets)
            can_be_shown = rule is not None and moment.rung is None and moment.experiment.data.samples > 1
            targets = moment.experiment.data.targets
            self._right = is_right(rule, moment.predictions, targets) if can_be_shown and rule is not None else None
        return None if self._document.hides is not None else self._right

    def is_wrong(self, sample: int) -> bool:
        """Whether a sample is predicted wrongly."""
        right = self._found()
        return right is not None and not right[sample]

    def texts(self) -> list[str]:
        """Say the accuracy of training and test samples, where there is one."""
        right = self._found()
        if right is None:
            return []
        test = sorted(self.test)
        parts = [self.tr("training accuracy {share} %").format(share=_percent(np.delete(right, test)))]
        if test:
            parts.append(self.tr("test accuracy {share} %").format(share=_percent(right[test])))
        return parts


def _percent(right: NDArray[np.bool_]) -> str:
    return f"{100 * float(right.mean()):.3g}"
