"""Results that are kept for as long as the thing lives which they were found of, and no longer."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

Thing = TypeVar("Thing")
P = ParamSpec("P")
R = TypeVar("R")


def kept_with_first(
    most: int,
) -> Callable[[Callable[Concatenate[Thing, P], R]], Callable[Concatenate[Thing, P], R]]:
    """Have a function keep its last `most` results for each first argument, so that they are the same objects.

    The first argument is known by identity and not kept alive, so no result may refer to it.
    """

    def decorate(function: Callable[Concatenate[Thing, P], R]) -> Callable[Concatenate[Thing, P], R]:
        kept: WeakKeyDictionary[Thing, Callable[P, R]] = WeakKeyDictionary()

        def of(thing: ref[Thing]) -> Callable[P, R]:
            def found(*args: P.args, **kwargs: P.kwargs) -> R:
                living = thing()
                assert living is not None  # its caller holds it
                return function(living, *args, **kwargs)

            return lru_cache(most)(found)  # type: ignore[return-value]  # its arguments can be hashed

        @wraps(function)
        def asked(thing: Thing, /, *args: P.args, **kwargs: P.kwargs) -> R:
            found = kept.get(thing)
            if found is None:
                found = kept[thing] = of(ref(thing))
            return found(*args, **kwargs)

        return asked

    return decorate
