import signal
import subprocess
import sys
import time

import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.window.interruption import INTERRUPTED, Interruption

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to one process")

#: An idle window in a process that hears Ctrl+C, whatever the shell that started the tests did about it.
WINDOW = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from bpgui.gui.window import start
start.AfterFirstPaint._warm_up = lambda self: print("begun", flush=True)
sys.exit(start.run_window(None))
"""


def test_ctrl_c_is_told_of_by_the_event_loop(qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        interruption = Interruption()
        with qtbot.waitSignal(interruption.pressed):
            signal.raise_signal(signal.SIGINT)
        interruption.stop()
        interruption.stop()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert signal.set_wakeup_fd(-1) == -1
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_ctrl_c_is_ignored_it_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        interruption = Interruption()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        interruption.stop()
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_an_idle_window() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.3)  # nothing happens any more

    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)

    assert process.returncode == INTERRUPTED
    assert "Traceback" not in complaint
