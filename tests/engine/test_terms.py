"""Trees are evaluated as they are written, from full values and from rounded ones."""

import math

import numpy as np
import pytest

from bpgui.engine.symbols import Role, Symbol
from bpgui.engine.terms import (
    Applied,
    Call,
    Case,
    Elementwise,
    Expr,
    Formula,
    Fraction,
    Line,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quantity,
    Rest,
    Sum,
    Transposed,
    derived,
    difference,
    product,
    total,
)
from tests.worst_error import worst_error


def leaf(name: str, value: float) -> Quantity:
    return Quantity(Symbol(name), value, Role.INPUT)


X, Y = leaf("x", 0.25), leaf("y", -2.0)
ROW, COLUMN = Matrix(((X, Y),)), Matrix(((X,), (Y,)))


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        (X, 0.25),
        (Number(2.0), 2.0),
        (Sum((X, Y, X)), -1.5),
        (difference(X, Y), 2.25),
        (Product((X, Y, Y)), 1.0),
        (Negative(X), -0.25),
        (Fraction(Y, X), -8.0),
        (Fraction(Number(1.0), Number(0.0)), math.inf),
        (Power(Y, 2), 4.0),
        (Call("exp", (X,)), math.exp(0.25)),
        (Call("exp", (Number(1e4),)), math.inf),
        (Call("ln", (X,)), math.log(0.25)),
        (Call("tanh", (X,)), math.tanh(0.25)),
        (Call("max", (Number(0.0), Y)), 0.0),
        (Call("max", (X, Y, Number(3.0))), 3.0),
        (Call("abs", (Y,)), 2.0),
        (Case(X, Number(1.0), Number(0.01)), 1.0),
        (Case(Y, Number(1.0), Number(0.01)), 0.01),
        (Applied(Symbol("f"), X, Power(X, 2)), 0.0625),
        (Rest(2, Sum((X, Y))), -1.75),
    ],
)
def test_a_tree_has_its_value(tree, value):
    assert tree.evaluate() == pytest.approx(value, rel=1e-15)


HUGE = Matrix(((leaf("x", 1e300), leaf("y", -1e300)),))


@pytest.mark.parametrize(
    ("tree", "values"),
    [
        (Product((Transposed(Matrix(((leaf("x", 1e300),),))), HUGE)), [[math.inf, -math.inf]]),
        (Product((Number(1e300), HUGE)), [[math.inf, -math.inf]]),
        (Elementwise((HUGE, HUGE)), [[math.inf, math.inf]]),
        (Sum((Product((Number(1e8), HUGE)), Product((Number(1e8), HUGE)))), [[math.inf, -math.inf]]),
    ],
)
def test_matrices_beyond_all_numbers_are_infinite_without_a_warning(tree, values):
    assert tree.evaluate().tolist() == values


def test_two_matrices_are_multiplied_as_matrices():
    assert Product((ROW, COLUMN)).evaluate().tolist() == [[4.0625]]
    assert Product((COLUMN, ROW)).evaluate().tolist() == [[0.0625, -0.5], [-0.5, 4.0]]


def test_matrices_are_multiplied_entry_by_entry_and_turned():
    assert Elementwise((ROW, ROW)).evaluate().tolist() == [[0.0625, 4.0]]
    assert Transposed(ROW).evaluate().tolist() == COLUMN.evaluate().tolist()


def test_a_number_scales_a_matrix():
    assert difference(ROW, Product((Number(2.0), ROW))).evaluate().tolist() == [[-0.25, 2.0]]


def test_what_is_seen_replaces_leaves_but_not_constants():
    assert Sum((X, Number(0.25))).evaluate(lambda value: round(value, 1)) == 0.45


def test_a_branch_is_chosen_by_the_full_value():
    tiny = leaf("z", 1e-9)
    assert Case(tiny, Number(1.0), Number(0.0)).evaluate(lambda value: round(value, 3)) == 1.0


def test_leaves_come_in_reading_order():
    tree = Fraction(total(X, Negative(Y)), Power(X, 2))
    assert [each.symbol.name for each in tree.leaves()] == ["x", "y", "x"]


@pytest.mark.parametrize(("parts", "kind"), [((X,), Quantity), ((X, Y), Sum)])
def test_a_sum_of_one_term_is_the_term(parts, kind):
    assert isinstance(total(*parts), kind)


def test_a_product_leaves_out_factors_that_are_not_there():
    assert product(None, X, None) is X


@pytest.mark.parametrize(("line", "error"), [(product(X, Y), 0.0), (product(X, Negative(Y)), 1.0), (Sum((X, Y)), 1.25)])
def test_a_wrong_line_is_found_out(line: Expr, error: float):
    assert worst_error(derived("test", leaf("p", -0.5), Line(product(X, Y)), Line(line))) == error


def test_a_wrong_entry_of_a_matrix_is_found_out():
    left = Matrix(((leaf("p", 4.0), leaf("q", 1.0)),))
    line = Matrix(((Number(4.0), Number(np.nextafter(1.0, 2.0))),))
    assert worst_error(derived("test", left, Line(line))) == 2.0**-52


def test_lines_are_derived_when_they_are_first_read_and_once():
    calls = []
    formula = Formula("test", X, lambda: calls.append(1) or [Line(X), Line(product(X, Y))])
    assert (formula.kind, formula.left, calls) == ("test", X, [])
    assert (formula.lines, formula.last, calls) == ((X, product(X, Y)), product(X, Y), [1])
