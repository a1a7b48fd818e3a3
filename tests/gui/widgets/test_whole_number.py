from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.whole_number import WholeNumber


@pytest.fixture(params=["en", "zh", "de", "fr"])
def field(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[WholeNumber]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    field = WholeNumber(1, 5000)
    qtbot.addWidget(field)
    field.setValue(20)
    field.show()
    field.setFocus()
    yield field
    QLocale.setDefault(before)


def type_in(qtbot: QtBot, field: WholeNumber, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field.lineEdit(), text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(("text", "value"), [("7", 7), ("1e3", 1000), ("1000", 1000), ("4/2", 2)])
def test_whole_numbers_are_kept(qtbot: QtBot, field: WholeNumber, text: str, value: int) -> None:
    type_in(qtbot, field, text)

    assert (field.value(), field.text(), field.accessibleDescription()) == (value, str(value), "")


@pytest.mark.parametrize("text", ["1.5", "1,5", "0", "5001", "1 000", "x", "2,000,0"])
def test_what_is_none_is_refused_with_the_reason_and_stays(qtbot: QtBot, field: WholeNumber, text: str) -> None:
    type_in(qtbot, field, text)

    assert (field.value(), field.text()) == (20, text)
    assert text in field.accessibleDescription()


def test_leaving_gives_the_kept_number_back(qtbot: QtBot, field: WholeNumber) -> None:
    type_in(qtbot, field, "x")
    field.clearFocus()

    assert (field.value(), field.text(), field.accessibleDescription()) == (20, "20", "")


def test_arrows_and_special_texts_work_as_in_any_spin_box(qtbot: QtBot, field: WholeNumber) -> None:
    field.setSpecialValueText("none")
    field.setSuffix(" steps")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert (field.value(), field.text()) == (21, "21 steps")
    field.setValue(1)
    assert field.text() == "none"
    field.interpretText()
    assert (field.value(), field.text()) == (1, "none")
    type_in(qtbot, field, "9")
    assert field.value() == 9
