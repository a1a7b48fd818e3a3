import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.missing import Fill, filled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.data.split import split_by_share, split_last, target_classes


def classes_of(sizes, seed=0):
    cells = [f"c{n}" for n, size in enumerate(sizes) for _ in range(size)]
    np.random.default_rng(seed).shuffle(cells)
    return DataSet((category_column("y", ColumnRole.TARGET, cells),))


@pytest.mark.parametrize("share", [0.1, 0.25, 1 / 3, 0.5, 0.8])
@pytest.mark.parametrize("sizes", [(50, 50, 50), (97, 2, 1), (13, 31, 7, 5), (3, 3, 3, 3, 3)])
def test_a_stratified_split_has_each_class_within_one(share, sizes):
    data = split_by_share(classes_of(sizes), share, 5, is_stratified=True)

    codes = data.columns[0].codes
    assert codes is not None
    categories = data.columns[0].categories
    counts = np.bincount(codes[list(data.test)], minlength=len(sizes))
    for n, name in enumerate(categories):
        assert abs(counts[n] - share * sizes[int(name[1:])]) <= 1
    assert len(data.test) == int(share * sum(sizes) + 0.5)
    assert sorted([*data.test, *data.training]) == list(range(sum(sizes)))


def test_a_seed_means_the_same_samples_for_ever():
    data = classes_of([6, 6])

    assert split_by_share(data, 0.25, 7).test == split_by_share(data, 0.25, 7).test == (1, 3, 11)
    assert split_by_share(data, 0.25, 8).test != (1, 3, 11)


def test_a_small_share_gives_at_least_one():
    assert len(split_by_share(classes_of([5]), 0.01, 0).test) == 1


@pytest.mark.parametrize("share", [0.0, 1.0, -0.5, 0.95, float("nan")])
def test_a_share_that_leaves_nothing_is_refused(share):
    with pytest.raises(Problem):
        split_by_share(classes_of([5]), share, 0)


def test_the_last_samples():
    data = classes_of([5])

    assert split_last(data, 2).test == (3, 4)
    assert split_last(data, 0).test == ()
    with pytest.raises(Problem, match="No training sample is left"):
        split_last(data, 5)
    with pytest.raises(Problem, match="there is no sample"):
        with_test(data, [5])


def test_classes_are_the_combinations_of_all_targets():
    one, two = (
        number_column("a", ColumnRole.TARGET, [1, 0, 1, 0]),
        category_column("b", ColumnRole.TARGET, ["u", "u", "u", "v"]),
    )

    found = target_classes(DataSet((one, two)))

    assert found is not None
    assert found.tolist() == [0, 1, 0, 2]


@pytest.mark.parametrize("values", [[0.5, 1.0], [0.0, float("nan")], [2.0, 0.0]])
def test_numbers_are_no_classes(values):
    data = DataSet((number_column("y", ColumnRole.TARGET, values),))

    assert target_classes(data) is None
    with pytest.raises(Problem, match="targets that are classes"):
        split_by_share(data, 0.5, 0, is_stratified=True)


def test_nothing_of_the_test_samples_reaches_what_the_network_sees_in_training():
    def prepared(last):
        values, kinds = [1.5, np.nan, 4.0, 2.0, last], ["u", "v", None, "u", "v"]
        data = DataSet(
            (
                number_column("a", ColumnRole.INPUT, values),
                category_column("b", ColumnRole.INPUT, kinds),
                number_column("y", ColumnRole.TARGET, [1.0, 0.0, 1.0, 0.0, 0.0]),
            )
        )
        data = filled(filled(split_last(data, 1), 0, Fill.MEAN), 1, Fill.COMMONEST)
        return encoded(scaled(data, 0, ScalingKind.STANDARD)).data.inputs[:4]

    assert np.array_equal(prepared(3.0), prepared(1e6))
