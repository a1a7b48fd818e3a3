"""What holds in every test: no screen is needed, nothing of the user's is touched, nothing is left behind.

Qt is looked at only where it is loaded already, so that the tests of engine and session run without it too:
pytest -p no:pytest-qt tests/engine tests/session
"""

import gc
import logging
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.campaigns import IS_CAMPAIGN

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # the program speaks the system's language unless told otherwise

# A busy machine is no failure, and a run of the suite tests the same cases each time.
hypothesis.settings.register_profile("bpgui", deadline=None, print_blob=True, derandomize=not IS_CAMPAIGN)
hypothesis.settings.load_profile("bpgui")

PASSED = pytest.StashKey[bool]()
SECONDS_TO_END = 2.0


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Let pytest-qt be switched off: its settings in pyproject.toml are then known all the same."""
    if not pluginmanager.has_plugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "a setting of pytest-qt")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, object, object]:
    r"""Write a lone surrogate, as in a file's name that is no UTF-8, as \udcff: pytest-xdist sends only UTF-8."""
    return utf8((yield))


def utf8(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode(errors="backslashreplace").decode()
    if isinstance(data, dict):
        return {utf8(key): utf8(value) for key, value in data.items()}
    return type(data)(map(utf8, data)) if isinstance(data, list | tuple) else data


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home folder, for this process and for those that tests start; empty again after each test."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        if qt := loaded("QtCore"):
            qt.QStandardPaths.setTestModeEnabled(True)
        yield folder


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the kernel be compiled beside the first tests, where it must be, and some test wants it."""
    is_first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    wanted = {"warm", "machine_code"}
    if is_first and hasattr(session.config, "cache") and any(wanted & set(_fixtures(item)) for item in session.items):
        from tests.warm_cache import begin

        begin(session.config.cache.mkdir("kernel"))


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


@pytest.fixture(scope="session")
def warm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a cache of the compiled kernel. Nothing may change it."""
    from tests.warm_cache import warm_place

    cache = getattr(request.config, "cache", None)
    return warm_place(cache.mkdir("kernel") if cache else tmp_path_factory.mktemp("kernel"))


@pytest.fixture(scope="session")
def machine_code(request: pytest.FixtureRequest) -> None:
    """Where there is numba, the kernel of this process is compiled, and training goes on without it."""
    from bpgui.session.compiled import has_numba
    from tests.warm_cache import load

    if has_numba():
        load(request.getfixturevalue("warm"))


@pytest.fixture
def kernel(machine_code: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Training goes through the kernel, which has the same bits: for tests that take thousands of steps."""
    from bpgui.engine import training
    from bpgui.engine.kernel import calls as kernel

    monkeypatch.setattr(training, "compiled_advance", kernel.advance)
    monkeypatch.setattr(training, "compiled_fold", kernel.fold)
    monkeypatch.setattr(training, "compiled_activations", kernel.activations)


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest, home: Path) -> Iterator[set[int]]:
    """Fail a test that passed, but left threads or windows behind or logged a WARNING or worse.

    Its value are the windows that may stay: those that were there before.
    A test that wants a message says so: @pytest.mark.logs("part of it, as a regular expression").
    """
    threads = set(threading.enumerate())
    is_gui = "qapp" in request.fixturenames  # a look at every object of Qt takes long, after tests that made many
    windows = {address(window) for window in top_level_widgets()}
    log = Log()
    logging.getLogger().addHandler(log)

    yield windows

    complaints = [*running_threads(threads, is_gui), *open_windows(windows)]
    logging.getLogger().removeHandler(log)
    complaints += log.complaints([mark.args[0] for mark in request.node.iter_markers("logs")])
    for entry in home.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if complaints and request.node.stash.get(PASSED, False):
        pytest.fail("\n".join(complaints), pytrace=False)


class Log(logging.Handler):
    """Keeps what is logged at WARNING or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self, wanted: list[str]) -> list[str]:
        unwanted = [m for m in self.messages if not any(re.search(pattern, m) for pattern in wanted)]
        unsaid = [pattern for pattern in wanted if not any(re.search(pattern, m) for m in self.messages)]
        return [f"logged: {m}" for m in unwanted] + [f"not logged: {pattern}" for pattern in unsaid]


def running_threads(before: set[threading.Thread], is_gui: bool) -> list[str]:
    """Name the threads, Python's and Qt's, that do not end by themselves within a moment."""
    deadline = time.monotonic() + SECONDS_TO_END
    left = []
    for thread in threading.enumerate():
        # A dummy stands for a thread that Python did not start, and stays when that one has ended.
        if thread not in before and not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                left.append(f"still running: {thread}")
    if is_gui and (qt := loaded("QtCore")):
        threads = [t for t in wrappers() if isinstance(t, qt.QThread) and t != qt.QThread.currentThread()]
        left += [f"still running: {t}" for t in threads if t.isRunning()]
    return left


def open_windows(before: set[int]) -> list[str]:
    """Name the top-level widgets that are still there, and close them for the next test's sake."""

    def new() -> list[Any]:
        return [window for window in top_level_widgets() if address(window) not in before]

    if new():
        gc.collect()  # a window that only a reference cycle keeps is not left behind
    left = new()
    names = [f"left open: {window}" for window in left]
    for window in left:
        window.hide()
        window.deleteLater()
    return names


def top_level_widgets() -> list[Any]:
    """List the windows that stand alone or can be seen; a hidden menu or dialog goes when its owner goes."""
    widgets, core = loaded("QtWidgets"), loaded("QtCore")
    if not (widgets and core and widgets.QApplication.instance()):
        return []
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return [
        window
        for window in widgets.QApplication.topLevelWidgets()
        if (window.parent() is None or window.isVisible())
        and window.metaObject().className() != "QTipLabel"  # Qt's own, the one tooltip
    ]


def address(widget: Any) -> int:
    return int(sys.modules["shiboken6"].Shiboken.getCppPointer(widget)[0])


def wrappers() -> list[Any]:
    return list(sys.modules["shiboken6"].Shiboken.getAllValidWrappers())


def loaded(module: str) -> Any:
    """Return a module of Qt, or None where nothing has imported it."""
    return sys.modules.get(f"PySide6.{module}")
