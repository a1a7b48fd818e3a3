"""Making the compiled kernel ready, before a long training without a window.

It takes half a second from the cache, and many seconds the first time. Until it is ready, and where it cannot be
(no numba, no cache folder), training goes through the readable engine, with the same bits.
"""

import hashlib
import logging
import os
import sys
from pathlib import Path

import numpy as np

from bpgui.engine import training
from bpgui.engine.network import Layer, Network
from bpgui.engine.training import Data, Record, Settings, State

logger = logging.getLogger(__name__)


def is_compiled() -> bool:
    """Whether training goes through the compiled kernel."""
    return training.compiled_advance is not None


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
    record = Record(network, np.arange(1), 1, first_loss=1.0)
    data = Data(np.ones((1, 1)), np.ones((1, 1)))
    kernel.advance(network, state, Settings(0.1, np.zeros(1, dtype=bool)), data, 1, record)
    if record.parameters[0, 0] != 0.1:
        raise ArithmeticError("the compiled kernel does not compute what it should")
    training.compiled_advance = kernel.advance


def cache_folder() -> Path:
    """Return where this user's machine code is kept.

    Its name ends in a hash of the engine's sources, because numba's cache notices no change in an imported file.
    """
    sources = hashlib.sha256()
    for source in sorted(Path(training.__file__).parent.glob("*.py")):
        sources.update(source.read_bytes())
    return _user_cache() / "bpgui" / f"kernel-{sources.hexdigest()[:16]}"


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
