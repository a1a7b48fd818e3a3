"""Engine, session and command line work on a machine that has no Qt."""

import subprocess
import sys

import pytest

BLOCKED = "import sys; sys.modules.update(dict.fromkeys(['PySide6', 'shiboken6', 'pyqtgraph'])); "


@pytest.mark.parametrize("room", ["bpgui.engine", "bpgui.session", "bpgui.cli"])
def test_every_module_imports_with_qt_blocked(room):
    program = (
        BLOCKED + f"import importlib, pkgutil, {room} as room; "
        "path = getattr(room, '__path__', []); "
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(path, room.__name__ + '.')]"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr


def test_the_block_blocks():
    ended = subprocess.run([sys.executable, "-c", BLOCKED + "import PySide6.QtCore"], capture_output=True, check=False)

    assert ended.returncode != 0
    assert b"PySide6" in ended.stderr
