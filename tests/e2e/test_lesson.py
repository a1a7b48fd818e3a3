"""The lesson from its first stop to its last, by keyboard alone, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDockWidget, QLabel, QPushButton, QTableView, QTextBrowser
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.session.step.moment import Phase
from tests.e2e.conftest import find, trigger

MODIFIERS = {
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
#: What a stop asks for, as the keys that its text names, and numbers that its text must show before.
WAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("1", "0.191")),
    ("F7 Right Right Right", ("0.85", "0.48", "0.191")),
    ("Shift+Down", ("0.11", "0.21", "0.12", "0.08", "0.14", "0.15")),
    ("Right", ("2", "3", "1")),
    ("Ctrl+3 F11", ("0.85", "0.48")),
    ("F11", ("0.191",)),
    ("Left", ("0.327",)),
    ("0.3 Return Ctrl+Z", ("2", "3")),
    ("F11 F11 F11", ("0.05",)),
    ("Up", ("−0.809", "−0.388")),
    ("Left", ("0.174", "0.169")),
    ("Down", ("−0.113", "−0.227")),
    ("F11", ("0.14", "0.121", "0.124")),
    ("Down", ("−0.227", "−0.243", "−0.34", "−0.364")),
    ("F11", ("0.121", "0.227", "0.132", "0.0982", "0.174", "0.169")),
    ("F10", ("0.924", "0.559", "0.191", "0.256", "0.327", "0.277")),
    ("F5", ("0.256", "1")),
    ("Ctrl+L 0.3 Return F5 F5 F7 Ctrl+Z", ("0.05",)),
)


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: the lesson stands where it was left."""
    return fresh


def press(qtbot: QtBot, window: MainWindow, keys: str) -> None:
    """Press keys, or type a number, wherever the focus is."""
    for chord in keys.split():
        *held, name = chord.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= MODIFIERS[modifier]
        focus = QApplication.focusWidget() or window
        if "." in name:
            for letter in name:
                qtbot.keyClicks(QApplication.focusWidget() or window, letter)
        else:
            qtbot.keyClick(focus, getattr(Qt.Key, f"Key_{name}"), modifiers)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_is_played_from_start_to_end_by_keyboard(qtbot: QtBot, window: MainWindow, language: str) -> None:
    window.resize(1024, 700)
    trigger(window, f"language_{language}")
    window.toolbar.speed.setValue(100)
    press(qtbot, window, "F7")
    text, task = find(window, QTextBrowser, "lessonText"), find(window, QLabel, "lessonTaskText")
    assert text.hasFocus()

    for place, (keys, numbers) in enumerate(WAY):
        assert find(window, QLabel, "lessonCount").text().split()[0].startswith(("第", str(place + 1)))
        assert all(number in text.toPlainText() for number in numbers), place
        assert "✓" not in task.text(), place
        press(qtbot, window, keys)
        if keys:
            qtbot.waitUntil(lambda: task.text().startswith("✓"), timeout=20_000)
        qtbot.waitUntil(lambda: not window.document.is_running, timeout=20_000)
        press(qtbot, window, "Alt+Right")

    assert find(window, QComboBox, "lessonStops").currentIndex() == len(WAY) - 1
    assert not window.document.session.is_modified
    assert text.accessibleName() == {"en": "How large a step?", "zh_CN": "步子该多大？"}[language]


def test_it_opens_and_closes_beside_the_data(qtbot: QtBot, window: MainWindow) -> None:
    dock = find(window, QDockWidget, "lesson_dock")
    assert dock.isHidden()
    trigger(window, "lesson")
    assert dock.isVisible()
    assert find(window, QDockWidget, "data_dock").isVisible()
    dock.close()
    trigger(window, "lesson")
    assert find(window, QTextBrowser, "lessonText").hasFocus()
    trigger(window, "lesson")
    assert window.diagram.hasFocus()


def test_in_the_data_table_its_own_keys_move_columns_and_elsewhere_the_lesson_goes_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    table, stops = find(window, QTableView, "dataTable"), find(window, QComboBox, "lessonStops")
    trigger(window, "lesson")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    press(qtbot, window, "Alt+Right")
    titles = [str(table.model().headerData(k, Qt.Orientation.Horizontal)) for k in range(2)]
    assert (stops.currentIndex(), titles) == (0, ["i2", "i1"])
    window.diagram.setFocus()
    press(qtbot, window, "Alt+Right")
    assert stops.currentIndex() == 1


def test_another_network_gives_way_to_the_lessons_where_nothing_is_lost(window: MainWindow) -> None:
    trigger(window, "example_xor")
    trigger(window, "lesson")

    assert window.windowTitle() == "article.bpgui[*] - bpgui"
    trigger(window, "example_xor")
    button = find(window, QPushButton, "lessonStartOver")
    assert button.isVisible()
    find(window, QPushButton, "lessonNext").click()
    assert window.windowTitle() == "xor.bpgui[*] - bpgui"
    button.click()
    assert window.windowTitle() == "article.bpgui[*] - bpgui"
    assert window.document.moment.phase is Phase.REST
    assert not button.isVisible()
