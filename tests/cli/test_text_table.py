"""Text in columns of a terminal."""

import pytest

from bpgui.cli.text_table import cut, fitting, table, width_of


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("长度", 4), ("u\u0301", 1), ("", 0)])
def test_the_columns_that_a_text_takes(text, width):
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "width", "kept"), [("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcd.."), ("长度长度", 7, "长度..")]
)
def test_a_text_that_is_too_long_is_cut(text, width, kept):
    assert cut(text, width) == kept


def test_words_that_do_not_fit_leave_out_the_middle():
    words = [f"({n})" for n in range(30)]

    assert fitting(words[:3], 20) == "(0) (1) (2)"
    assert fitting(words, 20) == "(0) (1) (2) .. (29)"


def test_a_table_has_numbers_at_the_right_and_lines_between():
    rows = [["name", "value"], ["w1", "-0.5"], ".. and 3 more", ["长", "12.25"]]

    assert list(table(rows, numbers=[1])) == ["  name  value", "  w1     -0.5", "  .. and 3 more", "  长    12.25"]
