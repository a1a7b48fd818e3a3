"""Results kept for as long as what they were found of."""

import gc
from weakref import ref

from bpgui.session.basics.kept import kept_with_first


class Thing:
    """Something that others are found of."""


calls = list[int]()


@kept_with_first(2)
def found(thing: Thing, number: int) -> list[int]:
    """Return something that is not the same object each time."""
    assert isinstance(thing, Thing)
    calls.append(number)
    return [number]


def test_the_last_results_of_each_thing_are_the_same_objects() -> None:
    things = [Thing() for _ in range(300)]
    first = [(found(thing, 1), found(thing, 2)) for thing in things]
    calls.clear()
    assert all(found(thing, k + 1) is pair[k] for thing, pair in zip(things, first, strict=True) for k in (0, 1))
    assert not calls
    found(things[0], 3)
    again = found(things[0], 1)
    assert (again, again is first[0][0]) == ([1], False)


def test_what_it_was_found_of_is_not_kept_alive() -> None:
    thing = Thing()
    gone = ref(thing)
    found(thing, 1)
    del thing
    gc.collect()
    assert gone() is None
