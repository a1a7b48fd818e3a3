import math

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.encode import encoded
from bpgui.session.data.missing import Fill, filled, incomplete

NAN = math.nan


def table(test=()):
    return with_test(
        DataSet(
            (
                number_column("a", ColumnRole.INPUT, [1.0, NAN, 4.0, 4.0, NAN, 90.0]),
                category_column("b", ColumnRole.INPUT, ["u", "v", None, "w", "v", "w"]),
                number_column("c", ColumnRole.IGNORED, [NAN] * 6),
                number_column("y", ColumnRole.TARGET, [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]),
            )
        ),
        test,
    )


def test_samples_are_incomplete_for_cells_that_a_network_sees_and_that_get_no_fill():
    data = table(test=[3, 5])

    assert incomplete(data).tolist() == [False, True, True, False, True, False]
    assert not incomplete(data, range(len(data.columns))).any()
    assert not incomplete(filled(data, 0, Fill.MEAN))[data.columns[0].missing & ~incomplete(data, [0])].any()


@pytest.mark.parametrize(("how", "value"), [(Fill.MEAN, 3.0), (Fill.MEDIAN, 4.0), (Fill.COMMONEST, 4.0)])
def test_a_fill_comes_of_training_samples_and_original_cells_stay(how, value):
    data = filled(table(test=[5]), 0, how)

    assert data.columns[0].fill == value
    assert data.columns[0].cell(1) is None
    assert encoded(filled(data, 1, Fill.COMMONEST)).data.inputs[:, 0].tolist() == [1, value, 4, 4, value, 90]


def test_the_commonest_category_is_the_first_at_a_tie():
    data = filled(filled(table(), 1, Fill.COMMONEST), 0, Fill.MEAN)

    assert data.columns[1].categories[int(data.columns[1].fill or 0)] == "v"
    assert encoded(data).data.inputs[2, 1:].tolist() == [0, 1, 0]


def test_a_fill_can_be_taken_away():
    assert filled(filled(table(), 0, Fill.MEAN), 0, None).columns[0].fill is None


@pytest.mark.parametrize(("place", "how"), [(1, Fill.MEAN), (1, Fill.MEDIAN), (2, Fill.MEAN)])
def test_what_has_no_mean_is_refused(place, how):
    with pytest.raises(Problem):
        filled(table(), place, how)


def test_missing_cells_that_nothing_stands_for_are_refused():
    with pytest.raises(Problem, match="Missing cells in column a: 2"):
        encoded(table())
