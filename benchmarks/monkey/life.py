"""One life of the monkey: from the start of the program until its window is closed, in a process of its own.

Started by `python -m benchmarks.monkey`, which has set a home, a cache and a current folder that it may fill.
"""

import faulthandler
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from benchmarks.monkey import deeds as doing
from benchmarks.monkey import places
from benchmarks.monkey.choice import Monkey
from benchmarks.monkey.deeds import Deed
from benchmarks.monkey.watch import Watch

#: Deeds between two weighings, and milliseconds that the window has to settle before one.
BETWEEN, SETTLE = 500, 1500
#: Weighings that the warm-up takes.
WARM_UP = 10
#: A life of fewer deeds is over before the kernel is compiled, and does not begin with it.
SHORT = 500
#: What is chosen before a weighing, and the window's size then: pixels and fonts weigh more than what is sought.
SAME = ("example_article", "text_size_100", "theme_light", "language_en", "reset_layout")
SIZE = (1440, 900)
#: Seconds that a nested event loop without a dialog may go on before the monkey acts in it.
PATIENCE = 3.0


class Life(QObject):
    """Does one deed after the other; each is written into the trail before it is done."""

    def __init__(self, deeds: Iterator[Deed], folder: Path) -> None:
        super().__init__()
        self._deeds, self._folder = deeds, folder
        self._trail, self._faults = ((folder / name).open("a") for name in ("trail.txt", "faults.txt"))
        self.watch = Watch(self._tell, folder)
        self._count = self._weighings = 0
        self._next_weighing = BETWEEN
        self._since, self._before, self._is_acting = 0.0, (None, None), False
        self._is_ending, self._pause = False, 0
        doing.before_keys.append(lambda: self.watch.turn(self._pause))
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)

    def _tell(self, kind: str, text: str) -> None:
        self._faults.write(
            json.dumps({"kind": kind, "text": text, "deeds": self._count, "last": self.watch.doing}) + "\n"
        )
        self._faults.flush()

    def begin(self) -> None:
        """Begin when the panels are there."""
        window: Any = places.main_window()
        if window is None or not hasattr(window, "plots"):
            QTimer.singleShot(50, self, self.begin)
            return
        self.watch.begin()
        self._timer.start(500)

    # The turns of the event loop

    def _turn(self) -> None:
        """Act, unless an event loop within the last deed only waits; the next turn comes in any case."""
        self.watch.turn()
        now = (QApplication.activePopupWidget(), QApplication.activeModalWidget())
        is_waiting = self._is_acting and now == self._before and time.monotonic() - self._since < PATIENCE
        if is_waiting:
            self._timer.start(10)
            return
        if self._is_ending:
            self._end()
        elif self._count >= self._next_weighing and now == (None, None):
            self._prepare_weighing()
        else:
            self._act(now)

    def _act(self, now: tuple[Any, Any]) -> None:
        deed = next(self._deeds, None)
        if deed is None:
            self._is_ending = True
            self._timer.start(0)
            return
        self._count += 1
        self.watch.doing = deed.text()
        self._trail.write(self.watch.doing + "\n")
        self._trail.flush()
        self._timer.start(deed.pause)
        self._pause = deed.pause
        self.watch.turn(deed.pause)
        outer = (self._is_acting, self._before, self._since)
        self._is_acting, self._before, self._since = True, now, time.monotonic()
        try:
            deed.do()
        finally:
            self._is_acting, self._before, self._since = outer

    # Weighing

    def _prepare_weighing(self) -> None:
        """Bring the window into a state that can be compared: one example, one look, no question, no other window."""
        self._weighings, self._next_weighing = self._weighings + 1, self._count + BETWEEN
        window: Any = places.main_window()
        if window is None:
            self._is_ending = True
            self._timer.start(0)
            return
        for dialog in list(places.inside(window, QDialog)):
            dialog.close()
        window.document.editors.drop()
        window.document.close()
        window.document.session.mark_saved()
        actions = {action.objectName(): action for action in places.actions().values()}
        if actions["action_your_turn"].isChecked():
            actions["action_your_turn"].trigger()
        for name in SAME:
            self.watch.turn()  # a person chooses one after the other
            actions[f"action_{name}"].trigger()
        self.watch.turn()
        window.showNormal()
        window.resize(*SIZE)
        QTimer.singleShot(SETTLE, self, self._weigh)
        self.watch.turn(SETTLE)

    def _weigh(self) -> None:
        self.watch.turn()
        weight = self.watch.weigh()
        with (self._folder / "memory.txt").open("a") as file:
            file.write(f"{self._count} {weight.resident:.0f}/{weight.allocated:.0f}\n")
        if self._weighings <= WARM_UP:
            self.watch.keep_as_first()
        self._timer.start(0)

    # The end

    def _end(self) -> None:
        """Answer what is open, then close the window."""
        self._timer.start(20)
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        window: Any = places.main_window()
        if popup is not None:
            popup.close()
        elif isinstance(modal, QMessageBox):
            discard = next(
                (b for b in modal.buttons() if modal.buttonRole(b) == QMessageBox.ButtonRole.DestructiveRole), None
            )
            (discard or modal.buttons()[0]).click()
        elif isinstance(modal, QDialog):
            modal.reject()
        elif window is not None and window.isVisible():
            self._is_acting, self._before, self._since = True, (None, None), time.monotonic()
            window.document.editors.drop()  # with what is no number in a field, the window stays open
            window.close()


class Nobody(QObject):
    """Opens no file and no address."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        """Do nothing."""


def deeds_of(seed: int, count: int) -> Iterator[Deed]:
    """Choose each deed when its time has come."""
    monkey = Monkey(seed)
    for _ in range(count):
        yield monkey.choose()


def main(seed: int, count: int, replay: Path | None, folder: Path) -> int:
    """Live once; return the exit code of the program."""
    from bpgui.gui.window import start

    crash = (folder / "crash.txt").open("w")
    faulthandler.enable(crash)
    deeds = (
        deeds_of(seed, count) if replay is None else iter([Deed.read(line) for line in replay.read_text().splitlines()])
    )
    life, nobody = Life(deeds, folder), Nobody()
    for scheme in ("file", "http", "https"):
        QDesktopServices.setUrlHandler(scheme, nobody, "take")  # type: ignore[arg-type]  # the stubs are wrong
    made = start.make_window

    def make_window(*arguments: Any) -> Any:
        window = made(*arguments)
        # Without a screen, what Python has copied would be destroyed by Qt after Python itself has ended.
        QApplication.instance().aboutToQuit.connect(QApplication.clipboard().clear)  # type: ignore[union-attr]
        QTimer.singleShot(0, life, life.begin)
        return window

    if count < SHORT:
        start.CALM = 10**8
    start.make_window = make_window  # type: ignore[assignment]  # made as before, and noted
    code = start.run_window(None)
    if replay is None:
        life.watch.compare()
    life.watch.end()
    faulthandler.disable()
    crash.close()
    return code
