"""What envelopes say of a column at any zoom is what its rows say."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.model.edits import SetParameter
from bpgui.session.timeline import series as series_module
from bpgui.session.timeline.column_kinds import GRADIENT, PARAMETER, PREDICTION, TEST_LOSS
from bpgui.session.timeline.column_names import column_named
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.series import Envelope, Series
from tests.article import article_session


def column(length, share_of_nan=0.0, seed=0):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=length)
    values[rng.random(length) < share_of_nan] = np.nan
    return values


def check(series, values, first, last, size):
    """Each block holds the extremes of its rows: of those of the whole series where it reaches beyond the view."""
    starts, minima, maxima = series.reduced(first, last, size)
    bounds = [*starts.tolist(), last]
    assert bounds[0] == first
    assert bounds == sorted(set(bounds))
    for (a, b), low, high in zip(pairwise(bounds), minima, maxima, strict=True):
        begin, end = a // series.size * series.size, -(-b // series.size) * series.size
        rows = values[max(begin, series.first) : min(end, series.end)]
        np.testing.assert_array_equal([low, high], [np.fmin.reduce(rows), np.fmax.reduce(rows)])


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=6), st.integers(0, 40), st.data(), st.sampled_from([0.0, 0.3, 1])
)
def test_blocks_hold_the_extremes_of_their_rows_while_the_column_grows(lengths, start, data, share_of_nan):
    values = column(start + sum(lengths) + 1, share_of_nan, sum(lengths))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(series_module, "MAX_BLOCKS", data.draw(st.sampled_from([4, 64, 8192])))
        series = Series(start, data.draw(st.sampled_from([1, 2, 8])))
        series.extend(values[start : start + 1])
        for more in lengths:
            part = Series(series.end, data.draw(st.sampled_from([1, 4, 16])))
            part.extend(values[series.end : series.end + more])
            if data.draw(st.booleans()):
                series.join(part)
            else:
                series.extend(values[series.end : series.end + more])
            assert len(series.minima) <= series_module.MAX_BLOCKS
            first = data.draw(st.integers(start, series.end - 1))
            last = data.draw(st.integers(first + 1, series.end))
            size = data.draw(st.integers(1, 700))
            starts = series.reduced(first, last, size)[0]
            assert len(starts) <= (last - first) // size + 2 or series.size > size
            check(series, values, first, last, 1)
            assert series.end <= len(values)


@given(st.integers(0, 50), st.integers(1, 400), st.integers(1, 300))
def test_larger_blocks_are_made_of_smaller_ones(first, rows, size):
    values = column(500)
    series = Series(0)
    series.extend(values)
    starts, minima, maxima = series.reduced(first, first + rows, size)
    bounds = [*starts.tolist(), first + rows]
    assert all(a % size == 0 for a in bounds[1:-1])
    np.testing.assert_array_equal(minima, [values[a:b].min() for a, b in pairwise(bounds)])
    np.testing.assert_array_equal(maxima, [values[a:b].max() for a, b in pairwise(bounds)])


def test_a_million_rows_are_8192_blocks_at_most():
    series = Series(0)
    for _ in range(100):
        series.extend(column(10_000))
    assert (series.end, series.size, len(series.minima)) == (10**6, 128, 7813)
    assert series.nbytes <= 16 * 2 * series_module.MAX_BLOCKS


def test_rows_must_follow():
    joined, later = Series(0), Series(6)
    joined.extend(column(5))
    later.extend(column(1))
    with pytest.raises(ValueError, match="do not follow"):
        joined.join(later)


# Envelopes


def part(values, first, last, size=1):
    series = Series(first, size)
    series.extend(values[first:last])
    return series


def test_what_was_never_recorded_is_a_gap_until_it_is_filled():
    values = column(100)
    envelope = Envelope()
    envelope.start(values[0])
    envelope.extend(part(values, 60, 100))
    assert envelope.missing(100) == (1, 60)
    assert [(a, b, series is None) for a, b, series in envelope.cut(0, 100)] == [
        (0, 1, False),
        (1, 60, True),
        (60, 100, False),
    ]
    for first in (1, 31):
        envelope.fill(part(values, first, min(first + 30, 60)))
    assert envelope.missing(100) is None
    [(_, _, whole)] = envelope.cut(0, 100)
    np.testing.assert_array_equal(whole.minima, values)


def test_a_column_that_is_not_recorded_any_more_has_a_gap_at_the_end():
    values = column(50)
    envelope = Envelope()
    envelope.start(values[0])
    envelope.extend(part(values, 1, 20))
    assert envelope.missing(50) == (20, 50)
    envelope.fill(part(values, 20, 50))
    assert envelope.missing(50) is None


def test_a_window_lies_over_what_is_coarser():
    values = column(1000)
    envelope = Envelope()
    envelope.start(values[0])
    envelope.extend(part(values, 1, 1000, 64))
    envelope.look_closely(part(values, 200, 300))
    envelope.look_closely(part(values, 300, 400))
    assert [(a, b, series.size) for a, b, series in envelope.cut(100, 500)] == [
        (100, 200, 64),
        (200, 400, 1),
        (400, 500, 64),
    ]
    assert not envelope.is_fine(100, 300, 8, 1000)
    assert envelope.is_fine(200, 400, 8, 1000)


# Timelines


@pytest.mark.usefixtures("kernel")
@pytest.mark.parametrize("name", ["loss", "train_loss", "w5", "grad_w1", "prediction", "target"])
@pytest.mark.parametrize("width", [10, 300, 5000])
def test_the_series_of_a_forked_timeline_is_that_of_its_rows(name, width):
    session = article_session()
    session.plotted = (0, 4)
    session.train(400)
    session.seek(250)
    session.perform(SetParameter("w5", 0.9))
    session.train(300)
    timeline, column = session.timeline, column_named(session.experiment, name)
    steps, minima, maxima = timeline.series(column, 0, timeline.length, width)
    rows = np.concatenate([block.column(column) for block in timeline.rows(0, timeline.length)])
    assert not timeline.is_sampled(column, 0, timeline.length)
    assert (minima.min(), maxima.max()) == (rows.min(), rows.max())
    assert len(steps) <= width + 4
    assert np.all(np.diff(steps) >= 0)
    if width > timeline.length:
        np.testing.assert_array_equal(minima, rows)
        np.testing.assert_array_equal(maxima, rows)


@pytest.mark.parametrize(
    "column", [Column(PARAMETER, 98), Column(GRADIENT, 6), Column(PREDICTION, 0, 1), Column(TEST_LOSS)]
)
def test_a_column_that_is_not_there_is_nan(column):
    session = article_session()
    session.train(10)
    steps, minima, maxima = session.timeline.series(column, 0, 11, 100)
    assert len(steps) == 11
    assert np.isnan([minima, maxima]).all()
