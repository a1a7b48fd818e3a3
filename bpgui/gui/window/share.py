"""Who has how much of the window: the diagram of a small network first, then plots, data table and outline.

Sizes are pixels of what lies between the tool bar and the status line. A side is what stands left, right or below.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

#: Panels that give way, the first one first. What they show is in the diagram, or one step away.
GIVE_WAY = ("outline", "data", "plots")
#: Panels that stay with whoever works in them.
STAY = ("lesson", "quiz")
#: Pixels, at text of 100 %, in which a table of five rows and an outline of three can be read.
MIN_BOTH = 400
#: Sides are made narrower in so many steps, before one gives way.
STEPS = 4


@dataclass(frozen=True)
class Side:
    """What one side takes: at least, usually, and the panels that stand there.

    What is below stands under the diagram, and needs the width `across` there; it stands under the left side
    too, unless that `reaches_down`, as the right one does.
    """

    least: int
    usual: int
    panels: frozenset[str]
    is_below: bool = False
    across: int = 0
    reaches_down: bool = False

    def narrowed(self, part: float) -> int:
        """Return its size: 0 the usual one, 1 the least one."""
        return round(self.usual + (min(self.least, self.usual) - self.usual) * part)


@dataclass(frozen=True)
class Shares:
    """Each side's size, and the sides that give way."""

    sizes: Mapping[str, int]
    gone: frozenset[str]
    is_narrowed: bool


def share(
    room: tuple[int, int],
    sides: Mapping[str, Side],
    fits: Sequence[Callable[[int, int], bool]],
    kept: frozenset[str] = frozenset(),
) -> Shares:
    """Return the usual sizes where the diagram has room, else smaller ones, else with as few sides gone as it needs.

    `fits` says whether a width and a height are enough for the diagram, the largest text first; none: it asks for
    nothing. `kept` are panels that do not give way. Where nothing helps all stay that have room themselves.
    """
    early = [name for name, side in sides.items() if side.panels <= {*GIVE_WAY} - kept]
    early.sort(key=lambda name: sides[name].is_below)
    late = [name for name, side in sides.items() if name not in early and not side.panels & {*STAY, *kept}]
    tries = [(fit, gone) for fit in fits for gone in _subsets(early)]
    tries += [(fit, (*early, *late)) for fit in fits[-1:]]
    for fit, gone in tries:
        for step in range(STEPS + 1):
            sizes = {name: side.narrowed(step / STEPS) for name, side in sides.items() if name not in gone}
            if fit(*centre(room, sides, sizes)) and not _is_narrow(room, sides, sizes):
                return Shares(sizes, frozenset(gone), step > 0)
    usual = {name: side.usual for name, side in sides.items()}
    low = {name for name in early if sides[name].is_below and _is_narrow(room, sides, usual)}
    return Shares({name: size for name, size in usual.items() if name not in low}, frozenset(low), False)


def centre(room: tuple[int, int], sides: Mapping[str, Side], sizes: Mapping[str, int]) -> tuple[int, int]:
    """Return the width and height that sides of these sizes leave."""
    across = sum(size for name, size in sizes.items() if not sides[name].is_below)
    down = sum(size for name, size in sizes.items() if sides[name].is_below)
    return room[0] - across, room[1] - down


def _is_narrow(room: tuple[int, int], sides: Mapping[str, Side], sizes: Mapping[str, int]) -> bool:
    """Whether what is below would not be wide enough."""
    across = max((sides[name].across for name in sizes), default=0)
    return room[0] - sum(size for name, size in sizes.items() if name == "right" or sides[name].reaches_down) < across


def too_low(height: int, whole: int, scale: float, sides: Mapping[str, Side], kept: Collection[str]) -> set[str]:
    """Return what gives way on the left because two panels there would be too low to read, one above the other.

    Of data table and outline, in this height, that is the outline; beside what stays, in the `whole` height, both.
    """
    left = sides["left"].panels if "left" in sides else frozenset()
    if left & {*STAY}:
        return {"data", "outline"} & left - {*kept} if whole < MIN_BOTH * scale else set()
    return {"outline"} - {*kept} if left >= {"data", "outline"} and height < MIN_BOTH * scale else set()


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, count) for count in range(len(names) + 1))
