import os
import subprocess
import sys
import time

import msgspec
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.files import recovery
from bpgui.session.files.recovery import OwnCopy, find, is_on, switch
from bpgui.session.files.session_file import Snapshot, load_session, save_session
from bpgui.session.model.edits import SetLearningRate, SetParameter, SetTarget
from bpgui.session.stops import StopRules
from tests.article import article_session

ODD = os.fsdecode(b"\xff\xfe.bpgui") if os.name == "posix" else "odd.bpgui"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def session():
    session = article_session()
    session.train(20)
    session.perform(SetParameter("w5", 0.3))
    session.train(30)
    return session


def killed(own):
    """Let go of a copy as the system does when its process ends."""
    os.close(own._lock)


def left(folder, session):
    """Leave a copy of a session, as a process does that is killed."""
    own = OwnCopy(folder)
    assert own.write(Snapshot.of(session))
    killed(own)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# What comes back


def test_a_session_comes_back_to_the_same_bits(folder, session):
    session.stops = StopRules(step=200)
    session.seek(10)
    left(folder, session)

    [copy] = find(folder)
    restored = copy.load()

    assert (restored.steps, restored.cursor, restored.stops) == (session.steps, 10, StopRules(step=200))
    assert [event.edit for event in restored.timeline.events] == [SetParameter("w5", 0.3)]
    row = session.timeline.length - 1
    assert (restored.timeline.state_at(row).parameters == session.timeline.state_at(row).parameters).all()
    copy.let_go()


@pytest.mark.parametrize("name", ["mine.bpgui", ODD, "历史.bpgui"])
def test_it_is_not_saved_and_save_goes_where_it_went(folder, session, tmp_path, name):
    save_session(session, tmp_path / name)
    session.perform(SetLearningRate(0.2))
    left(folder, session)

    [copy] = find(folder)
    restored = copy.load()

    assert (copy.path, copy.title) == (tmp_path / name, name)
    assert (restored.path, restored.is_modified) == (tmp_path / name, True)
    save_session(restored, restored.path)
    assert not restored.is_modified
    copy.let_go()


def test_one_that_was_never_saved_has_no_place(folder, session):
    session.title = "article.bpgui"
    left(folder, session)

    [copy] = find(folder)
    assert (copy.path, copy.title, copy.load().path) == (None, "article.bpgui", None)
    assert abs(copy.time - time.time()) < 60
    copy.let_go()


@pytest.mark.parametrize(("row", "same"), [(50, [".data", ".start"]), (0, [".data"])])
def test_parts_that_an_edit_does_not_change_are_written_once(folder, session, row, same):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    before = {path: path.stat().st_ino for suffix in same for path in folder.glob(f"*{suffix}")}
    session.seek(row)
    session.perform(SetLearningRate(0.2))
    own.write(Snapshot.of(session))

    assert len(before) == len(same)
    assert all(path.stat().st_ino == inode for path, inode in before.items())
    assert len(names(folder)) == 4
    killed(own)
    [copy] = find(folder)
    assert copy.load().experiment.settings.learning_rate == 0.2
    copy.let_go()


def test_edits_are_added(folder, session):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    session.perform(SetTarget("out", 1, 0.5))
    own.write(Snapshot.of(session))
    killed(own)
    [copy] = find(folder)
    assert len(copy.load().timeline.events) == 2
    copy.let_go()


def test_another_start_takes_the_place_of_the_first(folder, session):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    own.write(Snapshot.of(article_session()))

    assert len(names(folder)) == 4
    killed(own)
    [copy] = find(folder)
    assert copy.load().timeline.length == 1
    copy.let_go()


def test_a_snapshot_stays_what_it_is_while_training_goes_on(folder, session):
    snapshot = Snapshot.of(session)
    session.train(100)
    own = OwnCopy(folder)
    own.write(snapshot)
    killed(own)

    [copy] = find(folder)
    assert copy.load().steps == 50
    copy.let_go()


def test_restoring_can_be_cancelled_and_the_copy_stays(folder, session):
    left(folder, session)
    [copy] = find(folder)

    assert copy.load(lambda _done, _all: False) is None
    copy.let_go()
    assert len(find(folder)) == 1


def test_a_damaged_copy_is_refused_and_stays(folder, session):
    left(folder, session)
    [start] = folder.glob("*.start")
    start.write_bytes(start.read_bytes()[:-40])
    [copy] = find(folder)

    with pytest.raises(Problem, match=r"“.*” cannot be restored\. "):
        copy.load()
    copy.let_go()
    assert len(names(folder)) == 4


def test_what_is_withdrawn_is_not_found_and_goes_with_its_process(folder, session):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    own.withdraw()
    assert list(folder.glob("*.json")) == []
    own.write(Snapshot.of(session))
    assert len(names(folder)) == 4

    own.withdraw()
    killed(own)
    assert find(folder) == []
    assert names(folder) == []


# Whose it is


def test_a_copy_of_a_running_process_is_not_taken(folder, session):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))

    assert find(folder) == []
    own.remove()
    assert names(folder) == []


def test_a_copy_is_offered_by_one_process_at_a_time(folder, session):
    left(folder, session)
    [copy] = find(folder)

    assert find(folder) == []
    copy.let_go()
    assert len(find(folder)) == 1


def test_two_processes_keep_two_copies(folder, session):
    ours = OwnCopy(folder)
    ours.write(Snapshot.of(session))
    left(folder, session)

    [copy] = find(folder)
    copy.discard()
    assert len(names(folder)) == 4
    ours.remove()


def test_it_is_offered_once_and_gone_when_dismissed(folder, session):
    left(folder, session)
    [copy] = find(folder)
    assert not copy.was_offered
    copy.note_offered()
    copy.let_go()

    [copy] = find(folder)
    assert copy.was_offered
    copy.discard()
    assert names(folder) == []


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False), (-400, True)])
def test_it_is_kept_for_thirty_days(folder, session, days, stays):
    left(folder, session)
    [head] = folder.glob("*.json")
    content = msgspec.json.decode(head.read_bytes())
    content["time"] -= days * 24 * 3600
    head.write_bytes(msgspec.json.encode(content))

    found = find(folder)

    assert len(found) == stays
    assert bool(names(folder)) == stays
    for copy in found:
        assert copy.time <= time.time()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 9999, b'{"format": "other"}'])
def test_a_damaged_head_offers_nothing_and_goes_when_it_is_old(folder, session, content):
    left(folder, session)
    [head], [lock] = folder.glob("*.json"), folder.glob("*.lock")
    head.write_bytes(content)
    assert find(folder) == []
    assert head.exists()

    os.utime(lock, (0, 0))
    assert find(folder) == []
    assert names(folder) == []


def test_a_process_that_was_killed_before_it_wrote_leaves_nothing(folder):
    own = OwnCopy(folder)
    own._claim()
    killed(own)

    assert find(folder) == []
    assert names(folder) == []


def test_no_folder_is_no_copy(folder):
    assert find(folder) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_nobody_else_may_read_it(folder, session):
    left(folder, session)
    assert folder.stat().st_mode & 0o077 == 0


# Off


def test_off_erases_all_and_holds_for_running_processes(folder, session):
    left(folder, session)
    running = OwnCopy(folder)
    running.write(Snapshot.of(session))
    switch(folder, on=False)

    assert names(folder) == [recovery.OFF]
    assert not is_on(folder)
    assert not running.write(Snapshot.of(session))
    assert names(folder) == [recovery.OFF]

    switch(folder, on=True)
    assert running.write(Snapshot.of(session))
    assert find(folder) == []
    running.remove()
    assert names(folder) == []


def test_a_copy_that_was_erased_meanwhile_is_written_whole(folder, session):
    own = OwnCopy(folder)
    own.write(Snapshot.of(session))
    switch(folder, on=False)
    switch(folder, on=True)
    own.write(Snapshot.of(session))
    killed(own)

    [copy] = find(folder)
    assert copy.load().steps == 50
    copy.let_go()


# A real kill


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_killed_process_leaves_a_copy(folder, tmp_path):
    save_session(article_session(), tmp_path / "a.bpgui")
    program = (
        "import os, signal, sys; from pathlib import Path; from bpgui.session.files.recovery import OwnCopy\n"
        "from bpgui.session.files.session_file import Snapshot, load_session\n"
        "session = load_session(Path(sys.argv[2])); session.train(7)\n"
        "OwnCopy(Path(sys.argv[1])).write(Snapshot.of(session)); os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", program, str(folder), str(tmp_path / "a.bpgui")]
    subprocess.run(command, check=False, timeout=60)

    [copy] = find(folder)
    assert copy.load().steps == 7
    assert load_session(tmp_path / "a.bpgui").steps == 0
    copy.discard()
