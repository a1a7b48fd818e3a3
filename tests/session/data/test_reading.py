"""Files as they are found: what the guess alone makes of them."""

import codecs
from dataclasses import replace

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.basics.work import Cancelled
from bpgui.session.data.cells import BLOCK
from bpgui.session.data.dataset import MAX_CELLS, ColumnRole, Encoding
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.flaws import MAX_FLAWS
from bpgui.session.data.guess_columns import GuessReason, data_set, guess_columns
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.read_table import read
from tests.session.data.reading import cells, read_by_guess, said

INPUT, TARGET, IGNORED = ColumnRole.INPUT, ColumnRole.TARGET, ColumnRole.IGNORED


def roles(found):
    return [column.role for column in found.data.columns]


def test_times_beside_decimal_commas_are_ignored_columns_and_numbers():
    found = read_by_guess(
        "Zeit;Druck (bar)\n2021-01-05 08:00:00;1,25\n2021-01-05 08:10:00;1,5\n2021-01-05 08:20:00;2\n"
    )

    assert (found.dialect.delimiter, found.dialect.decimal) == (";", ",")
    assert found.guesses[0].why is GuessReason.TIMES
    assert roles(found)[0] is IGNORED
    assert cells(found.data, 1) == [1.25, 1.5, 2.0]
    assert said(found.table) == []


def test_a_header_that_is_too_short_is_said_and_the_last_column_named():
    found = read_by_guess("a;b\r\n0,5;2;7\r\n1,5;3;8\r\n")

    assert found.table.names == ("a", "b", "x3")
    assert found.table.rows() == [("0,5", "2", "7"), ("1,5", "3", "8")]
    assert said(found.table) == [
        "The header has 2 names, the rows have 3 cells.",
        "Column 3 has no name; it is called “x3”.",
    ]
    assert [flaw.line for flaw in found.table.notes.listed] == [1, 1]


def test_a_long_table_is_read_whole_though_its_lines_are_let_go_of():
    rows = [[f"{row}", f"text {row}" if row % 3 else f"{row}, or {row}"] for row in range(3 * BLOCK + 1)]
    content = "x,y\n" + "".join(f'{number},"{text}"\n\n' for number, text in rows)

    table = read(content.encode(), Dialect())

    assert [list(row) for row in table.rows()] == rows
    assert table.lines == list(range(2, 6 * BLOCK + 4, 2))


def test_rows_that_are_not_like_the_others_of_a_long_table_stay_where_they_are():
    lines = [f"{row},{row}.5" for row in range(4 * BLOCK)]
    lines[BLOCK + 7], lines[2 * BLOCK + 9] = "short", '"1\n2",3'
    content = "\n".join(lines).encode()
    table = read(content + b"\n1,\xff", Dialect(has_header=False, encoding="utf-8"))

    assert len(table.lines) == 4 * BLOCK + 1
    assert table.rows(BLOCK + 6, BLOCK + 9) == [
        (f"{BLOCK + 6}", f"{BLOCK + 6}.5"),
        ("short", ""),
        (f"{BLOCK + 8}", f"{BLOCK + 8}.5"),
    ]
    assert table.rows(2 * BLOCK + 9, 2 * BLOCK + 11) == [("1\n2", "3"), (f"{2 * BLOCK + 10}", f"{2 * BLOCK + 10}.5")]
    assert table.rows(4 * BLOCK) == [("1", "\ufffd")]
    assert [(flaw.line, flaw.row) for flaw in table.problems.listed] == [
        (BLOCK + 8, BLOCK + 7),
        (4 * BLOCK + 2, 4 * BLOCK),
    ]


@pytest.mark.parametrize(("last", "width"), [("1,2,", 2), ("1,2,7", 3)])
def test_a_last_column_counts_where_one_row_of_a_long_table_fills_it(last, width):
    table = read("\n".join([*["1,2,"] * BLOCK, last]).encode(), Dialect(has_header=False))
    assert len(table.columns) == width


def test_two_columns_of_one_name_get_two_names():
    found = read_by_guess("x,x,y,x_2\n1,2,3,4\n5,6,7,8\n")

    assert found.table.names == ("x", "x_3", "y", "x_2")
    assert said(found.table) == ["Column 2 has the name of another one; it is called “x_3”."]


CHINESE = "编号,颜色,重量,成熟  \r\n3,红色,0.5,是 \r\n5,绿色,0.75,否\r\n8,红色,1.25,是\r\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_chinese_is_read_in_its_encodings(encoding):
    found = read_by_guess(CHINESE.encode(encoding))

    assert found.table.names == ("编号", "颜色", "重量", "成熟")
    assert roles(found) == [IGNORED, INPUT, INPUT, TARGET]
    assert cells(found.data, 3) == ["是", "否", "是"]
    assert found.data.columns[3].categories[found.data.columns[3].one] == "是"


@pytest.mark.parametrize("text", ["Größe;Maß\n1,5;2\n2,5;3\n", "prénom;été\nâge;1\nnaïve;2\n", "Señor;año\n1;2\n3;4\n"])
def test_western_text_is_not_taken_for_chinese(text):
    found = read_by_guess(text.encode("cp1252"))

    assert found.dialect.encoding == "cp1252"
    assert found.table.names == tuple(text.split("\n")[0].split(";"))


def test_a_file_without_names_gets_some_and_its_blank_line_is_no_row():
    found = read_by_guess("1.5,2.5,lily\n2.5,1.0,rose\n0.5,3.5,tulip\n\n")

    assert not found.dialect.has_header
    assert found.table.names == ("x1", "x2", "x3")
    assert found.table.lines == [1, 2, 3]
    assert found.data.columns[2].categories == ("lily", "rose", "tulip")
    assert (found.data.columns[2].role, found.data.columns[2].encoding) == (TARGET, Encoding.ONE_HOT)


def test_doubled_tabs_are_one_where_that_makes_rows_equal():
    found = read_by_guess("1.5\t2.5\t1\n1.0\t\t2.0\t2\n0.5\t0.25\t\t2\n2.5\t0.75\t3\n")

    assert (found.dialect.delimiter, found.dialect.joins) == ("\t", True)
    assert [len(row) for row in found.table.rows()] == [3, 3, 3, 3]
    assert found.guesses[2].why is GuessReason.CLASS_NUMBERS
    assert found.data.columns[2].categories == ("1", "2", "3")


@pytest.mark.parametrize("mark", ["", "NA", "?"])
def test_class_numbers_are_seen_beside_missing_cells(mark):
    found = read_by_guess(f"a,b,class\n1,2,1\n3,4,2\n5,6,{mark}\n7,8,3\n5,5,1\n")

    assert found.guesses[2].why is GuessReason.CLASS_NUMBERS
    assert cells(found.data, 2) == ["1", "2", None, "3", "1"]


def test_tabs_that_leave_cells_empty_stay():
    found = read_by_guess("a\tb\tc\n1\t\t3\n4\t5\t\n\t8\t9\n")

    assert not found.dialect.joins
    assert found.table.rows() == [("1", "", "3"), ("4", "5", ""), ("", "8", "9")]


def test_quotes_decimal_commas_and_groups():
    found = read_by_guess('"x1";"a, b";"the ""c"""\r\n"10,00";"-0,5";"1"\r\n"2.345,25";"0,25";"0"\r\n')

    assert found.table.names == ("x1", "a, b", 'the "c"')
    assert (found.dialect.decimal, found.dialect.grouping) == (",", ".")
    assert [cells(found.data, place) for place in range(3)] == [[10.0, 2345.25], [-0.5, 0.25], [1.0, 0.0]]


@pytest.mark.parametrize(
    ("numbers", "decimal", "grouping", "value"),
    [
        (['"1,234.5"', '"20.25"'], ".", ",", 1234.5),
        (["1 234.5", "20.25"], ".", " ", 1234.5),
        (["1'234.5", "20.25"], ".", "'", 1234.5),
        (["1234.5", "2e-3"], ".", "", 1234.5),
    ],
)
def test_separators_of_thousands(numbers, decimal, grouping, value):
    found = read_by_guess("a,b\n" + "".join(f"{number},7\n" for number in numbers))

    assert (found.dialect.decimal, found.dialect.grouping) == (decimal, grouping)
    assert found.data.columns[0].cell(0) == value


def test_missing_cells_are_missing_and_nothing_is_dropped_or_filled():
    found = read_by_guess("size,mass,kind\n1.5,?,p\n,70,q\n1.75,81,\nn/a,66,p\n")

    assert found.data.samples == 4
    assert [int(column.missing.sum()) for column in found.data.columns] == [2, 1, 1]
    assert [column.fill for column in found.data.columns] == [None] * 3


def test_blanks_of_any_number_stand_between_cells():
    found = read_by_guess("  1.5   2  3\n\n 22.5  1  4\n  0.5  0 15\n")

    assert (found.dialect.delimiter, found.dialect.joins) == (" ", True)
    assert found.table.rows() == [("1.5", "2", "3"), ("22.5", "1", "4"), ("0.5", "0", "15")]
    assert found.table.lines == [1, 3, 4]


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        ("a,b,\n1,2,\n3,4,\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("a,b\n1,2,\n3,4,\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("# x y\n1 2\n3 4\n", ("x", "y"), [("1", "2"), ("3", "4")]),
        ("# made by hand\n# on a Monday\na,b\n1,2\n# more\n3,4\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("My measurements\n\na;b\n1;2\n3;4\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("sep=;\na;b\n1;2\n3;4\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("a|b\n1|2\n3|4\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ('"a" "b"\n"1" 5.5 "u"\n"2" 6.5 "v"\n', ("x1", "a", "b"), [("1", "5.5", "u"), ("2", "6.5", "v")]),
        (",a,b\n0,5.5,u\n1,6.5,v\n", ("x1", "a", "b"), [("0", "5.5", "u"), ("1", "6.5", "v")]),
        ("a, b\n'x, y', 1\n'z', 2\n", ("a", "b"), [("x, y", "1"), ("z", "2")]),
        ('a,b\n"two\nlines",1\n"one",2\n', ("a", "b"), [("two\nlines", "1"), ("one", "2")]),
        ("1,5 2,5 a\n2,5 3,25 b\n", ("x1", "x2", "x3"), [("1,5", "2,5", "a"), ("2,5", "3,25", "b")]),
        ("x\n1,5\n2,5\n", ("x",), [("1,5",), ("2,5",)]),
        ("x\n1.5\n2.5\n", ("x",), [("1.5",), ("2.5",)]),
        ("a,b\r1,2\r3,4\r", ("a", "b"), [("1", "2"), ("3", "4")]),
    ],
)
def test_a_table_as_it_is_found(text, names, rows):
    table = read_by_guess(text).table

    assert (table.names, table.rows()) == (names, rows)
    assert table.problems.count == 0


@pytest.mark.parametrize(
    ("text", "line", "column", "cell"),
    [
        ("a,b\n1,2\n3\n5,6\n", 3, 2, ""),
        ("a,b\n1,2\n3,4,9\n5,6\n", 3, 3, "9"),
        ('a,b\n1,2\n"3,4\n5,6\n', 3, None, '"3 4'),
        ('a,b\n1,2\n"3"x,4\n5,6\n', 3, None, '"3"x 4'),
    ],
)
def test_what_is_wrong_names_its_line_column_and_cell(text, line, column, cell):
    table = read_by_guess(text).table

    (flaw,) = table.problems.listed
    assert (flaw.line, flaw.column, flaw.cell) == (line, column, cell)
    assert len(table.lines) == 3


def test_a_cell_that_is_no_number_is_missing_and_said():
    found = read_by_guess("a,b\n1,2\n3,4\n5,x\n7,8\n9,10\n11,12\n")

    made = data_set(found.table, found.guesses, found.dialect)
    (flaw,) = made.problems.listed
    assert (flaw.line, flaw.column, flaw.cell, flaw.row) == (4, 2, "x", 2)
    assert str(flaw.problem) == "“x” in column b is no number."
    assert cells(made.data, 1) == [2.0, 4.0, None, 8.0, 10.0, 12.0]
    right = data_set(found.table, found.guesses, found.dialect, only_right=True)
    assert right.rows == (0, 1, 3, 4, 5)
    assert cells(right.data, 0) == [1.0, 3.0, 7.0, 9.0, 11.0]


def test_bytes_that_cannot_be_read_name_their_place():
    table = read(b"a,b\n1,x\n2,\xff\n", Dialect())

    (flaw,) = table.problems.listed
    assert (flaw.line, flaw.column) == (3, 2)


def test_problems_are_counted_beyond_those_that_are_listed():
    table = read(("a,b\n" + "1\n" * (MAX_FLAWS + 7)).encode(), Dialect())

    assert (len(table.problems.listed), table.problems.count) == (MAX_FLAWS, MAX_FLAWS + 7)
    assert len(table.problems.rows) == MAX_FLAWS + 7


@pytest.mark.parametrize(
    ("content", "dialect", "reason"),
    [
        (b"", Dialect(), "There is no row"),
        (b"a,b\n", Dialect(), "There is no row"),
        (b"\n\n \n", Dialect(has_header=False), "There is no row"),
        (b"1,2\n", Dialect(skip=9), "There is no row"),
        (b"1", Dialect(encoding="klingon"), "klingon"),
        (b"1", Dialect(encoding="hex"), "hex"),
        (b"1", Dialect(delimiter=""), "one character"),
        (b"1", Dialect(delimiter=",,"), "one character"),
        (b"1", Dialect(quote=","), "cannot go together"),
        (b"1", Dialect(decimal=",", grouping=","), "decimal sign"),
        (b"1," * (MAX_CELLS + 1), Dialect(), "more than 4000000 cells"),
        (b"\n" + b"," * (MAX_CELLS + 1), Dialect(), "more than 4000000 cells"),
        (b"," * 20_000 + b"1", Dialect(has_header=False), "20001 columns"),
    ],
)
def test_what_makes_no_table_is_one_problem(content, dialect, reason):
    with pytest.raises(Problem, match=reason):
        read(content, dialect)


def test_a_guess_can_be_changed_and_the_file_read_again():
    content = b"1;2,5\n3;4,5\n"
    dialect = guess(content)
    assert dialect.delimiter == ";"

    table = read(content, Dialect(delimiter=",", has_header=False))

    assert table.rows() == [("1;2", "5"), ("3;4", "5")]


def test_reading_tells_how_far_it_is_and_ends_when_it_is_told():
    content = b"1,2\n" * 10_000
    told = []

    read(content, Dialect(has_header=False), lambda done, total: not told.append((done, total)))
    assert told == [(done, 10_001) for done in (*range(BLOCK, 10_000, BLOCK), 10_000)]

    with pytest.raises(Cancelled):
        read(content, Dialect(), lambda done, total: False)


@pytest.mark.parametrize(
    ("names", "rows", "targets"),
    [
        ("class,a,b", ["x,1,2", "y,2,3", "x,3,4"], ["class"]),
        ("a,target,b", ["1,0.5,2", "2,0.25,3"], ["target"]),
        ("a,y1,y2", ["1,0,2", "2,1,3"], ["y1", "y2"]),
        ("a,b", ["1,0", "2,1", "3,0"], ["b"]),
        ("kind,b,c", ["u,0.5,1.5", "v,2,2.5", "u,0.5,7.5"], ["kind"]),
        ("kind,b,c", ["u,0.5,1", "v,2,0", "u,0.5,1"], ["c"]),
        ("only", ["1", "2"], []),
    ],
)
def test_the_target_is_guessed(names, rows, targets):
    found = read_by_guess("\n".join([names, *rows]) + "\n")

    assert [column.name for column in found.data.of(TARGET)] == targets


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["2020-01-02", "3.1.2020", "03/01/2020", "12:30", "2020-01-02T03:04:05Z"], GuessReason.TIMES),
        ([f"text {n} of many" for n in range(30)], GuessReason.MANY_TEXTS),
        (["u", "v"] * 15, GuessReason.CATEGORIES),
        (["7"] * 5, GuessReason.CONSTANT),
        (["", "?", "NA"], GuessReason.EMPTY),
        (["1.5", "2.5", "inf"] * 2, GuessReason.CATEGORIES),
    ],
)
def test_what_a_column_is_taken_for(cells, why):
    text = "".join(f"{cell},{number}.5\n" for number, cell in enumerate(cells))
    dialect = Dialect(has_header=False)

    assert guess_columns(read(text.encode(), dialect), dialect)[0].why is why


def test_a_column_called_id_is_offered_as_ignored_if_it_numbers_the_rows():
    assert roles(read_by_guess("id,a,b\n7,1,2\n9,2,3\n12,2,1\n"))[0] is IGNORED
    assert roles(read_by_guess("id,a,b\n7,1,2\n7,2,3\n12,2,1\n"))[0] is INPUT


def test_categories_can_be_given_another_order():
    found = read_by_guess("size,y\nsmall,1\nlarge,2\nmedium,3\nsmall,4\n")
    changed = replace(found.guesses[0], categories=("small", "medium", "large"))

    column = data_set(found.table, [changed, found.guesses[1]], found.dialect).data.columns[0]

    assert column.categories == ("small", "medium", "large")
    assert column.codes is not None
    assert column.codes.tolist() == [0, 2, 1, 0]


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    assert read_by_guess(codecs.BOM_UTF8 + b"a,b\n1,2\n").table.names == ("a", "b")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("big5", "編號,顏色,好\n1,紅,是\n2,綠,否\n"),
        ("shift_jis", "番号,色,良い\n1,赤,はい\n2,緑,いいえ\n"),
        ("euc_kr", "번호,색,좋음\n1,빨강,예\n2,초록,아니오\n"),
        ("cp1251", "номер,цвет,да\n1,красный,да\n2,синий,нет\n"),
    ],
)
def test_other_languages_in_their_own_encodings(encoding, text):
    found = read_by_guess(text.encode(encoding))

    assert found.dialect.encoding == encoding
    assert found.table.names == tuple(text.split("\n")[0].split(","))


def test_one_wrong_byte_makes_no_other_encoding():
    content = ("a,b\n" + "größer,1\n" * 30).encode() + b"gr\xf6sser,2\n"

    found = read_by_guess(content)

    assert found.dialect.encoding == "utf-8"
    assert [(flaw.line, flaw.column) for flaw in found.table.problems.listed] == [(32, 1)]


IN, OUT, NOT = INPUT, TARGET, IGNORED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("39, State-gov, 77516, <=50K\n50, Self-emp, 83311, >50K\n38, ?, 215646, <=50K\n\n", [IN, IN, IN, OUT]),
        ('18.0   8   3504.   70\t"fast car"\n15.0   6   3693.   70\t"slow car"\n', [IN, IN, IN, IN, OUT]),
        ("1,14.23,1065\n1,13.2,1050\n2,12.37,520\n3,12.86,630\n", [OUT, IN, IN]),
        ("u,14.23,1065\nv,13.2,1050\nu,12.37,520\n", [OUT, IN, IN]),
        ("\n".join(f"{n},1.5{n},{1 + n % 3}" for n in range(1, 12)), [NOT, IN, OUT]),
        ("PassengerId,Survived,Age\n1,0,22\n2,1,38\n3,1,\n", [NOT, OUT, IN]),
        ('"","Sepal.Length","Species"\n"1",5.1,"a"\n"2",4.9,"b"\n', [NOT, IN, OUT]),
        ("x,y,z\n1.5,2,3\n2.5,3,5\n", [IN, IN, OUT]),
        ("% title\n@relation r\n\n@attribute a REAL\n@attribute c {x,y}\n@DATA\n5.1,x\n4.9,y\n", [IN, OUT]),
        ("a,ok\n1.5,TRUE\n2.5,FALSE\n3.5,TRUE\n", [IN, OUT]),
        ("Name;Größe;Klasse\nAnna;1,70;ja\nBert;1,82;nein\n", [NOT, IN, OUT]),
    ],
)
def test_roles_in_tables_as_they_are_found(text, expected):
    assert roles(read_by_guess(text)) == expected


def test_an_ignored_column_keeps_all_of_its_cells_and_is_never_wrong():
    found = read_by_guess("a,b\n1,2\nx,4\n5,6\n7,8\n")
    ignored = replace(found.guesses[0], role=IGNORED)

    made = data_set(found.table, [ignored, found.guesses[1]], found.dialect)

    assert cells(made.data, 0) == ["1", "x", "5", "7"]
    assert made.problems.count == 0
