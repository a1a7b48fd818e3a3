"""Nothing in the window is cut off, and nothing covers its neighbour, at common sizes, text sizes and languages."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDockWidget, QLabel, QWidget
from pytestqt.qtbot import QtBot

from bpgui.cli import new
from bpgui.gui.widgets.shortened_label import ShortenedLabel
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.resources import resource_path
from tests.campaigns import IS_CAMPAIGN
from tests.e2e.conftest import find

SIZES = [(960, 640), (1024, 700), (1440, 900), (1920, 1080), (2560, 1440)]
TEXTS = [100, 125, 150, 200]
EXAMPLES = ["article", "xor", "iris", "8-12-12-4"]
#: The panels that stand in one place; the last two come to the front in campaigns only.
PANELS = ["explanation", "response", "experiment"]
EVERY = [(size, text, language, "") for size in SIZES for text in TEXTS for language in ("en", "zh_CN")]
#: The last one of each case is an example that it leaves out.
SOME = [
    ((960, 640), 100, "en", "8-12-12-4"),
    ((960, 640), 200, "zh_CN", "article"),
    ((1024, 700), 150, "en", "xor"),
    ((1440, 900), 125, "zh_CN", "iris"),
    ((1920, 1080), 200, "en", "article"),
    ((2560, 1440), 100, "zh_CN", "iris"),
]
TEXTED = (QLabel, QAbstractButton, QComboBox)


def seen(window: QWidget) -> list[QWidget]:
    """Return what is shown whole: not what an area has scrolled away, or a bar has put into its extension."""
    found = [w for w in window.findChildren(QWidget) if w.isVisible() and not w.visibleRegion().isEmpty()]
    return [w for w in found if w.objectName() and not w.objectName().startswith("qt_")]


def is_cut(widget: QWidget) -> bool:
    """Whether a text has less room than it needs."""
    if not isinstance(widget, TEXTED) or isinstance(widget, ShortenedLabel):
        return False
    if isinstance(widget, QLabel) and (widget.wordWrap() or not widget.text()):
        return widget.wordWrap() and widget.height() < widget.heightForWidth(widget.width()) - 1
    if isinstance(widget, QAbstractButton) and not widget.text():
        return False
    least = widget.minimumSizeHint()
    return widget.width() < least.width() - 1 or widget.height() < least.height() - 1


def overlaps(widgets: list[QWidget]) -> list[str]:
    """Name the siblings of one layout that cover each other."""
    by_parent: dict[int, list[QWidget]] = {}
    for widget in widgets:
        parent = widget.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None and layout.indexOf(widget) >= 0:
            by_parent.setdefault(id(parent), []).append(widget)
    pairs = (pair for there in by_parent.values() for pair in combinations(there, 2))
    return [f"{a.objectName()} x {b.objectName()}" for a, b in pairs if a.geometry().intersects(b.geometry())]


def faults_at_rest(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Name what is cut off or covered when all has found its place: docks need some turns of the event loop."""
    faults: list[str] = []
    for turn in range(60):
        QApplication.processEvents()
        qtbot.wait(1)
        if turn >= 5:
            shown = seen(window)
            faults = [f"{w.objectName()} {w.size()} < {w.minimumSizeHint()}" for w in shown if is_cut(w)]
            faults += overlaps(shown)
            if not faults:
                break
    return faults


def file_of(example: str, folder: Path) -> Path:
    """Return the session file of an example, or of a network of this shape."""
    if "-" not in example:
        return resource_path("examples", f"{example}.bpgui")
    path = folder / f"{example}.bpgui"
    assert new.main([example, "-o", str(path)]) == 0
    return path


@pytest.mark.campaign
@pytest.mark.parametrize(("size", "text", "language", "left_out"), EVERY if IS_CAMPAIGN else SOME)
def test_nothing_is_cut_off_or_covered(
    qtbot: QtBot, sized: MainWindow, tmp_path: Path, size: tuple[int, int], text: int, language: str, left_out: str
) -> None:
    window = sized
    window.resize(*size)
    found = []
    for example in (example for example in EXAMPLES if example != left_out):
        window.document.session.mark_saved()
        window.files.open_path(file_of(example, tmp_path), is_example=True)
        for panel in PANELS if IS_CAMPAIGN else PANELS[:1]:
            dock = find(window, QDockWidget, f"{panel}_dock")
            dock.show()
            dock.raise_()
            found += [f"{example}, {panel}: {fault}" for fault in faults_at_rest(qtbot, window)]
    assert found == []


@pytest.mark.skipif(not IS_CAMPAIGN, reason="it does tests of this file again")
@pytest.mark.campaign
def test_nor_on_a_screen_of_twice_as_many_dots() -> None:
    """Qt takes the scale when it starts: another process does some of the tests above."""
    environment = {name: value for name, value in os.environ.items() if name != "BPGUI_CAMPAIGNS"}
    tests = [f"{__file__}::test_nothing_is_cut_off_or_covered", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *tests],
        check=False,
        env=environment | {"QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
