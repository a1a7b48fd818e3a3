"""How the kernel is compiled by numba. Where there is no numba, the same lines run as plain Python, to the same bits.

Compiled strictly: no fastmath and no fused multiply-add, so every operation stays what and where it is written. What is
here makes machine code that is as fast as a C loop of it:

- `padded`, `axpy`, `store4`: the processor takes four neighbours at once, if LLVM is allowed to see them (SLP).
- LLVM may not write short loops out eight times: what it prepares for that takes longer than a small network's loops.
- `part`: numba asks of each index whether it counts from the end, and checks, counts and describes each slice.
- `borrowed`: numba counts the references of an array whenever it is passed on; the caller owns these anyway.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from bpgui.engine import elementary
from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES, binary_cross_entropy
from bpgui.engine.objective import penalty_slope
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.training import diverged

try:
    import llvmlite.binding as llvm  # type: ignore[import-untyped,import-not-found,unused-ignore]
    import numba
    from numba.extending import intrinsic, overload, register_jitable
    from numba.np.arrayobj import make_array, populate_array
except ImportError:  # plain Python then
    numba = None
else:
    numba.config.SLP_VECTORIZE = 1
    #: The newest LLVM that is known to know this option; it would end the process where it did not.
    if llvm.llvm_version_info[0] <= 22:
        llvm.set_option("bpgui", "-unroll-runtime=false")

FourNumbers = tuple[float, float, float, float]
Function = TypeVar("Function", bound=Callable[..., Any])
Numbers = TypeVar("Numbers", Array, NDArray[np.int64])
Anything = TypeVar("Anything")


def compiled(function: Function, **how: bool) -> Function:
    """Compile a function that only compiled ones call."""
    if numba is None:
        return function
    how = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "nogil": True} | how
    return cast("Function", numba.njit(error_model="numpy", **how)(function))


def inlined(function: Function) -> Function:
    """Compile a function into each of its callers, which spares a small network most of its time."""
    return compiled(function, forceinline=True)


def entry(function: Function, **how: bool) -> Function:
    """Compile what Python calls. Keeps no machine code: bpgui.session.compiled does, and knows where."""
    return compiled(function, no_cpython_wrapper=False, **how)


def brief_entry(function: Function) -> Function:
    """Compile what Python calls and does not let go of meanwhile: it is over sooner than a thread gets Python back."""
    return entry(function, nogil=False)


def padded(count: int) -> int:
    """Return `count`, rounded up to whole fours."""
    return (count + 3) & -4


def part(array: Numbers, start: int, length: int) -> Numbers:
    """Return `length` numbers of a flat array from `start` on, as a view. Compiled, it is a mere address."""
    return array[start : start + length]


def borrowed(arrays: Anything) -> Anything:
    """Return a tuple of arrays as borrowed references: compiled, they are not counted, because the caller owns them."""
    return arrays


def _part(typing: Any, array: Any, start: Any, length: Any) -> Any:  # noqa: ARG001  numba's way to ask for code
    def view(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        whole = make_array(signature.args[0])(context, builder, arguments[0])
        found = make_array(signature.return_type)(context, builder)
        place, size = builder.gep(whole.data, [arguments[1]]), whole.itemsize
        populate_array(found, data=place, shape=[arguments[2]], strides=[size], itemsize=size, meminfo=None)
        return found._getvalue()

    kind = numba.types.Array(array.dtype, 1, "C")
    return kind(array, numba.types.intp, numba.types.intp), view


def _borrowed(typing: Any, arrays: Any) -> Any:  # noqa: ARG001
    def uncounted(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = arguments[0]
        for n, kind in enumerate(signature.return_type):
            if isinstance(kind, numba.types.Array):
                array = make_array(kind)(context, builder, builder.extract_value(found, n))
                array.meminfo = context.get_constant_null(numba.types.MemInfoPointer(kind.dtype))
                array.parent = context.get_constant_null(numba.types.pyobject)
                found = builder.insert_value(found, array._getvalue(), n)
        return found

    return arrays(arrays), uncounted


def _taught() -> tuple[Any, Any]:
    """Tell numba of the functions that other modules wrote; return `part` and `borrowed` for compiled code."""
    # What elementary.py does to whole arrays, for single numbers. numba asks with types and is given the function.
    overload(elementary.pick)(lambda condition, yes, no: lambda condition, yes, no: yes if condition else no)  # noqa: ARG005
    overload(elementary.bits)(lambda x: lambda x: np.float64(x).view(np.int64))  # noqa: ARG005
    overload(elementary.from_bits)(lambda pattern: lambda pattern: np.int64(pattern).view(np.float64))  # noqa: ARG005
    elementwise = [entry for entry in ACTIVATIONS.values() if entry.derivative is not None]
    for shared in {
        *(elementary.power_of_two, elementary.exp_minus_1_near_0, elementary.exp, elementary.tanh),
        *(elementary.log_positive, elementary.log, elementary.log1p),
        *(entry.value for entry in elementwise),
        *(entry.derivative for entry in elementwise),
        *(entry.move for entry in OPTIMISERS.values()),
        *(entry.value for entry in LOSSES.values() if entry.value is not None),
        *(entry.error for entry in LOSSES.values() if entry.error is not None),
        *(binary_cross_entropy, diverged, padded, penalty_slope),
    }:  # a set: tanh is in it twice
        register_jitable(shared)
    return intrinsic(_part), intrinsic(_borrowed)


if numba is not None:
    part, borrowed = _taught()


@inlined
def axpy(total: FourNumbers, factor: Array, row: Array) -> FourNumbers:
    """Return total + factor[0] * row, of four numbers (BLAS calls it axpy)."""
    f = factor[0]
    return total[0] + f * row[0], total[1] + f * row[1], total[2] + f * row[2], total[3] + f * row[3]


@inlined
def load4(row: Array) -> FourNumbers:
    """Return four numbers."""
    return row[0], row[1], row[2], row[3]


@inlined
def store4(total: FourNumbers, row: Array) -> None:
    """Write row = total, of four numbers."""
    row[0], row[1], row[2], row[3] = total
