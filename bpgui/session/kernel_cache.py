"""Where compiled code is kept, and how it is known to be whole: by a file of checksums, which `sha256sum -c` reads.

A folder becomes the cache only when all of it is there. What differs from its checksums by a bit is never loaded, for
it would be run.
"""

import contextlib
import hashlib
import os
import platform
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bpgui.engine import training
from bpgui.session.basics.user_folders import cache_place

CHECKSUMS = "SHA256SUMS"
#: How the folders are called in which a process works, and after how many seconds they are abandoned.
WORKING, OLD = "working-", 3600.0
#: Bytes: compiled code is smaller, and a file that is larger is none of ours.
MAX_BYTES = 2 << 20
#: The one setting of numba that its code does not depend on: ours has no threads. Worker processes get another one.
THREADS = "NUMBA_NUM_THREADS"


def cache_folder() -> Path | None:
    """Return where this user's compiled code is kept, None where there is no such place.

    The name ends in a hash of all that the code depends on: the engine's sources, for numba notices no change in an
    imported file, and where they are; Python, the libraries, their settings, and the processor.
    """
    place = cache_place()
    if place is None:
        return None
    engine = Path(training.__file__).resolve().parent
    packages = {name: _version(name) for name in ("numba", "llvmlite", "numpy")}
    names = [name for name in os.environ if name.startswith("NUMBA_") and name != THREADS]
    settings = sorted((name, os.environ[name]) for name in names)
    found = hashlib.sha256(repr((sys.version, packages, settings, str(engine), _processor())).encode())
    for source in sorted(engine.rglob("*.py")):
        found.update(source.read_bytes())
    return place / "bpgui" / f"kernel-{found.hexdigest()[:16]}"


def is_whole(folder: Path) -> bool:
    """Whether all that was put into this folder is there, to the bit."""
    try:
        sums = folder / CHECKSUMS
        return sums.is_file() and sums.stat().st_size <= MAX_BYTES and sums.read_text("utf-8") == _checksums(folder)
    except (OSError, ValueError):
        return False


def seal(folder: Path) -> None:
    """Write the checksums. Raises OSError."""
    (folder / CHECKSUMS).write_text(_checksums(folder), "utf-8")


def _checksums(folder: Path) -> str:
    """Return them; raises OSError for what is not ours, such as a pipe, which must not be read."""
    lines = []
    for path in sorted(folder.rglob("*")):
        if path == folder / CHECKSUMS or path.is_dir():
            continue
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise OSError(f"{path} is none of ours")
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n")
    return "".join(lines)


def working_folder(cache: Path | None) -> Path:
    """Make a folder to compile in, beside the cache, or a private one where nothing can be written there.

    Raises OSError where nothing can be written at all.
    """
    if cache is not None:
        with contextlib.suppress(OSError):
            cache.parent.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(cache.parent)
            return _roomy(Path(tempfile.mkdtemp(prefix=WORKING, dir=cache.parent)))
    return _roomy(Path(tempfile.mkdtemp(prefix="bpgui-")))


def _roomy(folder: Path) -> Path:
    """Return the folder when there is room in it for compiled code. Removes it and raises OSError when not."""
    try:
        (folder / "room").write_bytes(bytes(MAX_BYTES))
        (folder / "room").unlink()
    except OSError:
        remove(folder)
        raise
    return folder


def keep(folder: Path, cache: Path) -> None:
    """Put a sealed folder in the place of the cache, unless another process did so. Raises OSError."""
    if is_whole(cache):
        remove(folder)
        return
    if os.path.lexists(cache):
        damaged = cache.with_name(f"{WORKING}{secrets.token_hex(8)}")
        with contextlib.suppress(FileNotFoundError):  # another process is at it too
            cache.rename(damaged)
        remove(damaged)
    try:
        folder.rename(cache)
    except OSError:
        if not is_whole(cache):
            raise
        remove(folder)


@contextlib.contextmanager
def loadable(folder: Path) -> Iterator[Path]:
    """Give a folder that numba loads from: it wants one that can be written to, and takes another where it cannot."""
    if all(os.access(path, os.W_OK) for path in (folder, *folder.iterdir()) if path.is_dir()):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="bpgui-", ignore_cleanup_errors=True) as private:
        copied = Path(shutil.copytree(folder, Path(private) / folder.name, copy_function=shutil.copyfile))
        for path in (copied, *copied.iterdir()):
            path.chmod(0o700)
        if not is_whole(copied):
            raise OSError("it changed meanwhile")
        yield copied


def remove(path: Path) -> None:
    """Remove what is in the place of a folder of ours, as far as the system allows."""
    with contextlib.suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
            return
        _open_up(path)
    shutil.rmtree(path, ignore_errors=True)


def _open_up(folder: Path) -> None:
    """Let us do in a folder what removing it takes."""
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            _open_up(path)


def _remove_abandoned(place: Path) -> None:
    for path in place.glob(f"{WORKING}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > OLD:
                remove(path)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """Return what tells processors apart: a home may be shared by several machines, the code may not."""
    found = [platform.machine(), os.environ.get("PROCESSOR_IDENTIFIER", "")]
    with contextlib.suppress(OSError, ValueError):
        lines = Path("/proc/cpuinfo").read_text("utf-8").partition("\n\n")[0].splitlines()
        found += [line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))]
    return repr(found)
