"""The watch that conftest.py keeps over every test sees what it is there for."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import logging, os, threading, time, warnings
from pathlib import Path
import pytest
from PySide6.QtCore import QStandardPaths, QThread, qWarning
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

kept = []

def test_ok_says_nothing(): pass
def test_bad_thread():
    kept.append(threading.Event())
    threading.Thread(target=kept[-1].wait, daemon=True).start()
def test_ok_short_thread(): threading.Thread(target=time.sleep, args=(0.2,)).start()
def test_bad_window(qapp): kept.append(QWidget())
def test_bad_cycle_kept(qapp):
    kept.append(QMainWindow())
    kept[-1].itself = kept[-1]
def test_ok_cycle(qapp):
    window = QMainWindow()
    window.itself = window
    window.show()
def test_ok_window_closed_by_qtbot(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menu, window.dialog = QMenu("File", window), QDialog(window)
    window.show()
    window.dialog.show()
def test_ok_plot(qtbot):
    import pyqtgraph
    plot = pyqtgraph.PlotWidget()
    qtbot.addWidget(plot)
    plot.plot([1, 2, 3], [1, 4, 9])
    plot.show()
    plot.grab()
def test_bad_qthread(qapp):
    kept.append(QThread())
    kept[-1].start()
def test_ok_qthread_of_the_test_before_is_ended_here():
    kept[-1].quit()
    assert kept[-1].wait(2000)
def test_bad_log(): logging.getLogger("bpgui.x").warning("lost %s", "it")
def test_ok_info(): logging.getLogger("bpgui.x").info("fine")
@pytest.mark.logs("lost .t")
def test_ok_wanted_log(): logging.getLogger("bpgui.x").error("lost it")
@pytest.mark.logs("lost .t")
def test_bad_wanted_log_is_missing(): pass
def test_bad_qt_warning(qapp): qWarning("from Qt")
def test_bad_python_warning(): warnings.warn("old")
def test_ok_home(tmp_path_factory):
    base = str(tmp_path_factory.getbasetemp())
    places = [Path.home(), os.environ["XDG_CONFIG_HOME"], QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.AppConfigLocation)]
    assert [str(place).startswith(base) for place in places] == [True] * 3
    (Path.home() / "a" / "b").mkdir(parents=True)
    (Path.home() / "c").touch()
def test_ok_home_is_empty_again(): assert list(Path.home().iterdir()) == []
"""


@pytest.mark.slow("a pytest of its own waits for threads that do not end")
def test_what_a_test_leaves_behind_fails_it(tmp_path):
    file = tmp_path / "test_watched.py"
    file.write_text(TESTS, encoding="utf-8")
    root = Path(__file__).parents[1]
    options = [
        f"--rootdir={root}",
        f"--config-file={root / 'pyproject.toml'}",
        f"--basetemp={tmp_path / 'base'}",
    ]
    watched = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        *options,
        file,
    ]

    ended = subprocess.run(watched, cwd=root, capture_output=True, text=True, check=False)

    failed = set(re.findall(r"^(?:ERROR|FAILED) \S*::(\w+)", ended.stdout, re.MULTILINE))
    assert failed == set(re.findall(r"def (test_bad\w+)", TESTS)), ended.stdout + ended.stderr
