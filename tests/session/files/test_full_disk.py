"""A disk that is full half way through a file: a clear sentence, nothing torn, no litter."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.plan import Training
from bpgui.session.cross_validation.results import Result, write_csv
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import save_session
from bpgui.session.session import Session
from tests.session.builders import batched_session
from tests.session.cross_validation.plans import plan
from tests.small_disk import PAGE, fill, limited, small_disk

Disk = Callable[[], contextlib.AbstractContextManager[Path]]


@pytest.fixture(scope="module")
def session() -> Session:
    found = batched_session(samples=300)
    found.train(600)
    return found


def history(session: Session, path: Path) -> None:
    write_history(session.timeline, path, CsvOptions())


def saved(session: Session, path: Path) -> None:
    save_session(session, path)


def validation(_session: Session, path: Path) -> None:
    whole = plan(tuple(np.linspace(0.1, 0.9, 200).tolist()))
    results = {t: Result(t.value, t.fold, "done", 7, "0.25", "0.5") for t in whole.trainings}
    write_csv(whole, {Training(t.value, t.fold): result for t, result in results.items()}, path)


@pytest.fixture(params=["full", "limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """Return a folder of a disk on which there is no room for what is written, until the block ends."""

    @contextlib.contextmanager
    def limit() -> Iterator[Path]:
        with limited(2 * PAGE):
            yield tmp_path

    @contextlib.contextmanager
    def full() -> Iterator[Path]:
        filler = fill(tmp_path, 3 * PAGE)
        yield tmp_path
        filler.unlink()

    if request.param == "limit":
        yield limit
    else:
        with small_disk(tmp_path):
            yield full


@pytest.mark.parametrize("write", [history, saved, validation])
def test_an_earlier_file_stays_and_a_later_try_succeeds(
    session: Session, disk: Disk, tmp_path: Path, write: Callable[[Session, Path], None]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"earlier")
    with disk() as folder:
        before = sorted(entry.name for entry in folder.iterdir())
        with pytest.raises(Problem, match=r"“.*file” could not be written: (No space left on device|File too large)\."):
            write(session, path)
        assert path.read_bytes() == b"earlier"
        assert sorted(entry.name for entry in folder.iterdir()) == before

    path.unlink()
    write(session, path)
    assert path.stat().st_size > 3 * PAGE
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_what_could_not_be_saved_is_still_modified(session: Session, disk: Disk, tmp_path: Path) -> None:
    session.mark_unsaved()
    before = session.path
    with disk(), pytest.raises(Problem):
        save_session(session, tmp_path / "file")
    assert session.is_modified
    assert session.path == before
