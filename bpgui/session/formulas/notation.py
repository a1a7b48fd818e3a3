"""How a formula's tree is written down, whatever it is written with: boxes on screen, LaTeX, or a line of text.

A `Writer` knows precedence, signs and gaps; what a fraction or a matrix looks like, each kind of writer says itself.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any, Generic, TypeVar

from bpgui.engine.formulas.explain import FIRST_TERMS, MAX_TERMS
from bpgui.engine.reasons import NUMBERS, Reason, Why
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import (
    Applied,
    Call,
    Case,
    Elementwise,
    Expr,
    Formula,
    Fraction,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quantity,
    Rest,
    Sum,
    Transposed,
)
from bpgui.session.basics.numbers import MINUS, display, shortest, telling_digits

T = TypeVar("T")
TIMES, ENTRYWISE = "×", "∘"


class Level(IntEnum):
    """How tightly a written part holds together; looser than its place asks for, it stands in parentheses."""

    SUM = 0
    PRODUCT = 1
    POWER = 2
    ATOM = 3


def shown(value: float, digits: int) -> str:
    """Return a number as a formula shows it: rounded to so many significant digits."""
    return display(value, digits)


def number_parts(text: str) -> tuple[bool, str, str]:
    """Split a shown number: whether it is negative, its digits, and the exponent of ten, "" where there is none."""
    found = re.fullmatch(r"(-?)([^e]*|inf|nan)(?:e(-?\d+))?", text)
    assert found is not None
    digits = {"inf": "∞", "nan": "nan"}.get(found[2], found[2])
    return bool(found[1]), digits, found[3] or ""


@dataclass(frozen=True)
class Row:
    """One line of a written formula: "=" or "≈", what stands behind it, in symbols or in numbers, and why it holds."""

    relation: str
    expr: Expr
    in_numbers: bool = False
    is_result: bool = False
    reason: Reason | None = None


def rows(formula: Formula, digits: int) -> list[Row]:
    """Return the lines of a formula in reading order: symbols, numbers put in, result."""
    found = [Row("=", line.expr, reason=line.reason) for line in formula.derivation]
    if not _is_plain(formula.last):
        found.append(Row("=", formula.last, in_numbers=True, reason=_why_numbers(formula)))
    return [*found, Row(relation(formula, digits), formula.left, in_numbers=True, is_result=True)]


def _why_numbers(formula: Formula) -> Reason:
    """Say which line the numbers are put into, where it is not the last one."""
    line = formula.numbered % len(formula.derivation) + 1
    return NUMBERS if line == len(formula.derivation) else Reason(Why.NUMBERS_OF, str(line))


def _is_plain(expr: Expr) -> bool:
    """Whether an expression in numbers is nothing but its value."""
    if isinstance(expr, Matrix):
        return all(isinstance(entry, Quantity) for entry in expr.children())
    return isinstance(expr, Quantity)


def relation(formula: Formula, digits: int) -> str:
    """Return "=" where the shown terms give the shown result, every entry of it, else "≈"."""
    made, wanted = (_entries(part, digits) for part in (formula.last, formula.left))
    return "=" if made == wanted else "≈"


def _entries(expr: Expr, digits: int) -> list[str]:
    """Return what a reader who computes with the shown numbers writes down, entry by entry."""
    value = expr.evaluate(lambda number: float(display(number, digits)))
    numbers = [value] if isinstance(value, float) else value.ravel().tolist()
    return [display(number, digits) for number in numbers]


def enough_digits(formula: Formula, digits: int) -> int:
    """Return the fewest digits, no fewer than these, with which a formula reads "="; 17 where none do."""
    return next((n for n in range(digits, 17) if relation(formula, n) == "="), 17)


def update_digits(formula: Formula, digits: int) -> int:
    """Return the fewest digits, no fewer than these, in which an update's old and new value read differently."""
    new = formula.left
    if formula.kind not in ("update", "rule") or not isinstance(new, Quantity):
        return digits
    same = [leaf for leaf in formula.last.leaves() if leaf.parameter == new.parameter]
    old = [leaf.value for leaf in same if leaf.role in (Role.WEIGHT, Role.BIAS)]
    return telling_digits(old[0], new.value, digits) if old else digits


def written_terms(expr: Sum) -> tuple[Expr, ...]:
    """Return the terms of a sum that are written out; of a very long one the first, and how many more there are."""
    if len(expr.terms) <= MAX_TERMS:
        return expr.terms
    rest = expr.terms[FIRST_TERMS:]
    return (*expr.terms[:FIRST_TERMS], Rest(len(rest), Sum(rest)))


class FormulaWriter(ABC, Generic[T]):
    """Writes trees in symbols, or with numbers put in; `more` says that a sum has {n} terms more."""

    #: What stands above or below a fraction's line, and in an exponent, must hold together so much.
    least_in_fraction = Level.SUM
    least_in_exponent = Level.SUM

    def __init__(self, digits: int, *, in_numbers: bool = False, more: str = "… and {n} more") -> None:
        self.digits, self.in_numbers, self.more = digits, in_numbers, more

    # What each kind of writer does its own way

    @abstractmethod
    def leaf(self, quantity: Quantity, text: str | None) -> T:
        """Write a quantity: its symbol, or the number `text` that it is shown as."""

    @abstractmethod
    def name(self, symbol: Symbol) -> T:
        """Write a symbol that is no quantity: a function's."""

    @abstractmethod
    def constant(self, text: str) -> T:
        """Write a constant or a word."""

    @abstractmethod
    def operator(self, sign: str) -> T:
        """Write a sign between two things; "" is a thin gap, "-" the sign before a single thing."""

    @abstractmethod
    def row(self, parts: Sequence[T]) -> T:
        """Write things side by side."""

    @abstractmethod
    def fraction(self, top: T, bottom: T) -> T:
        """Write top / bottom."""

    @abstractmethod
    def power(self, base: T, exponent: T) -> T:
        """Write a power."""

    @abstractmethod
    def root(self, inside: T) -> T:
        """Write a square root."""

    @abstractmethod
    def fenced(self, inside: T, fence: str = "()") -> T:
        """Write something in parentheses or bars."""

    @abstractmethod
    def matrix(self, entries: list[list[T]]) -> T:
        """Write a matrix."""

    @abstractmethod
    def cases(self, branches: list[tuple[T, T]]) -> T:
        """Write branches, each a value and its condition."""

    # What is common to all

    def write(self, expr: Expr, least: Level = Level.SUM) -> T:
        """Write a tree, in parentheses where it holds together less than its place asks for."""
        made, level = self._made(expr)
        return made if level >= least else self.fenced(made)

    def _made(self, expr: Expr) -> tuple[T, Level]:
        made: tuple[T, Level] = _WRITE[type(expr)](self, expr)
        return made

    def _quantity(self, quantity: Quantity) -> tuple[T, Level]:
        if not self.in_numbers:
            return self.leaf(quantity, None), Level.ATOM if _takes_power(quantity.symbol) else Level.POWER
        text = shown(quantity.value, self.digits)
        return self.leaf(quantity, text), self._level_of(text)

    @staticmethod
    def _level_of(text: str) -> Level:
        is_negative, _, exponent = number_parts(text)
        return Level.SUM if is_negative else Level.PRODUCT if exponent else Level.ATOM

    def _number(self, number: Number) -> tuple[T, Level]:
        text = shortest(number.value)
        return self.constant(text), self._level_of(text)

    def signed(self, term: Expr, *, is_first: bool) -> tuple[str, Expr, Level]:
        """Return how a term of a sum is joined to what stands before it, the term without its sign, and its level."""
        if isinstance(term, Negative):
            return "-" if is_first else MINUS, term.term, Level.PRODUCT
        return ("", term, Level.SUM) if is_first else ("+", term, Level.PRODUCT)

    def _sum(self, expr: Sum) -> tuple[T, Level]:
        parts: list[T] = []
        for k, term in enumerate(written_terms(expr)):
            sign, bare, least = self.signed(term, is_first=k == 0)
            parts += [self.operator(sign)] if sign else []
            parts.append(self.write(bare, least))
        return self.row(parts), Level.SUM

    def _negative(self, expr: Negative) -> tuple[T, Level]:
        return self.row([self.operator("-"), self.write(expr.term, Level.PRODUCT)]), Level.SUM

    def joint(self, left: Expr, right: Expr) -> str:
        """Return the sign between two factors, the same in symbols and numbers; "" is a thin gap."""
        if is_matrix(left) and is_matrix(right):
            return ""
        if isinstance(left, Fraction) and isinstance(right.base if isinstance(right, Power) else right, Sum):
            return ""  # 1/2 (..)
        if self.in_numbers:
            return TIMES
        return TIMES if _is_wide(left) or _is_wide(right) else ""

    def factors(self, expr: Product) -> list[Expr]:
        """Return the factors; a product as the first factor is written as part of the whole."""
        first, *rest = expr.factors
        return [*(self.factors(first) if isinstance(first, Product) else [first]), *rest]

    def _product(self, expr: Product) -> tuple[T, Level]:
        factors = self.factors(expr)
        parts = [self.write(factors[0], Level.PRODUCT)]
        for left, right in pairwise(factors):
            parts += [self.operator(self.joint(left, right)), self.write(right, Level.PRODUCT)]
        return self.row(parts), Level.PRODUCT

    def _elementwise(self, expr: Elementwise) -> tuple[T, Level]:
        first, *others = (self.write(factor, Level.POWER) for factor in expr.factors)
        parts = [first]
        for other in others:
            parts += [self.operator(ENTRYWISE), other]
        return self.row(parts), Level.PRODUCT

    def _transposed(self, expr: Transposed) -> tuple[T, Level]:
        return self.power(self.write(expr.matrix), self.constant("T")), Level.ATOM

    def _fraction(self, expr: Fraction) -> tuple[T, Level]:
        top, bottom = (self.write(part, self.least_in_fraction) for part in (expr.top, expr.bottom))
        return self.fraction(top, bottom), Level.PRODUCT

    def _power(self, expr: Power) -> tuple[T, Level]:
        return self.power(self.write(expr.base, Level.ATOM), self.constant(str(expr.exponent))), Level.POWER

    def _call(self, expr: Call) -> tuple[T, Level]:
        if expr.function == "exp":
            exponent = self.write(expr.arguments[0], self.least_in_exponent)
            return self.power(self.name(Symbol("e")), exponent), Level.POWER
        if expr.function == "abs":
            return self.fenced(self.write(expr.arguments[0]), "||"), Level.ATOM
        if expr.function == "sqrt":
            return self.root(self.write(expr.arguments[0])), Level.ATOM
        name, (first, *others) = self.constant(expr.function), expr.arguments
        if expr.function == "ln" and isinstance(first, Quantity) and not self.in_numbers:
            return self.row([name, self.operator(""), self.write(first)]), Level.PRODUCT
        parts = [self.write(first)]
        for other in others:
            parts += [self.constant(","), self.operator(""), self.write(other)]
        return self.row([name, self.fenced(self.row(parts))]), Level.ATOM

    def _applied(self, expr: Applied) -> tuple[T, Level]:
        return self.row([self.name(expr.symbol), self.fenced(self.write(expr.argument))]), Level.ATOM

    def _case(self, expr: Case) -> tuple[T, Level]:
        """In symbols both branches; in numbers the one that holds."""
        if self.in_numbers:
            branch = expr.yes if expr.is_yes else expr.no
            return self._made(branch)
        branches = ((expr.yes, ">"), (expr.no, "≤"))
        return self.cases([(self.write(value), self._against_zero(expr.subject, sign)) for value, sign in branches]), (
            Level.ATOM
        )

    def _against_zero(self, subject: Expr, sign: str) -> T:
        return self.row([self.write(subject), self.operator(sign), self.constant("0")])

    def _matrix(self, expr: Matrix) -> tuple[T, Level]:
        return self.matrix([[self.write(entry) for entry in row] for row in expr.rows]), Level.ATOM

    def _rest(self, expr: Rest) -> tuple[T, Level]:
        return self.constant(self.more.format(n=expr.count)), Level.ATOM


def _takes_power(symbol: Symbol | Partial) -> bool:
    """Whether an exponent may stand right above: beside no fraction, and where nothing else stands there."""
    return isinstance(symbol, Symbol) and symbol.sample is None and not symbol.power


def is_matrix(expr: Expr) -> bool:
    """Whether an expression is a matrix, or a sum of some."""
    if isinstance(expr, (Sum, Negative)):
        return any(map(is_matrix, expr.children()))
    return isinstance(expr, (Matrix, Transposed, Elementwise))


def _is_wide(expr: Expr) -> bool:
    """Whether a factor in symbols needs a sign beside it: a word, a derivative, a fraction, or one that begins so."""
    if isinstance(expr, Product):
        return _is_wide(expr.factors[0])
    if isinstance(expr, Quantity):
        return isinstance(expr.symbol, Partial) or expr.symbol.is_word
    return isinstance(expr, (Fraction, Case))


#: From each kind of node to what writes it.
_WRITE: dict[type[Expr], Callable[..., Any]] = {
    Quantity: FormulaWriter._quantity,
    Number: FormulaWriter._number,
    Sum: FormulaWriter._sum,
    Negative: FormulaWriter._negative,
    Product: FormulaWriter._product,
    Elementwise: FormulaWriter._elementwise,
    Transposed: FormulaWriter._transposed,
    Fraction: FormulaWriter._fraction,
    Power: FormulaWriter._power,
    Call: FormulaWriter._call,
    Applied: FormulaWriter._applied,
    Case: FormulaWriter._case,
    Matrix: FormulaWriter._matrix,
    Rest: FormulaWriter._rest,
}
