"""The list of keys: by menu and view, in the language that is spoken, and searched."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.window.keyboard_dialog import KeyboardDialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def shown(dialog: KeyboardDialog) -> list[str]:
    table = dialog.findChild(QTableWidget, "keys")
    assert table is not None
    rows = (row for row in range(table.rowCount()) if not table.isRowHidden(row))
    cells = ([table.item(row, column) for column in range(2)] for row in rows)
    return [" | ".join(cell.text() for cell in row if cell is not None) for row in cells]


def test_the_keys_are_named_in_the_language_that_is_spoken(parent: QWidget) -> None:
    sections = iter(["In the diagram", "图中"])
    dialog = KeyboardDialog(parent, lambda: [(next(sections), [("F", "Fit")])])
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))

    assert shown(dialog)[-2:] == ["图中 | ", "F | Fit"]


def test_keys_stand_under_their_menus(parent: QWidget) -> None:
    rows = shown(KeyboardDialog(parent, list))

    assert rows[:2] == ["File | ", "Ctrl+N | New"]
    assert rows.index("Run | ") < rows.index("F5 | Run") < rows.index("Learn | ")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("quux dia", ["In the diagram | ", "Z | Quux"]),
        ("ctrl+n", ["File | ", "Ctrl+N | New"]),
        ("SAVE AS", ["File | ", "Ctrl+Shift+S | Save as"]),
    ],
)
def test_a_search_shows_what_has_all_its_words(parent: QWidget, qtbot: QtBot, typed: str, found: list[str]) -> None:
    dialog = KeyboardDialog(parent, lambda: [("In the diagram", [("Z", "Quux"), ("Y", "Other")])])
    qtbot.keyClicks(dialog.search, typed)

    assert shown(dialog) == found


def test_where_nothing_is_found_it_says_so(parent: QWidget, qtbot: QtBot) -> None:
    dialog = KeyboardDialog(parent, list)
    dialog.show()
    assert not dialog.nothing.isVisible()
    qtbot.keyClicks(dialog.search, "xyzzy")

    assert shown(dialog) == []
    assert dialog.nothing.isVisible()
    dialog.close()
