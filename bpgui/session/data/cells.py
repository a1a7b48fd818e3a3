"""The cells of a table that was read: as texts, in a tenth of the memory that as many texts take."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import cast, overload

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.number_cells import has_digits, number_text, numbers
from bpgui.session.data.spreadsheet import cell_text

#: Cells that stand in one text; and these, or the cells themselves where some have line ends.
BLOCK = 1024
Block = str | list[str]


class Cells(Sequence[str]):
    """Texts that do not change, joined block by block; the last block that was looked into is kept apart."""

    def __init__(self, cells: Iterable[str]) -> None:
        """Join them."""
        iterator = iter(cells)
        self._keep([joined(block) for block in iter(lambda: list(islice(iterator, BLOCK)), [])])

    @classmethod
    def of_blocks(cls, blocks: list[Block]) -> "Cells":
        """Return the cells of blocks, each of which has BLOCK of them, the last one perhaps fewer."""
        cells = cls.__new__(cls)
        cells._keep(blocks)
        return cells

    def _keep(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._open: tuple[int, list[str]] = -1, []
        self._count = max(0, len(self._blocks) - 1) * BLOCK + (len(self._block(len(self._blocks) - 1)) or 0)

    def _block(self, place: int) -> list[str]:
        if place < 0:
            return []
        number, cells = self._open  # one value: another thread may look into another block
        if number != place:
            cells = parted(self._blocks[place])
            self._open = place, cells
        return cells

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(parted, self._blocks))

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(self._count))]
        number, within = divmod(range(self._count)[place], BLOCK)
        return self._block(number)[within]


def joined(cells: list[str]) -> Block:
    """Return cells as one text; as they are where a cell has a line end."""
    text = "\n".join(cells)
    return text if text.count("\n") == len(cells) - 1 else cells


def parted(block: Block) -> list[str]:
    """Return the cells of a block."""
    return block.split("\n") if isinstance(block, str) else block


class NumberCells(Sequence[str]):
    """Numbers of a spreadsheet, `values`, (cells,) with NaN where there is none, as the texts that a dialect reads."""

    def __init__(self, values: Array, dialect: Dialect) -> None:
        """Keep the numbers."""
        self.values, self._dialect = values, dialect

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._text(value) for value in self.values[place].tolist()]
        return self._text(float(self.values[place]))

    def _text(self, value: float) -> str:
        return "" if np.isnan(value) else number_text(value, self._dialect)


def kept_cells(cells: Sequence[object], dialect: Dialect) -> Sequence[str]:
    """Return the cells of a column, texts or those of a spreadsheet, to be kept."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return Cells(map(str.strip, cast("Sequence[str]", cells)))
    if kinds <= {int, float, str}:
        empty = cells.count("") if str in kinds else 0
        known = [math.nan if cell == "" else cell for cell in cells] if empty else cells
        if set(map(type, known)) <= {int, float}:
            values = np.array(known, dtype=np.float64)
            if np.count_nonzero(np.isfinite(values)) == len(cells) - empty:
                return NumberCells(values, dialect)
    return Cells(cell_text(cell, dialect) for cell in cells)


def numbers_of(cells: Sequence[str], dialect: Dialect) -> tuple[Array, list[int]]:
    """Return `number_cells.numbers` of cells that are kept."""
    if isinstance(cells, NumberCells) and "" in dialect.missing_cells and not has_digits(dialect.missing_cells):
        return cells.values, []
    return numbers(list(cells), dialect)
