"""Making the compiled kernel ready, beside whatever else goes on.

Loading it from the cache takes half a second, compiling it the first time many. Until it is ready, and where it cannot
be (no numba, no place to write), training goes through the readable engine, with the same bits. What compiles is
another process, because a compiler in a thread cannot be stopped.
"""

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from bpgui.engine import training
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings, State
from bpgui.engine.training import Columns, Record
from bpgui.session import kernel_cache
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.system_words import reason_of
from bpgui.session.basics.work import Work
from bpgui.session.model.experiment import Experiment

logger = logging.getLogger(__name__)

#: Seconds between two looks at the compiling process.
PATIENCE = 0.05
#: Seconds that the readable engine takes: for a layer, for a sample of the batch, and more for each parameter; about.
LAYER_SECONDS, SAMPLE_SECONDS, PARAMETER_SECONDS = 150e-6, 10e-6, 10e-9
#: Seconds of such training from which on it pays to load the kernel, and to compile it.
WORTH_LOADING, WORTH_COMPILING = 0.5, 10.0
#: Seconds after which a thread that waits may have the interpreter, while one loads. Loading lets go of it thousands of
#: times, and would wait as often as long as Python's 0.005 s for a thread that computes.
SHORT_TURN = 1e-5
#: What the compiling process runs: nothing may be imported from the current folder, so it is told from where.
PROGRAM = (
    "import sys; sys.path[:] = sys.argv[4:]; from bpgui.session.compiled import compile_into as c; c(*sys.argv[1:4])"
)

#: Held while a thread loads the kernel; a run gives way to it.
_loading = threading.Lock()
#: Why there is no kernel, or none that is kept; what was met last.
_trouble: Problem | None = None


def is_compiled() -> bool:
    """Whether training goes through the compiled kernel."""
    return training.compiled_advance is not None


def is_cached() -> bool:
    """Whether machine code is there that loads at once."""
    cache = kernel_cache.cache_folder()
    return cache is not None and kernel_cache.is_whole(cache)


def standing() -> str:
    """Say in English how it is with the kernel, for a report."""
    if is_compiled():
        return f"ready, but {_trouble}" if _trouble else "ready"
    if _trouble or not has_numba():
        return f"none, for {_trouble or 'numba is not installed'}"
    return "compiled, not loaded" if is_cached() else "not compiled"


def notice() -> Problem | None:
    """Return what a person should know of the kernel, if anything went wrong with it."""
    if _trouble is None:
        return None
    if is_compiled():
        return Problem(QT_TRANSLATE_NOOP("Problem", "The compiled kernel is ready, but {reason}."), reason=_trouble)
    text = QT_TRANSLATE_NOOP("Problem", "Training goes without the compiled kernel, so it takes longer: {reason}.")
    return Problem(text, reason=_trouble)


def has_numba() -> bool:
    """Whether there can be a compiled kernel."""
    return find_spec("numba") is not None


def give_way() -> None:
    """Wait while another thread loads the kernel."""
    with _loading:
        pass


def seconds_of_training(experiment: Experiment, steps: int) -> float:
    """Return about how long the readable engine takes for so many steps."""
    network, samples = experiment.network, experiment.data.training_count
    batch_size = min(experiment.settings.batch_size or samples, samples)
    sample_seconds = SAMPLE_SECONDS + PARAMETER_SECONDS * network.parameter_count
    return steps * (LAYER_SECONDS * len(network.layers) + sample_seconds * batch_size)


# Loading


def load_cached() -> bool:
    """Let all training go through the kernel where the cache has it; return whether it does. Takes half a second.

    Removes a cache that is whole and cannot be loaded.
    """
    if is_compiled():
        return True
    cache = kernel_cache.cache_folder()
    if cache is None or not kernel_cache.is_whole(cache):
        return False
    if not _loads(cache):
        kernel_cache.remove(cache)
    return is_compiled()


def _loads(folder: Path) -> bool:
    """Load the kernel from a whole folder; say whether it is ready."""
    global _trouble  # noqa: PLW0603
    try:
        with _loading, _short_turns(), kernel_cache.loadable(folder) as place:
            _load(place, compiles=False)
    except Exception as reason:  # noqa: BLE001  whatever ails numba here, there is another way
        logger.info("the compiled kernel cannot be loaded: %r", reason)
        _trouble = Problem(QT_TRANSLATE_NOOP("Problem", "it cannot be loaded ({reason})"), reason=str(reason))
    return is_compiled()


def _load(folder: Path, *, compiles: bool) -> None:
    """Run a step of training by the kernel, which loads it from `folder` or, where it `compiles`, writes it there."""
    numba = _imported_numba()
    numba.config.CACHE_DIR = str(folder)
    logging.getLogger("numba").setLevel(logging.WARNING)
    from bpgui.engine.kernel import calls as kernel

    for entry in kernel.ENTRIES:
        entry.enable_caching()
    network = Network(1, (Layer(1),))
    state = State(0, 0, 0, np.zeros(1))
    record = Record(network, Columns(traced=np.arange(1)), 1, first_loss=1.0)
    data = Data(np.ones((1, 1)), np.ones((1, 1)))
    with contextlib.nullcontext() if compiles else _no_compiling():
        kernel.advance(network, state, Settings(0.1, np.zeros(1, dtype=bool)), data, 1, record)
        kernel.fold(record, np.arange(1), 1)
        kernel.activations(network, state.parameters, data.inputs, 1)
    if record.parameters[0, 0] != 0.1:
        raise ArithmeticError("it does not compute what it should")
    training.compiled_advance, training.compiled_fold = kernel.advance, kernel.fold
    training.compiled_activations = kernel.activations


def _imported_numba() -> Any:
    """Import numba, without the settings that it would read from the current folder, if it could read YAML."""
    had_yaml = "yaml" in sys.modules
    if not had_yaml:
        sys.modules["yaml"] = None  # type: ignore[assignment]  # so Python says that it is not there
    try:
        with warnings.catch_warnings(action="ignore"):
            import numba
    finally:
        if not had_yaml:
            del sys.modules["yaml"]
    if numba.config.DISABLE_JIT:
        raise ImportError("NUMBA_DISABLE_JIT is set")
    return numba


@contextlib.contextmanager
def _no_compiling() -> Iterator[None]:
    """Raise LookupError where numba does not find what it needs and begins to compile, which takes half a minute."""
    from numba.core import event

    class Refusal(event.Listener):  # type: ignore[misc,unused-ignore]
        def on_start(self, event: Any) -> None:
            raise LookupError(f"{event.data['dispatcher'].py_func.__name__} is of another machine")

        def on_end(self, event: Any) -> None:
            pass

    with event.install_listener("numba:compile", Refusal()):
        yield


@contextlib.contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SHORT_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


# Compiling


class Compiling:
    """Another process that compiles the kernel, from the moment this is made until `poll` or `stop` ends it."""

    def __init__(self) -> None:
        """Start it. Raises Problem where there can be none."""
        self._cache = kernel_cache.cache_folder()
        try:
            self._folder = kernel_cache.working_folder(self._cache)
            self.is_kept = self._cache is not None and self._folder.parent == self._cache.parent
            self._process = self._started()
        except OSError as error:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "nothing can be written, or no process started ({reason})"),
                reason=reason_of(error),
            ) from error

    def _started(self) -> subprocess.Popen[str]:
        target = str(self._cache) if self.is_kept else ""
        try:
            if getattr(sys, "frozen", False) or not sys.executable:
                raise OSError("there is no Python to start")
            return subprocess.Popen(
                [sys.executable, "-I", "-c", PROGRAM, str(self._folder), target, str(os.getpid()), *safe_path()],
                cwd=Path(training.__file__).parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                errors="replace",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a terminal
            )
        except OSError:
            self._clear_up()
            raise

    def poll(self) -> bool:
        """Return whether it has ended; the kernel is loaded then, if all went well."""
        if self._process.poll() is None:
            return False
        said, _ = self._process.communicate()
        self._take_up(" ".join(said.split()) or f"its process ended with code {self._process.returncode}")
        self._clear_up()
        return True

    def _take_up(self, complaint: str) -> None:
        global _trouble  # noqa: PLW0603
        if self._process.returncode:
            _trouble = Problem(QT_TRANSLATE_NOOP("Problem", "it cannot be compiled ({reason})"), reason=complaint)
            return
        _trouble = None
        if self.is_kept and self._cache is not None and kernel_cache.is_whole(self._cache):
            _loads(self._cache)
        elif kernel_cache.is_whole(self._folder) and _loads(self._folder):
            _trouble = self._why_not_kept()

    def _why_not_kept(self) -> Problem:
        if self._cache is None:
            return Problem(QT_TRANSLATE_NOOP("Problem", "it cannot be kept for the next start: this user has no home"))
        text = QT_TRANSLATE_NOOP("Problem", "it cannot be kept for the next start: “{folder}” cannot be written to")
        return Problem(text, folder=str(self._cache.parent))

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()
        self._clear_up()

    def _clear_up(self) -> None:
        kernel_cache.remove(self._folder)


def started() -> Compiling | None:
    """Let the kernel be compiled; None where it cannot be."""
    global _trouble  # noqa: PLW0603
    if not has_numba():
        return None
    try:
        return Compiling()
    except Problem as reason:
        _trouble = reason
        return None


def safe_path() -> list[str]:
    """Return where this process imports from, without the current folder, unless the program is in there.

    Every process of ours that is started imports from these places alone.
    """
    root = str(Path(training.__file__).parents[2])
    try:
        current = os.path.realpath(Path.cwd())
    except OSError:  # it is gone
        current = ""
    found = [place for place in sys.path if Path(place).is_absolute() and os.path.realpath(place) != current]
    return found if root in found else [*found, root]


def compile_into(folder: str, cache: str, parent: str) -> None:
    """Fill a folder, and put it in the place of the cache, if one is named. Prints why it could not, and exits then.

    `parent` is the number of the process that started this one.
    """
    try:
        with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):  # numba may be asked to talk
            _load(Path(folder), compiles=True)
        kernel_cache.seal(Path(folder))
        if cache:
            with contextlib.suppress(OSError):  # then it is loaded from where it is
                kernel_cache.keep(Path(folder), Path(cache))
    except Exception as reason:  # noqa: BLE001  whatever it is, it is told
        print(reason)  # noqa: T201  it goes to who started this
        sys.exit(1)
    finally:
        if os.name == "posix" and os.getppid() != int(parent):  # nobody is there to load it, or to clear up
            kernel_cache.remove(Path(folder))


# Both


def warm_up() -> bool:
    """Load the kernel, compiled first if need be; return whether it is ready. Waits for that."""
    compiling = None if load_cached() else started()
    while compiling is not None and not compiling.poll():
        time.sleep(PATIENCE)
    return is_compiled()


class WarmUp:
    """One warm-up in the background, from the moment it is made: the kernel is loaded, if need be compiled first."""

    def __init__(self, compiling: Callable[[bool], None], ended: Callable[[], None]) -> None:
        """Begin; both are called in its thread: `compiling` with whether what is compiled will be kept."""
        self._compiling, self._ended = compiling, ended
        self._work = None if is_compiled() else Work(self._warm_up, "warm-up", is_awaited=False)

    def stop(self) -> None:
        """End it, ready or not; returns when the thread is gone."""
        if self._work is not None:
            self._work.stop()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended, at most so long; return whether the kernel is ready."""
        if self._work is not None:
            self._work.join(seconds)
        return is_compiled()

    def _warm_up(self, work: Work[None]) -> None:
        compiling = None if load_cached() else started()
        if compiling is not None:
            self._compiling(compiling.is_kept)
            while not compiling.poll():
                if work.rest(PATIENCE):
                    compiling.stop()
                    return
        if not work.is_cancelled:
            self._ended()


class OnDemand:
    """The kernel for a process without a window: loaded on the thread that trains, when its work is worth it."""

    def __init__(self) -> None:
        """Do nothing yet."""
        self._compiling: Compiling | None = None

    def prepare(self, experiment: Experiment, steps: int) -> None:
        """Make ready for so many steps: load the kernel, or let it be compiled meanwhile."""
        seconds = seconds_of_training(experiment, steps)
        if seconds < WORTH_LOADING or self._compiling is not None or load_cached():
            return
        if seconds >= WORTH_COMPILING:
            self._compiling = started()

    def poll(self) -> None:
        """Load the kernel, if it is compiled by now."""
        if self._compiling is not None and self._compiling.poll():
            self._compiling = None

    def stop(self) -> None:
        """End what goes on."""
        if self._compiling is not None:
            self._compiling.stop()
