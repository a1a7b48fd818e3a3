"""What is wrong with a file, or worth saying of it: values that name line, column and cell."""

from dataclasses import dataclass

from bpgui.session.basics.problems import Problem

#: More are counted, but not kept.
MAX_FLAWS = 1000


@dataclass(frozen=True)
class Flaw:
    """Something about a place of a file. Lines and columns count from 1; None: it is about no single one.

    `cell` is the text that stands there. `row` is the place in the table that was read, from 0.
    """

    problem: Problem
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Flaws:
    """The first MAX_FLAWS that were found, in the order of the file, and how many there are."""

    listed: tuple[Flaw, ...] = ()
    count: int = 0
    rows: frozenset[int] = frozenset()  # all rows that have one


class FlawList:
    """Collects flaws while a file is read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._listed: list[Flaw] = []
        self._rows: set[int] = set()
        self._count = 0

    def add(
        self,
        problem: Problem,
        line: int | None = None,
        column: int | None = None,
        cell: str | None = None,
        row: int | None = None,
    ) -> None:
        """Note one; see Flaw."""
        self._count += 1
        if row is not None:
            self._rows.add(row)
        if len(self._listed) < MAX_FLAWS:
            self._listed.append(Flaw(problem, line, column, None if cell is None else cell[:200], row))

    def found(self) -> Flaws:
        """Return what was found, sorted by line."""
        listed = sorted(self._listed, key=lambda flaw: (flaw.line or 0, flaw.column or 0))
        return Flaws(tuple(listed), self._count, frozenset(self._rows))
