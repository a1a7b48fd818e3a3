import pytest

from bpgui.session.data.dialect import Dialect
from bpgui.session.data.number_cells import guess_signs, is_when, numbers
from bpgui.session.data.records import MAX_CELL_LINES, records


def cells(text, **dialect):
    return [record.cells for record in records(text.split("\n"), Dialect(**dialect))]


@pytest.mark.parametrize(
    ("text", "dialect", "found"),
    [
        ('"a ""b""",c', {}, [['a "b"', "c"]]),
        ('"a,b" , "c"', {}, [["a,b", "c"]]),
        ('"x"" , y",z', {}, [['x" , y', "z"]]),
        ('5" disk,2', {}, [['5" disk', "2"]]),
        ("'a,b',2", {"quote": "'"}, [["a,b", "2"]]),
        ('"a,b",2', {"quote": ""}, [['"a', 'b"', "2"]]),
        ('  "a b"   "" c ', {"delimiter": " ", "joins": True}, [["a b", "", "c"]]),
        ("a\t \tb", {"delimiter": " ", "joins": True}, [["a", "b"]]),
        (";;a;;;b;", {"delimiter": ";", "joins": True}, [["a", "b"]]),
        ("a;;b", {"delimiter": ";"}, [["a", "", "b"]]),
        ('"a\nb",c\nd,e', {}, [["a\nb", "c"], ["d", "e"]]),
        ("a,b\n#c\n  # d\ne,f", {"comment": "#"}, [["a", "b"], ["e", "f"]]),
        ("\u3000a\xa0, b\u2003", {}, [["a", "b"]]),
        ("a\x0b,\x1cb", {}, [["a", "b"]]),
    ],
)
def test_cells_of_lines(text, dialect, found):
    assert cells(text, **dialect) == found


def test_a_quote_that_never_ends_costs_one_line():
    lines = ['"a,b', *["1,2"] * 3 * MAX_CELL_LINES, '"x","y"']

    found = list(records(lines, Dialect()))

    assert (found[0].cells, found[0].is_unquoted) == (['"a', "b"], True)
    assert len(found) == len(lines)
    assert found[-1].cells == ["x", "y"]


@pytest.mark.parametrize(
    ("cell", "dialect", "value"),
    [
        ("1.5", {}, 1.5),
        ("+.5e-3", {}, 0.0005),
        ("1e400", {}, None),
        ("inf", {}, None),
        ("1_000", {}, None),
        ("0x10", {}, None),
        ("1,5", {}, None),
        ("1,5", {"decimal": ","}, 1.5),
        ("1.5", {"decimal": ","}, None),
        ("1.234,5", {"decimal": ",", "grouping": "."}, 1234.5),
        ("12.34,5", {"decimal": ",", "grouping": "."}, None),
        ("0.234", {"decimal": ",", "grouping": "."}, None),
        ("1\u202f234\xa0567.5", {"grouping": " "}, 1234567.5),
        ("1’234", {"grouping": "'"}, 1234.0),
        ("−2", {}, -2.0),
        ("１.５", {}, 1.5),
        ("5 kg", {}, None),
        ("12%", {}, None),
    ],
)
def test_numbers(cell, dialect, value):
    found, wrong = numbers([cell, "7"], Dialect(**dialect))

    assert found[1] == 7.0
    assert wrong == ([0] if value is None else [])
    assert value is None or found[0] == value


def test_missing_cells_are_no_numbers_and_not_wrong():
    found, wrong = numbers(["", "NA", "n/a", "NULL", "x", "1"], Dialect())

    assert wrong == [4]
    assert found[5] == 1.0
    assert [value != value for value in found] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("cells", "delimiter", "signs"),
    [
        (["1,5", "2"], ";", (",", "")),
        (["1,234", "2,345"], ",", (".", ",")),
        (["0,234", "2,345"], ";", (",", "")),
        (["1.5", "a"], ",", (".", "")),
        (["1.234.567"], ";", (",", ".")),
        ([], ",", (".", "")),
    ],
)
def test_signs_of_numbers(cells, delimiter, signs):
    assert guess_signs(cells, delimiter) == signs


@pytest.mark.parametrize("cell", ["1.5", "12", "1.2.3.4", "10:99999", "a-b-c", "1/3", "2020", "1-2", "x"])
def test_what_is_no_time(cell):
    assert not is_when(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "12-Jun-2019",
        "Jun 12, 2019",
        "2019年6月12日",
        "12.06.19",
        "8:30 pm",
        "2019/6/1",
        "2020-01-02 03:04:05.678+01:00",
    ],
)
def test_what_is_a_time(cell):
    assert is_when(cell)
