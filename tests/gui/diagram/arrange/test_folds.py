"""Which neurons of a wide layer have rows of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.gui.diagram.arrange.folds import MIN_ROWS, looked_at, row_count, rows_of
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from tests.gui.diagram.networks import network


@pytest.mark.parametrize(
    ("size", "count", "kept", "rows"),
    [
        (4, 4, [], [1, 1, 1, 1]),
        (10, 5, [], [1, 1, 6, 1, 1]),
        (10, 6, [], [1, 1, 1, 5, 1, 1]),
        (100, 7, [50], [1, 1, 48, 1, 47, 1, 1]),
        (100, 3, [50], [1, 98, 1]),
        (100, 5, [1, 98], [1, 1, 96, 1, 1]),
    ],
)
def test_rows_from_both_ends_and_around_what_is_kept(size, count, kept, rows):
    assert [len(row) for row in rows_of(size, count, kept)] == rows


@given(st.integers(1, 300), st.integers(MIN_ROWS, 60), st.lists(st.integers(0, 299), max_size=14))
def test_rows_hold_each_neuron_once_in_order_and_show_the_ends(size, count, kept):
    rows = rows_of(size, count, kept)
    assert [n for row in rows for n in row] == list(range(size))
    assert len(rows) <= count or size <= count
    assert len(rows[0]) == len(rows[-1]) == 1
    alone = {row.start for row in rows if len(row) == 1}
    inner = [n for n in dict.fromkeys(kept) if 0 < n < size - 1]
    assert alone.issuperset(inner[: (count - MIN_ROWS) // 2])


@given(st.integers(1, 2000), st.floats(1, 3000), st.floats(5, 30))
def test_no_more_rows_than_can_be_read(size, room, small):
    count = row_count(size, room, small)
    assert min(size, MIN_ROWS) <= count <= size
    assert count == size or count <= MIN_ROWS or room / count >= 1.5 * small * 0.999


def test_what_is_looked_at_has_both_ends_of_a_weight():
    net = network(3, 4, 2)
    assert looked_at(net, [ParameterChoice(4), TargetChoice(1), NeuronChoice(0, 2)]) == (
        NeuronChoice(1, 1),
        NeuronChoice(0, 1),
        NeuronChoice(2, 1),
        NeuronChoice(0, 2),
    )
