import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.damage import OLD_LAYOUT
from bpgui.gui.window.start_mark import StartMark

posix = pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")


def abandon(mark: StartMark) -> None:
    """Let go of a mark as the system does when its process ends."""
    assert mark._handle is not None
    os.close(mark._handle)


def test_a_start_that_got_its_window_leaves_nothing(tmp_path: Path) -> None:
    mark = StartMark(tmp_path / "new")
    assert not mark.is_after_failure
    mark.remove()
    mark.remove()

    assert list((tmp_path / "new").iterdir()) == []


@posix
def test_a_start_that_did_not_is_noticed_once(tmp_path: Path) -> None:
    abandon(StartMark(tmp_path))
    second = StartMark(tmp_path)
    third = StartMark(tmp_path)

    assert (second.is_after_failure, third.is_after_failure) == (True, False)
    second.remove()
    third.remove()
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_start_that_is_not_over_yet_is_no_failure(tmp_path: Path) -> None:
    first, second = StartMark(tmp_path), StartMark(tmp_path)

    assert not second.is_after_failure
    first.remove()
    second.remove()


@posix
@pytest.mark.parametrize(("age", "is_failure"), [(5, False), (600, True)])
def test_without_locks_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: int, is_failure: bool) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.flock", refuse)
    mark = tmp_path / "start-0.mark"
    mark.touch()
    os.utime(mark, (time.time() - age,) * 2)
    present = StartMark(tmp_path)

    assert present.is_after_failure is is_failure
    present.remove()


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    mark = StartMark(tmp_path / "file")

    assert not mark.is_after_failure
    mark.remove()


# Whole starts

PROGRAM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from bpgui.gui.window import start

def window(path, beginning, make=start.make_window):
    if sys.argv[2] == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    window = make(path, beginning)

    def end():
        if not list(path.parent.glob("start-*.mark")):  # it was painted
            timer.stop()
            print(window.preferences.digits, window.teller.first_words)
            window.close()

    timer = QTimer(window)
    timer.timeout.connect(end)
    timer.start(50)
    return window

start.make_window, start.preferences_path = window, lambda: Path(sys.argv[1]) / "settings.json"
sys.exit(start.run_window(None, is_safe=sys.argv[2] == "safe"))
"""


def started(folder: Path, how: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), how]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow("the program is started three times")
@posix
def test_after_a_start_that_died_one_begins_with_defaults_and_says_so(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"digits": 7}')

    assert started(tmp_path, "dies").returncode < 0
    after = started(tmp_path)

    assert after.stdout.startswith("3 The last start ended before its window appeared")
    assert settings.with_suffix(".json.bad").read_text() == '{"digits": 7}'
    assert started(tmp_path).stdout.startswith("3")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["settings.json", "settings.json.bad"]


def test_a_layout_that_ended_qt_is_not_given_to_it(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"digits": 7, **OLD_LAYOUT}))

    assert started(tmp_path).stdout.startswith("7")
    assert (tmp_path / "settings.json").exists()


def test_safe_begins_with_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"digits": 7}')

    assert started(tmp_path, "safe").stdout.startswith("3 This start began with default settings, as asked.")
    assert (tmp_path / "settings.json.bad").read_text() == '{"digits": 7}'
