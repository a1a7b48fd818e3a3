"""Where the program keeps what it writes for one user on one machine. The one place that knows."""

import os
import sys
from pathlib import Path


def home_folder() -> Path | None:
    """Return the user's home; None where the system knows none, as in a container with an unknown user."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home if home.is_absolute() and home != Path(home.anchor) else None


def state_folder() -> Path | None:
    """Return the folder for what a later start may want, such as logs and recovered sessions.

    It is made if need be, readable by its user alone; None where there is no place that can be written to. On Linux
    it follows the XDG Base Directory Specification: $XDG_STATE_HOME/bpgui, or ~/.local/state/bpgui.
    """
    place = _place("XDG_STATE_HOME", ".local/state", "Library/Application Support")
    if place is None:
        return None
    folder = place / "bpgui"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError):
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def cache_place() -> Path | None:
    """Return the folder in which programs make folders for what can be made anew; None where there is none."""
    return _place("XDG_CACHE_HOME", ".cache", "Library/Caches")


def _place(variable: str, on_linux: str, on_mac: str) -> Path | None:
    windows = sys.platform == "win32"
    asked = Path(os.environ.get("LOCALAPPDATA" if windows else variable) or "")
    if asked.is_absolute() and (windows or sys.platform != "darwin"):
        return asked
    home = home_folder()
    if home is None:
        return None
    if windows:
        return home / "AppData" / "Local"
    return home / (on_mac if sys.platform == "darwin" else on_linux)
