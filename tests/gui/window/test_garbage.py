import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from bpgui.gui.widgets.theme import look
from bpgui.gui.window.garbage import GROWTH, GarbageCollection


@contextmanager
def collecting() -> Iterator[None]:
    garbage = GarbageCollection()
    try:
        yield
    finally:
        garbage.stop()


def much() -> list[list[int]]:
    """Make more objects than Python makes without a collection."""
    return [[] for _ in range(3 * gc.get_threshold()[0])]


def much_of_a_thread() -> list[list[int]]:
    found: list[list[int]] = []
    thread = threading.Thread(target=lambda: found.extend(much()))
    thread.start()
    thread.join()
    return found


class Cycle:
    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("make", [much, much_of_a_thread])
def test_a_cycle_goes_in_the_event_loop_and_not_before(qtbot: QtBot, make: Callable[[], list[list[int]]]) -> None:
    with collecting():
        found = weakref.ref(Cycle())
        kept = make()
        assert kept
        assert found() is not None
        qtbot.waitUntil(lambda: found() is None)


def test_a_change_of_theme_deletes_no_dialog_that_was_open(qtbot: QtBot) -> None:
    kept = []

    class Maker(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            kept.append(much())
            super().changeEvent(event)

    maker, box = Maker(), QMessageBox()
    qtbot.addWidget(maker)
    box.itself = box  # type: ignore[attr-defined]
    place, gone = Shiboken.getCppPointer(box)[0], []
    box.destroyed.connect(lambda: gone.append(place))
    with collecting():
        maker.show()
        del box
        look.apply("dark", 1.0)
        look.apply("light", 1.0)
        assert not gone
        qtbot.waitUntil(lambda: gone == [place])


@pytest.mark.parametrize(
    ("counts", "growth", "generation"),
    [((10_000, 1, 1), 2.0, 0), ((10_000, 100, 1), 2.0, 1), ((10_000, 100, 100), GROWTH, 1), ((10_000, 1, 100), 2.0, 2)],
)
def test_what_is_old_goes_once_memory_has_grown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], growth: float, generation: int
) -> None:
    asked: list[int] = []
    with monkeypatch.context() as patched:
        patched.setattr("sys.getallocatedblocks", lambda: 1000)
        with collecting():
            patched.setattr("sys.getallocatedblocks", lambda: 1000 * growth)
            patched.setattr(gc, "get_count", lambda: counts)
            patched.setattr(gc, "collect", lambda generation=2: asked.append(generation))
            qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == generation


def test_it_is_left_to_python_at_the_end(qtbot: QtBot) -> None:
    with collecting():
        assert not gc.isenabled()
    assert gc.isenabled()
    found = weakref.ref(Cycle())
    gc.collect()
    assert found() is None
