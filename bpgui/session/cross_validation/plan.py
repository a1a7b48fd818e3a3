"""The plan of a cross-validation: what is tried, on which folds, for how long; and the session of each training."""

import hashlib
from dataclasses import MISSING, dataclass, replace
from functools import cached_property

import msgspec
import numpy as np

import bpgui
from bpgui.engine.elementary import Array
from bpgui.engine.step import Data
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.cross_validation.folds import folds_of
from bpgui.session.data.dataset import Codes, DataSet, with_test
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.session_file import session_file
from bpgui.session.model.experiment import Experiment, check_pair
from bpgui.session.model.setting import Setting
from bpgui.session.model.settings import SETTINGS
from bpgui.session.model.sources import data_set_of, is_plain
from bpgui.session.session import Session

MAX_TRAININGS, MAX_EPOCHS = 5000, 10**7


@dataclass(frozen=True)
class Training:
    """One training: which value of the setting is tried, and which fold (from 0) is held back."""

    value: float
    fold: int


@dataclass(frozen=True, eq=False)
class ValidationPlan:
    """K-fold cross-validation of one setting.

    `experiment` and `parameters` (parameter_count,) are the start of every training; `setting` is tried with each of
    `values`. A training ends after `epochs`, or at the first training loss below `below`.
    """

    experiment: Experiment
    parameters: Array
    setting: str
    values: tuple[float, ...]
    folds: int = 5
    seed: int = 0
    epochs: int = 100
    below: float | None = None

    def check(self) -> None:
        """Raise Problem where a fold or a value is not possible."""
        if not 1 <= self.epochs <= MAX_EPOCHS:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "There must be 1 to {most} epochs."), most=MAX_EPOCHS)
        if not self.values or len(self.trainings) > MAX_TRAININGS:
            text = QT_TRANSLATE_NOOP("Problem", "There must be 1 to {most} trainings; this plan has {count}.")
            raise Problem(text, most=MAX_TRAININGS, count=len(self.trainings))
        for fold in range(self.folds):
            experiment = self._of_fold(fold)
            for value in self.values:
                self.entry.edit(value).apply(experiment, self.parameters)

    @property
    def entry(self) -> Setting:
        """The setting that is tried."""
        return SETTINGS[self.setting]

    @cached_property
    def fold_of(self) -> Codes:
        """The fold (from 0) of each sample of the experiment, -1 for its test samples. Raises Problem."""
        return folds_of(data_set_of(self.experiment), self.folds, self.seed)

    @cached_property
    def trainings(self) -> tuple[Training, ...]:
        """All trainings, the folds of a value one after the other."""
        return tuple(Training(value, fold) for value in self.values for fold in range(self.folds))

    def session(self, training: Training) -> Session:
        """Return the session of a training at step 0: training samples only, of which the fold's are for testing.

        Scaling is fitted to what trains in this fold. Raises Problem.
        """
        found = self.entry.edit(training.value).apply(self._of_fold(training.fold), self.parameters)
        return Session(found[0], self.parameters.copy())

    def _of_fold(self, fold: int) -> Experiment:
        table = self._table(fold)
        numbers = encoded(table).data
        data = Data(numbers.inputs, numbers.targets, table.test)
        network, settings = self.experiment.network, self.experiment.settings
        check_pair(network.layers[-1].activation, network.loss, data.targets)
        size = settings.batch_size
        if size is not None and size >= data.training_count:
            settings = settings.but(batch_size=None)
        return replace(self.experiment, settings=settings, data=data, source=None if is_plain(table) else table)

    def _table(self, fold: int) -> DataSet:
        whole, fold_of = data_set_of(self.experiment), self.fold_of
        kept = replace(whole, test=()).taken(whole.training)
        table = with_test(kept, np.flatnonzero(fold_of[whole.training] == fold).tolist())
        for place, column in enumerate(table.columns):
            if column.is_used and column.scaling.kind is not ScalingKind.NONE:
                table = scaled(table, place, column.scaling.kind)
        return table

    def steps(self, session: Session) -> int:
        """Return how many steps the epochs of a training have."""
        count = session.experiment.data.training_count
        return self.epochs * -(-count // (session.experiment.settings.batch_size or count))

    @cached_property
    def key(self) -> str:
        """What tells plans apart whose trainings may differ: all but the list of values."""
        normal = 0.0 if self.entry.default is MISSING else self.entry.default
        settings = self.experiment.settings.but(**{self.setting: normal})
        start = session_file(Session(replace(self.experiment, settings=settings), self.parameters))
        rest = (bpgui.__version__, self.setting, self.folds, self.seed, self.epochs, self.below)
        content = msgspec.json.encode(start, enc_hook=lambda number: number.item())
        return hashlib.sha256(content + repr(rest).encode()).hexdigest()[:32]
