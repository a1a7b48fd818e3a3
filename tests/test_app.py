"""The front door: what is missing is said in one sentence, and the window or the command line gets the rest."""

import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

import bpgui
from bpgui import app
from bpgui.cli import COMMANDS
from bpgui.session.versions import version_report

HOME = Path(__file__).parent.parent
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE", "XDG_RUNTIME_DIR")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland")


def ended(*command, **environment):
    """Run Python with these arguments, without a display but for what `environment` says."""
    inherited = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        [sys.executable, *command],
        env=inherited | environment,
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def complaint_of(process):
    """Return the one sentence on stderr of a program that could not start."""
    assert process.returncode == 2, process.stderr
    assert process.stdout == ""
    assert re.fullmatch(r"bpgui: [^\n]+\.\n", process.stderr)
    return process.stderr


@pytest.fixture
def window(monkeypatch):
    """Stand in for the window; lists the paths it was asked to open."""
    opened = []
    start = types.ModuleType("bpgui.gui.window.start")
    vars(start)["run_window"] = lambda path, **how: opened.append((path, how)) or 7
    monkeypatch.setitem(sys.modules, "bpgui.gui.window.start", start)
    return opened


# Arguments


def test_the_version(capsys):
    assert app.main(["--version"]) == 0
    assert capsys.readouterr().out == f"bpgui {bpgui.__version__}\n"


def test_the_version_of_all_that_runs_here(capsys):
    assert app.main(["--version", "--verbose"]) == 0
    assert capsys.readouterr().out == version_report() + "\n"


def test_verbose_is_about_the_version(capsys):
    assert app.main(["--verbose"]) == 2
    assert "--verbose goes with --version" in capsys.readouterr().err


def test_help_names_the_way_without_a_window(capsys):
    assert app.main(["--help"]) == 0
    assert "bpgui train FILE --steps N" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--colour"], ["one.bpgui", "two.bpgui"]])
def test_wrong_usage(capsys, window, arguments):
    assert app.main(arguments) == 2
    assert "usage: bpgui" in capsys.readouterr().err
    assert window == []


@pytest.mark.parametrize(
    ("arguments", "path", "is_safe"),
    [([], None, False), (["my.bpgui"], Path("my.bpgui"), False), (["--safe", "my.bpgui"], Path("my.bpgui"), True)],
)
def test_the_window_opens_as_asked_and_its_code_is_returned(window, arguments, path, is_safe):
    assert app.main(arguments) == 7
    assert window == [(path, {"is_safe": is_safe})]


def test_main_py_starts_the_app():
    process = ended("main.py", "--version")

    assert (process.returncode, process.stdout) == (0, f"bpgui {bpgui.__version__}\n")


@pytest.mark.parametrize("folder", [HOME, HOME / "tests"], ids=["checkout", "elsewhere"])
def test_the_package_starts_the_app(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(HOME))
    process = subprocess.run(
        [sys.executable, "-m", "bpgui", "--version"], cwd=folder, capture_output=True, text=True, check=False
    )

    assert (process.returncode, process.stdout) == (0, f"bpgui {bpgui.__version__}\n")


ARTICLE = HOME / "resources" / "examples" / "article.bpgui"
SPOKEN = [["--version"], ["--help"], ["train", "--help"], ["show", str(ARTICLE)]]
SPOKEN.append(["train", str(ARTICLE), "--steps", "1"])


@pytest.mark.parametrize("is_buffered", [True, False])
@pytest.mark.parametrize("arguments", SPOKEN, ids=" ".join)
def test_what_cannot_be_said_is_told_in_one_sentence(arguments, is_buffered):
    reading, writing = os.pipe()
    os.close(reading)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    options = [] if is_buffered else ["-u"]
    command = [sys.executable, *options, str(HOME / "main.py"), *arguments]
    process = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    os.close(writing)

    if is_buffered or "--help" not in arguments:  # argparse says nothing of it
        assert process.returncode == 1
        assert re.fullmatch(r"bpgui: the output could not be written: [^\n]+\.\n", process.stderr)
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize(
    "arguments", [["train", "--steps", "1"], ["show"], ["new", "2-1", "--force", "-o"]], ids=lambda words: words[0]
)
def test_a_command_imports_no_qt(arguments, tmp_path):
    shutil.copy(ARTICLE, tmp_path / "article.bpgui")
    program = (
        "import sys; from bpgui.app import main; code = main(); "
        "print(sorted({'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)), code)"
    )

    process = ended("-c", program, *arguments, str(tmp_path / "article.bpgui"))

    assert process.stdout.splitlines()[-1] == "[] 0", process.stderr


def test_the_help_names_every_command():
    said = ended("main.py", "--help").stdout

    assert [f"bpgui {name} " in said for name in COMMANDS] == [True] * len(COMMANDS)


# What is missing


@pytest.mark.parametrize("package", app.PACKAGES)
def test_a_missing_package(package):
    program = f"import sys; sys.modules['{package}'] = None; from bpgui.app import main; sys.exit(main())"

    complaint = complaint_of(ended("-c", program, QT_QPA_PLATFORM="offscreen"))

    assert f"Not installed here: {package}. " in complaint
    assert "`uv run python main.py` or `pip install .`" in complaint


def test_a_missing_package_without_a_window():
    program = "import sys; sys.modules['numpy'] = None; from bpgui.app import main; sys.exit(main(['train']))"

    assert "numpy" in complaint_of(ended("-c", program))


@on_linux
@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "there is no display"),
        ({"DISPLAY": ""}, "there is no display"),
        ({"DISPLAY": ":987"}, "the display “:987” cannot be reached"),
        ({"WAYLAND_DISPLAY": "none"}, "the Wayland display “none” cannot be reached"),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_RUNTIME_DIR": "/"}, "the Wayland display “wayland-0” cannot be reached"),
        ({"QT_QPA_PLATFORM": "xcb"}, "DISPLAY is not set"),
        ({"QT_QPA_PLATFORM": "xbc"}, "QT_QPA_PLATFORM asks for “xbc”"),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":987"}, "the display “:987” cannot be reached"),
    ],
)
def test_a_missing_display(environment, said):
    complaint = complaint_of(ended("main.py", **environment))

    assert said in complaint


@on_linux
def test_one_platform_that_works_is_enough(window, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xbc;offscreen:fontconfig")

    assert app.main([]) == 7


MISSING = "{}: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("library", "platforms", "package"),
    [("libGL.so.1", [], "libgl1"), ("libxcb-cursor.so.0", ["xcb"], "libxcb-cursor0")],
)
def test_a_missing_system_library_is_named_with_its_package(monkeypatch, library, platforms, package):
    monkeypatch.setattr(app, "_loads", lambda name: name != library)

    said = str(app._loading_trouble(MISSING.format(library), platforms))

    assert f"are missing ({library}): on Debian or Ubuntu, `sudo apt install {package}`" in said


def test_all_that_is_missing_is_named_at_once(monkeypatch):
    monkeypatch.setattr(app, "_loads", lambda name: not name.startswith("libxcb"))

    said = str(app._loading_trouble(MISSING.format("libxcb-icccm.so.4"), ["xcb"]))

    assert all(name in said for name in ("libxcb-icccm4", "libxcb-cursor0", "libxcb-shape0"))
    assert said.count("libxcb-icccm4") == 1


def test_a_library_of_an_unknown_package_is_named(monkeypatch):
    monkeypatch.setattr(app, "_loads", lambda _: True)

    assert "(libodd-2.so.7): install them." in str(app._loading_trouble(MISSING.format("libodd-2.so.7"), []))


def test_another_complaint_of_the_loader_is_passed_on_in_one_line():
    said = str(app._loading_trouble("libc.so.6: version `GLIBC_2.34'\n not found", []))

    assert said == "a part that is needed cannot be loaded: libc.so.6: version `GLIBC_2.34' not found"


def test_a_fault_of_our_own_is_not_taken_for_a_missing_part(monkeypatch):
    monkeypatch.setitem(sys.modules, "bpgui.gui.window.start", None)

    with pytest.raises(ImportError):
        app.main([])


def test_the_packages_that_are_named_are_those_that_make_run_installs():
    script = (HOME / "scripts" / "system-packages").read_text(encoding="utf-8")
    installed = dict(reversed(line.split()) for line in script.splitlines() if re.fullmatch(r"lib\S+\s+lib\S+", line))

    named = app.LIBRARIES | app.PLATFORM_LIBRARIES["xcb"]

    assert set(named.values()) <= set(installed.values())
    assert {library: named[library] for library in named if library in installed}.items() <= installed.items()
