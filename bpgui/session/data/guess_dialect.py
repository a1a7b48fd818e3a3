"""What the first lines of a file tell about how its table is written."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from bpgui.session.data.dialect import MISSING, Dialect
from bpgui.session.data.encodings import decoded, guess_encoding
from bpgui.session.data.number_cells import guess_signs, is_when, number_pattern
from bpgui.session.data.records import commented_names, records
from bpgui.session.data.spreadsheet import cell_text, is_spreadsheet, sheet_names, sheet_rows

#: How much of a file is looked at.
SAMPLE_BYTES, SAMPLE_ROWS, SAMPLE_CELLS, MOST_ROWS = 1 << 18, 200, 4000, 2000
#: How delimiters are tried, the first of the best taken: (delimiter, whether several are one).
_TRIED = ((",", False), (";", False), ("\t", False), ("|", False), ("\t", True), (" ", True), (" ", False))
_COMMENTS = ("#", "%", "//")
_NUMBER = re.compile(r"[+-]?(?=[.,]?\d)\d*(?:[.,' ]\d{3})*(?:[.,]\d*)?(?:[eE][+-]?\d+)?")
_MISSING = Dialect(missing=MISSING).missing_cells
_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*")


def guess(content: bytes) -> Dialect:
    """Return how the table in the content of a file is most likely written. Never wrong in a way that cannot be read.

    Raises Problem for a spreadsheet that cannot be opened.
    """
    if is_spreadsheet(content):
        return _guess_sheet(content)
    encoding = guess_encoding(content)
    return replace(guess_text(decoded(content[:SAMPLE_BYTES], encoding)), encoding=encoding)


def _guess_sheet(content: bytes) -> Dialect:
    """Return the dialect of the first sheet; the signs of numbers are those of its texts."""
    sheet = sheet_names(content)[0]
    first = enumerate(sheet_rows(content, sheet, MOST_ROWS))
    rows = [(place, row) for place, row in first if any(cell != "" for cell in row)][:SAMPLE_ROWS]
    texts = [cell for _, row in rows for cell in row if isinstance(cell, str)][:SAMPLE_CELLS]
    decimal, grouping = guess_signs(texts, ";")
    start = Dialect(sheet=sheet, quote="", decimal=decimal, grouping=grouping)
    return _guess_layout([(place, [cell_text(cell, start) for cell in row]) for place, row in rows], start)


def guess_text(text: str) -> Dialect:
    """Return how a table in a text is most likely written; see `guess`. For what is pasted, too."""
    lines = text.split("\n")
    if len(text) >= SAMPLE_BYTES // 4 and len(lines) > 2:
        lines.pop()  # it may be cut
    comment = _comment(lines)
    # such a line names the delimiter for spreadsheet programs; Weka's .arff files have their table below @data
    asked = re.fullmatch(r"[\"']?sep=(.)[\"']?", lines[0].strip(" "))
    above = next((place for place, line in enumerate(lines) if line.strip().lower() == "@data"), -1) + 1
    start = Dialect(quote=_quote(lines[above:]), comment=comment, skip=above)
    start = replace(start, delimiter=asked[1], skip=1) if asked else _delimiter(lines[above:], start)
    found = [(record.line - 1, record.cells) for record in islice(records(lines, start, start.skip), SAMPLE_ROWS)]
    guessed = _guess_layout(found, start)
    return _commented_header(lines, guessed) if comment else guessed


def _comment(lines: Sequence[str]) -> str:
    """Return with what comments begin: some lines do, and not all."""
    full = [line for line in islice(lines, SAMPLE_ROWS) if line.strip()]
    for sign in _COMMENTS:
        count = sum(line.lstrip().startswith(sign) for line in full)
        if 0 < count < len(full):
            return sign
    return ""


def _quote(lines: Sequence[str]) -> str:
    """Return the sign around texts: single quotes where at least half of the lines have a cell within them."""
    full = [line for line in islice(lines, SAMPLE_ROWS) if line.strip()]
    within = re.compile(r"(?:^|[,;\t| ])'[^'\n]*'(?:$|[,;\t| ])")
    count = sum(within.search(line) is not None for line in full)
    return "'" if full and 2 * count >= len(full) and not any('"' in line for line in full) else '"'


def _delimiter(lines: Sequence[str], start: Dialect) -> Dialect:
    """Return the dialect with the delimiter that makes rows of one length and cells that are something."""
    best, best_score = start, 0.0
    for delimiter, joins in _TRIED:
        tried = replace(start, delimiter=delimiter, joins=joins)
        score = _score([record.cells for record in islice(records(lines, tried), SAMPLE_ROWS)])
        if score > best_score + 1e-9:
            best, best_score = tried, score
    full = list(islice(filter(str.strip, lines), SAMPLE_ROWS))
    if best.delimiter == "," and "," not in "".join(full[:1]) and all(map(_DECIMAL_COMMA.fullmatch, full[1:])):
        return replace(best, delimiter=";")  # one column, of numbers with a decimal comma
    return best


def _score(rows: Sequence[Sequence[str]]) -> float:
    """Return how well rows go together: the share of the commonest length, above 1, times how clean their cells are."""
    widths = Counter(map(len, rows))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    if width < 2:
        return 0.0
    cells = [cell for row in rows[-50:] for cell in row[:40]]
    return count / len(rows) * sum(map(_cleanness, cells)) / len(cells)


def _cleanness(cell: str) -> float:
    """Return how likely a cell is one: a number, a time or nothing is, what has delimiters in it is less so."""
    if cell in _MISSING or _NUMBER.fullmatch(cell) or is_when(cell):
        return 1.0
    if any(sign in cell for sign in ";\t|") or cell[-1] in ",;|" or cell[0] in ",;|":
        return 0.2
    return 0.3 if re.search(r"\d[ ,]+[+-]?\d", cell) else 0.9


def _guess_layout(rows: Sequence[tuple[int, list[str]]], start: Dialect) -> Dialect:
    """Add what rows of cells tell, each with its line from 0: lines to skip, signs of numbers, header."""
    if not rows:
        return start
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    titles = len(list(takewhile(lambda row: _is_title(row[1], width), rows)))
    titles = titles if titles < len(rows) - 1 else 0
    rows = rows[titles:]
    line, first = rows[0]
    below = [cells for _, cells in rows[1 : 1 + SAMPLE_ROWS]]
    cells = [cell for row in [first, *below] for cell in row[:SAMPLE_CELLS]][:SAMPLE_CELLS]
    decimal, grouping = start.decimal, start.grouping
    if start.sheet is None:
        decimal, grouping = guess_signs(cells, start.delimiter)
    has_header = _has_header(first, below, number_pattern(decimal, grouping))
    skip = line if titles or start.skip or start.comment else 0
    guessed = replace(start, skip=skip, decimal=decimal, grouping=grouping, has_header=has_header)
    return replace(guessed, has_row_names=has_header and _has_row_names(first, below))


def _is_title(cells: Sequence[str], width: int) -> bool:
    """Whether a row is a title: one text in front of a table of more columns."""
    full = [cell for cell in cells if cell]
    return len(full) <= 1 < width and (len(cells) < width or (width > 2 and not any(map(_NUMBER.fullmatch, full))))


def _has_header(first: Sequence[str], below: Sequence[Sequence[str]], number: re.Pattern[str]) -> bool:
    """Whether the first row names columns: it has text above numbers, or text that its columns do not have below."""
    if not below:
        return not any(number.fullmatch(cell) for cell in first)
    score = 0.0
    for column, cell in enumerate(first[:SAMPLE_CELLS]):
        values = [row[column] for row in below if column < len(row) and row[column] not in _MISSING]
        if not values or (not cell and column):
            continue
        if 2 * sum(number.fullmatch(value) is not None for value in values) > len(values):
            score += -3 if number.fullmatch(cell) else 0 if cell in _MISSING else 1.5
        elif is_when(values[0]):
            score += -1.5 if is_when(cell) else 1.5
        elif cell in values:
            score -= 1
        elif number.fullmatch(cell):
            score -= 0.5
        else:
            score += 0.5
    return score > 0


def _has_row_names(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether names begin at the second column: each row has one cell more, and the first cells count or are names."""
    if not below or len(first) < 2 or any(len(row) != len(first) + 1 for row in below):
        return False
    heads = [row[0] for row in below]
    if len(set(heads)) < len(heads):
        return False
    counts = heads in ([str(n) for n in range(start, start + len(heads))] for start in (0, 1))
    return counts or not any(re.search(r"^[+-]?[\d.,]+$", head) or not head for head in heads)


def _commented_header(lines: Sequence[str], guessed: Dialect) -> Dialect:
    """Take the names from the comment above the table, where it has as many cells as the table has columns."""
    above = replace(guessed, skip=max(0, guessed.skip - 1))
    names = commented_names(lines, above)
    if guessed.has_header or names is None or any(map(_NUMBER.fullmatch, names)):
        return guessed
    return replace(above, has_header=True)
