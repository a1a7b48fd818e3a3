"""Data sets that are made: the usual small problems, with a number of samples, noise and a random generator.

The same seed gives the same rows wherever numpy's generators do. Moons and circles as in scikit-learn, the two spirals
of Lang and Witbrock (1988), parity of Rumelhart, Hinton and Williams (1986).
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.resources import resource_path
from bpgui.session.data.dataset import MAX_SAMPLES, ColumnRole, DataSet, category_column, number_column

#: What may be asked for.
MAX_NOISE, MAX_SIZE = 100.0, 10

Make = Callable[[np.random.Generator, int, float, int], DataSet]


@dataclass(frozen=True)
class DataGenerator:
    """One kind of data set: `make(rng, number, noise, size)`, what is usual, and what `size` means where it has one.

    `number` is the number of samples, `noise` the standard deviation of what is added to what the docstring of the
    function says. `sizes` are the smallest and largest size.
    """

    make: Make
    number: int
    noise: float
    size: int = 0
    sizes: tuple[int, int] = (0, 0)


def generated(name: str, rng: np.random.Generator, number: int, noise: float, size: int | None = None) -> DataSet:
    """Make a data set. Raises Problem for a name, number, noise or size that is not possible."""
    generator = GENERATORS.get(name)
    if generator is None:
        what = QT_TRANSLATE_NOOP("Problem", "There is no data set {name}; there are {names}.")
        raise Problem(what, name=name, names=", ".join(GENERATORS))
    if not 1 <= number <= MAX_SAMPLES:
        what = QT_TRANSLATE_NOOP("Problem", "The number of samples goes from 1 to {most}.")
        raise Problem(what, most=MAX_SAMPLES)
    if not 0 <= noise <= MAX_NOISE:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The noise goes from 0 to {most}."), most=f"{MAX_NOISE:g}")
    chosen = generator.size if size is None else size
    low, high = generator.sizes
    if not low <= chosen <= high:
        what = QT_TRANSLATE_NOOP("Problem", "The size of {name} goes from {low} to {high}.")
        raise Problem(what, name=name, low=low, high=high)
    return generator.make(rng, number, noise, chosen)


def _table(inputs: Iterable[tuple[str, Array]], target: tuple[str, Array]) -> DataSet:
    columns = [number_column(name, ColumnRole.INPUT, values) for name, values in inputs]
    return DataSet((*columns, number_column(target[0], ColumnRole.TARGET, target[1])))


def _plane(points: Array, classes: Array) -> DataSet:
    """Make a data set of points, shape (n, 2), and their class, 0 or 1."""
    return _table([("x", points[:, 0]), ("y", points[:, 1])], ("class", classes))


def _gate(rule: Callable[[Array], Array], rng: np.random.Generator, number: int, noise: float, inputs: int) -> DataSet:
    """Repeat the rows of a truth table in order; noise is added to the inputs only."""
    table = np.array(list(product((0.0, 1.0), repeat=inputs)))
    bits = table[np.arange(number) % len(table)]
    shown = bits + noise * rng.standard_normal(bits.shape) if noise else bits
    return _table([(f"x{n + 1}", shown[:, n]) for n in range(inputs)], ("y", rule(bits)))


def _and(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """1 where all inputs are 1."""
    return _gate(lambda bits: bits.all(axis=1).astype(float), rng, number, noise, size)


def _or(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """1 where any input is 1."""
    return _gate(lambda bits: bits.any(axis=1).astype(float), rng, number, noise, size)


def _parity(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """1 where an odd number of inputs is 1; of two inputs this is XOR."""
    return _gate(lambda bits: bits.sum(axis=1) % 2, rng, number, noise, size)


def _curve(
    of: Callable[[Array], Array], low: float, high: float, rng: np.random.Generator, number: int, noise: float
) -> DataSet:
    """Take points at equal distances from `low` to `high`; noise is added to the target."""
    x = np.linspace(low, high, number)
    return _table([("x", x)], ("y", of(x) + noise * rng.standard_normal(number)))


def _linear(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """y = (x1 + 2 x2 + .. ) / (1 + 2 + ..) + 0.5, inputs drawn from [-1, 1]."""
    x = rng.uniform(-1.0, 1.0, (number, size))
    weights = np.arange(1.0, size + 1) / (size * (size + 1) / 2)
    y = np.full(number, 0.5)
    for n in range(size):
        y += weights[n] * x[:, n]
    names = ["x"] if size == 1 else [f"x{n + 1}" for n in range(size)]
    return _table(
        [(name, x[:, n]) for n, name in enumerate(names)], ("target", y + noise * rng.standard_normal(number))
    )


def _polynomial(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """The Chebyshev polynomial of degree `size`, which stays within -1 and 1, on [-1, 1]."""

    def of(x: Array) -> Array:
        before, last = np.ones_like(x), x
        for _ in range(size - 1):
            before, last = last, 2 * x * last - before
        return last

    return _curve(of, -1.0, 1.0, rng, number, noise)


def _sine(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """y = sin(x) over `size` periods."""
    return _curve(np.sin, -math.pi * size, math.pi * size, rng, number, noise)


def _step(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """0 below 0 and 1 from 0 on, in `size` equal stairs."""

    def of(x: Array) -> Array:
        stairs: Array = np.floor(x * (size / 2) + (size / 2 + 0.5))
        stairs.clip(0.0, size, out=stairs)
        stairs /= size
        return stairs

    return _curve(of, -1.0, 1.0, rng, number, noise)


def _two(number: int) -> Array:
    """Return classes 0 and 1 in turn."""
    return np.fmod(np.arange(number, dtype=np.float64), 2.0)


def _circles(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """Two circles within each other, of radius 1 and 1/2; noise is added to the points."""
    classes = _two(number)
    angles = rng.uniform(0.0, 2 * math.pi, number)
    points = np.column_stack([np.cos(angles), np.sin(angles)]) * (1.0 - 0.5 * classes)[:, None]
    return _plane(points + noise * rng.standard_normal(points.shape), classes)


def _moons(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """Two half circles that reach into each other; noise is added to the points."""
    classes = _two(number)
    angles = rng.uniform(0.0, math.pi, number)
    side = 1.0 - 2.0 * classes
    points = np.column_stack([classes + side * np.cos(angles), 0.5 * classes + side * np.sin(angles)])
    return _plane(points + noise * rng.standard_normal(points.shape), classes)


def _spirals(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """Two spirals of `size` turns around each other, from the outside to the middle; noise is added to the points."""
    classes = _two(number)
    part = (np.arange(number) // 2) / max(1, (number - 1) // 2)
    radius, angles = 1.0 - 0.94 * part, 2 * math.pi * size * part + math.pi * classes
    points = np.column_stack([radius * np.sin(angles), radius * np.cos(angles)])
    return _plane(points + noise * rng.standard_normal(points.shape), classes)


def _gaussians(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """`size` round clouds whose centres stand on a circle of radius 1; noise is their standard deviation."""
    classes = np.arange(number) % size
    angles = 2 * math.pi * classes / size
    points = np.column_stack([np.cos(angles), np.sin(angles)]) + noise * rng.standard_normal((number, 2))
    if size == 2:
        return _plane(points, classes.astype(float))
    names = [chr(ord("A") + n) for n in range(size)]
    column = category_column("class", ColumnRole.TARGET, [names[n] for n in classes])
    return DataSet((*_plane(points, _two(number)).columns[:2], column))


def _digits(rng: np.random.Generator, number: int, noise: float, size: int) -> DataSet:
    """Handwritten digits of 8x8 grey levels from 0 to 16, drawn without repetition; noise is added to the levels."""
    rows = np.loadtxt(resource_path("data", "digits.csv"), delimiter=",", skiprows=1)
    rows = rows[rng.permutation(len(rows))[:number]]
    levels = rows[:, :-1]
    levels = levels + noise * rng.standard_normal(levels.shape) if noise else levels
    names = [f"r{n // 8 + 1}c{n % 8 + 1}" for n in range(64)]
    columns = [number_column(name, ColumnRole.INPUT, levels[:, n]) for n, name in enumerate(names)]
    order = [str(digit) for digit in range(10)]
    column = category_column("digit", ColumnRole.TARGET, [*order, *(order[int(n)] for n in rows[:, -1])])
    kept = column.taken(np.arange(10, 10 + len(rows)))  # all ten are categories, in their order
    return DataSet((*columns, kept))


#: By name; a size is a number of inputs, a degree, periods, stairs, turns or classes.
GENERATORS = MappingProxyType(
    {
        "and": DataGenerator(_and, 4, 0.0, 2, (2, MAX_SIZE)),
        "or": DataGenerator(_or, 4, 0.0, 2, (2, MAX_SIZE)),
        "xor": DataGenerator(_parity, 4, 0.0, 2, (2, 2)),
        "parity": DataGenerator(_parity, 8, 0.0, 3, (2, MAX_SIZE)),
        "linear": DataGenerator(_linear, 50, 0.1, 1, (1, MAX_SIZE)),
        "polynomial": DataGenerator(_polynomial, 50, 0.05, 3, (1, MAX_SIZE)),
        "sine": DataGenerator(_sine, 50, 0.05, 1, (1, MAX_SIZE)),
        "step": DataGenerator(_step, 50, 0.0, 1, (1, MAX_SIZE)),
        "circles": DataGenerator(_circles, 200, 0.05),
        "moons": DataGenerator(_moons, 200, 0.1),
        "spirals": DataGenerator(_spirals, 194, 0.0, 1, (1, MAX_SIZE)),
        "gaussians": DataGenerator(_gaussians, 200, 0.3, 2, (2, MAX_SIZE)),
        "digits": DataGenerator(_digits, 500, 0.0),
    }
)
