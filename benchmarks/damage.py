"""Damage the settings and start: `python -m benchmarks.damage 5000 --starts 40 --seed 1`.

Settings as the window writes them are damaged at random: bytes changed, cut, doubled, numbers made huge, types changed,
a layout of another version. Each is read in this process, where no damaged layout may come through to Qt; with some a
window is started: it must come, say where anything was not read, and the next start must be as if nothing had been.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.monkey.__main__ import environment

#: A layout that ended Qt 6.11: one byte of it is damaged, and it has no checksum, as older versions wrote it.
OLD_LAYOUT = {
    "geometry": ("AdnQywADAAAAAAAAAAAAAAAAAx8AAAL/AAAAAgAAAAIAAAMdAAAC/QAAAAAAAAAAAyAAAAACAAAAAgAAAx0AAAL9"),
    "layout": (
        "AAAA/wAAAAL9AAAAAwAAAAAAAAEOAAACi/wCAAAAAvsAAAASAGQAYQB0AGEAXwBkAG8AYwBrAQAAAFkAAAEBAAAAXAD////8AAAB"
        "YgAAAYIAAAEwAQAAIPoAAAABAgAAAAL7AAAAGABvAHUAdABsAGkAbgBlAF8AZABvAGMAawEAAAAA/////wAAAFwA////+wAAABYA"
        "bABlAHMAcwBvAG4AXwBkAG8AYwBrAQAAAAD/////AAABDwD///8AAACAAAABCAAAAov8AgAAAAH8AAAAWQAAAosAAADQAQAAIPoA"
        "AAABAgAAAAP7AAAAIABlAHgAcABsAGEAbgBhAHQAaQBvAG4AXwBkAG8AYwBrAQAAAAD/////AAAArwD////7AAAAHgBlAHgAcABl"
        "AHIAaQBtAGUAbgB0AF8AZABvAGMAawEAAAAA/////wAAAFYA////+wAAABIAcQB1AGkAegBfAGQAbwBjAGsAAAAAAP////8AAABW"
        "AP///wAAAAMAAAD2AAAA5fwBAAAAAfsAAAAUAHAAbABvAHQAcwBfAGQAbwBjAGsBAAABFgAAAPYAAADuAP///wAAAPYAAAGeAAAA"
        "BAAAAAQAAAABAAAAAvwAAAABAAAAAgAAAAEAAAAOAHQAbwBvAGwAYgBhAHIBAAAAAP////8AAAAAAAAAAA=="
    ),
}
ODD: tuple[Any, ...] = (None, True, -1, 10**30, 1e300, "", "x" * 5000, "\0", [], [[]], {}, {"a": 1}, "../..", 0.5)
PATIENCE = 120


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return settings that are wrong in one way of many."""
    return chance.choice((_flipped, _cut, _doubled, _swapped, _other_version, _old, _rubbish))(content, chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 5, 100))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:last] + content[first:]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    settings = json.loads(content)
    target = chance.choice((settings, settings, settings["window"]))
    target[chance.choice(sorted(target))] = chance.choice(ODD)
    return json.dumps(settings).encode()


def _other_version(content: bytes, chance: random.Random) -> bytes:
    from bpgui.gui.window.docks import LAYOUT_VERSION
    from bpgui.gui.window.preferences import WindowLayout

    settings = json.loads(content)
    others = (0, 1, LAYOUT_VERSION + 1, 2**31)
    layout = WindowLayout.of(chance.choice(others), chance.randbytes(70), chance.randbytes(300))
    settings["window"] = {name: getattr(layout, name) for name in layout.__struct_fields__}
    return json.dumps(settings).encode()


def _old(content: bytes, chance: random.Random) -> bytes:
    settings = json.loads(content) | OLD_LAYOUT
    if chance.random() < 0.7:
        del settings["window"]
    return json.dumps(settings).encode()


def _rubbish(_content: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"[" * 100_000, b"{" * 100_000, b"null", chance.randbytes(2000), b"\xff\xfe{\0}\0"))


# What is judged


def read_all(folder: Path, good: bytes, count: int, chance: random.Random) -> list[str]:
    """Read `count` damaged settings here; return what was wrong."""
    from bpgui.gui.window.docks import LAYOUT_VERSION
    from bpgui.gui.window.preferences import load_preferences

    path, wrong = folder / "settings.json", []
    path.write_bytes(good)
    whole = load_preferences(path)[0].window.parts(LAYOUT_VERSION)
    for number in range(count):
        content = damaged(good, chance)
        path.write_bytes(content)
        try:
            loaded, _ = load_preferences(path)
            if loaded.window.parts(LAYOUT_VERSION) not in (None, whole):
                wrong.append(f"variant {number}: another layout came through")
        except Exception as error:  # noqa: BLE001  any is a fault
            wrong.append(f"variant {number}: {type(error).__name__}: {error}")
    return wrong


def start(folder: Path) -> tuple[int, dict[str, Any]]:
    """Start the window and close it; return the exit code and what it said."""
    said = folder / "said.json"
    said.unlink(missing_ok=True)
    command = [sys.executable, "-P", "-m", "benchmarks.damage", "--window", str(said)]
    try:
        ended = subprocess.run(
            command, env=environment(folder), stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return signal.SIGALRM, {}
    return ended.returncode, json.loads(said.read_text()) if said.exists() else {}


def start_with(content: bytes, chance: random.Random) -> list[str]:
    """Start with damaged settings, and once more; return what was wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder, wrong = Path(name).resolve(), []
        settings = folder / "config" / "bpgui" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_bytes(damaged(content, chance))
        code, said = start(folder)
        if code or not said.get("visible"):
            wrong.append(f"the start ended with {code}: {said}")
        elif settings.with_suffix(".json.bad").exists() != bool(said["notice"]):
            wrong.append(f"set aside without a word, or a word for nothing: {said}")
        code, said = start(folder)
        if code or not said.get("visible") or said["notice"]:
            wrong.append(f"the next start ended with {code}: {said}")
        return wrong


def open_and_close(said: Path) -> None:
    """Open the window, write down what it says, and close it."""
    from PySide6.QtCore import QTimer

    from bpgui.gui.window import start as starting

    made = starting.make_window

    def make_window(*arguments: Any) -> Any:
        window = made(*arguments)

        def close() -> None:
            said.write_text(json.dumps({"visible": window.isVisible(), "notice": window.teller.first_words}))
            window.close()

        loaded: Callable[[], None] = window.load_plots

        def load_plots() -> None:
            loaded()
            QTimer.singleShot(100, window, close)

        window.load_plots = load_plots  # type: ignore[method-assign]
        return window

    starting.make_window = make_window  # type: ignore[assignment]  # made as before, and closed
    sys.exit(starting.run_window(None))


def good_settings(folder: Path) -> bytes:
    """Return what a window writes."""
    start(folder)
    return (folder / "config" / "bpgui" / "settings.json").read_bytes()


def main() -> int:
    """Do what the command line asks for; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.damage", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("--starts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.window is not None:
        open_and_close(asked.window)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        good = good_settings(Path(name))
        wrong = read_all(Path(name), good, asked.count, chance)
    for _ in range(asked.starts):
        wrong += start_with(good, chance)
    for line in wrong:
        print(line)
    print(f"{asked.count} damaged settings read, {asked.starts} started with twice, {len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
