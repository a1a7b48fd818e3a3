"""What `series` says of a column at any zoom is what its rows say."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.edits import SetParameter
from bpgui.session.pyramid import Pyramid
from bpgui.session.session import Session
from bpgui.session.timeline import output_column
from tests.article import article, article_session


@given(
    st.lists(st.integers(0, 700), min_size=1, max_size=4),
    st.data(),
    st.sampled_from([0.0, 0.3, 1.0]),
)
def test_blocks_hold_the_extremes_of_their_rows_while_the_column_grows(lengths, data, share_of_nan):
    rng = np.random.default_rng(lengths)
    whole = rng.normal(size=sum(lengths) + 1)
    whole[rng.random(len(whole)) < share_of_nan] = np.nan
    pyramid, known = Pyramid(), 1
    for more in lengths:
        known += more
        first = data.draw(st.integers(0, known - 1))
        last = data.draw(st.integers(first + 1, known))
        size = data.draw(st.integers(1, 700))
        starts, minima, maxima = pyramid.reduced(whole[:known], first, last, size)
        bounds = [*starts.tolist(), last]
        assert bounds[0] == first
        assert bounds == sorted(set(bounds))
        assert all(b - a < 2 * size for a, b in pairwise(bounds))
        rows = [whole[a:b] for a, b in pairwise(bounds)]
        np.testing.assert_array_equal(minima, [np.fmin.reduce(r) for r in rows])
        np.testing.assert_array_equal(maxima, [np.fmax.reduce(r) for r in rows])


def trained(steps: int) -> Session:
    session = article_session()
    session.train(steps)
    return session


@pytest.mark.parametrize("name", ["loss", "train_loss", "w5", "grad_w1", "prediction", "target"])
@pytest.mark.parametrize("width", [10, 300, 5000])
def test_the_series_of_a_forked_timeline_is_that_of_its_rows(name, width):
    session = trained(400)
    session.seek(250)
    session.perform(SetParameter("w5", 0.9))
    session.train(300)
    timeline = session.timeline
    steps, minima, maxima = timeline.series(name, 0, timeline.length, width)
    blocks = list(timeline.rows(0, timeline.length))
    rows = np.concatenate([block.column(name) for block in blocks])
    assert minima.min() == rows.min()
    assert maxima.max() == rows.max()
    assert len(steps) <= width + 2
    assert np.all(np.diff(steps) >= 0)
    if width > timeline.length:
        np.testing.assert_array_equal(steps, np.concatenate([block.steps for block in blocks]))
        np.testing.assert_array_equal(minima, rows)
        np.testing.assert_array_equal(maxima, rows)


def test_a_prediction_that_rows_do_not_record_is_computed_for_about_width_rows():
    experiment = article()
    data = type(experiment.data)(np.repeat(experiment.data.inputs, 20, axis=0), np.ones((20, 1)))
    session = Session(
        type(experiment)(experiment.network, experiment.settings, data), trained(0).moment().state.parameters
    )
    session.train(100)
    assert not len(session.experiment.watched)
    name = output_column(session.experiment, "prediction", 0, 7)
    steps, minima, maxima = session.timeline.series(name, 0, 101, 25)
    exact = next(session.timeline.rows(0, 101)).column(name)
    assert len(steps) <= 25
    np.testing.assert_array_equal(minima, exact[steps.astype(int)])
    np.testing.assert_array_equal(maxima, minima)


@pytest.mark.parametrize("name", ["w99", "grad_w99", "prediction.x", "nonsense"])
def test_a_column_that_is_not_there_is_nan(name):
    steps, minima, maxima = trained(10).timeline.series(name, 0, 11, 100)
    assert len(steps) == 11
    assert np.isnan(minima).all()
    assert np.isnan(maxima).all()
