"""From the content of a file to a table of text cells, and all that is wrong with it."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bpgui.engine.elementary import Array
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.work import Cancelled
from bpgui.session.data.cells import BLOCK, Block, Cells, joined, kept_cells, numbers_of
from bpgui.session.data.dataset import MAX_CELLS, MAX_COLUMNS
from bpgui.session.data.dialect import DECIMALS, GROUPINGS, Dialect
from bpgui.session.data.encodings import decoded_lines
from bpgui.session.data.flaws import FlawList, Flaws
from bpgui.session.data.records import TextRow, commented_names, records
from bpgui.session.data.row_pieces import RowPiece, pieces
from bpgui.session.data.spreadsheet import cell_text, is_spreadsheet, sheet_rows

#: Larger files are refused, and tables of more cells or columns than a data set may have.
MAX_FILE = 256 << 20

#: Told (lines done, all lines); says whether to go on.
Tell = Callable[[int, int], bool]


@dataclass(frozen=True, eq=False)
class ReadTable:
    """A table as a file has it: for each column its name and its cells, without blanks around them.

    `lines` has the line of the file, from 1, at which each row begins. `problems` are wrong cells and rows, which
    have been filled up with empty cells or cut; `notes` are what was done without loss, such as naming a column.
    """

    names: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: list[int]
    problems: Flaws
    notes: Flaws
    _numbers: dict[object, tuple[Array, Sequence[int]]] = field(default_factory=dict, repr=False)

    def rows(self, first: int = 0, last: int | None = None) -> list[tuple[str, ...]]:
        """Return the cells of rows `first` to `last` (from 0, without the last; None: all)."""
        return list(zip(*(column[first:last] for column in self.columns), strict=True))

    def numbers(self, place: int, dialect: Dialect) -> tuple[Array, Sequence[int]]:
        """Return `number_cells.numbers` of a column, read once."""
        key = place, dialect.decimal, dialect.grouping, dialect.missing
        if key not in self._numbers:
            values, wrong = numbers_of(self.columns[place], dialect)
            self._numbers[key] = values, array("i", wrong)  # of a column of texts these are many
        return self._numbers[key]


def read(content: bytes, dialect: Dialect, tell: Tell | None = None) -> ReadTable:
    """Read a whole file in this dialect.

    What is wrong in it is a value of the table. Raises Problem only where no table can be made: an unknown encoding,
    impossible signs, no row, too much; Cancelled when `tell` says so.
    """
    check_dialect(dialect)
    if len(content) > MAX_FILE:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It is larger than {most} MB."), most=MAX_FILE >> 20)
    if is_spreadsheet(content):
        rows = sheet_rows(content, dialect.sheet)
        found = (
            TextRow(place, row)
            for place, row in enumerate(rows, 1)
            if place > dialect.skip and any(cell != "" for cell in row)
        )
        return _table(found, None, dialect, tell, len(rows), is_decoded=False)
    return _read_lines(decoded_lines(content, dialect.encoding), dialect, tell)


def read_text(text: str, dialect: Dialect, tell: Tell | None = None) -> ReadTable:
    """Read a text, such as what was pasted; see `read`. Its lines end with LF."""
    return _read_lines(text.split("\n"), dialect, tell)


def _read_lines(lines: list[str], dialect: Dialect, tell: Tell | None) -> ReadTable:
    names = commented_names(lines, dialect) if dialect.has_header else None
    return _table(_freeing(records(lines, dialect, dialect.skip), lines), names, dialect, tell, len(lines))


def _freeing(found: Iterable[TextRow], lines: list[str]) -> Iterator[TextRow]:
    """Yield rows, and let go of the lines that they were read from: both take much memory in a large file."""
    freed = 0
    for row in found:
        if row.line - freed > BLOCK:
            lines[freed : row.line - 1] = [""] * (row.line - 1 - freed)
            freed = row.line - 1
        yield row


def check_dialect(dialect: Dialect) -> None:
    """Raise Problem where parts of a dialect are impossible or contradict each other."""
    signs = [dialect.delimiter, dialect.quote, dialect.decimal]
    if len(dialect.delimiter) != 1 or len(dialect.quote) > 1 or dialect.delimiter in "\r\n\0" or dialect.quote == "\n":
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A delimiter is one character, a quote one or none."))
    if dialect.decimal not in DECIMALS or dialect.grouping not in GROUPINGS or dialect.decimal == dialect.grouping:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The decimal sign is a point or a comma, groups have another sign."))
    if dialect.delimiter == dialect.quote or dialect.skip < 0:
        what = QT_TRANSLATE_NOOP("Problem", "These cannot go together: {signs}.")
        raise Problem(what, signs=" ".join(signs))


def _table(
    found: Iterable[TextRow],
    names: list[str] | None,
    dialect: Dialect,
    tell: Tell | None,
    total: int,
    *,
    is_decoded: bool = True,
) -> ReadTable:
    problems, notes = FlawList(), FlawList()
    header_line, found = dialect.skip + 1, iter(found)
    if dialect.has_header and names is None and (header := next(found, None)) is not None:
        header_line, names = header.line, [cell_text(cell, dialect) for cell in header.cells]
    read_pieces = _collected(found, tell, total)
    if not read_pieces:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no row of data in it."))
    width, lines = _width(read_pieces, names or []), [line for piece in read_pieces for line in piece.all_lines]
    if width > MAX_COLUMNS or width * len(lines) > MAX_CELLS:
        what = QT_TRANSLATE_NOOP("Problem", "It has {rows} rows and {columns} columns; {most} cells are possible.")
        raise Problem(what, rows=len(lines), columns=width, most=MAX_CELLS)
    named = _names(names, width, header_line, dialect, notes)
    if is_decoded:
        kept: list[Sequence[str]] = [*map(Cells.of_blocks, _blocks(read_pieces, width, problems))]
    else:
        columns = _columns(read_pieces, width, problems)
        kept = [kept_cells(columns.pop(0), dialect) for _ in range(width)]
    return ReadTable(named, tuple(kept), lines, problems.found(), notes.found())


def _collected(found: Iterable[TextRow], tell: Tell | None, total: int) -> list[RowPiece]:
    """Return all records. Raises Problem when they have too many cells, Cancelled."""
    collected, cells = list[RowPiece](), 0
    for piece, count, line in pieces(found):
        collected.append(piece)
        cells += count
        if cells > MAX_CELLS:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "It has more than {most} cells."), most=MAX_CELLS)
        if tell is not None and not tell(line, total):
            raise Cancelled
    return collected


def _blocks(found: list[RowPiece], width: int, problems: FlawList) -> list[list[Block]]:
    """Return the blocks of each column of texts, each row as wide as the others; the pieces are let go of."""
    columns = [list[Block]() for _ in range(width)]
    for place, piece in enumerate(found):
        blocks = piece.columns
        if not piece.is_clean(width):
            rows = _fitted(piece, place * BLOCK, width, problems)
            for row, record in enumerate(rows, place * BLOCK):
                if "\ufffd" in "".join(record.cells):
                    _note_undecoded(row, record, problems)
            blocks = [joined(list(cells)) for cells in zip(*(record.cells for record in rows), strict=True)]
        for column, block in zip(columns, blocks, strict=True):
            column.append(block)
        found[place] = RowPiece([], [], [])  # the memory is needed
    return columns


def _columns(found: list[RowPiece], width: int, problems: FlawList) -> list[list[object]]:
    """Return the cells of a spreadsheet's rows column by column; the pieces are let go of."""
    columns = [list[object]() for _ in range(width)]
    for place, piece in enumerate(found):
        rows = _fitted(piece, place * BLOCK, width, problems)
        for column, part in zip(columns, zip(*(record.cells for record in rows), strict=True), strict=True):
            column.extend(part)
        found[place] = RowPiece([], [], [])  # the memory is needed
    return columns


def _fitted(piece: RowPiece, first: int, width: int, problems: FlawList) -> list[TextRow]:
    """Return the rows of a piece, each as wide as the others; `first` is the number of the first one."""
    rows = piece.as_rows()
    for row, record in enumerate(rows, first):
        _fit(row, record, width, problems)
    return rows


def _width(found: Sequence[RowPiece], names: Sequence[str]) -> int:
    """Return the number of columns: the commonest length of rows, but no name is lost, and no empty last column kept.

    A delimiter at the end of the rows makes a last cell that is always empty.
    """
    widths = Counter[int]()
    for piece in found:
        widths.update(piece.widths)
    most = max(widths.values())
    width = max(width for width, count in widths.items() if count == most)
    named = max((place for place, name in enumerate(names, 1) if name), default=0)
    width = max(width, named)
    while width > max(1, named) and not any(piece.has_text(width - 1) for piece in found):
        width -= 1
    return width


def _names(names: list[str] | None, width: int, line: int, dialect: Dialect, notes: FlawList) -> tuple[str, ...]:
    """Return the name of each column, all different; note which had none, or that of another one."""
    if names is None:
        return tuple(f"x{column}" for column in range(1, width + 1))
    given = (["", *names] if dialect.has_row_names else list(names))[:width]
    if len(given) < width:
        what = QT_TRANSLATE_NOOP("Problem", "The header has {count} names, the rows have {width} cells.")
        notes.add(Problem(what, count=len(given), width=width), line)
    given += [""] * (width - len(given))
    taken, earlier = set(given), set[str]()
    for place, name in enumerate(given):
        if name in earlier:
            number = 2
            while f"{name}_{number}" in taken:
                number += 1
            given[place] = f"{name}_{number}"
            taken.add(given[place])
            what = QT_TRANSLATE_NOOP("Problem", "Column {n} has the name of another one; it is called “{name}”.")
            notes.add(Problem(what, n=place + 1, name=given[place]), line, place + 1, name)
        elif name:
            earlier.add(name)
        else:
            given[place] = _free_name(place + 1, taken)
            what = QT_TRANSLATE_NOOP("Problem", "Column {n} has no name; it is called “{name}”.")
            notes.add(Problem(what, n=place + 1, name=given[place]), line, place + 1, "")
    return tuple(given)


def _free_name(column: int, taken: set[str]) -> str:
    name = f"x{column}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _fit(row: int, record: TextRow, width: int, problems: FlawList) -> None:
    """Give a row as many cells as there are columns, and note what does not fit."""
    line, cells, is_unquoted = record
    if is_unquoted:
        what = QT_TRANSLATE_NOOP("Problem", "The quotes in this line do not fit; they were read as text.")
        problems.add(Problem(what), line, None, " ".join(cells), row)
    count = len(cells)
    if count < width:
        cells += [""] * (width - count)
        what = QT_TRANSLATE_NOOP("Problem", "The row has {count} cells, the table has {width} columns.")
        problems.add(Problem(what, count=count, width=width), line, count + 1, "", row)
    elif count > width:
        extra = [cell for cell in cells[width:] if cell != ""]
        del cells[width:]
        if extra:
            what = QT_TRANSLATE_NOOP("Problem", "The row has {count} cells, the table has {width} columns.")
            problems.add(Problem(what, count=count, width=width), line, width + 1, extra[0], row)


def _note_undecoded(row: int, record: TextRow, problems: FlawList) -> None:
    for column, cell in enumerate(record.cells, 1):
        if "\ufffd" in cell:
            what = QT_TRANSLATE_NOOP("Problem", "“{cell}” has characters that cannot be read in this encoding.")
            problems.add(Problem(what, cell=cell[:80]), record.line, column, cell, row)
