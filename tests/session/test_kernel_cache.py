import os
import sys
import time

import pytest

from bpgui.engine import training
from bpgui.session import kernel_cache
from bpgui.session.kernel_cache import cache_folder, is_whole, keep, loadable, remove, seal, working_folder

as_others = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")


@pytest.fixture
def whole(tmp_path):
    """A folder that is whole."""
    return filled(tmp_path / "whole")


def filled(folder, content=b"code"):
    (folder / "engine").mkdir(parents=True)
    (folder / "engine" / "kernel.nbc").write_bytes(content)
    (folder / "engine" / "kernel.nbi").write_bytes(b"index")
    seal(folder)
    return folder


def test_the_folder_is_another_one_for_another_engine_setting_or_place(monkeypatch, tmp_path):
    (tmp_path / "training.py").write_text("1")
    monkeypatch.setattr(training, "__file__", str(tmp_path / "training.py"))
    found = {cache_folder()}
    (tmp_path / "elementary.py").write_text("2")
    found.add(cache_folder())
    monkeypatch.setenv("NUMBA_OPT", "1")
    found.add(cache_folder())
    monkeypatch.setattr(kernel_cache, "_processor", lambda: "another")
    found.add(cache_folder())
    (tmp_path / "moved").mkdir()
    monkeypatch.setattr(training, "__file__", str(tmp_path / "moved" / "training.py"))
    found.add(cache_folder())
    assert len(found) == 5


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the XDG folders")
def test_a_cache_is_never_looked_for_in_the_current_folder(monkeypatch, home):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder().is_relative_to(home / ".cache")


def test_a_sealed_folder_is_whole(whole):
    assert is_whole(whole)
    assert (whole / "SHA256SUMS").read_text().splitlines()[0].endswith("  engine/kernel.nbc")


@pytest.mark.parametrize("name", ["engine/kernel.nbc", "engine/kernel.nbi", "SHA256SUMS"])
@pytest.mark.parametrize("content", [b"", b"c0de", None, "folder"], ids=["empty", "other", "gone", "folder"])
def test_one_changed_file_is_noticed(whole, name, content):
    (whole / name).unlink()
    if content == "folder":
        (whole / name).mkdir()
    elif content is not None:
        (whole / name).write_bytes(content)
    assert not is_whole(whole)


def test_a_file_too_many_is_noticed(whole):
    (whole / "engine" / "other.nbi").touch()
    assert not is_whole(whole)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(whole):
    for path in (whole / "SHA256SUMS", whole / "engine" / "kernel.nbc"):
        path.unlink()
        os.mkfifo(path)
        assert not is_whole(whole)


def test_what_is_kept_takes_the_place_of_what_is_damaged(tmp_path):
    cache = filled(tmp_path / "cache")
    (cache / "engine" / "kernel.nbc").write_bytes(b"")
    keep(filled(tmp_path / "new"), cache)
    assert is_whole(cache)
    assert list(tmp_path.iterdir()) == [cache]


@pytest.mark.parametrize("there", ["file", "link", "nothing"])
def test_what_is_kept_takes_the_place_of_what_is_no_folder(tmp_path, there):
    cache = tmp_path / "cache"
    if there == "file":
        cache.touch()
    elif there == "link":
        cache.symlink_to(tmp_path / "nowhere")
    keep(filled(tmp_path / "new"), cache)
    assert is_whole(cache)
    assert list(tmp_path.iterdir()) == [cache]


def test_of_two_that_compile_the_first_is_kept(tmp_path):
    cache = filled(tmp_path / "cache")
    keep(filled(tmp_path / "new", b"the same, made by another"), cache)
    assert (cache / "engine" / "kernel.nbc").read_bytes() == b"code"
    assert list(tmp_path.iterdir()) == [cache]


def test_a_folder_to_work_in_is_beside_the_cache(tmp_path):
    folder = working_folder(tmp_path / "bpgui" / "cache")
    assert (folder.parent, list(folder.iterdir())) == (tmp_path / "bpgui", [])


def test_where_the_cache_cannot_be_a_private_folder_is_taken(tmp_path):
    (tmp_path / "bpgui").touch()
    for cache in (tmp_path / "bpgui" / "cache", None):
        folder = working_folder(cache)
        assert list(folder.iterdir()) == []
        assert folder.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
        remove(folder)


def test_what_was_abandoned_long_ago_is_removed(tmp_path):
    cache = tmp_path / "cache"
    abandoned, fresh = working_folder(cache), working_folder(cache)
    before = time.time() - 2 * kernel_cache.OLD
    os.utime(abandoned, (before, before))
    assert working_folder(cache)
    assert (abandoned.exists(), fresh.exists()) == (False, True)


def test_what_can_be_written_to_is_loaded_from_where_it_is(whole):
    with loadable(whole) as place:
        assert place == whole


@as_others
def test_what_is_read_only_is_loaded_from_a_copy(whole):
    (whole / "engine").chmod(0o555)
    with loadable(whole) as place:
        assert is_whole(place)
        assert place != whole
        assert os.access(place / "engine", os.W_OK)
    assert not place.exists()
