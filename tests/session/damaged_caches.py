"""Damages caches of the compiled kernel in many ways, and starts from each, twice: python -m .. PLACE COUNT SEED.

PLACE has a whole cache. What compiles is replaced by what copies that; all else is real. Every start is a process of
its own, which must end well, with the kernel ready and its numbers right, or with a word why not. The next start is
normal: it compiles nothing, but where the system lets nobody heal the cache. Prints what is wrong, if anything.
"""

import ctypes
import json
import os
import pickle
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from bpgui.session import compiled, kernel_cache
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session

STEPS = 20
#: The capabilities by which root may write anywhere; each start does without.
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
DROP_FROM_BOUNDS, CAPABILITIES_3 = 24, 0x20080522

Random = random.Random


def copying(good: Path) -> str:
    """Return what the compiling process runs instead: it copies a whole cache."""
    return (
        "import shutil, sys; sys.path[:] = sys.argv[4:]; from bpgui.session import compiled as c; "
        f"c._load = lambda folder, compiles: shutil.copytree({str(good)!r}, folder, dirs_exist_ok=True); "
        "c.compile_into(*sys.argv[1:4])"
    )


# Damages: each takes the cache and a random generator, and returns what each start begins with.


def some_file(cache: Path, rng: Random) -> Path:
    return rng.choice(sorted(path for path in cache.rglob("*") if path.is_file()))


def truncated(cache: Path, rng: Random) -> None:
    path = some_file(cache, rng)
    os.truncate(path, rng.randrange(path.stat().st_size))


def emptied(cache: Path, rng: Random) -> None:
    some_file(cache, rng).write_bytes(b"")


def flipped(cache: Path, rng: Random) -> None:
    path = some_file(cache, rng)
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def zeroed(cache: Path, rng: Random) -> None:
    path = some_file(cache, rng)
    path.write_bytes(bytes(path.stat().st_size))


def removed(cache: Path, rng: Random) -> None:
    path = rng.choice([cache, *cache.rglob("*")])
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def swapped(cache: Path, rng: Random) -> None:
    one, other = some_file(cache, rng), some_file(cache, rng)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first if one != other else b"")


def added(cache: Path, rng: Random) -> None:
    (some_file(cache, rng).parent / f"{rng.random()}.nbi").write_bytes(rng.randbytes(rng.randrange(99)))


def foreign(cache: Path, rng: Random) -> None:
    """Whole, and of another machine: numba finds nothing of its own in the index."""
    index = rng.choice(sorted(cache.rglob("*.nbi")))
    with index.open("rb") as stream:
        numba_version, (stamp, overloads) = pickle.load(stream), pickle.load(stream)
    changed: list[Any] = [(numba_version, (stamp, {})), ("0.1", (stamp, overloads)), (numba_version, ("", overloads))]
    index.write_bytes(b"".join(pickle.dumps(part, protocol=-1) for part in rng.choice(changed)))
    kernel_cache.seal(cache)


def no_file(cache: Path, rng: Random) -> None:
    path = rng.choice([cache, *cache.rglob("*")])
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    rng.choice([path.mkdir, lambda: os.mkfifo(path), lambda: path.symlink_to("/dev/zero"), path.touch,
                lambda: path.symlink_to("nowhere"), lambda: path.symlink_to(path)])()  # fmt: skip


def forbidden(cache: Path, rng: Random) -> None:
    rng.choice([cache, *cache.rglob("*"), cache.parent]).chmod(rng.choice([0, 0o200, 0o100]))


def read_only(cache: Path, rng: Random) -> None:
    for path in (cache, *cache.rglob("*"), *rng.choice([[], [cache.parent]])):
        path.chmod(0o555 if path.is_dir() else 0o444)


def read_only_damage(cache: Path, rng: Random) -> None:
    flipped(cache, rng)
    read_only(cache, rng)


def place_taken(cache: Path, rng: Random) -> None:
    shutil.rmtree(cache.parent)
    cache.parent.write_bytes(rng.randbytes(3))


def full_disk(cache: Path, rng: Random) -> Callable[[], None]:
    if rng.random() < 0.7:
        flipped(cache, rng)
    most = rng.choice([0, 0, 1000, 300_000])
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def killed(cache: Path, rng: Random) -> Callable[[], None]:
    flipped(cache, rng)
    seconds = rng.uniform(0.001, 1.5)
    return lambda: cast("None", signal.setitimer(signal.ITIMER_REAL, seconds))


def two_at_once(cache: Path, rng: Random) -> None:
    rng.choice([truncated, flipped, removed, foreign])(cache, rng)


DAMAGES: dict[str, Callable[[Path, Random], Callable[[], None] | None]] = {
    damage.__name__: damage
    for damage in (truncated, emptied, flipped, zeroed, removed, swapped, added, foreign, no_file, forbidden, read_only,
                   read_only_damage, place_taken, full_disk, killed, two_at_once)
}  # fmt: skip
#: Those after which the system may let nobody heal the cache, so that each start is as the first.
UNHEALED = {"forbidden", "read_only_damage", "place_taken", "full_disk", "killed"}


# Starts


class Started:
    """A start in a process of its own."""

    def __init__(self, place: Path, limit: Callable[[], None] | None = None) -> None:
        ends = os.pipe()
        self._number = os.fork()
        if self._number:
            os.close(ends[1])
            self._hears = ends[0]
            return
        try:
            os.environ.update(XDG_CACHE_HOME=str(place), TMPDIR=str(place.parent))
            tempfile.tempdir = None
            drop_capabilities()
            if limit is not None:
                limit()
            os.write(ends[1], json.dumps(outcome()).encode())
            os._exit(0)
        except BaseException as error:  # noqa: BLE001  it is told
            os.write(ends[1], json.dumps({"error": repr(error)}).encode())
        os._exit(1)

    def result(self) -> dict[str, Any]:
        with os.fdopen(self._hears) as stream:
            said = stream.read()
        _, status = os.waitpid(self._number, 0)
        found: dict[str, Any] = json.loads(said or "{}")
        return found | {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def outcome() -> dict[str, Any]:
    """Make the kernel ready, train, and say how it went."""
    began = list[bool]()
    warm_up = compiled.WarmUp(began.append, lambda: None)
    session = None
    ready = warm_up.wait(60)
    session = load_session(resource_path("examples", "xor.bpgui"))
    session.train(STEPS)
    notice = compiled.notice()
    parameters = session.timeline.state_at(STEPS).parameters.tobytes().hex()
    return {"ready": ready, "compiled": began, "notice": str(notice or ""), "parameters": parameters}


def drop_capabilities() -> None:
    """Obey the permissions of files, as root too."""
    if os.geteuid():
        return
    system = ctypes.CDLL(None, use_errno=True)
    for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
        system.prctl(DROP_FROM_BOUNDS, capability, 0, 0, 0)
    header, sets = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    system.capget(header, sets)
    for n in (0, 1, 2):
        sets[n] &= ~(1 << DAC_OVERRIDE | 1 << DAC_READ_SEARCH) & 0xFFFFFFFF
    if system.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")


def attempt(kind: str, good: Path, cache_name: Path, rng: Random, right: str) -> list[str]:
    """Damage a copy of the cache, start from it, and return what is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="bpgui-damage-"))
    try:
        cache = folder / "cache" / cache_name
        shutil.copytree(good, cache)
        limit = DAMAGES[kind](cache, rng)
        starts = [Started(folder / "cache", limit) for _ in range(2 if kind == "two_at_once" else 1)]
        first = [start.result() for start in starts]
        then = Started(folder / "cache", limit if kind == "full_disk" else None).result()
        last = (
            Started(folder / "cache", limit if kind == "full_disk" else None).result() if then.get("compiled") else then
        )
        wrong = [text for result in first for text in faults(result, right, may_be_killed=kind == "killed")]
        wrong += [text for result in (then, last) for text in faults(result, right)]
        if kind not in UNHEALED and (then.get("compiled") or then.get("notice")):
            wrong.append("not healed")
        if last.get("compiled") == [True]:
            wrong.append("it is prepared, this once, again")
        left = [path.name for path in folder.rglob("*") if path.name.startswith((kernel_cache.WORKING, "bpgui-"))]
        if left and kind not in ("killed", "forbidden"):
            wrong.append(f"left behind: {left}")
        return [f"{kind}: {text} {first} {then} {last}" for text in wrong]
    finally:
        kernel_cache.remove(folder)


def faults(result: dict[str, Any], right: str, may_be_killed: bool = False) -> list[str]:
    if may_be_killed and result["signal"] == signal.SIGALRM:
        return []
    if result.keys() != {"ready", "compiled", "notice", "parameters", "signal"} or result["signal"]:
        return ["it ended badly"]
    found = []
    if result["parameters"] != right:
        found.append("wrong numbers")
    if not (result["ready"] or result["notice"]):
        found.append("no kernel, and no word why")
    if False in result["compiled"] and not result["notice"]:
        found.append("nothing kept, and no word why")
    return found


def main(place: str, count: int, seed: int) -> int:
    """Try so many damages, each kind in turn."""
    import bpgui.engine.kernel.calls  # noqa: F401  so that each start has it at once

    os.environ["XDG_CACHE_HOME"] = place
    cache, began = kernel_cache.cache_folder(), time.monotonic()
    assert cache is not None
    assert kernel_cache.is_whole(cache)
    compiled.PROGRAM = copying(cache)
    session = load_session(resource_path("examples", "xor.bpgui"))
    session.train(STEPS)
    right, wrong = session.timeline.state_at(STEPS).parameters.tobytes().hex(), list[str]()
    for n in range(count):
        kind = list(DAMAGES)[5 * n % len(DAMAGES)]  # a few are of all sorts
        wrong += attempt(kind, cache, Path("bpgui") / cache.name, Random(f"{seed} {n}"), right)
    sys.stdout.write("\n".join(wrong))
    sys.stderr.write(f"{count} caches, {len(wrong)} wrong, {time.monotonic() - began:.0f} s\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
