"""How many cells the sheets of an .xlsx or .ods go over, found without reading them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple
from xml.parsers import expat

import numpy as np

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: What a file may hold when it is unpacked; and the area of a sheet, empty cells too, and the texts that cells share.
MAX_UNPACKED, MAX_AREA = 1 << 29, 5_000_000
#: The column and the row in a place: "AB12" of a cell, "12" of a row.
_LETTERS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)""")
_DIGITS = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*([^"']*)""")
#: How a text begins that cells share.
_TEXTS = (b"<si>", b"<si ", b"<si/", b":si>")
_CELL = re.compile(rb"[<:]c[\s/>]")
#: What zipfile and expat raise.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
#: What is looked at in one go, because other threads wait meanwhile; and the longest row of an .ods.
PIECE, MAX_PIECE = 1 << 19, 1 << 24
#: Bytes behind a piece, so that a place in it may be looked at without asking whether it ends.
LOOK_AHEAD = 16
_REPEATED_ROWS = re.compile(rb'number-rows-repeated\s*=\s*["\'](\d{1,9})')
_REPEATED_CELLS = re.compile(rb'number-columns-repeated\s*=\s*["\'](\d{1,9})')
_CONTENT = re.compile(rb"office:(?:value|value-type|string-value|boolean-value|date-value)\s*=|<text:p")


def check_extent(content: bytes) -> None:
    """Raise Problem where a file is no .xlsx or .ods, or would take too much memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "It is larger than {most} MB."), most=MAX_UNPACKED >> 20)
            if not {"xl/workbook.xml", "content.xml"} & {member.filename for member in members}:
                raise Problem(QT_TRANSLATE_NOOP("Problem", "It is no spreadsheet; .xlsx and .ods can be read."))
            parts = (member for member in members if member.filename.endswith((".xml", ".rels")))
            areas = [_area(archive, member) for member in parts]
    except _UNREADABLE as error:
        what = QT_TRANSLATE_NOOP("Problem", "The spreadsheet cannot be read: {reason}")
        raise Problem(what, reason=str(error)) from error
    if max(areas, default=0) > MAX_AREA:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A sheet goes over more than {most} cells, empty ones too."), most=MAX_AREA
        )


def _area(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how many cells the sheet in a part of a file goes over; 0 where it is none."""
    with archive.open(part) as stream:
        if part.filename == "content.xml":
            return _area_of_ods(_pieces(_well_formed(stream), b"<table:table-row"))
        return _area_of_xlsx(_pieces(_well_formed(stream), b"<"))


def _well_formed(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of an XML file as it is read. Raises ExpatError where it is none, ValueError for a DTD."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_dtd
    while read := stream.read(PIECE):
        parser.Parse(read, False)
        yield read
    parser.Parse(b"", True)


def _refuse_dtd(*_: object) -> None:
    raise ValueError("it has a DTD")


def _pieces(reads: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    """Yield the content in pieces, of which each but the first begins with `mark`. Raises ValueError for a huge one."""
    rest = b""
    for read in reads:
        piece = rest + read
        cut = max(0, piece.rfind(mark))
        rest = piece[cut:]
        if len(rest) > MAX_PIECE:
            raise ValueError("a row or text is too long")
        if cut:
            yield piece[:cut]
    yield rest


class _Places(NamedTuple):
    """The cells of a piece of a sheet: how many, how many that say their place, and the last column and row of those.

    `column` and `row` are from 1; `is_possible` says whether all rows are numbers that a sheet may have.
    """

    cells: int
    named: int
    column: int
    row: int
    is_possible: bool = True


def _area_of_xlsx(pieces: Iterable[bytes]) -> int:
    """Multiply the last row and column in places of cells; what has no place follows the row or cell before it."""
    rows = cells = named = row = column = unnamed = texts = 0
    is_sheet, is_possible = False, True
    for piece in pieces:
        is_sheet |= b"sheetData" in piece
        texts += sum(map(piece.count, _TEXTS))
        if texts > MAX_AREA:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "It holds more than {most} texts."), most=MAX_AREA)
        found = _usual_places(piece) or _any_places(piece)
        is_possible &= found.is_possible
        column, row = max(column, found.column), max(row, found.row)
        rows += piece.count(b"<row") + piece.count(b":row")
        cells += found.cells
        named += found.named
        if named < cells:
            unnamed = max([unnamed, *(len(_CELL.findall(row)) for row in piece.split(b"row"))])
    if not is_possible:
        return (MAX_AREA + 1) * is_sheet
    return max(rows, row) * (column + unnamed) * is_sheet


def _any_places(piece: bytes) -> _Places:
    letters, digits = _LETTERS.findall(piece), set(_DIGITS.findall(piece))
    is_possible = all(number.isdigit() and len(number) < 8 for number in digits)
    columns = max([b"", *set(letters)], key=lambda text: (len(text), text.upper()))
    row = max([0, *(int(number) for number in digits if is_possible)])
    return _Places(len(_CELL.findall(piece)), len(letters), _column(columns), row, is_possible)


def _usual_places(piece: bytes) -> _Places | None:
    """Return what `_any_places` does, five times as fast, where all places are written as programs do: r="AB12".

    None where one is not.
    """
    text = np.frombuffer(piece + bytes(LOOK_AHEAD), dtype=np.uint8)
    at = np.flatnonzero(text == ord("r"))
    at = at[(text[at - 1] <= ord(" ")) & ((text[at + 1] == ord("=")) | (text[at + 1] <= ord(" ")))]
    if not np.all((text[at + 1] == ord("=")) & (text[at + 2] == ord('"'))):
        return None
    at, column, row = at + 3, np.zeros(len(at), dtype=np.int64), np.zeros(len(at), dtype=np.int64)
    for _ in range(3):
        letter = text[at] - np.uint8(ord("A"))  # of what is no letter, more than 25
        column = np.where(letter < 26, column * 26 + letter + 1, column)
        at = at + (letter < 26)
    for _ in range(7):
        digit = text[at] - np.uint8(ord("0"))
        row = np.where(digit < 10, row * 10 + digit, row)
        at = at + (digit < 10)
    if not np.all(text[at] == ord('"')) or not np.all(row):
        return None
    starts = np.flatnonzero(text == ord("c"))
    after = text[starts + 1]
    is_cell = ((text[starts - 1] == ord("<")) | (text[starts - 1] == ord(":"))) & (
        (after <= ord(" ")) & (after > 0) | (after == ord("/")) | (after == ord(">"))
    )
    named = int(np.count_nonzero(column))
    return _Places(int(np.count_nonzero(is_cell)), named, int(column.max(initial=0)), int(row.max(initial=0)))


def _column(letters: bytes) -> int:
    """Return the number of the column "AB", from 1; 0 for none."""
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - 64
    return number


def _area_of_ods(pieces: Iterable[bytes]) -> int:
    """Multiply the last row with content and the last column with content; both may be repeated."""
    rows = height = width = 0
    for row in (row for piece in pieces for row in piece.split(b"<table:table-row") if row):
        head, _, _ = row.partition(b">")
        repeated = _REPEATED_ROWS.search(head)
        rows += int(repeated[1]) if repeated else 1
        contents = [found.end() for found in _CONTENT.finditer(row)]
        if contents:
            full = row[: row.find(b">", contents[-1]) + 1]
            height = rows
            repeats = [int(count) for count in _REPEATED_CELLS.findall(full)]
            width = max(width, sum(repeats) + full.count(b"-cell") - len(repeats))
    return height * width
