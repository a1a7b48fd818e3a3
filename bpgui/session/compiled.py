"""Making the compiled kernel ready, beside whatever else goes on.

Loading it from the cache takes half a second, compiling it the first time many. Until it is ready, and where it cannot
be (no numba, no cache folder), training goes through the readable engine, with the same bits. What compiles is another
process, because a compiler in a thread cannot be stopped: `python -m bpgui.session.compiled`.
"""

import hashlib
import logging
import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bpgui.engine import training
from bpgui.engine.network import Layer, Network
from bpgui.engine.training import Columns, Data, Record, Settings, State

logger = logging.getLogger(__name__)

#: Seconds between two looks at the compiling process.
PATIENCE = 0.05
#: What of the kernel is compiled last: where that is cached, all is.
LAST_COMPILED = "fold_rows"


class WarmUp:
    """One warm-up in the background, from the moment it is made."""

    def __init__(self) -> None:
        """Begin; nothing happens where the kernel is ready."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="warm-up")
        if not is_compiled():
            self._thread.start()

    def stop(self) -> None:
        """End it, ready or not; returns when the thread is gone."""
        self._stop.set()
        self.wait()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended, at most so long; return whether the kernel is ready."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return is_compiled()

    def _work(self) -> None:
        if (is_cached() or self._compiled_elsewhere()) and not self._stop.is_set():
            warm_up()

    def _compiled_elsewhere(self) -> bool:
        """Let another process fill the cache; say whether it did."""
        command = [sys.executable, "-m", "bpgui.session.compiled"]
        root = str(Path(training.__file__).parents[2])
        places = os.pathsep.join(place for place in (root, os.environ.get("PYTHONPATH")) if place)
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": places},
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a terminal
        )
        while process.poll() is None:
            if self._stop.wait(PATIENCE):
                process.kill()
                process.wait()
        return process.returncode == 0 and is_cached()


def is_cached() -> bool:
    """Whether machine code is there that loads at once."""
    return any(cache_folder().rglob(f"*.{LAST_COMPILED}-*.nbi"))


def is_compiled() -> bool:
    """Whether training goes through the compiled kernel."""
    return training.compiled_advance is not None


def standing() -> str:
    """Say in English how it is with the kernel, for a report."""
    if is_compiled():
        return "ready"
    if find_spec("numba") is None:
        return "none, for numba is not installed"
    return "compiled, not loaded" if is_cached() else "not compiled"


def warm_up() -> bool:
    """Load or compile the kernel and let all training go through it; return whether it does."""
    if is_compiled():
        return True
    try:
        _warm_up()
    except Exception as reason:  # noqa: BLE001  whatever ails numba here, there is another way
        logger.info("training goes on without the compiled kernel: %s", reason)
    return is_compiled()


def _warm_up() -> None:
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    import numba

    numba.config.CACHE_DIR = str(folder)
    logging.getLogger("numba").setLevel(logging.WARNING)
    from bpgui.engine import kernel

    network = Network(1, (Layer(1),))
    state = State(0, 0, 0, np.zeros(1))
    record = Record(network, Columns(traced=np.arange(1)), 1, first_loss=1.0)
    data = Data(np.ones((1, 1)), np.ones((1, 1)))
    kernel.advance(network, state, Settings(0.1, np.zeros(1, dtype=bool)), data, 1, record)
    if record.parameters[0, 0] != 0.1:
        raise ArithmeticError("the compiled kernel does not compute what it should")
    kernel.fold(record, np.arange(1), 1)
    training.compiled_advance, training.compiled_fold = kernel.advance, kernel.fold


def cache_folder() -> Path:
    """Return where this user's machine code is kept.

    Its name ends in a hash of the engine's sources, because numba's cache notices no change in an imported file, and of
    what compiles them.
    """
    sources = hashlib.sha256(repr((sys.version, _version("numba"), _version("numpy"))).encode())
    for source in sorted(Path(training.__file__).parent.glob("*.py")):
        sources.update(source.read_bytes())
    return _user_cache() / "bpgui" / f"kernel-{sources.hexdigest()[:16]}"


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


if __name__ == "__main__":
    sys.exit(0 if warm_up() else 1)
