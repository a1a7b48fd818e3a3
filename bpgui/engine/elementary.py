"""exp, log, log1p, tanh, cos: the only transcendental functions of the record path, within 3 units in the last place.

Nothing is left to the system: each is a fixed sequence of +, -, *, / and exact operations on a float's bits, so its
bits are the same on every machine. The same source serves whole numpy arrays (backprop.py), and single numbers in the
compiled kernel, which only brings its own `pick`, `bits` and `from_bits`. Choices are made by `pick` after both sides
are computed, never by `if`; values that would overflow or make a nan on the way are picked away before.

The approximations are those of fdlibm (Sun Microsystems 1993): for exp a rational function on |r| <= ln(2) / 2, for log
a polynomial in s = f / (2 + f), for cos polynomials in r^2 on |r| <= pi / 4.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Bits = NDArray[np.int64]

INF = np.inf
NAN = np.nan
#: Added to a number of size up to 2^51, this leaves no room for a fraction: the sum is rounded to a whole number.
ROUNDER = 6755399441055744.0  # 1.5 * 2^52
PER_LN2 = 1.4426950408889634  # 1 / ln(2)
#: ln(2) in two parts; the first has so many zeros at its end that a whole number up to 2^11 times it is exact.
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
SQRT2 = 1.4142135623730951
LOG_LAST = 1.479819860511658591e-01
PER_HALF_PI = 6.36619772367581382433e-01
#: pi / 2 in three parts; a whole number up to 2^20 times one of the first two is exact.
HALF_PI_HIGH = 1.57079632673412561417e00
HALF_PI_MIDDLE = 6.07710050630396597660e-11
HALF_PI_LOW = 2.02226624871116645580e-21
LARGEST_EXP = 709.782712893384  # above it e^x is no float
SMALLEST_NORMAL = 2.2250738585072014e-308
ONE_BITS = 1023  # the exponent field of 1.0
MANTISSA = (1 << 52) - 1


# Exact operations, of which the kernel has its own


def pick(condition: NDArray[np.bool_], yes: Array | float, no: Array | float) -> Array:
    """Return `yes` where the condition holds, else `no`, elementwise."""
    return np.where(condition, yes, no)


def bits(x: Array) -> Bits:
    """Return the 64 bits of each float as a whole number."""
    return np.asarray(x, dtype=np.float64).view(np.int64)


def from_bits(pattern: Bits) -> Array:
    """Return the float that has these 64 bits, elementwise."""
    return np.asarray(pattern, dtype=np.int64).view(np.float64)


# The functions


def power_of_two(k: Array) -> Array:
    """Return 2^k for whole k from -1022 to 1023: the low bits of k + ROUNDER, shifted into the exponent field."""
    return from_bits((bits(k + ROUNDER) + ONE_BITS) << 52)


def exp_minus_1_near_0(r: Array) -> Array:
    """Return e^r - 1 for |r| <= ln(2) / 2 = 0.35, accurate to the last digits of a small r too."""
    t = r * r
    p = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
    c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * p))
    return r + (r * c) / (2.0 - c)


def exp(x: Array) -> Array:
    """Return e^x = 2^k e^r, where k is x / ln(2) rounded and r the rest, elementwise."""
    safe = pick(x > LARGEST_EXP, 0.0, pick(x < -746.0, -746.0, x))
    k = (safe * PER_LN2 + ROUNDER) - ROUNDER
    r = (safe - k * LN2_HIGH) - k * LN2_LOW
    half = (k * 0.5 + ROUNDER) - ROUNDER  # 2^k alone may lie outside the normal floats
    result = ((1.0 + exp_minus_1_near_0(r)) * power_of_two(half)) * power_of_two(k - half)
    return pick(x > LARGEST_EXP, INF, result)


def tanh(x: Array) -> Array:
    """Return the hyperbolic tangent t / (t + 2), t = e^2|x| - 1, with the sign of x, elementwise."""
    size = abs(x)
    y = 2.0 * pick(size > 20.0, 20.0, size)  # tanh(20) is 1
    k = (y * PER_LN2 + ROUNDER) - ROUNDER
    p = exp_minus_1_near_0((y - k * LN2_HIGH) - k * LN2_LOW)
    scale = power_of_two(k)
    t = scale * p + (scale - 1.0)
    result = t / (t + 2.0)
    return pick(size < 1e-9, x, pick(x < 0.0, -result, result))


def log_positive(x: Array) -> Array:
    """Return ln(x) = k ln(2) + ln(1 + f) for a positive finite x = 2^k (1 + f), 1 + f from sqrt(1/2) to sqrt(2)."""
    tiny = x < SMALLEST_NORMAL
    pattern = bits(x * pick(tiny, 18014398509481984.0, 1.0))  # 2^54
    m = from_bits((pattern & MANTISSA) | (ONE_BITS << 52))
    k = ((pattern >> 52) - ONE_BITS) - pick(tiny, 54.0, 0.0)
    k, m = k + pick(m > SQRT2, 1.0, 0.0), pick(m > SQRT2, m * 0.5, m)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    p = 2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * LOG_LAST))
    p = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * p)))
    half_square = 0.5 * f * f
    return k * LN2_HIGH - ((half_square - (s * (half_square + p) + k * LN2_LOW)) - f)


def log(x: Array) -> Array:
    """Return the natural logarithm of x, elementwise: -inf at 0, nan below."""
    result = log_positive(pick((x > 0.0) & (x < INF), x, 1.0))
    return pick(x > 0.0, pick(x < INF, result, x), pick(x == 0.0, -INF, NAN))


def log1p(x: Array) -> Array:
    """Return log(1 + x), elementwise: ln(u) for the rounded u = 1 + x, and what the rounding left out."""
    safe = pick((x > -1.0) & (x < INF), x, 0.0)
    u = 1.0 + safe
    lost = pick(safe < 1.0, safe - (u - 1.0), 1.0 - (u - safe))
    result = pick(abs(x) < 1e-17, x, log_positive(u) + lost / u)
    return pick(x > -1.0, pick(x < INF, result, x), pick(x == -1.0, -INF, NAN))


def cos_near_0(r: Array) -> Array:
    """Return cos(r) for |r| <= pi / 4."""
    t = r * r
    p = 2.48015872894767294178e-05 + t * (
        -2.75573143513906633035e-07 + t * (2.08757232129817482790e-09 + t * -1.13596475577881948265e-11)
    )
    p = t * (4.16666666666666019037e-02 + t * (-1.38888888888741095749e-03 + t * p))
    half = 0.5 * t
    near = 1.0 - half
    return near + (((1.0 - near) - half) + t * p)


def sin_near_0(r: Array) -> Array:
    """Return sin(r) for |r| <= pi / 4."""
    t = r * r
    p = 2.75573137070700676789e-06 + t * (-2.50507602534068634195e-08 + t * 1.58969099521155010221e-10)
    p = 8.33333333332248946124e-03 + t * (-1.98412698298579493134e-04 + t * p)
    return r + (t * r) * (-1.66666666666666324348e-01 + t * p)


def cos(x: Array) -> Array:
    """Return the cosine of x, |x| up to 2^20, elementwise: that of what is left of x beyond quarters of a turn."""
    k = (x * PER_HALF_PI + ROUNDER) - ROUNDER
    r = ((x - k * HALF_PI_HIGH) - k * HALF_PI_MIDDLE) - k * HALF_PI_LOW
    quarter = bits(k + ROUNDER) & 3
    size = pick((quarter & 1) == 1, sin_near_0(r), cos_near_0(r))
    return pick((quarter == 1) | (quarter == 2), -size, size)


def ascending_sum(terms: Array) -> Array:
    """Sum the columns of `terms`, shape (batch, n), from the first to the last; shape (batch, 1).

    A loop and not `np.sum`: numpy sums in pairs, and the order of a sum is part of the result's bits.
    """
    total = np.zeros((terms.shape[0], 1))
    for k in range(terms.shape[1]):
        total = total + terms[:, k : k + 1]
    return total


def largest(z: Array) -> Array:
    """Return the largest of each row of z, shape (batch, 1)."""
    found = z[:, :1]
    for k in range(1, z.shape[1]):
        found = pick(z[:, k : k + 1] > found, z[:, k : k + 1], found)
    return found
