"""Long work in a thread that never touches Qt, with progress, cancel and a window that stays fluent."""

import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from bpgui.gui.widgets.plain_text import Label

T = TypeVar("T")
#: Milliseconds that work may take before a dialog appears.
PATIENCE = 400


class Task(Generic[T]):
    """The work's side: it reports `done` of `total` and looks at `cancelled` between two pieces."""

    def __init__(self, work: "Callable[[Task[T]], T]") -> None:
        self.done, self.total = 0, 0
        self.cancelled = False
        self.result: T | None = None
        self.failure: BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run, name="background")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the end; say whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.result = self._work(self)
        except BaseException as error:  # noqa: BLE001  raised again in the window's thread
            self.failure = error


def time_left(seconds: float) -> str:
    """Say how long it still takes: "12 s left"."""
    whole = math.ceil(seconds)
    if whole < 60:
        text = QCoreApplication.translate("Background", "{seconds} s left")
    elif whole < 3600:
        text = QCoreApplication.translate("Background", "{minutes} min {seconds} s left")
    else:
        text = QCoreApplication.translate("Background", "{hours} h {minutes} min left")
    return text.format(hours=whole // 3600, minutes=whole // 60 % 60, seconds=whole % 60)


def run_in_background(
    parent: QWidget, title: str, work: Callable[[Task[T]], T], amount: Callable[[int, int], str]
) -> T:
    """Run `work(task)` in a thread and return what it returns, or raise what it raises.

    When it takes longer a dialog shows its progress, as `amount(done, total)` says it, and lets the person cancel it.
    Closing the window, or the application, cancels it too: nothing goes on after this returns.
    """
    task = Task(work)
    task.start()
    try:
        if not task.join(0.05):
            _wait(parent, title, task, amount)
    finally:
        task.cancelled = True  # the application may have ended the waiting, not the work
        task.join()
    if task.failure is not None:
        raise task.failure
    return task.result  # type: ignore[return-value]  # it is there: the work ended without a failure


def _wait(parent: QWidget, title: str, task: Task[T], amount: Callable[[int, int], str]) -> None:
    """Show progress until the work ends or the application does."""
    window = parent.window()
    was_visible, began = window.isVisible(), time.monotonic()
    dialog = QProgressDialog(title, "", 0, 0, parent)
    dialog.setLabel(Label(dialog))
    dialog.setObjectName("progress")
    dialog.setAccessibleName(title)
    dialog.setWindowTitle(window.windowTitle().rpartition(" - ")[0])
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(PATIENCE)
    dialog.setMinimumWidth(420)
    dialog.setCancelButtonText(QCoreApplication.translate("Background", "Cancel"))
    loop, timer = QEventLoop(), QTimer()

    def look() -> None:
        dialog.setLabelText(f"{title}\n{_progress_text(task, amount, time.monotonic() - began)}")
        dialog.setMaximum(max(task.total, 1))
        dialog.setValue(min(task.done, max(task.total - 1, 0)))
        is_closed = was_visible and not window.isVisible()
        task.cancelled = task.cancelled or is_closed or dialog.wasCanceled()
        if task.join(0):
            loop.quit()

    timer.timeout.connect(look)
    timer.start(30)
    loop.exec()
    timer.stop()
    dialog.close()
    dialog.deleteLater()


def _progress_text(task: Task[T], amount: Callable[[int, int], str], seconds: float) -> str:
    done, total = task.done, task.total
    if not done:
        return ""
    left = time_left(seconds * (total - done) / done)
    return QCoreApplication.translate("Background", "{amount}, {left}").format(amount=amount(done, total), left=left)
