"""A file read as the window and the command line read it: by the guess alone."""

from typing import NamedTuple

from bpgui.session.data.dataset import DataSet
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.guess_columns import ColumnGuess, data_set, guess_columns
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.read_table import ReadTable, read


class ByGuess(NamedTuple):
    dialect: Dialect
    table: ReadTable
    guesses: tuple[ColumnGuess, ...]
    data: DataSet


def read_by_guess(content: bytes | str) -> ByGuess:
    content = content.encode() if isinstance(content, str) else content
    dialect = guess(content)
    table = read(content, dialect)
    guesses = guess_columns(table, dialect)
    return ByGuess(dialect, table, guesses, data_set(table, guesses, dialect).data)


def cells(data: DataSet, place: int) -> list[float | str | None]:
    column = data.columns[place]
    return [column.cell(sample) for sample in range(len(column))]


def said(table: ReadTable) -> list[str]:
    return [str(flaw.problem) for flaw in (*table.problems.listed, *table.notes.listed)]
