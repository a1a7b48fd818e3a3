"""When a run stops by itself."""

from dataclasses import dataclass, fields

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: Epochs that early stopping may wait.
MAX_PATIENCE = 10_000


@dataclass(frozen=True)
class EpochRules:
    """Stop where the test loss has not fallen for `patience` epochs, or an accuracy is at least so much; None: never.

    The test loss has not fallen where that of none of the last `patience` epochs, counted from the last event on, is
    below the one before them. From a beginning or a new least loss on this is early stopping in its usual sense.
    """

    patience: int | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None

    def __bool__(self) -> bool:
        """Whether there is a rule."""
        return self != NO_RULES


NO_RULES = EpochRules()


@dataclass(frozen=True)
class StopRules:
    """Stop at step number `step`, at the first training loss below `loss`, or as `EpochRules` says; None is off.

    A rule that is met already keeps a run from beginning, see `runner.Hold`; one that is run past does not fire until
    it has been unmet.
    """

    step: int | None = None
    loss: float | None = None
    patience: int | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None

    def __post_init__(self) -> None:
        if self.step is not None and self.step < 1:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The step to stop at is a whole number of at least 1."))
        if self.loss is not None and not self.loss > 0:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The loss to stop at is a number above 0."))
        if self.patience is not None and not 1 <= self.patience <= MAX_PATIENCE:
            text = QT_TRANSLATE_NOOP("Problem", "Early stopping waits for 1 to {most} epochs.")
            raise Problem(text, most=MAX_PATIENCE)
        for share in (self.train_accuracy, self.test_accuracy):
            if share is not None and not 0 < share <= 1:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "The accuracy to stop at is above 0 and at most 1."))

    @property
    def of_epochs(self) -> EpochRules:
        """Those that look at rows that begin an epoch."""
        return EpochRules(self.patience, self.train_accuracy, self.test_accuracy)


#: Their names.
RULES = tuple(field.name for field in fields(StopRules))


@dataclass(frozen=True)
class Halt:
    """Why a run or a step ended.

    `reason` is "done" (what was asked for is done), the name of a stop rule (a field of `StopRules`) or "diverged";
    `step` is where, `loss` the loss there.
    """

    reason: str
    step: int
    loss: float
