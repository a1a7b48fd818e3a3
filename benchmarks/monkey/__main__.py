"""Use the whole window at random: `python -m benchmarks.monkey 20000 --seed 1`.

Everything happens in a temporary folder: the settings, the caches, the files that are opened, saved and exported. When
a life ends (the window was closed, or the program died) the next one begins with the settings that it left. What was
wrong is printed with the deeds before it, and the folder stays; the trail of a life can be done again (`--replay
trail.txt`), and be made shorter by itself (`--shorten trail.txt --until "part of the fault"`).
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.window import ROOT

#: Lines of the trail that are printed with a fault.
LAST = 12
#: Seconds after which a life that does nothing more is ended.
SILENCE = 120
#: What is noted then.
SILENT = '{"kind": "silence", "text": "nothing was done for long, so it was ended", "deeds": 0, "last": ""}\n'


def prepare(folder: Path) -> None:
    """Make the home and the files of a monkey."""
    work = folder / "work"
    (work / "folder").mkdir(parents=True, exist_ok=True)
    examples = sorted((ROOT / "resources" / "examples").glob("*.bpgui"))
    for example in examples:
        shutil.copy(example, work / example.name)
    text = examples[0].read_text()
    (work / "damaged.bpgui").write_text(text[: len(text) // 2])
    (work / "empty.bpgui").write_text("")
    (work / "text.bpgui").write_text("not a session\x00\x1b[31m")
    (work / "huge.bpgui").write_text("[" * 100_000)
    shutil.copy(next((ROOT / "resources" / "lessons").rglob("*.md")), work / "lesson.md")


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a life: nothing of the person's is read or written."""
    variables = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    variables |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    python_path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    variables |= {"CUPS_SERVER": "localhost:1"}  # no printer is found, so nothing is put on paper
    return variables | {"PYTHONPATH": python_path, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def live(folder: Path, seed: int, count: int, replay: Path | None = None) -> tuple[int, list[dict[str, Any]], int]:
    """Live once; return the deeds that were done, the faults and the exit code."""
    for name in ("trail.txt", "faults.txt", "memory.txt", "crash.txt"):
        (folder / name).write_text("")
    command = [sys.executable, "-P", "-m", "benchmarks.monkey", str(count), "--seed", str(seed), "--life", str(folder)]
    if replay is not None:
        command += ["--replay", str(replay.absolute())]
    process = subprocess.Popen(
        command,
        cwd=folder / "work",
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output = _followed(process, folder)
    faults = [json.loads(line) for line in (folder / "faults.txt").read_text().splitlines()]
    deeds = (folder / "trail.txt").read_text().splitlines()
    if process.returncode:
        crash = "\n".join((folder / "crash.txt").read_text().splitlines()[:12])
        text = f"exit code {process.returncode}\n{crash}\n{output[-2000:]}"
        faults.append({"kind": "end", "text": text, "deeds": len(deeds), "last": deeds[-1] if deeds else ""})
    return len(deeds), faults, process.returncode


def _followed(process: "subprocess.Popen[str]", folder: Path) -> str:
    """Wait for the end of a life; end one that is silent for too long. Return what it printed."""
    try:
        while True:
            try:
                return process.communicate(timeout=5)[0]
            except subprocess.TimeoutExpired:
                if time.time() - (folder / "trail.txt").stat().st_mtime > SILENCE:
                    (folder / "faults.txt").open("a").write(SILENT)
                    process.send_signal(signal.SIGABRT)  # it says where it was
    finally:
        process.kill()  # also when this process is interrupted


def use(count: int, seed: int, folder: Path) -> int:
    """Live until `count` deeds are done, print what was wrong and return how many kinds of fault there were."""
    prepare(folder)
    done = life = 0
    seen: set[str] = set()
    while done < count:
        deeds, faults, code = live(folder, seed + 1000 * life, count - done)
        trail = folder / f"trail-{seed + 1000 * life}.txt"
        shutil.copy(folder / "trail.txt", trail)
        memory = ", ".join(line.split()[1] for line in (folder / "memory.txt").read_text().splitlines())
        print(
            f"life {life}: seed {seed + 1000 * life}, {deeds} deeds, exit code {code}; MB resident/allocated: {memory}",
            flush=True,
        )
        for fault in faults:
            if f"{fault['kind']} {fault['text']}" not in seen:
                seen.add(f"{fault['kind']} {fault['text']}")
                _print_fault(fault, trail)
        done, life = done + deeds, life + 1
        if not deeds:
            break
    print(f"{done} deeds in {life} lives, seed {seed}: {len(seen)} faults")
    return len(seen)


def _print_fault(fault: dict[str, Any], trail: Path) -> None:
    print(f"  FAULT {fault['kind']}: {fault['text']}")
    print(f"    at deed {fault['deeds']} of {trail}, after")
    for line in trail.read_text().splitlines()[max(fault["deeds"] - LAST, 0) : fault["deeds"]]:
        print(f"      {line}")


def shorten(trail: Path, until: str, folder: Path) -> list[str]:
    """Leave out of a trail what is not needed for a fault whose text holds `until`; write and return the rest."""

    def fails(lines: list[str]) -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        prepare(folder)
        attempt = folder / "attempt.txt"
        attempt.write_text("\n".join(lines) + "\n")
        return any(until in fault["text"] for fault in live(folder, 0, len(lines), attempt)[1])

    lines, parts = trail.read_text().splitlines(), 2
    if not fails(lines):
        print("Done again, the trail does not fail.")
        return lines
    while len(lines) > 1 and parts <= 2 * len(lines):
        size = max(len(lines) // parts, 1)
        for begin in range(0, len(lines), size):
            rest = lines[:begin] + lines[begin + size :]
            if fails(rest):
                lines, parts = rest, max(parts - 1, 2)
                break
        else:
            parts *= 2
            if size == 1:
                break
        print(f"{len(lines)} deeds", flush=True)
    trail.with_suffix(".short.txt").write_text("\n".join(lines) + "\n")
    return lines


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monkey", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000, help="deeds in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, help="do the deeds of this trail again")
    parser.add_argument("--shorten", type=Path, help="find the deeds of this trail that are needed for a fault")
    parser.add_argument("--until", default="", help="a part of the text of that fault")
    parser.add_argument("--folder", type=Path, help="work here and leave it there")
    parser.add_argument("--life", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.life is not None:
        from benchmarks.monkey import life

        return life.main(asked.seed, asked.count, asked.replay, asked.life)
    folder = (asked.folder or Path(tempfile.mkdtemp(prefix="monkey-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    faults = _done(asked, folder)
    if not faults and asked.folder is None:
        shutil.rmtree(folder, ignore_errors=True)
    return min(faults, 1)


def _done(asked: argparse.Namespace, folder: Path) -> int:
    """Do it in this folder, and return how many faults there were."""
    if asked.shorten is not None:
        print("\n".join(shorten(asked.shorten, asked.until, folder / "shorter")))
        return 0
    if asked.replay is None:
        return use(asked.count, asked.seed, folder)
    prepare(folder)
    deeds, faults, code = live(folder, asked.seed, 0, asked.replay)
    print(f"{deeds} deeds, exit code {code}")
    for fault in faults:
        _print_fault(fault, folder / "trail.txt")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
