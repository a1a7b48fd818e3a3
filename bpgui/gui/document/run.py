"""The run: training that goes on by itself, at a chosen or guessed speed, and what keeps it from beginning."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.repaint_pace import FRAME
from bpgui.session.change import Change
from bpgui.session.runner import Hold, Runner
from bpgui.session.session import Session, Standing
from bpgui.session.stops import StopRules
from bpgui.session.suitable_speed import suitable_rate

#: Steps a second while no speed is chosen and none has been guessed yet.
UNKNOWN_RATE = 30.0
#: Milliseconds that a look at a run may take before plots come late; where all are as long, nothing helps.
LONG, TOO_LONG = 8, 48


class Run(QObject):
    """Trains a session on, and says each Change by `announce`."""

    changed = Signal()  #: a run began or ended, or its speed changed
    halted = Signal(object)  #: a run ended by itself: Halt
    held = Signal()  #: `held_by` changed

    def __init__(self, session: Session, announce: Callable[[Change], None], facts: Facts, parent: QObject) -> None:
        super().__init__(parent)
        self._announce, self._facts = announce, facts
        self._runner: Runner | None = None
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._poll)
        self.open(session)

    def open(self, session: Session) -> None:
        """Be of another session; none is running."""
        self._session, self._hold = session, Hold()
        self.rate, self.guesses_rate = UNKNOWN_RATE, True
        self._guessed_for: object = None

    # Its speed

    def set_rate(self, rate: float) -> None:
        """Run at this many steps a second; math.inf is as fast as it goes."""
        self.rate, self.guesses_rate = rate, False
        if self._runner is not None:
            self._runner.set_rate(rate)
        self._facts.tell(self.changed.emit)

    def guess_rate(self) -> None:
        """Choose the speed of each run by itself, so that something is seen in about five seconds."""
        self.guesses_rate, self._guessed_for = True, None
        if self._runner is not None:
            self.suspend()
            self._guess()
            self._runner.set_rate(self.rate)
        self._facts.tell(self.changed.emit)

    @property
    def has_guessed_rate(self) -> bool:
        """Whether `rate` is a guess that was made for this session."""
        return self.guesses_rate and self._guessed_for is not None

    def _guess(self) -> None:
        """Guess anew where something was edited since; going on goes on at the same speed."""
        last = self._session.timeline.last
        if self.guesses_rate and self._guessed_for is not last:
            self.rate, self._guessed_for = suitable_rate(self._session), last

    # Beginning and ending

    @property
    def is_going_on(self) -> bool:
        """Whether a run goes on."""
        return self._runner is not None

    @property
    def held_by(self) -> frozenset[str]:
        """The stop rules, "step" or "loss", that kept a run from beginning here; asked for again, it begins."""
        return self._hold.rules

    def is_held(self) -> bool:
        """Ask for a run that obeys the stop rules: say whether some that are met already keep it from beginning."""
        is_held = self._hold.keeps(self._session)
        if is_held:
            self._facts.tell(self.held.emit)
        return is_held

    def begin(self) -> None:
        """Run until a stop rule is met."""
        self._guess()
        self._start(Runner(self._session, self.rate))

    def begin_to(self, step: int) -> None:
        """Run to a step number, as fast as it goes."""
        self._start(Runner(self._session, math.inf, step))

    def _start(self, runner: Runner) -> None:
        self._runner = runner
        self._timer.start()
        self._facts.tell(self.changed.emit)

    def pause(self) -> None:
        """End a run, keeping all it did."""
        if self._runner is None:
            return
        try:
            self.suspend()
        finally:
            self._end()
            self._announce(Change())
            self._facts.tell(self.changed.emit)

    def suspend(self) -> None:
        """Stop the worker of a run and show what it did; the run itself goes on at the next poll."""
        if self._runner is not None:
            before = self._session.standing
            self._runner.suspend()
            self._announce_since(before)

    def set_stops(self, stops: StopRules) -> bool:
        """Have runs obey other rules; say whether one was paused that is to go on with them."""
        self.suspend()
        self._hold.note_rules(self._session.stops, stops)
        self._session.stops = stops
        is_to_go_on = self._runner is not None and self._runner.obeys_rules
        if is_to_go_on:
            self.pause()
        return is_to_go_on

    def let_go(self) -> None:
        """Withdraw the offer to run on where it does not hold any more."""
        if not self.is_going_on and self._hold.lets_go(self._session):
            self._facts.tell(self.held.emit)

    def _end(self) -> None:
        if self._runner is not None:
            self._hold.note_end(self._runner)
        self._runner = None
        self._timer.stop()

    def _poll(self) -> None:
        """Take what was trained. Where telling it takes long, as of all texts, take more before all that is painted."""
        began = time.monotonic()
        self._take()
        if LONG < 1000 * (time.monotonic() - began) < TOO_LONG:
            self._take()

    def _take(self) -> None:
        if self._runner is None:
            return
        before = self._session.standing
        try:
            halt = self._runner.poll()
        except BaseException:
            self.pause()  # else it would fail again at every look
            raise
        if halt is not None:
            self._end()
        self._announce_since(before)
        if halt is not None:
            self._facts.tell(self.changed.emit, lambda: self.halted.emit(halt))

    def _announce_since(self, before: Standing) -> None:
        change = self._session.change_since(before)
        if change:
            self._announce(change)
