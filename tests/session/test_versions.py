import platform
import sys

import numba
import numpy as np
import PySide6

import bpgui
from bpgui.session import versions
from bpgui.session.versions import version_report


def facts():
    return dict(line.split(": ", 1) for line in version_report().splitlines())


def test_the_report_says_what_the_libraries_say_of_themselves():
    known = facts()
    assert known["bpgui"] == bpgui.__version__
    assert known["Python"] == platform.python_version()
    assert known["PySide6 and Qt"] == PySide6.__version__
    assert (known["numpy"], known["numba"]) == (np.__version__, numba.__version__)


def test_what_is_not_installed_is_said_to_be_missing(monkeypatch):
    monkeypatch.setitem(versions.LIBRARIES, "numba", ("no-such-distribution",))
    assert facts()["numba"] == "not installed"


def test_the_report_says_how_it_is_with_the_kernel(monkeypatch):
    monkeypatch.setattr("bpgui.session.compiled.is_compiled", lambda: True)
    assert facts()["Compiled kernel"] == "ready"
    monkeypatch.setattr("bpgui.session.compiled.is_compiled", lambda: False)
    assert facts()["Compiled kernel"] in ("not compiled", "compiled, not loaded")
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr("bpgui.session.compiled.find_spec", lambda name: None)
    assert facts()["Compiled kernel"] == "none, for numba is not installed"
