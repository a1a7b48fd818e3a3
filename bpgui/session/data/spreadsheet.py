"""Spreadsheets' own files (.xlsx, .ods), read by calamine: from a sheet to rows of text cells.

calamine reads 100,000 x 20 numbers of an .xlsx in two seconds, where openpyxl needs half a minute; but it keeps a whole
rectangle of cells in memory, and ends the process where there is none left: two cells in opposite corners of a sheet
are enough. And it reads for ever where an end tag is missing. So the extent of the sheets is looked at first, and that
all XML is well-formed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.number_cells import number_text

#: What a file may hold when it is unpacked, and the area of a sheet, empty cells too.
MAX_UNPACKED, MAX_AREA = 1 << 29, 5_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The column and the row in a place: "AB12" of a cell, "12" of a row.
_LETTERS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)""")
_DIGITS = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*([^"']*)""")
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
_REPEATED_ROWS = re.compile(rb'number-rows-repeated\s*=\s*["\'](\d{1,9})')
_REPEATED_CELLS = re.compile(rb'number-columns-repeated\s*=\s*["\'](\d{1,9})')
_CONTENT = re.compile(rb"office:(?:value|value-type|string-value|boolean-value|date-value)\s*=|<text:p")


def is_spreadsheet(content: bytes) -> bool:
    """Whether this is a file of a spreadsheet program, readable or not."""
    return content.startswith((_ZIP, _OLE))


def sheet_names(content: bytes) -> list[str]:
    """Return the names of the sheets, at least one. Raises Problem."""
    names = list(_workbook(content).sheet_names)
    if not names:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The spreadsheet has no sheet."))
    return names


def sheet_rows(content: bytes, name: str | None) -> list[list[object]]:
    """Return the rows of a sheet from its first on, the first sheet where `name` is None. Raises Problem.

    Cells are texts, numbers, truth values, times, or "" where there is nothing: see `cell_text`. The sheet is kept,
    because it is read again for each change of the dialect, until another is read or `forget` is called.
    """
    names = sheet_names(content)
    if name is not None and name not in names:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no sheet “{name}”."), name=name)
    try:
        sheet = _sheet(content, names[0] if name is None else name)
        top, left = sheet.start or (0, 0)
        rows = [list[object]() for _ in range(top)]
        rows += ([*[""] * left, *row] for row in sheet.to_python())
        return rows
    except BaseException as error:
        raise _problem(error) from error


def forget() -> None:
    """Let go of the memory that the last sheet takes."""
    _sheet.cache_clear()
    _workbook.cache_clear()


@lru_cache(maxsize=1)
def _sheet(content: bytes, name: str) -> CalamineSheet:
    return _workbook(content).get_sheet_by_name(name)


@lru_cache(maxsize=1)
def _workbook(content: bytes) -> CalamineWorkbook:
    _check_extent(content)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except BaseException as error:
        raise _problem(error) from error


def cell_text(cell: object, dialect: Dialect) -> str:
    """Return a cell of a sheet as text: numbers as the dialect reads them, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return number_text(float(cell), dialect)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _problem(error: BaseException) -> BaseException:
    """Return what is said of an error of calamine, whose own faults come as panics; any other error as it is."""
    if isinstance(error, CalamineError | OSError | ValueError) or type(error).__name__ == "PanicException":
        return Problem(QT_TRANSLATE_NOOP("Problem", "The spreadsheet cannot be read: {reason}"), reason=str(error))
    return error


def _check_extent(content: bytes) -> None:
    """Raise Problem where a file is no .xlsx or .ods, or would take too much memory."""
    if content.startswith(_OLE):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "It is an old or encrypted spreadsheet: save it as .xlsx, .ods or .csv.")
        )
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


def _area_of_xlsx(pieces: Iterable[bytes]) -> int:
    """Multiply the last row and column in places of cells; what has no place follows the row or cell before it."""
    rows = cells = named = last = unnamed = 0
    columns, is_sheet, is_possible = b"", False, True
    for piece in pieces:
        is_sheet |= b"sheetData" in piece
        letters, digits = _LETTERS.findall(piece), set(_DIGITS.findall(piece))
        is_possible &= all(number.isdigit() and len(number) < 8 for number in digits)
        columns = max([columns, *set(letters)], key=lambda text: (len(text), text.upper()))
        last = max([last, *(int(number) for number in digits if is_possible)])
        rows += piece.count(b"<row") + piece.count(b":row")
        cells += len(_CELL.findall(piece))
        named += len(letters)
        if named < cells:
            unnamed = max([unnamed, *(len(_CELL.findall(row)) for row in piece.split(b"row"))])
    if not is_possible:
        return (MAX_AREA + 1) * is_sheet
    return max(rows, last) * (_column(columns) + unnamed) * is_sheet


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
