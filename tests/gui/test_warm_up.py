from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.start import AfterFirstPaint, make_window
from bpgui.session import compiled
from bpgui.session.basics.problems import Problem


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(tmp_path / "settings.json")
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


class Stub:
    """A warm-up that goes as it is told."""

    once: ClassVar[list[bool]] = []

    def __init__(self, compiling: Callable[[bool], None], ended: Callable[[], None]) -> None:
        for once in self.once:
            compiling(once)
        ended()

    def stop(self) -> None:
        pass


@pytest.mark.parametrize(
    ("once", "trouble", "words"),
    [
        ([], None, ""),
        ([True], None, "This once, training is slower"),
        ([False], None, "Training is slower for"),
        ([False], "it cannot be kept", "The compiled kernel is ready, but it cannot be kept."),
    ],
)
def test_the_window_says_how_it_is_with_the_kernel(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, once: list[bool], trouble: str | None, words: str
) -> None:
    monkeypatch.setattr(compiled, "WarmUp", Stub)
    monkeypatch.setattr(Stub, "once", once)
    monkeypatch.setattr(compiled, "is_compiled", lambda: True)
    monkeypatch.setattr(compiled, "_trouble", Problem(trouble) if trouble else None)
    AfterFirstPaint(window)._warm_up()

    assert window.notice.text().startswith(words)
    assert bool(window.notice.text()) == bool(words)
