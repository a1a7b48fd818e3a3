import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bpgui.session.basics import atomic, locks
from bpgui.session.basics.atomic import atomic_writer, remove_litter
from bpgui.session.basics.problems import Problem

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links are POSIX's here")


@pytest.fixture(params=["nameless", "named"], autouse=True)
def part(request, monkeypatch):
    """Temporary files without a name, where the system has them, and with one."""
    atomic._takes_nameless.cache_clear()
    if request.param == "named":
        monkeypatch.setattr(atomic, "_takes_nameless", lambda _folder, _device: False)
    return request.param


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "history.csv"
    path.write_bytes(b"earlier")
    return path


def write(path, content=b"new"):
    with atomic_writer(path) as stream:
        stream.write(content)


def break_off(path, error):
    with atomic_writer(path) as stream:
        stream.write(b"half")
        raise error


def names(folder):
    return [entry.name for entry in folder.iterdir()]


def fails(monkeypatch, function, code=errno.ENOSPC, module=os):
    def refuse(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(module, function, refuse)


# What it writes


def test_a_new_file(tmp_path):
    write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


def test_an_earlier_file_is_replaced(file):
    write(file)
    assert file.read_bytes() == b"new"
    assert names(file.parent) == ["history.csv"]


def test_until_the_end_the_earlier_file_is_there(file):
    with atomic_writer(file) as stream:
        stream.write(b"new")
        stream.flush()
        assert file.read_bytes() == b"earlier"


@pytest.mark.parametrize("name", ["x" * 255, "\u5386" * 85, "\U0001f600" * 63, "with space & (brackets)", "-"])
def test_a_name_may_be_as_long_and_odd_as_the_system_allows(tmp_path, name):
    write(tmp_path / name)
    assert names(tmp_path) == [name]


def test_a_path_without_a_folder_is_in_the_present_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(Path("here.csv"))
    assert names(tmp_path) == ["here.csv"]


@posix
def test_a_link_is_followed(file, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    write(link)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


@posix
def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "new.csv")
    write(tmp_path / "link.csv")
    assert (tmp_path / "new.csv").read_bytes() == b"new"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_an_earlier_file_is_kept(file, mode):
    file.chmod(mode)
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_mode_that_the_umask_allows(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        write(tmp_path / "a.csv")
    finally:
        assert os.umask(before) == umask
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == mode


def test_file_and_folder_are_synced(file, monkeypatch):
    kinds = []
    monkeypatch.setattr(os, "fsync", lambda handle: kinds.append(stat.S_IFMT(os.fstat(handle).st_mode)))
    write(file)
    assert kinds == ([stat.S_IFREG, stat.S_IFDIR] if os.name == "posix" else [stat.S_IFREG])


@posix
def test_owner_and_group_of_an_earlier_file_are_kept(file, monkeypatch):
    asked = []
    monkeypatch.setattr(os, "fchown", lambda _handle, owner, group: asked.append((owner, group)))
    write(file)
    assert asked == [(file.stat().st_uid, -1), (-1, file.stat().st_gid)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays_where_root_saves(file):
    os.chown(file, 1234, 4321)
    write(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_group_that_cannot_be_kept_gets_no_more_than_others(file, monkeypatch):
    os.chown(file, 1234, 4321)
    file.chmod(0o664)
    fails(monkeypatch, "fchown", errno.EPERM)
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


# When it is killed


@pytest.fixture
def killed(file, part):
    """Start a writer that is killed in the middle of its work; return its folder."""
    program = (
        "import os, signal, sys; from pathlib import Path; from bpgui.session.basics import atomic\n"
        "if sys.argv[2] == 'named': atomic._takes_nameless = lambda folder, device: False\n"
        "with atomic.atomic_writer(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    process = subprocess.run([sys.executable, "-c", program, str(file), part], check=False, timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert file.read_bytes() == b"earlier"
    assert len(names(file.parent)) == (1 if part == "nameless" and hasattr(os, "O_TMPFILE") else 2)
    return file.parent


@posix
def test_the_next_write_removes_what_a_killed_writer_left(file, killed):
    write(killed / "other.csv")
    assert sorted(names(killed)) == ["history.csv", "other.csv"]


@posix
def test_what_running_writers_and_other_programs_have_stays(file):
    mine = [".bpgui.part", "bpgui-1.part", ".bpgui-1.part~"]
    for name in mine:
        (file.parent / name).touch()
    with atomic_writer(file) as stream:
        stream.write(b"new")
        remove_litter(file.parent)
        write(file.parent / "other.csv")
    assert file.read_bytes() == b"new"
    assert sorted(names(file.parent)) == sorted([*mine, "history.csv", "other.csv"])


@posix
@pytest.mark.parametrize(("age", "stays"), [(0, True), (2 * 24 * 3600, False)])
def test_without_locks_age_tells_what_is_abandoned(tmp_path, monkeypatch, age, stays):
    part = tmp_path / ".bpgui-0.part"
    part.touch()
    os.utime(part, (time.time() - age,) * 2)
    fails(monkeypatch, "flock", errno.ENOLCK, locks.fcntl)
    write(tmp_path / "a.csv")
    assert part.exists() == stays


# When it fails


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt()])
def test_a_block_that_raises_leaves_everything_as_it_was(file, error):
    with pytest.raises(type(error)):
        break_off(file, error)
    assert file.read_bytes() == b"earlier"
    assert names(file.parent) == ["history.csv"]


@pytest.mark.parametrize(
    ("function", "code", "reason"),
    [
        ("fsync", errno.ENOSPC, "No space left on device"),
        ("fsync", errno.EIO, "Input/output error"),
        ("replace", errno.EACCES, "Permission denied"),
        ("replace", errno.EBUSY, "Device or resource busy"),
        ("fchmod", errno.EPERM, "Operation not permitted"),
    ],
)
def test_what_the_system_refuses_is_said_with_the_file(file, monkeypatch, function, code, reason):
    fails(monkeypatch, function, code)
    with pytest.raises(Problem) as caught:
        write(file)
    assert str(caught.value) == f"“{file}” could not be written: {reason}."
    assert file.read_bytes() == b"earlier"
    assert names(file.parent) == ["history.csv"]


def test_a_disk_that_fills_while_writing(file):
    with pytest.raises(Problem, match="No space left on device"):
        break_off(file, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert file.read_bytes() == b"earlier"
    assert names(file.parent) == ["history.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_is_really_full(file, monkeypatch):
    def on_a_full_disk(handle, mode):
        os.close(handle)
        return Path("/dev/full").open(mode)

    monkeypatch.setattr(os, "fdopen", on_a_full_disk)
    with pytest.raises(Problem, match="No space left on device"):
        write(file, b"x" * 100_000)
    assert names(file.parent) == ["history.csv"]


def test_a_read_only_folder(file, monkeypatch):
    fails(monkeypatch, "open", errno.EACCES)
    with pytest.raises(Problem, match=r"history\.csv” could not be written: Permission denied"):
        write(file)


def test_a_read_only_file_is_not_replaced(file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != file)
    with pytest.raises(Problem, match=r"history\.csv” could not be written: the file is read-only"):
        write(file)
    assert file.read_bytes() == b"earlier"
    assert names(file.parent) == ["history.csv"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(Problem, match="No such file or directory"):
        write(tmp_path / "gone" / "a.csv")


def test_a_folder_that_vanishes_while_writing(tmp_path):
    folder = tmp_path / "soon gone"
    folder.mkdir()

    def write_and_lose_it():
        with atomic_writer(folder / "a.csv"):
            shutil.rmtree(folder)

    with pytest.raises(Problem, match="No such file or directory"):
        write_and_lose_it()


def test_a_folder_in_the_place_of_the_file(tmp_path):
    with pytest.raises(Problem, match="could not be written"):
        write(tmp_path)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_synced_is_no_failure(file, monkeypatch):
    real = os.open

    def open_no_folder(path, *more):
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *more)

    monkeypatch.setattr(os, "open", open_no_folder)
    write(file)
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_is_not_replaced_by_one(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Problem, match="it is not a file"), atomic_writer(tmp_path / "pipe") as stream:
        stream.write(b"x")
    assert (tmp_path / "pipe").is_fifo()
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]


@posix
def test_a_present_folder_that_is_gone(tmp_path, monkeypatch):
    (tmp_path / "soon gone").mkdir()
    monkeypatch.chdir(tmp_path / "soon gone")
    (tmp_path / "soon gone").rmdir()
    with pytest.raises(Problem, match="No such file or directory"):
        write(Path("a.csv"))
