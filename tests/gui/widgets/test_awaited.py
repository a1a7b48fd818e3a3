"""What takes longer than a click may comes from a thread, once the window has painted what it has."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.awaited import Awaited


@pytest.fixture
def awaited(qtbot: QtBot):
    """Bring what is wanted to `came`, a list of key and result."""
    parent = QObject()
    made = Awaited(parent)
    yield made
    made.stop()


@pytest.fixture
def came(awaited: Awaited) -> list[Any]:
    """List what came."""
    found: list[Any] = []
    awaited.came.connect(lambda key, result: found.append((key, result)))
    return found


def test_it_begins_after_what_the_window_has_to_do(qtbot: QtBot, awaited: Awaited, came):
    begun = threading.Event()
    awaited.want("k", begun.set)
    assert not begun.wait(0.02)
    QApplication.processEvents()
    assert begun.wait(5)
    qtbot.waitUntil(lambda: came == [("k", None)])


def test_only_what_is_wanted_last_comes(qtbot: QtBot, awaited: Awaited, came):
    going_on = threading.Event()
    awaited.want("first", lambda: going_on.wait(5))
    QApplication.processEvents()
    awaited.want("second", lambda: 2)
    awaited.want("third", lambda: 3)
    going_on.set()
    qtbot.waitUntil(lambda: came == [("third", 3)])


@pytest.mark.parametrize("wants_again", [False, True])
def test_what_is_dropped_before_it_began_is_not_called(qtbot: QtBot, awaited: Awaited, came, wants_again):
    called: list[int] = []
    awaited.want("k", lambda: called.append(1))
    awaited.drop()
    if wants_again:
        awaited.want("k", lambda: called.append(2))
        qtbot.waitUntil(lambda: came == [("k", None)])
    QApplication.processEvents()
    assert called == [2] * wants_again
