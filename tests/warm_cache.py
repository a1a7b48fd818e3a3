"""One cache of the compiled kernel for all tests, however many processes run them."""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bpgui.engine import training
from bpgui.session import compiled, kernel_cache
from bpgui.session.basics import locks

#: What a process says that fills the cache, and loads from it: was it there, is the kernel ready, is it there now?
WARM_UP = "from bpgui.session.compiled import *; print(is_cached(), warm_up(), is_cached())"
TRAPS = (
    *("numpy", "hashlib", "msgspec", "numba", "random", "sitecustomize", "subprocess", "runpy"),
    *("joblib", "pickle", "multiprocessing", "pyqtgraph", "python_calamine", "PySide6", "bpgui"),
)


def run(program: str, *options: str, folder: Path | None = None, **variables: str) -> str:
    """Run a Python program in a process of its own, which must end well, and return what it prints."""
    ended = subprocess.run(
        [sys.executable, *options, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, **variables},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.strip()


def places(folder: Path) -> dict[str, str]:
    """Return the variables that let the cache be in this folder, on every system."""
    return dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(folder))


def warm_place(folder: Path) -> Path:
    """Return a place with a cache that another process filled, started in a folder of traps. Nothing may change it.

    To compile the kernel takes half a minute, so it is done once for all processes of a run of the tests, and not
    again in the next run where `folder` is kept and neither the engine nor what leads to the machine code has changed.
    """
    own = folder / _fingerprint()
    place, cache = own / "warm", own / "warm" / "bpgui" / _cache_name()
    with _locked(folder / "lock"):
        if not kernel_cache.is_whole(cache) or (own / "traps" / "TRACE").exists():
            for earlier in folder.glob("kernel-*"):
                shutil.rmtree(earlier)
            _set_traps(own / "traps")
            assert run(WARM_UP, "-P", folder=own / "traps", **places(place)) == "False True True"
    return place


def begin(folder: Path) -> None:
    """Begin, in a process of its own, what `warm_place` waits for, where it was not done in an earlier run."""
    if not (folder / _fingerprint()).exists():
        program = "import pathlib, sys; from tests.warm_cache import *; warm_place(pathlib.Path(sys.argv[1]))"
        tests = Path(__file__).parents[1]
        begun = subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=tests, stderr=subprocess.DEVNULL)
        atexit.register(begun.wait)  # who forgets a process that is not done is warned, in the middle of some test


def _cache_name() -> str:
    cache = kernel_cache.cache_folder()
    assert cache is not None
    return cache.name


def _fingerprint() -> str:
    """Return a name for all that the way to the machine code depends on."""
    found = hashlib.sha256(_cache_name().encode())  # which has all sources of the engine in it
    for module in (compiled, kernel_cache, locks, sys.modules[__name__]):
        found.update(Path(str(module.__file__)).read_bytes())
    return f"kernel-{found.hexdigest()[:16]}"


def _set_traps(folder: Path) -> None:
    """Fill a folder with files that are named like modules, and leave a trace when one of them is run."""
    folder.mkdir(parents=True)
    trap = f"open({str(folder / 'TRACE')!r}, 'a').write(__name__ + ' ')\n"
    for name in TRAPS[:-2]:
        (folder / f"{name}.py").write_text(trap)
    for name in TRAPS[-2:]:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(trap)
    (folder / ".numba_config.yaml").write_text("disable_jit: 1\n")


def load(place: Path) -> None:
    """Load the kernel into this process, from a copy; training stays as it is."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for name in ("compiled_advance", "compiled_fold", "compiled_activations"):
            patch.setattr(training, name, None)  # is put back in the end
        copied = shutil.copytree(place, Path(folder) / "cache")
        for name, value in places(copied).items():
            patch.setenv(name, value)
        assert compiled.load_cached()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Wait until no other process has this lock; the system takes it back from one that dies."""
    with path.open("w") as file:
        while not locks.try_lock(file.fileno()):
            time.sleep(0.05)
        yield
