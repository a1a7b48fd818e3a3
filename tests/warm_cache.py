"""One cache of the compiled kernel for a whole run of the tests, however many processes run them."""

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
from bpgui.session import compiled
from bpgui.session.basics.locks import try_lock

#: What a process says that fills the cache, and loads from it: was it there, is the kernel ready, is it there now?
WARM_UP = "from bpgui.session.compiled import *; print(is_cached(), warm_up(), is_cached())"
TRAPS = ("numpy", "hashlib", "msgspec", "numba", "random", "sitecustomize", "subprocess", "runpy", "PySide6", "bpgui")


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


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run of the tests that all its processes have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def folder_of_traps(shared: Path) -> Path:
    """Return a folder full of files that are named like modules, and leave a trace when one of them is run."""
    folder = shared / "traps"
    with locked(shared / "traps.lock"):
        if not folder.exists():
            _set_traps(folder)
    return folder


def _set_traps(folder: Path) -> None:
    folder.mkdir()
    trap = f"open({str(folder / 'TRACE')!r}, 'a').write(__name__ + ' ')\n"
    for name in TRAPS[:-2]:
        (folder / f"{name}.py").write_text(trap)
    for name in TRAPS[-2:]:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(trap)
    (folder / ".numba_config.yaml").write_text("disable_jit: 1\n")


def warm_place(shared: Path) -> Path:
    """Return a place with a cache that another process filled, started in the folder of traps. Nothing may change it.

    To compile the kernel takes half a minute, so it is done once in a run.
    """
    place = shared / "warm"
    with locked(shared / "warm.lock"):
        if not (place / "bpgui").exists():
            assert run(WARM_UP, "-P", folder=folder_of_traps(shared), **places(place)) == "False True True"
    return place


def load(place: Path) -> None:
    """Load the kernel into this process, from a copy; training stays as it is."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(training, "compiled_advance", None)  # both are put back in the end
        patch.setattr(training, "compiled_fold", None)
        copied = shutil.copytree(place, Path(folder) / "cache")
        for name, value in places(copied).items():
            patch.setenv(name, value)
        assert compiled.load_cached()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait until no other process has this lock; the system takes it back from one that dies."""
    with path.open("w") as file:
        while not try_lock(file.fileno()):
            time.sleep(0.05)
        yield
