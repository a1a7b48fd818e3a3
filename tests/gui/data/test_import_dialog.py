"""File > Import data: a table as it is found in the wild becomes samples, mostly at the first guess."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.data.import_dialog import DROP, ImportDialog
from bpgui.gui.document.document import Document
from bpgui.session.data.dataset import ColumnRole, Encoding
from bpgui.session.data.import_plan import SplitKind
from bpgui.session.data.missing import Fill


class Importing:
    """One dialog for one content."""

    def __init__(self, qtbot: QtBot, document: Document, source: Path | bytes) -> None:
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.qtbot, self.document = qtbot, document
        self.dialog = ImportDialog(self.parent, document, source)
        self.dialog.show()
        self.wait()

    def wait(self) -> None:
        """Wait until what was asked for is shown."""
        reader = self.dialog.reader
        self.qtbot.waitUntil(lambda: reader._work is None and reader._wish is None, timeout=10_000)

    @property
    def ok(self) -> bool:
        self.wait()
        return self.dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()

    def table(self) -> list[tuple[str, ...]]:
        assert self.dialog.look is not None
        assert self.dialog.look.table is not None
        return self.dialog.look.table.rows()

    def roles(self) -> str:
        assert self.dialog.look is not None
        return "".join(column.role.value[0] for column in self.dialog.look.plan.columns)


@pytest.fixture
def importing(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[object]:
    made = []

    def call(content: bytes, name: str = "table.csv") -> Importing:
        path = tmp_path / name
        path.write_bytes(content)
        made.append(Importing(qtbot, document, path))
        return made[-1]

    yield call
    for one in made:
        one.dialog.close()


WILD = {
    "times": (b"Datum;Wert;Ziel\n2020-01-01 10:00:00;1,5;2\n2020-01-02 10:00:00;1,7;3\n", "iit", 2),
    "short header": (b"a;b\r\n1,5;2;0\r\n2,5;4;1\r\n3,5;1;0\r\n", "iit", 3),
    "gb18030": ("编号,颜色,好瓜\n1,青绿,是  \n2,乌黑,否  \n7,乌黑,是\n".encode("gb18030"), "iit", 3),
    "utf-8 with a mark": ("\ufeff编号,颜色,好瓜\r\n1,青绿,是\r\n9,乌黑,否\r\n".encode(), "iit", 2),
    "no header": (b"5.1,3.5,one\n7.0,3.2,two\n6.3,3.3,three\n\n", "iit", 3),
    "doubled tabs": (b"1.5\t2.5\t1\n1.6\t\t2.4\t1\n1.9\t2.2\t\t2\n1.1\t2.1\t3\n", "iit", 4),
    "quotes and groups": (b'"a";"b, c";"d ""e"""\n"20,00";"-0,01";"1"\n"1.234,50";"0,5";"0"\n', "iit", 2),
    "utf-16": ("Größe\tGewicht\tKlasse\n1,5\t2\tja\n2,5\t4\tnein\n".encode("utf-16"), "iit", 2),
    "blanks": (b"  5.1   3.5  1\n  7.0   3.2   2\n\n  6.3  3.3   2\n", "iit", 3),
}
FIRST_IGNORED = {"times", "gb18030", "utf-8 with a mark"}


@pytest.mark.parametrize("name", WILD)
def test_the_guess_alone_is_enough(importing, name: str) -> None:
    content, roles, rows = WILD[name]
    found = importing(content)

    assert found.ok, found.dialog.wrong.text()
    assert len(found.table()) == rows
    assert len(found.roles()) == len(roles)
    assert found.dialog.look.plan.columns[-1].role is ColumnRole.TARGET
    assert (found.dialog.look.plan.columns[0].role is ColumnRole.IGNORED) == (name in FIRST_IGNORED)


def test_missing_cells_are_said_and_one_choice_mends_them(importing) -> None:
    found = importing(b"height,weight,group\n1.70,?,a\n,80,b\n1.82,91,\nn/a,77,a\n1.6,70,b\n")
    assert not found.ok
    assert "Missing cells" in found.dialog.wrong.text()

    found.dialog.missing.setCurrentIndex(found.dialog.missing._values.index(Fill.MEAN))
    assert found.ok
    assert found.dialog.look.imported.data.samples == 5

    found.dialog.missing.setCurrentIndex(found.dialog.missing._values.index(DROP))
    assert found.ok
    assert found.dialog.look.imported.data.samples == 1


def test_import_is_one_edit_and_undo_brings_the_old_data_back(importing, document: Document) -> None:
    found = importing(WILD["no header"][0])
    assert found.ok
    before = document.experiment
    assert document.perform(found.dialog.edit())

    assert document.experiment.network.sizes == (2, 2, 3)
    assert document.experiment.network.layers[-1].activation == "softmax"
    document.undo()
    assert document.experiment.network == before.network


def test_the_sentence_says_what_becomes_of_the_network(importing) -> None:
    found = importing(WILD["no header"][0])
    assert "2-2-1" in found.dialog.becomes.text()
    assert "2-2-3" in found.dialog.becomes.text()
    assert "Softmax" in found.dialog.becomes.text()


def test_a_problem_names_its_place_and_choosing_it_shows_it(importing) -> None:
    found = importing(b"x,y\n" + b"1,2\n" * 60 + b"1,x2\n" + b"3,4\n")
    assert "Line 62, column 2" in found.dialog.flaws.item(0).text()

    found.dialog.flaws.setCurrentRow(0)
    assert found.dialog.preview.currentIndex().row() == 60
    assert found.dialog.preview.currentIndex().column() == 1

    found.dialog.only_right.click()
    assert found.ok
    assert found.dialog.look.imported.data.samples == 61


def test_a_wrong_guess_of_the_dialect_can_be_mended(importing) -> None:
    found = importing(b"a|b;c\n1|2;3\n4|5;6\n")
    box = found.dialog.dialect.delimiter
    box.setCurrentIndex(box._values.index("|"))
    found.wait()
    assert found.table()[0] == ("1", "2;3")
    assert "--delimiter=bar" in found.dialog.command.text()


def test_what_was_chosen_for_a_column_outlives_another_missing_text(importing) -> None:
    found = importing(b"a,b,c\n1,2,3\n4,5,7\n0,1,9\n")
    found.dialog.preview.choose(0)
    role = found.dialog.fields.role
    role.setCurrentIndex(role._values.index(ColumnRole.IGNORED))
    found.wait()
    found.dialog.dialect.missing.setText("none")
    found.dialog.dialect.missing.editingFinished.emit()
    found.wait()

    assert found.roles() == "iit"
    assert found.dialog.look.plan.columns[0].role is ColumnRole.IGNORED


def test_several_columns_change_at_once(importing) -> None:
    found = importing(b"a,b,c\nred,x,3\nblue,y,7\nred,z,9\n")
    found.dialog.preview.setFocus()
    found.dialog.preview.choose(0)
    found.qtbot.keyClick(found.dialog.preview, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert found.dialog.fields.name.text().startswith("3 column")
    fill = found.dialog.fields.fill
    fill.setCurrentIndex(fill._values.index(Fill.COMMONEST))
    found.wait()
    assert {column.fill for column in found.dialog.look.plan.columns} == {Fill.COMMONEST}


def test_the_category_that_is_one_can_be_chosen(importing) -> None:
    found = importing(b"a,late\n1,no\n2,yes\n3,no\n")
    assert found.dialog.fields.one.currentText() == "yes"
    found.dialog.fields.one.setCurrentIndex(0)
    assert found.ok
    column = found.dialog.look.imported.data.columns[1]
    assert (column.encoding, column.categories[column.one]) == (Encoding.ZERO_ONE, "no")


def test_a_stratified_split(importing) -> None:
    found = importing(b"a,c\n" + b"1,x\n2,y\n" * 10)
    split = found.dialog.split
    split.kind.setCurrentIndex(split.kind._values.index(SplitKind.SHARE))
    split.stratified.click()
    assert found.ok
    assert len(found.dialog.look.imported.data.test) == 4
    assert "4 of them for testing" in found.dialog.becomes.text()


def test_a_pasted_text_is_a_table(qtbot: QtBot, document: Document) -> None:
    found = Importing(qtbot, document, b"a\tb\n1\t2\n3\t5\n")
    assert found.ok
    assert not found.dialog.dialect.encoding.isVisible()
    assert document.perform(found.dialog.edit())
    assert document.experiment.data.samples == 2
    found.dialog.close()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
def test_what_is_no_table_is_said(importing, content: bytes) -> None:
    found = importing(content)
    assert not found.ok
    assert found.dialog.wrong.text()
