"""The rows of a file while it is read, piece by piece: where they are alike, in a fraction of their cells' memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bpgui.session.data.cells import BLOCK, Block, joined, parted
from bpgui.session.data.records import TextRow


class RowPiece(NamedTuple):
    """BLOCK rows that follow each other, fewer at the end: `rows`, or their `lines` and the block of each column.

    They stand in columns where all have as many texts, and their quotes fit.
    """

    rows: list[TextRow]
    lines: list[int]
    columns: list[Block]

    @classmethod
    def of(cls, rows: list[TextRow]) -> "RowPiece":
        """Keep rows in columns where that is possible."""
        width = len(rows[0].cells)
        if any(row.is_unquoted or len(row.cells) != width or set(map(type, row.cells)) != {str} for row in rows):
            return cls(rows, [], [])
        columns = [joined(list(cells)) for cells in zip(*(row.cells for row in rows), strict=True)]
        return cls([], [row.line for row in rows], columns)

    @property
    def widths(self) -> Counter[int]:
        """How many rows have how many cells."""
        return Counter({len(self.columns): len(self.lines)}) if self.columns else Counter(_widths(self.rows))

    @property
    def all_lines(self) -> list[int]:
        """The line of the file, from 1, at which each row begins."""
        return self.lines or [row.line for row in self.rows]

    def has_text(self, place: int) -> bool:
        """Whether some row has more than an empty cell at a place (from 0)."""
        if self.columns:
            return place < len(self.columns) and any(parted(self.columns[place]))
        return any(len(row.cells) > place and row.cells[place] != "" for row in self.rows)

    def is_clean(self, width: int) -> bool:
        """Whether there is nothing to be noted of its rows in a table of so many columns."""
        return len(self.columns) == width and not any("\ufffd" in "".join(column) for column in self.columns)

    def as_rows(self) -> list[TextRow]:
        """Return its rows."""
        if not self.columns:
            return self.rows
        cells = zip(*map(parted, self.columns), strict=True)
        return [TextRow(line, list(row)) for line, row in zip(self.lines, cells, strict=True)]


def _widths(rows: Sequence[TextRow]) -> Iterator[int]:
    return (len(row.cells) for row in rows)


def pieces(rows: Iterable[TextRow]) -> Iterator[tuple[RowPiece, int, int]]:
    """Yield pieces, how many cells each has, and its last line."""
    iterator = iter(rows)
    while found := list(islice(iterator, BLOCK)):
        cells, line = sum(_widths(found)), found[-1].line
        yield RowPiece.of(found), cells, line
