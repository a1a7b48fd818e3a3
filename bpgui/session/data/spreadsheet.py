"""Spreadsheets' own files (.xlsx, .ods), read by calamine: from a sheet to rows of text cells.

calamine reads 100,000 x 20 numbers of an .xlsx in two seconds, where openpyxl needs half a minute; but it keeps a whole
rectangle of cells in memory, and ends the process where there is none left: two cells in opposite corners of a sheet
are enough. And it reads for ever where an end tag is missing. So the extent of the sheets is looked at first, and that
all XML is well-formed: see `sheet_extent`.
"""

import io
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.number_cells import number_text
from bpgui.session.data.sheet_extent import check_extent

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_spreadsheet(content: bytes) -> bool:
    """Whether this is a file of a spreadsheet program, readable or not."""
    return content.startswith((_ZIP, _OLE))


def sheet_names(content: bytes) -> list[str]:
    """Return the names of the sheets, at least one. Raises Problem."""
    names = list(_workbook(content).sheet_names)
    if not names:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The spreadsheet has no sheet."))
    return names


def sheet_rows(content: bytes, name: str | None, most: int | None = None) -> list[list[object]]:
    """Return the rows of a sheet from its first on, the first sheet where `name` is None. Raises Problem.

    No more than `most` from the first one with a cell on; None: all.

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
        rows += ([*[""] * left, *row] for row in sheet.to_python(nrows=most))
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
    if content.startswith(_OLE):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "It is an old or encrypted spreadsheet: save it as .xlsx, .ods or .csv.")
        )
    check_extent(content)
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
