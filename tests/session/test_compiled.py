"""The compiled kernel is made ready in other processes here: this one, and its tests, stay as they are."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bpgui.cli import COMMANDS
from bpgui.engine import training
from bpgui.session import compiled, kernel_cache
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from tests.campaigns import tries
from tests.session import damaged_caches
from tests.warm_cache import WARM_UP, places, run

#: Opens a window, waits for its panels and the kernel, and says whether that is there.
WINDOW = """
import sys
from bpgui.app import main
from bpgui.gui.window import start
from bpgui.session.compiled import is_compiled, notice
from PySide6.QtCore import QTimer
made = start.make_window

def make_window(*arguments):
    window = made(*arguments)
    def look():
        if not hasattr(window, "plots") or not (is_compiled() or notice()):
            return QTimer.singleShot(50, look)
        print(is_compiled())
        window.close()
    QTimer.singleShot(0, look)
    return window

start.make_window = make_window
sys.exit(main(["article.bpgui"]))
"""
#: How many damaged caches are tried: one of each kind, or many.
CACHES = tries(6, 1000)


def files_in(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def trapped(warm):
    """The folder of traps that the warm cache was made in."""
    return warm.parent / "traps"


@pytest.fixture
def cold(monkeypatch):
    """No kernel in this process, whatever other tests did; nothing wrong is known of it."""
    monkeypatch.setattr(training, "compiled_advance", None)
    monkeypatch.setattr(training, "compiled_fold", None)
    monkeypatch.setattr(training, "compiled_activations", None)
    monkeypatch.setattr(compiled, "_trouble", None)


@pytest.mark.parametrize(
    "module", ["bpgui.session.runner", "bpgui.session.compiled", "bpgui.cli.train", "bpgui.gui.window.start"]
)
def test_numba_is_not_loaded_until_it_is_asked_for(module):
    program = f"import sys, {module}; print('numba' in sys.modules, 'bpgui.engine.kernel.calls' in sys.modules)"
    assert run(program) == "False False"


def test_another_process_compiles_what_the_next_ones_load(warm):
    before = files_in(warm)
    assert run(WARM_UP, **places(warm)) == "True True True"
    assert files_in(warm) == before


def test_nothing_of_the_current_folder_is_run(trapped, warm):
    assert not (trapped / "TRACE").exists()


@pytest.fixture
def traps(trapped, warm, tmp_path):
    """Return a function that runs Python in a folder of traps, with files to work on."""
    folder, root = tmp_path / "traps", Path(training.__file__).parents[2]
    shutil.copytree(trapped, folder)
    for name in ("article", "iris"):
        shutil.copy(resource_path("examples", f"{name}.bpgui"), folder)
    (folder / "table.csv").write_text("x,y\n1,2\n3,5\n4,7\n")
    variables = {**os.environ, "PYTHONPATH": str(root), **places(warm)}

    def python(*arguments):
        ended = subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert not (trapped / "TRACE").exists()
        return ended.stdout

    python.folder, python.main = folder, str(root / "main.py")
    return python


@pytest.mark.parametrize("way", [["main.py"], ["-P", "-m", "bpgui"], ["-m", "bpgui"]], ids=" ".join)
def test_nothing_of_the_current_folder_is_run_by_the_command(way, traps):
    if way == ["-m", "bpgui"]:  # Python looks for itself, before anything of ours is run
        for name in ("runpy.py", "bpgui"):
            shutil.rmtree(traps.folder / name, ignore_errors=True)
            (traps.folder / name).unlink(missing_ok=True)
    traps(*([traps.main] if way == ["main.py"] else way), "train", "article.bpgui", "--steps", "40000")


@pytest.mark.slow("each command in a process of its own, cross-validation in several")
def test_nothing_of_the_current_folder_is_run_by_any_command(traps):
    command = {
        "train": ["article.bpgui", "--steps", "10"],
        "cross-validate": ["iris.bpgui", "--rates", "0.01,0.1", "--folds", "2", "--epochs", "5000", "--jobs", "2"],
        "new": ["1-2-1", "-o", "made.bpgui"],
        "data": ["table.csv", "--into", "made.bpgui"],
        "predict": ["made.bpgui", "table.csv", "-o", "out.csv"],
        "show": ["made.bpgui"],
    }
    assert command.keys() == COMMANDS.keys()
    for name, arguments in command.items():
        traps(traps.main, name, *arguments)


@pytest.mark.slow("a window in a process of its own")
def test_nothing_of_the_current_folder_is_run_by_the_window(traps):
    assert traps("-P", "-c", WINDOW).split() == ["True"]


@pytest.mark.skipif(sys.platform != "linux", reason="a current folder cannot be removed elsewhere")
def test_a_current_folder_that_is_gone_changes_nothing(warm, tmp_path):
    gone = "import os, shutil; shutil.rmtree(os.getcwd()); "
    (tmp_path / "gone").mkdir()
    assert run(gone + WARM_UP, folder=tmp_path / "gone", **places(warm)) == "True True True"


def test_the_path_of_the_other_process_is_this_ones_without_the_current_folder(monkeypatch, tmp_path):
    root = str(Path(compiled.__file__).parents[2])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", "relative", str(tmp_path), str(tmp_path / "other")])
    assert compiled.safe_path() == [str(tmp_path / "other"), root]
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", [root, str(tmp_path)])
    assert compiled.safe_path() == [str(tmp_path), root]


# Where there can be no kernel


def test_without_numba_training_stays_as_it_is():
    program = "import sys; sys.modules['numba'] = None; "
    assert run(program + WARM_UP + "; print(notice())") == "False False False\nNone"


def test_where_numba_is_told_not_to_compile_training_stays_as_it_is(tmp_path):
    program = WARM_UP + "; print(notice())"
    said = run(program, NUMBA_DISABLE_JIT="1", **places(tmp_path))
    assert said.startswith("False False False\nTraining goes without the compiled kernel")
    assert "NUMBA_DISABLE_JIT is set" in said


@pytest.mark.parametrize("executable", ["", "/nowhere/python", shutil.which("false") or ""])
def test_where_no_process_can_compile_it_is_said_why(executable, monkeypatch, cold, home):
    monkeypatch.setattr(sys, "executable", executable)
    assert not compiled.warm_up()
    assert list(home.rglob(f"{kernel_cache.WORKING}*")) == []
    assert str(compiled.notice()).startswith("Training goes without the compiled kernel, so it takes longer: ")
    assert compiled.standing().startswith("none, for ")


def test_where_nothing_can_be_written_it_is_said(monkeypatch, cold, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert not compiled.warm_up()
    assert "No space left on device" in str(compiled.notice())
    assert list(tmp_path.iterdir()) == []


# In the background


def test_a_warm_up_can_be_stopped_while_it_compiles(monkeypatch, cold, home):
    begun = []
    warm_up = compiled.WarmUp(begun.append, lambda: pytest.fail("it was stopped"))
    while not begun:
        time.sleep(0.01)
    warm_up.stop()
    assert begun == [True]
    assert not compiled.is_cached()
    assert not warm_up._work.is_going_on
    assert list(home.rglob(f"{kernel_cache.WORKING}*")) == []


def test_a_warm_up_that_fails_says_so_and_ends(monkeypatch, cold):
    ended = []
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert not compiled.WarmUp(lambda once: None, lambda: ended.append(compiled.notice())).wait()
    assert "it cannot be compiled (its process ended with code 1)" in str(ended[0])


def test_what_is_compiled_is_not_made_ready_again(monkeypatch):
    monkeypatch.setattr(training, "compiled_advance", training.advance_readably)
    monkeypatch.setattr(compiled, "_loads", lambda folder: pytest.fail("loaded again"))
    monkeypatch.setattr(compiled, "started", lambda: pytest.fail("compiled again"))
    assert compiled.warm_up()
    assert compiled.WarmUp(lambda once: None, lambda: pytest.fail("nothing ended")).wait()


# When it is worth it


def experiment(name):
    return load_session(resource_path("examples", f"{name}.bpgui")).experiment


def test_work_counts_and_not_steps():
    article, iris = experiment("article"), experiment("iris")
    assert compiled.seconds_of_training(article, 1_500) < compiled.WORTH_LOADING
    assert compiled.seconds_of_training(iris, 1_500) > compiled.WORTH_LOADING
    assert compiled.seconds_of_training(article, 300_000) > compiled.WORTH_COMPILING


@pytest.fixture
def asked(monkeypatch, cold):
    """What was asked for: to load, to compile; an empty cache."""
    found = []
    monkeypatch.setattr(compiled, "load_cached", lambda: found.append("load"))
    monkeypatch.setattr(compiled, "started", lambda: found.append("compile"))
    return found


@pytest.mark.parametrize(
    ("steps", "wanted"), [(10, []), (5_000, ["load"]), (300_000, ["load", "compile"])], ids=["few", "some", "many"]
)
def test_the_command_prepares_for_its_work(asked, steps, wanted):
    compiled.OnDemand().prepare(experiment("article"), steps)
    assert asked == wanted


# Damage


@pytest.mark.campaign
@pytest.mark.slow("a damaged cache is started from in processes of their own, two or three times each")
@pytest.mark.skipif(sys.platform != "linux", reason="it forks, and takes from root what root may do")
def test_a_damaged_cache_heals_or_is_gone_around(warm):
    command = [sys.executable, "-m", "tests.session.damaged_caches", str(warm), str(CACHES), "0"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **places(warm)})

    assert (ended.returncode, ended.stdout.strip()) == (0, ""), ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in for compiling is for Linux")
def test_a_process_that_lost_its_parent_puts_what_it_compiled_in_its_place(warm, tmp_path, monkeypatch, cold):
    cache = kernel_cache.cache_folder()
    monkeypatch.setattr(compiled, "PROGRAM", damaged_caches.copying(warm / cache.relative_to(cache.parents[1])))
    compiling = compiled.Compiling()
    compiling._process.wait()
    assert kernel_cache.is_whole(cache)
    compiling.stop()
    assert kernel_cache.is_whole(cache)
    assert [path.name for path in cache.parent.iterdir()] == [cache.name]


@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in for compiling is for Linux")
def test_a_process_that_lost_its_parent_leaves_no_private_folder(warm, tmp_path):
    cache = next((warm / "bpgui").iterdir())
    (tmp_path / "cache").touch()  # nothing can be kept there
    program = (
        "import os; from bpgui.session import compiled; "
        f"compiled.PROGRAM = {('import time; time.sleep(0.5); ' + damaged_caches.copying(cache))!r}; "
        "print(compiled.Compiling().is_kept, flush=True); os._exit(0)"
    )
    places = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    assert run(program, **places) == "False"
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) > 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
