"""The user's folders, with every way in which a system may not have one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bpgui.session.basics.user_folders import home_folder, state_folder


@pytest.fixture(params=["linux", "darwin", "win32"])
def platform(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "platform", request.param)
    return str(request.param)


def test_the_folder_is_the_platforms_own(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    usual = {"linux": ".local/state", "darwin": "Library/Application Support", "win32": "AppData/Local"}
    assert state_folder() == tmp_path / usual[platform] / "bpgui"
    asked = tmp_path / "asked"
    monkeypatch.setenv("LOCALAPPDATA" if platform == "win32" else "XDG_STATE_HOME", str(asked))
    assert state_folder() == (tmp_path / usual[platform] if platform == "darwin" else asked) / "bpgui"


def test_only_its_user_may_read_it() -> None:
    folder = state_folder()
    assert folder is not None
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_relative_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", "beside")
    assert state_folder() != tmp_path / "beside" / "bpgui"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["/proc/none", "a file", "/\0"])
def test_where_nothing_can_be_written_is_none(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setattr(os, "environ", {**os.environ, "XDG_STATE_HOME": str(tmp_path / place)})
    assert state_folder() is None


@pytest.mark.skipif(os.name != "posix", reason="other systems ask something else than HOME")
def test_without_home_and_user_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import pwd; pwd.getpwuid = {}.__getitem__; from bpgui.session.basics.user_folders import *;"
        "print(home_folder(), state_folder())"
    )
    run = subprocess.run([sys.executable, "-c", script], env={"PATH": ""}, capture_output=True, text=True, check=True)
    assert run.stdout == "None None\n"


@pytest.mark.parametrize("place", ["", "/", "relative"])
def test_a_home_that_is_none(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", place)
    assert home_folder() is None
