"""One training of a plan, from its session at step 0 to its result. This is all that a worker process computes."""

import os
import pickle
import time
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.accuracy import accuracy, accuracy_rule
from bpgui.engine.training import mean_loss, predict
from bpgui.session import compiled
from bpgui.session.basics.numbers import shortest
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Result
from bpgui.session.runner import next_chunk
from bpgui.session.session import Session

#: Seconds between two looks for a kernel that was not there at the beginning.
LOOK_SECONDS = 2.0


def train(
    plan: ValidationPlan, training: Training, go_on: Callable[[int, int], bool] = lambda _done, _steps: True
) -> tuple[Session, Result]:
    """Train, and return the session at its last state with the result.

    `go_on(steps done, steps in all)` is asked between chunks; when it says no, the session stands where it is.
    """
    began, session = time.perf_counter(), plan.session(training)
    goal, ended, chunk = plan.steps(session), "done", 1
    if plan.below is not None and session.place.training_loss() < plan.below:
        goal, ended = 0, "loss"
    while ended == "done" and session.steps < goal and go_on(session.steps, goal):
        before = time.perf_counter()
        halt = session.train(min(chunk, goal - session.steps), plan.below).halt
        assert halt is not None
        ended, chunk = halt.reason, next_chunk(chunk, time.perf_counter() - before)
    return session, result_of(session, training, ended, time.perf_counter() - began)


def result_of(session: Session, training: Training, ended: str, seconds: float) -> Result:
    """Return the numbers of a session's last state, to the bits of its history's CSV."""
    experiment, parameters = session.experiment, session.timeline.state_at(session.cursor).parameters
    network, data = experiment.network, experiment.data
    rule, held_back = accuracy_rule(data.targets), np.array(data.test, dtype=np.intp)

    def right(samples: NDArray[np.intp]) -> float | None:
        predictions = predict(network, parameters, data.inputs[samples])
        return None if rule is None else accuracy(rule, predictions, data.targets[samples])

    return Result(
        training.value,
        training.fold,
        ended,  # type: ignore[arg-type]  # a halt's reason, of those that training has
        session.steps,
        shortest(session.place.training_loss()),
        shortest(mean_loss(network, parameters, data, held_back)),
        right(data.training),
        right(held_back),
        seconds,
    )


# In a worker process


def _end_without(parent: int) -> None:
    """End this process where the one that began the work is gone. On a cluster it is another machine's: 0."""
    if parent and os.name == "posix" and os.getppid() != parent and os.getpid() != parent:
        os._exit(1)


@lru_cache(maxsize=1)
def _unpickled(content: bytes) -> ValidationPlan:
    plan = pickle.loads(content)
    assert isinstance(plan, ValidationPlan)
    return plan


def make_ready(wants_kernel: bool, parent: int) -> None:
    """Load what the trainings need; in a worker process."""
    _end_without(parent)
    if wants_kernel:
        compiled.load_cached()


def do(content: bytes, training: Training, wants_kernel: bool, parent: int) -> Result:
    """Train one training of a plan that was pickled; in a worker process, which ends where its parent has ended."""
    plan, looked = _unpickled(content), time.monotonic()
    make_ready(wants_kernel, parent)

    def go_on(_done: int, _steps: int) -> bool:
        nonlocal looked
        _end_without(parent)
        if wants_kernel and not compiled.is_compiled() and time.monotonic() - looked > LOOK_SECONDS:
            compiled.load_cached()
            looked = time.monotonic()
        return True

    return train(plan, training, go_on)[1]
