import contextlib
import math
import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.basics.numbers import (
    MAX_DIGITS,
    MIN_DIGITS,
    CommaDoubt,
    block_text,
    display,
    last_place,
    parse_block,
    parse_number,
    parse_whole,
    readable,
    shortest,
    spoken,
    telling_digits,
    whole,
)
from bpgui.session.basics.problems import Problem

#: Whether a comma is a decimal point where people speak this language.
COMMA = {"en": False, "zh": False, "de": True, "fr": True}
LANGUAGES = pytest.mark.parametrize("comma", COMMA.values(), ids=COMMA)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@LANGUAGES
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.3", 0.3),
        (".3", 0.3),
        ("3.", 3.0),
        ("0.121", 0.121),
        ("-2e-3", -0.002),
        ("+4E2", 400.0),
        ("1/3", 1 / 3),
        ("-1/8", -0.125),
        ("1 / -8", -0.125),
        ("1.5/2.5", 0.6),
        ("  7\t", 7.0),
        ("\u221212", -12.0),
        ("1e\u22123", 0.001),
        ("\uff11\uff12\uff0e\uff15", 12.5),
        ("\uff0d\uff11\uff0f\uff14", -0.25),
        ("\u3000\uff18\u3000", 8.0),
        ("007", 7.0),
        ("-0", -0.0),
        ("1e-400", 0.0),
        ("0\u30025", 0.5),
        ("\u20135", -5.0),
        ("1.000", 1.0),
    ],
)
def test_is_a_number_everywhere(text, value, comma):
    found = parse_number(text, comma=comma)
    assert (found, math.copysign(1, found)) == (value, math.copysign(1, value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,3", 0.3),
        (",3", 0.3),
        ("3,", 3.0),
        ("-2,5e-3", -0.0025),
        ("1,5/3", 0.5),
        ("1.5/2,5", 0.6),
        ("1,25/2,5", 0.5),
        ("0,1234", 0.1234),
        ("\uff10\uff0c\uff13", 0.3),
    ],
)
def test_a_comma_is_a_decimal_point_or_is_offered_as_one(text, value):
    assert parse_number(text, comma=True) == value
    with pytest.raises(CommaDoubt, match="has a comma: ") as doubt:
        parse_number(text)
    assert parse_number(doubt.value.offer) == value
    assert doubt.value.typed == text


@pytest.mark.parametrize(
    "text", ["{1}x", "{1.}x", "{.1}x", "1e{1}x", "{1/}x", "{-}x", "1{ }x", "{1 }x", "1,{1}.", "1,{1}x", "{1,}", "{,}1"]
)
def test_a_long_text_that_is_no_number_is_refused_in_linear_time(text):
    head, piece, tail = re.split("[{}]", text)

    def seconds(count):
        began = time.perf_counter()
        with pytest.raises(Problem):
            parse_number(head + piece * count + tail)
        return time.perf_counter() - began

    assert min(seconds(64_000) / seconds(2_000) for _ in range(3)) < 300  # linear it is 32, quadratic 1024


@pytest.mark.parametrize(
    ("text", "value"), [("1,000", 1.0), ("-0,850", -0.85), ("1,000e3", 1000.0), ("1,000/2", 0.5), ("1,5/2,000", 0.75)]
)
def test_a_comma_before_three_digits_is_never_offered_as_a_point(text, value):
    assert parse_number(text, comma=True) == value
    with pytest.raises(Problem, match="a thousand or a fraction") as problem:
        parse_number(text)
    assert not isinstance(problem.value, CommaDoubt)


@LANGUAGES
@pytest.mark.parametrize("text", ["1.234,5", "1,234.5", "1,234,567", "1,2,3"])
def test_group_separators_are_refused_and_named(text, comma):
    with pytest.raises(Problem, match="has group separators"):
        parse_number(text, comma=comma)


@LANGUAGES
@pytest.mark.parametrize("text", ["a,b", ",", "1,5x", "1,5/0", "1,5e400"])
def test_what_is_no_number_with_a_point_is_not_offered(text, comma):
    with pytest.raises(Problem) as problem:
        parse_number(text, comma=comma)
    assert not isinstance(problem.value, CommaDoubt)


@LANGUAGES
@pytest.mark.parametrize(("text", "value"), [("12", 12), ("1e2", 100), ("\uff17", 7), ("6/2", 3), ("100.0", 100)])
def test_whole_numbers(text, value, comma):
    assert parse_whole(text, 0, 100, comma=comma) == value


@LANGUAGES
@pytest.mark.parametrize("text", ["-1", "101", "1.5", "1e9"])
def test_what_is_no_whole_number_in_its_limits_is_refused(text, comma):
    with pytest.raises(Problem, match="is not a whole number from 0 to 100"):
        parse_whole(text, 0, 100, comma=comma)


@pytest.mark.parametrize("text", ["1,5", "2,0", "1,000"])
def test_a_whole_number_is_not_guessed_from_a_comma(text):
    with pytest.raises(Problem):
        parse_whole(text, 0, 10_000)


@LANGUAGES
@pytest.mark.parametrize(
    "text",
    [
        *("1 234", "1\u00a0234", "1\u202f234", "1'234", "1_234", "1.234.567"),
        *("abc", "1.2.3", "--1", "1e", "e5", ".", "-", "0x10", "1e5.5", "1+1", "1-1"),
        *("nan", "inf", "-Infinity", "1/2/3", "/2", "1/", "1//2"),
        *("3\u00b2", "10\u207b\u00b3", "\u00bd", "1\u20442", "\u2460", "1\u00d710", "50%", "1\n2"),
    ],
)
def test_nonsense_is_refused(text, comma):
    with pytest.raises(Problem, match="is not a number"):
        parse_number(text, comma=comma)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Type a number"),
        (" \t", "Type a number"),
        ("1/0", "divides by zero"),
        ("0/0", "divides by zero"),
        ("1/1e-400", "divides by zero"),
        ("1e400", "too large"),
        ("-1e400", "too large"),
        ("1e300/1e-300", "too large"),
        ("1e400/1e400", "too large"),
        ("9" * 5000, "too large"),
    ],
)
def test_the_reason_is_said(text, reason):
    with pytest.raises(Problem, match=reason):
        parse_number(text)


@LANGUAGES
@given(text=st.text())
def test_any_text_is_a_finite_number_or_a_problem(text, comma):
    with contextlib.suppress(Problem):
        assert math.isfinite(parse_number(text, comma=comma))


@LANGUAGES
@given(value=FINITE)
def test_full_digits_read_back_as_the_same_bits(value, comma):
    found = parse_number(shortest(value), comma=comma)
    assert (found, math.copysign(1, found)) == (value, math.copysign(1, value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (1.0, "1"),
        (-0.0, "-0"),
        (0.121326, "0.121326"),
        (1 / 3, "0.3333333333333333"),
        (1e22, "1e22"),
        (5e-324, "5e-324"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
    ],
)
def test_shortest(value, text):
    assert shortest(value) == shortest(np.float64(value)) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1 / 3, 2, "0.33"),
        (2 / 3, 4, "0.6667"),
        (0.121326, 6, "0.121326"),
        (0.1213260000000001, 6, "0.121326"),
        (0.5, 17, "0.5"),
        (0.1, 17, "0.1"),
        (1e-5, 17, "1e-5"),
        (123456.0, 2, "120000"),
        (9999999.9, 3, "1e7"),
        (12345678.9, 17, "1.23456789e7"),
        (0.00012345, 3, "0.000123"),
        (0.00009999, 2, "0.0001"),
        (-2.5e-7, 5, "-2.5e-7"),
        (1e300, 5, "1e300"),
        (0.0, 5, "0"),
        (-0.0, 5, "0"),
        (-1e-320, 5, "-1e-320"),
        (1.75e308, 2, "1.75e308"),
        (math.nan, 5, "nan"),
        (-math.inf, 5, "-inf"),
    ],
)
def test_display(value, digits, text):
    assert display(value, digits) == text


@given(st.floats(-1e307, 1e307), st.integers(MIN_DIGITS, MAX_DIGITS))
def test_what_is_displayed_is_a_number_near_by_without_trailing_zeros(value, digits):
    text = display(value, digits)
    mantissa = text.partition("e")[0]
    assert parse_number(text) == float(f"{value:.{digits}g}")
    assert "." not in mantissa or mantissa[-1] in "123456789"
    assert len(mantissa.lstrip("-0.").replace(".", "").rstrip("0")) <= digits


def test_digits_go_from_2_to_17():
    assert (MIN_DIGITS, MAX_DIGITS) == (2, 17)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1.25", 0.01), ("0,85", 0.01), (" 12", 1.0), ("12.", 1.0), ("-2e-3", 1e-3), ("2.50e2", 1.0), ("17/20", 0.0)],
)
def test_the_last_place_of_a_typed_number(text, unit):
    assert last_place(text) == unit


# Blocks, as spreadsheets copy them


@LANGUAGES
@given(block=st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(FINITE, min_size=n, max_size=n), min_size=1)))
def test_a_copied_block_reads_back_as_the_same_numbers(block, comma):
    assert parse_block(block_text(block, comma=comma), comma=comma) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("0.15\t0.2\r\n0.25\t0.3\r\n", [[0.15, 0.2], [0.25, 0.3]]),
        ("0.15 0.2\n0.25  0.3", [[0.15, 0.2], [0.25, 0.3]]),
        ("1; 2; 1/3", [[1.0, 2.0, 1 / 3]]),
        ("5\n", [[5.0]]),
    ],
)
def test_a_block_is_lines_of_cells(text, block):
    assert parse_block(text) == block


def test_a_comma_in_a_block_is_read_as_in_a_field():
    assert parse_block("0,15\t1,5", comma=True) == [[0.15, 1.5]]
    with pytest.raises(Problem, match=r"Row 1, column 1 of the block: .* has a comma"):
        parse_block("0,15\t1,5")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\t2\n3", "Row 2 of the block has 1 numbers, the first has 2"),
        ("1\t2\n3\tx", "Row 2, column 2 of the block: “x” is not a number"),
        ("1\t\t2", "Row 1, column 2 of the block: Type a number"),
        ("", "Row 1, column 1 of the block: Type a number"),
    ],
)
def test_what_is_wrong_in_a_block_is_said_with_its_place(text, reason):
    with pytest.raises(Problem, match=reason):
        parse_block(text)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.11, 3, "0.11"),
        (-0.23, 3, "\u22120.23"),
        (0.0, 3, "0"),
        (-1.0, 3, "\u22121"),
        (8.8e-19, 3, "8.8×10⁻¹⁹"),
        (-1.5e12, 3, "\u22121.5×10¹²"),
        (math.nan, 3, "nan"),
        (-math.inf, 3, "\u2212inf"),
    ],
)
def test_numbers_for_the_eye_are_spoken_as_they_are_typed(value: float, digits: int, expected: str) -> None:
    assert readable(display(value, digits)) == expected
    assert spoken(f"loss {expected}, at step {whole(1_234_567)}") == f"loss {display(value, digits)}, at step 1234567"


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(2, 17))
def test_a_readable_number_loses_nothing(value: float, digits: int) -> None:
    assert spoken(readable(display(value, digits))) == display(value, digits)


@pytest.mark.parametrize(
    ("old", "new", "digits"), [(0.15, 0.149862, 4), (0.14, 0.5, 3), (1.0, 1.0, 3), (1.0, 1.0 + 2**-52, 17)]
)
def test_two_numbers_are_told_apart_in_the_fewest_digits(old: float, new: float, digits: int) -> None:
    assert telling_digits(old, new, 3) == digits
