"""Proof of one gradient by a second method: what backpropagation says beside what the loss itself says."""

from dataclasses import dataclass

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.gradient_check import NO_PENALTY, Penalty, agreeing_digits, central_difference, loss_along
from bpgui.engine.step import is_long
from bpgui.engine.terms import Formula
from bpgui.session.step.moment import Moment

#: The curve reaches so many steps to either side, at least this share of max(1, |w|).
STEPS, MIN_SHARE = 5.0, 0.02
#: Points of the curve, and of one whose every point is a lot of work: samples * parameters.
POINTS, FEW_POINTS, MUCH_WORK = 61, 15, 50_000


@dataclass(frozen=True, eq=False)
class Proof:
    """The gradient of one parameter (by index) over the batch of the step that comes next, or is walked.

    `analytic` is backpropagation's, `numeric` the central difference over `old` - `h` to `old` + `h`, which `formula`
    writes out; they agree to `digits` significant digits. `is_at_kink` and `noise` are those of the Difference.
    `values` and `losses` (points,) are the batch's loss along this one parameter, which the step moves from `old` to
    `new`; `loss` and `new_loss` are the losses there, all other parameters staying as they are. `what` these are:
    "loss", or "objective", loss and penalty. `descended` is where plain descent would bring it, at the same rate.
    """

    parameter: int
    analytic: float
    numeric: float
    digits: int
    h: float
    noise: float
    is_at_kink: bool
    values: Array
    losses: Array
    old: float
    new: float
    descended: float
    loss: float
    new_loss: float
    samples: int
    formula: Formula
    what: str

    @property
    def is_descent(self) -> bool:
        """Whether the step is that of plain descent."""
        return self.descended == self.new

    @property
    def is_penalised(self) -> bool:
        """Whether it is about the objective."""
        return self.what == "objective"

    def tangent(self, value: float) -> float:
        """Return the height of the tangent at `old`, whose slope is the analytic gradient, over `value`."""
        return self.loss + self.analytic * (value - self.old)

    @property
    def is_within_noise(self) -> bool:
        """Whether what the two methods differ by is no more than rounding may do."""
        return abs(self.numeric - self.analytic) <= self.noise


def is_proved(moment: Moment, parameter: int) -> bool:
    """Whether the gradient that is proved is computed at this moment; at rest it is that of the step to come."""
    if moment.rung is None or moment.samples_done == len(moment.batch):
        return True
    found = moment.experiment.network.parameters[parameter]
    return len(moment.batch) == 1 and moment.delta_is_computed(found.layer, found.destination)


def takes_long(moment: Moment) -> bool:
    """Whether a proof takes longer than a person notices."""
    return is_long(moment.experiment.network, (FEW_POINTS + 5) * len(moment.batch))


def proof_of(moment: Moment, parameter: int) -> Proof:
    """Prove the gradient of a parameter (by index) at the old parameters of the moment's step."""
    experiment, state = moment.experiment, moment.state
    network, data = experiment.network, experiment.data
    parameters, inputs, targets = state.parameters, data.inputs[moment.batch], data.targets[moment.batch]
    numbers = (moment.step.gradient, parameters, moment.step.after.parameters)
    analytic, old, new = (float(vector[parameter]) for vector in numbers)
    penalty = Penalty(experiment.settings.l2, experiment.settings.l1)
    found = central_difference(network, parameters, inputs, targets, parameter, penalty=penalty)
    values = _values(old, new, POINTS if inputs.shape[0] * network.parameter_count < MUCH_WORK else FEW_POINTS)
    losses = loss_along(network, parameters, inputs, targets, parameter, np.array([old, new, *values]), penalty)
    what = "loss" if penalty == NO_PENALTY else "objective"
    return Proof(
        parameter=parameter,
        analytic=analytic,
        numeric=found.value,
        digits=agreeing_digits(analytic, found.value),
        h=found.h,
        noise=found.noise,
        is_at_kink=found.is_at_kink,
        values=values,
        losses=losses[2:],
        old=old,
        new=new,
        descended=old if experiment.settings.locked[parameter] else old - moment.step.rate * analytic,
        loss=float(losses[0]),
        new_loss=float(losses[1]),
        samples=len(inputs),
        formula=found.formula(network.parameters[parameter].name, what),
        what=what,
    )


def _values(old: float, new: float, points: int) -> Array:
    """Return where the curve is drawn: around `old`, some steps to either side."""
    least = MIN_SHARE * max(1.0, abs(old))
    reach = max(STEPS * abs(new - old), least)
    return np.linspace(old - reach, old + reach, points) if np.isfinite(reach) else np.array([old])
