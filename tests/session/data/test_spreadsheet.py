import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data import sheet_extent
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.read_table import read
from bpgui.session.data.spreadsheet import sheet_names
from tests.session.data.reading import cells, read_by_guess
from tests.session.data.spreadsheets import archive, ods, ods_of, xlsx, xlsx_of

ROWS = [["size", "kind"], [1.5, "big"], [0.1, "small"], [None, "big"], [1e-7, "a < b"]]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_sheet_is_read_by_the_guess_alone(write):
    found = read_by_guess(write(ROWS))

    assert found.table.names == ("size", "kind")
    assert found.table.lines == [2, 3, 4, 5]
    assert cells(found.data, 0) == [1.5, 0.1, None, 1e-7]
    assert found.data.columns[1].categories == ("big", "small", "a < b")


def test_numbers_of_a_sheet_are_numbers_whatever_the_decimal_sign_of_its_texts():
    found = read_by_guess(xlsx([["a", "b"], [1.5, "2,5"], [2.5, "3,5"], [3.5, "0,25"]]))

    assert cells(found.data, 1) == [2.5, 3.5, 0.25]
    assert cells(found.data, 0) == [1.5, 2.5, 3.5]


def test_a_table_need_not_begin_in_the_corner():
    found = read_by_guess(xlsx([[], [None, "My data"], [], [None, "a", "b"], [None, 1.0, 2.0], [None, 3.0, 4.0]]))

    assert found.table.names[1:] == ("a", "b")
    assert found.table.lines == [5, 6]


def test_another_sheet_can_be_chosen():
    content = xlsx(ROWS, ("One", "Two"))

    assert sheet_names(content) == ["One", "Two"]
    assert guess(content).sheet == "One"
    assert read(content, Dialect(sheet="Two")).names == ("size", "kind")
    with pytest.raises(Problem, match="no sheet “Three”"):
        read(content, Dialect(sheet="Three"))


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = '<row><c r="XFD1"><v>1</v></c></row>' * 1000
FILLED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"'
    ' office:value-type="float" office:value="1"/></table:table-row>'
)
APART = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row><table:table-row>'
    '<table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="string">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


@pytest.mark.parametrize("content", [xlsx_of(FAR), xlsx_of(WIDE), ods_of(FILLED), ods_of(APART)])
def test_a_sheet_that_would_take_all_memory_is_refused(content):
    with pytest.raises(Problem, match="more than 5000000 cells"):
        guess(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or encrypted"),
        (archive({"hello.txt": "no"}), "no spreadsheet"),
        (archive({"xl/workbook.xml": "no"}), "cannot be read"),
        (archive({"content.xml": "no"}), "cannot be read"),
        (ods_of("<table:table-row>"), "mismatched tag"),
        (archive({"content.xml": "<!DOCTYPE x []><x/>"}), "DTD"),
        (archive({"content.xml": "<x/>"}), "Cannot detect"),
        (ods_of("").replace(b"PK\x01\x02", b"PK\x01\x03"), "cannot be read"),
        (xlsx([]), "no row"),
    ],
)
def test_what_is_no_table_is_said(content, reason):
    with pytest.raises(Problem, match=reason):
        read(content, guess(content))


def test_a_file_of_more_texts_than_cells_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_extent, "MAX_AREA", 1000)
    texts = "<si><t>a</t></si>" * 1001

    with pytest.raises(Problem, match="more than 1000 texts"):
        guess(archive({"xl/workbook.xml": "<x/>", "xl/sharedStrings.xml": f"<sst>{texts}</sst>"}))


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_extent, "MAX_UNPACKED", 1 << 20)

    with pytest.raises(Problem, match="larger than 1 MB"):
        guess(archive({"content.xml": "0" * (2 << 20)}))
