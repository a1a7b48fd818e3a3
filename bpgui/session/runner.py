"""Running: training in a worker thread, at a pace, while whoever shows it polls.

The worker touches nothing but its own records; `poll` moves finished rows into the session on the caller's
thread. In the past a run walks the record at the same pace before it trains on.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable

from bpgui.engine.training import Record, advance, loss_rule
from bpgui.session.session import Session
from bpgui.session.stops import Halt

#: Seconds of work that one chunk aims at, and how many finished chunks may wait to be taken. One only: a worker that
#: never rests takes the interpreter from whoever paints, who then paints half as often.
CHUNK_SECONDS = 0.02
WAITING_CHUNKS = 1
MOST_CHUNK = 4096
#: Rows of the record that one poll walks along at most.
MOST_ROWS = 2000


class Pace:
    """How many steps are due: `rate` steps a second (math.inf: as fast as it goes), from now on."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start counting now."""
        self.rate, self._clock = rate, clock
        self._start, self._done = clock(), 0

    def due(self) -> float:
        """Return how many steps should have been taken and are not."""
        if math.isinf(self.rate):
            return math.inf
        return max(0.0, math.floor((self._clock() - self._start) * self.rate) - self._done)

    def took(self, steps: int) -> None:
        """Note steps taken."""
        self._done += steps

    def seconds_to_next(self) -> float:
        """Return how long until another step is due."""
        if math.isinf(self.rate):
            return 0.0
        return max(0.0, (self._done + 1) / self.rate - (self._clock() - self._start))


class Worker:
    """One thread that trains on from a session's last row, until it is stopped, a rule is met or `goal` is reached."""

    def __init__(self, session: Session, pace: Pace, goal: float, below: float | None, armed: bool) -> None:
        """Start training towards step number `goal` (math.inf: without end)."""
        self._segment = session.timeline.last
        self._state = session.timeline.state_at(session.timeline.length - 1)
        self._pace, self._goal, self._below = pace, goal, below
        self.armed = armed
        self._stop = threading.Event()
        self._finished: deque[Record] = deque()
        self.failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="training")
        self._thread.start()

    def take(self) -> list[Record]:
        """Return the records that are finished since the last call, in order."""
        return [self._finished.popleft() for _ in range(len(self._finished))]

    def stop(self) -> list[Record]:
        """End the thread and return what it had finished."""
        self._stop.set()
        self._thread.join()
        return self.take()

    def _work(self) -> None:
        try:
            self._train()
        except BaseException as error:  # noqa: BLE001  handed to the thread that polls
            self.failure = error

    def _train(self) -> None:
        chunk, reason = 1, ""
        while not self._stop.is_set() and not reason:
            count = int(min(self._pace.due(), chunk, self._goal - self._state.step))
            if count <= 0 or len(self._finished) >= WAITING_CHUNKS:
                self._stop.wait(min(max(self._pace.seconds_to_next(), 0.001), 0.05))
                continue
            began = time.perf_counter()
            record = self._segment.record(count, self._below, self.armed)
            experiment = self._segment.experiment
            self._state = advance(experiment.network, self._state, experiment.settings, experiment.data, count, record)
            self._pace.took(record.length)
            self.armed, reason = record.armed, record.reason
            self._finished.append(record)
            chunk = next_chunk(chunk, time.perf_counter() - began)


def next_chunk(chunk: int, seconds: float) -> int:
    """Return how many steps the next chunk should have, given how long this one took."""
    if seconds > 2 * CHUNK_SECONDS:
        return max(1, chunk // 2)
    return min(MOST_CHUNK, chunk * 2) if seconds < CHUNK_SECONDS / 2 else chunk


class Runner:
    """One run of a session, from pressing Run until it ends."""

    def __init__(self, session: Session, rate: float, goal: int | None = None) -> None:
        """Run at `rate` steps a second towards step number `goal`; None obeys the session's stop rules instead."""
        self._session, self._goal = session, goal
        self.obeys_rules = goal is None
        rules = session.stops
        if goal is None:
            self._step_rule = rules.step if rules.step is not None and session.step_number < rules.step else None
            self._below = rules.loss
        else:
            self._step_rule, self._below = goal, None
        self._armed = self._below is None or not session.training_loss() < self._below
        self.ignored_rules = goal is None and ((rules.step is not None and self._step_rule is None) or not self._armed)
        self._pace = Pace(rate)
        self._worker: Worker | None = None

    def set_rate(self, rate: float) -> None:
        """Go on at another pace."""
        self.suspend()
        self._pace = Pace(rate)

    def suspend(self) -> None:
        """Stop the thread and take in what it has done; the next poll goes on from there."""
        worker, self._worker = self._worker, None
        if worker is not None:
            for record in worker.stop():
                self._session.append(record)
            self._armed = worker.armed

    def poll(self) -> Halt | None:
        """Move along; return why the run ended, or None while it goes on."""
        session = self._session
        reason = self._end() or self._walk_record()
        if not reason and not session.in_past:
            reason = self._take_rows()
        if not reason:
            return None
        self.suspend()
        return Halt(reason, session.step_number, session.row_loss())

    def _take_rows(self) -> str:
        session = self._session
        if self._worker is None:
            goal = min(math.inf if self._step_rule is None else self._step_rule, session.steps + session.room)
            self._worker = Worker(session, self._pace, goal, self._below, self._armed)
        reason = ""
        for record in self._worker.take():
            session.append(record)
            reason = record.reason
        if self._worker.failure is not None:
            raise self._worker.failure
        return reason or self._end() or ("full" if session.is_full else "")

    def _walk_record(self) -> str:
        session, due = self._session, min(self._pace.due(), MOST_ROWS)
        while session.in_past and due >= 1:
            was_event = session.next_is_event()
            session.seek(session.cursor + 1)
            if not was_event:
                due -= 1
                self._pace.took(1)
            fires, self._armed = loss_rule(self._below, self._armed, session.row_train_loss())
            if fires or self._end():
                return "loss" if fires else self._end()
        return self._end()

    def _end(self) -> str:
        reached = self._step_rule is not None and self._session.step_number >= self._step_rule
        return ("step" if self._goal is None else "done") if reached else ""
