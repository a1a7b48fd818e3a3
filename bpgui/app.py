"""The program's front door: arguments, logging, whether all that is needed is here, then the window.

Only the standard library, and what needs no more than that, is imported at the top, so that whatever is missing can be
named in one sentence. Qt ends the process where it finds no display or lacks a library; so both are tried before Qt is.
"""

import argparse
import contextlib
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from bpgui import __version__
from bpgui.cli import COMMANDS
from bpgui.engine.shown import shown
from bpgui.session.basics.logs import HarmlessFormatter

FAILED, CANNOT_START, INTERRUPTED = 1, 2, 130
PACKAGES = ("PySide6", "numpy", "msgspec", "pyqtgraph", "python_calamine")

#: The system libraries that Qt loads on Linux, and the packages of Debian (and its children) that have them.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
PLATFORM_LIBRARIES = {
    "xcb": {
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}


class CannotStart(Exception):
    """Something that the program needs is missing; the sentence says what to install or do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Start what the command line asks for, and return the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    terminal = logging.StreamHandler()
    terminal.setFormatter(HarmlessFormatter("bpgui: %(levelname)s: %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[terminal])
    try:
        return _said(lambda: _command(arguments)) if arguments and arguments[0] in COMMANDS else _window(arguments)
    except CannotStart as reason:
        print(f"bpgui: {shown(str(reason))}", file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        print("bpgui: interrupted.", file=sys.stderr)
        return INTERRUPTED


def _said(work: Callable[[], int]) -> int:
    """Do what speaks on the terminal and return its exit code. One sentence says where it could not."""
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:  # files are looked after where they are written
        return _unsaid(error)
    return code


def _unsaid(error: OSError) -> int:
    """Say that nothing can be written on the terminal, and return the exit code."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python would try again at its end
    print(f"bpgui: the output could not be written: {error.strerror}.", file=sys.stderr)
    return FAILED


def _command(arguments: Sequence[str]) -> int:
    _check_packages("numpy", "msgspec")
    try:
        from bpgui import cli
    except ImportError as error:
        raise _import_trouble(error, ()) from error
    return cli.main(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bpgui",
        description="See, touch, rewind and understand every number of backpropagation.",
        epilog="Without a window:\n"
        + "".join(f"  bpgui {name + ' ' + form:<22} {what}\n" for name, (form, what) in COMMANDS.items())
        + "Each has a --help of its own. A file of such a name is opened as ./new.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help="the session file (.bpgui) to open, or a table (.csv, .xlsx, ..) to import",
    )
    parser.add_argument(
        "--safe", action="store_true", help="begin with default settings; the present ones are kept aside"
    )
    parser.add_argument("--debug", action="store_true", help="log more, and show it here too")
    parser.add_argument("--version", action="store_true", help="say which version this is, and end")
    parser.add_argument("--verbose", action="store_true", help="with --version: also of Python, Qt, numpy, ..")
    return parser


def _window(arguments: Sequence[str]) -> int:
    parser = _parser()
    try:
        asked, unknown = parser.parse_known_args(arguments)
        if unknown:
            parser.error(f"unrecognized arguments: {shown(' '.join(unknown))}")
        if asked.verbose and not asked.version:
            parser.error("--verbose goes with --version")
    except SystemExit as end:  # argparse has said why, or has shown what was asked for
        code = int(end.code or 0)
        return _said(lambda: code)
    except OSError as error:  # the argparse of Python 3.11.2 does not hide that nobody reads it
        return _unsaid(error)
    if asked.version:
        return _said(lambda: _version(asked.verbose))
    _check_packages(*PACKAGES)
    platforms = _platforms()
    try:
        import PySide6.QtWidgets  # noqa: F401  it loads the system's libraries

        _check_platforms(platforms)
        from bpgui.gui.window.start import run_window
    except ImportError as error:
        raise _import_trouble(error, platforms) from error
    from bpgui.session.basics.logs import kept_log

    with kept_log(debug=asked.debug):
        return run_window(asked.file, is_safe=asked.safe)


def _version(verbose: bool) -> int:
    if verbose:
        _check_packages("numpy")
        from bpgui.session.versions import version_report

        print(version_report())
    else:
        print(f"bpgui {__version__}")
    return 0


# Packages


def _check_packages(*names: str) -> None:
    """Raise CannotStart where one is not installed; imports none of them, for the first paint's sake."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise CannotStart(
            f"Not installed here: {', '.join(missing)}. In the folder of bpgui, `uv run python main.py` "
            "or `pip install .` installs all that is needed."
        )


def _import_trouble(error: ImportError, platforms: Sequence[str]) -> CannotStart:
    """Say what to do about an import that failed. Raises `error` again where it is a fault of our own."""
    if (error.name or "").partition(".")[0] == "bpgui":
        raise error
    return _loading_trouble(str(error), platforms)


def _loading_trouble(complaint: str, platforms: Sequence[str]) -> CannotStart:
    """Say which system libraries are missing, and what brings them, when the loader complained of one."""
    known = dict(LIBRARIES)
    for name in platforms:
        known |= PLATFORM_LIBRARIES.get(name, {})
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file", complaint)
    if not found:
        return CannotStart(f"a part that is needed cannot be loaded: {' '.join(complaint.split())}")
    missing = dict.fromkeys([found[1], *(library for library in known if not _loads(library))])
    packages = dict.fromkeys(known[library] for library in missing if library in known)
    remedy = f"on Debian or Ubuntu, `sudo apt install {' '.join(packages)}` brings them" if packages else "install them"
    return CannotStart(f"Qt needs system libraries that are missing ({', '.join(missing)}): {remedy}.")


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# The display


def _platforms() -> list[str]:
    """Return the Qt platforms that may show a window here, the likeliest first; [] where Qt needs no check.

    Raises CannotStart where there is surely no display.
    """
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
        return []
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked:
        return [name.partition(":")[0] for name in asked.split(";") if name]
    names = []
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        names.append("wayland")
    if os.environ.get("DISPLAY"):
        names.append("xcb")
    if not names:
        raise CannotStart(
            "there is no display to open a window on: start it in a desktop session, "
            "or train without a window: bpgui train FILE --steps N."
        )
    return names


def _check_platforms(names: Sequence[str]) -> None:
    """Raise CannotStart where Qt could start on none of these platforms. Costs some milliseconds."""
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    if not folder.is_dir():
        return  # a Qt that keeps its plugins elsewhere; it knows where
    troubles = []
    for name in names:
        try:
            _check_platform(name, folder)
        except CannotStart as trouble:
            troubles.append(trouble)
        else:
            return
    if troubles:
        raise troubles[-1]


def _check_platform(name: str, folder: Path) -> None:
    import ctypes

    kind = "wayland" if name.startswith("wayland") else name
    plugins = sorted(folder.glob(f"libq{kind}*.so" if kind == "wayland" else f"libq{kind}.so"))
    if not plugins:
        raise CannotStart(f"QT_QPA_PLATFORM asks for “{name}”, which this Qt does not have.")
    try:
        ctypes.CDLL(str(plugins[0]))
    except OSError as error:
        raise _loading_trouble(str(error), [kind]) from error
    if kind == "xcb":
        _check_x_server()
    elif kind == "wayland":
        _check_wayland_server()


def _check_x_server() -> None:
    """Connect to the X server as Qt will: address, port and permission."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        display = os.environ.get("DISPLAY", "")
        trouble = f"the display “{display}” cannot be reached" if display else "DISPLAY is not set"
        raise CannotStart(f"{trouble}: start it in a desktop session, or set DISPLAY to one that may be used.")


def _check_wayland_server() -> None:
    """Connect to the compositor's socket."""
    import socket

    if os.environ.get("WAYLAND_SOCKET"):
        return  # a connection that is open already, and can be used only once
    display = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / display))
    except OSError as error:
        raise CannotStart(
            f"the Wayland display “{display}” cannot be reached: "
            "start it in a desktop session, or set WAYLAND_DISPLAY and XDG_RUNTIME_DIR to its socket."
        ) from error
