"""Arrays that share what they do not change: an edit of one number costs bytes, not the table that it stands in."""

import weakref
from collections import deque
from collections.abc import Mapping
from typing import Any, Generic, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)
#: Arrays that were made last, which are kept for the next question.
MAX_READ = 4
#: Numbers that may be looked at apart for each question about some rows: with more, the whole array is made.
MAX_APART = 32
_read: deque[NDArray[Any]] = deque(maxlen=MAX_READ)


class Changed(Generic[Kind]):
    """An array as another one with some numbers changed. It is made when somebody reads it, and not kept for long."""

    __slots__ = ("_base", "_found", "_places", "_values", "shape")

    def __init__(self, base: "NDArray[Kind] | Changed[Kind]", changes: Mapping[int, object]) -> None:
        """Take `base` with other numbers at some places, each counted in the flat array."""
        self._base = base
        self.shape: tuple[int, ...] = base.shape
        self._places, self._values = np.array(list(changes), dtype=np.intp), np.array(list(changes.values()))
        self._found: weakref.ref[NDArray[Kind]] | None = None

    def _at_hand(self) -> NDArray[Kind] | None:
        return None if self._found is None else self._found()

    def array(self) -> NDArray[Kind]:
        """Return it, to be read and not written."""
        base, later = self._since_made()
        if not later:
            return base
        made = np.array(base)
        flat = made.reshape(-1)
        for changed in later:
            flat[changed._places] = changed._values
        self._found = weakref.ref(made)
        _read.append(made)
        return made

    def rows(self, rows: NDArray[np.intp]) -> NDArray[Kind]:
        """Return some rows of a table, by number from 0: a copy, without making the whole where little changed."""
        base, later = self._since_made()
        if sum(changed._places.size for changed in later) > MAX_APART:
            base, later = self.array(), []
        found, columns = base[rows], self.shape[1]
        for changed in later:
            for place, value in zip(changed._places.tolist(), changed._values, strict=True):
                found[rows == place // columns, place % columns] = value
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as the array: nothing is shared there, and what points to it cannot go."""
        return np.array, (self.array(),)

    def _since_made(self) -> "tuple[NDArray[Kind], list[Changed[Kind]]]":
        """Return the latest array that is there, and what changed it since, the earliest first."""
        later: list[Changed[Kind]] = []
        base: NDArray[Kind] | Changed[Kind] = self
        while isinstance(base, Changed):
            found = base._at_hand()
            if found is None:
                later.append(base)
            base = base._base if found is None else found
        return base, later[::-1]


class ArrayField(Generic[Kind]):
    """A field of a dataclass that holds an array, perhaps as a `Changed`; whoever reads it gets the array."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, holder: object, owner: type | None = None) -> NDArray[Kind]:
        if holder is None:
            raise AttributeError(self._name)  # so the dataclass sees that there is no default
        found = held(holder, self._name)
        return cast("NDArray[Kind]", found.array() if isinstance(found, Changed) else found)

    def __set__(self, holder: object, value: "NDArray[Kind] | Changed[Kind]") -> None:
        vars(holder)[self._name] = value


def rows_of(holder: object, name: str, rows: NDArray[np.intp]) -> NDArray[Any]:
    """Return some rows, by number from 0, of the table that an `ArrayField` holds: a copy; no whole table is made."""
    table = held(holder, name)
    found: NDArray[Any] = table.rows(rows) if isinstance(table, Changed) else table[rows]
    return found


def held(holder: object, name: str) -> Any:
    """Return what an `ArrayField` holds: an array, or a `Changed` that stands in for it."""
    return vars(holder)[name]
