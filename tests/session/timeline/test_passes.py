"""Test loss and accuracies of many samples: nobody waits for them, and a thread brings the very same bits."""

import time
from collections.abc import Iterator

import numpy as np
import pytest

from bpgui.engine import step
from bpgui.session.session import Session
from bpgui.session.timeline import refiner as refiner_module
from bpgui.session.timeline.column_kinds import TEST_ACCURACY, TEST_LOSS, TRAIN_ACCURACY
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.refiner import Refiner, View
from tests.session.builders import SECONDS, split_session

KINDS = (TEST_LOSS, TRAIN_ACCURACY, TEST_ACCURACY)
kinds = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pass is a long one."""
    monkeypatch.setattr(step, "MAX_AT_ONCE", 0)


@pytest.fixture
def refiner() -> Iterator[Refiner]:
    found = Refiner()
    yield found
    found.stop()


def bring(refiner: Refiner) -> None:
    deadline = time.monotonic() + SECONDS
    refiner.poll()
    while refiner.is_busy and time.monotonic() < deadline:
        refiner.poll()
        time.sleep(0.0005)
    assert not refiner.is_busy


def exact(session: Session, kind: ColumnKind) -> np.ndarray:
    return np.concatenate([block.column(Column(kind)) for block in session.timeline.rows(0, session.timeline.length)])


@kinds
@pytest.mark.usefixtures("late")
def test_nobody_waits_and_a_thread_brings_the_same_bits(kind: ColumnKind, refiner: Refiner) -> None:
    session, column = split_session(), Column(kind)
    session.train(30)
    timeline, wanted = session.timeline, exact(session, kind)
    shown = timeline.series(column, 0, 31, 100)[1]
    assert np.isnan(shown).all()
    assert timeline.is_awaited(column, 30)
    assert not timeline.is_awaited(column, 31 - 2)  # no epoch begins there

    refiner.look(View(timeline, (column,), 0, 31, 100))
    bring(refiner)

    steps, found, _ = timeline.series(column, 0, 31, 100)
    assert steps.tolist() == np.flatnonzero(~np.isnan(wanted)).tolist() == list(range(0, 31, 3))
    assert found.tobytes() == wanted[::3].tobytes()
    assert timeline.value(column, 30) == wanted[30]


@kinds
def test_those_of_few_samples_are_there_at_once(kind: ColumnKind) -> None:
    session, column = split_session(), Column(kind)
    session.train(3)
    assert not session.timeline.is_awaited(column, 3)
    assert session.timeline.series(column, 3, 4, 1)[1].tobytes() == exact(session, kind)[3:].tobytes()


@pytest.mark.usefixtures("late", "kernel")
def test_of_a_long_history_some_epochs_stand_for_all(refiner: Refiner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refiner_module, "MAX_CLOSE", 100)
    session, column = split_session(), Column(TEST_LOSS)
    session.train(900)
    timeline, wanted = session.timeline, exact(session, TEST_LOSS)
    refiner.look(View(timeline, (column,), 0, 901, 40))
    timeline.series(column, 0, 901, 40)
    bring(refiner)
    steps, values, _ = timeline.series(column, 0, 901, 40)
    known = ~np.isnan(values)
    assert 16 <= known.sum() <= 45
    assert np.array_equal(values[known], wanted[steps[known].astype(int)])


@pytest.mark.usefixtures("late")
def test_rows_that_stand_for_all_stay_the_same_while_a_run_goes_on() -> None:
    passes = split_session().timeline.last.passes
    rows = [set(passes.sampled_rows(0, last, 16).tolist()) for last in (500, 510, 520)]
    assert rows[0] <= rows[1] <= rows[2]
    assert all(row % 3 == 0 for row in rows[2])
