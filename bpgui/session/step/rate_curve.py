"""What a picture of the schedule shows: the rates of the steps before and after the present one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.schedules import SCHEDULES, is_scheduled, rates_of
from bpgui.engine.step import Settings

#: Points of the curve; steps that it shows at least; steps of a schedule that has no end.
MAX_POINTS, MIN_STEPS, USUAL_STEPS = 240, 20, 200


@dataclass(frozen=True, eq=False)
class RateCurve:
    """`rates` (points,) of the step numbers `steps` (points,); `now` is that of the present step, `step`."""

    steps: NDArray[np.int64]
    rates: Array
    step: int
    now: float


def rate_curve(settings: Settings, step: int) -> RateCurve | None:
    """Return the curve from where the schedule was set to beyond its end and the present step; None without one."""
    if not is_scheduled(settings):
        return None
    constants = SCHEDULES[settings.schedule].constants
    own = {"steps": 4 * settings.schedule_steps, "cosine": settings.schedule_steps}.get(settings.schedule, USUAL_STEPS)
    length = settings.warm_up + (own if constants else 0)
    last = max(settings.origin + max(round(1.1 * length), MIN_STEPS), step + max(step - settings.origin, 1) // 10 + 1)
    steps = np.unique(np.linspace(settings.origin, last, MAX_POINTS).astype(np.int64))
    rates = np.array([settings.rate_at(int(k)) for k in steps])
    return RateCurve(steps, rates, step, float(rates_of(settings, step, 1)[0]))
