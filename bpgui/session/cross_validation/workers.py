"""The process that has the trainings of a plan done by others: by joblib, on this machine or on a cluster.

It is started by `Trainings`, which writes a Request to its standard input, reads lines from its standard output, and
closes the input when it is to end. Nothing is ever imported from the current folder, here and in the workers.
"""

import contextlib
import importlib
import os
import pickle
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TextIO
from urllib.parse import urlsplit

import msgspec

from bpgui.session import compiled
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Kept, Result
from bpgui.session.cross_validation.training import do, make_ready

#: Seconds that all trainings may take in one process, because others take longer to begin: by the readable engine, and
#: by the kernel, which several threads run at once; and how many times slower the former is, about.
WORTH_PROCESSES, WORTH_KERNELS, KERNEL_FACTOR = 1.0, 30.0, 60.0
#: How often in turn the workers may end before any of them has finished anything.
MAX_DEATHS = 3
#: Seconds after which a worker without work ends.
IDLE_SECONDS = 30
#: Seconds that a cluster has to answer.
CONNECT_SECONDS = 10
#: What joblib calls the clusters, and the module each needs.
CLUSTERS = {"dask": "distributed", "ray": "ray"}


@dataclass(frozen=True, eq=False)
class Request:
    """What is to be done: which trainings of a plan, by how many workers, where.

    `cluster` is "" for this machine, else "dask:ADDRESS" or "ray:ADDRESS"; `niceness` is what the workers' priority is
    lowered by.
    """

    plan: ValidationPlan
    trainings: tuple[Training, ...]
    jobs: int
    cluster: str = ""
    niceness: int = 0


class Said(msgspec.Struct, omit_defaults=True):
    """A line of output: that trainings begin, a result, that it could not be kept, or why there will be no more.

    `details` are for the log.
    """

    is_begin: bool = False
    result: Result | None = None
    problem: str = ""
    details: str = ""
    values: dict[str, str] = {}
    is_end: bool = False


def parse_cluster(text: str) -> tuple[str, str]:
    """Return kind and address of a cluster, such as "dask:tcp://10.0.0.1:8786" or "ray:auto". Raises Problem."""
    kind, _, address = text.partition(":")
    if kind not in CLUSTERS or not address:
        what = QT_TRANSLATE_NOOP(
            "Problem", "Name a cluster like dask:tcp://10.0.0.1:8786 or ray:auto; there is no “{text}”."
        )
        raise Problem(what, text=text)
    if importlib.util.find_spec(CLUSTERS[kind]) is None:
        what = QT_TRANSLATE_NOOP("Problem", "The cluster “{text}” needs the package {package}, which is not installed.")
        raise Problem(what, text=text, package=CLUSTERS[kind])
    return kind, address


def serve() -> None:
    """Do what standard input asks, and say on standard output what comes of it."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody else may write to it
        signal.signal(signal.SIGINT, _Interruption.take)
        request = pickle.load(sys.stdin.buffer)
        threading.Thread(target=_watch, daemon=True).start()
        try:
            _answer(request, channel)
        except KeyboardInterrupt:
            return
        except Problem as problem:
            _say(channel, _said(problem))
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            what = QT_TRANSLATE_NOOP("Problem", "The trainings cannot go on: {reason}.")
            told = _said(Problem(what, reason=f"{type(error).__name__}: {error}"))
            told.details = traceback.format_exc()
            _say(channel, told)


class _Interruption:
    """An interruption that comes while a result is being kept waits until it is."""

    is_keeping = has_come = False

    @classmethod
    def take(cls, _signal: int, _frame: object) -> None:
        cls.has_come = True
        if not cls.is_keeping:
            raise KeyboardInterrupt

    @classmethod
    @contextlib.contextmanager
    def later(cls) -> Iterator[None]:
        cls.is_keeping = True
        try:
            yield
        finally:
            cls.is_keeping = False
            if cls.has_come:
                raise KeyboardInterrupt


def _watch() -> None:
    """Interrupt the work when the input ends, for then nobody waits for it.

    The file itself is read: at its end Python waits a second for a thread that is within `sys.stdin`.
    """
    with contextlib.suppress(OSError):
        while os.read(0, 1):
            pass
    signal.raise_signal(signal.SIGINT)


def _say(channel: TextIO, said: Said) -> None:
    channel.write(msgspec.json.encode(said).decode() + "\n")
    channel.flush()


def _said(problem: Problem) -> Said:
    return Said(problem=problem.text, values={name: str(value) for name, value in problem.values.items()})


def _answer(request: Request, channel: TextIO) -> None:
    """Keep each result when it is there, and say it; one that cannot be kept is said all the same, and why."""
    kept, told = Kept(request.plan), ""
    for result in _results(request):
        if result is None:
            _say(channel, Said(is_begin=True))
            continue
        with _Interruption.later():
            try:
                kept.put(result)
            except Problem as problem:
                if str(problem) != told:
                    told = str(problem)
                    _say(channel, _said(problem))
            _say(channel, Said(result=result))
    _say(channel, Said(is_end=True))


def _results(request: Request) -> Iterator[Result | None]:
    """Give the results in the order in which they come, None before; workers that end by force are replaced."""
    left, deaths = dict.fromkeys(request.trainings), 0
    kernel = _Kernel(request)
    try:
        while left:
            try:
                for result in _joblib_results(request, list(left), wants_kernel=kernel.is_wanted):
                    if result is not None:
                        del left[result.training]
                        deaths = 0
                        kernel.poll()
                    yield result
            except BrokenProcessPool as error:
                deaths += 1
                if deaths >= MAX_DEATHS:
                    what = QT_TRANSLATE_NOOP("Problem", "The worker processes end before they finish a training.")
                    raise Problem(what) from error
    finally:
        kernel.stop()


class _Kernel:
    """The compiled kernel for all workers: compiled once, by a process of its own, while they train without it."""

    def __init__(self, request: Request) -> None:
        self.seconds = _seconds(request)
        self.is_wanted = self.seconds >= compiled.WORTH_LOADING
        is_missing = self.seconds >= compiled.WORTH_COMPILING and not compiled.is_cached()
        self._compiling = compiled.started() if is_missing else None

    def poll(self) -> None:
        if self._compiling is not None and self._compiling.poll():
            self._compiling = None

    def stop(self) -> None:
        if self._compiling is not None:
            self._compiling.stop()


def _seconds(request: Request) -> float:
    """Return about how long the readable engine takes for all trainings."""
    plan = request.plan
    if not request.trainings:
        return 0.0
    session = plan.session(request.trainings[0])
    return len(request.trainings) * compiled.seconds_of_training(session.experiment, plan.steps(session))


def _joblib_results(request: Request, trainings: list[Training], *, wants_kernel: bool) -> Iterator[Result | None]:
    """Give None when a worker is ready, and the results in the order in which they come."""
    import joblib

    if request.cluster:
        config, parent = _on_cluster(request), 0
    else:
        if request.niceness and hasattr(os, "nice"):
            os.nice(max(0, request.niceness - os.nice(0)))
        config, parent = _on_this_machine(request, len(trainings), wants_kernel=wants_kernel), os.getpid()
    content = pickle.dumps(request.plan)
    with config:
        jobs, how = joblib.effective_n_jobs(), "generator_unordered"
        tasks = [joblib.delayed(make_ready)(wants_kernel, parent)] * jobs
        tasks += [joblib.delayed(do)(content, training, wants_kernel, parent) for training in trainings]
        size = len(tasks)
        if not joblib.parallel.get_active_backend()[0].supports_return_generator:
            size, how = jobs, "list"  # Ray's gives nothing before all is done: it gets a part at a time
        work = joblib.Parallel(return_as=how, batch_size=1, max_nbytes=None)
        for first in range(0, len(tasks), size):
            yield from work(tasks[first : first + size])


def _on_this_machine(request: Request, count: int, *, wants_kernel: bool) -> Any:
    """Return joblib's way to do so many trainings here.

    The kernel runs in several threads at once, and is loaded once for all: processes, which begin for seconds, pay for
    long trainings alone. Python runs in one thread at a time.
    """
    import joblib

    jobs, seconds = min(request.jobs or joblib.cpu_count(), count), _seconds(request)
    if seconds < WORTH_KERNELS * KERNEL_FACTOR and wants_kernel and compiled.load_cached():
        return joblib.parallel_config(backend="threading", n_jobs=jobs)
    jobs = 1 if seconds < WORTH_PROCESSES else jobs
    return joblib.parallel_config(
        backend="loky", n_jobs=jobs, inner_max_num_threads=1, idle_worker_timeout=IDLE_SECONDS
    )


def _on_cluster(request: Request) -> Any:
    """Connect to the cluster and return joblib's way to it. Raises Problem."""
    import joblib

    kind, address = parse_cluster(request.cluster)
    try:
        if kind == "dask":
            distributed = importlib.import_module("distributed")
            return joblib.parallel_config(backend="dask", client=distributed.Client(address, timeout=CONNECT_SECONDS))
        _check_answers(address)
        importlib.import_module("ray").init(address=address, log_to_driver=False)
        importlib.import_module("ray.util.joblib").register_ray()
        return joblib.parallel_config(backend="ray", n_jobs=-1)
    except (OSError, RuntimeError, ValueError) as error:
        what = QT_TRANSLATE_NOOP("Problem", "The cluster “{text}” cannot be reached: {reason}.")
        raise Problem(what, text=request.cluster, reason=str(error).partition("\n")[0]) from error


def _check_answers(address: str) -> None:
    """Raise OSError where nobody listens at an address with a port: Ray itself would go on trying for minutes."""
    place = urlsplit(address if "://" in address else f"//{address}")
    if place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), CONNECT_SECONDS).close()
