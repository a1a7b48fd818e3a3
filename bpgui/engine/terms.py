"""Formulas as trees: each leaf is a number with its symbol, its value and the thing it stands for.

No layout and no language: the window draws a tree, LaTeX and plain text are written from it, and `evaluate` computes
it, from the full values or from rounded ones.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, NamedTuple

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.reasons import Reason
from bpgui.engine.symbols import Partial, Role, Symbol

Value = float | Array
#: What stands in for a leaf's value: the value itself, or what a reader sees of it.
Seen = Callable[[float], float]


@dataclass(frozen=True)
class Expr:
    """A node of a formula."""

    def evaluate(self, seen: Seen = float) -> Value:
        """Return the value: a float, or for a matrix a float64 array (rows, columns)."""
        raise NotImplementedError

    def added_to(self, total: Value, seen: Seen) -> Value:
        """Return `total` + the value, as a term of a sum; as in IEEE arithmetic, nothing is raised."""
        value = self.evaluate(seen)
        if isinstance(value, float):
            return total + value
        with np.errstate(all="ignore"):
            return total + value

    def children(self) -> tuple["Expr", ...]:
        """Return the nodes right below this one, in reading order."""
        return ()

    def leaves(self) -> Iterator["Quantity"]:
        """Yield all quantities, in reading order."""
        for child in self.children():
            yield from child.leaves()


@dataclass(frozen=True)
class Quantity(Expr):
    """A leaf: a stored number of the network.

    It stands for `neuron` (layer, place; the inputs are layer 0) or `parameter` (place in the vector), or for neither.
    """

    symbol: Symbol | Partial
    value: float
    role: Role
    neuron: tuple[int, int] | None = None
    parameter: int | None = None

    def evaluate(self, seen: Seen = float) -> Value:
        """Return the value as it is seen."""
        return seen(self.value)

    def leaves(self) -> Iterator["Quantity"]:
        """Yield itself."""
        yield self


@dataclass(frozen=True)
class Number(Expr):
    """A constant of a formula, such as 1, 2 or 0.01: it is never rounded."""

    value: float

    def evaluate(self, seen: Seen = float) -> Value:  # noqa: ARG002  constants are what they are
        """Return the constant."""
        return self.value


@dataclass(frozen=True)
class Sum(Expr):
    """terms[0] + terms[1] + .. , from the left; a Negative term is written with a minus sign."""

    terms: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """Return the terms."""
        return self.terms

    def evaluate(self, seen: Seen = float) -> Value:
        """Add up from the left."""
        return reduce(lambda total, term: term.added_to(total, seen), self.terms[1:], self.terms[0].evaluate(seen))


@dataclass(frozen=True)
class Product(Expr):
    """factors[0] * factors[1] * .. , from the left; two matrices are multiplied as matrices."""

    factors: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """Return the factors."""
        return self.factors

    def evaluate(self, seen: Seen = float) -> Value:
        """Multiply from the left; as in IEEE arithmetic, nothing is raised."""
        return reduce(_times, (factor.evaluate(seen) for factor in self.factors))


@dataclass(frozen=True)
class Elementwise(Expr):
    """factors[0] * factors[1] * .. of matrices of one shape, entry by entry."""

    factors: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """Return the factors."""
        return self.factors

    def evaluate(self, seen: Seen = float) -> Value:
        """Multiply entry by entry, from the left; as in IEEE arithmetic, nothing is raised."""
        with np.errstate(all="ignore"):
            return reduce(lambda left, right: left * right, (factor.evaluate(seen) for factor in self.factors))


@dataclass(frozen=True)
class Transposed(Expr):
    """A matrix whose rows are the columns of another."""

    matrix: "Matrix"

    def children(self) -> tuple[Expr, ...]:
        """Return the matrix as it is written."""
        return (self.matrix,)

    def evaluate(self, seen: Seen = float) -> Value:
        """Return the array, transposed."""
        return np.asarray(self.matrix.evaluate(seen)).T


@dataclass(frozen=True)
class Negative(Expr):
    """The negative of a node."""

    term: Expr

    def children(self) -> tuple[Expr, ...]:
        """Return what is negated."""
        return (self.term,)

    def evaluate(self, seen: Seen = float) -> Value:
        """Negate."""
        return -self.term.evaluate(seen)


@dataclass(frozen=True)
class Fraction(Expr):
    """top / bottom."""

    top: Expr
    bottom: Expr

    def children(self) -> tuple[Expr, ...]:
        """Return numerator and denominator."""
        return (self.top, self.bottom)

    def evaluate(self, seen: Seen = float) -> Value:
        """Divide; as in IEEE arithmetic, nothing is raised."""
        with np.errstate(all="ignore"):
            return _plain(np.float64(self.top.evaluate(seen)) / self.bottom.evaluate(seen))


@dataclass(frozen=True)
class Power(Expr):
    """base to a whole power."""

    base: Expr
    exponent: int

    def children(self) -> tuple[Expr, ...]:
        """Return the base."""
        return (self.base,)

    def evaluate(self, seen: Seen = float) -> Value:
        """Raise to the power."""
        with np.errstate(all="ignore"):
            return _plain(np.float64(self.base.evaluate(seen)) ** self.exponent)


#: The functions that a Call may name. "exp" is drawn as a power of e.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp,
    "ln": np.log,
    "tanh": np.tanh,
    "max": lambda *values: reduce(np.maximum, values),
    "min": lambda *values: reduce(np.minimum, values),
    "sqrt": np.sqrt,
    "abs": np.abs,
}


@dataclass(frozen=True)
class Call(Expr):
    """A function of FUNCTIONS, of one or several arguments."""

    function: str
    arguments: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """Return the arguments."""
        return self.arguments

    def evaluate(self, seen: Seen = float) -> Value:
        """Apply the function; as in IEEE arithmetic, nothing is raised."""
        values = [argument.evaluate(seen) for argument in self.arguments]
        with np.errstate(all="ignore"):
            return _plain(FUNCTIONS[self.function](*values))


@dataclass(frozen=True)
class Applied(Expr):
    """A function f of a layer or neuron, named by its `symbol` only: f(z). `inside` says what it is and computes it."""

    symbol: Symbol
    argument: Expr
    inside: Expr

    def children(self) -> tuple[Expr, ...]:
        """Return the argument."""
        return (self.argument,)

    def evaluate(self, seen: Seen = float) -> Value:
        """Evaluate what the function is."""
        return self.inside.evaluate(seen)


@dataclass(frozen=True)
class Case(Expr):
    """One of two branches: `yes` where `subject` > 0, else `no`. Which one holds is fixed by the full value."""

    subject: Expr
    yes: Expr
    no: Expr

    @property
    def is_yes(self) -> bool:
        """Whether the first branch holds."""
        return bool(self.subject.evaluate() > 0)

    def children(self) -> tuple[Expr, ...]:
        """Return the branches and the subject."""
        return (self.yes, self.no, self.subject)

    def evaluate(self, seen: Seen = float) -> Value:
        """Evaluate the branch that holds."""
        return (self.yes if self.is_yes else self.no).evaluate(seen)


@dataclass(frozen=True)
class Matrix(Expr):
    """A matrix, row by row."""

    rows: tuple[tuple[Expr, ...], ...]

    def children(self) -> tuple[Expr, ...]:
        """Return the entries, row by row."""
        return tuple(entry for row in self.rows for entry in row)

    def evaluate(self, seen: Seen = float) -> Value:
        """Return the array (rows, columns)."""
        return np.array([[entry.evaluate(seen) for entry in row] for row in self.rows], dtype=np.float64)


@dataclass(frozen=True)
class Rest(Expr):
    """`count` more terms of a long sum, which are told but not written out: nobody sees them rounded."""

    count: int
    inside: Expr

    def evaluate(self, seen: Seen = float) -> Value:  # noqa: ARG002  it is not seen
        """Evaluate what is not written out, in full digits."""
        return self.inside.evaluate()

    def added_to(self, total: Value, seen: Seen) -> Value:  # noqa: ARG002
        """Add what is not written out."""
        return self.inside.added_to(total, float)


@dataclass(frozen=True, eq=False)
class Unwritten(Expr):
    """The sum over k of factors[0][k] * factors[1][k] * .. , arrays (terms,), within a Rest: too much for a tree."""

    factors: tuple[Array, ...]

    def evaluate(self, seen: Seen = float) -> Value:
        """Add the products up from the left."""
        return self.added_to(0.0, seen)

    def added_to(self, total: Value, seen: Seen) -> Value:  # noqa: ARG002
        """Go on adding the products up, one after the other, as the engine does."""
        with np.errstate(all="ignore"):
            return float(np.add.accumulate([total, *reduce(np.multiply, self.factors)])[-1])


class Line(NamedTuple):
    """A line of a derivation, and why it holds."""

    expr: Expr
    reason: Reason | None = None


@dataclass(frozen=True)
class Formula:
    """What makes one number (or matrix of numbers): `left` = lines[0] = lines[1] = .. = the same in numbers = a value.

    `kind` names what it explains (pre_activation, activation, forward_matrix, loss, delta, gradient, ..). `derive`
    returns the lines, each of which is the value of `left`; it is called when they are first read, because most
    formulas of a large network are never looked at. `numbered` is the line that is also written in numbers, from the
    end when negative.
    """

    kind: str
    left: Expr
    derive: Callable[[], Sequence[Line]]
    numbered: int = -1

    @cached_property
    def derivation(self) -> tuple[Line, ...]:
        """The lines with their reasons."""
        return tuple(self.derive())

    @property
    def lines(self) -> tuple[Expr, ...]:
        """The lines."""
        return tuple(line.expr for line in self.derivation)

    @property
    def last(self) -> Expr:
        """The line that is also written in numbers."""
        return self.derivation[self.numbered].expr

    def leaves(self) -> Iterator[Quantity]:
        """Yield all quantities, the left side first."""
        yield from self.left.leaves()
        for line in self.lines:
            yield from line.leaves()


def derived(kind: str, left: Expr, *lines: Line, numbered: int = -1) -> Formula:
    """Return a formula from lines that are there already."""
    return Formula(kind, left, lambda: lines, numbered)


def distinct(lines: Iterable[Line]) -> list[Line]:
    """Leave out lines that say the same as one before."""
    found: list[Line] = []
    for line in lines:
        if not any(line.expr == before.expr for before in found):
            found.append(line)
    return found


def _times(left: Value, right: Value) -> Value:
    if isinstance(left, float) and isinstance(right, float):
        return left * right
    with np.errstate(all="ignore"):
        if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
            return np.asarray(left @ right)
        return left * right


def _plain(value: Any) -> Value:
    return value if isinstance(value, np.ndarray) and value.ndim else float(value)


# Short ways to write trees


def total(*terms: Expr) -> Expr:
    """Return the sum, or the one term; 0 for none."""
    return terms[0] if len(terms) == 1 else Sum(terms) if terms else Number(0.0)


def product(*factors: Expr | None) -> Expr:
    """Return the product of those that are there, or the one factor."""
    there = tuple(factor for factor in factors if factor is not None)
    return there[0] if len(there) == 1 else Product(there)


def difference(left: Expr, right: Expr) -> Expr:
    """Return left - right."""
    return Sum((left, Negative(right)))


def call(function: str, *arguments: Expr) -> Expr:
    """Return a function of arguments."""
    return Call(function, arguments)
