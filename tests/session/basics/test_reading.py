import os
from pathlib import Path

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.files.session_file import load_session
from bpgui.session.learn.lessons import load_lesson

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX's here")


def test_a_file_is_read_whole(tmp_path):
    (tmp_path / "a").write_bytes(b"\r\nabc")
    assert read_file(tmp_path / "a", 5) == b"\r\nabc"


def test_a_name_that_is_not_utf_8(tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe")
    Path(name).write_bytes(b"abc")
    assert read_file(Path(name), 5) == b"abc"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone", "No such file"),
        ("", "Is a directory"),
        ("zero\0", "No file can have this name"),
        ("x" * 300, "File name too long"),
        ("large", "larger than 0 MB"),
    ],
)
def test_what_cannot_be_read(tmp_path, name, reason):
    (tmp_path / "large").write_bytes(b"123456")
    with pytest.raises(Problem, match=reason):
        read_file(tmp_path / name, 5)


@posix
@pytest.mark.parametrize("load", [load_session, load_lesson])
@pytest.mark.parametrize("place", ["pipe", "/dev/zero", "/dev/tty"])
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path, load, place):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Problem, match=r"cannot be opened\. It is not a file but a pipe or a device"):
        load(tmp_path / place)
