"""Kill the window and start it again: `python -m benchmarks.kills 100 --seed 1`.

Each life edits, runs, undoes and saves at random in a temporary folder, notes what it has after each deed, and is
killed at a random moment (SIGKILL). Then the next start must offer what was not saved, at most two seconds old; when it
has been restored and closed nothing may be left: no torn file, no temporary file, no mark of a start, no copy.
"""

import argparse
import faulthandler
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.monkey.__main__ import environment
from benchmarks.window import ROOT

#: Seconds of edits that a kill may lose.
MAX_LOST = 2.0
#: Seconds that a start may take on a busy machine.
PATIENCE = 120
NOTES, FOUND = "notes.jsonl", "found.json"


# One life


def content_of(session: Any) -> list[Any]:
    """Return what a session has beside its steps, as JSON holds it."""
    from bpgui.session.files.session_file import session_file

    content = msgspec.json.encode(session_file(session), enc_hook=lambda number: number.item())
    entries = json.loads(content)
    return [entries[name] for name in ("network", "parameters", "settings", "events")]


def live(folder: Path, seed: int) -> None:
    """Edit, run, undo and save at random, and note what is there after each deed, until somebody kills this process."""
    from PySide6.QtCore import QTimer

    from bpgui.gui.window import start
    from bpgui.session.model.edits import SetLearningRate, SetParameter

    made, chance = start.make_window, random.Random(seed)

    def make_window(*arguments: Any) -> Any:
        window = made(*arguments)
        notes = (folder / NOTES).open("a")

        def deed() -> None:
            document = window.document
            names = [parameter.name for parameter in document.experiment.network.parameters]
            kind = chance.choices(
                ("weight", "rate", "step", "run", "pause", "undo", "redo", "save", "seek"),
                (8, 2, 4, 2, 2, 2, 1, 1, 1),
            )[0]
            if kind == "weight":
                document.perform(SetParameter(chance.choice(names), round(chance.uniform(-1, 1), 6)))
            elif kind == "rate":
                document.perform(SetLearningRate(round(chance.uniform(0.001, 0.05), 6)))
            elif kind == "run" and not document.is_running:
                document.run_steps(chance.randint(10, 20_000))
            elif kind == "save":
                window.files.save()
            elif kind == "seek":
                document.seek(chance.randrange(document.timeline.length))
            elif kind in ("step", "pause", "undo", "redo"):
                getattr(document, kind)()
            notes.write(json.dumps([time.time(), kind, content_of(document.session)]) + "\n")
            notes.flush()

        def begin() -> None:
            notes.write(json.dumps([time.time(), "begin", content_of(window.document.session)]) + "\n")
            notes.flush()
            timer = QTimer(window)
            timer.timeout.connect(deed)
            timer.start(25)

        QTimer.singleShot(300, window, begin)
        return window

    start.make_window = make_window  # type: ignore[assignment]  # made as before, and used
    start.CALM = 10**8  # a compilation would go on after its window is killed
    start.run_window(folder / "work" / "mine.bpgui")


def or_die(act: Callable[[], None]) -> None:
    """Act; an error ends the process, where the window would go on."""
    try:
        act()
    except BaseException:  # noqa: BLE001  any ends the process
        traceback.print_exc()
        os._exit(3)


def look(folder: Path) -> None:
    """Start once more, restore what is offered, write down what is there then, and close the window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QPushButton

    from bpgui.gui.window import start

    made = start.make_window
    faulthandler.dump_traceback_later(PATIENCE, exit=True)  # a start that hangs says where

    def make_window(*arguments: Any) -> Any:
        window = made(*arguments)
        found: dict[str, Any] = {"beginning": window.teller.first_words, "offered": False}

        def restore() -> None:
            dialog = window.recovery._dialog
            if dialog is not None:
                found["offered"] = True
                button = dialog.findChild(QPushButton, "restore")
                assert button is not None
                button.click()
            session = window.document.session
            found.update(content=content_of(session), modified=session.is_modified, path=str(session.path))
            QTimer.singleShot(700, window, lambda: or_die(end))

        def end() -> None:
            session = window.document.session
            session.undo_stack.mark_clean()
            session.mark_saved()
            (folder / FOUND).write_text(json.dumps(found))
            window.close()

        offered = window.recovery.offer

        def offer() -> None:
            offered()
            QTimer.singleShot(300, window, lambda: or_die(restore))

        window.recovery.offer = offer  # type: ignore[method-assign]
        return window

    start.make_window = make_window  # type: ignore[assignment]  # made as before, and looked at
    start.run_window(folder / "work" / "mine.bpgui")


# What is judged


def command(folder: Path, *more: str) -> list[str]:
    """Return how a process of ours is started."""
    return [sys.executable, "-P", "-m", "benchmarks.kills", "--folder", str(folder), *more]


def kill_one(folder: Path, seed: int, seconds: float) -> float:
    """Live once, kill it at a random moment within so many seconds, and return when that was."""
    chance = random.Random(seed)
    variables = environment(folder)
    process = subprocess.Popen(command(folder, "--live", str(seed)), env=variables, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    (folder / NOTES).touch()
    while not (folder / NOTES).stat().st_size and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, seconds))
    killed = time.time()
    process.send_signal(signal.SIGKILL)
    process.wait()
    return killed


def judge(folder: Path, killed: float) -> tuple[list[str], bool]:
    """Start again; return what is wrong, and whether a copy was offered."""
    from bpgui.session.basics.problems import Problem
    from bpgui.session.files.session_file import load_session

    wrong = []
    try:
        load_session(folder / "work" / "mine.bpgui", lambda _done, _all: False)
    except Problem as problem:
        wrong.append(f"torn: {problem}")
    ended = subprocess.run(
        command(folder, "--look"),
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )
    if ended.returncode or not (folder / FOUND).exists():
        return [*wrong, f"the next start: {ended.returncode} {ended.stderr[-500:]}"], False
    found = json.loads((folder / FOUND).read_text())
    notes = [json.loads(line) for line in (folder / NOTES).read_text().splitlines() if line.endswith("]")]
    older = [content for when, _, content in notes if when <= killed - MAX_LOST]
    allowed = [*older[-1:], *(content for when, _, content in notes if when > killed - MAX_LOST)]
    if found["content"] not in allowed:
        same = [n for n, (_, _, content) in enumerate(notes) if content == found["content"]]
        after = [f"{when - killed:.1f} {kind}" for when, kind, _ in notes[same[-1] + 1 if same else 0 :]]
        wrong.append(f"lost (offered: {found['offered']}): {', '.join(after)}")
    if found["offered"] and not found["modified"]:
        wrong.append("restored, but not modified")
    if found["path"] != str(folder / "work" / "mine.bpgui"):
        wrong.append(f"Save would go to {found['path']}")
    wrong += [f"litter: {path.relative_to(folder)}" for path in litter(folder)]
    return wrong, found["offered"]


def litter(folder: Path) -> list[Path]:
    """Return what a program that ended normally should not leave."""
    kinds = (".part", ".mark", ".lock", ".start", ".data", ".json", ".offered")
    paths = [path for place in ("work", "config", "state") for path in (folder / place).rglob("*") if path.is_file()]
    return [path for path in paths if path.suffix in kinds and path.name != "settings.json"]


def main() -> int:
    """Do what the command line asks for; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=8.0, help="how long the longest life is")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--live", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.live is not None:
        live(asked.folder, asked.live)
        return 0
    if asked.look:
        look(asked.folder)
        return 0
    faults = offers = 0
    for seed in range(asked.seed, asked.seed + asked.count):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            (folder / "work").mkdir()
            shutil.copy(ROOT / "resources" / "examples" / "xor.bpgui", folder / "work" / "mine.bpgui")
            wrong, was_offered = judge(folder, kill_one(folder, seed, asked.seconds))
            offers += was_offered
            faults += bool(wrong)
            for line in wrong:
                print(f"seed {seed}: {line}", flush=True)
            if (seed - asked.seed) % 10 == 9:
                print(f"{seed - asked.seed + 1} kills so far", file=sys.stderr, flush=True)
    print(f"{asked.count} kills, {offers} copies offered, {faults} with a fault")
    return int(faults > 0)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
