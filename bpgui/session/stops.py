"""When a run stops by itself."""

from dataclasses import dataclass

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem


@dataclass(frozen=True)
class StopRules:
    """Stop at step number `step`, or at the first training loss below `loss`; None switches a rule off.

    A rule that is met already keeps a run from beginning, see `runner.Hold`; one that is run past does not fire until
    it has been unmet.
    """

    step: int | None = None
    loss: float | None = None

    def __post_init__(self) -> None:
        if self.step is not None and self.step < 1:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The step to stop at is a whole number of at least 1."))
        if self.loss is not None and not self.loss > 0:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The loss to stop at is a number above 0."))


@dataclass(frozen=True)
class Halt:
    """Why a run or a step ended.

    `reason` is "done" (what was asked for is done), "step" or "loss" (a stop rule) or "diverged"; `step` is where,
    `loss` the loss there.
    """

    reason: str
    step: int
    loss: float
