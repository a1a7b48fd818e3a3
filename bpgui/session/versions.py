"""What runs here, for whoever reports a fault or asks why training is slow: versions, and the compiled kernel."""

import platform
from importlib.metadata import PackageNotFoundError, version

import bpgui
from bpgui.session import compiled

#: What a report names, and the distributions that may bring it.
LIBRARIES = {
    "PySide6 and Qt": ("PySide6-Essentials", "PySide6"),
    "pyqtgraph": ("pyqtgraph",),
    "numpy": ("numpy",),
    "numba": ("numba",),
    "msgspec": ("msgspec",),
    "joblib": ("joblib",),
    "calamine": ("python-calamine",),
}


def version_report() -> str:
    """Return some lines of "name: version" in English, to be read and to be copied; imports none of the libraries."""
    facts = {"bpgui": bpgui.__version__, "Python": platform.python_version()}
    facts |= {name: _version(*packages) for name, packages in LIBRARIES.items()}
    facts |= {"Compiled kernel": compiled.standing(), "System": _system()}
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())


def _system() -> str:
    """Return it from what needs no other process: platform.platform() would start `uname`."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _version(*packages: str) -> str:
    for package in packages:
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return "not installed"
