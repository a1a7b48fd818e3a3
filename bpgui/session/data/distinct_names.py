"""Names of columns as names of neurons: what a session cannot carry is mended."""

import re
from collections.abc import Iterable

from bpgui.session.basics.neuron_names import mended, numbered

#: What the program calls neurons that have no name of their own.
_OURS = re.compile(r"(i|h|o|h\d+_)\d+|out", re.ASCII)


def distinct_names(wanted: Iterable[str]) -> list[str]:
    """Return different names that a session can carry, one for each that is wanted, in order.

    A name that is taken, or that a neuron without one may have, gets a number behind it.
    """
    taken = dict[str, None]()
    for place, name in enumerate(wanted, 1):
        free = numbered(mended(name) or f"x{place}", lambda text: text in taken or bool(_OURS.fullmatch(text)))
        taken[free] = None
    return list(taken)
