import os
import shutil
import subprocess
import sys

import pytest

from bpgui.engine import training
from bpgui.session import compiled

WARM_UP = "from bpgui.session.compiled import warm_up; print(warm_up())"


def run(program, **variables):
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.strip()


@pytest.mark.parametrize("module", ["bpgui.session.runner", "bpgui.session.compiled", "bpgui.cli", "bpgui.gui.start"])
def test_numba_is_not_loaded_until_it_is_asked_for(module):
    program = f"import sys, {module}; print('numba' in sys.modules, 'bpgui.engine.kernel' in sys.modules)"
    assert run(program) == "False False"


def test_the_second_warm_up_finds_what_the_first_compiled(tmp_path):
    # The folder of every system, so that this is where the cache is.
    places = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(tmp_path))
    assert run(WARM_UP, **places) == "True"
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nb?")}
    assert made
    assert run(WARM_UP, **places) == "True"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nb?")} == made


def test_without_numba_training_stays_as_it_is():
    assert run("import sys; sys.modules['numba'] = None; " + WARM_UP) == "False"


def test_without_a_cache_folder_training_stays_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(training, "compiled_advance", None)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(compiled, "cache_folder", lambda: tmp_path / "file" / "kernel")
    assert not compiled.warm_up()
    assert not compiled.is_compiled()


def test_the_cache_folder_is_another_one_when_the_engine_changes(monkeypatch, tmp_path):
    (tmp_path / "training.py").write_text("1")
    monkeypatch.setattr(training, "__file__", str(tmp_path / "training.py"))
    before = compiled.cache_folder()
    (tmp_path / "elementary.py").write_text("2")
    assert compiled.cache_folder() != before


def test_what_is_ready_is_not_warmed_up_again(monkeypatch):
    monkeypatch.setattr(training, "compiled_advance", training.advance_readably)
    monkeypatch.setattr(compiled, "_warm_up", lambda: pytest.fail("warmed up again"))
    assert compiled.warm_up()


# In the background


IN_THE_BACKGROUND = "from bpgui.session.compiled import *; w = WarmUp(); print(is_cached(), w.wait(), is_cached())"


def test_another_process_compiles_what_this_one_loads(tmp_path):
    places = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(tmp_path))
    assert run(IN_THE_BACKGROUND, **places) == "False True True"
    assert run(IN_THE_BACKGROUND, **places) == "True True True"


def test_a_warm_up_can_be_stopped_while_it_compiles(monkeypatch):
    monkeypatch.setattr(compiled, "warm_up", lambda: pytest.fail("loaded after it was stopped"))
    monkeypatch.setattr(training, "compiled_advance", None)
    warm_up = compiled.WarmUp()
    warm_up.stop()
    assert not compiled.is_cached()
    assert not warm_up._thread.is_alive()


def test_where_the_other_process_fails_nothing_is_loaded(monkeypatch):
    monkeypatch.setattr(compiled, "warm_up", lambda: pytest.fail("there is nothing to load"))
    monkeypatch.setattr(training, "compiled_advance", None)
    monkeypatch.setattr(compiled.sys, "executable", shutil.which("false"))
    assert not compiled.WarmUp().wait()
