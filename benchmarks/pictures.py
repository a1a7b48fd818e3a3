"""Pictures of the window in ten states: `python -m benchmarks.pictures FOLDER` writes them, and
`python -m benchmarks.pictures FOLDER --against OTHER` names those that differ from the ones in OTHER.

Pictures depend on the machine's fonts and on Qt's version, so none are kept: make them before a change and after it.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication

from bpgui.gui.document.selection import choice_named
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.preferences import Preferences, save_preferences
from bpgui.gui.window.start import make_window
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.ladder import Grain
from bpgui.session.undo import UndoStack

#: Milliseconds in which every panel has painted, the ones at a reader's pace too.
SETTLED = 700


def start(_window: MainWindow) -> None:
    """The article's example as it opens."""


def edited(window: MainWindow) -> None:
    """A new future, begun in the past, with Undo ready."""
    run(window, 20)
    window.document.seek_step(3)
    window.document.perform(SetParameter("w5", 0.3))


def backward(window: MainWindow) -> None:
    """In the walk, deltas flowing back, w1 chosen."""
    choose(window, "w1")
    for _ in range(3):
        window.document.walk(Grain.PHASE)


def updated(window: MainWindow) -> None:
    """The end of Update."""
    for _ in range(4):
        window.document.walk(Grain.PHASE)


def trained(window: MainWindow) -> None:
    """XOR after 500 steps, a hidden neuron chosen."""
    trigger(window, "example_xor")
    run(window, 500)
    choose(window, "h2")


def batch(window: MainWindow) -> None:
    """Iris in the small window, in the middle of a batch."""
    window.resize(1024, 700)
    trigger(window, "example_iris")
    window.document.step()
    window.document.walk(Grain.PHASE)


def dark(window: MainWindow) -> None:
    """The curve to fit, dark and in Chinese."""
    trigger(window, "theme_dark")
    trigger(window, "language_zh_CN")
    trigger(window, "example_regression")
    run(window, 50)


def lesson(window: MainWindow) -> None:
    """The lesson's first stop."""
    trigger(window, "lesson")


def question(window: MainWindow) -> None:
    """A question of Your turn."""
    trigger(window, "your_turn")


def figure(window: MainWindow) -> None:
    """One of the article's figures, with large text."""
    trigger(window, "text_size_125")
    window.document.focus.show_figure(8)


STATES: tuple[Callable[[MainWindow], None], ...] = (
    start,
    edited,
    backward,
    updated,
    trained,
    batch,
    dark,
    lesson,
    question,
    figure,
)


def choose(window: MainWindow, name: str) -> None:
    """Choose a neuron or parameter by name."""
    window.document.select(choice_named(window.document.experiment.network, name))


def trigger(window: MainWindow, name: str) -> None:
    """Choose an entry of a menu."""
    action = window.findChild(QAction, f"action_{name}")
    assert action is not None, name
    action.trigger()


def run(window: MainWindow, steps: int) -> None:
    """Take so many steps, and wait for the last."""
    window.document.run_steps(steps)
    while window.document.is_running:
        QApplication.processEvents()


def settle() -> None:
    """Let the window paint all that it has to say."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < SETTLED:
        QApplication.processEvents()


def picture(state: Callable[[MainWindow], None]) -> QImage:
    """Return the picture of a new window in this state."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.json"
        save_preferences(Preferences(language="en", theme="light", animation="off"), settings)
        window = make_window(settings)
        window.resize(1440, 900)
        window.show()
        window.load_panels()
        window.load_plots()
        settle()
        state(window)
        settle()
        QApplication.sendPostedEvents()
        image = window.grab().toImage()
        window.document.pause()
        window.document.session.undo_stack = UndoStack()
        window.document.session.mark_saved()
        window.close()
        window.deleteLater()
        settle()
    return image


def main() -> int:
    """Write the pictures, compare them when asked to, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--against", type=Path, metavar="OTHER", help="a folder of earlier pictures")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    app.setCursorFlashTime(0)  # a text cursor that blinks would make pictures differ
    different = []
    for state in STATES:
        image = picture(state)
        path = arguments.folder / f"{state.__name__}.png"
        image.save(str(path))
        if arguments.against is not None and image != QImage(str(arguments.against / path.name)).convertToFormat(
            image.format()
        ):
            different.append(state.__name__)
    print(
        f"{len(STATES)} pictures in {arguments.folder}" + (f"; different: {', '.join(different)}" if different else "")
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
