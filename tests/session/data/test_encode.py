import msgspec
import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import (
    MAX_CATEGORIES,
    ColumnRole,
    DataColumn,
    DataSet,
    Encoding,
    category_column,
    number_column,
)
from bpgui.session.data.distinct_names import distinct_names
from bpgui.session.data.encode import data_neurons, encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.file_format import Name
from tests.hostile import names


def replaced(column, **changes):
    return DataColumn(**{**vars(column), **changes})


COLOUR = category_column("colour", ColumnRole.INPUT, ["red", "blue", "green", "red"])
SURE = category_column("sure", ColumnRole.TARGET, ["yes", "no", "no", "yes"])
SIZE = number_column("size", ColumnRole.INPUT, [1.0, 2.0, 3.0, 6.0])


def test_each_encoding_makes_its_neurons():
    seen = encoded(DataSet((COLOUR, SIZE, SURE)))

    assert [neuron.name for neuron in seen.inputs] == ["colour=red", "colour=blue", "colour=green", "size"]
    assert [(neuron.column, neuron.category) for neuron in seen.inputs] == [(0, 0), (0, 1), (0, 2), (1, None)]
    assert seen.data.inputs.tolist() == [[1, 0, 0, 1], [0, 1, 0, 2], [0, 0, 1, 3], [1, 0, 0, 6]]
    assert seen.data.targets.tolist() == [[0], [1], [1], [0]]
    assert seen.data.inputs.dtype == seen.data.targets.dtype == np.float64
    assert seen.renamed == ()


def test_the_person_says_which_of_two_categories_is_1():
    assert encoded(DataSet((SIZE, replaced(SURE, one=0)))).data.targets.ravel().tolist() == [1, 0, 0, 1]


def test_two_categories_may_be_one_hot():
    seen = encoded(DataSet((SIZE, replaced(SURE, encoding=Encoding.ONE_HOT))))

    assert seen.data.targets.tolist() == [[1, 0], [0, 1], [0, 1], [1, 0]]


def test_scaled_numbers_are_what_the_network_sees():
    data = scaled(DataSet((SIZE, SURE)), 0, ScalingKind.ZERO_ONE)

    assert encoded(data).data.inputs.ravel().tolist() == [0, 0.2, 0.4, 1]
    assert data.columns[0].cell(3) == 6.0


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ((SIZE,), "No column is a target"),
        ((SURE,), "No column is an input"),
        ((replaced(SIZE, encoding=Encoding.ONE_HOT), SURE), "cannot be encoded"),
        ((replaced(COLOUR, encoding=Encoding.NUMBER), SURE), "cannot be encoded"),
        ((replaced(COLOUR, encoding=Encoding.ZERO_ONE), SURE), "has 3 categories"),
        ((DataColumn("t", ColumnRole.INPUT, texts=("a", "b", "c", "d")), SURE), "cannot be encoded"),
    ],
)
def test_what_a_network_cannot_see_is_said(columns, reason):
    with pytest.raises(Problem, match=reason):
        encoded(DataSet(columns))


def test_too_many_categories_are_refused():
    with pytest.raises(Problem, match="1001 categories"):
        category_column("a", ColumnRole.INPUT, [str(n) for n in range(MAX_CATEGORIES + 1)])


@pytest.mark.parametrize(
    ("wanted", "mended"),
    [
        (["a", "a", "a"], ["a", "a 2", "a 3"]),
        (["x, second", 'say "y"'], ["x second", "say y"]),
        (["sepal.length", "a:b", "c[1]"], ["sepal length", "a b", "c 1"]),
        (["", " . "], ["x1", "x2"]),
        (["h1", "out", "i2", "o3", "h2_1", "hot"], ["h1 2", "out 2", "i2 2", "o3 2", "h2_1 2", "hot"]),
        (["n" * 50, "n" * 50], ["n" * 40, "n" * 38 + " 2"]),
    ],
)
def test_names_that_a_session_cannot_carry_are_mended(wanted, mended):
    assert distinct_names(wanted) == mended


def test_a_mended_name_is_said():
    data = DataSet((number_column("a.b", ColumnRole.INPUT, [1.0]), number_column("c", ColumnRole.TARGET, [1.0])))

    assert data_neurons(data)[1] == (("a.b", "a b"),)


def test_any_name_becomes_one_that_a_session_carries():
    wanted = [*names(1, 300, "bait"), *(chr(code) * 3 for code in range(300)), "a\nb", " ", '"', ".a."]

    found = distinct_names(wanted)

    assert len(set(found)) == len(wanted)
    for name in found:
        msgspec.json.decode(msgspec.json.encode(name), type=Name)
