"""From lines of text to cells: delimiters and quotes.

Lines without a quote, nearly all in data sets, are split; the others are read by Python's csv in strict mode, which
knows doubled quotes, delimiters and line ends within quotes, and says where quotes do not fit. csv.Sniffer is not
used: it takes a time that goes with the square of the text on quotes that do not fit, and is often wrong.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import MAX_CELLS
from bpgui.session.data.dialect import Dialect

#: A cell in quotes that goes over more lines was most likely never meant to begin. After so many of them no cell goes
#: over lines any more, or a file of quotes would take hours.
MAX_CELL_LINES = MAX_WRONG_QUOTES = 100


class TextRow(NamedTuple):
    """One row of a file: the number of its line, from 1; its cells; whether its quotes do not fit.

    Where they do not, the line was split as if it had none. Cells are texts; of a spreadsheet what `sheet_rows` has.
    """

    line: int
    cells: list[Any]
    is_unquoted: bool = False


def records(lines: Sequence[str], dialect: Dialect, first: int = 0) -> Iterator[TextRow]:
    """Yield the records that begin at line `first` (from 0) or later; no comments, and no lines without a cell.

    Raises Problem for a line that alone has more cells than a data set.
    """
    quote, comment = dialect.quote, dialect.comment
    place, wrong = first, 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if not line.strip() or (comment and line.lstrip().startswith(comment)):
            continue
        if len(line) > MAX_CELLS and line.count(dialect.delimiter) >= MAX_CELLS:  # before so many texts are made
            raise Problem(QT_TRANSLATE_NOOP("Problem", "It has more than {most} cells."), most=MAX_CELLS)
        begin, cells = place, None
        has_quotes = bool(quote) and quote in line
        if has_quotes:
            reach = MAX_CELL_LINES if wrong < MAX_WRONG_QUOTES else 1
            cells, taken = _quoted(lines[place - 1 : place - 1 + reach], dialect)
            place += taken - 1
            wrong += cells is None
        found = split(line, dialect) if cells is None else cells
        if any(found):
            yield TextRow(begin, found[:], has_quotes and cells is None)  # `split` makes longer lists


def commented_names(lines: Sequence[str], dialect: Dialect) -> list[str] | None:
    """Return the cells of line `skip` if it is a comment right above a row with as many cells: names, as numpy writes.

    None where there is no such comment.
    """
    first, comment = dialect.skip, dialect.comment
    if not comment or first + 1 >= len(lines) or not lines[first].lstrip().startswith(comment):
        return None
    names = split(lines[first].lstrip().removeprefix(comment), dialect)
    below = next(records(lines[first + 1 : first + 2], dialect), None)
    return names if below is not None and len(below.cells) == len(names) else None


def split(line: str, dialect: Dialect) -> list[str]:
    """Return the cells of a line in which quotes mean nothing, without blanks around them."""
    delimiter = dialect.delimiter
    if line.split(None, 1) == [line]:  # no blanks anywhere
        cells = line.split(delimiter)
        return [cell for cell in cells if cell] if dialect.joins else cells
    if dialect.joins:
        line = _blanks(line, delimiter).strip(delimiter)
        return [cell.strip() for cell in line.split(delimiter) if cell]
    return [cell.strip() for cell in line.split(delimiter)]


def _blanks(line: str, delimiter: str) -> str:
    return line.replace("\t", " ") if delimiter == " " else line


def _quoted(lines: Sequence[str], dialect: Dialect) -> tuple[list[str] | None, int]:
    """Read the first record; return its cells and how many lines it has, None and 1 where quotes do not fit."""
    cells, taken = None, 1
    if not dialect.joins:
        if lines[0].count(dialect.quote) % 2 == 0:  # nearly always one line is enough
            cells, taken = _first_row(lines[:1], dialect)
        if cells is None:
            cells, taken = _first_row((line + "\n" for line in lines), dialect)
    if cells is None:
        cells, taken = _first_row((_prepared(line, dialect) + "\n" for line in lines), dialect)
    return cells, taken


def _first_row(lines: Iterable[str], dialect: Dialect) -> tuple[list[str] | None, int]:
    try:
        reader = csv.reader(
            lines, delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True, strict=True
        )
        return [cell.strip() for cell in next(reader)], reader.line_num
    except (csv.Error, StopIteration, TypeError, ValueError):  # the last two: signs that csv refuses
        return None, 1


def _prepared(line: str, dialect: Dialect) -> str:
    """Return a line as csv wants it: no blanks after a closing quote; where delimiters are joined, one for several."""
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    if dialect.joins:
        signs = r" \t" if dialect.delimiter == " " else delimiter
        pattern = rf"({quote}[^{quote}]*{quote})|[{signs}]+"
        return re.sub(pattern, lambda found: found[1] or dialect.delimiter, line.strip(dialect.delimiter + " \t"))
    if dialect.delimiter in " \t":
        return line
    return re.sub(rf"{quote}[ \t]+(?={delimiter}|$)", dialect.quote, line)
