import os
from pathlib import Path

import pytest

from bpgui.session.basics.file_names import path_to_text, text_to_path, typed_path
from bpgui.session.basics.problems import Problem

ODD = ["/a/b.bpgui", "/a/历史 %41.bpgui", os.fsdecode(b"/a/\xff\xfe %41.bpgui"), "/file:/x"]


@pytest.mark.parametrize("name", ODD)
def test_a_path_is_kept_as_text_and_found_again(name):
    text = path_to_text(Path(name))

    assert text.encode()
    assert text_to_path(text) == Path(name)


@pytest.mark.parametrize(("typed", "name"), [("a.csv", "a.csv"), ("a.b.txt", "a.b.txt")])
def test_a_typed_path_gets_its_suffix(tmp_path, monkeypatch, typed, name):
    monkeypatch.chdir(tmp_path)

    assert typed_path(typed, ".csv") == Path(name)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("~nouser/x.csv", "“~nouser/x.csv” is in the home folder of a user who is not known here."),
        ("/", "“/” is a folder; write the name of a file."),
        (".", "“.” is a folder; write the name of a file."),
        ("..", "“..” is a folder; write the name of a file."),
        ("", "Write the name of a file."),
        ("folder", "“folder” is a folder; write the name of a file."),
        ("other", "“other” is a folder; write the name of a file."),
        ("new/", "“new/” is a folder; write the name of a file."),
        ("gone/a.csv", "There is no folder “gone”."),
        ("a\0b", "No file can have this name."),
        (300 * "x", f"“{35 * 'x'}…{20 * 'x'}” could not be written: File name too long."),
        (300 * "x" + "/a", f"“{35 * 'x'}…{18 * 'x'}/a” could not be written: File name too long."),
    ],
)
def test_a_typed_path_where_no_file_can_be(tmp_path, monkeypatch, typed, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "other.csv").mkdir()

    with pytest.raises(Problem) as caught:
        typed_path(typed, ".csv")

    assert str(caught.value) == said
