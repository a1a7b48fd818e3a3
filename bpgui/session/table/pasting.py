"""Blocks of cells to and from spreadsheets: texts of the data table, and the edit that a pasted block stands for."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bpgui.session.basics.numbers import parse_number, shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import MAX_CATEGORIES, Codes, DataColumn, DataSet, Encoding
from bpgui.session.model.data_edits import SetDataSet, empty_row, with_samples
from bpgui.session.model.edit import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.number_edits import OneOfMany, SetCell, SetInput, SetMany, SetTarget
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import data_set_of
from bpgui.session.table.columns import TableColumn

PASTED = Word("pasted cells", QT_TRANSLATE_NOOP("Words", "pasted cells"))
Block = list[list[str]]


def copied_cells(rows: Sequence[Sequence[float | str | None]], *, comma: bool = False) -> str:
    """Write cells as spreadsheets read them: a line a row, tabs between cells, quotes where a text needs some."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    for row in rows:
        writer.writerow([_copied(value, comma) for value in row])
    return stream.getvalue().removesuffix("\n")


def _copied(value: float | str | None, comma: bool) -> str:
    if isinstance(value, float):
        return shortest(value).replace(".", ",") if comma else shortest(value)
    return value or ""


def pasted_cells(text: str) -> Block:
    """Read what a spreadsheet copied: rows of texts, all of one length. Raises Problem."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\t" in lines or '"' in lines:
        rows = [row for row in csv.reader(io.StringIO(lines), delimiter="\t") if row]
    else:
        rows = [_parts(line) for line in lines.split("\n")]
    rows = [[cell.strip() for cell in row] for row in rows] or [[""]]
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            what = QT_TRANSLATE_NOOP("Problem", "Row {row} of the block has {found} cells, the first has {count}.")
            raise Problem(what, row=number, found=len(row), count=len(rows[0]))
    return rows


def _parts(line: str) -> list[str]:
    """Return the cells of a line without tabs: numbers may have blanks or semicolons between them."""
    parts = re.split(r"\s*;\s*|\s+", line.strip())
    return parts if ";" in line or all(part[:1] in "+-.,0123456789" for part in parts) else [line]


@dataclass(frozen=True)
class Paste:
    """The edit of a pasted block; what it leaves out, because predictions are computed, and how many rows it adds."""

    edit: Edit
    left_out: int = 0
    added: int = 0


def pasted(
    experiment: Experiment,
    columns: Sequence[TableColumn],
    samples: Sequence[int],
    block: Block,
    *,
    comma: bool = False,
) -> Paste:
    """Return the edit that puts a block of texts into columns, from the first on, row by row into samples (from 0).

    Rows of the block beyond `samples` are added at the end. What lies over predictions is left out. Raises Problem
    with the row and the column of the block, from 1, of a cell that cannot stand in its column; where the block is
    wider than the table; and where it lies over predictions only.
    """
    width = len(block[0])
    if width > len(columns):
        what = QT_TRANSLATE_NOOP("Problem", "The block has {columns} columns; from here on there are {places}.")
        raise Problem(what, columns=width, places=len(columns))
    given = [place for place in range(width) if columns[place].is_given]
    if not given:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Predictions are computed; nothing can be put there."))
    data = data_set_of(experiment)
    used = [columns[place] for place in given]
    cells = [_column_cells(data, columns[place], [row[place] for row in block], place, comma) for place in given]
    rows = list(zip(*cells, strict=True))
    left_out, added = len(block) * (width - len(given)), max(0, len(block) - len(samples))
    if not added and _fits(data, used, rows):
        return Paste(_set_many(experiment, used, samples, rows), left_out)
    return Paste(SetDataSet(_with_block(data, used, samples, rows), PASTED), left_out, added)


def _column_cells(
    data: DataSet, column: TableColumn, texts: Sequence[str], place: int, comma: bool
) -> list[float | str | None]:
    """Read the cells for one column: numbers where it has some."""
    if _is_text(data.columns[column.place], column):
        return list(texts)
    cells: list[float | str | None] = []
    for row, text in enumerate(texts, 1):
        try:
            cells.append(parse_number(text, comma=comma))
        except Problem as problem:
            what = QT_TRANSLATE_NOOP("Problem", "Row {row}, column {column} of the block: {reason}")
            raise Problem(what, row=row, column=place + 1, reason=problem) from problem
    return cells


def _is_text(source: DataColumn, column: TableColumn) -> bool:
    if source.numbers is None and not column.source:
        what = QT_TRANSLATE_NOOP("Problem", "{name} stands for a category; show the data as given to paste there.")
        raise Problem(what, name=column.name)
    return source.numbers is None


def _fits(data: DataSet, columns: Sequence[TableColumn], rows: Sequence[Sequence[float | str | None]]) -> bool:
    """Whether all categories of a block are known."""
    for k, column in enumerate(columns):
        source = data.columns[column.place]
        if source.codes is not None and not {str(row[k]) for row in rows} <= set(source.categories):
            return False
    return True


def _set_many(
    experiment: Experiment,
    columns: Sequence[TableColumn],
    samples: Sequence[int],
    rows: Sequence[Sequence[float | str | None]],
) -> Edit:
    names, data = experiment.network.neuron_names, data_set_of(experiment)
    changes: list[OneOfMany] = []
    for sample, row in zip(samples, rows, strict=False):
        for column, value in zip(columns, row, strict=True):
            if column.kind == "ignored" or isinstance(value, str):
                assert value is not None
                changes.append(SetCell(data.columns[column.place].name, sample + 1, value))
            elif column.kind == "input":
                changes.append(SetInput(names[0][column.neuron], sample + 1, value or 0.0))
            else:
                changes.append(SetTarget(names[-1][column.neuron], sample + 1, value or 0.0))
    return SetMany(tuple(changes))


def _with_block(
    data: DataSet,
    columns: Sequence[TableColumn],
    samples: Sequence[int],
    rows: Sequence[Sequence[float | str | None]],
) -> DataSet:
    """Return the data set with the block in it, new rows at its end and new categories in their columns."""
    end = data.samples
    if len(rows) > len(samples):
        data = with_samples(data, end, [empty_row(data)] * (len(rows) - len(samples)))
    places = np.array([*samples[: len(rows)], *range(end, data.samples)], dtype=np.intp)
    for k, column in enumerate(columns):
        data = data.with_column(column.place, _with_cells(data.columns[column.place], places, [row[k] for row in rows]))
    return data


def _with_cells(column: DataColumn, places: Codes, cells: Sequence[float | str | None]) -> DataColumn:
    if column.numbers is not None:
        numbers = column.numbers.copy()
        numbers[places] = np.array(cells, dtype=np.float64)
        return replace(column, numbers=numbers)
    if column.codes is not None:
        names = tuple(dict.fromkeys([*column.categories, *(str(cell) for cell in cells if cell)]))
        if len(names) > MAX_CATEGORIES:
            what = QT_TRANSLATE_NOOP("Problem", "Column {name} has {count} categories; {most} are possible.")
            raise Problem(what, name=column.name, count=len(names), most=MAX_CATEGORIES)
        codes = column.codes.copy()
        codes[places] = [names.index(str(cell)) if cell else -1 for cell in cells]
        is_pair = column.encoding is Encoding.ZERO_ONE and len(names) == 2
        encoding = Encoding.ZERO_ONE if is_pair else Encoding.ONE_HOT
        return replace(column, codes=codes, categories=names, encoding=encoding)
    texts = list(column.texts or ())
    for place, cell in zip(places.tolist(), cells, strict=True):
        texts[place] = str(cell)
    return replace(column, texts=tuple(texts))
