"""Whatever the bytes are: a table or a Problem, soon; and what was written in any dialect comes back cell for cell."""

import contextlib
import csv
import io
import random
import zipfile

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.encode import encoded
from bpgui.session.data.guess_columns import data_set, guess_columns
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.read_table import read
from tests.campaigns import IS_CAMPAIGN, tries
from tests.session.data.spreadsheets import Cell, archive, ods, xlsx

SHEET: list[list[Cell]] = [["size", "kind"], [1.5, "big"], [0.1, "small"], [None, "big"], [1e-7, "a < b"]]
FILES = {
    "semicolons": b"Zeit;Druck (bar)\n2021-01-05 08:00:00;1,25\n2021-01-05 08:10:00;1,5\n",
    "short header": "a;b;Maß\r\n0,5;2;7;0\r\n1,5;3;8;1\r\n".encode(),
    "gb18030": "编号,颜色,重量,成熟  \r\n3,红色,0.5,是 \r\n5,绿色,0.75,否\r\n".encode("gb18030"),
    "bom": "编号,颜色,重量\r\n3,红色,0.5\r\n5,绿色,0.75\r\n".encode("utf-8-sig"),
    "no header": b"1.5,2.5,lily\n2.5,1.0,rose\n0.5,3.5,tulip\n\n",
    "tabs": b"1.5\t2.5\t1\n1.0\t\t2.0\t2\n0.5\t0.25\t\t2\n2.5\t0.75\t3\n",
    "quotes": b'"x1";"a, b";"the ""c"""\r\n"10,00";"-0,5";"1"\r\n"2.345,25";"0,25";"0"\r\n',
    "utf-16": "Größe\tKlasse\r\n1,5\tja\r\n2,5\tnein\r\n".encode("utf-16"),
    "missing": b"size,mass,kind\n1.5,?,p\n,70,q\n1.75,81,\nn/a,66,p\n",
    "blanks": b"  1.5   2  3\n\n 22.5  1  4\n  0.5  0 15\n",
    "comments": b"# made by hand\n# x y\n1 2\n3 4\n",
    "xlsx": xlsx(SHEET),
    "ods": ods(SHEET),
}


SIGNS = (b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b"'", b"#", b"\xff", b"1e999")


def use(content):
    """Do all that an import does; a Problem is an answer."""
    with contextlib.suppress(Problem):
        dialect = guess(content)
        table = read(content, dialect)
        assert all(len(row) == len(table.names) for row in table.rows())
        assert len(table.lines) == len(table.rows())
        made = data_set(table, guess_columns(table, dialect), dialect)
        assert len(str(made.problems.listed)) + len(str(table.problems.listed)) < 1 << 20
        encoded(made.data)


def mutated(content, rng):
    """Change some bytes: others, cut, doubled, swapped, or of what tables are made of."""
    found = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        place, other = rng.randrange(len(found) + 1), rng.randrange(len(found) + 1)
        first, last = sorted((place, other))
        what = rng.randrange(5)
        if what == 0 and found:
            found[place % len(found)] = rng.randrange(256)
        elif what == 1:
            found[place:place] = rng.choice(SIGNS)
        elif what == 2:
            del found[first : min(last, first + 8)]
        elif what == 3:
            found[place:place] = found[first : first + 40]
        else:
            found[place:place] = bytes(rng.randrange(256) for _ in range(3))
    return bytes(found)


@pytest.mark.campaign
@pytest.mark.parametrize("name", FILES)
def test_every_beginning_of_a_file_is_a_table_or_a_problem(name):
    for length in range(0, len(FILES[name]), tries(7, 1)):
        use(FILES[name][:length])


@pytest.mark.campaign
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_a_table_or_a_problem(name):
    rng = random.Random(None if IS_CAMPAIGN else 1)
    for _ in range(tries(40, 10_000)):
        content = mutated(FILES[name], rng)
        try:
            use(content)
        except Exception as error:
            error.add_note(f"use({content!r})")
            raise


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_a_spreadsheet_that_is_damaged_within_is_a_table_or_a_problem(name):
    rng = random.Random(None if IS_CAMPAIGN else 1)
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as found:
        parts = {part: found.read(part) for part in found.namelist()}
    for _ in range(tries(40, 10_000)):
        part = rng.choice(list(parts))
        content = archive(parts | {part: mutated(parts[part], rng)})
        try:
            use(content)
        except Exception as error:
            error.add_note(f"use({content!r})")
            raise


@pytest.mark.parametrize(
    "content",
    [
        b'"' * 200_000,
        b'"a,b\n' * 20_000,
        b"1,2\n" * 20_000 + b'"',
        b"," * 200_000,
        b" " * 500_000,
        b'"' + b" " * 500_000,
        b"\n" * 500_000,
        b"1 " * 200_000,
        b"(" * 100_000,
        b"1" * 300_000,
        b"1,1" * 100_000,
        b"a\n" + b"1.1.1.1" * 50_000,
        b"\xff\xfe" * 100_000,
        b"\0" * 100_000,
        b"#" * 100_000 + b"\n1,2\n",
    ],
)
def test_hostile_files_take_a_time_that_goes_with_their_length(content):
    use(content)  # a square of the length would take minutes


WORDS = ["red", "blue", "a b", "x, y", 'say "no"', "semi;colon", "tab\there", "5 kg", "Größe", "是", "two\nlines"]


def random_table(rng, text):
    """Return rows of numbers and words without blanks around them."""
    columns, rows = rng.randint(2, 8), rng.randint(3, 40)
    kinds = [rng.choice(["int", "float", "word", "gap"]) for _ in range(columns)]

    def cell(kind):
        if kind == "int":
            return str(rng.randint(-50, 5000))
        if kind == "float":
            return repr(round(rng.gauss(0, 100), rng.randint(1, 6)))
        if kind == "gap" and rng.random() < 0.3:
            return ""
        return rng.choice(WORDS[: len(WORDS) if text else 2])

    return [f"name {n}" for n in range(columns)], [[cell(kind) for kind in kinds] for _ in range(rows)]


def written(rng, names, rows):
    """Write a table by csv in a random dialect; return its content and the dialect."""
    delimiter = rng.choice(",;\t|")
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
    has_header = rng.random() < 0.7
    stream = io.StringIO()
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=rng.choice(["\n", "\r\n"]))
    writer.writerows([names, *rows] if has_header else rows)
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    dialect = Dialect(encoding=codec, delimiter=delimiter, has_header=has_header)
    return stream.getvalue().encode(encoding), dialect


def as_written(content, dialect):
    return [list(row) for row in read(content, dialect).rows()]


@pytest.mark.campaign
def test_a_table_comes_back_cell_for_cell_in_its_dialect():
    rng = random.Random(None if IS_CAMPAIGN else 2)
    for _ in range(tries(150, 20_000)):
        names, rows = random_table(rng, text=True)
        content, dialect = written(rng, names, rows)
        full = [row for row in rows if any(row)]
        width = max([n for row in full for n, cell in enumerate(row, 1) if cell] + [len(names)] * dialect.has_header)
        assert as_written(content, dialect) == [row[:width] for row in full], (content, dialect)


@pytest.mark.campaign
def test_plain_tables_come_back_by_the_guess_alone():
    rng = random.Random(None if IS_CAMPAIGN else 3)
    for _ in range(tries(150, 20_000)):
        names, rows = random_table(rng, text=False)
        content, dialect = written(rng, names, rows)
        found = guess(content)
        assert found.encoding == dialect.encoding or content.isascii(), content
        assert found.delimiter == dialect.delimiter, content
