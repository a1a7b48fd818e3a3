"""The trainings of a plan while they go on in other processes: begun, looked at, ended; none is done twice."""

import contextlib
import logging
import math
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.system_words import reason_of
from bpgui.session.basics.work import Work
from bpgui.session.compiled import safe_path
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Kept, Result
from bpgui.session.cross_validation.workers import Request, Said, parse_cluster

#: What the process runs: nothing may be imported from the current folder, so it is told from where.
PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from bpgui.session.cross_validation.workers import serve; serve()"
#: Seconds that the processes get to end by themselves.
PATIENCE = 5.0
logger = logging.getLogger(__name__)


class Trainings:
    """All trainings of a plan, from the moment this is made until `poll` says that they have ended, or `stop`.

    `results` has those that are done, of earlier times too; `trouble` what went wrong, and did not end it. Before
    `has_begun` the processes make themselves ready.
    """

    def __init__(
        self, plan: ValidationPlan, *, jobs: int = 0, cluster: str = "", niceness: int = 0, use_kept: bool = True
    ) -> None:
        """Begin, with `jobs` workers (0: one for each core). Raises Problem for a plan that is not possible."""
        plan.check()
        if cluster:
            parse_cluster(cluster)
        if find_spec("joblib") is None:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The package joblib is not installed here."))
        self.plan, self.trouble, self.has_begun = plan, None, False
        self.results: dict[Training, Result] = Kept(plan).load() if use_kept else {}
        self.kept = len(self.results)
        todo = tuple(training for training in plan.trainings if training not in self.results)
        self._process: subprocess.Popen[bytes] | None = None
        self._said: deque[Said] = deque()
        self._work: Work[None] | None = None
        self._has_ended, self._cancelled = not todo, math.inf
        if todo:
            request = pickle.dumps(Request(plan, todo, jobs, cluster, niceness))
            self._process = _started()
            self._work = Work(lambda _work: self._talk(request), "cross-validation")

    trouble: Problem | None

    def _talk(self, request: bytes) -> None:
        """Give the process its request and listen to it, in a thread."""
        assert self._process is not None
        to, of = self._process.stdin, self._process.stdout
        assert to is not None
        assert of is not None
        with contextlib.suppress(OSError):  # it is gone already: no line comes
            to.write(request)
            to.flush()
        for line in of:
            with contextlib.suppress(msgspec.MsgspecError):
                self._said.append(msgspec.json.decode(line, type=Said))

    @property
    def is_going_on(self) -> bool:
        """Whether more results may come."""
        return self._process is not None

    @property
    def is_complete(self) -> bool:
        """Whether all trainings are done."""
        return len(self.results) == len(self.plan.trainings)

    def poll(self) -> Sequence[Result]:
        """Return the results that came since the last call. Raises Problem where the process could not go on."""
        work, found = self._work, list[Result]()
        is_over = work is not None and not work.is_going_on
        while self._said:
            found += self._take(self._said.popleft())
        if is_over and self._process is not None and (self._process.poll() is not None or self._is_late()):
            self._end()
            if not self._has_ended:
                self._has_ended = True
                raise self.trouble or Problem(
                    QT_TRANSLATE_NOOP("Problem", "The process that trains has ended: all it finished is kept.")
                )
        return found

    def cancel(self) -> None:
        """Ask the processes to end; `poll` brings what they had finished, and says when they are gone."""
        self._has_ended, self._cancelled = True, time.monotonic()
        if self._process is not None:
            self._close(self._process)

    def _is_late(self) -> bool:
        return time.monotonic() > self._cancelled + PATIENCE

    def _take(self, said: Said) -> list[Result]:
        if said.problem:
            self.trouble = Problem(said.problem, **said.values)
        if said.details:
            logger.error("a process of the cross-validation failed: %s", said.details)
        self._has_ended |= said.is_end
        self.has_begun |= said.is_begin
        if said.result is None:
            return []
        self.results[said.result.training] = said.result
        return [said.result]

    def stop(self) -> Sequence[Result]:
        """End the processes, and return what they had finished."""
        self.cancel()
        self._end()
        found = list[Result]()
        while self._said:
            found += self._take(self._said.popleft())
        return found

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._work is None:
            return
        self._close(process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        if process.returncode != 0:
            _kill(process)
        self._work.stop()
        assert process.stdout is not None
        process.stdout.close()

    @staticmethod
    def _close(process: subprocess.Popen[bytes]) -> None:
        """Close its input, so that it ends."""
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.close()


def _started() -> subprocess.Popen[bytes]:
    """Start the process, in a folder of nobody and a group of its own. Raises Problem."""
    path = safe_path()
    # Workers are started by `python -m`, which looks into the current folder first unless told not to.
    environment = os.environ | {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(path)}
    try:
        if getattr(sys, "frozen", False) or not sys.executable:
            raise OSError("there is no Python to start")
        return subprocess.Popen(
            [sys.executable, "-I", "-c", PROGRAM, *path],
            cwd=Path(__file__).parent,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a terminal
        )
    except OSError as error:
        what = QT_TRANSLATE_NOOP("Problem", "No process could be started ({reason}).")
        raise Problem(what, reason=reason_of(error)) from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process and its workers."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
