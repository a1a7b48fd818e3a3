import os
import sys
from pathlib import Path
from random import Random

import pytest

from bpgui.gui.window.preferences import MAX_RECENT, Preferences, WindowLayout, load_preferences, save_preferences


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    saved = Preferences(language="zh_CN", theme="dark", text_size=150, digits=5, recent=["/a", "/b"])
    save_preferences(saved, path)

    assert load_preferences(path) == (saved, False)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"digits": 99}', b'{"theme": "pink"}', b"\xff\xfe", b'{"recent": [1]}', b"[" * 9999]
)
def test_a_bad_file_is_survived_and_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)

    assert load_preferences(path) == (Preferences(), True)
    assert path.with_suffix(".json.bad").read_bytes() == content


def test_one_bad_setting_begins_anew_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"digits": 1e400, "text_size": "large", "theme": "dark", "recent": 7, "window": 3, "more": []}')

    assert load_preferences(path) == (Preferences(theme="dark"), True)
    assert path.with_suffix(".json.bad").exists()


def test_settings_of_an_older_version_are_read_without_their_layout(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"digits": 5, "geometry": "AdnQywADAAA=", "layout": "AAAA/wAAAAL9AAAAAwAAAA=="}')

    assert load_preferences(path) == (Preferences(digits=5), False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_the_settings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.json")

    assert load_preferences(tmp_path / "settings.json") == (Preferences(), True)


# The layout


def test_a_layout_is_whole_or_not_there() -> None:
    kept = WindowLayout.of(2, b"geometry", b"panels")

    assert kept.parts(2) == (b"geometry", b"panels")
    assert kept.parts(3) is None
    assert WindowLayout().parts(0) is None


def test_no_damaged_byte_of_a_layout_reaches_qt(tmp_path: Path) -> None:
    path, kept = tmp_path / "settings.json", WindowLayout.of(2, bytes(range(60)), bytes(range(200)))
    save_preferences(Preferences(window=kept), path)
    content, random = path.read_bytes(), Random(4)

    for _ in range(300):
        damaged = bytearray(content)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        path.write_bytes(damaged[: random.choice([len(damaged), random.randrange(len(damaged))])])
        loaded, _ = load_preferences(path)
        assert loaded.window.parts(2) in (None, kept.parts(2))


# Recent files


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_recent_file_may_have_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.bpgui"))
    preferences = Preferences()
    preferences.remember(path)
    save_preferences(preferences, tmp_path / "settings.json")
    loaded, _ = load_preferences(tmp_path / "settings.json")

    assert loaded.recent_paths == [path]
    loaded.forget(path)
    assert loaded.recent_paths == []


def test_a_file_is_remembered_where_the_present_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soon gone").mkdir()
    monkeypatch.chdir(tmp_path / "soon gone")
    (tmp_path / "soon gone").rmdir()
    preferences = Preferences()
    preferences.remember(Path("mine.bpgui"))

    assert preferences.recent_paths == [Path("mine.bpgui")]


def test_recent_files_are_ten_and_different(tmp_path: Path) -> None:
    preferences = Preferences()
    for n in [*range(12), 5]:
        preferences.remember(tmp_path / str(n))

    assert len(preferences.recent) == MAX_RECENT
    assert Path(preferences.recent[0]).name == "5"
    assert len(set(preferences.recent)) == MAX_RECENT
