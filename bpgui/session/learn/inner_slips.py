"""The usual slips within an update: what each would give for an inner value, and for the new parameter."""

from collections.abc import Iterator

import numpy as np

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.learn.question_numbers import QuestionNumbers, Slip

Found = Iterator[tuple[Slip, float]]


class UpdateNumbers:
    """What an update of one parameter is made of: `g` is what the optimiser gets, `old` and `new` what it remembers."""

    def __init__(self, case: QuestionNumbers) -> None:
        exercise, self.index = case.exercise, case.question.parameter or 0
        self.case, self.settings, self.rate = case, exercise.experiment.settings, case.rate
        self.optimiser, count = OPTIMISERS[self.settings.optimiser], case.network.parameter_count
        self.stages = {name: float(values[self.index]) for name, values in exercise.stages.items()}
        self.mean, self.w = float(exercise.step.mean_gradient[self.index]), case.old
        self.penalised = float(exercise.step.gradient[self.index])
        self.g = self.stages.get("clipped", self.penalised)
        states = (exercise.state, exercise.step.after)
        parts = [self.optimiser.parts(state.optimiser, count) for state in states]
        self.old, self.new = (
            dict(zip(self.optimiser.inner, numbers[:, self.index].tolist(), strict=True)) for numbers, _ in parts
        )

    @property
    def is_weight(self) -> bool:
        """Whether it is penalised and decays."""
        return self.index < self.case.network.weight_count


def inner_slips(case: QuestionNumbers) -> Found:
    """Yield what the slips would give for the stage that is asked."""
    numbers, stage = UpdateNumbers(case), case.question.stage
    if case.exercise.experiment.settings.locked[numbers.index]:
        return
    yield from {
        "penalty": _of_penalty,
        "clipped": _of_clipping,
        "velocity": _of_velocity,
        "s": _of_squares,
        "m": _of_mean,
        "v": _of_squares,
        "vmax": _of_largest,
        "m_hat": _of_corrected,
        "v_hat": _of_corrected,
        "step": _of_step,
    }[stage](numbers)


def update_slips(case: QuestionNumbers) -> Found:
    """Yield what they would give for the new parameter."""
    numbers = UpdateNumbers(case)
    if case.exercise.experiment.settings.locked[numbers.index]:
        return
    kept = numbers.w * (numbers.settings.kept_share(numbers.rate) if numbers.is_weight else 1.0)
    for slip, step in _of_step(numbers):
        yield slip, kept - step
    if numbers.is_weight and numbers.settings.weight_decay:
        yield Slip.WRONG_DECAY, numbers.w - case.exercise.stages["step"][numbers.index]
        in_gradient = numbers.mean + numbers.settings.weight_decay * numbers.w
        yield Slip.WRONG_DECAY, case.moved(in_gradient) + (numbers.w - kept)
    if numbers.settings.is_penalised and numbers.is_weight:
        yield Slip.NO_PENALTY, kept - numbers.rate * numbers.mean
    if numbers.settings.clip is not None:
        yield Slip.NOT_CLIPPED, kept - numbers.rate * numbers.penalised


def _of_penalty(numbers: UpdateNumbers) -> Found:
    l2, l1, w = numbers.settings.l2, numbers.settings.l1, numbers.w
    yield Slip.NO_PENALTY, numbers.mean
    yield Slip.WRONG_DECAY, numbers.mean + l2 / 2 * w * w + l1 * abs(w)  # the penalty itself, not its slope
    yield Slip.SIGN, numbers.mean - (numbers.penalised - numbers.mean)


def _of_clipping(numbers: UpdateNumbers) -> Found:
    yield Slip.NOT_CLIPPED, numbers.penalised
    clip = numbers.settings.clip or 0.0
    yield Slip.NOT_CLIPPED, float(np.clip(numbers.penalised, -clip, clip))  # each number for itself


def _of_velocity(numbers: UpdateNumbers) -> Found:
    share, old = numbers.settings.momentum, numbers.old["velocity"]
    yield Slip.OLD_VELOCITY, old
    yield Slip.NO_SHARE, old + numbers.g
    yield Slip.NO_SHARE, share * old + (1.0 - share) * numbers.g


def _of_mean(numbers: UpdateNumbers) -> Found:
    share, old = numbers.settings.beta1, numbers.old["m"]
    yield Slip.OLD_VELOCITY, old
    yield Slip.NO_SHARE, share * old + numbers.g
    yield Slip.NO_SHARE, (1.0 - share) * old + share * numbers.g


def _of_squares(numbers: UpdateNumbers) -> Found:
    name = "v" if "v" in numbers.old else "s"
    old, g = numbers.old[name], numbers.g
    share = {"adagrad": 1.0, "rmsprop": numbers.settings.rho}.get(numbers.optimiser.name, numbers.settings.beta2)
    new = 1.0 if share == 1.0 else 1.0 - share
    yield Slip.NO_SQUARE, share * old + new * g
    yield Slip.OLD_VELOCITY, old
    if share != 1.0:
        yield Slip.NO_SHARE, share * old + g * g
        yield Slip.NO_SHARE, (1.0 - share) * old + share * g * g


def _of_largest(numbers: UpdateNumbers) -> Found:
    yield Slip.OLD_VELOCITY, numbers.old["vmax"]
    yield Slip.OTHER_INPUT, numbers.new["v"]


def _of_corrected(numbers: UpdateNumbers) -> Found:
    stage = numbers.case.question.stage
    place = dict(numbers.optimiser.corrected)[stage]
    share = numbers.settings.beta1 if stage == "m_hat" else numbers.settings.beta2
    value = list(numbers.new.values())[place]
    yield Slip.NO_CORRECTION, value
    with np.errstate(all="ignore"):
        yield Slip.FIRST_POWER, float(np.float64(value) / (1.0 - share))


def _of_step(numbers: UpdateNumbers) -> Found:
    rate, epsilon, stages = numbers.rate, numbers.settings.epsilon, numbers.stages
    if "velocity" in numbers.old:
        old = numbers.old["velocity"]
        is_ahead = numbers.optimiser.name == "nesterov"
        yield Slip.OLD_VELOCITY, rate * (numbers.g + numbers.settings.momentum * old if is_ahead else old)
        if is_ahead:
            yield Slip.PLAIN_STEP, rate * numbers.new["velocity"]
    if numbers.optimiser.corrected:
        top, square = stages["m_hat"], stages["v_hat"]
        raw = list(numbers.new.values())[dict(numbers.optimiser.corrected)["v_hat"]]
        yield Slip.NO_CORRECTION, _share(rate * numbers.new["m"], np.sqrt(raw) + epsilon)
        yield from _of_root(rate * top, square, epsilon)
    elif "s" in numbers.new:
        yield from _of_root(rate * numbers.g, numbers.new["s"], epsilon)
    if numbers.optimiser.inner:
        yield Slip.PLAIN_STEP, rate * numbers.g
    if rate:
        yield Slip.NO_RATE, stages.get("step", rate * numbers.g) / rate


def _of_root(top: float, square: float, epsilon: float) -> Found:
    yield Slip.EPSILON_INSIDE, _share(top, np.sqrt(square + epsilon))
    yield Slip.NO_ROOT, _share(top, square + epsilon)


def _share(top: float, bottom: float) -> float:
    with np.errstate(all="ignore"):
        return float(np.float64(top) / bottom)
