from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.bubble import Bubble
from bpgui.gui.widgets.number_edit import NOTCH_PIXELS, NumberEdit, ScrubLabel, nudged
from bpgui.gui.widgets.open_editors import OpenEditors
from bpgui.session.basics.problems import Problem


def at_most_one(value: float) -> None:
    if value > 1:
        raise Problem("At most 1.")


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[NumberEdit]:
    window = QWidget()
    editors = OpenEditors(window)
    other, field = NumberEdit(editors, window), NumberEdit(editors, window, check=at_most_one)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    field.set_value(0.14)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    window.close()


def retype(qtbot: QtBot, edit: NumberEdit, text: str) -> None:
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_the_reason_goes_with_its_field(qtbot: QtBot, edit: NumberEdit) -> None:
    window = edit.window()
    before = len(window.findChildren(Bubble))

    edit.deleteLater()

    qtbot.waitUntil(lambda: len(window.findChildren(Bubble)) == before - 1)


@pytest.mark.parametrize(("text", "value"), [("0.3", 0.3), (".3", 0.3), ("1/3", 1 / 3), ("-2e-3", -0.002)])
def test_enter_keeps_what_was_typed(qtbot: QtBot, edit: NumberEdit, text: str, value: float) -> None:
    retype(qtbot, edit, text)

    with qtbot.waitSignal(edit.value_committed) as kept:
        qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert kept.args == [value]


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def test_a_comma_is_offered_as_a_point_and_enter_again_takes_it(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "0,85")
    assert not edit.property("wrong")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.value()) == ("0,85", 0.14)
    assert edit.accessibleDescription() == "“0,85” has a comma: 0.85? Enter again takes it."

    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.value(), edit.accessibleDescription()) == ("0.85", 0.85, "")


def test_an_offer_is_for_what_was_typed_only(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "0,85")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "x")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert (edit.text(), edit.value()) == ("0,85x", 0.14)


def test_an_offer_is_not_taken_by_leaving(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "0,85")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)

    assert (edit.text(), edit.value(), edit.hasFocus()) == ("0,85", 0.14, True)


def test_thousands_are_never_offered_as_a_fraction(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "1,000")
    for _ in range(3):
        qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert (edit.text(), edit.value(), edit.property("wrong")) == ("1,000", 0.14, True)


@pytest.mark.parametrize(("text", "value"), [("0,85", 0.85), ("0.121", 0.121), ("1,000", 1.0)])
@pytest.mark.usefixtures("german")
def test_a_comma_is_a_point_where_the_language_has_it_so(
    qtbot: QtBot, edit: NumberEdit, text: str, value: float
) -> None:
    retype(qtbot, edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.value() == value


def test_escape_returns_the_old_number(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "0.5")

    with qtbot.waitSignal(edit.edit_cancelled):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)

    assert (edit.text(), edit.value()) == ("0.14", 0.14)


def test_leaving_the_field_keeps_the_number(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "0.5")

    with qtbot.waitSignal(edit.value_committed):
        qtbot.keyClick(edit, Qt.Key.Key_Tab)

    assert edit.value() == 0.5


@pytest.mark.parametrize("text", ["abc", "0,5", "1/0", "2", "1e999", ""])
def test_nonsense_is_refused_with_a_reason(qtbot: QtBot, edit: NumberEdit, text: str) -> None:
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)

    with qtbot.waitSignal(edit.refused):
        qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.value() == 0.14
    assert edit.property("wrong")
    assert edit.accessibleDescription()


def test_nonsense_cannot_be_left_but_by_escape(qtbot: QtBot, edit: NumberEdit) -> None:
    retype(qtbot, edit, "abc")

    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.text(), edit.value(), edit.property("wrong"), edit.hasFocus()) == ("abc", 0.14, True, True)

    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.text(), edit.property("wrong"), edit.hasFocus()) == ("0.14", False, False)


def test_a_valid_number_is_previewed_while_it_is_typed(qtbot: QtBot, edit: NumberEdit) -> None:
    seen: list[float] = []
    edit.value_previewed.connect(seen.append)

    retype(qtbot, edit, "0.25")

    assert seen == [0.0, 0.0, 0.2, 0.25]


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0.15),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 0.13),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, 0.24),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier, 0.141),
    ],
)
def test_arrows_nudge(qtbot: QtBot, edit: NumberEdit, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float) -> None:
    with qtbot.waitSignal(edit.value_previewed) as seen:
        qtbot.keyClick(edit, key, modifier)

    assert seen.args == [value]
    assert edit.value() == 0.14


@pytest.mark.parametrize(
    ("value", "notches", "result"), [(0.14, 1, 0.15), (2.0, -1, 1.9), (0.0, 1, 0.01), (-0.05, 1, -0.049), (150, 1, 160)]
)
def test_a_notch_is_a_tenth_of_the_leading_digit(value: float, notches: float, result: float) -> None:
    assert nudged(value, notches) == result


def test_an_empty_field_may_mean_none(qtbot: QtBot) -> None:
    field = NumberEdit(OpenEditors(), may_be_empty=True)
    qtbot.addWidget(field)
    field.set_value(0.5)
    field.clear()

    assert field.commit()
    assert field.value() is None


@pytest.mark.parametrize(("escape", "value", "committed"), [(False, 0.19, [0.19]), (True, 0.14, [])])
def test_dragging_the_label_scrubs(
    qtbot: QtBot, edit: NumberEdit, escape: bool, value: float, committed: list[float]
) -> None:
    label, kept = ScrubLabel(edit), list[float]()
    edit.value_committed.connect(kept.append)
    qtbot.addWidget(label)
    at_most = 1 + 5 * NOTCH_PIXELS
    qtbot.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    left, place = Qt.MouseButton.LeftButton, QPointF(at_most, 1)
    QApplication.sendEvent(
        label, QMouseEvent(QEvent.Type.MouseMove, place, place, left, left, Qt.KeyboardModifier.NoModifier)
    )
    assert edit.text() == "0.19"
    if escape:
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.mouseRelease(label, Qt.MouseButton.LeftButton, pos=QPoint(at_most, 1))

    assert (edit.value(), kept) == (value, committed)


def test_a_double_click_selects_the_whole_number(qtbot: QtBot, edit: NumberEdit) -> None:
    edit.deselect()
    qtbot.mouseDClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(20, edit.height() // 2))

    assert edit.selectedText() == "0.14"


def test_what_is_selected_stays_so_when_another_number_holds(edit: NumberEdit) -> None:
    edit.selectAll()
    edit.set_value(0.5)

    assert edit.selectedText() == "0.5"
