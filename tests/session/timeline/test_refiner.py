"""What a view lacks is trained again, bit for bit, the part that is looked at first."""

import math
import time

import numpy as np
import pytest

from bpgui.session.model.edits import SetLearningRate
from bpgui.session.timeline import refiner as refiner_module
from bpgui.session.timeline import series as series_module
from bpgui.session.timeline.column_kinds import GRADIENT, LOSS, PARAMETER, PREDICTION, TARGET, TEST_LOSS, TRAIN_LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.recording import Recording
from bpgui.session.timeline.refiner import Refiner, View
from tests.article import article_session
from tests.session.builders import SECONDS, batched_session
from tests.session.timeline.test_segment import short_of_memory

pytestmark = pytest.mark.usefixtures("kernel")

W1, W5 = Column(PARAMETER, 0), Column(PARAMETER, 4)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """Envelopes of few blocks, so that short histories are long ones."""
    monkeypatch.setattr(series_module, "MAX_BLOCKS", 32)


def session_of(steps=800):
    session = short_of_memory(article_session(), 4000)
    session.plotted = (0,)
    session.train(steps)
    session.perform(SetLearningRate(0.01))
    session.train(50)
    session._memory.balance()
    return session


def refined(session, columns, first, last, width, fills=True):
    refiner = Refiner()
    refiner.fills = fills
    refiner._rows = 64
    refiner.look(View(session.timeline, tuple(columns), first, last, width))
    deadline, pieces = time.monotonic() + SECONDS, 0
    refiner.poll()
    while refiner.is_busy and time.monotonic() < deadline:
        pieces += refiner.poll()
        time.sleep(0.0005)
    assert not refiner.is_busy
    return pieces


def exact(session, column, first, last):
    return np.concatenate([block.column(column) for block in session.timeline.rows(first, last)])


@pytest.mark.parametrize("column", [Column(LOSS), W1, W5, Column(GRADIENT, 5), Column(PREDICTION)])
@pytest.mark.parametrize(("first", "last"), [(0, 40), (300, 420), (770, 830), (801, 852)])
def test_zoomed_in_the_true_values_come(column, first, last):
    session = session_of()
    assert len(session.timeline.series(Column(LOSS), 300, 420, 1000)[0]) < 50
    refined(session, [column], first, last, 1000)
    steps, minima, maxima = session.timeline.series(column, first, last, 1000)
    np.testing.assert_array_equal(minima, exact(session, column, first, last))
    np.testing.assert_array_equal(maxima, minima)
    assert len(steps) == last - first


@pytest.mark.parametrize("column", [W5, Column(GRADIENT, 4)])
def test_a_newly_chosen_parameter_is_trained_again_until_nothing_is_sampled(column):
    session = session_of()
    length = session.timeline.length
    assert session.timeline.is_sampled(column, 0, length)
    assert refined(session, [column], 0, length, 500) > 3
    assert not session.timeline.is_sampled(column, 0, length)
    steps, minima, maxima = session.timeline.series(column, 0, length, 500)
    assert steps.tolist() == sorted(steps.tolist())
    values = exact(session, column, 0, length)
    assert (minima.min(), maxima.max()) == (values.min(), values.max())


def test_a_sample_that_rows_do_not_record_comes_too():
    session = batched_session(samples=12)
    session.train(200)
    refined(session, [Column(PREDICTION, 1, 6)], 50, 90, 500, fills=False)
    _, minima, _ = session.timeline.series(Column(PREDICTION, 1, 6), 50, 90, 500)
    np.testing.assert_array_equal(minima, exact(session, Column(PREDICTION, 1, 6), 50, 90))


def test_nothing_is_done_for_what_is_known():
    session = article_session()
    session.plotted = (0,)
    session.train(20)
    assert refined(session, [Column(LOSS), W1, Column(TARGET), Column(TEST_LOSS), Column(TRAIN_LOSS)], 0, 20, 500) == 0


def test_during_a_run_only_what_is_looked_at_is_brought():
    session = session_of()
    refined(session, [W5], 100, 140, 500, fills=False)
    assert not session.timeline.is_sampled(W5, 100, 140)
    assert session.timeline.is_sampled(W5, 0, session.timeline.length)


def test_a_view_that_moves_on_uses_what_is_there(monkeypatch):
    monkeypatch.setattr(refiner_module, "PIECE_SECONDS", math.inf)  # pieces grow, however busy the machine is
    session = session_of()
    refined(session, [Column(LOSS)], 300, 400, 500)
    assert refined(session, [Column(LOSS)], 310, 410, 500) == 0
    assert refined(session, [Column(LOSS)], 320, 330, 500) == 0


def test_stopping_ends_the_thread():
    session = session_of()
    refiner = Refiner()
    refiner._rows = 1 << 20
    refiner.look(View(session.timeline, (W5,), 0, session.timeline.length, 500))
    refiner.poll()
    refiner.stop()
    assert not refiner.is_busy
    assert not refiner.poll()


def test_what_breaks_in_the_thread_is_raised_where_it_is_polled(monkeypatch):
    monkeypatch.setattr(Recording, "values", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        refined(session_of(), [W5], 0, 100, 500)
