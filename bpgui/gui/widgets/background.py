"""Long work in a thread that never touches Qt, with progress, cancel and a window that stays fluent."""

import math
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from bpgui.gui.widgets.plain_text import Label
from bpgui.session.basics.work import Work

T = TypeVar("T")
#: Milliseconds that work may take before a dialog appears.
PATIENCE = 400


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
    parent: QWidget, title: str, work: Callable[[Work[T]], T], amount: Callable[[int, int], str]
) -> T:
    """Run `work(task)` in a thread and return what it returns, or raise what it raises.

    When it takes longer a dialog shows its progress, as `amount(done, total)` says it, and lets the person cancel it.
    Closing the window, or the application, cancels it too: nothing goes on after this returns.
    """
    task = Work(work, "background")
    try:
        if not task.join(0.05):
            _wait(parent, title, task, amount)
    finally:
        task.stop()  # the application may have ended the waiting, not the work
    return task.result()


def _wait(parent: QWidget, title: str, task: Work[T], amount: Callable[[int, int], str]) -> None:
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
        if is_closed or dialog.wasCanceled():
            task.cancel()
        if not task.is_going_on:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(30)
    loop.exec()
    timer.stop()
    dialog.close()
    dialog.deleteLater()


def _progress_text(task: Work[T], amount: Callable[[int, int], str], seconds: float) -> str:
    done, total = task.done, task.total
    if not done:
        return ""
    left = time_left(seconds * (total - done) / done)
    return QCoreApplication.translate("Background", "{amount}, {left}").format(amount=amount(done, total), left=left)
