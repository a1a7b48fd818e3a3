from pathlib import Path

import pytest

from bpgui.gui.preferences import MOST_RECENT, Preferences, load_preferences, save_preferences


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    saved = Preferences(language="zh_CN", theme="dark", text_size=150, digits=5, recent=["/a", "/b"])
    save_preferences(saved, path)

    assert load_preferences(path) == saved


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"digits": 99}', b'{"theme": "pink"}', b"\xff\xfe", b'{"recent": [1]}', b"[" * 9999]
)
def test_a_bad_file_is_survived_and_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)

    assert load_preferences(path) == Preferences()
    assert path.with_suffix(".json.bad").read_bytes() == content


def test_recent_files_are_ten_and_different(tmp_path: Path) -> None:
    preferences = Preferences()
    for n in [*range(12), 5]:
        preferences.remember(tmp_path / str(n))

    assert len(preferences.recent) == MOST_RECENT
    assert Path(preferences.recent[0]).name == "5"
    assert len(set(preferences.recent)) == MOST_RECENT
