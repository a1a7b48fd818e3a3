import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.folds import folds_of
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.split import target_classes


def data_of(classes, test=()):
    return with_test(DataSet((category_column("y", ColumnRole.TARGET, [f"c{n}" for n in classes]),)), test)


@given(st.data())
def test_folds_cover_each_training_sample_once_and_evenly_in_each_class(draw):
    classes = draw.draw(st.lists(st.integers(0, 3), min_size=2, max_size=60))
    test = draw.draw(st.sets(st.integers(0, len(classes) - 1), max_size=len(classes) - 2))
    data = data_of(classes, sorted(test))
    count = draw.draw(st.integers(2, len(data.training)))

    fold = folds_of(data, count, draw.draw(st.integers(0, 2**31 - 1)))

    assert (fold[sorted(test)] == -1).all()
    parts = [np.flatnonzero(fold == k).tolist() for k in range(count)]
    assert sorted(n for part in parts for n in part) == data.training.tolist()
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    codes = target_classes(data)
    for code in set(codes[data.training].tolist()):
        sizes = [int((codes[part] == code).sum()) for part in parts]
        assert max(sizes) - min(sizes) <= 1


def test_a_seed_means_the_same_folds_for_ever():
    data = DataSet((number_column("y", ColumnRole.TARGET, np.arange(7.5, 14)),))

    assert folds_of(data, 3, 5).tolist() == [2, 1, 1, 0, 0, 0, 2]
    assert folds_of(data, 3, 6).tolist() != [2, 1, 1, 0, 0, 0, 2]


@pytest.mark.parametrize(
    ("count", "reason"), [(5, "5 folds need at least 5 training samples, .* has 3"), (1, "at least 2 folds")]
)
def test_too_few_samples_say_how_many_are_needed(count, reason):
    with pytest.raises(Problem, match=reason):
        folds_of(data_of([0, 1, 0, 1], [0]), count, 0)
