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
        later: list[Changed[Kind]] = []
        base: NDArray[Kind] | Changed[Kind] = self
        while isinstance(base, Changed):
            found = base._at_hand()
            if found is None:
                later.append(base)
            base = base._base if found is None else found
        if not later:
            return base
        made = np.array(base)
        flat = made.reshape(-1)
        for changed in reversed(later):
            flat[changed._places] = changed._values
        self._found = weakref.ref(made)
        _read.append(made)
        return made


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


def held(holder: object, name: str) -> Any:
    """Return what an `ArrayField` holds: an array, or a `Changed` that stands in for it."""
    return vars(holder)[name]
