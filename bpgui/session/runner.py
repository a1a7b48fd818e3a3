"""Running: training in a worker thread, at a pace, while whoever shows it polls.

The worker touches nothing but its trainer; `poll` moves finished chunks into the session on the caller's thread. In
the past a run walks the record at the same pace before it trains on.
"""

import math
import time
from collections import deque
from collections.abc import Callable

from bpgui.session.basics.work import Work
from bpgui.session.compiled import give_way
from bpgui.session.session import Session
from bpgui.session.stops import NO_RULES, RULES, Halt, StopRules
from bpgui.session.timeline.epoch_rules import Watch, is_at_hand, met, watched
from bpgui.session.timeline.segment import MAX_CHUNK, Chunk
from bpgui.session.timeline.trainer import Trainer

#: Seconds of work that one chunk aims at, so that each frame has something new; and how many chunks may wait.
CHUNK_SECONDS = 0.012
WAITING_CHUNKS = 8
#: Rows of the record that one poll walks along at full speed: these, or this share of the record, so that the
#: longest takes some seconds.
MIN_ROWS = 200
SHARE = 1 / 250


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
    """One thread that trains on until it is stopped, a rule is met or step number `goal` is reached."""

    def __init__(self, trainer: Trainer, pace: Pace, goal: float) -> None:
        """Start training; `goal` math.inf is without end."""
        self._trainer, self._pace, self._goal = trainer, pace, goal
        self._finished: deque[Chunk] = deque()
        self._work = Work(self._train, "training")

    @property
    def armed(self) -> bool:
        """Whether the loss rule is armed after all that was trained."""
        return self._trainer.armed

    def take(self) -> list[Chunk]:
        """Return the chunks that are finished since the last call, in order. Raises what training has raised."""
        self._work.raise_failure()
        return [self._finished.popleft() for _ in range(len(self._finished))]

    def stop(self) -> list[Chunk]:
        """End the thread and return what it had finished."""
        self._work.stop()
        return [self._finished.popleft() for _ in range(len(self._finished))]

    def _train(self, work: Work[None]) -> None:
        size, reason = 1, ""
        while not work.is_cancelled and not reason:
            count = int(min(self._pace.due(), size, self._goal - self._trainer.state.step))
            if count <= 0 or len(self._finished) >= WAITING_CHUNKS:
                work.rest(min(max(self._pace.seconds_to_next(), 0.001), 0.05))
                continue
            give_way()
            began = time.perf_counter()
            chunk = self._trainer.train(count)
            self._pace.took(chunk.length)
            reason = chunk.reason
            self._finished.append(chunk)
            size = next_chunk(size, time.perf_counter() - began)


def next_chunk(chunk: int, seconds: float) -> int:
    """Return how many steps the next chunk should have, given how long this one took."""
    factor = min(2.0, max(0.5, CHUNK_SECONDS / max(seconds, 1e-9)))
    return min(MAX_CHUNK, max(1, round(chunk * factor)))


class Runner:
    """One run of a session, from pressing Run until it ends."""

    def __init__(self, session: Session, rate: float, goal: int | None = None) -> None:
        """Run at `rate` steps a second towards step number `goal`; None obeys the session's stop rules instead.

        A rule that is met already does not stop the run until it has been unmet; see `Hold`.
        """
        self._session, self._goal = session, goal
        self.obeys_rules = goal is None
        rules = session.stops
        if goal is None:
            self._step_rule = rules.step if rules.step is not None and session.step_number < rules.step else None
            self._below = rules.loss
        else:
            self._step_rule, self._below = goal, None
        self._watch = Watch(rules.of_epochs if goal is None else NO_RULES)
        self._armed = self._below is None or not session.place.training_loss() < self._below
        self._pace = Pace(rate)
        self._worker: Worker | None = None

    @property
    def is_armed(self) -> bool:
        """Whether the loss rule was unmet at the beginning or since then. Known while the run is suspended."""
        return self._armed

    @property
    def silent(self) -> frozenset[str]:
        """The rules of epochs that were met at the beginning and ever since. Known while the run is suspended."""
        return self._watch.silent or frozenset()

    def set_rate(self, rate: float) -> None:
        """Go on at another pace."""
        self.suspend()
        self._pace = Pace(rate)

    def suspend(self) -> None:
        """Stop the thread and take in what it has done; the next poll goes on from there."""
        worker, self._worker = self._worker, None
        if worker is not None:
            for chunk in worker.stop():
                self._session.append(chunk)
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
        return Halt(reason, session.step_number, session.place.loss)

    def _take_rows(self) -> str:
        session = self._session
        if self._worker is None:
            goal = math.inf if self._step_rule is None else self._step_rule
            self._worker = Worker(session.trainer(self._below, self._armed, self._watch), self._pace, goal)
        reason = ""
        for chunk in self._worker.take():
            session.append(chunk)
            reason = chunk.reason
        return reason or self._end()

    def _walk_record(self) -> str:
        """Move the cursor along the record, as far as is due, to the first row at which a rule is met."""
        session, timeline = self._session, self._session.timeline
        due = min(self._pace.due(), max(MIN_ROWS, int(timeline.length * SHARE)))
        if not session.in_past or due < 1:
            return ""
        step = session.step_number + int(due)
        last = timeline.first_row_of_step(step if self._step_rule is None else min(step, self._step_rule))
        if last == session.cursor:  # events follow the last step
            last = timeline.length - 1
        last = self._near(last)
        row, self._armed = timeline.first_below(self._below, self._armed, session.cursor + 1, last + 1)
        last = last if row is None else row
        self._watch.begin(*timeline.locate(session.cursor))
        fired = timeline.first_met(self._watch, session.cursor + 1, last + 1) if self._watch.rules else None
        before = session.step_number
        session.seek(last if fired is None else fired[0])
        self._pace.took(session.step_number - before)
        if fired is not None and fired[0] != row:
            return fired[1]
        return "loss" if row is not None else self._end()

    def _near(self, last: int) -> int:
        """Return a row up to `last` that one poll has the time to come to, where rules look at many samples."""
        segment, _ = self._session.timeline.locate(self._session.cursor)
        is_long = any(segment.passes.are_long(kind, MIN_ROWS) for kind in watched(self._watch.rules, segment))
        return min(last, self._session.cursor + segment.passes.epochs[1]) if is_long else last

    def _end(self) -> str:
        reached = self._step_rule is not None and self._session.step_number >= self._step_rule
        return ("step" if self._goal is None else "done") if reached else ""


def met_rules(session: Session) -> frozenset[str]:
    """Name the stop rules that are met where the cursor stands, as far as that is known at once."""
    stops, found = session.stops, set()
    if stops.step is not None and session.step_number >= stops.step:
        found.add("step")
    if stops.loss is not None and session.place.training_loss() < stops.loss:
        found.add("loss")
    segment, row = session.timeline.locate(session.cursor)
    if is_at_hand(stops.of_epochs, segment, row):
        found |= met(stops.of_epochs, segment, row)
    return frozenset(found)


class Hold:
    """Keeps a run from beginning where a stop rule is met already, until the person asks for it once more.

    A rule that was run past so is silent until it has been unmet.
    """

    def __init__(self) -> None:
        """Hold nothing."""
        self.rules = frozenset[str]()
        self._silent = frozenset[str]()
        self._place: tuple[object, ...] = ()

    def keeps(self, session: Session) -> bool:
        """Say whether `rules` keep a run that is asked for from beginning; asked for again at once, they do not."""
        met, place = met_rules(session), _place(session)
        if place == self._place:
            self._silent |= self.rules
        self._silent &= met
        self.rules, self._place = met - self._silent, place
        return bool(self.rules)

    def lets_go(self, session: Session) -> bool:
        """Forget what was asked for elsewhere, or under other rules; say whether there was something.

        To be called wherever the cursor rests: a silent rule that is unmet there is not silent any more.
        """
        if self._silent:
            self._silent &= met_rules(session)
        if not self.rules or _place(session) == self._place:
            return False
        self.rules = frozenset()
        return True

    def note_end(self, runner: Runner) -> None:
        """A run ended or paused: a loss rule that was unmet on its way is not silent any more."""
        if runner.is_armed:
            self._silent -= {"loss"}
        self._silent &= {"step", "loss"} | runner.silent

    def note_rules(self, old: StopRules, new: StopRules) -> None:
        """A rule that is changed is not silent any more."""
        changed = {name for name in RULES if getattr(old, name) != getattr(new, name)}
        self._silent -= changed


def _place(session: Session) -> tuple[object, ...]:
    return session.timeline, session.cursor, session.stops
