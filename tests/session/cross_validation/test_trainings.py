"""The processes that train: what they do is what one process does, and nothing that was done is lost."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest
from joblib import parallel_config
from joblib.parallel import BACKENDS, ThreadingBackend

from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation import workers
from bpgui.session.cross_validation.results import Kept
from bpgui.session.cross_validation.training import train
from bpgui.session.cross_validation.trainings import Trainings
from bpgui.session.cross_validation.workers import Request
from tests.session.cross_validation.plans import plan
from tests.small_disk import PAGE, fill, small_disk
from tests.warm_cache import TRAPS

SECONDS = 60.0
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
#: So many that it pays to begin other processes, and that there is time to end one.
LONG = {"values": (0.1, 0.2, 0.3), "epochs": 100}


@pytest.fixture(autouse=True)
def traps(tmp_path, monkeypatch):
    """All begins in a folder of files that are named like modules; none of them is ever run."""
    trap = f"open({str(tmp_path / 'TRACE')!r}, 'a').write(__name__ + ' ')\n"
    for name in (*TRAPS, "joblib", "cloudpickle", "pickle"):
        (tmp_path / f"{name}.py").write_text(trap)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([".", "", str(tmp_path)]))
    yield
    assert not (tmp_path / "TRACE").exists()


def finish(trainings, until=lambda _trainings: False):
    deadline = time.monotonic() + SECONDS
    while trainings.is_going_on and not until(trainings):
        assert time.monotonic() < deadline
        trainings.poll()
        time.sleep(0.01)
    return trainings


@pytest.fixture
def begun():
    """Begin trainings, which end with the test."""
    found = []

    def begin(*arguments, **options):
        found.append(Trainings(*arguments, **options))
        return found[-1]

    yield begin
    for trainings in found:
        trainings.stop()


def numbers(results):
    return {t: (r.ended, r.steps, r.train, r.validation, r.validation_accuracy) for t, r in results.items()}


def workers_of(group):
    """Return the processes of a group that train for another one."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[2]) == group and b"popen_loky" in command and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def group_of(trainings):
    assert trainings._process is not None
    return trainings._process.pid


def wait_until(is_so):
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_another_process_gets_the_bits_of_this_one_and_does_nothing_twice(begun):
    whole = plan()
    first = finish(begun(plan((0.5,))))

    second = finish(begun(whole))

    assert (first.kept, second.kept, second.trouble, second.is_complete) == (0, 4, None, True)
    assert numbers(second.results) == numbers({t: train(whole, t)[1] for t in whole.trainings})
    assert Kept(whole).load() == second.results
    assert not begun(whole).is_going_on


def test_where_nothing_can_be_kept_all_is_done_and_it_is_told(begun):
    folder = Kept(plan()).folder.parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")

    trainings = finish(begun(plan()))

    assert trainings.is_complete
    assert "could not be written" in str(trainings.trouble)


@pytest.mark.slow("begins two processes")
def test_a_disk_that_fills_up_loses_nothing_that_was_done(begun, tmp_path, monkeypatch):
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk") as disk:
        monkeypatch.setenv("XDG_STATE_HOME", str(disk))
        filler, whole = fill(disk, 3 * PAGE), plan()
        trainings = finish(begun(whole))

        assert trainings.is_complete
        assert "could not be written: No space left on device." in str(trainings.trouble)
        kept = Kept(whole).load()
        assert 0 < len(kept) < len(whole.trainings)
        assert kept.items() <= trainings.results.items()
        assert len([*Kept(whole).folder.iterdir()]) == len(kept)

        filler.unlink()
        again = finish(begun(whole))
        assert (again.kept, again.is_complete, again.trouble) == (len(kept), True, None)
        assert numbers(again.results) == numbers(trainings.results)


@needs_proc
@pytest.mark.slow("begins several processes")
def test_a_killed_worker_loses_nothing_and_its_training_is_done_again(begun):
    whole = plan(**LONG)
    trainings = begun(whole, jobs=2)
    finish(trainings, until=lambda some: len(some.results) >= 2)
    before = dict(trainings.results)
    os.kill(workers_of(group_of(trainings))[0], signal.SIGKILL)

    finish(trainings)

    assert (trainings.is_complete, trainings.trouble) == (True, None)
    assert before.items() <= trainings.results.items()


@needs_proc
@pytest.mark.slow("begins several processes")
def test_a_cancel_ends_all_processes_and_keeps_what_was_done(begun):
    whole = plan(**LONG)
    trainings = begun(whole, jobs=2)
    finish(trainings, until=lambda some: len(some.results) >= 2)
    group = group_of(trainings)

    trainings.stop()

    wait_until(lambda: not workers_of(group))
    assert 2 <= len(trainings.results) < len(whole.trainings)
    assert trainings.results.items() <= Kept(whole).load().items()
    assert not trainings.is_going_on


@pytest.fixture
def cached(machine_code, kernel, warm, monkeypatch):
    """The kernel is there, for this process and for those that train."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm))


@needs_proc
@pytest.mark.slow("begins a process that loads the kernel")
def test_short_trainings_by_the_kernel_share_one_process(begun, cached):
    whole, others = plan(**LONG), set[int]()
    trainings = begun(whole, jobs=2)
    group = group_of(trainings)
    assert not trainings.has_begun

    finish(trainings, until=lambda _: others.update(workers_of(group)))

    assert trainings.has_begun
    assert not others
    assert numbers(trainings.results) == numbers({t: train(whole, t)[1] for t in whole.trainings})


@needs_proc
@pytest.mark.slow("begins a process that loads the kernel")
def test_a_cancel_ends_threads_in_the_midst_and_keeps_what_was_done(begun, cached):
    whole = plan(values=(0.1, 0.2, 0.3), epochs=100_000)
    trainings = begun(whole, jobs=2)
    finish(trainings, until=lambda some: len(some.results) >= 2)
    group = group_of(trainings)

    trainings.stop()

    assert not Path(f"/proc/{group}").exists()
    assert 2 <= len(trainings.results) < len(whole.trainings)
    assert trainings.results.items() <= Kept(whole).load().items()


@needs_proc
@pytest.mark.slow("begins several processes")
def test_where_the_process_of_the_workers_is_killed_they_end_too(begun):
    trainings = begun(plan(**LONG), jobs=2)
    finish(trainings, until=lambda some: len(some.results) >= 1)
    group = group_of(trainings)
    os.kill(group, signal.SIGKILL)

    with pytest.raises(Problem, match="all it finished is kept"):
        finish(trainings)

    wait_until(lambda: not workers_of(group))
    assert trainings.results


def test_a_cluster_is_named_with_its_address():
    for text in ("dask", "slurm:x", "ray:"):
        with pytest.raises(Problem, match="Name a cluster like dask:"):
            workers.parse_cluster(text)


def test_a_cluster_whose_package_is_missing_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(Problem, match="needs the package distributed"):
        workers.parse_cluster("dask:tcp://127.0.0.1:1")


class AllAtOnce(ThreadingBackend):  # type: ignore[misc]  # joblib has no types
    """Like Ray's: it gives no result before all that it was given are done."""

    supports_return_generator = False


def test_a_cluster_that_gives_nothing_before_all_is_done_gets_a_part_at_a_time(monkeypatch):
    monkeypatch.setitem(BACKENDS, "all at once", AllAtOnce)
    monkeypatch.setattr(workers, "_on_cluster", lambda _: parallel_config(backend="all at once", n_jobs=2))
    whole, done = plan(), []
    monkeypatch.setattr(
        workers, "do", lambda _content, training, *_: done.append(training) or train(whole, training)[1]
    )

    results = workers._joblib_results(
        Request(whole, whole.trainings, 0, "ray:auto"), [*whole.trainings], wants_kernel=False
    )

    assert [next(results), next(results)] == [None, None]  # the workers are ready
    first = next(results)
    assert len(done) == 2
    found = {result.training: result for result in [first, *results]}
    assert numbers(found) == numbers({t: train(whole, t)[1] for t in whole.trainings})


@pytest.mark.parametrize("address", ["ray:127.0.0.1:{port}", "ray:ray://127.0.0.1:{port}"])
def test_a_ray_cluster_that_is_not_there_is_told_at_once(monkeypatch, address):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: True)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        named = address.format(port=unused.getsockname()[1])
        with pytest.raises(Problem, match=r"cannot be reached: .*refused"):
            workers._on_cluster(Request(plan(), (), 0, named))
