"""The names that people give neurons: which a file and a CSV can carry, and which are still free."""

import re
from collections.abc import Callable, Iterable, Sequence

MAX_LENGTH = 40
#: What neither the session file nor a column of the CSV can carry in a name.
_FORBIDDEN = re.compile(r'[.,:"\[\]\s]+')


def is_possible(name: str) -> bool:
    """Whether files and CSV can carry a name."""
    return 0 < len(name) <= MAX_LENGTH and name == name.strip() and not re.search(r'[.,:"\[\]\n\r\t]', name)


def mended(name: str) -> str:
    """Return the nearest name that files and CSV can carry; "" where nothing is left."""
    return _FORBIDDEN.sub(" ", name).strip()[:MAX_LENGTH].strip()


def numbered(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return a possible name, with a number behind it where it is taken; a long one is cut to make room for it."""
    free, number = name, 2
    while is_taken(free):
        end = f" {number}"
        free, number = name[: MAX_LENGTH - len(end)].rstrip() + end, number + 1
    return free


def free_names(kept: Sequence[str | None], defaults: Sequence[str], taken: Iterable[str]) -> list[str]:
    """Return the names of a layer's neurons: those that are kept, and for the others (None) the next free ones.

    `defaults` are the layer's default names, `taken` all that a new name must differ from. Where no neuron has a name
    of its own, a layer that grows or shrinks at its end has its default names.
    """
    used = {*taken, *(name for name in kept if name is not None)}
    stem = re.sub(r"\d+\Z", "", defaults[0]) if defaults[0] != "out" else "o"
    numbers = [int(name[len(stem) :]) for name in kept if name and re.fullmatch(re.escape(stem) + r"\d{1,6}", name)]
    number, found = max(numbers, default=0), []
    for place, name in enumerate(kept):
        if name is not None:
            found.append(name)
            continue
        if defaults[place] not in used and not numbers:
            fresh = defaults[place]
        else:
            number += 1
            while f"{stem}{number}" in used:
                number += 1
            fresh = f"{stem}{number}"
        used.add(fresh)
        found.append(fresh)
    return found
