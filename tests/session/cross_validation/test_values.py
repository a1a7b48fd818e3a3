import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.values import MAX_VALUES, parse_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.1", (0.1,)),
        ("1, 0.01,0.1", (0.01, 0.1, 1.0)),
        ("1/3 .5；.5", (1 / 3, 0.5)),
        ("0.001:1:4", (0.001, 0.01, 0.1, 1.0)),
        ("1:0.001:4", (0.001, 0.01, 0.1, 1.0)),
        ("0.001：1：10", (0.001, 0.00215, 0.00464, 0.01, 0.0215, 0.0464, 0.1, 0.215, 0.464, 1.0)),
        ("0:0.9:4:linear", (0.0, 0.3, 0.6, 0.9)),
    ],
)
def test_values_as_people_write_them(text, values):
    assert parse_values(text) == values


def test_the_ends_of_a_range_are_exact_and_near_values_stay_apart():
    assert parse_values("0.12345:1.2345:3")[::2] == (0.12345, 1.2345)
    assert len(parse_values("0.1:0.1001:20")) == 20


def test_whole_numbers():
    assert parse_values("1:32:6", is_whole=True) == (1, 2, 4, 8, 16, 32)
    assert parse_values("1:3:9", is_whole=True) == (1, 2, 3)
    assert all(isinstance(value, int) for value in parse_values("4, 8", is_whole=True))
    with pytest.raises(Problem, match=r"“1\.5” is not a whole number"):
        parse_values("1.5", is_whole=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Write values like"),
        ("0.1:1", "Write values like"),
        ("0.1:1:3:steps", "Write values like"),
        ("a", "“a” is not a number"),
        ("0:1:10", "begins above 0; write 0:1:10:linear"),
        ("0.1:1:1", "“1” is not a whole number from 2"),
        (" ".join(map(str, range(MAX_VALUES + 1))), f"At most {MAX_VALUES} values"),
    ],
)
def test_what_is_no_list_of_values_says_why(text, reason):
    with pytest.raises(Problem) as refused:
        parse_values(text)
    assert reason in str(refused.value)
