"""At which speed a run shows something: a guess, made by training a copy for a moment."""

import math
import time
from collections.abc import Callable

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.training import Columns, advance
from bpgui.session.session import Session
from bpgui.session.timeline.memory import Memory
from bpgui.session.timeline.segment import Segment

#: Seconds after which a person has seen something.
SECONDS_TO_SEE = 5.0
#: Seconds that may be spent on the guess, and the most steps that are looked ahead.
LOOK_SECONDS, MAX_STEPS = 0.1, 200_000
#: Something is seen where this part of all the way down is done; a way of less than LEAST of the loss is none.
DONE, LEAST = 0.9, 0.05
#: Of so many steps a look ahead must have been to say that nothing is seen before.
FAR = 20_000
SLOWEST, FASTEST = 0.5, 1000.0


def suitable_rate(session: Session, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the steps a second, at least 0.5, at which about five seconds from the cursor take training where it goes.

    That is where most of the fall of the training loss is done, or where training diverges, as a moment's look ahead
    tells. Where it does not tell: what this machine can do now, at most 1000; math.inf, as fast as it goes, where it
    looked far. The session is left as it is.
    """
    state, began = session.timeline.state_at(session.cursor), clock()
    copy = Segment(session.experiment, state, memory=Memory())
    losses, has_diverged = _look_ahead(copy, clock)
    steps = len(losses) if has_diverged else _steps_down(session.place.training_loss(), losses)
    if steps is not None:
        return max(steps / SECONDS_TO_SEE, SLOWEST)
    if len(losses) >= FAR:
        return math.inf
    return min(max(len(losses) / max(clock() - began, 1e-3), SLOWEST), FASTEST)


def _steps_down(first: float, losses: Array) -> int | None:
    """Return after how many steps most of the fall is done; None where there is none, or it goes on at the end."""
    rows = np.flatnonzero(np.isfinite(losses))
    fall = first - losses[rows].min(initial=first)
    if not fall > LEAST * abs(first):
        return None
    steps = int(rows[losses[rows] <= first - DONE * fall][0]) + 1
    return steps if steps <= len(losses) // 2 else None


def _look_ahead(copy: Segment, clock: Callable[[], float]) -> tuple[Array, bool]:
    """Return the training loss after each step (nan where no epoch begins), and whether training diverged there."""
    experiment, state, parts = copy.experiment, copy.last, []
    began, count, steps = clock(), 1, 0
    while not steps or (steps < MAX_STEPS and clock() - began < LOOK_SECONDS):
        record = copy.record(Columns(), min(count, copy.capacity_for(Columns())))
        state = advance(experiment.network, state, experiment.settings, experiment.data, record.capacity, record)
        parts.append(record.train_losses[: record.length].copy())
        steps, count = steps + record.length, 2 * count
        if record.reason or not record.length:
            return np.concatenate(parts), True
    return np.concatenate(parts), False
